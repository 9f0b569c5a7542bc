/** What people state through the product. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { inputOf, readGood, told } from "../../../test/file.ts";
import { read, recognise } from "../read.ts";

const pc = { kind: "computer", claims: [{ space: "host", value: "pc1" }] };
const twin = { kind: "computer", claims: [{ space: "serial", value: "X1" }] };

function fileOf(statements: unknown): string {
  const statedAt = "2026-02-01T09:00:00Z";
  return JSON.stringify({ vallgravStatements: 1, statedAt, statements });
}

test("[ST1] who is the same, whom to believe, values and relations are told in place", () => {
  const about = { kind: "system", claims: [{ space: "register", value: "V1", within: "x" }] };
  const text = fileOf([
    { about: pc, sameAs: twin, holds: true },
    { about: pc, sameAs: twin, holds: null },
    { about: pc, trust: "operatingsystem", source: "sharphound" },
    { about: pc, trust: "operatingsystem", source: null },
    { about, property: "defence/secondFactor", value: false },
    { about, property: "asked/reserve-hours", value: 24 },
    { about, relation: "depends-on", to: about },
  ]);
  expect(recognise("x", new TextEncoder().encode(text))).toBe("statements");
  const reading = readGood(inputOf("x", text));
  expect(told(reading)).toEqual([]);
  expect(reading.observations.map(({ subject, says }) => ({ subject, says }))).toEqual([
    { subject: pc, says: { sameAs: twin, holds: true } },
    { subject: pc, says: { sameAs: twin, holds: null } },
    { subject: pc, says: { trust: "operatingsystem", source: "sharphound" } },
    { subject: pc, says: { trust: "operatingsystem", source: null } },
    { subject: about, says: { property: "defence/secondFactor", value: false } },
    { subject: about, says: { property: "asked/reserve-hours", value: 24 } },
    { subject: about, says: { relation: "depends-on", to: about } },
  ]);
  expect(reading.observations[2]).toMatchObject({
    at: { place: "/statements/2" },
    standing: "declared",
    report: "person",
    validFrom: "2026-02-01T09:00:00.000Z",
  });
});

test("[ST2] what is no statement is left out with its place", () => {
  const wrong = [
    7,
    { about: { kind: "planet", claims: [] }, property: "a", value: 1 },
    { about: { kind: "system", claims: [] }, property: "a", value: 1 },
    { about: pc, sameAs: pc },
    { about: pc, sameAs: 1, holds: true },
    { about: pc, trust: "a b", source: null },
    { about: pc, trust: "a", source: 1 },
    { about: pc, relation: "right/GenericAll", to: pc },
    { about: pc, relation: "depends-on", to: null },
    { about: pc, property: "a b", value: 1 },
    { about: pc, property: "a", value: null },
    { about: pc, property: "a", value: { b: 1 } },
  ];
  const reading = readGood(inputOf("x", fileOf(wrong)));
  expect(reading.observations).toEqual([]);
  expect(told(reading).map(([code, , args, place]) => [code, args, place])).toEqual(
    [
      "statements",
      "about",
      "about",
      "holds",
      "sameAs",
      "trust",
      "source",
      "relation",
      "to",
      "property",
      "value",
      "value",
    ].map((field, at) => [
      "readers/bad-value",
      { field, expected: expect.any(String) as unknown },
      `/statements/${at}`,
    ]),
  );
});

test("[ST3] identity numbers and secrets in what people write go no further", () => {
  const number = "19811218-9876";
  const named = { kind: "person", claims: [{ space: "register", value: number }] };
  const statements = [
    { about: named, property: "a", value: true },
    { about: pc, sameAs: { kind: "computer", claims: named.claims }, holds: true },
    { about: pc, trust: "a", source: `statements/${number}` },
    { about: pc, property: "asked/note", value: `Ring ${number}` },
    { about: pc, property: "asked/note", value: "lösenord: Sommar2026!" },
  ];
  const reading = readGood(inputOf("x", fileOf(statements)));
  const all = JSON.stringify([reading.observations, reading.problems, reading.counts]);
  expect(all).not.toContain("9876");
  expect(all).not.toContain("Sommar2026");
  expect(reading.observations).toHaveLength(1);
});

test("[ST4] another version and a file without statements are refused", () => {
  const other = read(inputOf("x", '{"vallgravStatements":2,"statements":[]}'));
  expect(told(other)).toEqual([
    ["readers/unsupported-version", "error", { found: "2", supported: 1 }, ""],
  ]);
  const none = read(inputOf("x", '{"vallgravStatements":1,"statements":{}}'));
  expect(told(none)).toEqual([
    ["readers/other-kind", "error", { expected: "statements", found: "" }, ""],
  ]);
});

test("[ST4] any statements are read or refused", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (list, value) => {
      const grown = list.map((one) => ({ about: pc, property: "a", sameAs: one, value: one }));
      expect(readGood(inputOf("x", fileOf([...list, ...grown]))).ok).toBe(true);
      expect(readGood(inputOf("x", fileOf([{ about: value, property: "a", value }]))).ok).toBe(
        true,
      );
    }),
  );
});

test("[ST1160] words on lists are told, what is none is left out with its place", () => {
  const list = "a".repeat(64);
  const words = [
    { list, is: "own" },
    { list, is: "next" },
    { list, is: null },
  ];
  const wrong = [{ list: "a", is: "own" }, { list, is: "both" }, { list }, 7];
  const text = JSON.stringify({
    vallgravStatements: 1,
    statedAt: "2026-02-01T09:00:00Z",
    statements: [],
    lists: [...words, ...wrong],
  });
  const reading = readGood(inputOf("x", text));
  expect(reading.lists).toEqual(words);
  expect(told(reading)).toEqual(
    [3, 4, 5, 6].map((at) => [
      "readers/bad-value",
      "warning",
      { field: "lists", expected: "reference" },
      `/lists/${at}`,
    ]),
  );
  expect(readGood(inputOf("x", fileOf([]))).lists).toBeUndefined();
});
