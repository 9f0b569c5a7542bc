/** The municipality's own catalogue: own effectiveness, numbers and measures, and what differs. */
import { effectFigures, type MeasureEffect, measures } from "@vallgrav/knowledge";
import { expect, test } from "vitest";
import type { OwnMeasurePrice, PlanReport, SheetChange } from "../api/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { computePlans } from "./compute.ts";
import {
  approvedOf,
  approveSheet,
  changeSheet,
  loadSheet,
  type SheetStore,
  sheetView,
} from "./cost-sheet.ts";
import { catalogueOf } from "./own-catalogue.ts";
import { exampleModel, preparedOf, smallSize } from "./test/example.ts";

const size = { ...smallSize, outer: 4 };
const three = (): number => 3;
const free: OwnMeasurePrice = {
  onceSek: 0,
  yearlySek: 0,
  eachOnceSek: 0,
  eachYearlySek: 0,
  source: "",
};
const isControl = ({ kind }: MeasureEffect): boolean => kind === "control";

/** A measure to change. */
const strong = "client-hardening";
const figures = effectFigures(measures.find(({ id }) => id === strong)?.effects ?? []);
const addition = { like: strong, name: "Vakt vid dörren", text: "Någon står där." };

test("[PR1184] signs that turn the writing round are visible in the name of an own measure", () => {
  const added = { "own-a": { like: strong, name: "Vakt \u202Enejörd", text: "a\u2066b\nc" } };
  const version = { measures: {}, added, approved: null, at: "2026-11-30T08:00:00.000Z" };
  const own = catalogueOf(version).find(({ id }) => id === "own-a");
  expect([own?.name, own?.text]).toEqual([
    { sv: "Vakt �nejörd", en: "Vakt �nejörd" },
    { sv: "a�b�c", en: "a�b�c" },
  ]);
});

onSqlite((stores) => {
  async function opened(changes: readonly SheetChange[]): Promise<SheetStore> {
    const { settings } = await stores.open();
    const store: SheetStore = { settings, now: () => "2026-11-30T08:00:00.000Z" as never };
    for (const [revision, change] of changes.entries())
      expect(await changeSheet(store, change, { by: "Astrid Exempel", revision })).toMatchObject({
        ok: true,
      });
    return store;
  }

  async function planned(changes: readonly SheetChange[]): Promise<PlanReport> {
    const store = await opened(changes);
    const { revision } = await loadSheet(store);
    if (revision > 0) await approveSheet(store, { by: "Astrid Exempel", note: "", revision });
    const sheet = approvedOf(await loadSheet(store));
    const prepared = await preparedOf({ ...exampleModel(), sheet }, size);
    const watch = { signal: new AbortController().signal, progress: () => Promise.resolve() };
    const [report] = (await computePlans(prepared, size, [0], watch)).reports;
    if (report === undefined) throw new Error("a plan for nothing");
    return report;
  }

  const aloneOf = ({ considered }: PlanReport, id: string): number | undefined =>
    considered.find((one) => one.id === id)?.remainsAlone;

  test("[PR740] own effectiveness counts, and an own measure works as another does", async () => {
    const start = await planned([]);
    // The measure that does most alone, of those that only put something on what is there.
    const [best] = start.considered
      .filter(({ id }) => measures.find((one) => one.id === id)?.effects.every(isControl))
      .toSorted((a, b) => a.remainsAlone - b.remainsAlone);
    if (best === undefined) throw new Error("some measure does something");
    expect(best.remainsAlone).toBeLessThan(1);
    const effects = effectFigures(measures.find(({ id }) => id === best.id)?.effects ?? []);
    const nothing = Object.fromEntries(effects.map(({ key }) => [key, 0]));
    const own = { ...free, onceSek: 1, effects: nothing, effectSource: "Prov 2026-10" };
    const changed = await planned([
      { kind: "added", id: "own-vakt", own: { ...addition, like: best.id } },
      { kind: "measure", id: best.id, own },
    ]);
    expect(aloneOf(changed, best.id)).toBe(1);
    expect(aloneOf(changed, "own-vakt")).toBe(best.remainsAlone);
    expect(changed.considered.find(({ id }) => id === "own-vakt")?.name.sv).toBe(addition.name);
  });

  test("[PR741] what is own of effect and number stands on the sheet with its source", async () => {
    const [first] = figures;
    if (first === undefined) throw new Error("it does something");
    const counted = "admin-keys";
    const store = await opened([
      {
        kind: "measure",
        id: strong,
        own: {
          ...free,
          onceSek: 40_000,
          effects: { [first.key]: 0.5 },
          effectSource: "Prov 2026-10",
        },
      },
      {
        kind: "measure",
        id: counted,
        own: { ...free, onceSek: 20_000, eachOnceSek: 1_000, eachYearlySek: 90, many: 7 },
      },
      { kind: "added", id: "own-vakt", own: addition },
    ]);
    const seen = sheetView(await loadSheet(store), three);
    const row = seen.measures.find(({ id }) => id === strong);
    expect(row?.effects[0]).toMatchObject({ key: first.key, value: 0.5, start: first.value });
    expect(row?.effectSource).toMatchObject({ kind: "own", name: { sv: "Prov 2026-10" } });
    const price = seen.measures.find(({ id }) => id === counted);
    expect(price?.sumSek).toBe(20_000 + 7 * 1_090);
    expect(seen.measures.find(({ id }) => id === "own-vakt")).toMatchObject({
      like: strong,
      source: { kind: "assumption" },
      name: { sv: addition.name, en: addition.name },
    });
    // A price that nobody changed keeps the source it has.
    const start = sheetView({ versions: [], revision: 0 }, three);
    expect(row?.source).toEqual(start.measures.find(({ id }) => id === strong)?.source);
  });

  test("[PR742] each version tells what it changed of the one before", async () => {
    const store = await opened([{ kind: "added", id: "own-vakt", own: addition }]);
    await approveSheet(store, { by: "Astrid Exempel", note: "", revision: 1 });
    const priced: SheetChange = { kind: "measure", id: "own-vakt", own: { ...free, onceSek: 5 } };
    await changeSheet(store, priced, { by: "Bo Exempel", revision: 2 });
    const seen = sheetView(await loadSheet(store), three);
    expect(seen.versions[1]?.changes).toEqual([
      { kind: "added", id: "own-vakt", field: "like", before: null, after: strong },
      { kind: "added", id: "own-vakt", field: "name", before: null, after: addition.name },
      { kind: "added", id: "own-vakt", field: "text", before: null, after: addition.text },
    ]);
    expect(seen.versions[0]?.changes.map(({ field, after }) => [field, after])).toEqual([
      ["eachOnceSek", 0],
      ["eachYearlySek", 0],
      ["onceSek", 5],
      ["yearlySek", 0],
    ]);
    // Taken away, with its prices: as it was before.
    await changeSheet(
      store,
      { kind: "added", id: "own-vakt", own: null },
      { by: "Bo Exempel", revision: 3 },
    );
    const without = sheetView(await loadSheet(store), three);
    expect(without.measures.some(({ id }) => id === "own-vakt")).toBe(false);
    expect(without.versions[0]?.own).toBe(0);
  });

  test("[PR743] what cannot be meant is refused, and nothing is changed", async () => {
    const store = await opened([]);
    const codeOf = async (change: SheetChange): Promise<string> => {
      const made = await changeSheet(store, change, { by: "Astrid", revision: 0 });
      return made.ok ? "ok" : (made.problems[0]?.code ?? "");
    };
    const add = (id: string, more: Partial<typeof addition> = {}): SheetChange => {
      return { kind: "added", id, own: { ...addition, ...more } };
    };
    expect(await codeOf(add("vakt"))).toBe("protect/bad-measure");
    expect(await codeOf(add("own-__proto__"))).toBe("protect/bad-measure");
    expect(await codeOf(add("own-a", { name: " " }))).toBe("protect/bad-measure");
    expect(await codeOf(add("own-a", { name: "x".repeat(121) }))).toBe("protect/bad-measure");
    expect(await codeOf(add("own-a", { like: "own-b" }))).toBe("protect/unknown-measure");
    expect(await codeOf({ kind: "added", id: "own-a", own: null })).toBe("protect/unknown-measure");
    const effect = (effects: Readonly<Record<string, number>>): SheetChange => {
      return { kind: "measure", id: strong, own: { ...free, effects } };
    };
    expect(await codeOf(effect({ [figures[0]?.key ?? ""]: 1.1 }))).toBe("protect/bad-price");
    expect(await codeOf(effect({ nothing: 0.5 }))).toBe("protect/bad-price");
    expect(await codeOf({ kind: "measure", id: "own-a", own: free })).toBe(
      "protect/unknown-measure",
    );
    expect(await loadSheet(store)).toEqual({ versions: [], revision: 0 });
    for (let number = 0; number < 50; number += 1)
      await changeSheet(store, add(`own-${number}`), { by: "Astrid", revision: number });
    expect(await changeSheet(store, add("own-more"), { by: "Astrid", revision: 50 })).toMatchObject(
      { problems: [{ code: "protect/too-many-added" }] },
    );
  });
});
