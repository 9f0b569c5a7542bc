/** Scripts that collect, over HTTP. */
import { collectionScript } from "@vallgrav/platform/collect";
import { expect, test } from "vitest";
import { ask, openHouse, setUp, signInAs } from "../test/house.ts";

test("[SV1136] a script of a known source is text to those who see the model", async () => {
  const house = await openHouse({});
  const token = await setUp(house);
  const get = (source: string, as = token): ReturnType<typeof ask> =>
    ask(house, { method: "GET", url: `/api/collection-script?source=${source}`, token: as });
  const answer = await get("ad");
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([
    200,
    "text/plain; charset=utf-8",
  ]);
  expect(answer.body).toBe(collectionScript("ad"));
  expect(await house.audited()).toContain("script/view done ad");
  expect((await get("constructor")).statusCode).toBe(400);
  expect((await get("ad", await signInAs(house, "board-reader"))).statusCode).toBe(403);
});
