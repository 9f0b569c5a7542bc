/** Whose things are, and what those behind a wall see of findings, search and neighbours. */
import type { Asset, Fact, Model, Relation } from "@vallgrav/facts";
import type { Instant, Value } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { FindingsAsked, Unit } from "../api/index.ts";
import { gatherFindings, seenGathered } from "../findings/gather.ts";
import { createFindings } from "../findings/index.ts";
import { assetIndexSteps, findAssets, neighboursOf } from "../identify/asset-index.ts";
import { assetView } from "../identify/asset-view.ts";
import { atOnce } from "../identify/per-model.ts";
import { jobsOf } from "../jobs/index.ts";
import { exampleModel } from "../protect/test/example.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { controllersOf, ownersOf, seeingOf } from "./ownership.ts";

const at = "2026-11-01T00:00:00.000Z" as Instant;

function fact<T>(value: T): Fact<T> {
  return { value, standing: "observed", since: at, by: [], against: [] };
}

function asset(kind: Asset["kind"], name: string, facts: Record<string, Value> = {}): Asset {
  return {
    id: `${kind}/register:${name}` as Asset["id"],
    kind,
    name,
    claims: [{ space: "register", value: name }],
    facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, fact(value)])),
    listed: true,
    present: fact(true),
    lastSeen: at,
  };
}

function relation(kind: Relation["kind"], from: Asset, to: Asset, isThere = true): Relation {
  const id = `${kind}|${from.id}|${to.id}` as Relation["id"];
  return { id, kind, from: from.id, to: to.id, present: fact(isThere), lastSeen: at };
}

function unit(id: string, name: string, also: readonly string[] = []): Unit {
  return { id, name, parent: null, authority: "committee", also };
}

const units = [unit("care", "Omsorgsnämnden", ["Vård och omsorg"]), unit("school", "Skolnämnden")];
const owned = { "owner-organisation": "VÅRD  och omsorg" };
const journal = asset("system", "Journal", owned);
const grades = asset("system", "Betyg", { "owner-organisation": "Skolnämnden" });
const intranet = asset("system", "Intranät", { "owner-organisation": "Kommunikation" });
const shared = asset("computer", "srv-delad");
const alone = asset("computer", "srv-journal");
const left = asset("computer", "srv-lämnad");
const files = asset("information", "Journaler");
const home = asset("service", "Hemtjänst");
const teacher = asset("person", "Lärare", { unit: "Skolnämnden" });
const sign = asset("account", "larare");
const pc = asset("computer", "pc-larare");
const model = {
  assets: [journal, grades, intranet, shared, alone, left, files, home, teacher, sign, pc],
  relations: [
    relation("runs-on", journal, shared),
    relation("runs-on", grades, shared),
    relation("runs-on", journal, alone),
    relation("runs-on", journal, left, false),
    relation("holds", journal, files),
    relation("supports", journal, home),
    relation("used-by", sign, teacher),
    relation("primary-user-of", sign, pc),
    relation("depends-on", journal, grades),
  ],
} as unknown as Model;

test("[WL480] a thing is its owner's by name, and what it rests on too", () => {
  const found = ownersOf(model, units);
  const told = model.assets.map(({ id, name }) => [name, [...(found.get(id) ?? [])].join("+")]);
  expect(Object.fromEntries(told)).toEqual({
    Journal: "care",
    Betyg: "school",
    Intranät: "",
    "srv-delad": "care+school",
    "srv-journal": "care",
    "srv-lämnad": "",
    Journaler: "care",
    Hemtjänst: "care",
    Lärare: "school",
    larare: "school",
    "pc-larare": "school",
  });
});

test("[WL481] behind a wall nothing is seen but one's own", async () => {
  const current = { model, hash: "h", asOf: at };
  let known: typeof current | null = null;
  let listed = units;
  const seeing = seeingOf({ current: async () => known }, { list: async () => listed });
  expect(await seeing("all")).toBeUndefined();
  expect((await seeing(new Set(["care"])))?.(journal.id)).toBe(false);
  known = current;
  const sees = await seeing(new Set(["care"]));
  const seen = model.assets.filter(({ id }) => sees?.(id)).map(({ name }) => name);
  expect(seen).toEqual(["Journal", "srv-delad", "srv-journal", "Journaler", "Hemtjänst"]);
  expect((await seeing(new Set()))?.(journal.id)).toBe(false);
  // A name that a unit gets later counts at once.
  listed = [unit("care", "Omsorgsnämnden", ["Kommunikation"])];
  expect((await seeing(new Set(["care"])))?.(intranet.id)).toBe(true);
});

test("[WL482] search and neighbours leave out what is another's", async () => {
  const index = atOnce(assetIndexSteps(model));
  const sees = await seeingOf(
    { current: async () => ({ model, hash: "h", asOf: at }) },
    { list: async () => units },
  )(new Set(["care"]));
  if (sees === undefined) throw new Error("a wall narrows");
  const page = { from: 0, limit: 50 };
  const found = findAssets(index, { text: "srv", kind: null, ...page, sees });
  expect([found.total, found.assets.map(({ name }) => name).sort()]).toEqual([
    2,
    ["srv-delad", "srv-journal"],
  ]);
  const near = neighboursOf(index, {
    id: journal.id,
    direction: "out",
    steps: 2,
    ...page,
    sees,
  });
  expect(near.neighbours.map(({ asset: { name } }) => name).sort()).toEqual([
    "Hemtjänst",
    "Journaler",
    "srv-delad",
    "srv-journal",
  ]);
  expect(near.total).toBe(4);
});

/** What the committee of care sees. */
async function seenByCare(): Promise<(asset: string) => boolean> {
  const sees = await seeingOf(
    { current: async () => ({ model, hash: "h", asOf: at }) },
    { list: async () => units },
  )(new Set(["care"]));
  if (sees === undefined) throw new Error("a wall narrows");
  return sees;
}

test("[WL801] the page of a thing counts what is seen, and no more", async () => {
  const index = atOnce(assetIndexSteps(model));
  const store = { evidence: { loadObservations: async () => [] } };
  const known = {
    model,
    evidence: new Map(),
    judgements: [],
    statementsOf: () => ["one of others", "two of others"],
  };
  const counts = async (id: string, sees?: (asset: string) => boolean) => {
    const view = await assetView(store as never, known as never, index, { id, sees });
    return [view?.reaches, view?.reachedBy, view?.statements];
  };
  const sees = await seenByCare();
  expect(await counts(journal.id)).toEqual([[5, 0], [0, 0], 2]);
  expect(await counts(journal.id, sees)).toEqual([[4, 0], [0, 0], 0]);
  // Two systems run on it, one of which is of the school.
  expect(await counts(shared.id)).toEqual([[0, 0], [2, 0], 2]);
  expect(await counts(shared.id, sees)).toEqual([[0, 0], [1, 0], 0]);
});

test("[WL802] findings of a shared thing name no owner of others", async () => {
  const mine = { ...journal, facts: {} };
  const theirs = { ...grades, facts: { ...grades.facts, "owner-role": fact("Rektor") } };
  const [ours, others] = [new Set([mine.id, shared.id]), new Set([theirs.id, shared.id])];
  const runs = [theirs, mine].map((one) => relation("runs-on", one, shared));
  const some = { ...model, assets: [theirs, mine, shared], relations: runs };
  const match = { asset: shared.id, weakness: "CVE-2026-1", title: "Brist", by: [] };
  const [finding] = gatherFindings(some, {
    asOf: at,
    exploited: () => null,
    matches: [{ ...match, component: "x", fixedIn: null, usable: 0 }],
  });
  if (finding === undefined) throw new Error("a finding");
  expect([finding.unit, finding.ownedBy]).toEqual(["Skolnämnden", "Rektor, Skolnämnden"]);
  const told = (sees: ReadonlySet<string>) => {
    const one = seenGathered(finding, (id) => sees.has(id));
    return [one?.unit, one?.ownedBy, one?.systems.map(({ name }) => name)];
  };
  expect(told(ours)).toEqual([null, null, ["Journal"]]);
  expect(told(others)).toEqual(["Skolnämnden", "Rektor, Skolnämnden", ["Betyg"]]);
  expect(seenGathered(finding, () => false)).toBeNull();
  const exposure = { from: "internet", services: ["tcp/443"], zones: ["Skolnät"] } as const;
  const reached = seenGathered({ ...finding, exposure }, () => true)?.exposure;
  expect(reached).toEqual({ ...exposure, zones: [] });
});

test("[WL660] a thing is of the committee its units lie in, or of the topmost unit", () => {
  const part = (id: string, parent: string | null, authority: Unit["authority"], name: string) =>
    ({ id, name, parent, authority, also: [] }) satisfies Unit;
  const some = [
    part("care", null, "committee", "Omsorgsnämnden"),
    part("work", "care", null, "Vård och omsorg"),
    part("office", null, null, "Kommunledning"),
    part("news", "office", null, "Kommunikation"),
  ];
  const of = controllersOf(model, some);
  expect([journal, shared, intranet, left].map(({ id }) => of(id))).toEqual([
    ["Omsorgsnämnden"],
    ["Omsorgsnämnden"],
    ["Kommunledning"],
    [],
  ]);
});

onSqlite((stores) => {
  test("[WL483] of the example's findings each authority sees its own", async () => {
    const example = exampleModel().model;
    const names = [
      ...new Set(
        example.assets.flatMap((one) => {
          const value = one.facts["owner-organisation"]?.value;
          return typeof value === "string" ? [value] : [];
        }),
      ),
    ];
    const store = await stores.open();
    const identify = { current: async () => ({ model: example, hash: "h", asOf: at }) };
    const room = createFindings({
      store,
      jobs: jobsOf({ store: store.jobs, log: () => {} }),
      identify,
      protect: {
        impacts: () => Promise.resolve({ ok: false, problems: [] }),
        impactsOf: () => Promise.resolve("none"),
        storedPlan: () => Promise.resolve(null),
      },
      now: () => at,
    });
    const seeing = seeingOf(identify, {
      list: async () => names.map((name, place) => unit(`u${place}`, name)),
    });
    const all = (await room.all()).findings;
    const asked: FindingsAsked = {
      state: "all",
      owner: null,
      unit: null,
      text: "",
      from: 0,
      limit: 200,
    };
    let seen = 0;
    for (const place of names.keys()) {
      const sees = await seeing(new Set([`u${place}`]));
      if (sees === undefined) throw new Error("a wall narrows");
      const expected = all.filter(({ asset: { id } }) => sees(id)).map(({ id }) => id);
      const listed = await room.list(asked, sees);
      expect(listed.findings.map(({ id }) => id)).toEqual(expected);
      expect(listed.total).toBe(expected.length);
      expect((await room.all(sees)).findings.map(({ id }) => id)).toEqual(expected);
      for (const { id, asset: of } of all)
        expect((await room.one(id, sees)) !== null).toBe(sees(of.id));
      for (const { systems } of listed.findings)
        expect(systems.filter(({ id }) => !sees(id))).toEqual([]);
      seen += expected.length;
    }
    expect([names.length > 2, seen > 0, seen < all.length]).toEqual([true, true, true]);
  });
});
