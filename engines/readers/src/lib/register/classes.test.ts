/** Classes in one cell, and encodings, of a system register. */
import { expect, test } from "vitest";
import { inputOf, lines, readGood, told } from "../../../test/file.ts";
import type { Read } from "../../../test/file.ts";

function readText(text: string): Read {
  return readGood(inputOf("register.csv", text));
}

function classesOf(value: string): readonly string[] {
  const reading = readText(`id;namn;KLASSA (K-R-T)\nS1;Ett;${value}`);
  return lines(reading).filter((line) => / (?:\w+ity) = /.test(line));
}

test("[C6] UTF-16 is decoded and told", () => {
  const text = "\ufeffid\tnamn\tdrift\nS1\tEtt\tegen";
  const reading = readGood(inputOf("r.txt", Buffer.from(text, "utf16le")));
  expect(told(reading)).toEqual([["readers/decoded-as", "notice", { encoding: "utf-16le" }, ""]]);
  expect(lines(reading)).toEqual([
    "system S1 present",
    'system S1 name = "Ett"',
    'system S1 hosting = "internal"',
  ]);
});

test("[C19] classes in one cell count where the three columns say nothing", () => {
  for (const value of ["3-2-4", "3/2/4", "K3 R2 T4", "3 - 2 - 4 - 1", "K: 3, R: 2, T: 4", "324"])
    expect([value, classesOf(value)]).toEqual([
      value,
      [
        "system S1 availability = 4",
        "information information/S1 confidentiality = 3",
        "information information/S1 integrity = 2",
      ],
    ]);
  const both = readText("id;namn;klassning;K\nS1;Ett;3-2-4;1");
  expect(lines(both)).toContain("information information/S1 confidentiality = 1");
  expect(lines(both)).toContain("information information/S1 integrity = 2");
  for (const value of ["hög", "5-2-1"])
    expect(told(readText(`id;namn;klassning\nS1;Ett;${value}`))).toEqual([
      ["readers/bad-cell", "warning", { column: "classes", expected: "classes" }, "2:3"],
    ]);
});
