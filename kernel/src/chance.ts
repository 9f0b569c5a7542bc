/**
 * Chance as a pure function. A uniform number is *looked up* by key and counter, never taken from a
 * stream, so the same draw has the same value whatever the order, the thread or the plan under
 * test.
 *
 * The generator is Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw: "Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011): additions, rotations and exclusive-or on 32 bits only,
 * hence the same bits on every machine.
 */

/** 64 bits that name a draw; two words of 32 bits each. */
export type DrawKey = { readonly high: number; readonly low: number };

const parity = 0x1bd11bda;
const outHigh = new Uint32Array(1);
const outLow = new Uint32Array(1);

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/**
 * One block: fills `outHigh` and `outLow`. Kept apart so that tests can hold it to published
 * vectors.
 */
function threefry(key0: number, key1: number, counter0: number, counter1: number): void {
  const key2 = parity ^ key0 ^ key1;
  let a = (counter0 + key0) | 0;
  let b = (counter1 + key1) | 0;
  for (let round = 0; round < 5; round += 1) {
    const even = (round & 1) === 0;
    a = (a + b) | 0;
    b = rotate(b, even ? 13 : 17) ^ a;
    a = (a + b) | 0;
    b = rotate(b, even ? 15 : 29) ^ a;
    a = (a + b) | 0;
    b = rotate(b, even ? 26 : 16) ^ a;
    a = (a + b) | 0;
    b = rotate(b, even ? 6 : 24) ^ a;
    const next = (round + 1) % 3;
    const after = (round + 2) % 3;
    a = (a + (next === 0 ? key0 : next === 1 ? key1 : key2)) | 0;
    b = (b + (after === 0 ? key0 : after === 1 ? key1 : key2) + round + 1) | 0;
  }
  outHigh[0] = a;
  outLow[0] = b;
}

/** The 64 bits of one block, for tests and for deriving keys. */
export function block(key: DrawKey, counter0: number, counter1: number): DrawKey {
  threefry(key.high, key.low, counter0, counter1);
  return { high: outHigh[0] ?? 0, low: outLow[0] ?? 0 };
}

/**
 * A uniform in (0, 1), open at both ends, with 52 random bits.
 * @param keyHigh first word of the draw's key
 * @param keyLow second word of the draw's key
 * @param counter0 first counter: the outer draw, by custom
 * @param counter1 second counter: the inner draw, by custom
 */
export function uniformAt(
  keyHigh: number,
  keyLow: number,
  counter0: number,
  counter1: number,
): number {
  threefry(keyHigh, keyLow, counter0, counter1);
  const high = outHigh[0] ?? 0;
  const low = outLow[0] ?? 0;
  return (high * 1_048_576 + (low >>> 12) + 0.5) / 4_503_599_627_370_496;
}

/** The same as {@link uniformAt} with the key as a value; for code where speed does not matter. */
export function uniform(key: DrawKey, counter0: number, counter1: number): number {
  return uniformAt(key.high, key.low, counter0, counter1);
}

/**
 * The key of a stable name, such as `ttc\0asset:step`. Two lanes of 32-bit multiply-and-shift
 * mixing; not a cryptographic hash. Callers that give keys to many names check for collisions.
 */
export function drawKey(name: string): DrawKey {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return { high: high >>> 0, low: low >>> 0 };
}

/** The key of the same draw under another seed. */
export function seeded(key: DrawKey, seed: string): DrawKey {
  const salt = drawKey(`seed\u0000${seed}`);
  return block(key, salt.high, salt.low);
}
