/**
 * Measures an update with 300 000 invented records and the match of 5 000 components against them,
 * each in a process of its own, by processor time and peak memory.
 */
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inventoryText, numbersOf, recordText } from "./advisory-records.ts";
import { type Measured, measureApart, readingOf } from "./measure-apart.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

const records = 300_000;
const components = 5_000;

function writeRecords(path: string): void {
  const next = numbersOf("records");
  const file = openSync(path, "w");
  let batch = "";
  for (let number = 0; number < records; number += 1) {
    batch += `${recordText(next, number)}\n`;
    if (batch.length > 8_000_000 || number === records - 1) {
      writeSync(file, batch);
      batch = "";
    }
  }
  closeSync(file);
}

const fixed = (value: number): string => value.toFixed(1);

/** Runs both, the match twice: the second time the file is in the system's memory. */
export async function run(): Promise<readonly Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-advisories-speed-"));
  try {
    const [list, bill, db] = ["records.jsonl", "bill.json", "db"].map((name) => join(folder, name));
    if (list === undefined || bill === undefined || db === undefined) return [];
    writeRecords(list);
    writeFileSync(bill, inventoryText(numbersOf("inventory"), components));
    const update = measureApart<string>(`
      const made = await updateAdvisories(${JSON.stringify(db)}, [${JSON.stringify(list)}],
        { now: "2026-01-01T00:00:00.000Z", onProgress: () => undefined });
      return made.ok ? made.value.manifest.counts.statements + " statements" : made.problem.code;`);
    const matching = `${readingOf(bill)}
      const made = await matchInventory(${JSON.stringify(db)}, reading.observations);
      if (!made.ok) return made.problem.code;
      const { components, spokenOf, matches, unaffected } = made.value;
      return JSON.stringify({ components, spokenOf, matches: matches.length, unaffected });`;
    measureApart<string>(matching);
    const match = measureApart<string>(matching);
    const size = statSync(join(db, "advisories-1.sqlite")).size / 1e6;
    const told = (one: Measured<string>): string =>
      `${fixed(one.cpuSeconds)} s of processor time, ${fixed(one.peakMegabytes)} MB, ${one.told}`;
    const input = statSync(list).size / 1e6;
    return [
      {
        name: `update with ${records} records`,
        passed: update.peakMegabytes < 2048,
        detail: `${fixed(input)} MB in, ${fixed(size)} MB kept; ${told(update)}`,
      },
      {
        name: `match of ${components} components, warm`,
        passed: match.cpuSeconds < 5 && match.peakMegabytes < 2048,
        detail: told(match),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
