/** The model of the municipality as of a date: what reconciliation makes of all observations. */
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
  ReportKind,
  Standing,
  Value,
} from "@vallgrav/kernel";

/** A report behind a fact: who said it, how, and when it was true. */
export type Report = {
  readonly observation: ObservationId;
  readonly evidence: EvidenceId;
  readonly kind: ReportKind;
  readonly standing: Standing;
  readonly validFrom: Instant;
};

/** A value with those who say it and those who say otherwise. */
export type Fact<T> = {
  readonly value: T;
  readonly standing: Standing;
  readonly since: Instant;
  /** Strongest first; never empty. */
  readonly by: readonly Report[];
  /** Other values that are also claimed, strongest first; not empty means a contradiction. */
  readonly against: readonly { readonly value: T; readonly by: readonly Report[] }[];
};

export type Asset = {
  readonly id: AssetId;
  readonly kind: AssetKind;
  readonly name: string;
  /** Strongest first. */
  readonly claims: readonly Claim[];
  readonly facts: Readonly<Record<PropertyName, Fact<Value>>>;
  /** Whether a source lists the asset itself, or it is only mentioned by others. */
  readonly listed: boolean;
  readonly present: Fact<boolean>;
  readonly lastSeen: Instant;
};

export type Relation = {
  readonly id: RelationId;
  readonly kind: RelationKind;
  readonly from: AssetId;
  readonly to: AssetId;
  readonly present: Fact<boolean>;
  readonly lastSeen: Instant;
};

/** What the sources disagree about. */
export type Contradiction = {
  readonly asset: AssetId;
  readonly property: PropertyName;
  readonly values: readonly Value[];
};

/** Assets and relations sorted by id; a pure function of the set of observations and the date. */
export type Model = {
  readonly asOf: { readonly valid: Instant; readonly recorded: Instant };
  readonly assets: readonly Asset[];
  readonly relations: readonly Relation[];
  readonly contradictions: readonly Contradiction[];
};
