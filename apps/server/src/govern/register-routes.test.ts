/** Registers over HTTP: audited or taken back, and refused with reasons. */
import { processingFields } from "@vallgrav/knowledge";
import type { RegisterView } from "@vallgrav/platform/api";
import { expect, test } from "vitest";
import { ask, openHouse, setUp } from "../test/house.ts";

const fields = Object.fromEntries(processingFields.map((field) => [field, "x"]));

test("[SV484] a register is changed with its line in the audit, or not at all", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const made = await house.units.add({ name: "Omsorgsnämnden", parent: null });
  const id = made.ok ? made.value.id : "";
  const post = (path: string, body: unknown) =>
    ask(house, { method: "POST", url: `/api/registers/${path}`, token, body });
  const entry = { id: null, fields, leftOut: null };
  expect((await post(`${id}/entries`, entry)).statusCode).toBe(200);
  house.faults.audit = true;
  expect((await post(`${id}/entries`, entry)).statusCode).toBe(503);
  house.faults.audit = false;
  const list = async () =>
    (await ask(house, { url: "/api/registers", token })).json<RegisterView[]>();
  expect((await list())[0]?.entries.filter(({ origin }) => origin === "own")).toHaveLength(1);
  const begun = await post(`${id}/cases`, { what: "Konto kapat", knownAt: "2026-11-23T10:00:00Z" });
  const [one] = begun.json<RegisterView>().cases;
  const word = { duty: "data-breach", state: "not-reportable", note: "" };
  const url = `${id}/cases/${one?.id ?? ""}`;
  const refused = await post(url, word);
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([
    422,
    "registers/needs-text",
  ]);
  expect((await post(url, { ...word, note: "Inga uppgifter." })).statusCode).toBe(200);
  expect((await post("nowhere/entries", entry)).statusCode).toBe(404);
  expect((await post(url, { ...word, duty: "constructor" })).statusCode).toBe(400);
  const csv = await ask(house, { url: `/api/registers/${id}/csv?language=en`, token });
  expect([csv.headers["content-type"], csv.body.includes("Accounts of Vallgrav")]).toEqual([
    "text/csv; charset=utf-8",
    true,
  ]);
  expect(await house.audited()).toEqual(
    expect.arrayContaining([
      `register/change done ${id}`,
      `clock/begin done ${id}`,
      `clock/settle done ${id}`,
      `registers/export done ${id}`,
    ]),
  );
});
