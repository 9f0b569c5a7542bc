/** Rows that the planner is given. */
import { drawKey, uniform } from "@vallgrav/kernel";
import { play as playRun } from "@vallgrav/mal";
import { expect, test } from "vitest";
import { basesOf } from "./bases.ts";
import { lossWeights } from "./columns.ts";
import { playDials } from "./play-dials.ts";
import { playScenarios } from "./play-scenarios.ts";
import type { Stage } from "./stage.ts";
import { stoppedIn } from "./stopped-losses.ts";
import { choiceOf, exampleStage, unwatchedStage, watchedStage } from "./test/example.ts";

/** A choice that holds each of `count` measures with probability `share`, by number. */
function randomChoice(count: number, number: number, share: number): Uint8Array {
  const key = drawKey(`choice/${number}`);
  return Uint8Array.from({ length: count }, (_, at) => (uniform(key, at, 0) < share ? 1 : 0));
}

/** Holds the rows of plans against the plans: how many, and how many runs had something stopped. */
function checkRows(
  stage: Stage,
  outers: number,
): { readonly rows: number; readonly stopped: number } {
  const inner = 5;
  const range = { outerFrom: 0, outerTo: outers, inner };
  const weights = lossWeights(
    playDials(stage, { kind: "dials", chosen: choiceOf(stage, []), range }),
  );
  const scenarios = [...Array(outers * inner).keys()];
  const play = (chosen: Uint8Array) =>
    playScenarios(stage, {
      kind: "scenarios",
      chosen,
      scenarios,
      acting: scenarios.map(() => chosen),
      rowsWanted: true,
      inner,
      weights,
    });
  const count = stage.measures.length;
  const plans = [choiceOf(stage, []), choiceOf(stage, stage.measures.keys())];
  for (let number = 0; number < 38; number += 1)
    plans.push(randomChoice(count, number, 0.05 + (number % 8) / 10));
  const evaluated = plans.map(play);
  let rows = 0;
  for (const [made, evaluations] of evaluated.entries())
    for (const [at, { scenario, loss, rows: found }] of evaluations.entries()) {
      expect(scenario).toBe(at);
      const values = found.map(({ constant, coefficients }) => {
        const valueAt = (plan: Uint8Array): number =>
          coefficients.reduce(
            (rest, { measure, value }) => rest - value * (plan[measure] ?? 0),
            constant,
          );
        for (const [other, plan] of plans.entries()) {
          rows += 1;
          const truth = evaluated[other]?.[at]?.loss ?? 0;
          if (valueAt(plan) > truth + 1e-9)
            throw new Error(
              `scenario ${at}, row of plan ${made} at plan ${other}: ${valueAt(plan)} > ${truth}`,
            );
        }
        return valueAt(plans[made] ?? new Uint8Array());
      });
      expect(Math.max(0, ...values)).toBeCloseTo(loss, 12);
    }
  const stopped = plans.slice(0, 8).flatMap((chosen) =>
    scenarios.filter((scenario) => {
      const run = { outer: Math.floor(scenario / inner), inner: scenario % inner };
      return stoppedIn(playRun(stage.prepared(), chosen, run)) !== null;
    }),
  );
  return { rows, stopped: stopped.length };
}

test("[PR40] a run that another plan's stands for costs what it does by itself", async () => {
  let served = 0;
  for (const stage of [(await exampleStage()).stage, await watchedStage()]) {
    const inner = 5;
    const weights = { hours: 1e-4, persons: 1e-5, sek: 1e-7 };
    const scenarios = [...Array(6 * inner).keys()];
    const bases = basesOf(stage.measures, scenarios.length);
    for (let number = 0; number < 12; number += 1) {
      const chosen = randomChoice(stage.measures.length, number, 0.02 + (number % 5) / 40);
      const task = {
        kind: "scenarios",
        chosen,
        scenarios,
        rowsWanted: false,
        inner,
        weights,
      } as const;
      const acting = scenarios.map((scenario) => bases.actingFor(scenario, chosen));
      const found = playScenarios(stage, { ...task, acting });
      const anew = playScenarios(stage, { ...task, acting: scenarios.map(() => chosen) });
      for (const [at, { scenario, loss, touched }] of found.entries()) {
        expect([number, scenario, loss]).toEqual([number, scenario, anew[at]?.loss]);
        const basis = acting[at] ?? chosen;
        if (basis.some((value, measure) => value !== chosen[measure])) served += 1;
        bases.learn(scenario, basis, touched);
      }
    }
  }
  expect(served).toBeGreaterThan(100);
});

test("[PR5] a row is at most any plan's loss, and just that where it was made", async () => {
  const { rows, stopped } = checkRows(await unwatchedStage(), 12);
  expect(rows).toBeGreaterThan(10_000);
  expect(stopped).toBe(0);
});

test("[PR5] so are those of the example with its own detectors", async () => {
  const { rows, stopped } = checkRows((await exampleStage()).stage, 6);
  expect(rows).toBeGreaterThan(5_000);
  expect(stopped).toBeGreaterThan(0);
});

test("[PR5] so are rows of runs in which something was stopped", async () => {
  const { rows, stopped } = checkRows(await watchedStage(), 6);
  expect(rows).toBeGreaterThan(10_000);
  expect(stopped).toBeGreaterThan(10);
});
