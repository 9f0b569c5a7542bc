/** Organisation units: what lies under what, and how far a role bound to one of them reaches. */
import { randomUUID } from "node:crypto";
import { fail, succeed } from "@vallgrav/kernel";
import type { Instant, Result } from "@vallgrav/kernel";
import type { Unit } from "../api/index.ts";
import type { Store } from "../storage/index.ts";
import { problemOf } from "./accounts-problem.ts";
import type { AccountsProblem } from "./accounts-problem.ts";
import { isName, nameKeyOf, nameLimit } from "./names.ts";

type Outcome<T> = Promise<Result<T, AccountsProblem>>;

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
};

/** What units need from outside. */
export type UnitsOptions = {
  readonly store: Pick<Store, "units">;
  readonly now: () => Instant;
  readonly newId?: () => string;
};

/** A unit and all under it. The list names a unit after the one it lies under. */
function reachOf(units: readonly Unit[], id: string): ReadonlySet<string> {
  const reached = new Set<string>();
  for (const unit of units)
    if (unit.id === id || (unit.parent !== null && reached.has(unit.parent))) reached.add(unit.id);
  return reached;
}

/** Units over a store. */
export function unitsOf({ store, now, newId = randomUUID }: UnitsOptions): Units {
  return {
    list: async () =>
      (await store.units.list()).map(({ id, name, parent }) => ({ id, name, parent })),
    add: async ({ name: given, parent }) => {
      if (!isName(given)) return fail(problemOf("accounts/bad-name", { limit: nameLimit }));
      const name = given.trim();
      const unit: Unit = { id: newId(), name, parent };
      const nameKey = nameKeyOf(name);
      const added = await store.units.add({ ...unit, nameKey, createdAt: now() });
      if (added === "added") return succeed(unit);
      return fail(
        added === "name-taken"
          ? problemOf("accounts/name-taken", { name })
          : problemOf("accounts/unknown-unit", {}),
      );
    },
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
  };
}
