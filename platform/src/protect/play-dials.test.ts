/** Runs of the dials, beside the same runs of the whole scene played for themselves. */
import { outcomeCode } from "@vallgrav/dials";
import { blindTime, outcomeOf, play } from "@vallgrav/mal";
import { expect, test } from "vitest";
import { firstVital } from "./losses.ts";
import { playDials } from "./play-dials.ts";
import type { Stage } from "./stage.ts";
import { lossOfRun } from "./stopped-losses.ts";
import { choiceOf, exampleStage, watchedStage } from "./test/example.ts";

const inner = 4;
const range = { outerFrom: 0, outerTo: 6, inner };

/** What there was to hold: runs that fell, that were stopped, and facts of their ways. */
function compare(stage: Stage, chosen: Uint8Array) {
  const columns = playDials(stage, { kind: "dials", chosen, range });
  const services = stage.consequences.services.length;
  const seen = { fell: 0, stopped: 0, facts: 0 };
  for (let slot = 0; slot < columns.first.length; slot += 1) {
    const run = { outer: Math.floor(slot / inner), inner: slot % inner };
    const played = play(stage.prepared(), chosen, run);
    const { time } = firstVital(stage, played);
    const fell = time <= played.limit;
    expect(columns.first[slot]).toBe(fell ? time : Number.POSITIVE_INFINITY);
    expect(columns.outcome[slot]).toBe(outcomeCode[outcomeOf(played, stage.vital)]);
    expect(columns.blind[slot]).toBe(blindTime(played, stage.vital) <= played.limit ? 1 : 0);
    const loss = lossOfRun(stage, played, chosen, run);
    const hours = columns.hours.subarray(slot * services, (slot + 1) * services);
    expect([...hours]).toEqual([...(loss?.hours ?? new Float64Array(services))]);
    expect(columns.persons[slot]).toBe(loss?.persons ?? 0);
    expect(columns.sek[slot]).toBe(loss?.sek ?? 0);
    seen.fell += fell ? 1 : 0;
    seen.stopped += played.times === played.unopposed ? 0 : 1;
    for (const facts of columns.facts.subarray(3 * slot, 3 * slot + 3)) seen.facts += facts;
  }
  return seen;
}

test("[PR1070] runs of dials are the bits of the whole scene, under a plan and none", async () => {
  const all = { fell: 0, stopped: 0, facts: 0 };
  for (const stage of [(await exampleStage()).stage, await watchedStage()]) {
    const third = [...stage.measures.keys()].filter((at) => at % 3 === 0);
    for (const chosen of [choiceOf(stage, []), choiceOf(stage, third)]) {
      const seen = compare(stage, chosen);
      all.fell += seen.fell;
      all.stopped += seen.stopped;
      all.facts += seen.facts;
    }
  }
  expect([all.fell > 20, all.stopped > 5, all.facts > 500]).toEqual([true, true, true]);
});
