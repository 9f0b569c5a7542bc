/** What is worth knowing before a choice: a parameter that decides, and chance. */
import { parameterIn } from "@vallgrav/mal";
import { expect, test } from "vitest";
import { nameOfParameter } from "./movers.ts";
import type { RunColumns } from "./tasks.ts";
import { exampleModel, preparedOf, smallSize } from "./test/example.ts";
import { worthKnowing } from "./worth-knowing.ts";

const size = { outer: 60, inner: 1 };
const prepared = await preparedOf(exampleModel(), smallSize);
const { scene } = prepared.setting.municipal;
const decides = scene.parameters.find(
  ({ id, prior }) => prior.kind !== "fixed" && nameOfParameter(prepared, id) !== null,
);
if (decides === undefined) throw new Error("the example has unknowns");
const values = Float64Array.from({ length: size.outer }, (_, draw) =>
  parameterIn(scene, decides, size.outer + draw),
);
const middle = values.toSorted()[size.outer / 2] ?? 0;
/** Runs that cost so much, and nothing else. */
function costing(sek: (draw: number) => number): RunColumns {
  const none = new Float64Array(size.outer);
  return {
    first: none,
    outcome: new Uint8Array(size.outer),
    blind: new Uint8Array(size.outer),
    hours: none,
    persons: none,
    sek: none.map((_, draw) => sek(draw)),
    facts: new Float64Array(3 * size.outer),
  };
}
const today = costing(() => 100);
const weights = { hours: 0, persons: 0, sek: 0.01 };

test("[PR1363] what decides between two plans is worth most, and chance tells none", () => {
  const isHigh = (draw: number): boolean => (values[draw] ?? 0) > middle;
  const plans = [
    costing((draw) => (isHigh(draw) ? 20 : 80)),
    costing((draw) => (isHigh(draw) ? 80 : 20)),
  ];
  const {
    unknowns,
    looked,
    plans: count,
  } = worthKnowing(prepared, size, { today, plans, weights });
  expect([count, unknowns[0]?.id]).toEqual([3, decides.id]);
  // Half of the damage is spared whichever is chosen blindly, eight tenths by whoever knows.
  expect(unknowns[0]?.worth).toBeGreaterThan(0.15);
  expect(unknowns[0]?.worth).toBeLessThan(0.35);
  // Looked at one by one some would be told by chance.
  expect(looked).toBeGreaterThan(40);
  expect(unknowns.length).toBe(1);
});

test("[PR1363] where one plan is best whatever is unknown, nothing is worth knowing", () => {
  const plans = [costing(() => 20), costing(() => 40)];
  expect(worthKnowing(prepared, size, { today, plans, weights }).unknowns).toEqual([]);
});
