/**
 * Finds which of a few folded ASCII texts stand in a text, mostly without looking at all of it (Wu
 * and Manber): two letters tell how far the next place is at which any text could end.
 */

import { asciiOf } from "./literal-scan.ts";

/** Texts shorter than this make the steps too small. */
export const shortestToSkip = 4;

/** How far to go on, by two letters, and the texts to try where that is nowhere. */
export type SkipScan = {
  /** Length of the shortest text: of each text only so much decides the steps. */
  readonly length: number;
  readonly lower: Uint8Array;
  readonly steps: Uint8Array;
  readonly texts: readonly string[];
  readonly ending: ReadonlyMap<number, readonly number[]>;
};

function lowerOf(): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, unit) =>
    unit >= 65 && unit <= 90 ? unit + 32 : unit,
  );
}

/** Makes the steps. Texts are folded, ASCII and at least {@link shortestToSkip} long. */
export function skipScan(texts: readonly string[]): SkipScan {
  const length = Math.min(255, ...texts.map((text) => text.length));
  const steps = new Uint8Array(128 * 128).fill(length - 1);
  const ending = new Map<number, number[]>();
  for (const [id, text] of texts.entries())
    for (let at = 1; at < length; at += 1) {
      const pair = text.charCodeAt(at - 1) * 128 + text.charCodeAt(at);
      steps[pair] = Math.min(steps[pair] ?? 0, length - 1 - at);
      if (at < length - 1) continue;
      const known = ending.get(pair);
      if (known === undefined) ending.set(pair, [id]);
      else known.push(id);
    }
  return { length, lower: lowerOf(), steps, texts, ending };
}

function stands({ lower }: SkipScan, wanted: string, text: string, from: number): boolean {
  if (from + wanted.length > text.length) return false;
  for (let at = 0; at < wanted.length; at += 1) {
    const unit = text.charCodeAt(from + at);
    if (lower[unit > 127 ? asciiOf(unit) : unit] !== wanted.charCodeAt(at)) return false;
  }
  return true;
}

/** Calls `found` with the number of each text in `text` when folded, once for every place. */
export function scanSkipping(scan: SkipScan, text: string, found: (id: number) => void): void {
  const { length, lower, steps, texts, ending } = scan;
  for (let at = length - 1; at < text.length;) {
    const before = text.charCodeAt(at - 1);
    const unit = text.charCodeAt(at);
    const pair =
      (lower[before > 127 ? asciiOf(before) : before] ?? 0) * 128 +
      (lower[unit > 127 ? asciiOf(unit) : unit] ?? 0);
    const step = steps[pair] ?? 1;
    if (step > 0) {
      at += step;
      continue;
    }
    for (const id of ending.get(pair) ?? [])
      if (stands(scan, texts[id] ?? "", text, at - length + 1)) found(id);
    at += 1;
  }
}
