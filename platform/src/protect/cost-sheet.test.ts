/** The cost sheet: drafts, approved versions, and what they do to plans. */
import { expect, test } from "vitest";
import type { OwnMeasurePrice, SheetChange } from "../api/index.ts";
import { StoreConflict } from "../storage/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { computePlans } from "./compute.ts";
import {
  approvedOf,
  approveSheet,
  changeSheet,
  inForceOf,
  loadSheet,
  putBack,
  type SheetStore,
  sheetView,
} from "./cost-sheet.ts";
import { settingBook } from "./setting-book.ts";
import { makeSetting } from "./setting.ts";
import { exampleModel, preparedOf, smallSize } from "./test/example.ts";

const keys: OwnMeasurePrice = {
  onceSek: 5_000,
  yearlySek: 1_000,
  eachOnceSek: 700,
  eachYearlySek: 50,
  source: "Avtal 2026-114",
};
const keysChange: SheetChange = { kind: "measure", id: "admin-keys", own: keys };
const hour = (value: number): SheetChange => ({
  kind: "factor",
  id: "hourSek",
  own: { value, source: "" },
});
const as = (by: string, revision: number) => ({ by, revision });
const one = (): number => 3;

onSqlite((stores) => {
  async function opened(): Promise<SheetStore> {
    const { settings } = await stores.open();
    let minute = 0;
    return {
      settings,
      now: () => {
        minute += 1;
        return `2026-11-30T08:${String(minute).padStart(2, "0")}:00.000Z` as never;
      },
    };
  }

  test("[PR252] a draft counts for nothing until it is approved, and versions stay", async () => {
    const store = await opened();
    expect(await loadSheet(store)).toEqual({ versions: [], revision: 0 });
    const first = await changeSheet(store, keysChange, as("Astrid Exempel", 0));
    expect(first).toMatchObject({ ok: true, revision: 1 });
    await changeSheet(store, hour(410), as("Bo Exempel", 1));
    const draft = await loadSheet(store);
    expect(draft.versions.length).toBe(1);
    expect(approvedOf(draft)).toBeNull();
    const seen = sheetView(draft, one);
    expect(seen.versions).toMatchObject([{ number: 1, by: "Bo Exempel", own: 2, approved: null }]);
    const priced = seen.measures.find(({ id }) => id === "admin-keys");
    expect([priced?.sumSek, priced?.own]).toEqual([5_000 + 1_000 + 3 * 750, keys]);
    expect(priced?.lines.map(({ startSek }) => startSek)).toEqual([20_000, 0, 1_000, 90]);
    expect(seen.factors.find(({ id }) => id === "hourSek")).toMatchObject({
      value: 410,
      start: 350,
      source: { kind: "assumption" },
    });
    await approveSheet(store, { by: "Astrid Exempel", note: "KS § 12", revision: 2 });
    const approved = await loadSheet(store);
    expect(inForceOf(approvedOf(approved))).toMatchObject({
      number: 1,
      approvedBy: "Astrid Exempel",
    });
    expect(await approveSheet(store, { by: "Bo Exempel", note: "", revision: 3 })).toMatchObject({
      ok: false,
      problems: [{ code: "protect/nothing-to-approve" }],
    });
    await changeSheet(store, hour(500), as("Bo Exempel", 3));
    const next = await loadSheet(store);
    expect(next.versions.map(({ number, approved: by }) => [number, by !== null])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(approvedOf(next)?.factors["hourSek"]?.value).toBe(410);
    // As it was before: no draft is left.
    await changeSheet(store, hour(410), as("Bo Exempel", 4));
    expect((await loadSheet(store)).versions.length).toBe(1);
  });

  test("[PR252] an old revision is refused, and a change can be put back", async () => {
    const store = await opened();
    const made = await changeSheet(store, keysChange, as("Astrid Exempel", 0));
    await expect(changeSheet(store, hour(1), as("Bo Exempel", 0))).rejects.toThrow(StoreConflict);
    if (!made.ok) throw new Error("changed");
    await putBack(store, made.before, made.revision);
    expect((await loadSheet(store)).versions).toEqual([]);
  });

  test("[PR254] what cannot be used is refused, and nothing is changed", async () => {
    const store = await opened();
    const codeOf = async (change: SheetChange): Promise<string> => {
      const made = await changeSheet(store, change, as("Astrid Exempel", 0));
      return made.ok ? "ok" : (made.problems[0]?.code ?? "");
    };
    const price = (own: Partial<OwnMeasurePrice>): SheetChange => ({
      ...keysChange,
      own: { ...keys, ...own },
    });
    for (const own of [
      { onceSek: -1 },
      { yearlySek: Number.NaN },
      { eachOnceSek: 1e10 },
      { source: "x".repeat(301) },
    ])
      expect(await codeOf(price(own))).toBe("protect/bad-price");
    const factor = (id: string, value: number): SheetChange => ({
      kind: "factor",
      id,
      own: { value, source: "" },
    });
    expect(await codeOf(factor("timeLostShare", 1.1))).toBe("protect/bad-price");
    expect(await codeOf(factor("daySek", 1))).toBe("protect/unknown-factor");
    expect(await codeOf({ kind: "measure", id: "daySek", own: null })).toBe(
      "protect/unknown-measure",
    );
    expect(await codeOf(factor("fineLowSek", 5e6))).toBe("protect/bad-fines");
    expect(await loadSheet(store)).toEqual({ versions: [], revision: 0 });
  });

  test("[PR253] a plan is made with the version in force, and names it", async () => {
    const store = await opened();
    await changeSheet(store, { ...keysChange, own: { ...keys, onceSek: 2e6 } }, as("Astrid", 0));
    await changeSheet(store, hour(3_500), as("Astrid", 1));
    await approveSheet(store, { by: "Astrid", note: "", revision: 2 });
    const sheet = approvedOf(await loadSheet(store));
    const size = { ...smallSize, outer: 4 };
    const model = exampleModel();
    const before = await preparedOf(model, size);
    const after = await preparedOf({ ...model, sheet }, size);
    const priceOf = ({ candidates }: typeof before): number =>
      candidates.find(({ id }) => id === "admin-keys")?.costs["sek"] ?? 0;
    expect(priceOf(after)).toBeGreaterThan(2e6);
    expect(priceOf(before)).toBeLessThan(2e6);
    expect(after.setting.measures.find(({ id }) => id === "admin-keys")?.source).toEqual({
      kind: "own",
      name: { sv: "Avtal 2026-114", en: "Avtal 2026-114" },
      reviewed: "2026-11-30",
    });
    expect(after.identity.valuations).not.toBe(before.identity.valuations);
    const { identity } = await preparedOf({ ...model, sheet: null }, size);
    expect(identity).toEqual(before.identity);
    const watch = { signal: new AbortController().signal, progress: () => Promise.resolve() };
    const [dear, cheap] = await Promise.all(
      [after, before].map(async (prepared) => {
        const { reports } = await computePlans(prepared, size, [0], watch);
        return reports[0];
      }),
    );
    expect(dear?.costSheet).toMatchObject({ number: 1, approvedBy: "Astrid" });
    expect(cheap?.costSheet).toBeNull();
    expect(dear?.before.damage.sek.mean).toBeGreaterThan(cheap?.before.damage.sek.mean ?? 0);
    expect(dear?.before.damage.serviceHours).toEqual(cheap?.before.damage.serviceHours);
    let made = 0;
    const book = settingBook(size, (current, of) => {
      made += 1;
      return makeSetting(current, of);
    });
    await book(model);
    await book({ ...model, sheet });
    await book({ ...model, sheet });
    expect(made).toBe(2);
  });

  test("[PR522] own hours count, and what is left out stands in no plan", async () => {
    const store = await opened();
    const own = { ...keys, hoursByRole: { operations: 33 } };
    await changeSheet(store, { ...keysChange, own }, as("Astrid Exempel", 0));
    const out: SheetChange = {
      kind: "measure",
      id: "number-matching",
      own: { ...keys, onceSek: 0, yearlySek: 0, isLeftOut: true },
    };
    await changeSheet(store, out, as("Astrid Exempel", 1));
    const endless = { ...keys, hoursByRole: { operations: Number.POSITIVE_INFINITY } };
    expect(await changeSheet(store, { ...keysChange, own: endless }, as("Bo", 2))).toMatchObject({
      ok: false,
      problems: [{ code: "protect/bad-price", args: { id: "admin-keys" } }],
    });
    await approveSheet(store, { ...as("Astrid Exempel", 2), note: "" });
    const kept = await loadSheet(store);
    const seen = sheetView(kept, one).measures.find(({ id }) => id === "admin-keys");
    expect(seen?.hoursByRole).toEqual({ operations: 33 });
    const size = { ...smallSize, outer: 4 };
    const sheet = approvedOf(kept);
    const prepared = await preparedOf({ ...exampleModel(), sheet }, size);
    const keysHere = prepared.candidates.find(({ id }) => id === "admin-keys");
    expect(keysHere?.costs["hours"]).toBe(33);
    const watch = { signal: new AbortController().signal, progress: () => Promise.resolve() };
    const [report] = (await computePlans(prepared, size, [2_400_000], watch)).reports;
    const told = [...(report?.measures ?? []), ...(report?.considered ?? [])];
    expect(told.length).toBe(prepared.candidates.length - 1);
    expect(told.map(({ id }) => id)).not.toContain("number-matching");
  });
});
