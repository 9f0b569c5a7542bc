/**
 * How much data a server takes before a handshake is done, from the session it handed out. Node
 * says
 * nothing of it, but the session's own coding does: a sequence whose part [15] is that number
 * (OpenSSL, `SSL_SESSION_ASN1`). Left out where it is zero.
 */

/** The tag of part [15], constructed. */
const earlyDataTag = 0xaf;

/** Longest preface of a session: a mark and the name of a host. */
const longestPreface = 400;

/** A length of DER at `at`, and where its contents begin; null where it runs past the end. */
function lengthAt(
  bytes: Uint8Array,
  at: number,
): { readonly start: number; readonly end: number } | null {
  const first = bytes[at] ?? 0x80;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || octets > 4) return null;
  let size = octets === 0 ? first : 0;
  for (let count = 1; count <= octets; count += 1) size = size * 256 + (bytes[at + count] ?? 0);
  const start = at + 1 + octets;
  return start + size <= bytes.length ? { start, end: start + size } : null;
}

/**
 * Where the coded session lies: Node puts words of its own in front. It reaches to the very end.
 */
function sessionIn(bytes: Uint8Array): { readonly start: number; readonly end: number } | null {
  for (let at = 0; at < Math.min(bytes.length, longestPreface); at += 1) {
    const whole = bytes[at] === 0x30 ? lengthAt(bytes, at + 1) : null;
    if (whole?.end === bytes.length && bytes[whole.start] === 0x02) return whole;
  }
  return null;
}

/** Octets of early data that a session allows; null where it is no session we can read. */
export function earlyDataIn(session: Uint8Array): number | null {
  const whole = sessionIn(session);
  if (whole === null) return null;
  for (let at = whole.start; at < whole.end;) {
    const part = lengthAt(session, at + 1);
    if (part === null) return null;
    if (session[at] === earlyDataTag) {
      const number = lengthAt(session, part.start + 1);
      if (number === null || session[part.start] !== 0x02) return null;
      let value = 0;
      for (const octet of session.subarray(number.start, number.end)) value = value * 256 + octet;
      return value;
    }
    at = part.end;
  }
  return 0;
}
