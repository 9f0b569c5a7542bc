/** SEK, each thing once. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkCosts, costSheet, entry, lostStretches, overlaps } from "../index.ts";
import type { CostInput, ServiceOutage } from "../index.ts";

const nothing: CostInput = {
  strikeHourOfWeek: 0,
  response: null,
  restoration: [],
  ownRestoration: [],
  extraWork: [],
  breach: { fixedSek: 0, perPersonSek: 0, exposed: [] },
  lost: [],
  fineSek: 0,
};

const overlapping = [
  { startHour: 0, endHour: 100, share: 0.2 },
  { startHour: 50, endHour: 150, share: 0.4 },
];
const office = { unit: "office", staff: 100, hourlySek: 350, atWork: null, outages: overlapping };

test("[D10] published case: union over services, 1 750 000 SEK", () => {
  const sheet = costSheet({ ...nothing, extraWork: [office] });
  expect(sheet.totalSek).toBe(1_750_000);
  expect(sheet.lines["extra-work"]).toBe(1_750_000);
  expect(sheet.entries.map(({ interval, volume }) => [interval, volume])).toEqual([
    [{ startHour: 0, endHour: 50 }, 10],
    [{ startHour: 50, endHour: 150 }, 40],
  ]);
});

test("[D10] only hours at work are lost", () => {
  const atWork = Array.from({ length: 168 }, (_, hour) =>
    hour < 120 && hour % 24 >= 8 && hour % 24 < 16 ? 1 : 0,
  );
  const week = [{ startHour: 0, endHour: 168, share: 0.5 }];
  const unit = { unit: "u", staff: 1, hourlySek: 100, atWork, outages: week };
  const sheet = (strikeHourOfWeek: number): number =>
    costSheet({ ...nothing, strikeHourOfWeek, extraWork: [unit] }).totalSek;
  expect([sheet(0), sheet(53.5)]).toEqual([2000, 2000]);
  const undamaged = [{ startHour: Infinity, endHour: 0, share: 1 }];
  const quiet = { ...nothing, extraWork: [{ ...unit, outages: undamaged }] };
  expect([costSheet(quiet).totalSek, checkCosts(quiet)]).toEqual([0, []]);
});

test("[D10] every line: factor × volume × price, whole SEK", () => {
  const sheet = costSheet({
    strikeHourOfWeek: 0,
    response: { fixedSek: 500_000, perDaySek: 40_000, lastDoneHours: 60 },
    restoration: [
      { unit: "journal", driver: "system-restored", count: 1, priceSek: 25_000 },
      { unit: "school", driver: "computer-reinstalled", count: 10, priceSek: 1200.04 },
    ],
    ownRestoration: [{ unit: "it", hours: 200, hourlySek: 400 }],
    extraWork: [office, { ...office, unit: "it" }],
    breach: {
      fixedSek: 60_000,
      perPersonSek: 25,
      exposed: [
        { group: "pupils", persons: 100 },
        { group: "clients", persons: 0 },
      ],
    },
    lost: [
      { unit: "journal", driver: "record-entered", count: 1, priceSek: 150_000 },
      { unit: "parking", driver: "income-lost", count: 3, priceSek: 1000 },
    ],
    fineSek: 1_000_000,
  });
  expect(sheet.lines).toEqual({
    response: 600_000,
    restoration: 25_000 + 12_000 + 80_000,
    "extra-work": 1_750_000,
    "breach-duties": 62_500,
    "records-and-income-lost": 153_000,
    fines: 1_000_000,
  });
  expect(sheet.totalSek).toBe(Object.values(sheet.lines).reduce((a, b) => a + b, 0));
  expect(overlaps(sheet.entries)).toEqual([]);
});

const money = fc.integer({ min: 0, max: 1_000_000 });
const unitName = fc.constantFrom("a", "b", "c", "d");
const pieces = <Driver extends string>(...drivers: Driver[]) =>
  fc.uniqueArray(
    fc.record({
      unit: unitName,
      driver: fc.constantFrom(...drivers),
      count: money,
      priceSek: money,
    }),
    { selector: ({ unit, driver }) => `${unit} ${driver}` },
  );
const outage: fc.Arbitrary<ServiceOutage> = fc.record({
  startHour: fc.double({ min: 0, max: 500, noNaN: true }),
  endHour: fc.double({ min: 0, max: 500, noNaN: true }),
  share: fc.constantFrom(0, 0.2, 0.5, 1),
});
const costInput = fc.record<CostInput>({
  strikeHourOfWeek: fc.double({ min: 0, max: 167, noNaN: true }),
  response: fc.option(fc.record({ fixedSek: money, perDaySek: money, lastDoneHours: money })),
  restoration: pieces("system-restored", "computer-reinstalled"),
  ownRestoration: fc.uniqueArray(fc.record({ unit: unitName, hours: money, hourlySek: money }), {
    selector: ({ unit }) => unit,
  }),
  extraWork: fc.uniqueArray(
    fc.record({
      unit: unitName,
      staff: money,
      hourlySek: money,
      atWork: fc.constant(null),
      outages: fc.array(outage),
    }),
    { selector: ({ unit }) => unit },
  ),
  breach: fc.record({
    fixedSek: money,
    perPersonSek: money,
    exposed: fc.uniqueArray(fc.record({ group: unitName, persons: money }), {
      selector: ({ group }) => group,
    }),
  }),
  lost: pieces("record-entered", "income-lost"),
  fineSek: money,
});

test("[D10] no two entries of any sheet book the same thing", () => {
  fc.assert(
    fc.property(costInput, (input) => {
      expect(checkCosts(input)).toEqual([]);
      const { entries, lines, totalSek } = costSheet(input);
      expect(overlaps(entries)).toEqual([]);
      for (const { factor, volume, priceSek, amountSek } of entries)
        expect(amountSek).toBe(factor * volume * priceSek);
      for (const sek of [totalSek, ...Object.values(lines)])
        expect(Number.isSafeInteger(sek) || sek > Number.MAX_SAFE_INTEGER).toBe(true);
    }),
  );
});

test("[D10] the test for overlaps finds them, and what stands twice is refused", () => {
  const booking = {
    line: "extra-work",
    driver: "working-time",
    unit: "u",
    interval: { startHour: 0, endHour: 10 },
    persons: null,
    factor: 1,
    volume: 1,
    priceSek: 1,
  } as const;
  const first = entry(booking);
  const own = entry({ ...booking, line: "restoration", interval: null });
  const later = entry({ ...booking, interval: { startHour: 10, endHour: 20 } });
  const other = entry({ ...booking, unit: "v" });
  expect(overlaps([first, later, other])).toEqual([]);
  expect(overlaps([first, own])).toEqual([[first, own]]);
  const pupils = entry({ ...booking, persons: "pupils" });
  const staff = entry({ ...booking, persons: "staff" });
  expect(overlaps([pupils, staff])).toEqual([]);
  const bad = checkCosts({
    ...nothing,
    extraWork: [office, { ...office, atWork: [1] }],
    fineSek: -1,
    breach: { fixedSek: 0, perPersonSek: 0, exposed: [{ group: "g", persons: Number.NaN }] },
  });
  expect(bad.map(({ code }) => code)).toEqual([
    "dials/bad-profile",
    "dials/bad-amount",
    "dials/bad-amount",
    "dials/duplicate-unit",
  ]);
});

test("[D10] stretches are a union: never more than the sum, never less than any one", () => {
  fc.assert(
    fc.property(fc.array(outage), (outages) => {
      const area = ({ startHour, endHour, share }: (typeof outages)[number]): number =>
        Math.max(0, endHour - startHour) * share;
      const stretches = lostStretches(outages);
      const union = stretches.reduce((sum, one) => sum + area(one), 0);
      expect(union).toBeLessThanOrEqual(outages.reduce((sum, one) => sum + area(one), 0) + 1e-6);
      expect(union).toBeGreaterThanOrEqual(Math.max(0, ...outages.map(area)) - 1e-6);
      for (const [at, { startHour }] of stretches.entries())
        expect(startHour).toBeGreaterThanOrEqual(stretches[at - 1]?.endHour ?? 0);
    }),
  );
});
