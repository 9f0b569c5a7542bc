/** What the routes really let through: every caller against every route, own unit and another. */
import type { Role } from "@vallgrav/platform/api";
import type { Route } from "../route.ts";
import { ask, type House, password, setUp, signInAs } from "./house.ts";

/** Callers without an account, by the names they have in the table. */
export const beforeSetUp = "nobody before the first account";
/** Somebody who is not signed in while there are accounts. */
export const nobody = "nobody";

/** A house with people in it: one per role, all bound to one unit, and things in it and beside. */
export type PeopledHouse = {
  readonly house: House;
  /** Token of a caller; null where there is none. */
  readonly token: (caller: string) => string | null;
  /** Signs a caller in again. */
  readonly again: (caller: string) => Promise<void>;
  /** Ids of things in the callers' unit, under it, and elsewhere, by the path of their list. */
  readonly things: Readonly<
    Record<string, { readonly own: readonly string[]; readonly other: readonly string[] }>
  >;
};

/** The route's name in the table. */
export function nameOf({ method, path }: Route): string {
  return `${method} /api${path}`;
}

async function unitIn(house: House, name: string, parent: string | null): Promise<string> {
  const made = await house.units.add({ name, parent });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value.id;
}

async function memberOf(house: House, name: string, unit: string): Promise<string> {
  const made = await house.accounts.create({ name, password, role: "employee", unit });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value.id;
}

/** Fills a house with callers of the given names: roles, `nobody` or {@link beforeSetUp}. */
export async function peopled(house: House, callers: readonly string[]): Promise<PeopledHouse> {
  const tokens = new Map<string, string>();
  if (callers.includes(beforeSetUp))
    return { house, token: () => null, again: async () => {}, things: {} };
  await setUp(house);
  const own = await unitIn(house, "Förskolan Eken", null);
  const under = await unitIn(house, "Avdelningen Ollonet", own);
  const other = await unitIn(house, "Vattenverket", null);
  const mine = [await memberOf(house, "Eva Eken", own), await memberOf(house, "Ola Ollon", under)];
  const theirs = [await memberOf(house, "Vera Vatten", other)];
  const again = async (caller: string): Promise<void> => {
    if (caller !== nobody) tokens.set(caller, await signInAs(house, caller as Role, own));
  };
  for (const caller of callers) await again(caller);
  return {
    house,
    token: (caller) => tokens.get(caller) ?? null,
    again,
    things: {
      "/units": { own: [own, under], other: [other] },
      "/accounts": { own: mine, other: theirs },
      // Registers are kept by what lies directly under the municipality, not by what is beneath.
      "/registers": { own: [own, own], other: [other] },
      "/releases": { own: [own, own], other: [other] },
    },
  };
}

const ruleCodes = ["session/none", "session/not-allowed", "accounts/already-set-up"];

/** Requests are counted per address; a test that asks thousands of times comes from many. */
let asked = 0;
function nextAddress(): string {
  asked += 1;
  return `127.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`;
}

type Tried = { readonly refused: string | null; readonly body: string };

/** What a route that makes something is sent, so that it comes to the unit it is for. */
function bodyFor({ path }: Route, unit: string): unknown {
  return path === "/accounts" ? { name: "Ny Exempel", role: "employee", unit } : {};
}

async function tryOnce(people: PeopledHouse, caller: string, route: Route, id: string) {
  const { method, path } = route;
  const answer = await ask(people.house, {
    method,
    url: `/api${path.replaceAll(/:\w+/g, id)}`,
    token: people.token(caller),
    from: nextAddress(),
    ...(method === "POST" ? { body: bodyFor(route, id) } : {}),
  });
  const isJson = String(answer.headers["content-type"]).includes("json");
  const said = isJson ? answer.json<{ code?: string; detail?: string }>() : {};
  // What a directory asks is refused in SCIM's own form.
  const code = said.code ?? said.detail;
  const isRefused = ruleCodes.includes(code ?? "");
  const tried: Tried = {
    refused: isRefused ? String(answer.statusCode) : null,
    body: answer.body,
  };
  return tried;
}

/**
 * What a route says to a caller: `allowed`, `own` where only what lies in the caller's unit is
 * reached, or the status with which the rule refuses.
 */
export async function cellOf(people: PeopledHouse, caller: string, route: Route): Promise<string> {
  const first = route.path.split("/", 2).join("/");
  const things = people.things[first];
  const subject = route.rule.kind === "right" ? route.rule.subject : "whole";
  const isMade = subject === "listed" && route.method === "POST";
  const known = isMade
    ? people.things["/units"]
    : typeof subject === "function"
      ? things
      : undefined;
  const mine = await tryOnce(people, caller, route, known?.own[0] ?? "some-id");
  if (mine.refused !== null) return mine.refused;
  if (subject === "listed" && known === undefined && things !== undefined) {
    const shown = (ids: readonly string[]): boolean => ids.every((id) => mine.body.includes(id));
    if (!shown(things.own)) return "less than own";
    return shown(things.other) ? "allowed" : "own";
  }
  if (known === undefined) return "allowed";
  const beneath = await tryOnce(people, caller, route, known.own[1] ?? "");
  if (beneath.refused !== null) return "less than own";
  const theirs = await tryOnce(people, caller, route, known.other[0] ?? "");
  return theirs.refused === null ? "allowed" : "own";
}
