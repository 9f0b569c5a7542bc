/** What the figures rest on: shares of observed, declared and assumed facts (dials.md §2.2). */
import { invariant } from "@vallgrav/kernel";
import { sumOf } from "./sums.ts";

/** Shares that sum to 1, or three zeros where no fact decided anything. */
export type EvidenceShares = {
  readonly observed: number;
  readonly declared: number;
  readonly assumed: number;
};

/**
 * Per run, how many facts about the municipality of each standing decided it: those on the way
 * that led to the fall, or, where it held, on the way that would be fastest with every gate open.
 */
export type DecidingFacts = {
  readonly observed: ArrayLike<number>;
  readonly declared: ArrayLike<number>;
  readonly assumed: ArrayLike<number>;
  /** Per run: 1 if something vital fell. */
  readonly fell: Uint8Array;
  /** Per run: loss, the weight of a run that fell; ≥ 0. */
  readonly loss: ArrayLike<number>;
};

const standings = ["observed", "declared", "assumed"] as const;

/** Weighted mean of each run's shares over the runs picked; null where none of them has facts. */
function sharesOver(
  facts: DecidingFacts,
  isPicked: (run: number) => boolean,
  weightOf: (run: number) => number,
): { readonly shares: EvidenceShares; readonly runs: number } | null {
  const picked = [...facts.fell.keys()].filter(
    (run) => isPicked(run) && standings.some((one) => (facts[one][run] ?? 0) > 0),
  );
  if (picked.length === 0) return null;
  const weights = picked.map(weightOf);
  const sum = sumOf(weights);
  const weight = (at: number): number => (sum > 0 ? (weights[at] ?? 0) / sum : 1 / picked.length);
  const share = (standing: (typeof standings)[number]): number =>
    sumOf(
      picked.map((run, at) => {
        const all = standings.reduce((total, one) => total + (facts[one][run] ?? 0), 0);
        return (weight(at) * (facts[standing][run] ?? 0)) / all;
      }),
    );
  const [observed, declared, assumed] = standings.map(share);
  return {
    shares: { observed: observed ?? 0, declared: declared ?? 0, assumed: assumed ?? 0 },
    runs: picked.length,
  };
}

/**
 * Shares over all runs: those that fell weighted by loss among themselves, those that held alike,
 * and the two kinds put together by their number of runs.
 */
export function evidenceShares(facts: DecidingFacts): EvidenceShares {
  invariant(
    standings.every((one) => facts[one].length === facts.fell.length) &&
      facts.loss.length === facts.fell.length,
    "one entry per run",
  );
  const hasFallen = (run: number): boolean => facts.fell[run] === 1;
  const kinds = [
    sharesOver(facts, hasFallen, (run) => facts.loss[run] ?? 0),
    sharesOver(
      facts,
      (run) => !hasFallen(run),
      () => 1,
    ),
  ].filter((kind) => kind !== null);
  const runs = kinds.reduce((total, kind) => total + kind.runs, 0);
  const share = (standing: (typeof standings)[number]): number =>
    runs === 0 ? 0 : sumOf(kinds.map((kind) => kind.shares[standing] * kind.runs)) / runs;
  return {
    observed: share("observed"),
    declared: share("declared"),
    assumed: share("assumed"),
  };
}

/** Figures from 60 % certainty (observed + declared) on; below it only words and ranks. */
export function speakIn({ observed, declared }: EvidenceShares): "figures" | "words" {
  // Shares are sums of rounded numbers: 60 % must not fail by the last bit.
  return observed + declared >= 0.6 - 1e-12 ? "figures" : "words";
}
