/** Plans changed by hand. */
import { expect, test } from "vitest";
import type { PlanReport, Switched } from "../api/index.ts";
import { computePlans } from "./compute.ts";
import type { Watch } from "./watch.ts";
import { exampleModel, preparedOf, smallSize } from "./test/example.ts";
import { computeWhatIf, switched } from "./what-if.ts";

const prepared = await preparedOf(exampleModel(), smallSize);
const { reports } = await computePlans(prepared, smallSize, [600_000], {
  signal: new AbortController().signal,
  progress: () => Promise.resolve(),
});
const plan = first(reports);
const nobody: Watch = {
  signal: new AbortController().signal,
  progress: () => Promise.resolve(),
};
const held = plan.measures.map(({ id }) => id);

function first(found: readonly PlanReport[]): PlanReport {
  const [report] = found;
  if (report === undefined) throw new Error("a budget has a report");
  return report;
}

async function whatIf(asked: Pick<Switched, "with" | "without">) {
  const changed = switched(prepared, plan, asked);
  if (!changed.ok) throw new Error(changed.problems[0]?.code);
  return computeWhatIf(prepared, smallSize, { plan, choice: changed.choice }, nobody);
}

test("[PR42] switched by hand a plan has dials and price of just those measures", async () => {
  const same = await whatIf({ with: held.slice(0, 1), without: [] });
  expect(same).toMatchObject({ added: [], removed: [], costSek: plan.costSek, hours: plan.hours });
  expect(same.dials).toEqual(plan.after);
  expect([same.remains, same.run]).toEqual([plan.outOfSample, plan.afterRun]);
  const none = await whatIf({ with: [], without: held });
  expect(none).toMatchObject({ measures: [], costSek: 0, hours: 0, removed: held });
  expect(none.dials).toEqual(plan.before);
  const more = await whatIf({ with: ["immutable-copies"], without: [] });
  expect(more.dials.damage.sek.mean).toBeLessThanOrEqual(plan.after.damage.sek.mean);
  expect(more.costSek).toBeGreaterThan(plan.costSek);
});

test("[PR43] a choice that cannot be carried out is refused with every reason", () => {
  const ask = (on: readonly string[], off: readonly string[] = []) => {
    const without = [...held.filter((id) => !on.includes(id)), ...off];
    const found = switched(prepared, plan, { with: on, without });
    return found.ok ? [] : found.problems.map(({ code, args }) => [code, ...Object.values(args)]);
  };
  expect(ask(["no-such", "admin-keys"], ["nor-this"])).toEqual([
    ["protect/unknown-measure", "no-such"],
    ["protect/unknown-measure", "nor-this"],
  ]);
  expect(ask(["known-devices"])).toEqual([
    ["protect/measure-needs", "known-devices", "remote-second-factor"],
  ]);
  expect(ask(["gateway-closed", "gateway-updates"])).toEqual([
    ["protect/measure-excludes", "gateway-closed", "gateway-updates"],
  ]);
  expect(ask([])).toEqual([]);
});
