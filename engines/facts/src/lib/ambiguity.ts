/** Names that may mean several assets, with the assets they may mean. */
import { compareText } from "@vallgrav/kernel";
import type { AssetId, AssetKind, Claim } from "@vallgrav/kernel";
import { compareClaims, hostLabel } from "./claims.ts";
import type { Ambiguity } from "./model.ts";
import type { HeldClaim, Subjects } from "./subjects.ts";

/** An asset by its names alone. */
export type NamedAsset = {
  readonly id: AssetId;
  readonly kind: AssetKind;
  readonly claims: readonly Claim[];
};

/** Who holds each unclear claim, or has it as its host name by a stronger one; sorted. */
export function ambiguities(
  all: Subjects,
  unclear: ReadonlySet<HeldClaim>,
  { assets, assetOf }: { readonly assets: readonly NamedAsset[]; readonly assetOf: Int32Array },
): readonly Ambiguity[] {
  if (unclear.size === 0) return [];
  const found = new Map([...unclear].map((held) => [held, new Set<AssetId>()]));
  const byLabel = new Map<string, HeldClaim>();
  for (const held of unclear)
    if (held.bond === "weak" && held.claim.space === "host")
      byLabel.set(`${held.kind} ${held.claim.value}`, held);
  const add = (held: HeldClaim, holders: readonly number[]): void => {
    for (const holder of holders) {
      const asset = assets[assetOf[holder] ?? -1];
      if (asset !== undefined) found.get(held)?.add(asset.id);
    }
  };
  for (const held of all.claims) {
    if (unclear.has(held)) add(held, held.holders);
    const label = hostLabel(held.claim);
    const host = label === null ? undefined : byLabel.get(`${held.kind} ${label}`);
    if (host !== undefined) add(host, held.holders);
  }
  return [...found]
    .map(([{ kind, claim }, ids]) => ({ kind, claim, assets: [...ids].sort(compareText) }))
    .sort((a, b) => compareText(a.kind, b.kind) || compareClaims(a.claim, b.claim));
}
