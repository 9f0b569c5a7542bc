/** What comes of an import: which lists replace which, what counts as gone, and what people say. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { afterAll, expect, test } from "vitest";
import type { Store } from "../storage/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import type { ImportFile } from "./index.ts";
import { type Home, homeOn, importInto } from "./test/example-files.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-lists-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A register of systems called by their names. */
function register(name: string, day: string, systems: readonly string[]): ImportFile {
  const path = join(folder, name);
  const rows = systems.map((system) => `${system};Fiktiva nämnden;egen drift`);
  writeFileSync(path, `Systemnamn;Förvaltning;Drift\n${rows.join("\n")}\n`);
  return { path, name, modifiedAt: `2026-11-${day}T08:00:00.000Z` as Instant, temporary: false };
}

const school = register("skola.csv", "01", ["Elevregister", "Schema", "Lärplattform", "Betyg"]);
const technical = register("teknik.csv", "02", ["Karta", "Vatten", "Betyg"]);
const later = register("skola-ny.csv", "03", ["Elevregister", "Schema", "Lärplattform", "Mat"]);

async function homeWith(store: Store, files: readonly ImportFile[]) {
  const home = homeOn(store);
  const ids: string[] = [];
  for (const file of files) ids.push((await importInto(home, [file])).id);
  return { home, ids };
}

async function systemsOf({ identify }: Home): Promise<number> {
  const { assets } = await identify.status();
  return assets.find(({ kind }) => kind === "system")?.count ?? 0;
}

async function toldOf(home: Home, id: string | undefined): Promise<readonly unknown[]> {
  const outcome = await home.identify.outcome(id ?? "");
  return (outcome?.problems ?? []).map(({ code, severity, args, at }) => [
    code,
    severity,
    at?.file,
    args,
  ]);
}

onSqlite((stores) => {
  test("[ID1160] registers of two offices stand beside each other, and that is said", async () => {
    const { home, ids } = await homeWith(await stores.open(), [school, technical]);
    expect(await systemsOf(home)).toBe(6);
    expect(await toldOf(home, ids[0])).toEqual([]);
    const beside = { other: "skola.csv", both: 1, things: 3, otherThings: 4 };
    expect(await toldOf(home, ids[1])).toEqual([
      ["identify/own-list", "warning", "teknik.csv", beside],
    ]);
    const outcome = await home.identify.outcome(ids[1] ?? "");
    expect(outcome?.lists).toMatchObject([
      { name: "teknik.csv", kind: "system", things: 3, isNext: false, said: null },
    ]);
    await home.jobs.stop();
  });

  test("[ID1161] a newer edition says what it takes away, an older one what is gone", async () => {
    const orders = [
      [school, technical, later],
      [later, technical, school],
    ];
    const hashes: string[] = [];
    for (const order of orders) {
      const { home, ids } = await homeWith(await stores.open(), order);
      // Betyg stands in the technical office's list still.
      expect(await systemsOf(home)).toBe(7);
      const told = await toldOf(home, ids[order.indexOf(later)]);
      expect(told).toEqual([
        [
          "identify/next-list",
          "notice",
          "skola-ny.csv",
          { other: "skola.csv", both: 3, things: 4, otherThings: 4 },
        ],
      ]);
      hashes.push((await home.identify.status()).model);
      await home.jobs.stop();
    }
    expect(new Set(hashes).size).toBe(1);
    for (const order of [
      [school, later],
      [later, school],
    ] as const) {
      const { home, ids } = await homeWith(await stores.open(), order);
      expect(await systemsOf(home)).toBe(4);
      const gone = { kind: "system", count: 1, names: "Betyg", more: 0 };
      expect(await toldOf(home, ids[1])).toContainEqual([
        "identify/gone",
        "warning",
        order[1].name,
        gone,
      ]);
      await home.jobs.stop();
    }
  });

  test("[ID1161] of many that are gone the first five names are told", async () => {
    const many = Array.from({ length: 20 }, (_, at) => `System ${at + 10}`);
    const whole = register("alla.csv", "04", many);
    const fewer = register("färre.csv", "05", many.slice(7));
    const { home, ids } = await homeWith(await stores.open(), [whole, fewer]);
    const names = many.slice(0, 5).join(", ");
    expect((await toldOf(home, ids[1])).at(-1)).toEqual([
      "identify/gone",
      "warning",
      "färre.csv",
      { kind: "system", count: 7, names, more: 2 },
    ]);
    await home.jobs.stop();
  });

  test("[ID1160] one number under two names is told", async () => {
    const numbered = (name: string, day: string, system: string): ImportFile => {
      const file = register(name, day, []);
      writeFileSync(file.path, `System-ID;Systemnamn;Drift\n1;${system};egen drift\n`);
      return file;
    };
    const files = [numbered("n1.csv", "06", "Brygga"), numbered("n2.csv", "07", "Pump")];
    const { home, ids } = await homeWith(await stores.open(), files);
    const args = { other: "n1.csv", count: 1 };
    expect((await toldOf(home, ids[1])).at(-1)).toEqual([
      "identify/same-numbers",
      "warning",
      "n2.csv",
      args,
    ]);
    await home.jobs.stop();
  });

  test("[ID1162] a word on a list is visible at once, and the last one rules", async () => {
    const { home, ids } = await homeWith(await stores.open(), [school, technical]);
    const outcome = await home.identify.outcome(ids[1] ?? "");
    const list = outcome?.lists[0]?.evidence as EvidenceId;
    const say = async (is: "own" | "next" | null): Promise<number> => {
      expect(await home.identify.sayList({ list, is }, "Testa Testsson")).toMatchObject({
        ok: true,
      });
      return systemsOf(home);
    };
    expect(await say("next")).toBe(3);
    const [, gone] = await toldOf(home, ids[1]);
    const names = "Elevregister, Lärplattform, Schema";
    expect(gone).toEqual([
      "identify/gone",
      "warning",
      "teknik.csv",
      { kind: "system", count: 3, names, more: 0 },
    ]);
    expect((await home.identify.outcome(ids[1] ?? ""))?.lists[0]?.said).toBe("next");
    expect([await say("own"), await say("next"), await say(null)]).toEqual([6, 3, 6]);
    // Kept though the list is read again, and gone with its own withdrawal.
    await say("next");
    await importInto(home, [technical]);
    expect(await systemsOf(home)).toBe(3);
    const { evidence } = await home.identify.status();
    const words = evidence.filter(({ reader }) => reader === "statements");
    for (const { importId } of words) {
      const job = await home.identify.withdraw(importId, "Testa Testsson");
      await home.jobs.wait(job?.id ?? "");
    }
    expect(await systemsOf(home)).toBe(6);
    await home.jobs.stop();
  });

  test("[ID1162] a word on what is no such list is refused", async () => {
    const { home } = await homeWith(await stores.open(), [school]);
    const list = "0".repeat(64) as EvidenceId;
    expect(await home.identify.sayList({ list, is: "own" }, "Testa Testsson")).toMatchObject({
      ok: false,
      problem: { code: "identify/unknown-thing" },
    });
    await home.jobs.stop();
  });
});
