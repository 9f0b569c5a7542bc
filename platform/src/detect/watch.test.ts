/** The watch: kept on disk, gone through once, whatever happens in between. */
import {
  appendFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Instant } from "@vallgrav/kernel";
import { describe, expect, test } from "vitest";
import { decodeLine, encodeLine, fileMark, fileNameOf } from "./spool-format.ts";
import { openSpool, SpoolRefused, writeWhole } from "./spool.ts";
import { openSpoolReader, SpoolDamaged } from "./spool-reader.ts";
import { line, newStore, newWatch, startMs, temporary } from "./test/lines.ts";

function texts(folder: string, from: number, below: number): readonly string[] {
  const reader = openSpoolReader(folder, from);
  const found = reader
    .read(below, 10_000)
    .map(({ number, bytes }) => `${number} ${Buffer.from(bytes).toString()}`);
  reader.close();
  return found;
}

function plain(text: string) {
  return { source: "s", receivedMs: startMs, mayRepeat: false, bytes: Buffer.from(text) };
}

describe("the buffer", () => {
  test("[DT1] lines come back by number, over files and after reopening", async () => {
    const folder = temporary();
    const spool = openSpool(folder, 1, { fileBytes: 200 });
    await Promise.all(["a", "b"].map((text) => spool.add([plain(text), plain(`${text}2`)])));
    for (let at = 0; at < 10; at += 1) await spool.add([plain("x".repeat(50))]);
    expect(spool.end()).toBe(15);
    expect(texts(folder, 2, 5)).toEqual(["2 a2", "3 b", "4 b2"]);
    await spool.close();
    expect(readdirSync(folder).length).toBeGreaterThan(3);
    const again = openSpool(folder, 3);
    expect(again.end()).toBe(15);
    await again.add([plain("last")]);
    expect(texts(folder, 14, 99)).toEqual([`14 ${"x".repeat(50)}`, "15 last"]);
    await again.close();
  });

  test("[DT1] a line comes back as it was", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.boolean(),
        fc.stringMatching(/^[a-z0-9-]{1,64}$/),
        fc.double({ min: 0, max: 4e12, noNaN: true }),
        (bytes, mayRepeat, source, receivedMs) => {
          const whole = encodeLine({ bytes, mayRepeat, source, receivedMs });
          const found = decodeLine(whole, 0);
          expect(found).toMatchObject({ next: whole.length });
          if (typeof found === "string") throw new Error(found);
          expect({ ...found.line, bytes: Uint8Array.from(found.line.bytes) }).toEqual({
            bytes,
            mayRepeat,
            source,
            receivedMs,
          });
          expect(decodeLine(whole.subarray(0, -1), 0)).toBe("short");
        },
      ),
    );
  });

  test("[DT2] a half-written end is cut off at any byte, and whole lines stay", async () => {
    const folder = temporary();
    const spool = openSpool(folder, 1);
    await spool.add([plain("one"), plain("two")]);
    await spool.close();
    const path = join(folder, fileNameOf(1));
    const whole = statSync(path).size;
    const third = encodeLine(plain("three"));
    for (let cut = 1; cut < third.length; cut += 1) {
      appendFileSync(path, third.subarray(0, cut));
      const again = openSpool(folder, 1);
      expect(again.end()).toBe(3);
      await again.close();
      expect(statSync(path).size).toBe(whole);
    }
    truncateSync(path, fileMark.length - 1);
    const empty = openSpool(folder, 3);
    expect(empty.end()).toBe(3);
    await empty.add([plain("three")]);
    expect(texts(folder, 3, 99)).toEqual(["3 three"]);
    await empty.close();
  });

  test("[DT2] damage inside is said, not passed over", async () => {
    const folder = temporary();
    const spool = openSpool(folder, 1);
    await spool.add([plain("one"), plain("two")]);
    const path = join(folder, fileNameOf(1));
    writeFileSync(path, "?", { flag: "r+" });
    expect(() => texts(folder, 1, 99)).toThrow(SpoolDamaged);
    const one = encodeLine(plain("one")).length;
    const bytes = Buffer.concat([fileMark, encodeLine(plain("one")), encodeLine(plain("two"))]);
    bytes[fileMark.length + one - 1] = 0;
    writeFileSync(path, bytes);
    expect(() => texts(folder, 1, 99)).toThrow(SpoolDamaged);
    await spool.close();
  });

  test("[DT3] full, it takes nothing until what waits is gone through", async () => {
    const folder = temporary();
    const spool = openSpool(folder, 1, { fileBytes: 100, waitingBytes: 300, behindBytes: 100 });
    while (!spool.isFull()) await spool.add([plain("x".repeat(40))]);
    await expect(spool.add([plain("more")])).rejects.toThrow(SpoolRefused);
    const end = spool.end();
    let hasRoom = false;
    const room = spool.whenRoom().then(() => (hasRoom = true));
    await Promise.resolve();
    expect(hasRoom).toBe(false);
    spool.release(end);
    await room;
    await spool.add([plain("more")]);
    // What is gone through goes, but for a file that tells what was sent before.
    expect(readdirSync(folder).length).toBeLessThanOrEqual(3);
    await spool.close();
    await expect(spool.add([plain("late")])).rejects.toThrow(SpoolRefused);
  });

  test("[DT3] what a disk takes only a part of counts as not taken", async () => {
    const taking = (bytesWritten: number) => ({
      writev: () => Promise.resolve({ bytesWritten }),
    });
    const pieces = [Buffer.from("ab"), Buffer.from("cde")];
    expect(await writeWhole(taking(5), pieces, 0)).toBe(5);
    for (const part of [0, 3, 4])
      await expect(writeWhole(taking(part), pieces, 0)).rejects.toThrow(`${part} of 5 bytes`);
  });

  test("[DT3] no more is held in memory than is being written", async () => {
    const spool = openSpool(temporary(), 1, { writingBytes: 1_000 });
    const first = spool.add([plain("x".repeat(2_000))]);
    expect(spool.isFull()).toBe(true);
    await expect(spool.add([plain("y")])).rejects.toThrow(SpoolRefused);
    await spool.whenRoom();
    await first;
    await spool.add([plain("z")]);
    expect(spool.end()).toBe(3);
    await spool.close();
  });

  test("[DT4] an emptied folder gives no number twice", async () => {
    const folder = temporary();
    const spool = openSpool(join(folder, "a"), 1);
    await spool.add([plain("one"), plain("two")]);
    await spool.close();
    rmSync(join(folder, "a"), { recursive: true });
    const again = openSpool(join(folder, "a"), 3);
    await again.add([plain("three")]);
    expect(again.end()).toBe(4);
    expect(texts(join(folder, "a"), 1, 99)).toEqual(["3 three"]);
    await again.close();
  });
});

describe("the rules", () => {
  test("[DT5] hits of a rule and a subject are one alert, all in one commit", async () => {
    const folder = temporary();
    const store = await newStore(folder);
    const watch = await newWatch(folder, store);
    const id = await watch.sourceFor("relp", "srv-1.example.test");
    expect(await watch.sourceFor("relp", "srv-1.example.test")).toBe(id);
    const of = { source: id };
    await watch.take([
      line("Failed password for anna.a from 192.0.2.7 port 1 ssh2", of),
      line("Accepted password for anna.a", { ...of, at: 1 }),
      { ...line(""), ...of, bytes: Buffer.from("no log at all") },
      { ...line(""), ...of, bytes: Buffer.alloc(0) },
      line("Failed password for anna.a from 192.0.2.7 port 2 ssh2", { ...of, at: 2 }),
    ]);
    await watch.settled();
    expect(await store.watch.position()).toBe(6);
    const [source] = await store.watch.sources();
    expect(source).toMatchObject({
      kind: "relp",
      lastAt: new Date(startMs + 2_000).toISOString(),
      counts: { parsed: 3, refused: 2, repeated: 0, matched: 2, dropped: 0 },
    });
    const alerts = await store.watch.alerts({}, 10);
    expect(alerts).toMatchObject([
      {
        title: "Failed password",
        level: "medium",
        techniques: ["T1110.001"],
        state: "new",
        count: 2,
        body: { subject: { host: "srv-1.example.test", account: null, address: null } },
      },
    ]);
    expect(alerts[0]?.body.events.map(({ line: number }) => number)).toEqual([1, 5]);
    expect(alerts[0]?.body.events[0]?.matched).toEqual([
      { field: "message", values: ["Failed password for anna.a from 192.0.2.7 port 1 ssh2"] },
    ]);
  });

  test("[DT6] correlations see the lines, after a new start too", async () => {
    const folder = temporary();
    const store = await newStore(folder);
    const first = await newWatch(folder, store);
    const at = (second: number) => line(`Failed password ${second}`, { at: second });
    await first.take([at(0), at(1)]);
    await first.settled();
    await first.close();
    const second = await newWatch(folder, store);
    // The third tells; the last one says that a minute has gone.
    await second.take([at(2), at(100)]);
    await second.settled();
    const alerts = await store.watch.alerts({}, 10);
    expect(alerts.map(({ title, count }) => `${title} ${count}`).sort()).toEqual([
      "Failed password 4",
      "Many failed passwords 1",
    ]);
  });

  test("[DT7] what a sender repeats is told once, also over a new start", async () => {
    const folder = temporary();
    const store = await newStore(folder);
    const first = await newWatch(folder, store);
    await first.take([line("Failed password 1"), line("Failed password 2")]);
    await first.settled();
    await first.close();
    const second = await newWatch(folder, store);
    await second.take([
      line("Failed password 2", { mayRepeat: true }),
      line("Failed password 3", { mayRepeat: true }),
      // By a protocol that does not repeat, the same line is another event.
      line("Failed password 3"),
      line("Failed password 2", { mayRepeat: true, source: "another" }),
    ]);
    await second.settled();
    const [alert] = await store.watch.alerts({}, 10);
    expect(alert?.count).toBe(5);
  });

  test("[DT8] a failed commit is tried again, and nothing is told twice", async () => {
    const folder = temporary();
    const store = await newStore(folder);
    let failing = 2;
    const failures: string[] = [];
    const watch = await newWatch(folder, store, {
      failures,
      store: {
        watch: {
          ...store.watch,
          commit: async (commit, merge) => {
            if (failing === 2) {
              failing -= 1;
              throw new Error("no disk");
            }
            await store.watch.commit(commit, merge);
            if (failing > 0) {
              failing -= 1;
              // The commit came through, its answer did not.
              throw new Error("no answer");
            }
          },
        },
      },
    });
    await watch.take([line("Failed password 1")]);
    await watch.settled();
    const [alert] = await store.watch.alerts({}, 10);
    expect(alert?.count).toBe(1);
    expect(failures).toEqual(["watch/not-kept Error: no disk", "watch/not-kept Error: no answer"]);
  });

  test("[DT9] tuning silences what it names until it ends, and outlives a reload", async () => {
    const folder = temporary();
    const store = await newStore(folder);
    await store.watch.addTuning({
      id: "t",
      rule: "5a4f0c3e-0000-4000-8000-000000000001",
      field: "hostname",
      value: "SRV-1.example.test",
      reason: "Känd övervakning",
      owner: "Drift",
      createdAt: "2026-11-30T09:00:00.000Z" as Instant,
      expiresAt: new Date(startMs + 10_000).toISOString() as Instant,
    });
    const watch = await newWatch(folder, store);
    await watch.take([line("Failed password 1"), line("Failed password 2", { at: 20 })]);
    await watch.settled();
    expect((await store.watch.alerts({}, 10)).map(({ count }) => count)).toEqual([1]);
    await watch.reload();
    await watch.take([line("Failed password 3", { at: 1 })]);
    await watch.settled();
    expect((await store.watch.alerts({}, 10)).map(({ count }) => count)).toEqual([1]);
  });
});
