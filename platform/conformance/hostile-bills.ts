/**
 * Bills of materials of 100 MB whose components point at each other in circles, held against a
 * folder of advisories, each in a process of its own: bounded in time and memory, and told as what
 * they are.
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
import { numbersOf, recordText } from "./advisory-records.ts";
import { type Measured, measureApart, readingOf } from "./measure-apart.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

const sizeBytes = 100_000_000;
const cpuMost = 120;
const megabytesMost = 3_000;

/** Writes a head, numbered parts until the file is large, and an end. */
function writeLarge(
  path: string,
  [head, end]: readonly [string, string],
  part: (at: number, isFirst: boolean) => string,
): void {
  const file = openSync(path, "w");
  let [batch, written] = [head, 0];
  for (let at = 0; written < sizeBytes; at += 1) {
    batch += part(at, at === 0);
    if (batch.length > 4_000_000) {
      written += writeSync(file, batch);
      batch = "";
    }
  }
  writeSync(file, batch + end);
  closeSync(file);
}

const circle = 1_000;

/** Components that all depend on the next of a circle, and on themselves. */
function writeCycloneDx(path: string): void {
  const head = '{"bomFormat":"CycloneDX","specVersion":"1.6","dependencies":[';
  const links = Array.from({ length: circle }, (_, at) => {
    const next = (at + 1) % circle;
    return JSON.stringify({ ref: `c${at}`, dependsOn: [`c${next}`, `c${at}`] });
  });
  writeLarge(path, [`${head}${links.join(",")}],"components":[`, "]}"], (at, isFirst) => {
    const one = {
      type: "library",
      "bom-ref": `c${at % circle}`,
      name: `n${at}`,
      version: "1.0.0",
      purl: `pkg:npm/n${at}@1.0.0`,
      // What it contains is said to be itself.
      components: [{ type: "library", "bom-ref": `c${at % circle}`, name: `n${at}` }],
    };
    return `${isFirst ? "" : ","}${JSON.stringify(one)}`;
  });
}

/** Packages that contain each other. */
function writeSpdx(path: string): void {
  const head = '{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"x","relationships":[';
  const links = Array.from({ length: circle }, (_, at) =>
    JSON.stringify({
      spdxElementId: `SPDXRef-${at}`,
      relationshipType: "CONTAINS",
      relatedSpdxElement: `SPDXRef-${(at + 1) % circle}`,
    }),
  );
  writeLarge(path, [`${head}${links.join(",")}],"packages":[`, "]}"], (at, isFirst) => {
    const locator = `pkg:npm/n${at}@1.0.0`;
    const reference = { referenceType: "purl", referenceLocator: locator };
    const one = {
      SPDXID: `SPDXRef-${at % circle}`,
      name: `n${at}`,
      versionInfo: "1.0.0",
      externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", ...reference }],
    };
    return `${isFirst ? "" : ","}${JSON.stringify(one)}`;
  });
}

/** Nesting without end. */
function writeNested(path: string): void {
  const head = '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[';
  const part = '{"type":"library","name":"n","components":[';
  writeLarge(path, [head, ""], () => part);
}

type Told = { readonly problems: readonly string[]; readonly components: number };

function measure(bill: string, db: string): Measured<Told> {
  return measureApart<Told>(`${readingOf(bill)}
    const db = ${JSON.stringify(db)};
    const made = reading.ok ? await matchInventory(db, reading.observations) : null;
    return {
      problems: [...new Set(reading.problems.map(({ code }) => code))],
      components: made?.ok ? made.value.components : 0,
    };`);
}

/** Each is read or refused with a reason, within the bounds; what is cut short is never silent. */
export async function run(): Promise<readonly Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-bills-"));
  try {
    const [list, db] = [join(folder, "records.jsonl"), join(folder, "db")];
    const next = numbersOf("records");
    const lines = Array.from({ length: 2_000 }, (_, at) => recordText(next, at));
    writeFileSync(list, `${lines.join("\n")}\n`);
    const { updateAdvisories } = await import("../src/advisories/index.ts");
    const now = "2026-01-01T00:00:00.000Z";
    await updateAdvisories(db, [list], { now, onProgress: () => undefined });
    const bills = [
      ["CycloneDX, every component depends on itself", writeCycloneDx],
      ["SPDX 2.3, packages contain each other", writeSpdx],
      ["CycloneDX, nested without end", writeNested],
    ] as const;
    return bills.map(([name, write], at): Comparison => {
      const bill = join(folder, `bill-${at}.json`);
      write(bill);
      const megabytes = (statSync(bill).size / 1e6).toFixed(0);
      const { cpuSeconds, peakMegabytes, told } = measure(bill, db);
      rmSync(bill);
      const { problems, components } = told;
      const isBounded = cpuSeconds < cpuMost && peakMegabytes < megabytesMost;
      const isTold = components > 0 || problems.length > 0;
      return {
        name: `${megabytes} MB: ${name}`,
        passed: isBounded && isTold,
        detail:
          `${cpuSeconds.toFixed(1)} s of processor time, ${peakMegabytes.toFixed(0)} MB, ` +
          `${components} components, ${problems.length === 0 ? "no problems" : problems.join(" ")}`,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
