/**
 * XML as far as securiCAD writes it: elements with attributes. Text, comments and processing
 * instructions are skipped; document types and entities of their own are refused. Total; linear.
 */
import type { FormatReporter } from "./problems.ts";
import { reportFormat } from "./problems.ts";

/** An element. `at` is its offset in the text. */
export type XmlElement = {
  readonly name: string;
  readonly at: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
};

const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

/** Decoded text; null where an entity is unknown. */
function decode(text: string): string | null {
  let isKnown = true;
  const decoded = text.replaceAll(/&([^;&\s]{0,12});?/g, (whole, name: string) => {
    const [, sign, digits = ""] = /^#(x?)([0-9a-fA-F]{1,6})$/.exec(name) ?? [];
    const code = sign === undefined ? Number.NaN : Number.parseInt(digits, sign === "" ? 10 : 16);
    const isCode = code > 0 && code <= 0x10ffff && (sign === "x" || /^\d+$/.test(digits));
    const meaning = isCode ? String.fromCodePoint(code) : undefined;
    const found = meaning ?? (Object.hasOwn(entities, name) ? entities[name] : undefined);
    if (found === undefined || !whole.endsWith(";")) isKnown = false;
    return found ?? "";
  });
  return isKnown ? decoded : null;
}

type Open = {
  readonly name: string;
  readonly at: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
};

const tag =
  /<(?:(\/)([A-Za-z_][\w:.-]*)\s*|([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?))>/y;

/** The attributes of a tag; null where one is given twice or holds an unknown entity. */
function attributesOf(text: string): ReadonlyMap<string, string> | null {
  const attributes = new Map<string, string>();
  for (const [, name = "", quoted = ""] of text.matchAll(/([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    const value = decode(quoted.slice(1, -1));
    if (value === null || attributes.has(name)) return null;
    attributes.set(name, value);
  }
  return attributes;
}

/** Where what begins with `<!` or `<?` ends; −1 where it is refused or does not end. */
function endOfOther(text: string, at: number): number {
  for (const [open, close] of [
    ["<!--", "-->"],
    ["<?", "?>"],
    ["<![CDATA[", "]]>"],
  ] as const)
    if (text.startsWith(open, at)) {
      const end = text.indexOf(close, at + open.length);
      return end < 0 ? -1 : end + close.length;
    }
  return -1;
}

/** Parses the reporter's text; null after a problem. */
export function parseXml(reporter: FormatReporter): XmlElement | null {
  const { text, limits } = reporter;
  const root: Open = { name: "", at: 0, attributes: new Map(), children: [] };
  const open: Open[] = [root];
  const broken = (at: number): null => {
    const found = text.slice(at, at + 20).split(/[\r\n]/)[0] ?? "";
    reportFormat(reporter, "error", at, ["mal/document-syntax", { found }]);
    return null;
  };
  let values = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    if (text[at + 1] === "!" || text[at + 1] === "?") {
      const end = endOfOther(text, at);
      if (end < 0) return broken(at);
      at = end;
      continue;
    }
    tag.lastIndex = at;
    const found = tag.exec(text);
    if (found === null) return broken(at);
    const [whole, isClosing, closed, name = "", given = "", isEmpty] = found;
    if (isClosing !== undefined) {
      if (open.length < 2 || open.pop()?.name !== closed) return broken(at);
    } else {
      const attributes = attributesOf(given);
      if (attributes === null) return broken(at);
      values += 1;
      const what = values > limits.values ? "values" : open.length > limits.depth ? "depth" : null;
      if (what !== null) {
        const args = { what, limit: limits[what] } as const;
        reportFormat(reporter, "error", at, ["mal/document-limit", args]);
        return null;
      }
      const element: Open = { name, at, attributes, children: [] };
      open.at(-1)?.children.push(element);
      if (isEmpty !== "/") open.push(element);
    }
    at += whole.length;
  }
  const [only, second] = root.children;
  if (only === undefined || second !== undefined || open.length > 1) return broken(text.length);
  return only;
}
