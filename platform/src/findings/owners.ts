/** Who owns what a finding is about, by the register: the systems that run on its thing. */
import { type Asset, factNamed, isPresent, isThere, type Model } from "@vallgrav/facts";
import type { AssetId } from "@vallgrav/kernel";
import type { AssetRef } from "../api/index.ts";

/** Who owns a system, by the register. */
export type SystemOwner = {
  readonly system: string;
  readonly unit: string | null;
  readonly ownedBy: string;
};

/** Who owns what runs on a thing, as findings tell it. */
type Owner = RulingOwner & {
  readonly owners: readonly SystemOwner[];
  readonly systems: readonly AssetRef[];
};

/** The owner of the first system that has one. */
type RulingOwner = { readonly ownedBy: string | null; readonly unit: string | null };

/** A text that a source tells, without what stands around it; null for none. */
export function textOf(asset: Asset, property: string): string | null {
  const value = factNamed(asset, property)?.value;
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** What a thing is pointed at by. */
export function refOf({ id, kind, name }: Asset): AssetRef {
  return { id, kind, name };
}

/** Systems by the computer they run on, in the model's order. */
export function systemsOn({ assets, relations }: Model): ReadonlyMap<AssetId, readonly Asset[]> {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  const found = new Map<AssetId, Asset[]>();
  for (const relation of relations) {
    if (relation.kind !== "runs-on" || !isThere(relation)) continue;
    const { from, to } = relation;
    const system = byId.get(from);
    if (system === undefined || !isPresent(system)) continue;
    const known = found.get(to);
    if (known === undefined) found.set(to, [system]);
    else known.push(system);
  }
  return found;
}

/** The systems on a thing, and who owns them. */
export function ownerOf(asset: Asset, on: ReadonlyMap<AssetId, readonly Asset[]>): Owner {
  const systems = asset.kind === "system" ? [asset] : (on.get(asset.id) ?? []);
  const owners = systems.flatMap((one): readonly SystemOwner[] => {
    const [role, unit] = [textOf(one, "owner-role"), textOf(one, "owner-organisation")];
    const said = [role, unit].filter((word) => word !== null);
    return said.length === 0 ? [] : [{ system: one.id, unit, ownedBy: said.join(", ") }];
  });
  return { ...rulingOwner(owners), owners, systems: systems.map(refOf) };
}

/** Who a finding is told to be owned by. */
export function rulingOwner([first]: readonly SystemOwner[]): RulingOwner {
  return { unit: first?.unit ?? null, ownedBy: first?.ownedBy ?? null };
}
