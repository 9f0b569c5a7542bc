/** Harm tests: requests, decisions, whose they are, and the file. */
import type { Instant } from "@vallgrav/kernel";
import { materials, secrecyGrounds } from "@vallgrav/knowledge";
import { expect, test } from "vitest";
import { openStore, type Store } from "../storage/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import {
  type EnteredDecision,
  type EnteredRelease,
  releaseLimits,
  releasesCsv,
  releasesOf,
} from "./index.ts";

const now = (): Instant => "2026-11-24T08:00:00.000Z" as Instant;
const asked: EnteredRelease = {
  asker: "Redaktionen på en tidning",
  what: "Listan över brister i oktober",
  materials: ["weaknesses"],
  askedAt: "2026-11-23T12:00:00.000Z" as Instant,
};
const refusal: EnteredDecision = {
  outcome: "refused",
  grounds: ["osl-18-8"],
  reason: "Bristerna är inte åtgärdade; den som vet dem kan ta sig in.",
  decidedBy: "Astrid Påhitt",
};

async function opened(store: Store) {
  for (const [at, [id, name]] of [
    ["u1", "Omsorgsnämnden"],
    ["u2", "Skolnämnden"],
  ].entries())
    await store.units.add({
      id: id ?? "",
      name: name ?? "",
      nameKey: `${at}`,
      parent: null,
      authority: null,
      also: [],
      createdAt: now(),
    });
  return releasesOf({ releases: store.releases, units: store.units, now });
}

onSqlite((stores) => {
  test("[RL700] a request is kept with who, what and when; who asks may be left out", async () => {
    const releases = await opened(await stores.open());
    const made = await releases.enter(null, asked, "Bertil");
    const unknown = await releases.enter("u1", { ...asked, asker: "" }, "Bertil");
    if (!made.ok || !unknown.ok) throw new Error("refused");
    expect(made.view).toEqual({
      ...asked,
      id: made.view.id,
      unit: null,
      by: "Bertil",
      enteredAt: now(),
      decisions: [],
    });
    expect([unknown.view.asker, unknown.view.unit]).toEqual([
      "",
      { id: "u1", name: "Omsorgsnämnden" },
    ]);
    const cases: readonly (readonly [string | null, Partial<EnteredRelease>, string])[] = [
      [null, { what: " \n" }, "releases/needs-text"],
      [null, { what: "lösenord: Hemligt99" }, "releases/needs-text"],
      [null, { materials: [] }, "releases/needs-text"],
      [null, { askedAt: null }, "releases/not-yet"],
      [null, { askedAt: "2026-11-24T08:00:00.001Z" as Instant }, "releases/not-yet"],
      ["u9", {}, "releases/unknown"],
    ];
    for (const [unit, change, code] of cases) {
      const done = await releases.enter(unit, { ...asked, ...change }, "Bertil");
      expect([change, done.ok ? null : done.problem.code]).toEqual([change, code]);
    }
    const numbered = await releases.enter(null, { ...asked, what: "Om 19121212-1212" }, "Bertil");
    expect(numbered.ok ? numbered.view.what : "").toBe("Om [personnummer]");
    await made.undo();
    expect((await releases.list(() => true)).map(({ id }) => id)).not.toContain(made.view.id);
  });

  test("[RL701] a decision has a reason, a name and, keeping back, a paragraph", async () => {
    const releases = await opened(await stores.open());
    const made = await releases.enter("u1", asked, "Bertil");
    const id = made.ok ? made.view.id : "";
    const cases: readonly (readonly [Partial<EnteredDecision>, string | null])[] = [
      [{ reason: "" }, "releases/needs-text"],
      [{ decidedBy: " " }, "releases/needs-text"],
      [{ grounds: [] }, "releases/grounds"],
      [{ outcome: "in-part", grounds: [] }, "releases/grounds"],
      [{ outcome: "released" }, "releases/grounds"],
      [{}, null],
      [{ outcome: "released", grounds: [] }, null],
    ];
    for (const [change, code] of cases) {
      const done = await releases.decide("u1", id, { ...refusal, ...change }, "Bertil");
      expect([change, done.ok ? null : done.problem.code]).toEqual([change, code]);
    }
    // A later decision stands beside the earlier one.
    const [one] = await releases.list(() => true);
    expect(one?.decisions).toEqual([
      { ...refusal, by: "Bertil", at: now() },
      { ...refusal, outcome: "released", grounds: [], by: "Bertil", at: now() },
    ]);
    const third = await releases.decide("u1", id, refusal, "Cecilia");
    if (!third.ok) throw new Error(third.problem.code);
    await third.undo();
    expect((await releases.list(() => true))[0]?.decisions).toHaveLength(2);
    for (let at = 2; at < releaseLimits.decisions; at += 1)
      expect((await releases.decide("u1", id, refusal, "Bertil")).ok).toBe(true);
    const more = await releases.decide("u1", id, refusal, "Bertil");
    expect(more.ok ? null : more.problem.code).toBe("releases/too-many");
  });

  test("[RL702] what one authority was asked for is not there for another", async () => {
    const releases = await opened(await stores.open());
    const [ours, theirs] = [
      await releases.enter("u1", asked, "Bertil"),
      await releases.enter("u2", asked, "Bertil"),
    ];
    const id = theirs.ok ? theirs.view.id : "";
    for (const unit of ["u1", null]) {
      const done = await releases.decide(unit, id, refusal, "Bertil");
      expect(done.ok ? null : done.problem.code).toBe("releases/unknown");
    }
    const seen = await releases.list((unit) => unit === "u1");
    expect(seen.map((view) => view.id)).toEqual([ours.ok ? ours.view.id : ""]);
  });

  test("[RL703] at rest nothing can be read, and a new key seals it anew", async () => {
    const address = await stores.newAddress();
    const [old, young] = [1, 2].map((byte) => ({
      id: `0${byte}0${byte}0${byte}0${byte}`,
      bytes: new Uint8Array(32).fill(byte),
    }));
    if (old === undefined || young === undefined) throw new Error("two keys");
    const first = await openStore(address, { keys: [old] });
    const made = await (await opened(first)).enter(null, asked, "Bertil");
    expect(made.ok).toBe(true);
    await first.close();
    const bare = await openStore(address, {});
    await expect(bare.releases.list(9)).rejects.toMatchObject({ code: "storage/key-missing" });
    await bare.close();
    const both = await openStore(address, { keys: [young, old] });
    expect(await both.reseal()).toBe(1);
    await both.close();
    const last = await openStore(address, { keys: [young] });
    expect((await last.releases.list(9)).length).toBe(1);
    await last.close();
  });
});

test("[RL704] every paragraph says whether it was checked; kinds name those there are", () => {
  const ids = secrecyGrounds.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, law, about, isChecked } of secrecyGrounds)
    expect([id, law.sv !== "" && about.sv !== "", isChecked]).toEqual([id, true, false]);
  for (const { grounds } of materials) expect(ids).toEqual(expect.arrayContaining([...grounds]));
  // An incident report is presumed secret, the others presumed open.
  expect(secrecyGrounds.filter((one) => one.presumption === "secret").map(({ id }) => id)).toEqual([
    "osl-18-8b",
  ]);
});

test("[RL705] the file has a row for each decision, and a text that runs is made harmless", () => {
  const view = {
    ...asked,
    id: "r1",
    unit: null,
    asker: "=HYPERLINK(1)",
    askedAt: "2026-11-23T12:00:00.000Z",
    by: "Bertil",
    enteredAt: now(),
  };
  const decision = { ...refusal, at: now(), by: "Bertil" };
  const rows = releasesCsv(
    [
      { ...view, decisions: [decision, { ...decision, outcome: "in-part" }] },
      { ...view, id: "r2", decisions: [] },
    ],
    "en",
  ).split("\r\n");
  expect(rows.map((row) => row.split(",").slice(0, 5).join())).toEqual([
    "id,authority,asked-at,asker,what",
    "r1,,2026-11-23T12:00:00.000Z,'=HYPERLINK(1),Listan över brister i oktober",
    "r1,,2026-11-23T12:00:00.000Z,'=HYPERLINK(1),Listan över brister i oktober",
    "r2,,2026-11-23T12:00:00.000Z,'=HYPERLINK(1),Listan över brister i oktober",
    "",
  ]);
  expect(rows[1]).toContain(",refused,The public access and secrecy act (2009:400) 18:8,");
});
