/**
 * What softening can take away beside a plan. Softening comes in parts (copies, time, reserves), of
 * each of which the best measure counts; so several measures together soften no more than the parts
 * they touch do at their best, and that is asked of every set of parts.
 */
import { mixedSoftening, partsThatDiffer, softeningOf, softParts, softSets } from "./network.ts";
import type { Softened, Stage } from "./stage.ts";

/** The softening of a plan, and of more than it. */
export type Softness = {
  /** Measures that would soften anything beside the plan, and the parts by their bits. */
  readonly softeners: readonly { readonly measure: number; readonly parts: number }[];
  /**
   * By set of parts: the plan's softening with those parts at their best; null where the set need
   * not be asked about. The plan's own is the first.
   */
  readonly mixed: readonly (Softened | null)[];
};

/** The softness beside a plan. */
export function softnessBeside(stage: Stage, chosen: Uint8Array): Softness {
  const { measures, softening } = stage;
  const own = stage.soften(chosen);
  const whole = chosen.slice();
  for (const at of softening) whole[at] = 1;
  const most = softeningOf(measures, whole);
  const softeners = softening.flatMap((measure) => {
    if (chosen[measure] === 1) return [];
    const more = chosen.slice();
    more[measure] = 1;
    const parts = partsThatDiffer(own.softening, softeningOf(measures, more));
    return parts === 0 ? [] : [{ measure, parts }];
  });
  const all = softeners.reduce((parts, one) => parts | one.parts, 0);
  return {
    softeners,
    mixed: Array.from({ length: softSets }, (_, parts) => {
      if (parts === 0) return own;
      const isMixed = (parts & softParts.reserve) !== 0 && parts !== softParts.reserve;
      if ((parts & ~all) !== 0 || (isMixed && parts !== all)) return null;
      return stage.softenedBy(mixedSoftening(own.softening, most, parts));
    }),
  };
}

/**
 * What each softening measure takes away of a row at most: added up over any of them it is no less
 * than they soften of any level together. Each part weighs what it takes away alone, and all of
 * them more where together they take more than that. Reserves are asked about alone and with all:
 * they cover a share of an outage's hours and nothing else, so beside a quicker recovery, which
 * leaves fewer hours, they take away no more than by themselves.
 * @param levels losses by set of parts, as in {@link Softness.mixed}
 */
export function softCoefficients(
  { softeners }: Softness,
  levels: readonly Float64Array[],
): readonly { readonly measure: number; readonly value: number }[] {
  if (softeners.length === 0) return [];
  const most = new Float64Array(softSets);
  for (const level of levels)
    for (let parts = 1; parts < softSets; parts += 1)
      most[parts] = Math.max(most[parts] ?? 0, (level[0] ?? 0) - (level[parts] ?? 0));
  const sumOf = (parts: number): number =>
    [1, 2, 4].reduce((sum, part) => sum + ((parts & part) === 0 ? 0 : (most[part] ?? 0)), 0);
  const all = Math.max(...most);
  let factor = 1;
  for (const [parts, value] of most.entries())
    if (value > 0) factor = Math.max(factor, value / sumOf(parts));
  return softeners.flatMap(({ measure, parts }) => {
    // Parts that take nothing away alone, but do together, weigh all of it.
    const value = factor === Number.POSITIVE_INFINITY ? all : Math.min(all, factor * sumOf(parts));
    return value > 0 ? [{ measure, value }] : [];
  });
}
