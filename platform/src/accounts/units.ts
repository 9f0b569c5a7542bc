/**
 * Organisation units: what lies under what, how far a role bound to one of them reaches, and which
 * are authorities of their own, behind walls.
 */
import { randomUUID } from "node:crypto";
import { fail, succeed } from "@vallgrav/kernel";
import type { Instant, Result } from "@vallgrav/kernel";
import type { AuthorityKind, Unit } from "../api/index.ts";
import type { Store, UnitRecord } from "../storage/index.ts";
import { problemOf } from "./accounts-problem.ts";
import type { AccountsProblem } from "./accounts-problem.ts";
import { isName, nameKeyOf, nameLimit } from "./names.ts";

type Outcome<T> = Promise<Result<T, AccountsProblem>>;

/** What a unit is made: an authority of its own with other names, or none. */
export type WallChange = {
  readonly authority: AuthorityKind | null;
  readonly also: readonly string[];
};

/** Units of one organisation. */
export type Units = {
  /** All, each after the one it lies under. */
  list(): Promise<readonly Unit[]>;
  /** Makes a unit under another, or under the municipality itself. */
  add(unit: Pick<Unit, "name" | "parent">): Outcome<Unit>;
  /** Removes a unit under which there is nothing. */
  remove(id: string): Outcome<string>;
  /** Ids of a unit and of all under it; empty for an unknown one. Linear in the units. */
  reach(id: string): Promise<ReadonlySet<string>>;
  /**
   * Raises a wall round a unit, or takes it down. Names it is known by besides are nobody else's.
   * `undo` puts back what stood there.
   */
  wall(
    id: string,
    change: WallChange,
  ): Outcome<{ readonly unit: Unit; readonly undo: () => Promise<unknown> }>;
  /**
   * Ids of the units of the authority that a unit belongs to, itself included; null where no wall
   * stands round it; none for an unknown one: whoever is bound to it sees nothing, not everything.
   * Linear in the units.
   */
  behind(id: string): Promise<ReadonlySet<string> | null>;
};

/** What units need from outside. */
export type UnitsOptions = {
  readonly store: Pick<Store, "units">;
  readonly now: () => Instant;
  readonly newId?: () => string;
};

/** Other names of a unit at most. */
export const otherNamesLimit = 40;

/** A unit and all under it. The list names a unit after the one it lies under. */
function reachOf(units: readonly Unit[], id: string): ReadonlySet<string> {
  const reached = new Set<string>();
  for (const unit of units)
    if (unit.id === id || (unit.parent !== null && reached.has(unit.parent))) reached.add(unit.id);
  return reached;
}

/** The authority each unit belongs to: itself, or the nearest above; left out where none is. */
function authoritiesOf(units: readonly Unit[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { id, parent, authority } of units) {
    const above = parent === null ? undefined : found.get(parent);
    const own = authority === null ? above : id;
    if (own !== undefined) found.set(id, own);
  }
  return found;
}

function viewOf({ id, name, parent, authority, also }: UnitRecord): Unit {
  return { id, name, parent, authority, also };
}

/** Why these names cannot be the unit's other names, or null. */
function wrongWith(
  units: readonly UnitRecord[],
  id: string,
  also: readonly string[],
): AccountsProblem | null {
  const others = units.filter((one) => one.id !== id);
  const taken = new Set(others.flatMap((one) => [one.nameKey, ...one.also.map(nameKeyOf)]));
  if (also.length > otherNamesLimit)
    return problemOf("accounts/too-many-names", { limit: otherNamesLimit });
  for (const name of also) {
    if (!isName(name)) return problemOf("accounts/bad-name", { limit: nameLimit });
    if (taken.has(nameKeyOf(name))) return problemOf("accounts/name-taken", { name: name.trim() });
  }
  return null;
}

function wallOf({ units }: Pick<Store, "units">): Units["wall"] {
  return async (id, { authority, also: given }) => {
    const all = await units.list();
    const unit = all.find((one) => one.id === id);
    if (unit === undefined) return fail(problemOf("accounts/unknown-unit", {}));
    const wrong = wrongWith(all, id, given);
    if (wrong !== null) return fail(wrong);
    const also = [...new Map(given.map((name) => [nameKeyOf(name), name.trim()])).values()];
    await units.setAuthority(id, { authority, also });
    const undo = (): Promise<unknown> => units.setAuthority(id, unit);
    return succeed({ unit: viewOf({ ...unit, authority, also }), undo });
  };
}

function addOf({ store, now, newId = randomUUID }: UnitsOptions): Units["add"] {
  return async ({ name: given, parent }) => {
    if (!isName(given)) return fail(problemOf("accounts/bad-name", { limit: nameLimit }));
    const name = given.trim();
    const unit: Unit = { id: newId(), name, parent, authority: null, also: [] };
    const nameKey = nameKeyOf(name);
    // A name that leads to another unit's things is that unit's.
    const isLent = (await store.units.list()).some((one) =>
      one.also.some((other) => nameKeyOf(other) === nameKey),
    );
    const added = isLent
      ? "name-taken"
      : await store.units.add({ ...unit, nameKey, createdAt: now() });
    if (added === "added") return succeed(unit);
    return fail(
      added === "name-taken"
        ? problemOf("accounts/name-taken", { name })
        : problemOf("accounts/unknown-unit", {}),
    );
  };
}

/** Units over a store. */
export function unitsOf(options: UnitsOptions): Units {
  const { store } = options;
  return {
    list: async () => (await store.units.list()).map(viewOf),
    add: addOf(options),
    remove: async (id) => {
      const removed = await store.units.remove(id);
      if (removed === "removed") return succeed(id);
      return fail(
        removed === "in-use"
          ? problemOf("accounts/unit-in-use", {})
          : problemOf("accounts/unknown-unit", {}),
      );
    },
    reach: async (id) => reachOf(await store.units.list(), id),
    wall: wallOf(store),
    behind: async (id) => {
      const known = await store.units.list();
      const authorities = authoritiesOf(known);
      const own = authorities.get(id);
      if (own === undefined) return known.some((unit) => unit.id === id) ? null : new Set();
      return new Set([...authorities].flatMap(([unit, of]) => (of === own ? [unit] : [])));
    },
  };
}
