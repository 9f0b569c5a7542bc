/** What the ways page computes: the moments of the replay, and what measures leave. */
import type { Barrier, Way } from "@vallgrav/platform/api";

/** Days at which a step is taken on any of the ways, rising and each once. */
export function momentsOf(ways: readonly Way[]): readonly number[] {
  const days = new Set(ways.flatMap(({ steps }) => steps.map((step) => step.days)));
  return [...days].sort((a, b) => a - b);
}

/**
 * How many distinct steps of the ways are taken by a day, and how many there are. What several ways
 * take is taken when the first of them does.
 */
export function stepsBy(
  ways: readonly Way[],
  day: number,
): { readonly taken: number; readonly all: number } {
  const steps = new Map<string, number>();
  for (const { node, days } of ways.flatMap((way) => way.steps))
    steps.set(node, Math.min(days, steps.get(node) ?? days));
  const taken = [...steps.values()].filter((days) => days <= day).length;
  return { taken, all: steps.size };
}

/** What measures leave at least, as shares of all runs that fell. */
export type Left = {
  readonly all: number;
  /** Per way told of. */
  readonly ways: readonly number[];
};

/**
 * The runs that no chosen measure stands in the way of.
 * @param chosen places of measures in the answer
 */
export function leftBy(
  barriers: readonly Barrier[],
  chosen: ReadonlySet<number>,
  ways: number,
): Left {
  const left = Array.from({ length: ways }, () => 0);
  let all = 0;
  for (const { way, measures, share } of barriers) {
    if (measures.some((measure) => chosen.has(measure))) continue;
    all += share;
    if (way !== null) left[way] = (left[way] ?? 0) + share;
  }
  return { all, ways: left };
}
