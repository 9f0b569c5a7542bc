/** The same files give the same bytes, whatever the order, the clock and the number of threads. */
import { canonicalJson } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { exampleFiles, homeOn, importInto } from "../identify/test/example-files.ts";
import type { Store } from "../storage/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { createProtect } from "./index.ts";
import { smallSize } from "./test/example.ts";

type Import = {
  readonly later: number;
  readonly threads: number;
  readonly files: readonly ReturnType<typeof exampleFiles>[];
};

/** Every stored plan and the ways of a fresh home, as one text. */
async function computedBy(store: Store, { later, threads, files }: Import): Promise<string> {
  const home = homeOn(store, later);
  const size = { ...smallSize, threads };
  const now = () => home.clock.now();
  const protect = createProtect({ store, jobs: home.jobs, identify: home.identify, size, now });
  for (const group of files) await importInto(home, group);
  const answer = await protect.plan(600_000);
  const plan = answer.ok ? answer.report : null;
  const stored = await Promise.all([0, 300_000, 1_200_000].map(protect.storedPlan));
  const ways = await protect.ways();
  await home.jobs.stop();
  expect([plan === null, stored.includes(null), ways === null]).toEqual([false, false, false]);
  return canonicalJson({ plan, stored, ways });
}

// One test for each way, so that each has the time of one test.
onSqlite((stores) => {
  const files = exampleFiles();
  let known: string | null = null;
  /** The bytes of one thread with all files at once; computed by the first test that asks. */
  const whole = async (): Promise<string> => {
    known ??= await computedBy(await stores.open(), { later: 0, threads: 1, files: [files] });
    return known;
  };

  test("[PR1] plans and ways are more than a frame", async () => {
    expect((await whole()).length).toBeGreaterThan(20_000);
  });

  test("[PR1] plans and ways are the same bytes a second time", async () => {
    const again = await computedBy(await stores.open(), { later: 0, threads: 1, files: [files] });
    expect(again === (await whole())).toBe(true);
  });

  test("[PR1] plans and ways are the same bytes for two threads and files backwards", async () => {
    const backwards = await computedBy(await stores.open(), {
      later: 9_000_000_000,
      threads: 2,
      files: files.toReversed().map((file) => [file]),
    });
    expect(backwards === (await whole())).toBe(true);
  });

  test("[PR1] plans and ways are the same bytes for four threads and files mixed", async () => {
    const shuffled = [...files.slice(5), ...files.slice(0, 5)];
    const mixed = await computedBy(await stores.open(), {
      later: 1_234_567,
      threads: 4,
      files: [shuffled.slice(0, 4), shuffled.slice(4)],
    });
    expect(mixed === (await whole())).toBe(true);
  });
});
