/**
 * What it is worth to know a class parameter before one chooses between plans (dials.md §2.4,
 * estimator a): from the means by outer draw of runs that were played anyway. Nothing is told that
 * shuffles of the parameter reach as well, nor what somebody finds who looks at so many.
 */
import { evppiRegressed, noiseKey } from "@vallgrav/dials";
import { drawKey, own } from "@vallgrav/kernel";
import { parameterIn } from "@vallgrav/mal";
import type { KnowingReport, WorthKnowing } from "../api/index.ts";
import { kindsOfParameter, nameOfParameter, outerMeans } from "./movers.ts";
import type { RunSize } from "./run-size.ts";
import type { Prepared } from "./setting.ts";
import type { LossWeights, RunColumns } from "./tasks.ts";

/** Shuffles by which what is plainly chance is left out. */
const permutations = 100;
/** Shuffles of the others for each parameter that was looked at: the point then has its place. */
const eachOfMany = 20;
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
  const looked = scene.parameters.flatMap((parameter) => {
    const name = nameOfParameter(prepared, parameter.id);
    const what = own(kindsOfParameter, parameter.id.slice(0, parameter.id.indexOf("/")));
    const isFixed = parameter.prior.kind === "fixed";
    return name === null || what === undefined || isFixed ? [] : [{ parameter, name, what }];
  });
  const many = looked.length;
  const unknowns = looked.flatMap(({ parameter, name, what }): WorthKnowing[] => {
    const { id } = parameter;
    const values = before.loss.map((_, draw) => parameterIn(scene, parameter, before.from + draw));
    const noiseOf = (turn: string) => noiseKey(drawKey(`${id}\u0000${turn}`), scene.seed);
    // Most fall at the first, which is cheap; who looks at many finds something by chance.
    if (evppiRegressed(values, choices, { key: noiseOf("first"), permutations }) === null)
      return [];
    const noise = { key: noiseOf("choice"), permutations: eachOfMany * many };
    const worth = evppiRegressed(values, choices, noise, many);
    return worth === null || worth === 0 ? [] : [{ id, what, name, worth }];
  });
  return {
    plans: choices.length,
    looked: many,
    unknowns: unknowns
      .toSorted((a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1))
      .slice(0, told),
  };
}
