/**
 * Binary XML → a tree with holes for values. Used once per template and chunk; records are played
 * from what is compiled of it. Format: libevtx, "Windows XML Event Log (EVTX)"; MS-EVEN6 §2.2.12.
 */
import { breakOff, type Chunk, nameAt, nameBytes } from "./chunk.ts";
import { newUtf16 } from "./evtx-text.ts";

/** Text, or the place of a value. */
export type XmlPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "slot"; readonly slot: number; readonly isOptional: boolean };

/** An element; attributes have parts alone. */
export type XmlElement = {
  readonly kind: "element";
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
};

/** An attribute. */
export type XmlAttribute = { readonly name: string; readonly parts: readonly XmlPart[] };

/** What may stand inside an element. */
export type XmlNode = XmlPart | XmlElement;

/** Where one is in a fragment, and how much may still come. */
export type Cursor = {
  at: number;
  readonly end: number;
  /** Elements of definitions have an id of what they depend on, those of other fragments none. */
  readonly hasDependency: boolean;
  /** Nodes that may still come. */
  left: number;
  /** Where names are named, counted from a place; null where nobody asks. */
  readonly marks: { readonly from: number; readonly all: NameMark[] } | null;
};

/** A place where a name is named by its offset; inline, the name itself follows. */
export type NameMark = { readonly at: number; readonly name: string; readonly isInline: boolean };

/** Ceilings of one fragment. */
export const xmlLimits = { depth: 64, nodes: 8_192 } as const;

/** Tokens, without the bit that says that attributes or more text follow. */
export const token = {
  end: 0x00,
  open: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  value: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  charRef: 0x08,
  entityRef: 0x09,
  target: 0x0a,
  data: 0x0b,
  template: 0x0c,
  normal: 0x0d,
  optional: 0x0e,
  header: 0x0f,
} as const;

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

function need({ at, end }: Cursor, bytes: number): void {
  if (at + bytes > end) breakOff();
}

/** The next token without its further bit; does not move. */
export function peekToken({ view }: Chunk, cursor: Cursor): number {
  need(cursor, 1);
  return view.getUint8(cursor.at) & 0xbf;
}

function readName(chunk: Chunk, cursor: Cursor): string {
  need(cursor, 4);
  const offset = chunk.view.getUint32(cursor.at, true);
  cursor.at += 4;
  const name = nameAt(chunk, offset);
  const isInline = offset === cursor.at;
  const { marks } = cursor;
  if (marks !== null) marks.all.push({ at: cursor.at - 4 - marks.from, name, isInline });
  if (isInline) cursor.at += nameBytes(chunk, offset);
  return name;
}

/** Text with its count of letters before it. */
function readText({ bytes, view }: Chunk, cursor: Cursor): string {
  need(cursor, 2);
  const count = view.getUint16(cursor.at, true);
  cursor.at += 2;
  need(cursor, 2 * count);
  const text = newUtf16(bytes, cursor.at, count);
  cursor.at += 2 * count;
  return text;
}

/** A part, if one comes next; else null and nothing is moved. */
function readPart(chunk: Chunk, cursor: Cursor): XmlPart | null {
  const next = peekToken(chunk, cursor);
  if (next < token.value || next > token.optional) return null;
  const { view } = chunk;
  switch (next) {
    case token.value:
      need(cursor, 2);
      if (view.getUint8(cursor.at + 1) !== 1) breakOff();
      cursor.at += 2;
      return { kind: "text", text: readText(chunk, cursor) };
    case token.cdata:
      cursor.at += 1;
      return { kind: "text", text: readText(chunk, cursor) };
    case token.charRef: {
      need(cursor, 3);
      const code = view.getUint16(cursor.at + 1, true);
      cursor.at += 3;
      return { kind: "text", text: String.fromCharCode(code) };
    }
    case token.entityRef: {
      cursor.at += 1;
      const name = readName(chunk, cursor);
      return { kind: "text", text: entities.get(name) ?? `&${name};` };
    }
    case token.normal:
    case token.optional: {
      need(cursor, 4);
      const slot = view.getUint16(cursor.at + 1, true);
      cursor.at += 4;
      return { kind: "slot", slot, isOptional: next === token.optional };
    }
    default:
      return null;
  }
}

function spendNode(cursor: Cursor): void {
  cursor.left -= 1;
  if (cursor.left < 0) breakOff();
}

function readAttributes(chunk: Chunk, cursor: Cursor): readonly XmlAttribute[] {
  const attributes: XmlAttribute[] = [];
  while (peekToken(chunk, cursor) === token.attribute) {
    cursor.at += 1;
    const name = readName(chunk, cursor);
    const parts: XmlPart[] = [];
    for (let part = readPart(chunk, cursor); part !== null; part = readPart(chunk, cursor)) {
      spendNode(cursor);
      parts.push(part);
    }
    attributes.push({ name, parts });
  }
  return attributes;
}

/** Passes over instructions, which hold nothing of the event. */
export function passInstruction(chunk: Chunk, cursor: Cursor): boolean {
  const next = peekToken(chunk, cursor);
  if (next !== token.target && next !== token.data) return false;
  spendNode(cursor);
  cursor.at += 1;
  if (next === token.target) readName(chunk, cursor);
  else readText(chunk, cursor);
  return true;
}

function readChildren(chunk: Chunk, cursor: Cursor, depth: number): readonly XmlNode[] {
  const children: XmlNode[] = [];
  for (;;) {
    spendNode(cursor);
    const next = peekToken(chunk, cursor);
    if (next === token.endElement) {
      cursor.at += 1;
      return children;
    }
    if (next === token.open) children.push(readElement(chunk, cursor, depth + 1));
    else if (!passInstruction(chunk, cursor)) children.push(readPart(chunk, cursor) ?? breakOff());
  }
}

/** Reads the element that comes next. @throws {BrokenBinXml} where it breaks the rules */
export function readElement(chunk: Chunk, cursor: Cursor, depth = 0): XmlElement {
  if (depth > xmlLimits.depth) breakOff();
  need(cursor, 1);
  const hasAttributes = (chunk.view.getUint8(cursor.at) & 0x40) !== 0;
  cursor.at += cursor.hasDependency ? 7 : 5;
  const name = readName(chunk, cursor);
  if (hasAttributes) cursor.at += 4;
  const attributes = hasAttributes ? readAttributes(chunk, cursor) : [];
  const close = peekToken(chunk, cursor);
  cursor.at += 1;
  if (close === token.closeEmpty) return { kind: "element", name, attributes, children: [] };
  if (close !== token.closeStart) breakOff();
  return { kind: "element", name, attributes, children: readChildren(chunk, cursor, depth) };
}
