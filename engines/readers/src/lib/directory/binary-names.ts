/** Identifiers of Windows in binary form, SIDs and GUIDs, and base64, in which they travel. */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Value of each ASCII character in base64; 255 where it has none. */
const digits = new Uint8Array(128).fill(255);
for (let value = 0; value < 64; value += 1) digits[alphabet.charCodeAt(value)] = value;

/**
 * The bytes of a base64 text (RFC 4648 §4), with its padding; null where it is none. No spaces, no
 * other alphabet, no bits left over.
 */
export function bytesOfBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < text.length - padding; index += 1) {
    const value = digits[text.charCodeAt(index)] ?? 255;
    if (value === 255) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = held >> bits;
    at += 1;
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null;
}

/** A SID and how many bytes it takes. */
export type FoundSid = { readonly sid: string; readonly length: number };

/** Most sub-authorities of a SID (MS-DTYP §2.4.2.2). */
const mostSubAuthorities = 15;

/**
 * The SID that begins at an offset, `S-1-5-21-…` (MS-DTYP §2.4.2.2); null where none stands there
 * whole.
 */
export function sidAt(bytes: Uint8Array, at: number): FoundSid | null {
  const [revision, count] = [bytes[at], bytes[at + 1]];
  if (revision !== 1 || count === undefined || count > mostSubAuthorities) return null;
  const length = 8 + 4 * count;
  if (at + length > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, length);
  // Forty-eight bits, so never past what a number holds exactly.
  const authority = view.getUint16(2) * 4_294_967_296 + view.getUint32(4);
  const parts = Array.from({ length: count }, (_, index) => view.getUint32(8 + 4 * index, true));
  return { sid: ["S", 1, authority, ...parts].join("-"), length };
}

/** The SID that the bytes are, nothing before or behind it; null where they are none. */
export function sidOfBytes(bytes: Uint8Array): string | null {
  const found = sidAt(bytes, 0);
  return found?.length === bytes.length ? found.sid : null;
}

function hex(bytes: Uint8Array, order: readonly number[]): string {
  return order.map((index) => (bytes[index] ?? 0).toString(16).padStart(2, "0")).join("");
}

/**
 * The GUID in sixteen bytes from an offset, lower-case with hyphens; its first three groups are
 * little-endian (MS-DTYP §2.3.4.2). Null where sixteen bytes are not there.
 */
export function guidAt(bytes: Uint8Array, at: number): string | null {
  if (at + 16 > bytes.length) return null;
  const part = bytes.subarray(at, at + 16);
  const groups = [
    [3, 2, 1, 0],
    [5, 4],
    [7, 6],
    [8, 9],
    [10, 11, 12, 13, 14, 15],
  ];
  return groups.map((order) => hex(part, order)).join("-");
}
