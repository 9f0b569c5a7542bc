/** Harm tests over HTTP, and the mark on everything that may be secret. */
import { materials } from "@vallgrav/knowledge";
import type { ReleasesView, ReleaseView } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { materialOf, secrecyHeader } from "../secrecy.ts";
import { ask, openHouse, setUp, signInAs } from "../test/house.ts";

const asked = {
  asker: "",
  what: "Alla brister",
  materials: ["weaknesses"],
  askedAt: "2026-11-23T10:00:00Z",
};
const decision = {
  outcome: "in-part",
  grounds: ["osl-18-8"],
  reason: "Det som är åtgärdat lämnas ut.",
  decidedBy: "Astrid Påhitt",
};

test("[SV700, SV1300] a request and its decision are kept with their lines or not", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const made = await house.units.add({ name: "Omsorgsnämnden", parent: null });
  const unit = made.ok ? made.value.id : "";
  const post = (path: string, body: unknown) =>
    ask(house, { method: "POST", url: `/api/releases/${path}`, token, body });
  const entered = await post(unit, asked);
  const { id } = entered.json<ReleaseView>();
  expect((await post("municipality", asked)).statusCode).toBe(200);
  house.faults.audit = true;
  expect((await post(unit, asked)).statusCode).toBe(503);
  expect((await post(`${unit}/${id}`, decision)).statusCode).toBe(503);
  house.faults.audit = false;
  const list = async () => (await ask(house, { url: "/api/releases", token })).json<ReleasesView>();
  const view = await list();
  expect([view.releases.length, view.isWhole, view.units.length]).toEqual([2, true, 1]);
  expect(view.releases.every(({ decisions }) => decisions.length === 0)).toBe(true);
  expect((await post(`${unit}/${id}`, decision)).json<ReleaseView>().decisions).toMatchObject([
    { ...decision },
  ]);
  const refused = await post(`${unit}/${id}`, { ...decision, grounds: [] });
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([
    422,
    "releases/grounds",
  ]);
  expect((await post(`municipality/${id}`, decision)).statusCode).toBe(404);
  expect((await post("nowhere", asked)).statusCode).toBe(404);
  expect((await post(unit, { ...asked, materials: ["constructor"] })).statusCode).toBe(400);
  const csv = await ask(house, { url: `/api/releases/${unit}/csv?language=en`, token });
  expect([csv.headers["content-type"], csv.body.split("\r\n").length]).toEqual([
    "text/csv; charset=utf-8",
    3,
  ]);
  const nowhere = await ask(house, { url: "/api/releases/nowhere/csv", token });
  expect([nowhere.statusCode, nowhere.json<{ code: string }>().code]).toEqual([
    404,
    "accounts/unknown-unit",
  ]);
  expect(await house.audited()).toEqual(
    expect.arrayContaining([
      `release/enter done ${id}`,
      `release/decide done ${id}`,
      `releases/export done ${unit}`,
    ]),
  );
});

test("[SV701] behind a wall only what one's own authority was asked for is there", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const units: string[] = [];
  for (const name of ["Omsorgsnämnden", "Skolnämnden"]) {
    const made = await house.units.add({ name, parent: null });
    if (!made.ok) throw new Error(made.problem.code);
    units.push(made.value.id);
    await house.units.wall(made.value.id, { authority: "committee", also: [] });
  }
  const [own = "", other = ""] = units;
  const ids = new Map<string, string>();
  for (const unit of [own, other, "municipality"]) {
    const url = `/api/releases/${unit}`;
    const entered = await ask(house, { method: "POST", url, token, body: asked });
    ids.set(unit, entered.json<ReleaseView>().id);
  }
  const walled = await signInAs(house, "security-officer", own);
  const seen = (await ask(house, { url: "/api/releases", token: walled })).json<ReleasesView>();
  expect(seen.releases.map(({ id }) => id)).toEqual([ids.get(own)]);
  expect([seen.units.map(({ id }) => id), seen.isWhole]).toEqual([[own], false]);
  for (const unit of [other, "municipality"])
    for (const [method, path] of [
      ["GET", `${unit}/csv`],
      ["POST", unit],
      ["POST", `${unit}/${ids.get(unit) ?? ""}`],
      // Another's request under one's own authority: it is not there.
      ["POST", `${own}/${ids.get(unit) ?? ""}`],
    ] as const) {
      const url = `/api/releases/${path}`;
      const body = path === unit ? asked : decision;
      const sent = method === "POST" ? { body } : {};
      const answer = await ask(house, { method, url, token: walled, ...sent });
      expect([path, [403, 404].includes(answer.statusCode)]).toEqual([path, true]);
    }
});

test("[SV702] every answer of systems, weaknesses and incidents is marked", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const open = [
    "access",
    "accounts",
    "health",
    "invitation",
    "metrics",
    "openapi",
    "own",
    "ready",
    "scim",
    "session",
    "first-run",
    "units",
    "webhooks",
    // Links to single questions are answered by people without accounts.
    "ask",
  ];
  const kinds = new Set<string>(materials.map(({ id }) => id));
  let marked = 0;
  for (const route of house.routes) {
    const first = route.path.split("/")[1] ?? "";
    const material = materialOf(route);
    // Whom the collector asks is set by those who set what signs in.
    const isOpen =
      open.includes(first) || (route.path === "/watch/graph" && route.method !== "GET");
    expect([route.path, material === null]).toEqual([route.path, isOpen]);
    if (material === null) continue;
    expect(kinds.has(material)).toBe(true);
    marked += 1;
  }
  expect(marked).toBeGreaterThan(60);
  for (const [url, mark] of [
    ["/api/releases", "possible; material=registers"],
    ["/api/registers", "possible; material=incidents"],
    ["/api/watch/alerts", "possible; material=alerts"],
    ["/api/session", undefined],
  ]) {
    const answer = await ask(house, { url: url ?? "", token });
    expect([url, answer.statusCode, answer.headers[secrecyHeader]]).toEqual([url, 200, mark]);
  }
});
