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

const name = String.raw`[A-Za-z_][\w:.-]*`;
const given = String.raw`(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*`;
const tag = new RegExp(String.raw`<(?:(\/)(${name})\s*|(${name})(${given})\s*(\/?))>`, "y");

/** The attributes of a tag; null where one is given twice or holds an unknown entity. */
function attributesOf(text: string): ReadonlyMap<string, string> | null {
  const attributes = new Map<string, string>();
  for (const [, key = "", quoted = ""] of text.matchAll(/([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    const value = decode(quoted.slice(1, -1));
    if (value === null || attributes.has(key)) return null;
    attributes.set(key, value);
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

/** A document half read: the elements that are still open, the innermost last. */
type Reading = { readonly reporter: FormatReporter; readonly open: Open[]; elements: number };

function brokenAt(reporter: FormatReporter, at: number): -1 {
  const found = reporter.text.slice(at, at + 20).split(/[\r\n]/)[0] ?? "";
  reportFormat(reporter, "error", at, ["mal/document-syntax", { found }]);
  return -1;
}

/** Adds an element to the innermost open one; false beyond a limit. */
function addElement(reading: Reading, element: Open, isEmpty: boolean): boolean {
  const { reporter, open } = reading;
  const { limits } = reporter;
  reading.elements += 1;
  const isMany = reading.elements > limits.values;
  if (isMany || open.length > limits.depth) {
    const what = isMany ? "values" : "depth";
    reportFormat(reporter, "error", element.at, [
      "mal/document-limit",
      { what, limit: limits[what] },
    ]);
    return false;
  }
  open.at(-1)?.children.push(element);
  if (!isEmpty) open.push(element);
  return true;
}

/** Takes in the tag at an offset; where it ends, or −1 after a problem. */
function readTag(reading: Reading, at: number): number {
  const { reporter, open } = reading;
  tag.lastIndex = at;
  const found = tag.exec(reporter.text);
  if (found === null) return brokenAt(reporter, at);
  const [whole, isClosing, closed, opened = "", texts = "", isEmpty] = found;
  if (isClosing !== undefined) {
    const isRight = open.length > 1 && open.pop()?.name === closed;
    return isRight ? at + whole.length : brokenAt(reporter, at);
  }
  const attributes = attributesOf(texts);
  if (attributes === null) return brokenAt(reporter, at);
  const element: Open = { name: opened, at, attributes, children: [] };
  return addElement(reading, element, isEmpty === "/") ? at + whole.length : -1;
}

/** Parses the reporter's text; null after a problem. */
export function parseXml(reporter: FormatReporter): XmlElement | null {
  const { text } = reporter;
  const root: Open = { name: "", at: 0, attributes: new Map(), children: [] };
  const reading: Reading = { reporter, open: [root], elements: 0 };
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    const isOther = text[at + 1] === "!" || text[at + 1] === "?";
    const end = isOther ? endOfOther(text, at) : readTag(reading, at);
    if (end < 0) {
      if (isOther) brokenAt(reporter, at);
      return null;
    }
    at = end;
  }
  const [only, second] = root.children;
  if (only !== undefined && second === undefined && reading.open.length === 1) return only;
  brokenAt(reporter, text.length);
  return null;
}
