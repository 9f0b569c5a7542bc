/** Words on who is the same and whom to believe over HTTP: checked, kept, audited, taken back. */
import type { Identify } from "@vallgrav/platform/identify";
import { expect, test } from "vitest";
import { ask, openHouse, setUp } from "../test/house.ts";

const left = { kind: "computer", claims: [{ space: "host", value: "pc1" }] };
const right = { kind: "computer", claims: [{ space: "serial", value: "X1" }] };

type Said = readonly [word: unknown, by: string];

function recording(): { readonly identify: Partial<Identify>; readonly said: Said[] } {
  const said: Said[] = [];
  const keep = (word: unknown, by: string) => {
    said.push([word, by]);
    return Promise.resolve({ ok: true, evidence: "e1" } as never);
  };
  return { said, identify: { judge: keep, trust: keep, sayList: keep } };
}

test("[SV60] a word is passed on with who said it, and has a line in the log", async () => {
  const { identify, said } = recording();
  const house = await openHouse({ identify });
  const token = await setUp(house);
  const post = (url: string, body: unknown) => ask(house, { method: "POST", url, token, body });
  const same = await post("/api/identities", { left, right, holds: false });
  expect([same.statusCode, same.json()]).toEqual([200, { evidence: "e1" }]);
  const trust = { asset: "computer/host:pc1", property: "operatingsystem", source: null };
  expect((await post("/api/contradictions", trust)).statusCode).toBe(200);
  const list = { list: "a".repeat(64), is: "own" };
  expect((await post("/api/lists", list)).statusCode).toBe(200);
  expect(said.map(([word]) => word)).toEqual([{ left, right, holds: false }, trust, list]);
  expect(new Set(said.map(([, by]) => by)).size).toBe(1);
  const lines = await house.audited();
  expect(lines).toContain("identities/judge done e1");
  expect(lines).toContain("contradictions/settle done e1");
  expect(lines).toContain("lists/say done e1");
});

test("[SV60] a word that cannot be audited is taken back", async () => {
  const { identify, said } = recording();
  const house = await openHouse({ identify });
  const token = await setUp(house);
  house.faults.audit = true;
  const body = { left, right, holds: true };
  const answer = await ask(house, { method: "POST", url: "/api/identities", token, body });
  expect(answer.statusCode).toBe(503);
  expect(said.map(([word]) => word)).toEqual([body, { ...body, holds: null }]);
});

test("[SV60] what is no word is refused by its place, what is unknown with 404", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const bad: readonly (readonly [string, unknown, readonly string[]])[] = [
    ["identities", { left, right }, ["/holds"]],
    ["lists", { list: "a", is: "own" }, ["/list"]],
    ["lists", { list: "a".repeat(64), is: "both" }, ["/is"]],
    ["identities", { left: { ...left, claims: [] }, right, holds: true }, ["/left"]],
    [
      "identities",
      { left, right: { kind: "planet", claims: right.claims }, holds: true },
      ["/right"],
    ],
    [
      "identities",
      {
        left,
        right: { kind: "person", claims: [{ space: "register", value: "19811218-9876" }] },
        holds: true,
      },
      ["/right"],
    ],
    ["contradictions", { asset: "a", property: "b" }, ["/source"]],
    ["contradictions", { asset: "x".repeat(600), property: "b", source: "c" }, ["/asset"]],
  ];
  for (const [path, body, fields] of bad) {
    const answer = await ask(house, { method: "POST", url: `/api/${path}`, token, body });
    const said = answer.json<{ code: string; fields?: readonly string[] }>();
    expect([answer.statusCode, said.code, said.fields]).toEqual([400, "request/bad-body", fields]);
  }
  const body = { left, right, holds: true };
  const lost = await ask(house, { method: "POST", url: "/api/identities", token, body });
  expect([lost.statusCode, lost.json<{ code: string }>().code]).toEqual([
    404,
    "identify/unknown-thing",
  ]);
  for (const query of ["state=x", "from=-1", "limit=1000", "limit=x"])
    expect((await ask(house, { url: `/api/identities?${query}`, token })).statusCode).toBe(400);
});

test("[SV720] of contradictions as many are told as are asked for", async () => {
  const asset = { id: "a1", kind: "computer", name: "pc1" };
  const all = ["a", "b", "c"].map((property) => ({ asset, property, values: [] }) as never);
  const house = await openHouse({ identify: { contradictions: () => Promise.resolve(all) } });
  const token = await setUp(house);
  const told = async (query: string): Promise<number> => {
    const url = `/api/contradictions?state=open${query}`;
    return (await ask(house, { url, token })).json<readonly unknown[]>().length;
  };
  expect([await told(""), await told("&limit=2"), await told("&limit=9")]).toEqual([3, 2, 3]);
  expect((await ask(house, { url: "/api/contradictions?limit=0", token })).statusCode).toBe(400);
});
