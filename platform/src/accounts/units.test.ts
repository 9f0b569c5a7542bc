/** Units: what lies under what, on every database. */
import { expect, test } from "vitest";
import { instantFromMs } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { onEveryStore } from "../storage/test/contract.ts";
import { unitsOf } from "./index.ts";

onEveryStore((stores) => {
  test("[AC12] a unit reaches itself and all under it, and nothing beside or above", async () => {
    const units = unitsOf({
      store: await stores.open(),
      now: () => instantFromMs(0) as Instant,
    });
    const add = async (name: string, parent: string | null): Promise<string> => {
      const made = await units.add({ name, parent });
      return made.ok ? made.value.id : made.problem.code;
    };
    const school = await add("Skolan", null);
    const first = await add("Ettan", school);
    const desk = await add("Expeditionen", first);
    const water = await add("Vattnet", null);
    expect(await units.reach(school)).toEqual(new Set([school, first, desk]));
    expect(await units.reach(first)).toEqual(new Set([first, desk]));
    expect(await units.reach(water)).toEqual(new Set([water]));
    expect(await units.reach("none")).toEqual(new Set());
    expect((await units.list()).map(({ name }) => name)).toEqual([
      "Skolan",
      "Ettan",
      "Expeditionen",
      "Vattnet",
    ]);
  });

  test("[AC13] a unit has a name of its own, a place, and goes only when it is empty", async () => {
    const units = unitsOf({
      store: await stores.open(),
      now: () => instantFromMs(0) as Instant,
    });
    const codeOf = async (name: string, parent: string | null): Promise<string> => {
      const made = await units.add({ name, parent });
      return made.ok ? "ok" : made.problem.code;
    };
    expect(await codeOf(" Skolan ", null)).toBe("ok");
    expect(await codeOf("SKOLAN", null)).toBe("accounts/name-taken");
    expect(await codeOf("", null)).toBe("accounts/bad-name");
    expect(await codeOf("Ettan", "nowhere")).toBe("accounts/unknown-unit");
    const [school] = await units.list();
    const id = school?.id ?? "";
    expect(await codeOf("Ettan", id)).toBe("ok");
    const refused = await units.remove(id);
    expect(refused).toMatchObject({ ok: false, problem: { code: "accounts/unit-in-use" } });
    const [, first] = await units.list();
    expect(await units.remove(first?.id ?? "")).toMatchObject({ ok: true });
    expect(await units.remove(id)).toEqual({ ok: true, value: id });
    expect(await units.remove(id)).toMatchObject({
      ok: false,
      problem: { code: "accounts/unknown-unit" },
    });
  });
});

onEveryStore((stores) => {
  test("[AC800] of a unit that is not there nothing is seen, rather than everything", async () => {
    const units = unitsOf({ store: await stores.open(), now: () => instantFromMs(0) as Instant });
    expect(await units.behind("none")).toEqual(new Set());
    const made = await units.add({ name: "Kansliet", parent: null });
    const id = made.ok ? made.value.id : "";
    expect(await units.behind(id)).toBeNull();
    await units.remove(id);
    expect(await units.behind(id)).toEqual(new Set());
  });

  test("[AC480] an authority's units are together, others apart", async () => {
    const units = unitsOf({ store: await stores.open(), now: () => instantFromMs(0) as Instant });
    const add = async (name: string, parent: string | null): Promise<string> => {
      const made = await units.add({ name, parent });
      return made.ok ? made.value.id : made.problem.code;
    };
    const board = await add("Kommunstyrelsen", null);
    const desk = await add("Kansliet", board);
    const company = await add("Bostadsbolaget", board);
    const care = await add("Omsorgsnämnden", null);
    for (const id of [board, desk, company, care]) expect(await units.behind(id)).toBeNull();
    const raise = async (id: string, also: readonly string[] = []) => {
      const made = await units.wall(id, { authority: "committee", also });
      return made.ok ? made.value : made.problem.code;
    };
    await raise(board, [" Stadsledning ", "stadsledning"]);
    await raise(company);
    expect(await units.behind(desk)).toEqual(new Set([board, desk]));
    expect(await units.behind(company)).toEqual(new Set([company]));
    expect(await units.behind(care)).toBeNull();
    expect((await units.list())[0]).toMatchObject({
      authority: "committee",
      also: ["stadsledning"],
    });
    const done = await units.wall(board, { authority: null, also: [] });
    expect(await units.behind(desk)).toBeNull();
    if (done.ok) await done.value.undo();
    expect(await units.behind(desk)).toEqual(new Set([board, desk]));
  });

  test("[AC481] names by which things are known as somebody's own are nobody else's", async () => {
    const units = unitsOf({ store: await stores.open(), now: () => instantFromMs(0) as Instant });
    const made = await units.add({ name: "Skolnämnden", parent: null });
    const other = await units.add({ name: "Omsorgsnämnden", parent: null });
    if (!made.ok || !other.ok) throw new Error("units are made");
    const codeOf = async (id: string, also: readonly string[]): Promise<string> => {
      const walled = await units.wall(id, { authority: "committee", also });
      return walled.ok ? "ok" : walled.problem.code;
    };
    expect(await codeOf(made.value.id, ["Utbildning"])).toBe("ok");
    expect(await codeOf(other.value.id, ["UTBILDNING"])).toBe("accounts/name-taken");
    expect(await codeOf(other.value.id, ["skolnämnden"])).toBe("accounts/name-taken");
    expect(await codeOf(other.value.id, [""])).toBe("accounts/bad-name");
    const many = Array.from({ length: 41 }, (_, at) => `Namn ${at}`);
    expect(await codeOf(other.value.id, many)).toBe("accounts/too-many-names");
    expect(await codeOf("none", [])).toBe("accounts/unknown-unit");
    const late = await units.add({ name: "Utbildning", parent: null });
    expect(late).toMatchObject({ ok: false, problem: { code: "accounts/name-taken" } });
  });
});
