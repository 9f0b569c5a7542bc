/** Order statistics: quantiles that are always a run that happened, Infinity included. */
import { betaCdf } from "@vallgrav/kernel";

/** Rank from 1 of the q-quantile of n values: ⌈q·n⌉, at least 1. */
export function rankOf(q: number, n: number): number {
  // The product of two rounded numbers may lie a hair above the whole number that is meant.
  return Math.max(1, Math.ceil(q * n - 1e-9));
}

/** Smallest t with F̂(t) ≥ q of ascending values; Infinity where q is above 1. */
export function quantileOf(sorted: Float64Array, q: number): number {
  return sorted[rankOf(q, sorted.length) - 1] ?? Number.POSITIVE_INFINITY;
}

/** P(X ≤ k) for X ~ Binomial(n, p), 0 < p < 1. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaCdf(1 - p, n - k, k + 1);
}

/** Ranks of the order statistics between which a quantile lies, and how surely. */
export type RankInterval = {
  readonly low: number;
  readonly high: number;
  readonly coverage: number;
};

/**
 * The narrowest equal-tailed 95 % interval for the q-quantile of `n` *independent* values, as ranks
 * from 1; 0 and n + 1 stand for "no bound". For clustered runs see Woodruff's interval.
 */
export function orderStatisticRanks(q: number, n: number): RankInterval {
  const first = (isEnough: (k: number) => boolean): number => {
    let low = 0;
    let high = n;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isEnough(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  // With B = how many lie below the quantile: P(B < low) ≤ 2.5 % and P(B ≥ high) ≤ 2.5 %.
  const low = first((k) => binomialCdf(k, n, q) > 0.025);
  const high = first((k) => binomialCdf(k, n, q) >= 0.975) + 1;
  return { low, high, coverage: binomialCdf(high - 1, n, q) - binomialCdf(low - 1, n, q) };
}
