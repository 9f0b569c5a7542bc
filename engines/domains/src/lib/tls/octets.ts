/** Reads octets one after another and says when there are too few, instead of throwing. */

/**
 * A place in octets; `isShort` once more was wanted than there is, and from then on all is zero.
 */
export type Octets = {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
  isShort: boolean;
};

/** Octets to read, from `at` to before `end`. */
export function octetsOf(bytes: Uint8Array, at = 0, end: number = bytes.length): Octets {
  return { bytes, at, end, isShort: false };
}

/** The next number of so many octets, the highest first; 0 when there are too few. */
export function takeNumber(from: Octets, octets: 1 | 2 | 3): number {
  if (from.at + octets > from.end) {
    from.isShort = true;
    from.at = from.end;
    return 0;
  }
  let value = 0;
  for (let count = 0; count < octets; count += 1)
    value = value * 256 + (from.bytes[from.at + count] ?? 0);
  from.at += octets;
  return value;
}

/** The next so many octets, as a view; what there is when there are too few. */
export function takeOctets(from: Octets, size: number): Uint8Array {
  const end = from.at + size;
  if (end > from.end) from.isShort = true;
  const taken = from.bytes.subarray(from.at, Math.min(end, from.end));
  from.at = Math.min(end, from.end);
  return taken;
}

/** What follows its own length in `octets` octets, to be read on its own. */
export function takeFramed(from: Octets, octets: 1 | 2 | 3): Octets {
  const size = takeNumber(from, octets);
  const inner = takeOctets(from, size);
  return octetsOf(inner);
}

/** How many octets are left. */
export function octetsLeft(from: Octets): number {
  return from.end - from.at;
}
