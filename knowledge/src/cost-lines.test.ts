/** Lines of the cost sheet, and own prices. */
import { expect, test } from "vitest";
import { costLines, withOwnPrices } from "./cost-lines.ts";
import { costOf, cost } from "./measures.ts";
import { measures, valuations, valuationTerms } from "./index.ts";

test("[K250] the lines of every measure add up to what it costs", () => {
  const count = (): number => 37;
  for (const { id, cost: of } of measures) {
    const sum = costLines(of, count).reduce(
      (all, { factor, volume, price }) => all + factor * volume * price.likely,
      0,
    );
    expect([id, Math.round(sum)]).toEqual([id, costOf(of, count).sek]);
  }
  expect(measures.length).toBeGreaterThan(60);
});

test("[K251] own prices stand in the place of the knowledge's, hours stay", () => {
  const of = cost({
    once: 10,
    yearly: 20,
    hours: { operations: 5 },
    each: { of: "people", once: 3 },
  });
  const own = { onceSek: 100, yearlySek: 200, eachOnceSek: 7, eachYearlySek: 1 };
  const price = costOf(withOwnPrices(of, own), () => 10);
  expect(price).toMatchObject({ sek: 380, yearlySek: 210, sekBetween: [380, 380], hours: 5 });
  const whole = cost({ once: 10 });
  expect(costOf(withOwnPrices(whole, own), () => 10).sek).toBe(300);
});

test("[K252] every factor of the cost sheet has a name, a unit and bounds that it lies in", () => {
  const named = valuationTerms.map(({ id }) => id).sort();
  const { source: _source, ...values } = valuations;
  expect(named).toEqual(Object.keys(values).sort());
  for (const { id, name, low, high } of valuationTerms) {
    expect([id, name.sv.length > 5, name.en.length > 5]).toEqual([id, true, true]);
    expect([id, values[id] >= low && values[id] <= high]).toEqual([id, true]);
  }
});
