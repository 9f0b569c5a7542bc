/**
 * The members of a zip archive held in memory (APPNOTE 6.3.10 §4.3): stored and deflated ones, by
 * the central directory, within a ceiling of bytes for all that is unpacked, each checked by its
 * sum. Links, names and dates mean nothing here: nothing is ever written anywhere.
 */
import type { Inflate } from "../reading.ts";

/** Why an archive cannot be read. */
export type ZipFault = "damaged" | "encrypted" | "too-large" | "no-inflate";

type Entry = {
  readonly flags: number;
  readonly method: number;
  readonly sum: number;
  readonly packed: number;
  readonly size: number;
  /** Offset of its local header. */
  readonly at: number;
};

/** An archive whose table of contents was read. */
export type Zip = {
  readonly names: readonly string[];
  /** The bytes of a member, null where there is none of that name, or why it cannot be had. */
  readonly member: (name: string) => Uint8Array | null | ZipFault;
};

/** What unpacking is done with, and the most bytes that it may give for all members together. */
export type Unpacking = { readonly inflate: Inflate | undefined; readonly most: number };

const endLength = 22;
const longestComment = 65_535;
const mostEntries = 10_000;

const sums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** The CRC-32 of bytes (ISO-HDLC polynomial, as zip uses it). Linear. */
export function crcOf(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sums[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** Offset of the end record, looked for from behind; −1 where there is none. */
function endAt(view: DataView): number {
  const last = view.byteLength - endLength;
  for (let at = last; at >= 0 && at >= last - longestComment; at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return -1;
}

function textOf(bytes: Uint8Array): string {
  return Reflect.apply(String.fromCharCode, null, bytes);
}

/** The table of contents by name; null where it is none. Of names that come twice the first. */
function entriesOf(bytes: Uint8Array, view: DataView): ReadonlyMap<string, Entry> | null {
  const end = endAt(view);
  if (end === -1) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries = new Map<string, Entry>();
  for (let n = 0; n < count && n < mostEntries; n += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return null;
    const nameLength = view.getUint16(at + 28, true);
    if (nameLength > 1024) return null;
    const name = textOf(bytes.subarray(at + 46, at + 46 + nameLength));
    const entry: Entry = {
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      sum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    if (!entries.has(name)) entries.set(name, entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The packed bytes of an entry; null where its own header is none. */
function packedBytes(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array | null {
  const { at } = entry;
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== 0x04034b50) return null;
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const to = from + entry.packed;
  return to > view.byteLength ? null : bytes.subarray(from, to);
}

function unpack(
  packed: Uint8Array,
  entry: Entry,
  [inflate, most]: readonly [Inflate | undefined, number],
): Uint8Array | ZipFault {
  if ((entry.flags & 1) !== 0) return "encrypted";
  if (entry.size > most) return "too-large";
  let inside: ReturnType<Inflate> = packed;
  if (entry.method === 8) {
    if (inflate === undefined) return "no-inflate";
    inside = inflate(packed, entry.size);
    // More than the archive says it is: as untrue as a wrong sum.
    if (inside === "too-large") return "damaged";
  } else if (entry.method !== 0) return "damaged";
  if (typeof inside === "string") return inside;
  return inside.length === entry.size && crcOf(inside) === entry.sum ? inside : "damaged";
}

/** Opens an archive; null where the bytes are none. Unpacks only what is asked for. */
export function openZip(bytes: Uint8Array, { inflate, most }: Unpacking): Zip | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(bytes, view);
  if (entries === null) return null;
  let left = most;
  const member = (name: string): Uint8Array | null | ZipFault => {
    const entry = entries.get(name);
    if (entry === undefined) return null;
    const packed = packedBytes(bytes, view, entry);
    if (packed === null) return "damaged";
    const inside = unpack(packed, entry, [inflate, left]);
    if (typeof inside !== "string") left -= inside.length;
    return inside;
  };
  return { names: [...entries.keys()], member };
}
