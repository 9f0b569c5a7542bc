/** What an authenticator app shows, written from RFC 6238 anew: a check on our own. */
import { createHmac } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Bytes of a text in base 32. */
function bytesOf(text: string): Buffer {
  const bits = Array.from(text, (letter) =>
    alphabet.indexOf(letter).toString(2).padStart(5, "0"),
  ).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Six digits at a moment, of a secret as it is typed into an app. */
export function shownCode(secret: string, nowMs: number): string {
  const step = Math.floor(nowMs / 30_000)
    .toString(16)
    .padStart(16, "0");
  const mac = createHmac("sha1", bytesOf(secret)).update(Buffer.from(step, "hex")).digest("hex");
  const offset = Number.parseInt(mac.slice(-1), 16) * 2;
  const value = BigInt(`0x${mac.slice(offset, offset + 8)}`) & 0x7f_ff_ff_ffn;
  return (value % 1_000_000n).toString().padStart(6, "0");
}
