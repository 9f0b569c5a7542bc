/** The model of the municipality as of a date: what reconciliation makes of all observations. */
import type {
  AssetId,
  AssetKind,
  Claim,
  EvidenceId,
  Instant,
  ObservationId,
  PropertyName,
  Problem,
  RelationId,
  RelationKind,
  ReportKind,
  Standing,
  Value,
} from "@vallgrav/kernel";

/** A report behind a fact: who said it, how, and when it was true. */
export type Report = {
  /** For what a complete list leaves out: `<evidence id>#scope/<n>`, its n-th scope. */
  readonly observation: ObservationId;
  readonly evidence: EvidenceId;
  /**
   * Who stands behind it whatever the number of files: the reader's id, with the person after `/`
   * where people answer, or the evidence's own id where nothing is known of it.
   */
  readonly source: string;
  readonly kind: ReportKind;
  readonly standing: Standing;
  readonly validFrom: Instant;
};

/** A value with those who say it and those who say otherwise. */
export type Fact<T> = {
  readonly value: T;
  readonly standing: Standing;
  /** When the oldest report in `by` was true. */
  readonly since: Instant;
  /** Strongest first; never empty. */
  readonly by: readonly Report[];
  /**
   * Other values that are also claimed, strongest first; of a property, not empty means a
   * contradiction. Of presence it is the other side: who saw it before, or who does not see it.
   */
  readonly against: readonly { readonly value: T; readonly by: readonly Report[] }[];
  /** The word of somebody who chose whom to believe; then `against` is no contradiction. */
  readonly trusted?: Report;
};

/** A thing of the municipality, whatever number of sources and names know it. */
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
  /** When a source last saw it; where none ever did, when the ruling report was true. */
  readonly lastSeen: Instant;
};

/** A directed relation between two assets. */
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
  /** The ruling value first, then the others, strongest first. */
  readonly values: readonly Value[];
};

/** A name that may mean several assets, and therefore joined none. */
export type Ambiguity = {
  readonly kind: AssetKind;
  readonly claim: Claim;
  /** Everything that holds the name or that it could mean, sorted. */
  readonly assets: readonly AssetId[];
};

/** A bare name that is nearly the name of one known asset, and of one alone. */
export type Likeness = {
  readonly kind: AssetKind;
  /** As it was written. */
  readonly written: Claim;
  /** The name it is like. */
  readonly means: Claim;
  /** Other separators, accents or mistakable signs; or one slip in the letters. */
  readonly because: "signs" | "letters";
  /** Taken for the same; else only worth a question. A `sameAs` decides either way. */
  readonly isJoined: boolean;
  /** Who bears the written name; the same as `like` where they are joined. */
  readonly asset: AssetId;
  readonly like: AssetId;
};

/** How many observations a problem concerns, and the smallest of their ids. */
export type Concerned = { readonly count: number; readonly first: string };

/** Everything this engine reports of its input; all of them are warnings. */
export type FactsProblem =
  /** A statement about something without a single claim that is not empty: left out. */
  | Problem<"facts/unnamed-subject", Concerned>
  /** A number that JSON cannot hold: left out. */
  | Problem<"facts/bad-value", Concerned>
  /** One id with several contents: the last recorded counts. */
  | Problem<"facts/repeated-id", Concerned>
  /** `sameAs` between two kinds: left out. */
  | Problem<"facts/same-across-kinds", Concerned>
  /** "Not the same" of what one SID, GUID or register number holds together: left out. */
  | Problem<"facts/cannot-keep-apart", Concerned>;

/** Assets and relations sorted by id; a pure function of the set of observations and the date. */
export type Model = {
  readonly asOf: { readonly valid: Instant; readonly recorded: Instant };
  readonly assets: readonly Asset[];
  readonly relations: readonly Relation[];
  readonly contradictions: readonly Contradiction[];
  readonly ambiguous: readonly Ambiguity[];
  readonly likely: readonly Likeness[];
  readonly problems: readonly FactsProblem[];
};
