/** What people see of the model: counts, sources, contradictions. Pure functions of the model. */
import type { Asset, Model } from "@vallgrav/facts";
import type { AssetKind } from "@vallgrav/kernel";
import type { Status } from "../api/index.ts";
import type { EvidenceEntry } from "../storage/index.ts";
import type { ContradictionView } from "./door.ts";

function isPresent(asset: Asset): boolean {
  return asset.present.value;
}

/** Counts and sources. */
export function statusOf(
  model: Model | null,
  hash: string,
  evidence: readonly EvidenceEntry[],
): Status {
  const counts = new Map<AssetKind, number>();
  for (const asset of model?.assets.filter(isPresent) ?? [])
    counts.set(asset.kind, (counts.get(asset.kind) ?? 0) + 1);
  return {
    assets: [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, count]) => ({ kind, count })),
    relations: model?.relations.filter((relation) => relation.present.value).length ?? 0,
    evidence: evidence.map((entry) => ({
      id: entry.evidence.id,
      name: entry.evidence.name,
      reader: entry.evidence.reader.id,
      producedAt: entry.evidence.producedAt,
      receivedAt: entry.evidence.receivedAt,
      observations: entry.observations,
    })),
    contradictions: model?.contradictions.length ?? 0,
    vitalServices: counts.get("service") ?? 0,
    model: hash,
  };
}

/** Each contradiction with who says what, in the model's order. */
export function contradictionViews(
  model: Model,
  evidence: readonly EvidenceEntry[],
): readonly ContradictionView[] {
  const names = new Map(evidence.map((entry) => [entry.evidence.id, entry.evidence.name]));
  const byId = new Map(model.assets.map((asset) => [asset.id, asset]));
  return model.contradictions.flatMap(({ asset: id, property }) => {
    const asset = byId.get(id);
    const fact = asset?.facts[property];
    if (asset === undefined || fact === undefined) return [];
    const sides = [{ value: fact.value, by: fact.by }, ...fact.against];
    return [
      {
        asset: { id: asset.id, kind: asset.kind, name: asset.name },
        property,
        values: sides.flatMap(({ value, by }) =>
          by.map((report) => ({
            value,
            standing: report.standing,
            evidence: names.get(report.evidence) ?? report.evidence,
            validFrom: report.validFrom,
          })),
        ),
      },
    ];
  });
}
