/** Published counts of how often it happens, as they are told beside the field for it. */
import { expect, test } from "vitest";
import { howOften } from "./how-often.ts";

test("[W1360] every count has both languages, a source and its word on whether it was checked", () => {
  expect(howOften.map(({ perYear }) => Number(perYear.low.toFixed(4)))).toEqual([0.0055, 0.34]);
  for (const { what, but, perYear, sources, reviewed, checked } of howOften) {
    for (const text of [what, but])
      for (const said of [text.sv, text.en]) expect(said.trim()).not.toBe("");
    expect(perYear.high).toBeGreaterThanOrEqual(perYear.low);
    expect(sources.length > 0 && sources.every((source) => URL.canParse(source))).toBe(true);
    expect(reviewed).toMatch(/^\d{4}-\d\d-\d\d$/u);
    // Nobody has read the primary sources yet; whoever does, changes the count and this line.
    expect(checked).toBe(false);
  }
});
