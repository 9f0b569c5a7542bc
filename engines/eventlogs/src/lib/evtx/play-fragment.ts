/** Fragments of binary XML → fields of a record, through the templates they name. */
import type { EventText } from "../log-event.ts";
import type { Shape } from "../shape.ts";
import { newShapes, rootShape, withName } from "../shape.ts";
import type { Chunk } from "./chunk.ts";
import { BrokenBinXml, breakOff } from "./chunk.ts";
import { defineTemplate, definitionHead, isSameTemplate } from "./definitions.ts";
import { isUtf16 } from "./evtx-text.ts";
import { arrayTexts, fileTimeMs, valueText, valueType } from "./evtx-value.ts";
import type { Cursor, XmlPart } from "./parse-binxml.ts";
import { passInstruction, peekToken, readElement, token, xmlLimits } from "./parse-binxml.ts";
import type { Context, FieldStep, Program, Template } from "./template.ts";
import { compileTree, programOf } from "./template.ts";

/** Fragments inside fragments. */
const deepestFragment = 8;

/** Most values of one instance of a template. */
const mostValues = 4_096;

/** Values of one instance: where each stands, its bytes and its type. */
type Values = { count: number; at: Int32Array; size: Int32Array; type: Uint8Array };

function newValues(capacity: number): Values {
  return {
    count: 0,
    at: new Int32Array(capacity),
    size: new Int32Array(capacity),
    type: new Uint8Array(capacity),
  };
}

/** A record under reading; used again for the next one. */
export type Play = {
  chunk: Chunk;
  /** Templates of the chunk by the offset of their definition. */
  readonly templates: Map<number, Template>;
  shape: Shape;
  readonly values: EventText[];
  /** When the event says it happened, milliseconds since 1970 UTC; null where it does not. */
  timeMs: number | null;
  /** What each short id stands for in this file; null where for more than one thing. */
  readonly byId: Map<number, Template | null>;
  /** Whether a definition was taken from another place than the record names. */
  isPatched: boolean;
  /** Fields that this chunk's records may still fill, so that few bytes cannot ask for much. */
  left: number;
  /** Bytes of values that this chunk's records may still make texts of. */
  bytesLeft: number;
};

/** Fields of one chunk; a full one of the real world has some thousands. */
export const mostSteps = 500_000;

/** Bytes of values of one chunk, each as often as it is named: sixteen times what a chunk holds. */
export const mostValueBytes = 1_048_576;

/** Shared by all files, as the steps of templates remember them. */
const shapes = newShapes();

/** Makes a play ready for the next record. */
export function beginRecord(play: Play): void {
  play.shape = rootShape(shapes);
  play.values.length = 0;
  play.timeMs = null;
  play.isPatched = false;
}

/** A player of records. */
export function newPlay(chunk: Chunk): Play {
  return {
    chunk,
    templates: new Map(),
    shape: rootShape(shapes),
    values: [],
    timeMs: null,
    byId: new Map(),
    isPatched: false,
    left: mostSteps,
    bytesLeft: mostValueBytes,
  };
}

/** Values of the record under reading, by depth of fragments. */
const levels: Values[] = [];

function levelOf(depth: number, count: number): Values {
  let level = levels[depth];
  if (level === undefined || level.at.length < count) {
    level = newValues(Math.max(64, count));
    levels[depth] = level;
  }
  level.count = count;
  return level;
}

/** Puts a value under a name that a step had not before. */
function putSlow(play: Play, step: FieldStep, name: string, value: EventText): void {
  const from = play.shape;
  const to = withName(shapes, from, name);
  if (step.nameParts === null) {
    step.from = from;
    step.to = to;
    step.at = to === from ? from.names.indexOf(name) : -1;
  }
  putAt(play, to, to === from ? from.names.indexOf(name) : -1, value);
}

function putAt(play: Play, to: Shape, at: number, value: EventText): void {
  if (to !== play.shape) {
    play.shape = to;
    play.values.push(value);
    return;
  }
  const before = play.values[at];
  if (before === undefined) return;
  // Lists are of this record alone, so they may grow.
  const list = typeof before === "string" ? [before] : (before as string[]);
  if (typeof value === "string") list.push(value);
  else for (const one of value) list.push(one);
  play.values[at] = list;
}

function put(play: Play, step: FieldStep, value: EventText): void {
  if (step.from === play.shape && step.to !== null) putAt(play, step.to, step.at, value);
  else putSlow(play, step, step.name, value);
}

/** A definition may name one long value thousands of times. */
function spendBytes(play: Play, size: number): void {
  play.bytesLeft -= size;
  if (play.bytesLeft < 0) breakOff();
}

function textOf(play: Play, values: Values, slot: number): string {
  if (slot >= values.count) return "";
  const type = values.type[slot] ?? 0;
  const [at, size] = [values.at[slot] ?? 0, values.size[slot] ?? 0];
  spendBytes(play, size);
  if ((type & valueType.array) !== 0) return arrayTexts(play.chunk, type, at, size).join(", ");
  return valueText(play.chunk, type, at, size);
}

function joinedText(play: Play, values: Values, parts: readonly XmlPart[]): string {
  let text = "";
  for (const part of parts)
    text += part.kind === "text" ? part.text : textOf(play, values, part.slot);
  return text;
}

/** Longest text that a step keeps of the record before. */
const longestLast = 96;

/** A text, which is often the one that the record before had here. */
function plainText(play: Play, step: FieldStep, at: number, size: number): string {
  const { lastText } = step;
  const { chunk } = play;
  const { length } = lastText;
  if (length > 0 && size === 2 * length && isUtf16(lastText, chunk.bytes, at)) return lastText;
  const text = valueText(chunk, valueType.text, at, size);
  if (2 * text.length === size && size <= 2 * longestLast) {
    step.lastText = text;
    step.lastLow = -1;
  }
  return text;
}

function playSlot(play: Play, step: FieldStep, values: Values, depth: number): void {
  const { slot } = step;
  const type = slot < values.count ? (values.type[slot] ?? 0) : valueType.none;
  if (type === valueType.none) {
    if (!step.isOptional) put(play, step, "");
    return;
  }
  const at = values.at[slot] ?? 0;
  const size = values.size[slot] ?? 0;
  spendBytes(play, size);
  if (type === valueType.text) {
    put(play, step, plainText(play, step, at, size));
    return;
  }
  if (type === valueType.binXml) {
    const cursor = { at, end: at + size, hasDependency: false, left: xmlLimits.nodes, marks: null };
    playFragment(play, cursor, step.inside, depth + 1);
    return;
  }
  if ((type & valueType.array) !== 0) {
    put(play, step, arrayTexts(play.chunk, type, at, size));
    return;
  }
  if (type === valueType.time && size >= 8 && step.name === "TimeCreated_SystemTime") {
    const { view } = play.chunk;
    play.timeMs = fileTimeMs(view.getUint32(at, true), view.getUint32(at + 4, true));
  }
  put(
    play,
    step,
    type === valueType.hex64
      ? longHex(play, step, at, size)
      : valueText(play.chunk, type, at, size),
  );
}

/** Keywords and sessions are mostly those of the record before. */
function longHex({ chunk }: Play, step: FieldStep, at: number, size: number): string {
  if (size < 8) return valueText(chunk, valueType.hex64, at, size);
  const low = chunk.view.getUint32(at, true);
  const high = chunk.view.getUint32(at + 4, true);
  if (step.lastLow !== low || step.lastHigh !== high || step.lastText === "") {
    step.lastLow = low;
    step.lastHigh = high;
    step.lastText = valueText(chunk, valueType.hex64, at, size);
  }
  return step.lastText;
}

function playProgram(play: Play, program: Program, values: Values, depth: number): void {
  play.left -= program.length;
  if (play.left < 0) breakOff();
  for (const step of program)
    if (step.nameParts !== null)
      putSlow(
        play,
        step,
        joinedText(play, values, step.nameParts),
        joinedText(play, values, step.parts),
      );
    else if (step.constant !== null) put(play, step, step.constant);
    else if (step.slot >= 0) playSlot(play, step, values, depth);
    else put(play, step, joinedText(play, values, step.parts));
}

/** Notes what an id stands for in this file; null where it stands for more than one thing. */
function note({ byId }: Play, id: number, template: Template): void {
  const before = byId.get(id);
  if (before === undefined) {
    if (byId.size < mostValues) byId.set(id, template);
  } else if (before !== null && !isSameTemplate(before, template)) byId.set(id, null);
}

/** The template of an instance; where its definition is lost, the one its id had before. */
function templateAt(play: Play, id: number, offset: number): Template {
  const { chunk, templates, byId } = play;
  const known = templates.get(offset);
  if (known !== undefined) return known;
  try {
    const found = defineTemplate(chunk, id, offset);
    templates.set(offset, found);
    note(play, id, found);
    return found;
  } catch (error) {
    const kept = error instanceof BrokenBinXml ? (byId.get(id) ?? null) : null;
    if (kept === null) throw error;
    play.isPatched = true;
    return kept;
  }
}

/** Instance of a template: `0c 01`, id, offset of the definition, which may stand right here. */
function playInstance(play: Play, cursor: Cursor, context: Context, depth: number): void {
  const { chunk } = play;
  const { view } = chunk;
  if (cursor.at + 14 > cursor.end) breakOff();
  const id = view.getUint32(cursor.at + 2, true);
  const offset = view.getUint32(cursor.at + 6, true);
  cursor.at += 10;
  if (offset + definitionHead > chunk.bytes.length) breakOff();
  const template = templateAt(play, id, offset);
  if (offset === cursor.at) cursor.at += definitionHead + view.getUint32(offset + 20, true);
  if (cursor.at + 4 > cursor.end) breakOff();
  const count = view.getUint32(cursor.at, true);
  cursor.at += 4;
  if (count > mostValues || cursor.at + 4 * count > cursor.end) breakOff();
  const values = levelOf(depth, count);
  let at = cursor.at + 4 * count;
  for (let slot = 0; slot < count; slot += 1) {
    const size = view.getUint16(cursor.at, true);
    values.at[slot] = at;
    values.size[slot] = size;
    values.type[slot] = view.getUint8(cursor.at + 2);
    cursor.at += 4;
    at += size;
  }
  if (at > cursor.end) breakOff();
  cursor.at = at;
  playProgram(play, programOf(template, context), values, depth);
}

const noValues = newValues(0);

/** Plays a fragment into the record. @throws {BrokenBinXml} where it breaks the rules */
export function playFragment(play: Play, cursor: Cursor, context: Context, depth: number): void {
  if (depth > deepestFragment) breakOff();
  while (cursor.at < cursor.end) {
    const next = peekToken(play.chunk, cursor);
    if (next === token.header) cursor.at += 4;
    else if (next === token.end) return;
    else if (next === token.template) playInstance(play, cursor, context, depth);
    else if (next === token.open)
      playProgram(play, compileTree(readElement(play.chunk, cursor), context), noValues, depth);
    else if (!passInstruction(play.chunk, cursor)) breakOff();
  }
}
