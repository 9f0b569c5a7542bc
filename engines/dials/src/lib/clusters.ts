/**
 * Runs come in clusters: `inner` campaigns under each of `outer` draws of what we do not know. From
 * them come the sampling interval of a mean (95 %) and its knowledge band (80 %), with the noise of
 * the inner runs taken out (dials.md §1.9, §2.1).
 */
import { invariant, studentQuantile } from "@vallgrav/kernel";
import type { Band } from "@vallgrav/kernel";
import { quantileOf } from "./quantiles.ts";
import { meanOf, squaresOf } from "./sums.ts";

/** How runs are laid out: slot `m · inner + i` is inner run i of outer draw m; at least two. */
export type Shape = { readonly outer: number; readonly inner: number };

/** What a set of clusters says about a mean. */
export type Clusters = {
  readonly shape: Shape;
  readonly mean: number;
  /** Mean of each outer draw. */
  readonly means: Float64Array;
  /** MSB: inner × variance of the cluster means; 0 with one outer draw. */
  readonly betweenSquare: number;
  /** MSW: mean variance within clusters; 0 with one inner run. */
  readonly withinSquare: number;
  /** σ_B² ≥ 0: variance between outer draws without the noise of the inner runs. */
  readonly knowledgeVariance: number;
  /** Standard error of the mean. With one outer draw its runs count as independent. */
  readonly standardError: number;
  /** Degrees of freedom of that error. */
  readonly degrees: number;
};

/** Throws unless there are `outer · inner` ≥ 2 values. */
export function checkShape(values: ArrayLike<number>, { outer, inner }: Shape): void {
  invariant(
    Number.isInteger(outer) && Number.isInteger(inner) && outer >= 1 && inner >= 1,
    "outer and inner are whole numbers from 1",
  );
  invariant(
    values.length === outer * inner && values.length >= 2,
    "one value per run, two or more",
  );
}

/** Cluster statistics of finite `values`. @throws {InvariantBroken} when the shape does not fit */
export function clustersOf(values: ArrayLike<number>, shape: Shape): Clusters {
  checkShape(values, shape);
  const { outer, inner } = shape;
  const means = new Float64Array(outer);
  const within = new Float64Array(outer);
  for (let draw = 0; draw < outer; draw += 1) {
    const from = draw * inner;
    const mean = meanOf(values, from, from + inner);
    means[draw] = mean;
    if (inner > 1) within[draw] = squaresOf(values, mean, from, from + inner) / (inner - 1);
  }
  const mean = meanOf(means);
  const betweenSquare = outer > 1 ? (inner * squaresOf(means, mean)) / (outer - 1) : 0;
  const withinSquare = meanOf(within);
  const runs = outer * inner;
  return {
    shape,
    mean,
    means,
    betweenSquare,
    withinSquare,
    knowledgeVariance: Math.max(0, (betweenSquare - withinSquare) / inner),
    standardError: Math.sqrt((outer > 1 ? betweenSquare : withinSquare) / runs),
    degrees: (outer > 1 ? outer : inner) - 1,
  };
}

/** The last t worked out: all figures of a dial have the same layout, and bisection takes long. */
const lastCritical = { degrees: 0, t: 0 };

function criticalT(degrees: number): number {
  if (lastCritical.degrees !== degrees) {
    lastCritical.t = studentQuantile(0.975, degrees);
    lastCritical.degrees = degrees;
  }
  return lastCritical.t;
}

/** Half the width of the 95 % interval of the mean: t · standard error. */
export function marginOf({ standardError, degrees }: Clusters): number {
  return standardError === 0 ? 0 : criticalT(degrees) * standardError;
}

/** 95 % sampling interval of the mean, within what the figure can be. */
export function meanBand(clusters: Clusters, lowest: number, highest: number): Band {
  const { mean } = clusters;
  const margin = marginOf(clusters);
  return {
    value: mean,
    low: Math.min(mean, Math.max(lowest, mean - margin)),
    high: Math.max(mean, Math.min(highest, mean + margin)),
  };
}

/**
 * Means of the outer draws, drawn towards the overall mean until their spread is σ_B: what the
 * figure would be if the unknowns were known. With one inner run nothing can be taken out.
 */
export function correctedMeans(clusters: Clusters): Float64Array {
  const { mean, means, knowledgeVariance, withinSquare, shape } = clusters;
  const total = knowledgeVariance + withinSquare / shape.inner;
  const shrink = total > 0 ? Math.sqrt(knowledgeVariance / total) : 0;
  return means.map((one) => mean + shrink * (one - mean));
}

/**
 * 80 % knowledge band: 10 % and 90 % quantile of the corrected means. `value` is the mean, which
 * may lie outside when a few outer draws carry all of it.
 */
export function knowledgeBand(clusters: Clusters): Band {
  const sorted = correctedMeans(clusters).sort();
  return { value: clusters.mean, low: quantileOf(sorted, 0.1), high: quantileOf(sorted, 0.9) };
}
