/** Things and relations that nobody reported, in the shape of those that somebody did. */
import type { Asset, Fact, Relation, Report } from "@vallgrav/facts";
import type {
  AssetId,
  AssetKind,
  Claim,
  EvidenceId,
  Instant,
  ObservationId,
  PropertyName,
  RelationId,
  RelationKind,
  Value,
} from "@vallgrav/kernel";

/** Collects what is assumed. */
export type Assuming = {
  readonly at: Instant;
  readonly assets: Asset[];
  readonly relations: Relation[];
};

function assumed<T>(value: T, at: Instant): Fact<T> {
  const by: Report = {
    observation: "typical" as ObservationId,
    evidence: "typical" as EvidenceId,
    source: "typical",
    kind: "person",
    standing: "assumed",
    validFrom: at,
  };
  return { value, standing: "assumed", since: at, by: [by], against: [] };
}

/** What to assume. */
export type Assumption = {
  readonly kind: AssetKind;
  /** Unique within its kind. */
  readonly key: string;
  readonly name: string;
  readonly claims?: readonly Claim[];
  readonly says?: Readonly<Record<PropertyName, Value>>;
};

/** A thing as the model would have it if it were known, but not listed by anyone. */
export function assumeAsset(into: Assuming, one: Assumption): AssetId {
  const id = `${one.kind}/typical:${one.key}` as AssetId;
  const facts: Record<PropertyName, Fact<Value>> = {};
  for (const [property, value] of Object.entries(one.says ?? {}))
    facts[property] = assumed(value, into.at);
  into.assets.push({
    id,
    kind: one.kind,
    name: one.name,
    claims: one.claims ?? [],
    facts,
    listed: false,
    present: assumed(true, into.at),
    lastSeen: into.at,
  });
  return id;
}

/** A relation that nobody reported. */
export function assumeRelation(
  into: Assuming,
  from: AssetId,
  kind: RelationKind,
  to: AssetId,
): void {
  into.relations.push({
    id: `${kind}|${from}|${to}` as RelationId,
    kind,
    from,
    to,
    present: assumed(true, into.at),
    lastSeen: into.at,
  });
}

/** The name of the property that says how many alike an assumed thing stands for. */
export const standsFor = "stands-for";
