/**
 * Worlds for tests: goals with a loss, each falling while some way to it has no chosen block. A
 * goal with two ways needs a block on both, so measures help together that are worth nothing alone.
 */
import { drawKey, uniform } from "@vallgrav/kernel";
import type { Candidate, Choice, Discount, Evaluate, Limits } from "../index.ts";

export type Goal = { readonly loss: number; readonly ways: readonly (readonly number[])[] };
export type World = readonly (readonly Goal[])[];

/** What falls of a scenario: each goal with the way that was open. */
function openGoals(goals: readonly Goal[], choice: Choice) {
  return goals.flatMap((goal) => {
    const way = goal.ways.find((blocks) => blocks.every((block) => choice[block] !== 1));
    return way === undefined ? [] : [{ goal, way }];
  });
}

/** What a scenario costs under a plan. */
export function lossOf(goals: readonly Goal[], choice: Choice): number {
  return openGoals(goals, choice).reduce((sum, { goal }) => sum + goal.loss, 0);
}

/** R of a plan: scenarios weigh the same. */
export function remainsOf(world: World, choice: Choice): number {
  return world.reduce((sum, goals) => sum + lossOf(goals, choice), 0) / world.length;
}

/** Losses with the additive row of dials.md §4.3; `seen` counts what was asked. */
export function evaluator(world: World, seen?: { count: number }): Evaluate {
  return (choice, scenarios) =>
    Promise.resolve(
      scenarios.map((scenario) => {
        if (seen !== undefined) seen.count += 1;
        const coefficients = new Map<number, number>();
        let loss = 0;
        for (const { goal, way } of openGoals(world[scenario] ?? [], choice)) {
          loss += goal.loss;
          for (const block of way)
            coefficients.set(block, (coefficients.get(block) ?? 0) + goal.loss);
        }
        const row = {
          scenario,
          constant: loss,
          coefficients: [...coefficients].map(([measure, value]) => ({ measure, value })),
        };
        return { scenario, loss, rows: [row] };
      }),
    );
}

/** Measures m1, m2 … with these costs. */
export function candidates(
  costs: readonly number[],
  more: readonly Partial<Candidate>[] = [],
): Candidate[] {
  return costs.map((sek, index) => ({
    id: `m${index + 1}`,
    costs: { sek },
    requires: [],
    excludes: [],
    ...more[index],
  }));
}

/** Equal weights. */
export function even(count: number): Float64Array {
  return new Float64Array(count).fill(1 / count);
}

/** Every plan over so few measures. */
export function everyChoice(count: number): Uint8Array[] {
  return Array.from({ length: 2 ** count }, (_, mask) =>
    Uint8Array.from({ length: count }, (_unused, index) => (mask >> index) & 1),
  );
}

export type Instance = {
  readonly candidates: readonly Candidate[];
  readonly discounts: readonly Discount[];
  readonly world: World;
  readonly limits: Limits;
};

/** A question drawn by number: prices, hours, requirements, exclusions and goals of many ways. */
export function instance(
  number: number,
  size: { readonly measures: number; readonly scenarios: number },
): Instance {
  const draw = (what: string, at: number): number => uniform(drawKey(`${number}/${what}`), at, 0);
  const { measures, scenarios } = size;
  const numbers = [...Array(measures).keys()];
  const found = numbers.map((at): Candidate => {
    const other = Math.floor(draw("other", at) * measures);
    const named = other === at ? [] : [`m${other + 1}`];
    const rule = draw("rule", at);
    return {
      id: `m${at + 1}`,
      costs: {
        sek: 1 + Math.floor(20 * draw("cost", at)),
        hours: Math.floor(8 * draw("hours", at)),
      },
      requires: rule < 0.1 ? named : [],
      excludes: rule > 0.92 ? named : [],
    };
  });
  const total = (resource: string): number =>
    found.reduce((sum, { costs }) => sum + (costs[resource] ?? 0), 0);
  return {
    candidates: found,
    discounts: [],
    limits: {
      sek: Math.floor(total("sek") * (0.1 + 0.3 * draw("budget", 0))),
      ...(draw("budget", 1) < 0.5 ? {} : { hours: Math.floor(total("hours") * 0.4) }),
    },
    world: Array.from({ length: scenarios }, (_, scenario) =>
      Array.from(
        { length: 1 + Math.floor(3 * draw(`goals/${scenario}`, 0)) },
        (_goal, at): Goal => {
          const key = `${scenario}/${at}`;
          return {
            loss: 1 + Math.floor(20 * draw(`loss/${key}`, 0)),
            ways: Array.from({ length: 1 + Math.floor(4 * draw(`ways/${key}`, 0)) }, (_way, way) =>
              numbers.filter((block) => draw(`block/${key}/${way}`, block) < 2.5 / measures),
            ),
          };
        },
      ),
    ),
  };
}

/** What a plan takes of a resource, read straight from the question. */
export function takenOf(asked: Instance, choice: Choice, resource: string): number {
  const chosen = asked.candidates.filter((one, at) => choice[at] === 1 && one.isInPlace !== true);
  const held = new Set(asked.candidates.filter((_, at) => choice[at] === 1).map(({ id }) => id));
  return chosen.reduce((sum, { id, costs }) => {
    const price = costs[resource] ?? 0;
    const cuts = asked.discounts.filter(
      (one) =>
        one.resource === resource &&
        one.measures.includes(id) &&
        one.measures.filter((other) => held.has(other)).length >= one.from,
    );
    return sum + price - cuts.reduce((cut, { share }) => cut + share * price, 0);
  }, 0);
}

/** Whether a plan keeps what an instance asks, read straight from the question. */
export function isAllowed(asked: Instance, choice: Choice): boolean {
  const { candidates: found, limits } = asked;
  const chosen = found.filter((_, at) => choice[at] === 1);
  const ids = new Set(chosen.map(({ id }) => id));
  return (
    Object.entries(limits).every(
      ([resource, most]) => takenOf(asked, choice, resource) <= most + 1e-9,
    ) &&
    found.every((one, at) => one.isInPlace !== true || choice[at] === 1) &&
    chosen.every(
      ({ requires, excludes }) =>
        requires.every((id) => ids.has(id)) && !excludes.some((id) => ids.has(id)),
    )
  );
}

/** Goals with their ways as sets of bits, for speed: at most 31 measures. */
function packedGoals(world: World) {
  const bits = (blocks: readonly number[]): number =>
    blocks.reduce((set, at) => set | (1 << at), 0);
  return world.flatMap((goals) =>
    goals.map(({ loss, ways }) => ({ loss, ways: ways.map((blocks) => bits(blocks)) })),
  );
}

/**
 * The least R of any allowed plan, by trying all, save where even everything affordable would not
 * do better. Knows nothing of rows; of discounts and what is in place it knows nothing either.
 */
export function exactOptimum(asked: Instance): number {
  const { candidates: found, limits, world } = asked;
  const goals = packedGoals(world);
  const leaves = (plan: number): number => {
    let sum = 0;
    for (const { loss, ways } of goals) if (ways.some((way) => (way & plan) === 0)) sum += loss;
    return sum / world.length;
  };
  const costs = Object.keys(limits).map((of) => found.map((one) => one.costs[of] ?? 0));
  const most = Object.values(limits);
  let best = leaves(0);
  const look = (at: number, plan: number, spent: readonly number[]): void => {
    const joined = (measure: number): readonly number[] =>
      spent.map((amount, of) => amount + (costs[of]?.[measure] ?? 0));
    const fits = (amounts: readonly number[]): boolean =>
      amounts.every((amount, of) => amount <= (most[of] ?? 0));
    let rest = plan;
    for (let later = at; later < found.length; later += 1)
      if (fits(joined(later))) rest |= 1 << later;
    if (leaves(rest) >= best - 1e-12) return;
    const total = leaves(plan);
    const choice = Uint8Array.from(found, (_, index) => (plan >> index) & 1);
    if (total < best && isAllowed(asked, choice)) best = total;
    if (at >= found.length) return;
    if (fits(joined(at))) look(at + 1, plan | (1 << at), joined(at));
    look(at + 1, plan, spent);
  };
  look(
    0,
    0,
    most.map(() => 0),
  );
  return best;
}

/** R of greedy by gain, or by gain per krona, on the losses themselves. */
export function greedyRemains(asked: Instance, perCost: boolean): number {
  const { candidates: found, world } = asked;
  const closureOf = (at: number, into: Uint8Array): void => {
    if (into[at] === 1) return;
    into[at] = 1;
    for (const id of found[at]?.requires ?? [])
      closureOf(
        found.findIndex((one) => one.id === id),
        into,
      );
  };
  let plan = new Uint8Array(found.length);
  for (;;) {
    let next: { readonly plan: Uint8Array<ArrayBuffer>; readonly score: number } | null = null;
    for (const at of found.keys()) {
      const larger = plan.slice();
      closureOf(at, larger);
      if (!isAllowed(asked, larger)) continue;
      const gain = remainsOf(world, plan) - remainsOf(world, larger);
      const price = takenOf(asked, larger, "sek") - takenOf(asked, plan, "sek");
      const score = gain / (perCost ? Math.max(price, 1) : 1);
      if (score > 1e-12 && (next === null || score > next.score)) next = { plan: larger, score };
    }
    if (next === null) return remainsOf(world, plan);
    plan = next.plan;
  }
}
