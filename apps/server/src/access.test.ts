/** Who may use which route: the routes against the table written by hand, and the test itself. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Right, Role } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { rights, type Scope } from "./rights.ts";
import { anyone, having, type Route, type Rule, type Subject } from "./route.ts";
import {
  beforeSetUp,
  cellOf,
  nameOf,
  nobody,
  type PeopledHouse,
  peopled,
} from "./test/access-table.ts";
import { ask, openHouse, setUp } from "./test/house.ts";

const file = fileURLToPath(new URL("../../../docs/access.csv", import.meta.url));
const [head = [], ...rows] = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split(","));
const callers = head.slice(1);
const allRights = Object.keys(rights) as readonly Right[];
const everyone = callers.filter((caller) => caller !== beforeSetUp);
const roles = everyone.filter((caller): caller is Role => caller !== nobody);
const expected: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  rows.map(([route = "", ...cells]) => [
    route,
    new Map(callers.map((caller, at) => [caller, cells[at] ?? ""])),
  ]),
);

test("[SV1] the table names every route, every role and nothing else", async () => {
  const house = await openHouse();
  expect(rows.map(([route]) => route).sort()).toEqual(house.routes.map(nameOf).sort());
  const named = new Set(allRights.flatMap((right) => Object.keys(rights[right])));
  expect(callers.slice(0, 2)).toEqual([beforeSetUp, nobody]);
  expect([...named].filter((role) => !callers.includes(role))).toEqual([]);
  expect(roles.length).toBe(11);
});

test("[SV30] an auditor has every right to look, and none to change", () => {
  const may = allRights.filter((right) => rights[right].auditor === "all");
  expect(may).toEqual(allRights.filter((right) => right.endsWith("/view")));
});

for (const some of [[beforeSetUp], everyone])
  test(`[SV1] every route, own unit and another, as ${some.join(", ")}`, async () => {
    const house = await openHouse();
    const people = await peopled(house, some);
    for (const caller of some) {
      const found: Record<string, string> = {};
      for (const route of house.routes) {
        found[nameOf(route)] = await cellOf(people, caller, route);
        if (nameOf(route) === "DELETE /api/session") await people.again(caller);
      }
      const said = rows.map(([route = ""]) => [route, expected.get(route)?.get(caller)]);
      expect([caller, found]).toEqual([caller, Object.fromEntries(said)]);
    }
  });

test("[SV1] a role that is bound to no unit reaches nothing of its own", async () => {
  const house = await openHouse();
  const made = await house.accounts.create({
    name: "Chef Utan",
    password: "korrekt häst batteri 7",
    role: "head-of-service",
    unit: null,
  });
  const session = await house.accounts.signIn({
    name: "Chef Utan",
    password: "korrekt häst batteri 7",
    address: "127.0.0.1",
  });
  const token = session.ok ? session.value.token : "";
  expect([made.ok, (await ask(house, { url: "/api/units", token })).statusCode]).toEqual([
    true,
    403,
  ]);
});

test("[SV1] a token that nobody was given opens nothing", async () => {
  const house = await openHouse();
  await setUp(house);
  const answer = await ask(house, { url: "/api/status", token: "x".repeat(43) });
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, "session/none"]);
});

test("[SV406] every route, as each role of another organisation: what nobody is told", async () => {
  const [here, elsewhere] = [await openHouse(), await openHouse()];
  await setUp(here);
  const people = await peopled(elsewhere, everyone);
  // Their sessions, shown here: the same ids are asked for, since some thing might be found by one.
  const strangers = { ...people, house: here };
  let cells = 0;
  for (const caller of roles)
    for (const route of here.routes) {
      const found = await cellOf(strangers, caller, route);
      const said = expected.get(nameOf(route))?.get(nobody);
      expect([caller, nameOf(route), found]).toEqual([caller, nameOf(route), said]);
      cells += 1;
    }
  expect(cells).toBe(roles.length * here.routes.length);
});

/** One change of one rule: made, asked about by those it may concern, and taken back. */
type Mutant = {
  readonly name: string;
  readonly apply: () => void;
  readonly callers: readonly string[];
  /** Routes where it shows first, if it shows. */
  readonly routes: readonly Route[];
};

type Table = Record<Right, Partial<Record<Role, Scope>>>;

function usesOf(routes: readonly Route[], right: Right): readonly Route[] {
  return routes.filter(({ rule }) => rule.kind === "right" && rule.right === right);
}

/** Whether a right over one's own unit reaches anything of it. */
function isByUnit(subject: Subject): boolean {
  return subject === "listed" || typeof subject === "function";
}

/** Every cell of the rights' table: taken away, narrowed, widened. */
function cellMutants(table: Table, routes: readonly Route[]): readonly Mutant[] {
  return allRights.flatMap((right) => {
    const uses = usesOf(routes, right);
    // Where everything is about the whole municipality, a right over one's own unit is no right.
    const isEverWithin = uses.some(({ rule }) => rule.kind === "right" && isByUnit(rule.subject));
    return roles.flatMap((role) => {
      const now = rights[right][role];
      const others: readonly (Scope | undefined)[] = [undefined, "own", "all"];
      return others
        .filter((scope) => scope !== now && (scope !== "own" || now === "all" || isEverWithin))
        .map((scope) => ({
          name: `${right} of ${role}: ${now ?? "none"} to ${scope ?? "none"}`,
          apply: () => {
            if (scope === undefined) delete table[right][role];
            else table[right][role] = scope;
          },
          callers: [role],
          routes: uses,
        }));
    });
  });
}

/** Other rights that let others through here, so that taking one for the other must show. */
function unlike({ right, subject }: Extract<Rule, { kind: "right" }>): readonly Right[] {
  const isHere = (scope: Scope | undefined): boolean => scope === "all" || isByUnit(subject);
  const rowOf = (one: Right): string =>
    roles.map((role) => (isHere(rights[one][role]) ? rights[one][role] : "no")).join();
  return allRights.filter((other) => rowOf(other) !== rowOf(right));
}

function mutateRoute(route: Route, change: Partial<Route>): () => void {
  return () => void Object.assign(route, change);
}

/** Every route's own rule: deleted, taken for another, its walls between units taken down. */
function ruleMutants(routes: readonly Route[]): readonly Mutant[] {
  return routes.flatMap((route): readonly Mutant[] => {
    const { rule, handle } = route;
    const name = nameOf(route);
    if (rule.kind === "anyone") return [];
    const mutant = (what: string, change: Partial<Route>): Mutant => ({
      name: `${name}: ${what}`,
      apply: mutateRoute(route, change),
      callers: everyone,
      routes: [route],
    });
    const deleted = mutant("rule deleted", { rule: anyone });
    if (rule.kind === "first-run") return [deleted];
    if (rule.kind === "signed-in")
      return [deleted, ...allRights.map((right) => mutant(right, { rule: having(right) }))];
    const taken = (right: Right): Rule => having(right, rule.subject);
    const others = unlike(rule).map((right) => mutant(right, { rule: taken(right) }));
    // What is left of them behind a wall: walls.test.ts.
    if (!isByUnit(rule.subject)) return [deleted, ...others];
    const open: Partial<Route> =
      rule.subject === "listed"
        ? { handle: (context) => handle({ ...context, reach: "all" }) }
        : { rule: having(rule.right, async () => "every unit is one's own") };
    return [deleted, ...others, mutant("no walls", open)];
  });
}

/** Whether any cell of the table that the mutant may concern is not as expected. */
async function isNoticed(people: PeopledHouse, mutant: Mutant): Promise<boolean> {
  const { routes } = people.house;
  const order = [...mutant.routes, ...routes.filter((route) => !mutant.routes.includes(route))];
  for (const route of order)
    for (const caller of mutant.callers) {
      if (nameOf(route) === "DELETE /api/session") continue;
      const wanted = expected.get(nameOf(route))?.get(caller);
      if ((await cellOf(people, caller, route)) !== wanted) return true;
    }
  return false;
}

test("[SV31] each rule deleted or widened is noticed", { timeout: 120_000 }, async () => {
  const table: Table = structuredClone(rights);
  const house = await openHouse({ rights: table });
  const people = await peopled(house, everyone);
  const mutants = [...cellMutants(table, house.routes), ...ruleMutants(house.routes)];
  const before = house.routes.map((route) => ({ ...route }));
  const survivors: string[] = [];
  for (const mutant of mutants) {
    mutant.apply();
    if (!(await isNoticed(people, mutant))) survivors.push(mutant.name);
    for (const [at, route] of house.routes.entries()) Object.assign(route, before[at]);
    Object.assign(table, structuredClone(rights));
  }
  process.stdout.write(`access: ${mutants.length} mutants, ${survivors.length} survived\n`);
  expect({ survivors, isEnough: mutants.length > 200 }).toEqual({ survivors: [], isEnough: true });
});
