/** Bytes as text that people type: base 32, in groups of four. */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Bytes in base 32 without padding (RFC 4648 §6): how apps take a secret that is typed in. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((value >> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + alphabet.charAt((value << (5 - bits)) & 31);
}

/** Groups of four, parted by hyphens. */
export function inGroups(text: string): string {
  return (text.match(/.{1,4}/g) ?? []).join("-");
}

/**
 * Whether a text may be the password of an account for the worst day: 120 bits, in groups. Nobody
 * guesses one, whoever it is of.
 */
export function isWorstDayForm(text: string): boolean {
  return /^(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}$/.test(text);
}
