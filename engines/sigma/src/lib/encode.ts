/** Bytes and Base64 as the encoding modifiers need them; a byte is a character below 256. */

/** Encodings that `base64` may stand on; without one it is UTF-8. */
export type Encoding = "utf8" | "utf16le" | "utf16be" | "utf16";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const one of text) {
    const point = one.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x1_0000)
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      );
  }
  return bytes;
}

function utf16(text: string, isLittle: boolean): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes.push(isLittle ? unit & 255 : unit >> 8, isLittle ? unit >> 8 : unit & 255);
  }
  return bytes;
}

/** The bytes of a text; `utf16` is little-endian after a byte order mark. */
export function encode(text: string, encoding: Encoding): readonly number[] {
  if (encoding === "utf8") return utf8(text);
  if (encoding === "utf16") return [0xff, 0xfe, ...utf16(text, true)];
  return utf16(text, encoding === "utf16le");
}

/** Bytes as text, one character each. */
export function latin(bytes: readonly number[]): string {
  return bytes.map((byte) => String.fromCharCode(byte)).join("");
}

/** Base64 with padding (RFC 4648 §4). */
export function base64(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3);
    const word = (a << 16) | (b << 8) | c;
    const left = bytes.length - at;
    text += alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63);
    text += left > 1 ? alphabet.charAt((word >> 6) & 63) : "=";
    text += left > 2 ? alphabet.charAt(word & 63) : "=";
  }
  return text;
}

/** What bytes look like inside Base64 at each of the three offsets, without unsure characters. */
export function base64Offsets(bytes: readonly number[]): readonly string[] {
  return [0, 1, 2].map((shift) => {
    const text = base64([...Array.from({ length: shift }, () => 32), ...bytes]);
    const cut = [0, 3, 2][(bytes.length + shift) % 3] ?? 0;
    return text.slice([0, 2, 3][shift] ?? 0, text.length - cut);
  });
}
