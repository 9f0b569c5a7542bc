/** The loss of a campaign that was stopped. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { stoppedLoss } from "../index.ts";

test("[D15] a shutdown costs its own length, at most what it prevented, at least what fell", () => {
  expect(stoppedLoss({ fallen: 0, shutdown: 48, unopposed: 500 })).toBe(48);
  expect(stoppedLoss({ fallen: 0, shutdown: 48, unopposed: 20 })).toBe(20);
  expect(stoppedLoss({ fallen: 100, shutdown: 48, unopposed: 500 })).toBe(100);
  expect(stoppedLoss({ fallen: 30, shutdown: 48, unopposed: 30 })).toBe(30);
});

test("[D15] less that falls, a shorter shutdown and less that would fall never cost more", () => {
  const amount = fc.nat(1_000);
  fc.assert(
    fc.property(amount, amount, amount, amount, amount, amount, (f, s, u, a, b, c) => {
      const loss = stoppedLoss({ fallen: f, shutdown: s, unopposed: f + u });
      const fallen = Math.max(0, f - a);
      const milder = {
        fallen,
        shutdown: Math.max(0, s - b),
        unopposed: Math.max(fallen, f + u - c),
      };
      expect(stoppedLoss(milder)).toBeLessThanOrEqual(loss);
      expect(loss).toBeLessThanOrEqual(f + u);
      expect(loss).toBeGreaterThanOrEqual(f);
    }),
  );
});
