/**
 * Definitions of templates, kept over chunks and files. Each chunk defines its templates anew,
 * with the names at other places: what is the same but for that is compiled once.
 */
import { breakOff, type Chunk, nameAt } from "./chunk.ts";
import type { NameMark, XmlElement } from "./parse-binxml.ts";
import { passInstruction, peekToken, readElement, token, xmlLimits } from "./parse-binxml.ts";
import type { Template } from "./template.ts";
import { newTemplate } from "./template.ts";

/** Definition at an offset: next offset, GUID, size, then a fragment. */
export const definitionHead = 24;

/** Bytes of a definition from its GUID on, and where names are named in them. */
type Form = {
  readonly raw: Uint8Array;
  readonly view: DataView;
  readonly marks: readonly NameMark[];
};

/** One definition and the forms it was met in. */
type Known = { readonly template: Template; readonly tree: string; readonly forms: Form[] };

/**
 * Definitions by their short id. A form is only taken for what is the same byte by byte and name by
 * name, so it does not matter which file it came from, and all files share them.
 */
const known = new Map<number, Known[]>();
const kept = { bytes: 0 };

/** Forms and trees under one id, ids, and bytes of all; beyond, everything begins anew. */
const mostForms = 16;
const mostIds = 4_096;
const mostKeptBytes = 16_777_216;

function isSame(one: DataView, at: number, other: DataView, [from, to]: readonly [number, number]) {
  let here = from;
  let there = at;
  for (; here + 4 <= to; here += 4) {
    if (other.getInt32(here) !== one.getInt32(there)) return false;
    there += 4;
  }
  for (; here < to; here += 1) {
    if (other.getUint8(here) !== one.getUint8(there)) return false;
    there += 1;
  }
  return true;
}

/** Whether what stands at an offset is that form, names looked up where they stand here. */
function hasForm(chunk: Chunk, offset: number, { raw, view, marks }: Form): boolean {
  const begin = offset + 4;
  if (begin + raw.length > chunk.bytes.length) return false;
  let from = 0;
  for (const { at, name, isInline } of marks) {
    if (!isSame(chunk.view, begin + from, view, [from, at])) return false;
    const place = chunk.view.getUint32(begin + at, true);
    if (isInline) {
      if (place !== begin + at + 4) return false;
      // What follows is where the next name stands, which is another thing in each chunk.
      from = at + 8;
    } else {
      if (place + 8 > chunk.bytes.length || nameAt(chunk, place) !== name) return false;
      from = at + 4;
    }
  }
  return isSame(chunk.view, begin + from, view, [from, raw.length]);
}

function readDefinition(chunk: Chunk, offset: number) {
  const { bytes, view } = chunk;
  const size = view.getUint32(offset + 20, true);
  const end = offset + definitionHead + size;
  if (end > bytes.length) breakOff();
  const marks: NameMark[] = [];
  const cursor = {
    at: offset + definitionHead,
    end,
    hasDependency: true,
    left: xmlLimits.nodes,
    marks: { from: offset + 4, all: marks },
  };
  if (peekToken(chunk, cursor) === token.header) cursor.at += 4;
  while (passInstruction(chunk, cursor));
  const isEmpty = peekToken(chunk, cursor) === token.end;
  const root = isEmpty ? null : readElement(chunk, cursor);
  return { root, marks, raw: bytes.slice(offset + 4, end) };
}

/** Keeps a form for the next chunk. */
function keep(id: number, root: XmlElement | null, marks: readonly NameMark[], raw: Uint8Array) {
  if (kept.bytes + raw.length > mostKeptBytes || known.size >= mostIds) {
    known.clear();
    kept.bytes = 0;
  }
  const tree = JSON.stringify(root);
  const all = known.get(id) ?? [];
  let one = all.find((other) => other.tree === tree);
  if (one === undefined) {
    one = { template: newTemplate(root), tree, forms: [] };
    if (all.length < mostForms) all.push(one);
    known.set(id, all);
  }
  if (one.forms.length < mostForms) {
    kept.bytes += raw.length;
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    one.forms.push({ raw, view, marks });
  }
  return one.template;
}

/** The template defined at an offset that holds its head. @throws {BrokenBinXml} where none is */
export function defineTemplate(chunk: Chunk, id: number, offset: number): Template {
  if (chunk.view.getUint32(offset + 4, true) !== id) breakOff();
  for (const { template, forms } of known.get(id) ?? [])
    for (const form of forms) if (hasForm(chunk, offset, form)) return template;
  const { root, marks, raw } = readDefinition(chunk, offset);
  return keep(id, root, marks, raw);
}

/** Whether two templates say the same. */
export function isSameTemplate(one: Template, other: Template): boolean {
  return one === other || JSON.stringify(one.root) === JSON.stringify(other.root);
}
