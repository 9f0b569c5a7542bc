/** Names as people read them. Pure. */

/**
 * Directories shout: `ANNA@KOMMUN.EXAMPLE.SE`. Such names know no case, so they are shown small;
 * what has a small letter of its own, or no dot, stands as it is.
 */
export function shownName({ name }: { readonly name: string }): string {
  return /^[\p{Lu}\d@_$. -]+$/u.test(name) && /[.@]\p{Lu}/u.test(name)
    ? name.toLocaleLowerCase("sv-SE")
    : name;
}

/** The text on at most two lines of at most `most` signs, broken between words where it can be. */
export function twoLines(text: string, most: number): readonly string[] {
  if (text.length <= most) return [text];
  const space = text.lastIndexOf(" ", most);
  const end = space > 0 ? space : most;
  const rest = text.slice(end).trimStart();
  return [text.slice(0, end), rest.length <= most ? rest : `${rest.slice(0, most - 1)}…`];
}
