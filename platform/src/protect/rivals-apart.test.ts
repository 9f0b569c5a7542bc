/** Who else may attack is made where it keeps nobody waiting. */
import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { computeApart } from "./compute-apart.ts";
import { modelFrom, sourceOf } from "./model-source.ts";
import { makeRivals } from "./setting.ts";
import { computeSurvey } from "./survey.ts";
import { usualTerms } from "./terms.ts";
import { packedExample, preparedOf, smallSize } from "./test/example.ts";

const size = { ...smallSize, outer: 3, inner: 2 };
const asked = { budgetSek: 300_000, terms: usualTerms, worlds: 0, frequency: null };
const current = packedExample();
const prepared = await preparedOf(current, size);
const signal = new AbortController().signal;
const nobody = { signal, progress: () => Promise.resolve() };

/** Most processor time, ms, that this thread has spent at one time between two of its turns. */
async function longestHold(work: Promise<unknown>): Promise<{ most: number; whole: number }> {
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  const state = { isOver: false };
  void work.finally(() => (state.isOver = true));
  const begun = spent();
  let [before, most] = [begun, 0];
  while (!state.isOver) {
    await turn();
    const now = spent();
    most = Math.max(most, now - before);
    before = now;
  }
  return { most, whole: spent() - begun };
}

test("[PR440] attackers are made in the computing thread: this one is never held", async () => {
  const rivals = await makeRivals(modelFrom(sourceOf(current)), size);
  expect(rivals.map(({ profile }) => profile.id)).toEqual(
    (await makeRivals(current, size)).map(({ profile }) => profile.id),
  );
  expect(rivals.length).toBeGreaterThan(1);
  const apart = computeApart<"survey">(
    { prepared, size, ask: { kind: "survey", asked, rivals: sourceOf(current) } },
    nobody,
  );
  const held = await longestHold(apart);
  expect(held.most).toBeLessThan(50);
  expect(await apart).toEqual(
    await computeSurvey(prepared, async () => rivals, size, asked, nobody),
  );
}, 120_000);
