/** What is left of every route for those behind a wall, held against the table written by hand. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Instant } from "@vallgrav/kernel";
import type { PlanReport, Position, Role, SessionState } from "@vallgrav/platform/api";
import type { Findings } from "@vallgrav/platform/findings";
import type { CurrentModel } from "@vallgrav/platform/identify";
import { expect, test } from "vitest";
import { withAlert } from "./detect/test/some-alert.ts";
import { rights, rightsBehindWalls } from "./rights.ts";
import type { Route } from "./route.ts";
import { nameOf } from "./test/access-table.ts";
import {
  ask,
  askUndescribed,
  type House,
  openHouse,
  password,
  setUp,
  signInAs,
} from "./test/house.ts";

const file = fileURLToPath(new URL("../../../docs/walls.csv", import.meta.url));
const left: ReadonlyMap<string, string> = new Map(
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","))
    .map(([route = "", what = ""]) => [route, what]),
);
const roles: readonly Role[] = [
  "administrator",
  "security-officer",
  "it-operations",
  "system-owner",
  "head-of-service",
  "communicator",
  "board-reader",
  "auditor",
  "employee",
];

const ours = "system/register:ours";
const theirs = "system/register:theirs";

function thing(id: string, owner: string) {
  const facts = { "owner-organisation": { value: owner } };
  return { id, kind: "system", name: id, claims: [], facts };
}
function computer(name: string) {
  const claims = [{ space: "host", value: name }];
  return { id: `computer/register:${name}`, kind: "computer", name, claims, facts: {} };
}
function runsOn(name: string) {
  const ends = { from: `system/register:${name}`, to: `computer/register:${name}` };
  return { ...ends, kind: "runs-on", present: { value: true } };
}
/** A system of each of two committees, on a computer each. */
const model = {
  assets: [
    thing(ours, "Omsorgsnämnden"),
    thing(theirs, "Skolnämnden"),
    computer("ours"),
    computer("theirs"),
  ],
  relations: [runsOn("ours"), runsOn("theirs")],
} as unknown as CurrentModel["model"];

/** Answers hold what `sees` lets through of both things. */
function seenOf(sees?: (id: string) => boolean): readonly { id: string }[] {
  return [ours, theirs].filter((id) => sees?.(id) !== false).map((id) => ({ id }));
}

function dialsOf() {
  const perService = [ours, theirs].map((id) => ({ id, name: id, hours: 1, fellShare: 1 }));
  return { resistance: {}, damage: { perService } };
}
const plan = {
  budgetSek: 1_200_000,
  run: { id: "run-1" },
  before: dialsOf(),
  after: dialsOf(),
} as unknown as PlanReport;

const noImpacts = { state: "refused", problems: [] } as const;
const findings: Partial<Findings> = {
  all: async (sees) => ({ findings: seenOf(sees) as never, impacts: noImpacts, advisories: null }),
  list: async (_asked, sees) => ({ findings: seenOf(sees) }) as never,
  one: async (id, sees) => (seenOf(sees).find((one) => one.id === id) ?? null) as never,
  affected: async (_text, sees) => ({ cves: [], affected: seenOf(sees) }) as never,
  decide: async (id) => ({ ok: true, finding: { id } as never, undo: async () => {} }),
};

type Walled = { readonly house: House; readonly token: (role: Role) => string };

/** A house with two committees behind walls, and one of each role in the first. */
async function walled(
  choices: Partial<Findings> = {},
  position: () => Promise<Position> = async () => ({
    state: "ready",
    plan,
    curve: [],
    stale: false,
  }),
): Promise<Walled> {
  const current = { model, hash: "h", asOf: "2026-11-24T00:00:00.000Z" as Instant };
  const house = await openHouse({
    findings: { ...findings, ...choices },
    reach: async (held) =>
      ({ held: [], things: held.map(({ asset: id }) => ({ asset: { id } })), next: [] }) as never,
    protect: {
      storedPlan: async () => plan,
      position,
    },
    identify: {
      current: async () => current,
      find: async ({ sees }) => ({ assets: seenOf(sees), total: 0, next: null }) as never,
      asset: async (id) => ({ asset: { id }, facts: [], parts: [] }) as never,
      neighbours: async ({ sees }) => ({ neighbours: seenOf(sees) }) as never,
    },
  });
  await setUp(house);
  const made: string[] = [];
  for (const name of ["Omsorgsnämnden", "Skolnämnden"]) {
    const unit = await house.units.add({ name, parent: null });
    if (!unit.ok) throw new Error(unit.problem.code);
    await house.units.wall(unit.value.id, { authority: "committee", also: [] });
    made.push(unit.value.id);
  }
  const [unit = null] = made;
  const tokens = new Map<Role, string>();
  for (const role of roles) {
    const name = `Walled ${role}`;
    await house.accounts.create({ name, password, role, unit });
    const session = await house.accounts.signIn({ name, password, address: "127.0.0.1" });
    if (session.ok) tokens.set(role, session.value.token);
  }
  return { house, token: (role) => tokens.get(role) ?? "" };
}

let asked = 0;
/** Requests are counted per address; these come from many. */
function nextAddress(): string {
  asked += 1;
  return `127.1.${(asked >> 8) & 255}.${asked & 255}`;
}

async function codeOf({ house, token }: Walled, role: Role, route: Route): Promise<string> {
  const answer = await askUndescribed(house, {
    method: route.method,
    url: `/api${route.path.replaceAll(/:\w+/g, "some-id")}`,
    token: token(role),
    from: nextAddress(),
    ...(route.method === "GET" ? {} : { body: {} }),
  });
  const isJson = String(answer.headers["content-type"]).includes("json");
  const said = isJson ? answer.json<{ code?: string; detail?: string }>() : {};
  return said.code ?? said.detail ?? "";
}

test("[SV480] whatever the table does not name is shut to those behind a wall", async () => {
  const people = await walled();
  const { routes } = people.house;
  const byName = new Map(routes.map((route) => [nameOf(route), route]));
  expect([...left.keys()].filter((name) => !byName.has(name))).toEqual([]);
  let shut = 0;
  for (const route of routes) {
    const { rule } = route;
    if (rule.kind !== "right") continue;
    const narrowed = { whole: "shut", common: "common", walled: "narrowed", listed: "narrowed" };
    const is = typeof rule.subject === "string" ? narrowed[rule.subject] : "narrowed";
    expect([nameOf(route), is]).toEqual([nameOf(route), left.get(nameOf(route)) ?? "shut"]);
    for (const role of roles) {
      if (rights[rule.right][role] !== "all") continue;
      const code = await codeOf(people, role, route);
      const isShut = code === "session/behind-wall";
      expect([nameOf(route), role, isShut]).toEqual([nameOf(route), role, is === "shut"]);
      shut += isShut ? 1 : 0;
    }
  }
  expect(shut).toBeGreaterThan(100);
});

/** What each narrowed route of things is asked, about a thing; the answer when it is another's. */
const askedOf: Readonly<Record<string, (id: string) => { url: string; body?: unknown }>> = {
  "GET /api/assets": () => ({ url: "/assets" }),
  "GET /api/asset": (id) => ({ url: `/asset?id=${encodeURIComponent(id)}` }),
  "GET /api/asset/neighbours": (id) => ({
    url: `/asset/neighbours?direction=out&id=${encodeURIComponent(id)}`,
  }),
  "POST /api/affected": () => ({ url: "/affected", body: { text: "all" } }),
  "GET /api/findings": () => ({ url: "/findings" }),
  "GET /api/finding": (id) => ({ url: `/finding?id=${encodeURIComponent(id)}` }),
  "POST /api/finding": (id) => ({ url: "/finding", body: { id, owner: "Drift" } }),
  "GET /api/watch/alerts": () => ({ url: "/watch/alerts" }),
  "GET /api/watch/alerts/:id": (id) => ({ url: `/watch/alerts/${alertOf(id)}` }),
  "GET /api/watch/alerts/:id/reach": (id) => ({ url: `/watch/alerts/${alertOf(id)}/reach` }),
  "POST /api/watch/alerts/:id": (id) => ({
    url: `/watch/alerts/${alertOf(id)}`,
    body: { state: "seen" },
  }),
  "GET /api/position": () => ({ url: "/position" }),
  "GET /api/plan": () => ({ url: "/plan?budgetSek=1200000" }),
};

function alertOf(id: string): string {
  return id === ours ? "alert-ours" : "alert-theirs";
}

/** Whether a route shows one's own thing, and nothing of another's. */
async function isNarrowed({ house, token }: Walled, route: Route): Promise<boolean> {
  const asking = askedOf[nameOf(route)];
  if (asking === undefined) throw new Error(`${nameOf(route)} is asked`);
  // What these answer is made up, and only a part of what is described.
  const tell = async (id: string) => {
    const { url, body } = asking(id);
    return askUndescribed(house, {
      method: route.method,
      url: `/api${url}`,
      token: token("it-operations"),
      from: nextAddress(),
      ...(body === undefined ? {} : { body }),
    });
  };
  const [own, other] = [await tell(ours), await tell(theirs)];
  if (own.statusCode !== 200 || !/ours/.test(own.body) || /theirs/.test(own.body)) return false;
  return other.statusCode === 404 || !/theirs/.test(other.body);
}

test("[SV481] the list as a file is narrowed like the list", async () => {
  const asked: unknown[] = [];
  const { house, token } = await walled({
    all: async (sees) => {
      asked.push(sees === undefined ? "all" : [ours, theirs].filter(sees));
      return { findings: [], impacts: noImpacts, advisories: null };
    },
  });
  const csv = { url: "/api/findings/csv", token: token("auditor") };
  expect((await ask(house, csv)).statusCode).toBe(200);
  expect(asked).toEqual([[ours]]);
});

test("[SV481] one's own is shown, another's is not there; without the wall it is", async () => {
  const people = await walled();
  const { house } = people;
  for (const id of [ours, theirs])
    await withAlert(house, alertOf(id), id.replace("system/register:", ""));
  const material = house.routes.filter(
    ({ rule, path }) =>
      rule.kind === "right" && rule.subject === "walled" && path !== "/findings/csv",
  );
  expect(material.map(nameOf).sort()).toEqual(Object.keys(askedOf).sort());
  for (const route of material) {
    expect([nameOf(route), await isNarrowed(people, route)]).toEqual([nameOf(route), true]);
    const { handle } = route;
    const open: Route["handle"] = (context) => handle({ ...context, reach: "all" });
    Object.assign(route, { handle: open });
    expect([nameOf(route), await isNarrowed(people, route)]).toEqual([nameOf(route), false]);
    Object.assign(route, { handle });
  }
});

test("[SV707] why there are no dials names no single thing to those behind a wall", async () => {
  const secret = { code: "protect/no-way-in", severity: "error", at: null, args: { of: theirs } };
  const refused = { state: "refused", problems: [secret] } as never;
  const { house, token } = await walled(
    { list: async (_asked, sees) => ({ findings: seenOf(sees), impacts: refused }) as never },
    async () => refused,
  );
  const told = async (url: string, of: string | null): Promise<string> =>
    (await askUndescribed(house, { url, token: of, from: nextAddress() })).body;
  const whole = await signInAs(house, "auditor");
  for (const url of ["/api/position", "/api/findings"]) {
    const narrowed = await told(url, token("auditor"));
    expect([url, narrowed.includes(theirs), narrowed.includes("beyond-wall")]).toEqual([
      url,
      false,
      true,
    ]);
    expect([url, (await told(url, whole)).includes(theirs)]).toEqual([url, true]);
  }
});

test("[SV807] how far the dials are names no single thing to those behind a wall", async () => {
  const secret = { code: "readers/limit", severity: "warning", at: null, args: { of: theirs } };
  const job = { id: "j", kind: "dials", title: "findings", state: "running", problems: [secret] };
  const computing = { state: "computing", job } as never;
  const { house, token } = await walled(
    { list: async (_asked, sees) => ({ findings: seenOf(sees), impacts: computing }) as never },
    async () => computing,
  );
  const told = async (url: string, of: string | null): Promise<boolean> =>
    (await askUndescribed(house, { url, token: of, from: nextAddress() })).body.includes(theirs);
  const whole = await signInAs(house, "auditor");
  for (const url of ["/api/position", "/api/findings"])
    expect([url, await told(url, token("auditor")), await told(url, whole)]).toEqual([
      url,
      false,
      true,
    ]);
});

test("[SV890] a first answer names no single service to those behind a wall", async () => {
  const first = { dials: dialsOf(), runs: 1, ofRuns: 2 };
  const computing = { state: "computing", job: { id: "j" }, first } as never;
  const { house, token } = await walled({}, async () => computing);
  const told = async (of: string | null): Promise<string> =>
    (await askUndescribed(house, { url: "/api/position", token: of, from: nextAddress() })).body;
  const narrowed = await told(token("auditor"));
  expect([narrowed.includes(ours), narrowed.includes(theirs)]).toEqual([true, false]);
  expect((await told(await signInAs(house, "auditor"))).includes(theirs)).toBe(true);
});

test("[SV482] the session says who is behind a wall, and which rights are left", async () => {
  const { house, token } = await walled();
  const some = new Set(
    house.routes.flatMap(({ rule }) =>
      rule.kind === "right" && rule.subject !== "whole" ? [rule.right] : [],
    ),
  );
  expect([...some].sort()).toEqual([...rightsBehindWalls].sort());
  const state = (await ask(house, { url: "/api/session", token: token("administrator") })).json<
    Extract<SessionState, { state: "signed-in" }>
  >();
  expect([state.user.isWalled, state.user.may.includes("audit/view")]).toEqual([true, false]);
  expect(state.user.may.filter((right) => !some.has(right))).toEqual([]);
});

test("[SV483] a wall is raised by administrators, audited, and not round oneself", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const unit = await house.units.add({ name: "Nämnden", parent: null });
  if (!unit.ok) throw new Error("a unit");
  const { id } = unit.value;
  const url = `/api/units/${id}/wall`;
  const body = { authority: "company", also: ["Bolaget"] };
  const raised = await ask(house, { method: "POST", url, token, body });
  expect(raised.json()).toMatchObject({ id, authority: "company", also: ["Bolaget"] });
  expect(await house.audited()).toContain(`unit/wall done ${id}`);
  house.faults.audit = true;
  const down = await ask(house, { method: "POST", url, token, body: { authority: null } });
  house.faults.audit = false;
  expect([down.statusCode, (await house.units.list())[0]?.authority]).toEqual([503, "company"]);
  expect(
    (await ask(house, { method: "POST", url, token, body: { authority: null } })).statusCode,
  ).toBe(200);
  const name = "Inne Exempel";
  await house.accounts.create({ name, password, role: "administrator", unit: id });
  const session = await house.accounts.signIn({ name, password, address: "127.0.0.1" });
  const inside = session.ok ? session.value.token : "";
  const shutIn = await ask(house, { method: "POST", url, token: inside, body });
  expect([shutIn.statusCode, shutIn.json<{ code: string }>().code]).toEqual([
    409,
    "session/would-shut-in",
  ]);
  const nobody = await ask(house, { method: "POST", url: "/api/units/x/wall", token, body });
  expect(nobody.statusCode).toBe(404);
});
