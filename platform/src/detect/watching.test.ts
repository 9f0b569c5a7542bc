/** Watching as a whole: rules of a folder, ways in, sources that fall silent. */
import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Instant, instantFromMs } from "@vallgrav/kernel";
import { ownDetections } from "@vallgrav/knowledge";
import { expect, test } from "vitest";
import type { WatchSourceRecord } from "../storage/index.ts";
import { mergeHits } from "./alert-of.ts";
import { noIntake } from "./intake/open-intake.ts";
import { silences } from "./silence.ts";
import { line, newStore, sshRules, startMs, temporary } from "./test/lines.ts";
import { openWatching } from "./watching.ts";

function minutes(after: number): Instant {
  return instantFromMs(startMs + after * 60_000) as Instant;
}

test("[DT5] rules of the home are at work, and the state tells of them", async () => {
  const home = temporary();
  mkdirSync(join(home, "rules"));
  writeFileSync(join(home, "rules", "ssh.yml"), sshRules);
  writeFileSync(join(home, "rules", "broken.yml"), "title: nothing\n");
  const store = await newStore(home);
  const failures: unknown[] = [];
  const watching = await openWatching({
    store,
    home,
    settings: { ...noIntake, tcp: { host: "127.0.0.1", port: 0 } },
    now: () => minutes(0),
    onFailure: (...failure) => failures.push(failure),
  });
  const { listening } = await watching.state();
  const [, port = ""] = /^syslog-tcp 127\.0\.0\.1:(\d+)$/.exec(listening[0] ?? "") ?? [];
  const socket = connect(Number(port), "127.0.0.1");
  socket.end(Buffer.concat([line("Failed password 1").bytes, Buffer.from("\n")]));
  while ((await store.watch.position()) < 2) await pause(10);
  const state = await watching.state();
  expect(state).toMatchObject({
    rules: { active: 2 + ownDetections.length, refused: 1, files: ["broken.yml", "ssh.yml"] },
    waiting: 0,
    sources: [{ name: "127.0.0.1", isSilent: false, counts: { parsed: 1, matched: 1 } }],
  });
  expect(JSON.stringify(state)).not.toContain("tokenHash");
  await watching.close();
  expect(failures).toEqual([]);
});

test("[DT30] a silent source is told once for each silence", async () => {
  const store = await newStore(temporary());
  const source: WatchSourceRecord = {
    id: "a",
    name: "brandvägg",
    kind: "syslog-udp",
    tokenHash: null,
    silentAfterMinutes: 10,
    createdAt: minutes(0),
    endedAt: null,
    lastAt: null,
    counts: { parsed: 0, refused: 0, repeated: 0, matched: 0, dropped: 0 },
  };
  await store.watch.addSource(source);
  const look = async (after: number): Promise<number> =>
    store.watch.addOnce(silences(await store.watch.sources(), minutes(after)), mergeHits);
  const heard = (after: number): Promise<void> =>
    store.watch.addCounts([{ id: "a", counts: { parsed: 1 }, lastAt: minutes(after) }]);
  expect(await look(9)).toBe(0);
  expect(await look(10)).toBe(1);
  expect(await look(11)).toBe(0);
  await heard(12);
  expect(await look(21)).toBe(0);
  expect(await look(23)).toBe(1);
  await store.watch.endSource("a", minutes(30));
  expect(await look(99)).toBe(0);
  const alerts = await store.watch.alerts({}, 9);
  expect(alerts.map(({ body, lastAt }) => [body.subject.host, lastAt])).toEqual([
    ["brandvägg", minutes(22)],
    ["brandvägg", minutes(10)],
  ]);
  expect(silences([{ ...source, silentAfterMinutes: null }], minutes(99))).toEqual([]);
});
