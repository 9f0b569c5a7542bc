/** The planner against HiGHS, which is given the worlds themselves and no rows of ours. */
import { expect, test } from "vitest";
import { planner } from "../index.ts";
import { loadHighs } from "../test/highs.ts";
import { evaluator, even, type Instance, instance } from "../test/worlds.ts";

/** The whole question as a mixed-integer programme: one loss per goal, one row per way. */
function programmeOf({ candidates, world, limits }: Instance): string {
  const place = new Map(candidates.map(({ id }, at) => [id, at]));
  const rows: string[] = [];
  const losses: string[] = [];
  for (const [scenario, goals] of world.entries())
    for (const [at, { loss, ways }] of goals.entries()) {
      const z = `z${scenario}_${at}`;
      losses.push(z);
      for (const blocks of ways)
        rows.push(`${z} ${blocks.map((block) => `+ ${loss} x${block}`).join(" ")} >= ${loss}`);
    }
  for (const [resource, most] of Object.entries(limits)) {
    const terms = candidates.map(({ costs }, at) => `${costs[resource] ?? 0} x${at}`);
    rows.push(`${terms.join(" + ")} <= ${most}`);
  }
  for (const [at, { requires, excludes }] of candidates.entries()) {
    for (const id of requires) rows.push(`x${at} - x${place.get(id) ?? 0} <= 0`);
    for (const id of excludes) rows.push(`x${at} + x${place.get(id) ?? 0} <= 1`);
  }
  return [
    "Minimize",
    ` obj: ${losses.join(" + ")}`,
    "Subject To",
    ...rows.map((row, at) => ` r${at}: ${row}`),
    "Binary",
    ` ${candidates.map((_, at) => `x${at}`).join(" ")}`,
    "End",
    "",
  ].join("\n");
}

test("[P9] HiGHS finds no better plan and no better bound", async () => {
  const solve = await loadHighs();
  for (let number = 0; number < 6; number += 1) {
    const asked = instance(5_000 + number, { measures: 20 + 2 * number, scenarios: 25 });
    const { objective } = solve(programmeOf(asked));
    const planned = await planner({
      candidates: asked.candidates,
      weights: even(asked.world.length),
      evaluate: evaluator(asked.world),
      limits: { gap: 0 },
    }).plan(asked.limits);
    expect(planned.remains * asked.world.length).toBeCloseTo(objective, 6);
    expect(planned.bound * asked.world.length).toBeCloseTo(objective, 4);
  }
});
