/** Every rung of the ladder by itself gives both dials, and says how little it knows. */
import { questions } from "@vallgrav/knowledge";
import { expect, test } from "vitest";
import type { PlanReport } from "../api/index.ts";
import { exampleFiles, homeOn, importInto } from "../identify/test/example-files.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { computePlans } from "./compute.ts";
import { computeRungs } from "./rungs.ts";
import { settingBook } from "./setting-book.ts";
import { exampleGiven, type Given, modelOfFiles, preparedOf, smallSize } from "./test/example.ts";

const { signal } = new AbortController();
const size = { ...smallSize, outer: 10, inner: 4 };

async function reportOf(files: readonly Given[]): Promise<PlanReport> {
  const prepared = await preparedOf(modelOfFiles(files), size);
  const { reports } = await computePlans(prepared, size, [0], {
    signal,
    progress: () => Promise.resolve(),
  });
  const [report] = reports;
  if (report === undefined) throw new Error("no report");
  return report;
}

/** Twelve answers of somebody who knows the sizes and not much else. */
function answers(): Given {
  const said = Object.fromEntries(
    questions.map(({ id, answer }, at) => [
      id,
      answer === "count" ? 240 : at % 3 === 0 ? null : at % 2 === 0,
    ]),
  );
  const text = JSON.stringify({ vallgravAnswers: 1, answeredAt: "2026-11-01", answers: said });
  return { name: "svar.json", bytes: new TextEncoder().encode(text) };
}

function isRegister(name: string): boolean {
  return name.endsWith(".csv");
}

test("[PR30] each rung alone gives both dials, and all of them the surest", async () => {
  const rungs = [
    ["answers", [answers()], ["directory", "services"]],
    ["register", exampleGiven(isRegister), ["directory"]],
    ["directory", exampleGiven((name) => !isRegister(name)), ["services"]],
    ["all", [answers(), ...exampleGiven()], []],
  ] as const;
  const certainty: Record<string, number> = {};
  for (const [name, files, parts] of rungs) {
    const report = await reportOf(files);
    const { resistance, damage } = report.before;
    const { observed, declared, assumed } = resistance.evidence;
    expect([name, report.typicalParts]).toEqual([name, parts]);
    expect(resistance.outcomes.fell).toBeGreaterThan(0);
    expect(damage.serviceHours.mean).toBeGreaterThan(0);
    expect(damage.persons.mean).toBeGreaterThan(0);
    expect(damage.sek.mean).toBeGreaterThan(0);
    expect(observed + declared + assumed).toBeCloseTo(1, 9);
    expect(resistance.speak).toBe(observed + declared >= 0.6 ? "figures" : "words");
    certainty[name] = observed + declared;
  }
  const { all = 0, ...alone } = certainty;
  for (const [name, share] of Object.entries(alone))
    expect([name, share < all]).toEqual([name, true]);
}, 120_000);

onSqlite((stores) => {
  test("[PR420] a rung alone is computed as if nothing else had been published", async () => {
    const rungsOf = async (keeps: (name: string) => boolean) => {
      const home = homeOn(await stores.open());
      const files = exampleFiles().filter(({ name }) => keeps(name));
      if (files.length > 0) await importInto(home, files);
      const input = { store: home.store, size, settingOf: settingBook(size), sheet: null };
      const rungs = await computeRungs(input, { signal, progress: () => Promise.resolve() });
      await home.jobs.stop();
      return rungs;
    };
    expect(await rungsOf(() => false)).toEqual([]);
    const [register, directory, all, ...others] = await rungsOf(() => true);
    expect([register?.rung, directory?.rung, all?.rung, others]).toEqual([0, 2, null, []]);
    expect((register?.files ?? 0) + (directory?.files ?? 0)).toBe(all?.files);
    const [alone, everything] = await rungsOf(isRegister);
    expect(alone).toEqual(register);
    expect({ ...everything, rung: 0 }).toEqual(register);
    expect(all?.dials).not.toEqual(directory?.dials);
  }, 120_000);
});
