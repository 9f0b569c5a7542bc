/**
 * The whole example at once: a file of every kind, no secret kept, the same model in any order, and
 * what is one thing found to be one.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  examplePaths,
  otherExamplePaths,
  sizeOf,
  truthPath,
  writeExample,
} from "@vallgrav/examples";
import type { ImportReport } from "@vallgrav/platform/api";
import { readers } from "@vallgrav/readers";
import { logToStderr, openRooms } from "@vallgrav/server";
import { expect, test } from "vitest";
import { type Held, holdToTruth } from "../bench/hold-to-truth.ts";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

/** What the generator plants as secrets: texts, a community, and two that look encrypted. */
const planted = ["Fiktivt-Exempel-", "fiktivt-exempel-92", "RmlrdGl2dC1FeGVtcGVs"];

/** What `import --json` prints: the report, and the hash of the model. */
type Imported = ImportReport & { readonly model: string };

const paths = [...examplePaths(), ...otherExamplePaths()];

async function imported(home: string, files: readonly string[]) {
  const run = await runCli(home, ["import", ...files, "--json"]);
  return { ...run, report: JSON.parse(run.out) as Imported };
}

/** How well the model in a home tells who is who. */
async function heldToTruth(home: string): Promise<readonly Held[]> {
  const folder = temporaryFolder();
  expect([...writeExample(sizeOf("small"), folder)].length).toBe(paths.length);
  const size = { outer: 2, inner: 1, seed: "truth", threads: 1 };
  const rooms = await openRooms({ home, size, work: false, log: logToStderr });
  try {
    const truth = join(folder, truthPath);
    return [
      await holdToTruth(rooms, truth, "computer"),
      await holdToTruth(rooms, truth, "account"),
    ];
  } finally {
    await rooms.close();
  }
}

test("[CL66] [CL67] [CL68] [CL200] every kind, no leak, any order, who is who", async () => {
  const home = temporaryFolder();
  const { code, out, err, report } = await imported(home, paths);
  const errors = report.problems.filter(({ severity }) => severity === "error");
  expect([code, errors]).toEqual([0, []]);
  const kinds = new Set(report.files.map(({ reader }) => reader));
  expect(Object.keys(readers).filter((reader) => !kinds.has(reader))).toEqual([]);

  const holds = (text: string): readonly string[] => planted.filter((word) => text.includes(word));
  // The archive is packed; everything else can be searched as it lies.
  const files = paths.filter((path) => !path.endsWith(".zip"));
  const found = files.filter((path) => holds(readFileSync(path, "latin1")).length > 0);
  expect(found.length).toBe(3);
  const told = report.problems.flatMap(({ code: one, at }) =>
    one === "readers/secret-in-field" ? [at?.file ?? ""] : [],
  );
  const wanted = ["fortigate.conf", "Groups.xml", "osqueryd.results.jsonl", "vsphere-govc.json"];
  for (const name of wanted)
    expect([name, told.some((file) => file.endsWith(name))]).toEqual([name, true]);
  const kept = readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), "latin1"));
  expect(kept.length).toBeGreaterThan(1);
  expect([out, err, ...kept].flatMap(holds)).toEqual([]);

  for (const { things, precision, recall } of await heldToTruth(home)) {
    expect(things).toBeGreaterThan(100);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.98);
  }

  // At once, since what a personal identity number joins is known within an import alone.
  const backwards = await imported(temporaryFolder(), paths.toReversed());
  expect(report.model).toMatch(/^[0-9a-f]{64}$/);
  expect(backwards.report.model).toBe(report.model);
}, 600_000);
