/**
 * What reality taught, put into a scene and into what is believed of copies: exercises enter the
 * class they are of, surprises widen everything (dials.md §2.3, §2.5). What informs a belief is not
 * scored, and what is scored informs none.
 */
import { type BetaPrior, updateBeta } from "@vallgrav/dials";
import { recoveryDefaults } from "@vallgrav/knowledge";
import type { Parameter, Prior, Scene } from "@vallgrav/mal";

/** Successes and failures of exercises of one class. */
export type Counted = { readonly successes: number; readonly failures: number };

/** What was learnt; the same for the same entries in any order. */
export type Learnt = {
  /** At least 1: what the spread of every time scale is multiplied by. */
  readonly widening: number;
  /** Lures that were seen through, and followed. */
  readonly lures: Counted;
  /** Copies restored and not, of those tried before and of those that were not. */
  readonly copies: { readonly tried: Counted; readonly untried: Counted };
};

/** What an exercise weighs beside what really happened. [A] */
export const exerciseWeight = 0.5;
/** Least weight a belief keeps, however surprised one was. */
const leastWeight = 2;

/** The gate that an exercise with lures is of. */
export const lureGate = "effectiveness/lureResisted";
const scale = "scale/";
const effectiveness = "effectiveness/";

/** A belief after exercises. */
export function afterExercises(prior: BetaPrior, counted: Counted): BetaPrior {
  return updateBeta(prior, counted, exerciseWeight);
}

function widened({ a, b }: BetaPrior, widening: number): BetaPrior {
  const weight = a + b;
  const kept = Math.max(Math.min(weight, leastWeight), weight / (widening * widening)) / weight;
  return { a: a * kept, b: b * kept };
}

function learntPrior(id: string, prior: Prior, { widening, lures }: Learnt): Prior {
  if (prior.kind === "normal")
    return id.startsWith(scale) ? { ...prior, sd: prior.sd * widening } : prior;
  if (prior.kind !== "beta" || !id.startsWith(effectiveness)) return prior;
  const wide = widening === 1 ? prior : widened(prior, widening);
  return { kind: "beta", ...(id === lureGate ? afterExercises(wide, lures) : wide) };
}

/** A scene with what was learnt; the scene itself where that is nothing. */
export function withLearnt(scene: Scene, learnt: Learnt | null): Scene {
  if (learnt === null) return scene;
  const parameters = scene.parameters.map(({ id, prior }): Parameter => {
    return { id, prior: learntPrior(id, prior, learnt) };
  });
  return { ...scene, parameters };
}

/** What is believed of a copy that is to be restored, by whether that was tried before. */
export function restorablePrior(tried: boolean, learnt: Learnt | null): BetaPrior {
  const { restorableTried, restorableUntried, restorableWeight: weight } = recoveryDefaults;
  const mean = tried ? restorableTried : restorableUntried;
  const prior = { a: mean * weight, b: (1 - mean) * weight };
  if (learnt === null) return prior;
  return afterExercises(prior, tried ? learnt.copies.tried : learnt.copies.untried);
}
