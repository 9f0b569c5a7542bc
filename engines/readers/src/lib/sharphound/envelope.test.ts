/** From bytes to header and list, or a refusal with its place. */
import { expect, test } from "vitest";
import type { Instant, Json } from "@vallgrav/kernel";
import {
  account,
  collection,
  domainSid,
  fixture,
  fixtureNames,
  inputOf,
  readGood,
  readUsers,
  receivedAt,
  told,
} from "../../../test/file.ts";
import { read } from "../../index.ts";
import { collectionTime } from "./envelope.ts";

const users = collection("users", [account(1)]);

test("[S1] a byte order mark is tolerated", () => {
  const name = "users.json";
  expect(read(inputOf(name, `\ufeff${users}`)).ok).toBe(true);
});

test("[S1] other encodings are refused with their remedy", () => {
  const args = (found: string): object => ({ found, wanted: "utf-8", remedy: "save-as-utf-8" });
  for (const mark of ["", "\ufeff"]) {
    const reading = read(inputOf("users.json", Buffer.from(mark + users, "utf16le")));
    const code = "readers/wrong-encoding";
    expect(told(reading)).toEqual([[code, "error", args("utf-16le"), "byte 0"]]);
  }
  const old = Buffer.from(collection("users", [account(1, { name: "ÅSA@EXAMPLE.SE" })]), "latin1");
  expect(told(read(inputOf("users.json", old)))).toEqual([
    ["readers/wrong-encoding", "error", args("windows-1252"), `byte ${old.indexOf(0xc5)}`],
  ]);
});

test("[S2] truncated and wrong JSON are told with line and column", () => {
  expect(told(read(inputOf("users.json", '{"data":[\n{"a":1},\n')))).toEqual([
    ["readers/truncated-json", "error", { line: 3, column: 1 }, "3:1"],
  ]);
  expect(told(read(inputOf("users.json", '{"data":[\n{"a":1]}')))).toEqual([
    ["readers/bad-json", "error", { line: 2, column: 7 }, "2:7"],
  ]);
  expect(told(read(inputOf("users.json", "  {")))).toEqual([
    ["readers/truncated-json", "error", { line: 1, column: 4 }, "1:4"],
  ]);
});

test("[R4, S2] hostile depth is refused before it is parsed", () => {
  const deep = `{"data":${"[".repeat(2_000_000)}`;
  expect(told(read(inputOf("users.json", deep)))).toEqual([
    ["readers/limit", "error", { limit: "depth", max: 64 }, "1:72"],
  ]);
});

test("[S4] another kind than the name says, or none at all, is refused", () => {
  const refusals: readonly (readonly [string, string, string, string])[] = [
    ["20260301_groups.json", users, "groups", "users"],
    ["users.json", "{}", "users", ""],
    ["users.json", "[]", "users", ""],
    ["users.json", '{"data":{},"meta":{"type":"users"}}', "users", ""],
    ["x", collection("azusers", [account(1)]), "sharphound", "azusers"],
    ["x", collection("constructor", [account(1)]), "sharphound", "constructor"],
    ["x", collection("users", [account(1)], { type: 7 }), "sharphound", ""],
  ];
  for (const [name, text, expected, found] of refusals)
    expect(told(read(inputOf(name, text)))).toEqual([
      ["readers/other-kind", "error", { expected, found }, ""],
    ]);
});

test("[S4] a name that says nothing is no promise", () => {
  expect(read(inputOf("export.zip/export.json", users)).ok).toBe(true);
});

test("[S5] another version is refused", () => {
  const versions: readonly (readonly [Json, string])[] = [
    [5, "5"],
    [7, "7"],
    ["6", "6"],
    [null, ""],
  ];
  for (const [version, found] of versions)
    expect(told(read(inputOf("x", collection("users", [account(1)], { version }))))).toEqual([
      ["readers/unsupported-version", "error", { found, supported: 6 }, "/meta/version"],
    ]);
});

test("[S6] the header's count is held against the list", () => {
  const reading = readGood(inputOf("x", collection("users", [account(1)], { count: 3 })));
  expect(told(reading)).toEqual([
    ["readers/count-differs", "warning", { kind: "users", declared: 3, read: 1 }, "/meta/count"],
  ]);
  expect(reading.counts).toEqual([
    { kind: "users", declared: 3, read: 1, ids: [`${domainSid}-1`] },
  ]);
  const silent = readGood(inputOf("x", collection("users", [account(1)], { count: null })));
  expect(told(silent)).toEqual([]);
  expect(silent.counts[0]?.declared).toBe(null);
});

test("[S6] an object read twice counts twice and is named twice", () => {
  const { counts } = readUsers(account(1), account(1));
  expect(counts).toEqual([
    { kind: "users", declared: 2, read: 2, ids: [`${domainSid}-1`, `${domainSid}-1`] },
  ]);
});

test("[S7] objects without identifier are skipped with a warning, the others are read", () => {
  const reading = readUsers(
    account(1),
    7,
    {},
    { ObjectIdentifier: "" },
    { ObjectIdentifier: "CN=X" },
    account(2),
  );
  const skipped = (reason: string, at: number): readonly unknown[] => [
    "readers/object-skipped",
    "warning",
    { reason },
    `/data/${at}`,
  ];
  expect(told(reading)).toEqual([
    skipped("not-an-object", 1),
    skipped("no-identifier", 2),
    skipped("no-identifier", 3),
    skipped("bad-identifier", 4),
  ]);
  expect(reading.counts[0]?.ids).toEqual([`${domainSid}-1`, `${domainSid}-2`]);
});

test("[S7] properties that are no object are told, and the object is read without", () => {
  const reading = readUsers({ ObjectIdentifier: `${domainSid}-1`, Properties: [] });
  const args = { field: "Properties", expected: "object" };
  expect(told(reading)).toEqual([["readers/bad-value", "warning", args, "/data/0/Properties"]]);
  expect(reading.counts[0]?.read).toBe(1);
});

test("[S8] the time in the name is taken as UTC and never later than the receipt", () => {
  const at = (name: string): Instant | null => collectionTime(name, receivedAt);
  expect(at("20260301120000_users.json")).toBe("2026-03-01T12:00:00.000Z");
  expect(at("a.zip/b\\20240229235959_BloodHound.json")).toBe("2024-02-29T23:59:59.000Z");
  expect(at("20260302093000_users.json")).toBe(receivedAt);
  expect(at("20260231120000_users.json")).toBe(null);
  expect(at("20261301120000_users.json")).toBe(null);
  expect(at("202603011200001_users.json")).toBe(null);
  expect(at("users.json")).toBe(null);
});

test("[S8] without a time in the name statements are as old as the receipt", () => {
  const reading = readUsers(account(1));
  expect(reading.producedAt).toBe(null);
  expect(reading.observations[0]?.validFrom).toBe(receivedAt);
});

test("[S2, S4] every fixture is read without a problem", () => {
  const names = fixtureNames("sharphound");
  expect(names.length).toBe(12);
  for (const name of names) {
    const reading = readGood(inputOf(name, fixture(`sharphound/${name}`)));
    expect([name, told(reading)]).toEqual([name, []]);
    expect([name, reading.producedAt]).toEqual([name, "2026-03-01T12:00:00.000Z"]);
  }
});
