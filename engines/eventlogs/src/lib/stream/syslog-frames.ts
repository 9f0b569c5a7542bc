/**
 * Messages of syslog out of a stream of bytes (RFC 6587, RFC 5425 §4.3): each with its length in
 * front, or each ended by a line feed. A stream may change between the two; every message says
 * which by how it begins.
 */
import { unreachable } from "@vallgrav/kernel";
import { type ByteStore, newByteStore } from "./byte-store.ts";

/** Ceilings of a stream. */
export type FrameLimits = {
  /** Bytes of one message; a longer one is left out and counted. */
  readonly messageBytes: number;
};

/** 256 KiB: beyond every sender's own ceiling by default. */
export const defaultFrameLimits: FrameLimits = { messageBytes: 262_144 };

/** What came out of a piece. */
export type Framed = {
  /** Whole messages, without length and line end, in their order; never empty ones. */
  readonly messages: readonly Uint8Array[];
  /** Messages that were too long. */
  readonly tooLong: number;
};

/** A stream under reading. */
export type SyslogFrames = {
  /** Takes the next bytes. */
  readonly take: (piece: Uint8Array) => Framed;
  /** What is left when the stream ends: a last line without its end is a message; half is none. */
  readonly close: () => Framed & { readonly cutOff: number };
};

const digit = { zero: 0x30, one: 0x31, nine: 0x39 } as const;
const space = 0x20;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** Digits of a length; what is longer begins a line. */
const mostDigits = 9;

/** What stands at the place of reading. */
type Part =
  | { readonly kind: "start" }
  /** Digits that are a length if a space follows. */
  | { readonly kind: "length"; readonly digits: readonly number[] }
  | { readonly kind: "counted"; left: number }
  | { readonly kind: "line" };

type Reading = {
  readonly store: ByteStore;
  part: Part;
  messages: Uint8Array[];
  tooLong: number;
};

const start: Part = { kind: "start" };

function isDigit(byte: number): boolean {
  return byte >= digit.zero && byte <= digit.nine;
}

function withoutReturn(message: Uint8Array): Uint8Array {
  return message.at(-1) === carriageReturn ? message.subarray(0, -1) : message;
}

function end(reading: Reading, isLine: boolean): void {
  const { store } = reading;
  const isOver = store.isOver();
  const message = isLine ? withoutReturn(store.take()) : store.take();
  if (isOver) reading.tooLong += 1;
  else if (message.length > 0) reading.messages.push(message);
  reading.part = start;
}

/** The digits were no length: they are the beginning of a line. */
function beginLine(reading: Reading, digits: readonly number[]): void {
  reading.store.add(Uint8Array.from(digits), 0, digits.length);
  reading.part = { kind: "line" };
}

/** @returns the next place: the same one where the byte is already a line's */
function takeLength(reading: Reading, byte: number, digits: readonly number[], at: number): number {
  if (byte === space) {
    const left = Number(String.fromCharCode(...digits));
    reading.part = { kind: "counted", left };
    return at + 1;
  }
  if (isDigit(byte) && digits.length < mostDigits) {
    reading.part = { kind: "length", digits: [...digits, byte] };
    return at + 1;
  }
  beginLine(reading, digits);
  return at;
}

function takeStart(reading: Reading, byte: number, at: number): number {
  // Senders that count put a line feed between messages too.
  if (byte === lineFeed || byte === carriageReturn) return at + 1;
  if (byte >= digit.one && byte <= digit.nine) {
    reading.part = { kind: "length", digits: [byte] };
    return at + 1;
  }
  reading.part = { kind: "line" };
  return at;
}

function takeLine(reading: Reading, piece: Uint8Array, at: number): number {
  const found = piece.indexOf(lineFeed, at);
  const to = found < 0 ? piece.length : found;
  reading.store.add(piece, at, to);
  if (found >= 0) end(reading, true);
  return found < 0 ? to : found + 1;
}

function takeCounted(
  reading: Reading,
  piece: Uint8Array,
  at: number,
  part: { left: number },
): number {
  const to = Math.min(piece.length, at + part.left);
  reading.store.add(piece, at, to);
  part.left -= to - at;
  if (part.left === 0) end(reading, false);
  return to;
}

/** Reads on from a place of a piece. @returns the next place */
function step(reading: Reading, piece: Uint8Array, at: number): number {
  const byte = piece[at] ?? 0;
  const { part } = reading;
  switch (part.kind) {
    case "line":
      return takeLine(reading, piece, at);
    case "counted":
      return takeCounted(reading, piece, at, part);
    case "length":
      return takeLength(reading, byte, part.digits, at);
    case "start":
      return takeStart(reading, byte, at);
    default:
      return unreachable(part);
  }
}

function given(reading: Reading): Framed {
  const { messages, tooLong } = reading;
  reading.messages = [];
  reading.tooLong = 0;
  return { messages, tooLong };
}

/** A reader of one stream. Cost: linear in the bytes. */
export function newSyslogFrames(limits: Partial<FrameLimits> = {}): SyslogFrames {
  const { messageBytes } = { ...defaultFrameLimits, ...limits };
  const store = newByteStore(messageBytes);
  const reading: Reading = { store, part: start, messages: [], tooLong: 0 };
  return {
    take: (piece) => {
      for (let at = 0; at < piece.length;) at = step(reading, piece, at);
      return given(reading);
    },
    close: () => {
      if (reading.part.kind === "length") beginLine(reading, reading.part.digits);
      const isHalf = reading.part.kind === "counted";
      if (isHalf) store.take();
      else if (reading.part.kind === "line") end(reading, true);
      reading.part = start;
      return { ...given(reading), cutOff: isHalf ? 1 : 0 };
    },
  };
}
