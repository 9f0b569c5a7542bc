/**
 * The form of the buffer on disk: files of numbered lines, each with its length and checksum, so
 * that a half-written end is known as such. A file is named by the number of its first line.
 */
import { crc32 } from "node:zlib";

/** A received line, before it has a number. */
export type ReceivedLine = {
  /** Id of its source; ASCII, at most 64 letters. */
  readonly source: string;
  readonly receivedMs: number;
  /** Whether its sender may have sent it before, having had no answer. */
  readonly mayRepeat: boolean;
  /** 12 bytes that are the same when it is sent again; without them its own bytes tell. */
  readonly key?: Uint8Array;
  /** What was sent; empty for a line refused at the door, of which only the count is kept. */
  readonly bytes: Uint8Array;
};

/** A received line with its number among all. */
export type NumberedLine = ReceivedLine & { readonly number: number };

/** What a file in the open begins with. */
export const fileMark: Uint8Array = new TextEncoder().encode("VGLINES1");

const headBytes = 8;
const fixedBytes = 10;
/** Bytes of a line's key. */
export const keyBytes = 12;
const repeatFlag = 1;
const keyFlag = 2;
/** What no line has: a length beyond it is damage. */
const mostBytes = 134_217_728;

/** Name of the file whose first line has that number. */
export function fileNameOf(first: number): string {
  return `${String(first).padStart(16, "0")}.lines`;
}

/** The number in a file's name; null for another file. */
export function firstOf(name: string): number | null {
  const found = /^(\d{16})\.lines$/.exec(name);
  return found === null ? null : Number(found[1]);
}

/** The bytes of a line. */
export function encodeLine(line: ReceivedLine): Uint8Array {
  const { source, receivedMs, mayRepeat, key, bytes } = line;
  const name = new TextEncoder().encode(source);
  const keyAt = headBytes + fixedBytes + name.length;
  const body = keyAt + (key === undefined ? 0 : keyBytes);
  const whole = new Uint8Array(body + bytes.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, whole.length - headBytes, true);
  view.setUint8(headBytes, (mayRepeat ? repeatFlag : 0) + (key === undefined ? 0 : keyFlag));
  view.setUint8(headBytes + 1, name.length);
  view.setFloat64(headBytes + 2, receivedMs, true);
  whole.set(name, headBytes + fixedBytes);
  if (key !== undefined) whole.set(key.subarray(0, keyBytes), keyAt);
  whole.set(bytes, body);
  view.setUint32(4, crc32(whole.subarray(headBytes)), true);
  return whole;
}

/** A line read at a place, and where the next one begins. */
export type ReadLine = { readonly line: ReceivedLine; readonly next: number };

/** The line that begins at a place; `short`: more bytes are needed; `damaged`: it is none. */
export function decodeLine(bytes: Uint8Array, at: number): ReadLine | "short" | "damaged" {
  if (at + headBytes > bytes.length) return "short";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(at, true);
  if (length < fixedBytes || length > mostBytes) return "damaged";
  const from = at + headBytes;
  const next = from + length;
  if (next > bytes.length) return "short";
  if (crc32(bytes.subarray(from, next)) !== view.getUint32(at + 4, true)) return "damaged";
  const flags = view.getUint8(from);
  const keyAt = from + fixedBytes + view.getUint8(from + 1);
  const hasKey = (flags & keyFlag) !== 0;
  const body = keyAt + (hasKey ? keyBytes : 0);
  if (body > next) return "damaged";
  return {
    line: {
      source: new TextDecoder().decode(bytes.subarray(from + fixedBytes, keyAt)),
      receivedMs: view.getFloat64(from + 2, true),
      mayRepeat: (flags & repeatFlag) !== 0,
      ...(hasKey ? { key: bytes.subarray(keyAt, body) } : {}),
      bytes: bytes.subarray(body, next),
    },
    next,
  };
}
