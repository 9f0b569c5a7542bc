/** Search and the page of one thing over HTTP. */
import { expect, test } from "vitest";
import { ask, openHouse, setUp } from "../test/house.ts";

test("[SV64] searches and walks are bounded, and what is not there is 404", async () => {
  const asked: unknown[] = [];
  const house = await openHouse({
    identify: {
      find: (query) => {
        asked.push(query);
        return Promise.resolve({ assets: [], total: 0, next: null });
      },
      neighbours: (query) => {
        asked.push(query);
        return Promise.resolve({ neighbours: [], total: 0, isCut: false, next: null });
      },
    },
  });
  const token = await setUp(house);
  const get = async (url: string) => (await ask(house, { url: `/api${url}`, token })).statusCode;
  expect(await get("/assets?text=%C3%A5&kind=system&from=50")).toBe(200);
  expect(await get("/asset/neighbours?id=a%2Fb%3Ac&direction=in&steps=2")).toBe(200);
  expect(asked).toEqual([
    { text: "å", kind: "system", from: 50, limit: 50 },
    { id: "a/b:c", direction: "in", steps: 2, from: 0, limit: 50 },
  ]);
  for (const bad of [
    "/assets?limit=201",
    "/assets?from=-1",
    `/assets?text=${"x".repeat(201)}`,
    "/assets?other=1",
    "/asset",
    "/asset/neighbours?id=a&direction=up",
    "/asset/neighbours?id=a&direction=in&steps=3",
  ])
    expect([bad, await get(bad)]).toEqual([bad, 400]);
  expect(await get("/asset?id=computer%2Fhost%3Anobody")).toBe(404);
});
