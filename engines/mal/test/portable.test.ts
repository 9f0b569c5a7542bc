/** One thread or eight: the same bits. A browser is asked in `apps/web/test/bits.test.ts`. */
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { outers, playBits } from "./portable.ts";
import { portableScenes } from "./portable-scenes.ts";
import type { Work } from "./portable-worker.ts";

function inThread(workerData: Work): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("portable-worker.ts", import.meta.url), { workerData });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

test(
  "[Q1] scenes of every kind give the same bits in one thread, in two and in eight",
  { timeout: 180_000 },
  async () => {
    const all = portableScenes();
    const whole = playBits(all, 0, outers);
    expect(whole.scenes).toBeGreaterThan(100);
    expect(whole.late).toBeGreaterThan(3_000);
    expect(new Set(whole.bits).size).toBe(outers);
    for (const threads of [1, 2, 8]) {
      const each = outers / threads;
      const parts = await Promise.all(
        Array.from({ length: threads }, (_, at) =>
          inThread({ all, from: at * each, to: (at + 1) * each }),
        ),
      );
      expect(parts.flat()).toEqual(whole.bits);
    }
  },
);
