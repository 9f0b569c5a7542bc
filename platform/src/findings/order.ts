/** In which order findings are looked at, and how far that is from an order by severity. */

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
