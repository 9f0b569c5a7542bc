/** Received lines at rest: sealed, bound to their place, whole after a kill, gone when old. */
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dataKeyOf } from "../storage/index.ts";
import { resealLines } from "./reseal-lines.ts";
import { fileNameOf } from "./spool-format.ts";
import { openSpool } from "./spool.ts";
import { openSpoolReader, SpoolDamaged } from "./spool-reader.ts";
import { line, newStore, newWatch, startMs, temporary } from "./test/lines.ts";

const key = dataKeyOf(new Uint8Array(32).fill(1));
const other = dataKeyOf(new Uint8Array(32).fill(2));

function plain(text: string) {
  return { source: "s", receivedMs: startMs, mayRepeat: false, bytes: Buffer.from(text) };
}

function texts(folder: string, from: number, keys = [key]): readonly string[] {
  const reader = openSpoolReader(folder, from, keys);
  try {
    const lines = reader.read(1_000, 1_000);
    return lines.map(({ number, bytes }) => `${number} ${Buffer.from(bytes).toString()}`);
  } finally {
    reader.close();
  }
}

async function three(folder: string): Promise<void> {
  const spool = openSpool(folder, 1, {}, [key]);
  for (const text of ["one", "two", "three"]) await spool.add([plain(text)]);
  await spool.close();
}

const all = ["1 one", "2 two", "3 three"];

describe("lines at rest", () => {
  test("[DT50] with a key nothing of a line is read in the folder but by it", async () => {
    const folder = temporary();
    const spool = openSpool(folder, 1, { fileBytes: 300 }, [key]);
    for (let at = 0; at < 20; at += 1) await spool.add([plain(`hemlig ${at}`), plain("mera")]);
    await spool.close();
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(3);
    for (const name of files) {
      const bytes = readFileSync(join(folder, name)).toString("latin1");
      expect(bytes).not.toMatch(/hemlig|mera/);
    }
    expect(texts(folder, 39)).toEqual(["39 hemlig 19", "40 mera"]);
    expect(() => texts(folder, 1, [other])).toThrow("storage/key-missing");
    expect(() => openSpool(folder, 1, {}, [other])).toThrow("storage/key-missing");
  });

  test("[DT50] lines from before there was a key are read on, new ones are sealed", async () => {
    const folder = temporary();
    const before = openSpool(folder, 1);
    await before.add([plain("one")]);
    await before.close();
    const after = openSpool(folder, 1, {}, [key]);
    await after.add([plain("two")]);
    await after.close();
    expect(texts(folder, 1)).toEqual(["1 one", "2 two"]);
    expect(readFileSync(join(folder, fileNameOf(2))).includes("two")).toBe(false);
  });

  test("[DT50] a half-written block is cut off at any byte; a changed byte is said", async () => {
    const folder = temporary();
    await three(folder);
    const path = join(folder, fileNameOf(1));
    const whole = readFileSync(path);
    for (let cut = 1; cut < 70; cut += 1) {
      truncateSync(path, whole.length - cut);
      const again = openSpool(folder, 1, {}, [key]);
      // The last block goes with its first byte, those before it stay.
      expect(again.end()).toBe(cut <= 48 ? 3 : 2);
      await again.close();
      writeFileSync(path, whole);
    }
    for (let at = 44; at < whole.length; at += 5) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      const read = (): number => texts(folder, 1).length;
      // A length that is too long reads as an end that is still to come.
      try {
        expect(read()).toBeLessThan(3);
      } catch (error) {
        expect(error).toBeInstanceOf(SpoolDamaged);
      }
    }
  });

  test("[DT50] a block that is left out, and a file under another's name, are said", async () => {
    const folder = temporary();
    await three(folder);
    const path = join(folder, fileNameOf(1));
    const whole = readFileSync(path);
    const first = 44 + 8 + whole.readUInt32LE(44);
    writeFileSync(path, Buffer.concat([whole.subarray(0, 44), whole.subarray(first)]));
    expect(() => texts(folder, 1)).toThrow(SpoolDamaged);
    writeFileSync(path, Buffer.alloc(0));
    writeFileSync(join(folder, fileNameOf(9)), whole);
    expect(() => texts(folder, 9)).toThrow(SpoolDamaged);
  });

  test("[DT50] a new key seals what lies there, and the old one opens nothing more", async () => {
    const folder = temporary();
    await three(folder);
    const path = join(folder, fileNameOf(1));
    const whole = readFileSync(path);
    appendFileSync(path, whole.subarray(44, 60));
    expect(resealLines(folder, [other, key])).toBe(3);
    expect(texts(folder, 1, [other])).toEqual(all);
    expect(() => texts(folder, 1, [key])).toThrow("storage/key-missing");
    expect(readdirSync(folder)).toEqual([fileNameOf(1)]);
    expect(resealLines(join(folder, "none"), [other])).toBe(0);
  });

  test("[DT51] lines that were gone through a month ago go, those that wait stay", async () => {
    const folder = temporary();
    const spool = openSpool(folder, 1, { fileBytes: 60 }, [key]);
    for (const text of ["one", "two", "three"]) await spool.add([plain(text)]);
    const old = new Date(startMs - 40 * 86_400_000);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), old, old);
    const before = startMs - 30 * 86_400_000;
    spool.release(3);
    await spool.dispose(before);
    expect(texts(folder, 1)).toEqual(["3 three"]);
    spool.release(4);
    await spool.dispose(before);
    expect(readdirSync(folder)).toEqual([]);
    await spool.add([plain("four")]);
    expect(texts(folder, 4)).toEqual(["4 four"]);
    await spool.dispose(before);
    expect(statSync(join(folder, fileNameOf(4))).size).toBeGreaterThan(0);
    await spool.close();
  });

  test("[DT50] the watch goes through sealed lines, over a new start too", async () => {
    const folder = temporary();
    const store = await newStore(folder);
    const first = await newWatch(folder, store, { keys: [key] });
    await first.take([line("Failed password 1"), line("Failed password 2")]);
    await first.settled();
    await first.close();
    const second = await newWatch(folder, store, { keys: [key] });
    await second.take([line("Failed password 2", { mayRepeat: true }), line("Failed password 3")]);
    await second.settled();
    const [alert] = await store.watch.alerts({}, 10);
    expect(alert?.count).toBe(3);
  });
});
