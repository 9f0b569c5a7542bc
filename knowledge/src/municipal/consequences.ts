/**
 * What the register says of systems, services and people, and what is assumed where it is silent:
 * everything that turns fallen objectives into hours, persons and kronor. Also the rule that makes
 * an objective vital (dials.md §1.1). A pure function of the model.
 */
import type { Asset } from "@vallgrav/facts";
import type { AssetId } from "@vallgrav/kernel";
import { recoveryDefaults } from "../valuations.ts";
import { amount, assetsOf, flag, type Lookup, relationsOf, text } from "./lookup.ts";

/** Persons whose data a system holds. */
export type Holding = {
  readonly population: string;
  readonly persons: number;
  /** Confidentiality class, 0–4. */
  readonly level: number;
};

export type SystemEntry = {
  readonly id: AssetId;
  readonly name: string;
  readonly tolerableHours: number;
  readonly restoreHours: number;
  readonly rebuildHours: number;
  /** Backups that cover it: asset ids. */
  readonly backups: readonly AssetId[];
  readonly holdings: readonly Holding[];
  /** Integrity class, 0–4. */
  readonly integrity: number;
  /** Indices of systems it cannot work without. */
  readonly dependsOn: readonly number[];
  /** Computers it runs on: asset ids. Several systems may share one. */
  readonly hosts: readonly AssetId[];
};

export type ServiceEntry = {
  readonly id: AssetId;
  readonly name: string;
  /** Indices of systems it needs. */
  readonly systems: readonly number[];
  /** Staff of the unit that runs it. */
  readonly staff: number;
  readonly unit: string;
  readonly reserve: {
    readonly inPlaceAfterHours: number;
    readonly coverFirst: number;
    readonly untilHours: number;
    readonly coverThen: number;
  };
};

export type BackupEntry = {
  readonly id: AssetId;
  /** Whether a restore has been proven; null where nobody said. */
  readonly tried: boolean | null;
};

export type Consequences = {
  readonly systems: readonly SystemEntry[];
  readonly services: readonly ServiceEntry[];
  readonly backups: readonly BackupEntry[];
  /** Sizes of the groups of people, at least as many as any one system holds. */
  readonly populations: readonly { readonly id: string; readonly size: number }[];
  /** Systems a vital service needs, through what they depend on: their denial is vital. */
  readonly vitalSystems: ReadonlySet<AssetId>;
};

/**
 * The statutory figure of persons from which a reading is vital; secondary source, to be verified.
 */
export const vitalPersons = 500;
/** Classes from which reading and altering are vital. */
export const vitalLevel = 3;

/** Whether reading or altering a system is a vital objective by rule. */
export function isVitalRead(system: SystemEntry): boolean {
  return system.holdings.some(
    ({ level, persons }) => level >= vitalLevel || persons >= vitalPersons,
  );
}

/** Whether altering a system is a vital objective by rule. */
export function isVitalAlter(system: SystemEntry): boolean {
  return system.integrity >= vitalLevel;
}

function targetsOf(look: Lookup, kind: Parameters<typeof relationsOf>[1]): Map<AssetId, AssetId[]> {
  const found = new Map<AssetId, AssetId[]>();
  for (const { from, to } of relationsOf(look, kind)) {
    const targets = found.get(from);
    if (targets === undefined) found.set(from, [to]);
    else targets.push(to);
  }
  return found;
}

/** A set that holds several groups is a group of its own: its persons cannot be told apart. */
function populationOf(set: Asset): string {
  const value = set.facts["population"]?.value;
  if (Array.isArray(value)) return value.length === 0 ? "other" : value.join("+");
  return typeof value === "string" ? value : "other";
}

function holdingsOf(look: Lookup, sets: readonly AssetId[]): Holding[] {
  const holdings: Holding[] = [];
  for (const id of sets) {
    const set = look.byId.get(id);
    if (set === undefined) continue;
    const persons = amount(set, "persons") ?? 0;
    const level = amount(set, "confidentiality") ?? 0;
    if (persons > 0 || level > 0) holdings.push({ population: populationOf(set), persons, level });
  }
  return holdings;
}

function systemsOf(look: Lookup): SystemEntry[] {
  const systems = assetsOf(look, "system");
  const at = new Map(systems.map(({ id }, index) => [id, index]));
  const backups = targetsOf(look, "backed-up-by");
  const held = targetsOf(look, "holds");
  const needed = targetsOf(look, "depends-on");
  const hosts = targetsOf(look, "runs-on");
  return systems.map((system): SystemEntry => {
    const restore = amount(system, "restore-hours") ?? recoveryDefaults.restoreHours;
    const holdings = holdingsOf(look, held.get(system.id) ?? []);
    return {
      id: system.id,
      name: system.name,
      tolerableHours: amount(system, "tolerable-outage-hours") ?? recoveryDefaults.tolerableHours,
      restoreHours: restore,
      rebuildHours: restore * recoveryDefaults.rebuildFactor,
      backups: backups.get(system.id) ?? [],
      holdings,
      integrity: Math.max(
        0,
        ...(held.get(system.id) ?? []).map((id) => {
          const set = look.byId.get(id);
          return set === undefined ? 0 : (amount(set, "integrity") ?? 0);
        }),
      ),
      dependsOn: (needed.get(system.id) ?? [])
        .map((id) => at.get(id))
        .filter((index) => index !== undefined),
      hosts: hosts.get(system.id) ?? [],
    };
  });
}

function tried(backup: Asset): boolean | null {
  return flag(backup, "tested");
}

/** The largest a property has on any of a service's systems: the register states it per system. */
function most(look: Lookup, systems: readonly SystemEntry[], property: string): number | null {
  let found: number | null = null;
  for (const { id } of systems) {
    const asset = look.byId.get(id);
    const value = asset === undefined ? null : amount(asset, property);
    if (value !== null && (found === null || value > found)) found = value;
  }
  return found;
}

function servicesOf(look: Lookup, systems: readonly SystemEntry[]): ServiceEntry[] {
  const at = new Map(systems.map(({ id }, index) => [id, index]));
  const users = new Map<AssetId, number[]>();
  for (const { from, to } of relationsOf(look, "supports")) {
    const index = at.get(from);
    if (index === undefined) continue;
    const needs = users.get(to);
    if (needs === undefined) users.set(to, [index]);
    else needs.push(index);
  }
  return assetsOf(look, "service")
    .filter((service) => users.has(service.id))
    .map((service): ServiceEntry => {
      const needed = users.get(service.id) ?? [];
      const entries = needed.map((index) => systems[index]).filter((entry) => entry !== undefined);
      const first = entries[0] === undefined ? undefined : look.byId.get(entries[0].id);
      const cover = most(look, entries, "reserve-share") ?? 0;
      return {
        id: service.id,
        name: service.name,
        systems: needed,
        staff: most(look, entries, "staff") ?? 0,
        unit: (first === undefined ? null : text(first, "owner-organisation")) ?? service.id,
        reserve: {
          inPlaceAfterHours: recoveryDefaults.reserveInPlaceHours,
          coverFirst: cover,
          untilHours: most(look, entries, "reserve-hours") ?? recoveryDefaults.reserveHours,
          coverThen: cover / 2,
        },
      };
    });
}

/** Everything systems depend on, directly or not, with themselves. */
function closure(systems: readonly SystemEntry[], starts: Iterable<number>): Set<number> {
  const found = new Set(starts);
  const open = [...found];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const needed of systems[next]?.dependsOn ?? [])
      if (!found.has(needed)) {
        found.add(needed);
        open.push(needed);
      }
  return found;
}

/** Reads the consequences out of the model. Linear. */
export function consequencesOf(look: Lookup): Consequences {
  const systems = systemsOf(look);
  const services = servicesOf(look, systems);
  const sizes = new Map<string, number>();
  for (const system of systems)
    for (const { population, persons } of system.holdings)
      sizes.set(population, Math.max(sizes.get(population) ?? 0, persons));
  const vital = closure(
    systems,
    services.flatMap((service) => [...service.systems]),
  );
  return {
    systems,
    services,
    backups: assetsOf(look, "backup").map((backup) => ({ id: backup.id, tried: tried(backup) })),
    populations: [...sizes]
      .map(([id, size]) => ({ id, size }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    vitalSystems: new Set(
      [...vital].map((index) => systems[index]?.id).filter((id) => id !== undefined),
    ),
  };
}
