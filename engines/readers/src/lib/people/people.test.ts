/** Lists of people and what they say together. */
import type { EvidenceId, Statement, Subject } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { inputOf, readGood, receivedAt, told } from "../../../test/file.ts";
import { tableFiles } from "../../../test/table-files.ts";
import { accountsAlone, joinPeople } from "../../index.ts";
import type { JoinedReading } from "../../index.ts";

function joined(name: string, isKnown = false): JoinedReading {
  const content = tableFiles.find(([one]) => one === name)?.[2] ?? "";
  const input = { ...inputOf(name, content), evidence: name as EvidenceId };
  const { evidence } = input;
  return { evidence, receivedAt, validFrom: receivedAt, isKnown, reading: readGood(input) };
}

function short({ claims: [{ value }] }: Subject): string {
  return value;
}

function statement(says: Statement): string {
  if ("relation" in says) return `${says.relation} ${short(says.to)}`;
  return "property" in says ? `${says.property} ${JSON.stringify(says.value)}` : "";
}

function say(...readings: readonly JoinedReading[]): readonly string[] {
  return joinPeople(readings).map(
    ({ id, at: { place }, subject, says }) =>
      `${id} ${place}: ${short(subject)} ${statement(says)}`,
  );
}

test("[P5] accounts and people of one import meet by number and by mail, each pair once", () => {
  const personnel = joined("personal.csv");
  const accounts = joined("konton.csv");
  expect(say(personnel, accounts)).toEqual([
    "personal.csv#13 2:2: S-1-5-21-1-2-3-2001 used-by person/1001",
    'personal.csv#14 2:2: S-1-5-21-1-2-3-2001 population "employees"',
  ]);
  const cloud = joined("exportUsers.csv");
  expect(say(cloud, personnel)).toEqual([
    "personal.csv#13 2:3: 33333333-3333-4333-8333-333333333333 used-by person/1001",
    'personal.csv#14 2:3: 33333333-3333-4333-8333-333333333333 population "employees"',
  ]);
  expect(say(joined("elever.csv"), accounts)).toEqual([
    'elever.csv#7 2:2: S-1-5-21-1-2-3-2001 population "pupils"',
  ]);
});

test("[P5] order means nothing; what is known is told by the other or not again", () => {
  const [personnel, accounts] = [joined("personal.csv"), joined("konton.csv")];
  expect(say(accounts, personnel)).toEqual(say(personnel, accounts));
  expect(say(joined("personal.csv", true), accounts)).toEqual([
    "konton.csv#8 2:5: S-1-5-21-1-2-3-2001 used-by person/1001",
    'konton.csv#9 2:5: S-1-5-21-1-2-3-2001 population "employees"',
  ]);
  expect(say(joined("personal.csv", true), joined("konton.csv", true))).toEqual([]);
  expect(say(personnel)).toEqual([]);
});

test("[P5] accounts whose number no register of the import has are counted", () => {
  expect(accountsAlone([joined("konton.csv")])).toBe(1);
  expect(accountsAlone([joined("konton.csv"), joined("personal.csv")])).toBe(0);
  expect(accountsAlone([joined("personal.csv")])).toBe(0);
});

test("[P5] the number is in no statement, no problem and no JSON of a reading", () => {
  const readings = ["personal.csv", "konton.csv", "elever.csv"].map((name) => joined(name));
  for (const text of [JSON.stringify(readings), JSON.stringify(joinPeople(readings))])
    expect(text).not.toMatch(/1212/);
});

test("[P1] rows with nothing but a personal identity number are skipped and say why", () => {
  expect(told(joined("personal.csv").reading)).toEqual([
    ["readers/row-skipped", "warning", { reason: "only-number" }, "4:1"],
  ]);
});

test("[P3] of pupils nothing but numbers is kept", () => {
  const text = JSON.stringify(joined("elever.csv").reading);
  expect(text).not.toMatch(/E1|e1@|7A/);
});
