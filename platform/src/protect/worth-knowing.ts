/**
 * What it is worth to know a class parameter before one chooses between plans (dials.md §2.4,
 * estimator a): from the means by outer draw of runs that were played anyway. Nothing is told that
 * 95 of 100 shuffles of the parameter reach as well.
 */
import { evppiRegressed, noiseKey } from "@vallgrav/dials";
import { drawKey, own } from "@vallgrav/kernel";
import { parameterIn } from "@vallgrav/mal";
import type { KnowingReport, WorthKnowing } from "../api/index.ts";
import { kindsOfParameter, nameOfParameter, outerMeans } from "./movers.ts";
import type { RunSize } from "./run-size.ts";
import type { Prepared } from "./setting.ts";
import type { LossWeights, RunColumns } from "./tasks.ts";

/** Shuffles by which chance is told from meaning. */
const permutations = 100;
/** Unknowns told at most. */
const told = 10;

/** Runs of the reference attacker: today, and under each plan, each plan once. */
export type PlayedPlans = {
  readonly today: RunColumns;
  readonly plans: readonly RunColumns[];
  /** What an hour, a person and a krona weigh of today's damage. */
  readonly weights: LossWeights;
};

/** The parameters that would change the choice. Cost: parameters × shuffles × plans × draws. */
export function worthKnowing(
  prepared: Prepared,
  size: Pick<RunSize, "inner" | "outer">,
  { today, plans, weights }: PlayedPlans,
): KnowingReport {
  const { scene } = prepared.setting.municipal;
  const before = outerMeans(today, size, weights);
  const gains = plans.map((columns) => {
    const { loss } = outerMeans(columns, size, weights);
    return before.loss.map((lost, draw) => lost - (loss[draw] ?? 0));
  });
  const choices = [new Float64Array(before.loss.length), ...gains];
  const unknowns: WorthKnowing[] = [];
  let looked = 0;
  for (const parameter of scene.parameters) {
    const name = nameOfParameter(prepared, parameter.id);
    const what = own(kindsOfParameter, parameter.id.slice(0, parameter.id.indexOf("/")));
    if (name === null || what === undefined || parameter.prior.kind === "fixed") continue;
    looked += 1;
    const values = before.loss.map((_, draw) => parameterIn(scene, parameter, before.from + draw));
    const key = noiseKey(drawKey(`${parameter.id}\u0000choice`), scene.seed);
    const worth = evppiRegressed(values, choices, { key, permutations });
    if (worth !== null && worth > 0) unknowns.push({ id: parameter.id, what, name, worth });
  }
  return {
    plans: choices.length,
    looked,
    unknowns: unknowns
      .toSorted((a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1))
      .slice(0, told),
  };
}
