/** What people see of the model: counts, sources, contradictions. Pure functions of the model. */
import { type Contradiction, isPresent, isThere, type Model, type Report } from "@vallgrav/facts";
import type { AssetKind, EvidenceId } from "@vallgrav/kernel";
import type { ContradictionView, Status } from "../api/index.ts";
import type { EvidenceEntry } from "../storage/index.ts";
import type { KnownModel } from "./known-model.ts";
import { inSteps, inTurns, perModel, type Steps } from "./per-model.ts";

type Counted = Omit<Status["assets"][number], "kind">;

const nothing: Counted = { count: 0, listed: 0 };
const nothingCounted = { counts: new Map<AssetKind, Counted>(), relations: 0 };

/**
 * Things by kind, and relations, of what is there.
 * @yields between steps
 */
function* countSteps(model: Model): Steps<typeof nothingCounted> {
  const counts = new Map<AssetKind, Counted>();
  yield* inSteps(model.assets, (asset) => {
    if (!isPresent(asset)) return;
    const { count, listed } = counts.get(asset.kind) ?? nothing;
    counts.set(asset.kind, { count: count + 1, listed: listed + Number(asset.listed) });
  });
  const relations = model.relations.filter(isThere).length;
  return { counts, relations };
}

const countsOf = perModel((model: Model) => inTurns(countSteps(model)));

/** Counts and sources. */
export async function statusOf(
  model: Model | null,
  hash: string,
  evidence: readonly EvidenceEntry[],
): Promise<Status> {
  const { counts, relations } = model === null ? nothingCounted : await countsOf(model);
  return {
    assets: [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, counted]) => ({ kind, ...counted })),
    relations,
    evidence: evidence.map((entry) => ({
      id: entry.evidence.id,
      importId: entry.importId,
      name: entry.evidence.name,
      reader: entry.evidence.reader.id,
      producedAt: entry.evidence.producedAt,
      receivedAt: entry.evidence.receivedAt,
      observations: entry.observations,
    })),
    contradictions: model?.contradictions.length ?? 0,
    vitalServices: counts.get("service")?.count ?? 0,
    model: hash,
  };
}

/** @yields properties of the model on which somebody chose whom to believe */
function* settledOf(model: Model): Generator<Pick<Contradiction, "asset" | "property">> {
  for (const { id, facts } of model.assets)
    for (const [property, { trusted, against }] of Object.entries(facts))
      if (trusted !== undefined && against.length > 0) yield { asset: id, property };
}

/**
 * Each contradiction with who says what, in the model's order: those that nobody has settled, or
 * those where somebody chose whom to believe. Linear in the facts of the model.
 */
export function contradictionViews(
  { model, evidence, judgements }: KnownModel,
  state: "open" | "settled",
): readonly ContradictionView[] {
  const byId = new Map(model.assets.map((asset) => [asset.id, asset]));
  const nameOf = (id: EvidenceId): string => evidence.get(id)?.evidence.name ?? id;
  const chosen = new Map(judgements.map(({ id, says }) => [id, says]));
  const trustOf = (report: Report | undefined): ContradictionView["trusted"] => {
    const says = report === undefined ? undefined : chosen.get(report.observation);
    if (report === undefined || says === undefined || !("trust" in says)) return null;
    const by = evidence.get(report.evidence)?.evidence.by ?? "";
    return { source: says.source ?? "", by, at: report.validFrom };
  };
  // Looking through every fact of a large model takes long, and mostly nobody has chosen anything.
  const hasChosen = judgements.some(({ says }) => "trust" in says);
  const listed = state === "open" ? model.contradictions : hasChosen ? [...settledOf(model)] : [];
  return listed.flatMap(({ asset: id, property }) => {
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
            evidence: nameOf(report.evidence),
            source: report.source,
            validFrom: report.validFrom,
          })),
        ),
        trusted: trustOf(fact.trusted),
      },
    ];
  });
}
