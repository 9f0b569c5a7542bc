/** A network made ready for many runs: order, who leans on whom, and totals of need. */
import { fail, invariant, succeed } from "@vallgrav/kernel";
import type { Result } from "@vallgrav/kernel";
import { checkNetwork, checkReserves } from "./check.ts";
import type { ContinuityProblem } from "./check.ts";
import type { Leaning, Network, On, Reserve } from "./network.ts";
import { recoveryOrder } from "./recovery-order.ts";
import { needTotals, weekHours } from "./weekly-need.ts";
import type { NeedTotals } from "./weekly-need.ts";

/** Longest outage that is counted, hours: 365 days. */
export const outageCapHours = 8760;

/** What a node leans on, by node number. */
type Needs = {
  readonly on: Int32Array;
  readonly tolerance: Float64Array;
  readonly groups: readonly { readonly members: Int32Array; readonly needed: number }[];
};

/** Opaque; made by {@link prepareNetwork}. Node numbers: systems, then services. */
export type PreparedNetwork = {
  readonly network: Network;
  readonly order: Int32Array;
  /** Prerequisites of each system that stand before it in the order. */
  readonly prerequisites: readonly Int32Array[];
  readonly needs: readonly Needs[];
  /** Nodes that lean on a node. */
  readonly leaners: readonly Int32Array[];
  readonly totals: readonly (NeedTotals | null)[];
  /** Warnings: cycles, and systems quicker to rebuild than to restore. */
  readonly problems: readonly ContinuityProblem[];
};

const leansOnNothing: Leaning = { dependencies: [], groups: [] };

/** Checks and prepares; fails with all problems when any of them is an error. */
export function prepareNetwork(
  network: Network,
): Result<PreparedNetwork, readonly ContinuityProblem[]> {
  const problems = checkNetwork(network);
  if (problems.some(({ severity }) => severity === "error")) return fail(problems);
  const { systems, services } = network;
  const order = Int32Array.from(recoveryOrder(network).order);
  const place = new Int32Array(systems.length);
  for (const [at, index] of order.entries()) place[index] = at;
  const prerequisites = systems.map((system, index) =>
    Int32Array.from(
      system.prerequisites.filter((need) => (place[need] ?? 0) < (place[index] ?? 0)),
    ),
  );
  const node = (on: On): number => ("system" in on ? on.system : systems.length + on.service);
  const needs = [
    ...systems.map(({ leaning }) => needsOf(leaning ?? leansOnNothing, node)),
    ...services.map((service) => needsOf(service, node)),
  ];
  const leaners = leanersOf(needs);
  return succeed({
    network,
    order,
    prerequisites,
    needs,
    leaners,
    totals: totalsOf(network),
    problems,
  });
}

/**
 * The same network with other reserve routines, one for each service. Shares everything that does
 * not depend on them, so many of a large network cost little. Linear in the services; fails with
 * those routines that are out of range.
 */
export function withReserves(
  prepared: PreparedNetwork,
  reserves: readonly (Reserve | null)[],
): Result<PreparedNetwork, readonly ContinuityProblem[]> {
  const { network } = prepared;
  invariant(reserves.length === network.services.length, "one routine or none for each service");
  const services = network.services.map((service, at) => ({
    ...service,
    reserve: reserves[at] ?? null,
  }));
  const problems = checkReserves(services);
  if (problems.length > 0) return fail(problems);
  return succeed({ ...prepared, network: { ...network, services } });
}

function needsOf(leaning: Leaning, node: (on: On) => number): Needs {
  return {
    on: Int32Array.from(leaning.dependencies, ({ on }) => node(on)),
    tolerance: Float64Array.from(leaning.dependencies, ({ toleranceHours }) => toleranceHours),
    groups: leaning.groups.map(({ members, needed }) => ({
      members: Int32Array.from(members, node),
      needed,
    })),
  };
}

function leanersOf(needs: readonly Needs[]): readonly Int32Array[] {
  const leaners: Set<number>[] = needs.map(() => new Set());
  for (const [index, { on, groups }] of needs.entries()) {
    for (const other of on) leaners[other]?.add(index);
    for (const { members } of groups) for (const other of members) leaners[other]?.add(index);
  }
  return leaners.map((set) => Int32Array.from(set));
}

/** One table per distinct profile, however many services share it. */
function totalsOf(network: Network): readonly (NeedTotals | null)[] {
  const made = new Map<ArrayLike<number>, NeedTotals>();
  return network.services.map(({ need }) => {
    if (need === null) return null;
    const totals = made.get(need) ?? needTotals(need, outageCapHours + weekHours);
    made.set(need, totals);
    return totals;
  });
}
