/** The thread that makes settings: its ceiling, and that it is gone when they are made. */
import type { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { mostHeapMebibytes } from "./apart.ts";
import { computeApart } from "./compute-apart.ts";
import { makeSettingApart, usualMebibytes } from "./setting-apart.ts";
import { packedExample, preparedOf, smallSize } from "./test/example.ts";

const size = { ...smallSize, outer: 2, inner: 2 };
const current = packedExample();

/** Runs work; tells how many threads it began and how many of them are left. */
async function threadsOf(work: () => Promise<unknown>) {
  const begun: Worker[] = [];
  const begin = (one: Worker): void => void begun.push(one);
  process.on("worker", begin);
  try {
    await work();
  } finally {
    process.off("worker", begin);
  }
  const limits = begun.map(({ resourceLimits }) => resourceLimits?.maxOldGenerationSizeMb ?? 0);
  return { begun: begun.length, limits, left: begun.filter(({ threadId }) => threadId >= 0) };
}

test("[PR1090] a setting that needs more memory than usual gets all there is", async () => {
  const plain = await preparedOf(current, size);
  let made: unknown = null;
  const { begun, left } = await threadsOf(async () => {
    const answer = await makeSettingApart(current, size, 8);
    made = answer.ok ? answer.prepared : answer.problems;
  });
  expect([begun, left]).toEqual([2, []]);
  expect(made).toEqual(plain);
}, 60_000);

test("[PR1090] the usual ceiling goes by the model, and the thread is gone after it", async () => {
  const { begun, left } = await threadsOf(() => makeSettingApart(current, size));
  expect([begun, left]).toEqual([1, []]);
  const many = { length: 400_000 };
  const large = { ...current, model: { ...current.model, relations: many } } as typeof current;
  expect(usualMebibytes(large)).toBeGreaterThan(usualMebibytes(current));
  expect(usualMebibytes(large)).toBeLessThan(mostHeapMebibytes / 4);
}, 60_000);

test("[PR1091] a thread that computes ends with its answer, and when it is aborted", async () => {
  const prepared = await preparedOf(current, size);
  const signal = new AbortController().signal;
  const nobody = { signal, progress: () => Promise.resolve() };
  const asked = { prepared, size, ask: { kind: "ways" } } as const;
  const done = await threadsOf(() => computeApart<"ways">(asked, nobody));
  expect([done.begun, done.left]).toEqual([1, []]);
  const ending = new AbortController();
  const aborted = await threadsOf(async () => {
    const work = computeApart<"ways">(asked, { ...nobody, signal: ending.signal });
    ending.abort(new Error("enough"));
    await expect(work).rejects.toThrow("enough");
  });
  expect([aborted.begun, aborted.left]).toEqual([1, []]);
}, 60_000);
