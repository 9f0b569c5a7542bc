/** Answers about the municipality as a whole. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import { read, recognise } from "../read.ts";

function answersOf(answers: unknown, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ vallgravAnswers: 1, ...more, answers });
}

test("[Q1] numbers, yes and no are said of the organisation; don't know says nothing", () => {
  const text = answersOf(
    { employees: 1500, "second-factor": false, restore: true, pupils: null },
    { answeredAt: "2026-02-01T09:00:00Z" },
  );
  expect(recognise("x", new TextEncoder().encode(text))).toBe("answers");
  const reading = readGood(inputOf("x", text));
  expect(told(reading)).toEqual([]);
  expect(lines(reading)).toEqual([
    "organisation municipality present",
    "organisation municipality answer/employees = 1500",
    "organisation municipality answer/second-factor = false",
    "organisation municipality answer/restore = true",
  ]);
  const [, first] = reading.observations;
  expect(first).toMatchObject({
    at: { place: "/answers/employees" },
    standing: "declared",
    report: "person",
    validFrom: "2026-02-01T09:00:00.000Z",
  });
  expect(reading.counts).toEqual([
    { kind: "answers", declared: null, read: 3, ids: ["employees", "second-factor", "restore"] },
  ]);
});

test("[Q1] what is no answer is left out with its place", () => {
  const text = answersOf({ employees: -1, computers: 1.5, servers: 1e9, a: "ja", "B/~c": 1 });
  const reading = readGood(inputOf("x", text));
  expect(lines(reading)).toEqual(["organisation municipality present"]);
  expect(told(reading)).toEqual([
    [
      "readers/bad-value",
      "warning",
      { field: "employees", expected: "whole-number" },
      "/answers/employees",
    ],
    [
      "readers/bad-value",
      "warning",
      { field: "computers", expected: "whole-number" },
      "/answers/computers",
    ],
    [
      "readers/bad-value",
      "warning",
      { field: "servers", expected: "whole-number" },
      "/answers/servers",
    ],
    ["readers/bad-value", "warning", { field: "a", expected: "whole-number" }, "/answers/a"],
    ["readers/bad-value", "warning", { field: "?", expected: "name" }, "/answers/B~1~0c"],
  ]);
});

test("[Q2] another version and a file without answers are refused", () => {
  const other = read(inputOf("x", '{"vallgravAnswers":2,"answers":{}}'));
  expect(told(other)).toEqual([
    ["readers/unsupported-version", "error", { found: "2", supported: 1 }, ""],
  ]);
  const none = read(inputOf("x", '{"vallgravAnswers":1,"answers":[]}'));
  expect(told(none)).toEqual([
    ["readers/other-kind", "error", { expected: "answers", found: "" }, ""],
  ]);
});

test("[Q2] any answers are read or refused", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (answers, version) => {
      const text = JSON.stringify({ vallgravAnswers: version, answers });
      expect(typeof read(inputOf("x", text)).ok).toBe("boolean");
      expect(typeof read(inputOf("x", answersOf(answers))).ok).toBe("boolean");
    }),
  );
});
