/** What a file of alerts can do to its reader: nothing to whoever serves pages meanwhile. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { tokenHashOf } from "../accounts/tokens.ts";
import { foreignLimits, readForeignApart } from "./foreign-apart.ts";
import { readForeign } from "./foreign-read.ts";
import { noIntake, openIntake } from "./intake/open-intake.ts";
import { newStore, newWatch, startMs, temporary } from "./test/lines.ts";
import { none } from "./test/ways-in.ts";

const alert = {
  id: "a-1",
  title: "Larm",
  severity: "high",
  time: "2026-11-20T10:00:00Z",
  host: "srv-1.example.test",
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const codes = ({ files }: Awaited<ReturnType<typeof readForeign>>) =>
  files.map(({ name, problems }) => [name, problems.map(({ code }) => code)]);

test("[DT804] a thread reads what this one would", async () => {
  const path = join(temporary(), "alerts.json");
  writeFileSync(path, JSON.stringify([alert, { ...alert, id: "a-2" }]));
  const inputs = [
    { name: "alerts.json", source: path },
    { name: "none.bin", source: bytes("\0\0") },
  ];
  const apart = await readForeignApart(inputs);
  expect(apart).toEqual(await readForeign(inputs));
  expect(apart.alerts).toHaveLength(2);
});

test("[DT804] a file that takes too much memory is refused, others are read", async () => {
  // Thirty bytes of memory for each byte: objects without end, in a file that is not too large.
  const bomb = { name: "bomb.json", source: bytes(`[${"{},".repeat(2_000_000)}{}]`) };
  const tight = { ...foreignLimits, heapMebibytes: 96 };
  const [refused, read] = await Promise.all([
    readForeignApart([bomb], tight),
    readForeignApart([{ name: "a.json", source: bytes(JSON.stringify(alert)) }], tight),
  ]);
  expect(codes(refused)).toEqual([["bomb.json", ["identify/out-of-memory"]]]);
  expect(read.alerts).toHaveLength(1);
});

test("[DT804] pages are answered meanwhile, and a reading has its time", async () => {
  const many = Array.from({ length: 20_000 }, (_, id) => ({ ...alert, id }));
  const source = bytes(JSON.stringify(many));
  const watched = { longestMs: 0, isDone: false };
  const watching = (async () => {
    for (let before = performance.now(); !watched.isDone; before = performance.now()) {
      await pause(5);
      watched.longestMs = Math.max(watched.longestMs, performance.now() - before);
    }
  })();
  const reading = await readForeignApart([{ name: "many.json", source }]);
  watched.isDone = true;
  await watching;
  expect(reading.alerts).toHaveLength(20_000);
  // What comes over is copied at once; reading it here would take several times as long.
  expect(watched.longestMs).toBeLessThan(5_000);
  const late = await readForeignApart([{ name: "many.json", source }], {
    ...foreignLimits,
    longestMs: 1,
  });
  expect(codes(late)).toEqual([["many.json", ["identify/too-slow"]]]);
});

test("[DT804] whoever hands over alerts without end is told to come again", async () => {
  const folder = temporary();
  const store = await newStore(folder);
  const at = "2026-11-30T09:00:00.000Z" as never;
  await store.watch.addSource({
    id: "mdr",
    name: "MDR",
    kind: "http",
    tokenHash: tokenHashOf("vgs_x"),
    silentAfterMinutes: null,
    createdAt: at,
    endedAt: null,
    lastAt: null,
    counts: none,
  });
  const kept = Promise.withResolvers<void>();
  const addOnce: typeof store.watch.addOnce = async (...given) => {
    await kept.promise;
    return store.watch.addOnce(...given);
  };
  const room = {
    watch: await newWatch(folder, store),
    store: { watch: { ...store.watch, addOnce } },
    folder,
    nowMs: () => startMs,
    onFailure: () => undefined,
  };
  const settings = { ...noIntake, http: { host: "127.0.0.1", port: 0 } };
  const [listener] = await openIntake(settings, room);
  const send = async (id: number): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${listener?.port}/alerts`, {
      method: "POST",
      headers: { authorization: "Bearer vgs_x" },
      body: JSON.stringify({ ...alert, id: `a-${id}` }),
    });
    return answer.status;
  };
  const first = Array.from({ length: 8 }, (_, id) => send(id));
  await pause(300);
  expect(await Promise.all([send(8), send(9)])).toEqual([429, 429]);
  kept.resolve();
  expect(await Promise.all(first)).toEqual(Array.from({ length: 8 }, () => 200));
  expect(await send(8)).toBe(200);
  await listener?.close(0);
});
