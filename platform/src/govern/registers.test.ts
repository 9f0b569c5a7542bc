/** Registers of processing and clocks of incidents, per committee and company. */
import type { Instant, Json } from "@vallgrav/kernel";
import { duties, processingFields, receiverOn } from "@vallgrav/knowledge";
import { expect, test } from "vitest";
import type { RegisterView, Unit } from "../api/index.ts";
import { registerCsv } from "./register-csv.ts";
import { type RegisterChange, registersOf } from "./registers.ts";

function unit(id: string, parent: string | null, authority: Unit["authority"] = null): Unit {
  return { id, name: `Enhet ${id}`, parent, authority, also: [] };
}

/** Registers over settings in memory; the clock stands where it is put. */
function room() {
  const kept = new Map<string, { readonly value: Json; readonly version: number }>();
  const clock = { now: "2026-11-24T08:00:00.000Z" as Instant };
  const registers = registersOf({
    settings: {
      load: async (key) => kept.get(key) ?? null,
      save: async (key, value, expected) => {
        expect(kept.get(key)?.version ?? 0).toBe(expected);
        kept.set(key, { value, version: expected + 1 });
        return expected + 1;
      },
    },
    units: {
      list: async () => [
        unit("care", null),
        unit("desk", "care"),
        unit("homes", "care", "company"),
      ],
    },
    now: () => clock.now,
  });
  const view = async (id: string): Promise<RegisterView | undefined> =>
    (await registers.list(await registers.units())).find((one) => one.unit.id === id);
  return { registers, clock, view };
}

function codeOf(change: RegisterChange): string {
  return change.ok ? "ok" : change.problem.code;
}

const texts = Object.fromEntries(processingFields.map((field) => [field, `x ${field}`]));
const fields = { ...texts, name: "=Lönesystem" } as Parameters<
  ReturnType<typeof room>["registers"]["enter"]
>[1]["fields"];

test("[RG480] what Vallgrav does stands there from the start, and is changed", async () => {
  const { registers, view } = room();
  expect((await registers.units()).map(({ id }) => id)).toEqual(["care", "homes"]);
  const first = await view("care");
  expect(first?.entries.length).toBeGreaterThan(4);
  for (const { id, origin, fields: said } of first?.entries ?? []) {
    expect([id, origin]).toEqual([id, "given"]);
    for (const field of processingFields)
      expect([id, field, said[field].sv !== "" && said[field].en !== ""]).toEqual([
        id,
        field,
        true,
      ]);
  }
  const enter = (id: string | null, change: object) =>
    registers.enter("care", { id, fields: null, leftOut: null, ...change }, "Astrid");
  expect(codeOf(await enter("alerts", { leftOut: "Inga loggar tas emot." }))).toBe("ok");
  expect(codeOf(await enter("model", { fields }))).toBe("ok");
  expect(codeOf(await enter(null, { fields }))).toBe("ok");
  const after = (await view("care"))?.entries ?? [];
  const told = after.map(({ id, origin, leftOut, by }) => [id, origin, leftOut, by]);
  expect(told).toContainEqual(["alerts", "given", "Inga loggar tas emot.", "Astrid"]);
  expect(told).toContainEqual(["model", "edited", null, "Astrid"]);
  expect(after.at(-1)).toMatchObject({ origin: "own", fields: { name: { sv: "=Lönesystem" } } });
  expect(codeOf(await enter("model", {}))).toBe("ok");
  expect((await view("care"))?.entries.find(({ id }) => id === "model")?.origin).toBe("given");
});

test("[RG481] registers are apart; what is missing or of none is refused", async () => {
  const { registers, view } = room();
  const given = { id: null, fields, leftOut: null };
  const done = await registers.enter("care", given, "Astrid");
  expect([(await view("care"))?.entries.length, (await view("homes"))?.entries.length]).toEqual([
    8, 7,
  ]);
  if (done.ok) await done.undo();
  expect((await view("care"))?.entries.length).toBe(7);
  const refused = async (of: string, change: object): Promise<string> =>
    codeOf(await registers.enter(of, { ...given, ...change }, "Astrid"));
  expect(await refused("desk", {})).toBe("registers/unknown");
  expect(await refused("__proto__", {})).toBe("registers/unknown");
  for (const id of ["nothing", "__proto__", "constructor"])
    expect(await refused("care", { id })).toBe("registers/unknown");
  expect(await refused("care", { fields: null })).toBe("registers/needs-text");
  expect(await refused("care", { fields: { ...fields, name: " " } })).toBe("registers/needs-text");
  expect(await refused("care", { id: "alerts", leftOut: " " })).toBe("registers/needs-text");
  for (let at = 0; at < 200; at += 1) await registers.enter("homes", given, "Astrid");
  expect(codeOf(await registers.enter("homes", given, "Astrid"))).toBe("registers/too-many");
});

test("[RG482] one moment starts every clock, to the end of short months", async () => {
  const { registers, clock, view } = room();
  clock.now = "2027-02-01T00:00:00.000Z" as Instant;
  const knownAt = "2027-01-28T22:30:00.000Z" as Instant;
  const begun = await registers.begin("care", { what: " Konto kapat ", knownAt }, "Astrid");
  expect(codeOf(begun)).toBe("ok");
  const dues = async () => {
    const [one] = (await view("care"))?.cases ?? [];
    return Object.fromEntries(
      one?.duties.map(({ duty, dueAt, state }) => [duty, [dueAt, state]]) ?? [],
    );
  };
  expect(await dues()).toEqual({
    "protective-security": [null, "open"],
    "early-warning": ["2027-01-29T22:30:00.000Z", "late"],
    "incident-notice": ["2027-01-31T22:30:00.000Z", "late"],
    "data-breach": ["2027-01-31T22:30:00.000Z", "late"],
    "data-subjects": [null, "open"],
    recipients: [null, "open"],
    // There is no 31 February.
    "final-report": ["2027-02-28T22:30:00.000Z", "open"],
  });
  const id = (await view("care"))?.cases[0]?.id ?? "";
  const word = { duty: "incident-notice", state: "reported", note: "dnr 1" } as const;
  await registers.settle("care", id, word, "Astrid");
  expect((await dues())["final-report"]).toEqual(["2027-03-01T00:00:00.000Z", "open"]);
  const later = "2027-02-01T00:00:00.001Z" as Instant;
  expect(codeOf(await registers.begin("care", { what: "x", knownAt: later }, "A"))).toBe(
    "registers/not-yet",
  );
  expect(codeOf(await registers.begin("care", { what: " ", knownAt }, "A"))).toBe(
    "registers/needs-text",
  );
  expect((await view("homes"))?.cases).toEqual([]);
});

test("[RG483] a duty is reported, or not for a reason, and can be opened again", async () => {
  const { registers, clock, view } = room();
  await registers.begin("care", { what: "x", knownAt: clock.now }, "Astrid");
  const id = (await view("care"))?.cases[0]?.id ?? "";
  const settle = async (state: "open" | "reported" | "not-reportable", note: string, of = id) =>
    codeOf(await registers.settle("care", of, { duty: "data-breach", state, note }, "Bertil"));
  const clockOf = async () =>
    (await view("care"))?.cases[0]?.duties.find(({ duty }) => duty === "data-breach");
  expect(await settle("not-reportable", " ")).toBe("registers/needs-text");
  expect(await settle("reported", "", "another")).toBe("registers/unknown");
  expect(await settle("not-reportable", "Inga personuppgifter.")).toBe("ok");
  expect(await clockOf()).toMatchObject({
    state: "not-reportable",
    note: "Inga personuppgifter.",
    by: "Bertil",
    at: clock.now,
  });
  expect(await settle("reported", "dnr 2")).toBe("ok");
  expect(await clockOf()).toMatchObject({ state: "reported", note: "dnr 2" });
  expect(await settle("open", "")).toBe("ok");
  expect(await clockOf()).toMatchObject({ state: "open", by: null });
});

test("[RG484] the receiver is who held the post that day; nothing claims to be checked", () => {
  const warning = duties.find(({ id }) => id === "early-warning");
  if (warning === undefined) throw new Error("there is an early warning");
  const on = (day: string) => receiverOn(warning, day as never).sv;
  expect(on("2026-06-30")).toContain("Myndigheten för civilt försvar");
  expect(on("2026-07-01")).toContain("Nationellt cybersäkerhetscenter");
  expect(on("2020-01-01")).toContain("Nationellt cybersäkerhetscenter");
  expect(duties.filter(({ isChecked }) => isChecked)).toEqual([]);
});

test("[RG485] as a file each processing is a row, and no cell runs", async () => {
  const { registers, view } = room();
  await registers.enter("care", { id: null, fields, leftOut: "Utgår; snart" }, "Astrid");
  const shown = await view("care");
  if (shown === undefined) throw new Error("there is a register");
  const rows = registerCsv(shown, "sv").split("\r\n");
  expect(rows).toHaveLength(1 + 8 + 1);
  expect(rows[0]).toMatch(/^controller,name,purpose,basis,/);
  expect(rows[8]).toContain("Enhet care,'=Lönesystem,x purpose");
  expect(rows[8]).toContain('"Utgår; snart"');
});
