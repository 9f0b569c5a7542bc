/** In which order findings are looked at, and how far that is from an order by severity. */
import type { OrderSaid } from "../api/index.ts";

/**
 * Kendall's τ-b between two figures of the same things (Kendall 1945, with ties); −1 to 1, null
 * where one of them is the same for all. Quadratic: for hundreds, not for thousands.
 */
export function kendallTau(pairs: readonly (readonly [number, number])[]): number | null {
  let agree = 0;
  let tiedFirst = 0;
  let tiedSecond = 0;
  let all = 0;
  for (const [at, [a, b]] of pairs.entries())
    for (const [c, d] of pairs.slice(at + 1)) {
      all += 1;
      const [first, second] = [Math.sign(a - c), Math.sign(b - d)];
      agree += first * second;
      if (first === 0) tiedFirst += 1;
      if (second === 0) tiedSecond += 1;
    }
  const scale = Math.sqrt((all - tiedFirst) * (all - tiedSecond));
  return scale === 0 ? null : agree / scale;
}

/** A place where something is wrong: its highest CVSS score, and what mending it moves. */
export type OrderedPlace = {
  readonly score: number;
  /** Change of the loss, ≤ 0. */
  readonly loss: number;
  /** The same in either half of the runs. */
  readonly halves: readonly [number, number];
};

/** Places that are compared, of those that move most: the comparison is quadratic. */
const comparedMost = 500;

/** How far the order by impact is from that by score, beside what it could be at most. */
export function orderSaid(places: readonly OrderedPlace[]): OrderSaid {
  const some = places.toSorted((a, b) => a.loss - b.loss).slice(0, comparedMost);
  return {
    places: some.length,
    tau: kendallTau(some.map(({ loss, score }) => [-loss, score])),
    ceiling: kendallTau(some.map(({ halves: [first, second] }) => [-first, -second])),
  };
}
