/** Intervals of probabilities: from clusters, and from plain counts (dials.md §1.9). */
import { betaQuantile, exp, invariant, ln, normalQuantile } from "@vallgrav/kernel";
import type { Band } from "@vallgrav/kernel";
import { clustersOf, marginOf } from "./clusters.ts";
import type { Clusters } from "./clusters.ts";
import type { Shape } from "./clusters.ts";

/** A probability with its 95 % interval. */
export type ProbabilityBand = {
  readonly band: Band;
  /** Fewer than 10 runs on one side: word the far end as "fewer than 1 in N". */
  readonly isRare: boolean;
  /** How many independent runs these count for. */
  readonly effectiveRuns: number;
  readonly clusters: Clusters;
};

/** Effective number of independent runs: each cluster repeats itself by at least 5 %. */
function effectiveRuns({ shape, knowledgeVariance, withinSquare }: Clusters): number {
  const { outer, inner } = shape;
  const total = knowledgeVariance + withinSquare;
  const alike = Math.max(total > 0 ? knowledgeVariance / total : 0, 0.05);
  return (outer * inner) / (1 + (inner - 1) * alike);
}

/**
 * Exact 95 % interval of a share from `events` of `n` independent runs (Clopper and Pearson); both
 * may be effective, so need not be whole. With no events or nothing else the whole 5 % lie on the
 * one side that is open.
 */
export function clopperPearson(events: number, n: number): Band {
  invariant(n > 0 && events >= 0 && events <= n, "events lie between 0 and n");
  const open = exp(ln(0.05) / n);
  if (events === 0) return { value: 0, low: 0, high: 1 - open };
  if (events === n) return { value: 1, low: open, high: 1 };
  return {
    value: events / n,
    low: betaQuantile(0.025, events, n - events + 1),
    high: betaQuantile(0.975, events + 1, n - events),
  };
}

/** Wilson's 95 % interval of a share from `events` of `n` independent runs. */
export function wilson(events: number, n: number): Band {
  invariant(n > 0 && events >= 0 && events <= n, "events lie between 0 and n");
  const z = normalQuantile(0.975);
  const share = events / n;
  const center = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const spread = Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const margin = (z * spread) / (1 + (z * z) / n);
  return {
    value: share,
    low: events === 0 ? 0 : center - margin,
    high: events === n ? 1 : center + margin,
  };
}

/** The interval on the logit scale, where it cannot leave (0, 1). */
function logitBand(clusters: Clusters): Band {
  const { mean } = clusters;
  const margin = marginOf(clusters) / (mean * (1 - mean));
  const odds = ln(mean / (1 - mean));
  return {
    value: mean,
    low: Math.min(mean, 1 / (1 + exp(margin - odds))),
    high: Math.max(mean, 1 / (1 + exp(-margin - odds))),
  };
}

/** @param isEvent one per run: 1 where the event happened, else 0 */
export function probabilityOf(isEvent: Uint8Array, shape: Shape): ProbabilityBand {
  const clusters = clustersOf(isEvent, shape);
  const effective = effectiveRuns(clusters);
  let events = 0;
  for (const one of isEvent) events += one;
  const isRare = Math.min(events, isEvent.length - events) < 10;
  const share = events / isEvent.length;
  const band = isRare
    ? { ...clopperPearson(share * effective, effective), value: share }
    : logitBand(clusters);
  return { band, isRare, effectiveRuns: effective, clusters };
}
