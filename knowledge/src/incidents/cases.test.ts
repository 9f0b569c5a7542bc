/** Published cases, as they are told beside the dials. */
import { expect, test } from "vitest";
import { publishedCases } from "./cases.ts";

test("[W500] every case has both languages, a source and its word on whether it was checked", () => {
  const ids = publishedCases.map(({ id }) => id);
  expect([...new Set(ids)]).toEqual(ids);
  expect(ids.length).toBeGreaterThanOrEqual(9);
  expect(publishedCases.map(({ began }) => began)).toEqual(
    publishedCases.map(({ began }) => began).toSorted(),
  );
  for (const { name, what, entry, sources, began, reviewed, checked } of publishedCases) {
    for (const text of [name, what, entry ?? name])
      for (const said of [text.sv, text.en]) expect(said.trim()).not.toBe("");
    expect(sources.every((source) => URL.canParse(source))).toBe(true);
    expect(sources.length).toBeGreaterThan(0);
    expect(began).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/u);
    expect(reviewed).toMatch(/^\d{4}-\d\d-\d\d$/u);
    // Nobody has read the primary sources yet; whoever does, changes the case and this line.
    expect(checked).toBe(false);
  }
});

test("[W500] every figure is a range, and each case tells at least one or says it in words", () => {
  for (const { outageDays, sek, persons, what } of publishedCases) {
    for (const range of [outageDays, sek, persons])
      if (range !== null) {
        expect(range.low).toBeGreaterThan(0);
        expect(range.high).toBeGreaterThanOrEqual(range.low);
      }
    expect(outageDays !== null || sek !== null || persons !== null || /\d/u.test(what.sv)).toBe(
      true,
    );
  }
});
