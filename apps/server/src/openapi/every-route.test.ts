/** Every route, with a session and without, given what its shapes ask for and what they do not. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Route } from "../route.ts";
import { scimRefusal } from "../scim/answers.ts";
import { scimPath } from "../scim/resources.ts";
import { ask, type House, openHouse, password, setUp } from "../test/house.ts";
import { arbitraryOf } from "../test/schema-arbitrary.ts";
import { refusal } from "./answers.ts";
import { keyOf } from "./document.ts";

/** So many times with a session, and as many without. */
const rounds = 12;

type Known = { readonly house: House; readonly session: string; readonly program: string };
type Sent = {
  readonly payload: string | null;
  readonly segment: string;
  readonly query: string;
  readonly type: string;
};

let asked = 0;
/** Requests are counted by address. */
function nextAddress(): string {
  asked += 1;
  return `127.3.${(asked >> 8) & 255}.${asked & 255}`;
}

/** A house with an administrator, and the program of a directory that may provide accounts. */
async function known(): Promise<Known> {
  const house = await openHouse();
  const session = await setUp(house);
  const wanted = { name: "Katalogen", scopes: ["accounts/provision"], days: 3, password };
  const made = await ask(house, {
    method: "POST",
    url: "/api/own/tokens",
    token: session,
    body: wanted,
  });
  return { house, session, program: made.json<{ token: string }>().token };
}

const schemaOf = (type: z.ZodType) =>
  z.toJSONSchema(type, { io: "input", unrepresentable: "any" }) as Readonly<
    Record<string, unknown>
  >;

/** What is sent to a route: mostly by its shapes, sometimes anything. */
function sentTo({ takes, asks, method }: Route): fc.Arbitrary<Sent> {
  const body =
    method === "GET" || method === "DELETE"
      ? fc.constant(null)
      : fc.oneof(
          {
            weight: 6,
            arbitrary: (takes === undefined ? fc.constant({}) : arbitraryOf(schemaOf(takes))).map(
              (value) => JSON.stringify(value) ?? "",
            ),
          },
          { weight: 1, arbitrary: fc.json() },
          { weight: 1, arbitrary: fc.string() },
        );
  const query = asks === undefined ? fc.constant({}) : arbitraryOf(schemaOf(asks));
  return fc.record({
    payload: body,
    segment: fc.oneof(fc.webSegment(), fc.constantFrom("x", "%00", "..%2f", "%f0%28%8c%28")),
    query: fc.oneof(
      query.map((value) =>
        new URLSearchParams(
          Object.entries(Object(value)).map(([name, one]) => [name, String(one)]),
        ).toString(),
      ),
      fc.webQueryParameters(),
    ),
    type: fc.oneof(
      { weight: 9, arbitrary: fc.constant("application/json") },
      { weight: 1, arbitrary: fc.constantFrom("text/plain", "multipart/form-data", "a") },
    ),
  });
}

const isScim = ({ path }: Route): boolean => path.startsWith(`${scimPath}/`);

async function send({ house, session, program }: Known, route: Route, sent: Sent, isIn: boolean) {
  const { method, path } = route;
  const { payload, segment, query, type } = sent;
  const url = `/api${path.replaceAll(/:\w+/g, segment === "" ? "x" : segment)}?${query}`;
  const shown = isScim(route)
    ? { authorization: `Bearer ${program}` }
    : { cookie: `vallgrav=${session}` };
  const answer = await house.app.inject({
    method,
    url,
    remoteAddress: nextAddress(),
    headers: {
      host: "localhost",
      "x-vallgrav": "1",
      ...(isIn ? shown : {}),
      ...(payload === null ? {} : { "content-type": type }),
    },
    ...(payload === null ? {} : { payload }),
  });
  const { statusCode } = answer;
  const what = [`${method} ${url}`, payload, statusCode, answer.body] as const;
  // Faults of ours are 500; what is not there or not set up says so as 502 and 503.
  expect(what).not.toEqual([what[0], payload, 500, expect.anything()]);
  if (statusCode >= 400) {
    const shape = isScim(route) ? z.union([scimRefusal, refusal]) : refusal;
    expect([what, shape.safeParse(answer.json()).success]).toEqual([what, true]);
  }
  return statusCode;
}

/** Whether the session still opens what it opened. */
async function holds({ house, session }: Known): Promise<boolean> {
  const answer = await ask(house, { url: "/api/units", token: session, from: nextAddress() });
  return answer.statusCode === 200;
}

test("[SV99] whatever is sent to any route, signed in or not, it never fails", async () => {
  let now = await known();
  const counts = { taken: 0, refused: 0 };
  const tried: string[] = [];
  const routes = now.house.routes;
  for (const route of routes) {
    const isOpen = route.rule.kind === "anyone" || route.rule.kind === "first-run";
    await fc.assert(
      fc.asyncProperty(sentTo(route), async (sent) => {
        const without = await send(now, route, sent, false);
        if (!isOpen) expect([keyOf(route), without >= 400]).toEqual([keyOf(route), true]);
        const status = await send(now, route, sent, true);
        if (status < 400) counts.taken += 1;
        else counts.refused += 1;
        // Who signed out, shut themselves out or closed the house begins in another one.
        if (route.method !== "GET" && status < 400 && !(await holds(now))) now = await known();
      }),
      { numRuns: rounds },
    );
    tried.push(keyOf(route));
  }
  expect(tried).toEqual(routes.map((route) => keyOf(route)));
  expect(tried.length).toBeGreaterThan(150);
  process.stdout.write(
    `every route: ${tried.length} of ${routes.length}, ${rounds} times with a session ` +
      `(${counts.taken} taken, ${counts.refused} refused) and ${rounds} without\n`,
  );
}, 300_000);
