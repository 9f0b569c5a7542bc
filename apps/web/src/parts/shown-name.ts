/** Names as people read them. Pure. */
import { assetName, type LanguageCode, unshouted } from "@vallgrav/knowledge/names";

/**
 * The name of a thing, a directory's in small letters. Places that no source names, such as mail,
 * are named in the reader's language. What would turn the writing round is made visible.
 */
export function shownName(
  { kind, name }: { readonly kind: string; readonly name: string },
  language: LanguageCode,
): string {
  return visible(assetName({ kind, name: unshouted(name) }, language));
}

/** A text from a file with what would turn its direction, or cannot be seen, made visible. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\uFFFD");
}

/** The text on at most two lines of at most `most` signs, broken between words where it can be. */
export function twoLines(text: string, most: number): readonly string[] {
  if (text.length <= most) return [text];
  const space = text.lastIndexOf(" ", most);
  const end = space > 0 ? space : most;
  const rest = text.slice(end).trimStart();
  return [text.slice(0, end), rest.length <= most ? rest : `${rest.slice(0, most - 1)}…`];
}
