/** Many who look at what is within reach, at once. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { AlertReach } from "../api/index.ts";
import type { ReachQuestion } from "./reach.ts";
import { inTurnAndOnce } from "./reach-desk.ts";

const prepared = () => ({}) as ReachQuestion["prepared"];

test("[PR800] many who open alerts at once open one thread at a time", async () => {
  let open = 0;
  let most = 0;
  let asked = 0;
  const ask = inTurnAndOnce(async ({ held }) => {
    asked += 1;
    open += 1;
    most = Math.max(most, open);
    await pause(1);
    open -= 1;
    if (held[0] === 13) throw new Error("the thread ended");
    return { runs: held[0] } as AlertReach;
  });
  const setting = prepared();
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, at) => ask({ prepared: setting, held: [at % 10] })),
  );
  expect([all.length, asked, most]).toEqual([200, 10, 1]);
  expect(all[27]?.runs).toBe(7);
  // Another setting is another question; what failed is asked again.
  await ask({ prepared: prepared(), held: [7] });
  expect(asked).toBe(11);
  for (const _ of [1, 2])
    await expect(ask({ prepared: setting, held: [13] })).rejects.toThrow("ended");
  expect(asked).toBe(13);
  for (let at = 100; at < 200; at += 1) await ask({ prepared: setting, held: [at] });
  await ask({ prepared: setting, held: [100] });
  expect(asked).toBe(114);
});
