/** Losses of planning scenarios as shares of today's damage; kept: plans often meet the same. */
import { stoppedLoss } from "@vallgrav/dials";
import type { RunNumber } from "@vallgrav/mal";
import { packed } from "./known-run.ts";
import { lossOf, type RunLoss } from "./losses.ts";
import type { Softened, Stage } from "./stage.ts";
import { shutdownLoss } from "./stopped-losses.ts";
import type { LossWeights } from "./tasks.ts";

/** F and Fu, by place in the scene's objectives, ascending; F is a part of Fu. */
export type Struck = { readonly fallen: readonly number[]; readonly unopposed: readonly number[] };

/** Of which run the losses are, and what they weigh. */
export type Weighed = {
  readonly stage: Stage;
  readonly weights: LossWeights;
  readonly run: RunNumber;
};

/** Losses a thread keeps; beyond that it forgets all and begins anew. */
const keptLosses = 30_000;

/**
 * Units of a loss in one row: hours of each service, then persons, then SEK. A list, for there are
 * tens of thousands of a dozen numbers: columns so short take five times their numbers.
 */
function unitsOf({ hours, persons, sek }: RunLoss): readonly number[] {
  return [...hours, persons, sek];
}

function kept(stage: Stage, key: string, make: () => RunLoss): readonly number[] {
  const before = stage.losses.get(key);
  if (before !== undefined) return before;
  const made = unitsOf(make());
  if (stage.losses.size >= keptLosses) stage.losses.clear();
  stage.losses.set(key, made);
  return made;
}

function weighed(units: readonly number[], { hours, persons, sek }: LossWeights): number {
  const services = units.length - 2;
  let sum = 0;
  for (let at = 0; at < services; at += 1) sum += units[at] ?? 0;
  return sum * hours + (units[services] ?? 0) * persons + (units[services + 1] ?? 0) * sek;
}

/**
 * What a scenario costs under a softening if just these objectives fell, and just these
 * would have had nobody answered. Where they are not the same, what was stopped costs its shutdown,
 * but no more than what it prevented. Never rises when fewer fell or would have.
 */
export function lossOfSets(
  { stage, weights, run }: Weighed,
  softened: Softened,
  { fallen, unopposed }: Struck,
): number {
  // By run, not by scenario: planners of one pool number their runs differently.
  const soft = `${run.outer}/${run.inner}/${softened.number}`;
  const of = (places: readonly number[]): readonly number[] =>
    kept(stage, `${soft}/${packed(places)}`, () => lossOf(stage, places, softened, run));
  if (unopposed.length === 0) return 0;
  const { vital } = stage.setting;
  const fell = fallen.some((at) => vital[at] === 1) ? (weights.falls ?? 0) : 0;
  if (unopposed.length === fallen.length) return fell + weighed(of(fallen), weights);
  const all = of(unopposed);
  const shutdown = kept(stage, soft, () => shutdownLoss(stage, softened, run));
  const down = fallen.length === 0 ? null : of(fallen);
  const units = all.map((one, unit) =>
    stoppedLoss({ fallen: down?.[unit] ?? 0, shutdown: shutdown[unit] ?? 0, unopposed: one }),
  );
  return fell + weighed(units, weights);
}
