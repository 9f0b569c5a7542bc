/** Feeds that are cut, and inventories that are large. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { zipOf } from "../collect/test/zip-writer.ts";
import { matchInventory, updateAdvisories } from "./index.ts";
import * as feeds from "./test/feeds.ts";

test("[AD660] a file cut anywhere is refused, or what it lacks is told", async () => {
  const forms: readonly (readonly [name: string, whole: Uint8Array | string])[] = [
    ["list.json", JSON.stringify([feeds.first, feeds.second])],
    ["one.json", JSON.stringify(feeds.first)],
    ["lines.jsonl", `${JSON.stringify(feeds.first)}\n${JSON.stringify(feeds.second)}\n`],
    ["kev.json", JSON.stringify(feeds.kev)],
    ["euvd.json", JSON.stringify(feeds.euvd)],
    ["epss.csv", feeds.epss],
    ["epss.csv.gz", gzipSync(feeds.epss)],
    ["all.zip", zipOf([{ name: "T-1.json", content: JSON.stringify(feeds.first) }])],
  ];
  const db = feeds.temporaryFolder();
  await feeds.updated(
    db,
    feeds.fileOf("before.json", JSON.stringify(feeds.osv("T-0", "left", "9.0.0"))),
  );
  const asked = feeds.inventory(feeds.npm("left", "1.0.0"));
  let refused = 0;
  for (const [name, whole] of forms) {
    const bytes = typeof whole === "string" ? Buffer.from(whole) : Buffer.from(whole);
    for (let part = 1; part < 16; part += 1) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 16));
      const path = feeds.fileOf(name, cut);
      const made = await updateAdvisories(db, [path], {
        now: feeds.now,
        onProgress: () => undefined,
      });
      // Cut between two lines it is as whole as any list.
      const isBetween = bytes[cut.length] === 10 || cut.at(-1) === 10;
      if (made.ok && !isBetween) {
        const [file] = made.value.files;
        expect([name, part, (file?.leftOut ?? 0) + made.value.problems.length > 0]).toEqual([
          name,
          part,
          true,
        ]);
      } else if (!made.ok) refused += 1;
      expect(await feeds.matched(db, asked)).toMatchObject({
        matches: expect.arrayContaining([expect.stringContaining("T-0 ")]),
      });
    }
  }
  expect(refused).toBeGreaterThan(15 * 6);
  // Inside a folder a file is one record of many.
  const folder = feeds.temporaryFolder();
  writeFileSync(join(folder, "T-1.json"), JSON.stringify(feeds.first));
  writeFileSync(join(folder, "T-2.json"), JSON.stringify(feeds.second).slice(0, 40));
  expect(await feeds.updated(feeds.temporaryFolder(), folder)).toBe("1: 1 1 0 0; 2/1/1false");
});

test("[AD661] others of the process have their turn while a large inventory is held", async () => {
  const db = feeds.temporaryFolder();
  await feeds.updated(db, feeds.fileOf("list.json", JSON.stringify([feeds.first, feeds.second])));
  const many = Array.from({ length: 2_000 }, (_, at) => feeds.npm(`left${at}`, "1.0.0"));
  const observations = feeds.inventory(feeds.npm("left", "1.0.0"), ...many);
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 0);
  const made = await matchInventory(db, observations).finally(() => clearInterval(turning));
  expect(made.ok && [made.value.components, made.value.spokenOf]).toEqual([2_001, 1]);
  expect(turns).toBeGreaterThan(5);
});
