/**
 * The row of a scenario in which something was stopped. Each unit of its loss stands on what it
 * comes from: on what fell, with the proofs of that, or on what stopping cost, which lasts while
 * the rest would fall unopposed (dials.md §4.3, containment).
 */
import { stoppedLoss } from "@vallgrav/dials";
import { type Played, proof } from "@vallgrav/mal";
import type { Row } from "@vallgrav/planning";
import type { Question } from "./rows-of-scenario.ts";
import { type StoppedSets, stoppedUnits } from "./stopped-losses.ts";
import type { LossWeights } from "./tasks.ts";

/** Weight of each unit: hours of every service, then persons, then SEK. */
function weightsOf({ hours, persons, sek }: LossWeights, units: number): readonly number[] {
  return [...Array<number>(units - 2).fill(hours), persons, sek];
}

type Parts = { readonly ofFallen: number; readonly ofStopping: number; readonly softest: number };

/** The loss in its two parts, and the least of it under all softening together. */
function partsOf(question: Question, sets: StoppedSets): Parts {
  const { stage, chosen, withAllSoft, weights, run } = question;
  const units = stoppedUnits(stage, sets, chosen, run);
  const soft = stoppedUnits(stage, sets, withAllSoft, run);
  const weight = weightsOf(weights, units.length);
  let [ofFallen, ofStopping, softest] = [0, 0, 0];
  for (const [at, unit] of units.entries()) {
    const total = (weight[at] ?? 0) * stoppedLoss(unit);
    const { fallen, shutdown, unopposed } = soft[at] ?? unit;
    const isOfFallen = unit.fallen >= stoppedLoss(unit);
    if (isOfFallen) ofFallen += total;
    else ofStopping += total;
    softest += (weight[at] ?? 0) * (isOfFallen ? fallen : Math.min(shutdown, unopposed));
  }
  return { ofFallen, ofStopping, softest };
}

/** What a scenario costs under its plan if something was stopped in it. */
export function stoppedLossUnder(question: Question, sets: StoppedSets): number {
  const { ofFallen, ofStopping } = partsOf(question, sets);
  return ofFallen + ofStopping;
}

/** The row, null where stopping cost nothing. */
export function rowOfStopped(question: Question, played: Played, sets: StoppedSets): Row | null {
  const { stage, chosen, scenario } = question;
  const { ofFallen, ofStopping, softest } = partsOf(question, sets);
  const constant = ofFallen + ofStopping;
  if (constant <= 0) return null;
  const coefficients = new Map<number, number>();
  const add = (measures: readonly number[], value: number): void => {
    for (const measure of measures) {
      const sum = (coefficients.get(measure) ?? 0) + value;
      coefficients.set(measure, Math.min(constant, sum));
    }
  };
  if (ofFallen > 0) add(proof(played, sets.fallen)?.hit ?? [], ofFallen);
  if (ofStopping > 0)
    add(proof(played, sets.unopposed, { unopposed: true })?.hit ?? [], ofStopping);
  if (constant > softest)
    add(
      stage.softening.filter((measure) => chosen[measure] !== 1),
      constant - softest,
    );
  return {
    scenario,
    constant,
    coefficients: [...coefficients]
      .sort(([a], [b]) => a - b)
      .map(([measure, value]) => ({ measure, value })),
  };
}
