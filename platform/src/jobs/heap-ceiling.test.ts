/** Ceilings of threads' memory, and memory given back. */
import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { giveBack } from "./give-back.ts";
import { withinCeiling } from "./heap-ceiling.ts";

const ceiling = { usual: 100, most: 1_000 };
const outOfMemory = Object.assign(new Error("full"), { code: "ERR_WORKER_OUT_OF_MEMORY" });

/** Work that needs so much, and what it was given to do it within. */
function needing(mebibytes: number) {
  const given: number[] = [];
  const work = (most: number): Promise<string> => {
    given.push(most);
    return most < mebibytes ? Promise.reject(outOfMemory) : Promise.resolve("done");
  };
  return { given, work };
}

test("[JB1091] work is done within the usual ceiling, then within the highest", async () => {
  for (const [needs, given] of [
    [50, [100]],
    [500, [100, 1_000]],
  ] as const) {
    const asked = needing(needs);
    expect(await withinCeiling(ceiling, asked.work)).toBe("done");
    expect(asked.given).toEqual(given);
  }
});

test("[JB1091] beyond the highest, and where it fails for another reason, it fails", async () => {
  const large = needing(5_000);
  await expect(withinCeiling(ceiling, large.work)).rejects.toBe(outOfMemory);
  expect(large.given).toEqual([100, 1_000]);
  let times = 0;
  const wrong = (): Promise<never> => {
    times += 1;
    return Promise.reject(new Error("wrong"));
  };
  await expect(withinCeiling(ceiling, wrong)).rejects.toThrow("wrong");
  expect(times).toBe(1);
  const usual = needing(0);
  await withinCeiling({ usual: 2_000, most: 1_000 }, usual.work);
  expect(usual.given).toEqual([1_000]);
});

test("[JB1092] what is let go is collected when it is given back, not what is held", async () => {
  const held = Array.from({ length: 1_000 }, (_, at) => ({ at }));
  const gone = new WeakRef(Array.from({ length: 1_000 }, (_, at) => ({ at })));
  const kept = new WeakRef(held);
  await turn();
  giveBack();
  expect([gone.deref(), kept.deref()]).toEqual([undefined, held]);
});
