/** What can be wrong with a network, all of it at once. */
import type { Problem } from "@vallgrav/kernel";
import type { Leaning, Network, On, Reserve, Service, System } from "./network.ts";
import { recoveryOrder } from "./recovery-order.ts";
import type { CycleProblem } from "./recovery-order.ts";

/** Every problem of this engine. `id` is the system or service, `field` the member concerned. */
export type ContinuityProblem =
  | Problem<"continuity/duplicate-id", { readonly id: string }>
  | Problem<"continuity/unknown-reference", { readonly id: string; readonly index: number }>
  | Problem<"continuity/bad-hours", { readonly id: string; readonly field: string }>
  | Problem<"continuity/bad-need", { readonly id: string }>
  | Problem<"continuity/bad-group", { readonly id: string; readonly needed: number }>
  | Problem<"continuity/bad-reserve", { readonly id: string }>
  | Problem<"continuity/rebuild-quicker", { readonly id: string }>
  | CycleProblem;

type Faults = {
  readonly network: Network;
  readonly problems: ContinuityProblem[];
};

function isHours(value: number): boolean {
  return value >= 0 && value < Number.POSITIVE_INFINITY;
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

function checkHours({ problems }: Faults, id: string, fields: Record<string, number>): void {
  for (const [field, value] of Object.entries(fields))
    if (!isHours(value))
      problems.push({
        code: "continuity/bad-hours",
        severity: "error",
        at: null,
        args: { id, field },
      });
}

function checkIndex({ problems }: Faults, id: string, index: number, count: number): void {
  if (!(Number.isInteger(index) && index >= 0 && index < count))
    problems.push({
      code: "continuity/unknown-reference",
      severity: "error",
      at: null,
      args: { id, index },
    });
}

function checkOn(faults: Faults, id: string, on: On): void {
  const { systems, services } = faults.network;
  if ("system" in on) checkIndex(faults, id, on.system, systems.length);
  else checkIndex(faults, id, on.service, services.length);
}

function checkLeaning(faults: Faults, id: string, leaning: Leaning): void {
  for (const { on, toleranceHours } of leaning.dependencies) {
    checkOn(faults, id, on);
    checkHours(faults, id, { toleranceHours });
  }
  for (const { members, needed } of leaning.groups) {
    for (const on of members) checkOn(faults, id, on);
    if (!(Number.isInteger(needed) && needed >= 1 && needed <= members.length))
      faults.problems.push({
        code: "continuity/bad-group",
        severity: "error",
        at: null,
        args: { id, needed },
      });
  }
}

function checkSystem(faults: Faults, system: System): void {
  const { id, restore, prerequisites, tolerableHours, leaning } = system;
  const { workHours, rebuildHours } = restore;
  checkHours(faults, id, { workHours, rebuildHours });
  if (!(tolerableHours >= 0)) checkHours(faults, id, { tolerableHours });
  if (rebuildHours < workHours)
    faults.problems.push({
      code: "continuity/rebuild-quicker",
      severity: "warning",
      at: null,
      args: { id },
    });
  for (const index of prerequisites) checkIndex(faults, id, index, faults.network.systems.length);
  if (leaning !== undefined) checkLeaning(faults, id, leaning);
}

function isReserve(reserve: Reserve): boolean {
  const { inPlaceAfterHours, coverFirst, untilHours, coverThen } = reserve;
  return (
    isHours(inPlaceAfterHours) &&
    untilHours >= inPlaceAfterHours &&
    isShare(coverFirst) &&
    isShare(coverThen) &&
    coverThen <= coverFirst
  );
}

function checkReserve({ problems }: Pick<Faults, "problems">, { id, reserve }: Service): void {
  if (reserve !== null && !isReserve(reserve))
    problems.push({
      code: "continuity/bad-reserve",
      severity: "error",
      at: null,
      args: { id },
    });
}

/** Services whose reserve routine is out of range. */
export function checkReserves(services: readonly Service[]): readonly ContinuityProblem[] {
  const problems: ContinuityProblem[] = [];
  for (const service of services) checkReserve({ problems }, service);
  return problems;
}

function checkService(faults: Faults, service: Service): void {
  const { id, need } = service;
  checkLeaning(faults, id, service);
  if (need !== null && !(need.length === 168 && Array.from(need).every(isShare)))
    faults.problems.push({
      code: "continuity/bad-need",
      severity: "error",
      at: null,
      args: { id },
    });
  checkReserve(faults, service);
}

function checkIds({ problems }: Faults, things: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of things) {
    if (seen.has(id))
      problems.push({
        code: "continuity/duplicate-id",
        severity: "error",
        at: null,
        args: { id },
      });
    seen.add(id);
  }
}

/**
 * All that is wrong: references that lead nowhere, hours and shares out of range, repeated ids are
 * errors; cycles of prerequisites and rebuilding that is quicker than restoring are warnings.
 */
export function checkNetwork(network: Network): readonly ContinuityProblem[] {
  const problems: ContinuityProblem[] = [];
  const faults = { network, problems };
  checkIds(faults, network.systems);
  checkIds(faults, network.services);
  for (const system of network.systems) checkSystem(faults, system);
  for (const service of network.services) checkService(faults, service);
  return [...problems, ...recoveryOrder(network).problems];
}
