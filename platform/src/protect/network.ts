/**
 * The register's systems and services as the continuity engine sees them, today and with measures.
 */
import {
  type Network,
  type PreparedNetwork,
  prepareNetwork,
  withReserves,
} from "@vallgrav/continuity";
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
 * What softening comes in, each with a bit of its own: copies that can be restored, the time that
 * recovery takes, reserve routines.
 */
export const softParts = { copies: 1, time: 2, reserve: 4 } as const;

/** Number of sets of parts. */
export const softSets = 8;

/** The softening that is `more` in some parts, by their bits, and `less` in the others. */
export function mixedSoftening(less: Softening, more: Softening, parts: number): Softening {
  const time = (parts & softParts.time) !== 0 ? more : less;
  return {
    restorable: ((parts & softParts.copies) !== 0 ? more : less).restorable,
    workFactor: time.workFactor,
    holdFactor: time.holdFactor,
    bridge: ((parts & softParts.reserve) !== 0 ? more : less).bridge,
  };
}

/** The parts, by their bits, in which one softening differs from another. */
export function partsThatDiffer(one: Softening, other: Softening): number {
  const isTime = one.workFactor !== other.workFactor || one.holdFactor !== other.holdFactor;
  const [a, b] = [one.bridge, other.bridge];
  const isReserve =
    a?.coverFirst !== b?.coverFirst ||
    a?.untilHours !== b?.untilHours ||
    a?.coverThen !== b?.coverThen ||
    a?.works !== b?.works;
  return (
    (one.restorable === other.restorable ? 0 : softParts.copies) +
    (isTime ? softParts.time : 0) +
    (isReserve ? softParts.reserve : 0)
  );
}

const softening = ["bridges", "quicker-restore", "restorable", "shorter-hold"] as const;

/**
 * Whether a measure softens what an outage costs, beside or instead of what it does to the graph.
 */
export function softens(measure: Measure): boolean {
  return measure.effects.some(({ kind }) => softening.some((one) => one === kind));
}

/** Whether a measure acts on the graph, on detectors or on the response to their alarms. */
export function acts(measure: Measure): boolean {
  return measure.effects.some(({ kind }) => !softening.some((one) => one === kind));
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

/** The network of a municipality as it is. */
function networkToday({ systems, services }: Consequences): Network {
  return {
    systems: systems.map((system) => ({
      id: system.id,
      restore: { workHours: system.restoreHours, rebuildHours: system.rebuildHours },
      prerequisites: system.dependsOn,
      tolerableHours: system.tolerableHours,
      leaning: {
        dependencies: system.dependsOn.map((at) => ({ on: { system: at }, toleranceHours: 0 })),
        groups: [],
      },
    })),
    services: services.map((service) => ({
      id: service.id,
      dependencies: service.systems.map((at) => ({ on: { system: at }, toleranceHours: 0 })),
      groups: [],
      need: null,
      reserve: reserveOf(service, null),
    })),
  };
}

/**
 * The network under any softening, ready for runs. All of them share the systems: a search meets
 * dozens of softenings, and those of a large municipality would fill each thread.
 */
export function networksOf(
  consequences: Consequences,
): (softening: Pick<Softening, "bridge">) => PreparedNetwork {
  const today = prepareNetwork(networkToday(consequences));
  invariant(today.ok, "the register's reader lets only possible hours and shares through");
  return ({ bridge }) => {
    const reserves = consequences.services.map((service) => reserveOf(service, bridge));
    const softened = withReserves(today.value, reserves);
    invariant(softened.ok, "measures only lengthen and raise what is possible");
    return softened.value;
  };
}
