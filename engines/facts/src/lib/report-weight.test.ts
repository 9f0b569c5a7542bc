/** What reports weigh. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { instantFromMs, ln, msFromInstant } from "@vallgrav/kernel";
import type { Instant, ReportKind } from "@vallgrav/kernel";
import { day } from "../../test/observing.ts";
import type { Report } from "./model.ts";
import { reportQualities, reportWeight } from "./report-weight.ts";

function report(kind: ReportKind, validFrom: Instant, source = "directory"): Report {
  return {
    observation: "e1#0" as Report["observation"],
    evidence: "e1" as Report["evidence"],
    source,
    kind,
    standing: kind === "person" ? "declared" : "observed",
    validFrom,
  };
}

const now = day("12-31");
const daysAgo = (days: number): Instant =>
  instantFromMs(msFromInstant(now) - days * 86_400_000) ?? now;

test("[W1] the table is that of dials.md", () => {
  const rows = Object.entries(reportQualities).map(([kind, row]) => [kind, ...Object.values(row)]);
  expect(rows).toEqual([
    ["exercised", 0.98, 0.03, 365, 0.2, "A"],
    ["configuration", 0.98, 0.02, 180, 0.2, "A"],
    ["outside", 0.9, 0.1, 90, 0.4, "A"],
    ["person", 0.95, 0.4, 365, 0.8, "A"],
  ]);
});

test("[W2] a fresh report weighs ln LR, one of a half-life's age half of it", () => {
  for (const [kind, row] of Object.entries(reportQualities) as [
    ReportKind,
    (typeof reportQualities)[ReportKind],
  ][]) {
    const yes = ln(row.onWhenOn / row.onWhenOff);
    const no = ln((1 - row.onWhenOn) / (1 - row.onWhenOff));
    const old = daysAgo(row.halfLifeDays);
    expect(reportWeight([report(kind, now)], true, now)).toBeCloseTo(yes, 14);
    expect(reportWeight([report(kind, now)], false, now)).toBeCloseTo(no, 14);
    expect(reportWeight([report(kind, old)], true, now)).toBeCloseTo(yes / 2, 14);
    expect(reportWeight([report(kind, old)], false, now)).toBeCloseTo(no / 2, 14);
  }
});

test("[W2] a person's no: 0.05 / 0.60", () => {
  expect(reportWeight([report("person", now)], false, now)).toBeCloseTo(ln(0.05 / 0.6), 14);
});

test("[W2] of one source only the strongest counts, of several all do", () => {
  const weekly = [0, 7, 14, 21].map((days) => report("configuration", daysAgo(days)));
  const one = reportWeight(weekly.slice(0, 1), true, now);
  expect(reportWeight(weekly, true, now)).toBe(one);
  const scan = report("outside", now, "scan");
  expect(reportWeight([...weekly, scan], true, now)).toBeCloseTo(one + ln(9), 14);
  expect(reportWeight([], true, now)).toBe(0);
});

test("[W2] a report never weighs more by growing old, nor by the order of reports", () => {
  const kinds = fc.constantFrom(...(Object.keys(reportQualities) as ReportKind[]));
  const drawn = fc.tuple(
    kinds,
    fc.integer({ min: -400, max: 4000 }),
    fc.constantFrom("a", "b", "c"),
  );
  fc.assert(
    fc.property(fc.array(drawn), fc.boolean(), fc.nat(1000), (all, value, more) => {
      const reports = all.map(([kind, days, source]) => report(kind, daysAgo(days), source));
      const older = all.map(([kind, days, source]) => report(kind, daysAgo(days + more), source));
      const weight = reportWeight(reports, value, now);
      expect(reportWeight(reports.toReversed(), value, now)).toBe(weight);
      expect(Math.abs(reportWeight(older, value, now))).toBeLessThanOrEqual(Math.abs(weight));
      expect(value ? weight >= 0 : weight <= 0).toBe(true);
    }),
  );
});
