/**
 * Foreign words fit to be shown. Arguments and places come from files of strangers and from stored
 * problems of other versions: what is missing shows as a question mark, what is invisible or turns
 * the writing around shows as `�`, and what is long is cut.
 */

/** What stands for an argument that is not there. */
export const missing = "?";

const longest = 200;
/** Controls, marks of direction, line and paragraph separators. */
const unseen = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** A text of any length, with what turns the writing round or cannot be seen made visible. */
export function visibleText(text: string): string {
  return text.toWellFormed().replaceAll(unseen, "�");
}

/** A foreign text on one line, at most 200 UTF-16 units long. */
export function shownText(text: string): string {
  const cut = text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
  return visibleText(cut);
}

/** Arguments as sentences may use them: every name asked for answers, with a text or a number. */
export function shownArgs(args: object): Readonly<Record<string, string | number>> {
  const given = new Map<string, unknown>(Object.entries(args));
  return new Proxy<Record<string, string | number>>(
    {},
    {
      get: (_, name) => {
        const value = typeof name === "string" ? given.get(name) : undefined;
        if (typeof value === "string") return shownText(value);
        return typeof value === "number" && Number.isFinite(value) ? value : missing;
      },
    },
  );
}
