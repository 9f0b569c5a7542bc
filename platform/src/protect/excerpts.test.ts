/** Planning scenarios played by their excerpts, beside the whole scene. */
import { drawKey, uniform } from "@vallgrav/kernel";
import { play } from "@vallgrav/mal";
import { expect, test } from "vitest";
import { stopsFor } from "./compute.ts";
import { knownRun } from "./known-run.ts";
import { dealt, gathered } from "./lanes.ts";
import { fallenOf } from "./losses.ts";
import { playDials } from "./play-dials.ts";
import { playLosses } from "./play-losses.ts";
import { putAway, type Stage } from "./stage.ts";
import { stoppedIn } from "./stopped-losses.ts";
import { choiceOf, exampleStage, unwatchedStage, watchedStage } from "./test/example.ts";

const inner = 3;
const scenarios = [...Array(8 * inner).keys()];

/** Choices from a few measures to nearly all. */
function choicesOf(stage: Stage): readonly Uint8Array[] {
  const drawn = Array.from({ length: 10 }, (_, number) => {
    const key = drawKey(`excerpt/${number}`);
    const held = [...stage.measures.keys()].filter((at) => uniform(key, at, 0) < number / 11);
    return choiceOf(stage, held);
  });
  return [...drawn, choiceOf(stage, stage.measures.keys())];
}

test("[PR640] what falls is what falls of the whole scene, under every plan", async () => {
  let [fell, stopped, plans] = [0, 0, 0];
  for (const stage of [(await exampleStage()).stage, await watchedStage(), await unwatchedStage()])
    for (const scenario of scenarios) {
      const run = { outer: Math.floor(scenario / inner), inner: scenario % inner };
      for (const chosen of choicesOf(stage)) {
        const { fallen, unopposed } = knownRun(stage, chosen, run);
        const whole = play(stage.prepared(), chosen, run);
        expect(fallen).toEqual(fallenOf(whole));
        const sets = stoppedIn(whole);
        expect(unopposed).toEqual(sets?.unopposed ?? fallen);
        fell += fallen.length > 0 ? 1 : 0;
        stopped += sets === null ? 0 : 1;
        plans += 1;
      }
    }
  expect([fell > plans / 10, stopped > 20]).toEqual([true, true]);
});

test("[PR1251] a run asked again is as it was played, also by an excerpt taken anew", async () => {
  let [groups, stopped] = [0, 0];
  for (const stage of [await watchedStage(), await unwatchedStage()])
    for (const scenario of scenarios) {
      const run = { outer: Math.floor(scenario / inner), inner: scenario % inner };
      for (const chosen of choicesOf(stage).slice(0, 1)) {
        const played = knownRun(stage, chosen, run);
        expect(knownRun(stage, chosen, run)).toEqual(played);
        putAway(stage, { what: "excerpts" });
        stage.forgetExcerpts();
        stage.runs.clear();
        expect(knownRun(stage, chosen, run)).toEqual(played);
        groups += played.groups.length;
        stopped += played.unopposed === played.fallen ? 0 : 1;
      }
    }
  expect([groups > 50, stopped > 5]).toEqual([true, true]);
});

test("[PR640] what scenarios cost today is what the dials say of the same runs", async () => {
  const { stage } = await exampleStage();
  const range = { outerFrom: 0, outerTo: 8, inner };
  const dials = playDials(stage, { kind: "dials", chosen: choiceOf(stage, []), range });
  const losses = playLosses(stage, { kind: "losses", scenarios, inner });
  for (const name of ["first", "hours", "persons", "sek"] as const)
    expect(losses[name]).toEqual(dials[name]);
  expect(losses.sek.some((sek) => sek > 0)).toBe(true);
});

test("[PR641] scenarios are dealt to lanes that stay, and come back in their order", () => {
  const placeOf = (scenario: number) => ({ part: scenario % 2, outer: scenario >> 2 });
  const laneOf = new Map<number, string>();
  for (const asked of [scenarios, [1, 5, 22], [], [...Array(3_000).keys()]]) {
    const pieces = dealt(asked, placeOf);
    for (const { part, lane, places } of pieces) {
      expect(places.length).toBeLessThanOrEqual(50);
      for (const at of places) {
        const scenario = asked[at] ?? -1;
        expect(part).toBe(scenario % 2);
        expect(laneOf.get(scenario) ?? `${part}/${lane}`).toBe(`${part}/${lane}`);
        laneOf.set(scenario, `${part}/${lane}`);
      }
    }
    const results = pieces.map(({ places }) => places.map((at) => asked[at] ?? -1));
    expect(gathered(pieces, results)).toEqual(asked);
  }
});

test("[PR642] the slider has stops between, where dials of them can be waited for", async () => {
  const { prepared } = await exampleStage();
  const { setting } = prepared;
  const slider = [0, 150_000, 300_000, 600_000, 1_200_000, 2_400_000];
  const size = { outer: 100, inner: 20 };
  const stops = stopsFor(slider, setting, size);
  expect(stops.filter(({ isSoon }) => !isSoon).map(({ budgetSek }) => budgetSek)).toEqual(slider);
  expect(stops.map(({ budgetSek }) => budgetSek)).toEqual(
    stops.map(({ budgetSek }) => budgetSek).toSorted((a, b) => a - b),
  );
  expect(stops.length).toBe(21);
  expect(stops.every(({ budgetSek }) => budgetSek % 1_000 === 0)).toBe(true);
  const { municipal } = setting;
  const graph = { ...municipal.scene.graph, nodeCount: 2_000_000 };
  const large = { municipal: { ...municipal, scene: { ...municipal.scene, graph } } };
  expect(stopsFor(slider, large, size).length).toBe(6);
  expect(stopsFor([0, 1_200_000], setting, size).length).toBe(2);
});
