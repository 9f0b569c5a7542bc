/**
 * The register's systems and services as the continuity engine sees them, today and with measures.
 */
import { type Network, type PreparedNetwork, prepareNetwork } from "@vallgrav/continuity";
import { invariant } from "@vallgrav/kernel";
import type { Consequences, Measure, ServiceEntry } from "@vallgrav/knowledge";

/** What chosen measures soften, taken together: of several, the best counts. */
export type Softening = {
  /** Least probability that a copy which survived can be restored. */
  readonly restorable: number;
  /** Multiplies the work of restoring, ≤ 1. */
  readonly workFactor: number;
  /** Multiplies the hold for forensics and decisions, ≤ 1. */
  readonly holdFactor: number;
  readonly bridge: {
    readonly coverFirst: number;
    readonly untilHours: number;
    readonly coverThen: number;
    readonly works: number;
  } | null;
};

/** The softening of the measures that `chosen` holds. */
export function softeningOf(measures: readonly Measure[], chosen: Uint8Array): Softening {
  let restorable = 0;
  let workFactor = 1;
  let holdFactor = 1;
  let bridge = null as Softening["bridge"];
  for (const [at, measure] of measures.entries()) {
    if (chosen[at] !== 1) continue;
    for (const effect of measure.effects) {
      if (effect.kind === "restorable") restorable = Math.max(restorable, effect.probability);
      if (effect.kind === "quicker-restore") workFactor = Math.min(workFactor, effect.factor);
      if (effect.kind === "shorter-hold") holdFactor = Math.min(holdFactor, effect.factor);
      if (effect.kind === "bridges")
        bridge = {
          coverFirst: Math.max(effect.coverFirst, bridge?.coverFirst ?? 0),
          untilHours: Math.max(effect.untilHours, bridge?.untilHours ?? 0),
          coverThen: Math.max(effect.coverThen, bridge?.coverThen ?? 0),
          works: Math.max(effect.works, bridge?.works ?? 0),
        };
    }
  }
  return { restorable, workFactor, holdFactor, bridge };
}

/**
 * Whether a measure softens what an outage costs, beside or instead of what it does to the graph.
 */
export function softens(measure: Measure): boolean {
  return measure.effects.some(({ kind }) => kind !== "control" && kind !== "slower");
}

function reserveOf(service: ServiceEntry, bridge: Softening["bridge"]): ServiceEntry["reserve"] {
  const { inPlaceAfterHours, coverFirst, untilHours, coverThen } = service.reserve;
  const first = Math.max(coverFirst, bridge?.coverFirst ?? 0);
  return {
    inPlaceAfterHours,
    coverFirst: first,
    untilHours: Math.max(inPlaceAfterHours, untilHours, bridge?.untilHours ?? 0),
    coverThen: Math.min(first, Math.max(coverThen, bridge?.coverThen ?? 0)),
  };
}

/** The network under a softening, ready for runs. */
export function networkOf(consequences: Consequences, softening: Softening): PreparedNetwork {
  const network: Network = {
    systems: consequences.systems.map((system) => ({
      id: system.id,
      restore: { workHours: system.restoreHours, rebuildHours: system.rebuildHours },
      prerequisites: system.dependsOn,
      tolerableHours: system.tolerableHours,
      leaning: {
        dependencies: system.dependsOn.map((at) => ({ on: { system: at }, toleranceHours: 0 })),
        groups: [],
      },
    })),
    services: consequences.services.map((service) => ({
      id: service.id,
      dependencies: service.systems.map((at) => ({ on: { system: at }, toleranceHours: 0 })),
      groups: [],
      need: null,
      reserve: reserveOf(service, softening.bridge),
    })),
  };
  const prepared = prepareNetwork(network);
  invariant(prepared.ok, "the register's reader lets only possible hours and shares through");
  return prepared.value;
}
