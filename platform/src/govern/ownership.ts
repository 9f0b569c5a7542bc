/**
 * Whose material a thing is, by the names that registers and lists give its owner, and what follows
 * for those who stand behind a wall: they see what is their own, and nothing else.
 */
import { type Asset, isThere, type Model } from "@vallgrav/facts";
import type { AssetKind, RelationKind } from "@vallgrav/kernel";
import { nameKeyOf } from "../accounts/names.ts";
import type { Unit } from "../api/index.ts";
import type { Identify } from "../identify/door.ts";
import { perModelAsked } from "../identify/per-model.ts";

/** Whether somebody sees a thing of the model, by its id. */
export type Sees = (asset: string) => boolean;

/** The property by which a thing of a kind names its unit. */
const namedBy: ReadonlyMap<AssetKind, readonly string[]> = new Map([
  ["system", ["owner-organisation"]],
  ["person", ["unit", "organisation"]],
  ["account", ["department"]],
]);

/**
 * Along which relations it is handed on, in order: what a system runs on, holds and supports is its
 * owner's too; an account is of its person's unit, and a computer of its user's.
 */
const handedOn: readonly { readonly kind: RelationKind; readonly to: "from" | "to" }[] = [
  { kind: "runs-on", to: "to" },
  { kind: "holds", to: "to" },
  { kind: "supports", to: "to" },
  { kind: "used-by", to: "from" },
  { kind: "primary-user-of", to: "to" },
];

type Owners = ReadonlyMap<string, ReadonlySet<string>>;

function namedUnits(asset: Asset, unitOf: ReadonlyMap<string, string>): readonly string[] {
  return (namedBy.get(asset.kind) ?? []).flatMap((property) => {
    const value = asset.facts[property]?.value;
    const unit = typeof value === "string" ? unitOf.get(nameKeyOf(value)) : undefined;
    return unit === undefined ? [] : [unit];
  });
}

/**
 * Ids of the units that own each thing; a thing that nobody is known to own is left out. One that
 * several use, such as a server with two systems, belongs to all of them. Linear in the model.
 */
export function ownersOf(model: Model, units: readonly Unit[]): Owners {
  const unitOf = new Map(
    units.flatMap(({ id, name, also }) =>
      [name, ...also].map((one) => [nameKeyOf(one), id] as const),
    ),
  );
  const owners = new Map<string, Set<string>>();
  const give = (asset: string, of: Iterable<string>): void => {
    const known = owners.get(asset) ?? new Set<string>();
    for (const unit of of) known.add(unit);
    if (known.size > 0) owners.set(asset, known);
  };
  for (const asset of model.assets) give(asset.id, namedUnits(asset, unitOf));
  for (const { kind, to } of handedOn)
    for (const relation of model.relations)
      if (relation.kind === kind && isThere(relation)) {
        const [source, target] =
          to === "to" ? [relation.from, relation.to] : [relation.to, relation.from];
        give(target, owners.get(source) ?? []);
      }
  return owners;
}

/**
 * Names of the controllers that a thing is of: the committees and companies, or units directly
 * under the municipality, that its owning units lie in. Empty where nobody is known to own it.
 * @param units in the order of their list, where each stands after the one it lies under
 */
export function controllersOf(
  model: Model,
  units: readonly Unit[],
): (asset: string) => readonly string[] {
  const owners = ownersOf(model, units);
  const named = new Map<string, string>();
  for (const { id, name, parent, authority } of units) {
    const above = parent === null ? undefined : named.get(parent);
    named.set(id, authority === null ? (above ?? name) : name);
  }
  return (asset) =>
    [...new Set([...(owners.get(asset) ?? [])].flatMap((unit) => named.get(unit) ?? []))].sort();
}

/** What tells who sees what. Owners are found anew when the model or the units change. */
export type Seeing = (reach: "all" | ReadonlySet<string>) => Promise<Sees | undefined>;

/**
 * @returns for a reach what it sees; undefined where that is everything. While nothing is known
 *   nothing is seen. What nobody is known to own is seen by no one behind a wall.
 */
export function seeingOf(
  identify: Pick<Identify, "current">,
  units: { readonly list: () => Promise<readonly Unit[]> },
): Seeing {
  const ownersBook = perModelAsked(2, (model: Model, asked) =>
    ownersOf(model, JSON.parse(asked) as readonly Unit[]),
  );
  return async (reach) => {
    if (reach === "all") return undefined;
    const current = await identify.current();
    if (current === null) return () => false;
    const owners = ownersBook(current.model, JSON.stringify(await units.list()));
    return (asset) => {
      for (const unit of owners.get(asset) ?? []) if (reach.has(unit)) return true;
      return false;
    };
  };
}
