/**
 * XML 1.0 to elements: bounded, without recursion, and without what makes XML dangerous: no
 * document type with declarations, no entities but the five of the standard, nothing ever fetched.
 * Elements are handed out as they close, so that a large file need not stand in memory as a tree.
 */
import { decodeReferences } from "./references.ts";

/** An element with what is inside it, as far as it was kept. */
export type XmlElement = {
  /** Name without its prefix. */
  readonly name: string;
  /** Attributes under their full names, prefixes included. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The elements inside that were kept, in order. */
  readonly children: readonly XmlElement[];
  /** Its own text without that of elements inside, trimmed if not asked otherwise, and cut. */
  readonly text: string;
  readonly parent: XmlElement | null;
  /** 1 for the first element of its name beside its siblings. */
  readonly index: number;
};

/** Why a text was refused. `doctype`: it declares entities; `entity`: it uses an unknown one. */
export type XmlFault = "truncated" | "bad" | "doctype" | "entity" | "depth" | "columns";

/** What is wrong with a text and at which UTF-16 code unit. */
export type XmlRefusal = { readonly fault: XmlFault; readonly at: number };

/** Ceilings: levels, attributes of one element, and code units of one text that are kept. */
export type XmlLimits = {
  readonly depth: number;
  readonly columns: number;
  readonly stringLength: number;
  /** Whether the space around texts is kept. */
  readonly keepsSpace?: boolean;
};

/** Called as an element closes; false leaves it out of its parent, so that it can be forgotten. */
export type OnElement = (element: XmlElement) => boolean;

const nameStart = "A-Za-z_:\\u0080-\\uffff";
const nameForm = `[${nameStart}][${nameStart}0-9.\\-]*`;
const startTag = new RegExp(`<(${nameForm})`, "y");
const endTag = new RegExp(`</(${nameForm})\\s*>`, "y");
const attribute = new RegExp(`\\s+(${nameForm})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, "y");
const tagEnd = /\s*(\/?)>/y;

/** An element under construction. */
type Open = {
  name: string;
  readonly fullName: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
  readonly parent: Open | null;
  readonly index: number;
  /** How many elements of each name there were inside; null while there is none. */
  seen: Map<string, number> | null;
};

type Parse = {
  readonly text: string;
  readonly limits: XmlLimits;
  readonly onElement: OnElement;
  at: number;
  depth: number;
  open: Open | null;
  root: XmlElement | null;
};

function refusal(fault: XmlFault, at: number): XmlRefusal {
  return { fault, at };
}

/** A tag that does not fit its form: cut off where no `>` follows, else wrong. */
function badTag({ text, at }: Parse): XmlRefusal {
  return text.includes(">", at) ? refusal("bad", at) : refusal("truncated", text.length);
}

function localName(fullName: string): string {
  const colon = fullName.indexOf(":");
  return colon === -1 ? fullName : fullName.slice(colon + 1);
}

/** Adds text to the open element; outside the root only space may stand. */
function addText(parse: Parse, raw: string, isLiteral: boolean): XmlRefusal | null {
  const { open, limits, at } = parse;
  if (open === null) return raw.trim() === "" ? null : refusal("bad", at);
  const room = limits.stringLength - open.text.length;
  if (isLiteral) {
    if (room > 0) open.text += raw.slice(0, room);
    return null;
  }
  const decoded = decodeReferences(raw);
  if (typeof decoded !== "string") return refusal(decoded.fault, at + decoded.at);
  if (room > 0) open.text += decoded.slice(0, room);
  return null;
}

/** Reads the attributes of a start tag that the parse stands in. */
function readAttributes(parse: Parse, into: Map<string, string>): XmlRefusal | null {
  const { text, limits } = parse;
  for (;;) {
    attribute.lastIndex = parse.at;
    const found = attribute.exec(text);
    if (found === null) return null;
    const [whole, name = "", double, single] = found;
    if (into.has(name)) return refusal("bad", parse.at);
    if (into.size === limits.columns) return refusal("columns", parse.at);
    const value = decodeReferences(double ?? single ?? "");
    if (typeof value !== "string") return refusal(value.fault, parse.at);
    into.set(name, value.slice(0, limits.stringLength));
    parse.at += whole.length;
  }
}

function close(parse: Parse, open: Open): void {
  parse.open = open.parent;
  parse.depth -= 1;
  if (parse.limits.keepsSpace !== true) open.text = open.text.trim();
  const isKept = parse.onElement(open);
  if (open.parent === null) parse.root = open;
  else if (isKept) open.parent.children.push(open);
}

function openElement(parse: Parse): XmlRefusal | null {
  const { text, at, open: parent, limits } = parse;
  startTag.lastIndex = at;
  const fullName = startTag.exec(text)?.[1];
  if (fullName === undefined) return badTag(parse);
  if (parent === null && parse.root !== null) return refusal("bad", at);
  if (parse.depth >= limits.depth) return refusal("depth", at);
  const name = localName(fullName);
  const index = (parent?.seen?.get(name) ?? 0) + 1;
  if (parent !== null) parent.seen = (parent.seen ?? new Map<string, number>()).set(name, index);
  const attributes = new Map<string, string>();
  const children: XmlElement[] = [];
  const open: Open = {
    name,
    fullName,
    attributes,
    children,
    text: "",
    parent,
    index,
    seen: null,
  };
  parse.at = at + 1 + fullName.length;
  const wrong = readAttributes(parse, attributes);
  if (wrong !== null) return wrong;
  tagEnd.lastIndex = parse.at;
  const end = tagEnd.exec(text);
  if (end === null) return badTag(parse);
  parse.at += end[0].length;
  parse.open = open;
  parse.depth += 1;
  if (end[1] === "/") close(parse, open);
  return null;
}

function closeElement(parse: Parse): XmlRefusal | null {
  endTag.lastIndex = parse.at;
  const found = endTag.exec(parse.text);
  if (found === null) return badTag(parse);
  const { open } = parse;
  if (open === null || found[1] !== open.fullName) return refusal("bad", parse.at);
  parse.at += found[0].length;
  close(parse, open);
  return null;
}

/** Moves behind `end`, which must follow. */
function skipTo(parse: Parse, from: number, end: string): XmlRefusal | null {
  const found = parse.text.indexOf(end, from);
  if (found === -1) return refusal("truncated", parse.text.length);
  parse.at = found + end.length;
  return null;
}

/** A document type without declarations is skipped, any other refused. */
function skipDoctype(parse: Parse): XmlRefusal | null {
  const { text, at, open, root } = parse;
  if (open !== null || root !== null) return refusal("bad", at);
  if (!text.startsWith("<!DOCTYPE", at)) return badTag(parse);
  for (let end = at + 9; end < text.length; end += 1) {
    const sign = text.charAt(end);
    if (sign === "[") return refusal("doctype", at);
    if (sign === ">") {
      parse.at = end + 1;
      return null;
    }
    if (sign !== '"' && sign !== "'") continue;
    end = text.indexOf(sign, end + 1);
    if (end === -1) break;
  }
  return refusal("truncated", text.length);
}

function markup(parse: Parse): XmlRefusal | null {
  const { text, at } = parse;
  const next = text.charCodeAt(at + 1);
  if (next === 0x2f) return closeElement(parse);
  if (next === 0x3f) return skipTo(parse, at + 2, "?>");
  if (next !== 0x21) return openElement(parse);
  if (text.startsWith("<!--", at)) return skipTo(parse, at + 4, "-->");
  if (!text.startsWith("<![CDATA[", at)) return skipDoctype(parse);
  const wrong = skipTo(parse, at + 9, "]]>");
  return wrong ?? addText(parse, text.slice(at + 9, parse.at - 3), true);
}

/**
 * Parses a text, handing every element to `onElement` as it closes. The root with what was kept of
 * it, or why the text was refused. Linear in its length.
 */
export function parseXml(
  text: string,
  limits: XmlLimits,
  onElement: OnElement,
): XmlElement | XmlRefusal {
  const parse: Parse = { text, limits, onElement, at: 0, depth: 0, open: null, root: null };
  while (parse.at < text.length) {
    const sign = text.indexOf("<", parse.at);
    const end = sign === -1 ? text.length : sign;
    if (end > parse.at) {
      const wrong = addText(parse, text.slice(parse.at, end), false);
      if (wrong !== null) return wrong;
    }
    parse.at = end;
    if (sign === -1) break;
    const wrong = markup(parse);
    if (wrong !== null) return wrong;
  }
  const { root } = parse;
  return root !== null && parse.open === null ? root : refusal("truncated", text.length);
}
