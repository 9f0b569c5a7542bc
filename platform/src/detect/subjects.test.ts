/** Whom an alert is about, and what lies within reach of them. */
import { expect, test } from "vitest";
import { computeReach, heldNodes } from "../protect/reach.ts";
import { exampleModel, preparedOf, smallSize } from "../protect/test/example.ts";
import { subjectOf } from "./subject.ts";
import { subjectFinder } from "./subjects.ts";

const nobody = { host: null, account: null, address: null };
const current = exampleModel();
const find = subjectFinder(current.model);

test("[DT40] an event names host, account and address by the fields of its kind", () => {
  expect(
    subjectOf({ Computer: "DC01.KOMMUN.EXAMPLE.SE", User: "KOMMUN\\adm-it01", IpAddress: "-" }),
  ).toEqual({ host: "DC01.KOMMUN.EXAMPLE.SE", account: "KOMMUN\\adm-it01", address: null });
  expect(subjectOf({ host: { name: "srv" }, source: { ip: "192.0.2.7" } })).toEqual({
    host: "srv",
    account: null,
    address: "192.0.2.7",
  });
  expect(subjectOf({ "host.name": "flat", ipAddress: "::1" })).toEqual({ ...nobody, host: "flat" });
});

test("[DT41] a host and an account are found by their names, whole or short, in any case", () => {
  const kinds = (host: string | null, account: string | null): readonly string[] =>
    find({ ...nobody, host, account }).map(({ name }) => name);
  for (const host of ["dc01", "DC01.kommun.example.se", "dc01.kommun.example.se."])
    expect(kinds(host, null)).toEqual(["DC01.KOMMUN.EXAMPLE.SE"]);
  for (const account of ["KOMMUN\\adm-it01", "ADM-IT01", "adm-it01@kommun.example.se"])
    expect(kinds("nowhere", account)).toEqual(["ADM-IT01@KOMMUN.EXAMPLE.SE"]);
  expect(kinds("192.0.2.1", "nobody")).toEqual([]);
});

test("[DT42] what is seen is held, what follows is reached, the same each time", async () => {
  const prepared = await preparedOf(current, smallSize);
  const [host] = find({ ...nobody, host: "srv-journal01" });
  const asset = host?.id ?? "";
  const held = heldNodes(prepared, [{ asset, techniques: ["T1003.001"] }]);
  const reach = computeReach({ prepared, held });
  expect(reach.held.map(({ asset: { name }, step }) => `${name} ${step.en}`)).toEqual([
    "SRV-JOURNAL01.KOMMUN.EXAMPLE.SE is administered by the attacker",
    "SRV-JOURNAL01.KOMMUN.EXAMPLE.SE gives up the credentials of those signed in",
  ]);
  const journal = reach.things.find(
    ({ asset: one }) => `${one.kind} ${one.name}` === "system Journalen",
  );
  expect(journal).toMatchObject({ share: 1, days: 0 });
  expect(reach.fell).toBe(1);
  expect(reach.ways.length).toBeGreaterThan(0);
  for (const { steps } of reach.ways) expect(steps.length).toBeGreaterThan(0);
  // Vital services of the journal fall sooner from it than from the street.
  expect(computeReach({ prepared, held })).toEqual(reach);
  // A technique that the graph has not there means only that somebody is there.
  const there = heldNodes(prepared, [{ asset, techniques: ["T1059.001"] }]);
  expect(computeReach({ prepared, held: there }).held.map(({ step }) => step.en)).toEqual([
    "is signed in to",
  ]);
  expect(heldNodes(prepared, [{ asset: "nothing", techniques: [] }])).toEqual([]);
});
