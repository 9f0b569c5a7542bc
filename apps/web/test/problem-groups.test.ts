/** Problems put together. */
import { expect, test } from "vitest";
import type { Problem } from "@vallgrav/kernel";
import { groupsOf } from "../src/parts/problem-groups.ts";

function problem(severity: Problem["severity"], file: string | null, place = ""): Problem {
  return { code: "readers/x", severity, at: file === null ? null : { file, place }, args: {} };
}

test("problems of one kind and file stand once, the gravest first, each place kept", () => {
  const all = [
    problem("notice", "a", "1:1"),
    problem("warning", "a", "2:1"),
    problem("warning", "b", "1:1"),
    problem("warning", "a", "3:1"),
    problem("error", null),
    { ...problem("warning", "a", "4:1"), args: { field: "x" } },
  ];
  const told = groupsOf(all).map(({ problem: { severity, at }, places }) => [
    severity,
    at?.file ?? null,
    places.map(({ place }) => place),
  ]);
  expect(told).toEqual([
    ["error", null, []],
    ["warning", "a", ["2:1", "3:1"]],
    ["warning", "b", ["1:1"]],
    ["warning", "a", ["4:1"]],
    ["notice", "a", ["1:1"]],
  ]);
  expect(groupsOf([])).toEqual([]);
});
