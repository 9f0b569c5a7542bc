/** The few forms of DER that a certificate is written in (X.690 §8, §10). */

const short = 0x80;

/** One element: tag, length, content. The content is at most 65 535 bytes. */
export function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size =
    length < short
      ? [length]
      : length < 0x1_00
        ? [0x81, length]
        : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

/** A sequence of elements. */
export function sequence(...content: readonly Uint8Array[]): Buffer {
  return element(0x30, ...content);
}

/** An integer from the bytes of its size, most significant first. */
export function integer(bytes: Uint8Array): Buffer {
  // A leading bit says less than nought; ours never are.
  const isHigh = ((bytes[0] ?? 0) & short) !== 0;
  return element(0x02, Buffer.from(isHigh ? [0] : []), bytes);
}

/** An object identifier, e.g. `2.5.4.3`. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const digits = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | short);
    bytes.push(...digits);
  }
  return element(0x06, Buffer.from(bytes));
}

/** A moment in whole seconds: two digits of the year until 2049 (RFC 5280 §4.1.2.5). */
export function moment(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const isShort = digits < "2050";
  return element(isShort ? 0x17 : 0x18, Buffer.from(`${isShort ? digits.slice(2) : digits}Z`));
}

/** Whole bytes as a string of bits. */
export function bits(bytes: Uint8Array): Buffer {
  return element(0x03, Buffer.from([0]), bytes);
}
