/** Words instead of figures, and what the figures rest on. */
import { expect, test } from "vitest";
import { damageStep, evidenceShares, powerOfTen, speakIn, words } from "../index.ts";

test("[D13] steps instead of figures", () => {
  const days = [0, 0.99, 1, 6.9, 7, 29, 30, 90, 91, null];
  expect(days.map((one) => words(one, 90))).toEqual([
    "hours",
    "hours",
    "days",
    "days",
    "weeks",
    "weeks",
    "months",
    "months",
    "holds",
    "holds",
  ]);
  expect([0, 7.9, 8, 167, 168, 720].map(damageStep)).toEqual([
    "none",
    "under-a-working-day",
    "days",
    "days",
    "weeks",
    "months",
  ]);
  expect([0, 0.5, 1, 9.9, 10, 999, 1000, 1e22, Number.NaN].map(powerOfTen)).toEqual([
    null,
    null,
    0,
    0,
    1,
    2,
    3,
    22,
    null,
  ]);
});

test("[D13] evidence is weighted by loss where it fell, alike where it held", () => {
  const facts = {
    observed: [2, 0, 1, 0],
    declared: [0, 1, 0, 0],
    assumed: [0, 1, 1, 0],
    fell: Uint8Array.of(1, 1, 0, 1),
    loss: [3, 1, 99, 50],
  };
  // fell: ¾·(1,0,0) + ¼·(0,½,½), two runs; held: (½,0,½), one run; the last has no facts
  const shares = evidenceShares(facts);
  expect(shares.observed).toBeCloseTo((2 * 0.75 + 0.5) / 3, 12);
  expect(shares.declared).toBeCloseTo((2 * 0.125) / 3, 12);
  expect(shares.assumed).toBeCloseTo((2 * 0.125 + 0.5) / 3, 12);
  const empty = { observed: [0], declared: [0], assumed: [0], fell: new Uint8Array(1), loss: [0] };
  expect(evidenceShares(empty)).toEqual({ observed: 0, declared: 0, assumed: 0 });
});

test("[D13] words below 60 % certainty, figures from there", () => {
  expect(speakIn({ observed: 0.2, declared: 0.399, assumed: 0.401 })).toBe("words");
  expect(speakIn({ observed: 0.1, declared: 0.5, assumed: 0.4 })).toBe("figures");
  expect(speakIn({ observed: 0, declared: 0, assumed: 0 })).toBe("words");
});
