/**
 * The shapes that travel between the server, the web and the command line. Types only: the web may
 * import this door and no other of the platform. Figures are defined in docs/decisions and SPECs.
 */
import type { AssetKind, Band, Problem, Text } from "@vallgrav/kernel";
import type { HoursByRole } from "@vallgrav/knowledge";
import type { ReadTable } from "@vallgrav/readers";
import type { SheetInForce } from "./cost-sheet.ts";
import type { ListView } from "./lists.ts";
import type { EarlyPlan, PlanTerms, SearchedView } from "./plans.ts";

export type * from "./asking.ts";
export type * from "./assets.ts";
export type * from "./cost-sheet.ts";
export type * from "./coverage.ts";
export type * from "./domains.ts";
export type * from "./findings.ts";
export type * from "./govern.ts";
export type * from "./graph.ts";
export type * from "./knowing.ts";
export type * from "./lists.ts";
export type * from "./mappings.ts";
export type * from "./opinions.ts";
export type * from "./own-place.ts";
export type * from "./releases.ts";
export type * from "./plans.ts";
export type * from "./reality.ts";
export type * from "./rungs.ts";
export type * from "./surveys.ts";
export type * from "./ways.ts";
export type * from "./watch.ts";
export type * from "./webhooks.ts";
export type { MapLink, MapNode, MapView } from "./map.ts";
export type {
  AccessPolicy,
  AccountState,
  AccountView,
  Alert,
  AuthorityKind,
  FactorView,
  Incident,
  Invitation,
  PasskeyView,
  TokenView,
  Right,
  Role,
  SessionState,
  SessionView,
  Unit,
} from "./people.ts";

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";
export type Job = {
  readonly id: string;
  readonly kind:
    | "import"
    | "withdraw"
    | "dials"
    | "plan"
    | "survey"
    | "what-if"
    | "domains"
    | "alerts"
    | "example";
  readonly title: string;
  readonly state: JobState;
  readonly done: number;
  /** Null while unknown. */
  readonly total: number | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
  readonly attempt: number;
  readonly createdAt: string;
  readonly endedAt: string | null;
};

/**
 * Per kind of object in an import: what the file says it holds, what was read, how many distinct.
 */
export type KindCount = {
  readonly kind: string;
  readonly declared: number | null;
  readonly read: number;
  readonly distinct: number;
};

export type ImportReport = {
  readonly files: readonly {
    readonly name: string;
    readonly evidence: string;
    readonly reader: string;
    readonly producedAt: string | null;
    /** Statements the file makes. */
    readonly observations: number;
    readonly already: boolean;
    /** Of tables: what their headings were taken to mean. */
    readonly tables?: readonly ReadTable[];
  }[];
  readonly kinds: readonly KindCount[];
  /** Access rights: lines read, distinct, repeats. */
  readonly rights: { readonly read: number; readonly distinct: number; readonly repeats: number };
  readonly domains: readonly string[];
  readonly problems: readonly Problem[];
};

/** An import's report with what has come of it by now. */
export type ImportView = ImportReport & { readonly lists: readonly ListView[] };

export type Status = {
  readonly assets: readonly {
    readonly kind: AssetKind;
    readonly count: number;
    /** Of those: listed by a source; the others are only mentioned. */
    readonly listed: number;
  }[];
  readonly relations: number;
  readonly evidence: readonly {
    readonly id: string;
    /** The import that brought it, by which it can be withdrawn. */
    readonly importId: string;
    readonly name: string;
    readonly reader: string;
    readonly producedAt: string | null;
    readonly receivedAt: string;
    readonly observations: number;
  }[];
  readonly contradictions: number;
  readonly vitalServices: number;
  /** Hash of the model: changes when any fact does. */
  readonly model: string;
};

/** A question about the municipality as a whole, and what was last answered. */
export type QuestionView = {
  readonly id: string;
  readonly answer: "count" | "yes-no";
  readonly text: Text;
  readonly hint: Text;
  /** The answer that rules, and when it was given; null where nobody answered. */
  readonly said: { readonly value: number | boolean; readonly at: string } | null;
};

/**
 * Shares of the deciding facts by standing; sums to 1 unless nothing fell and nothing was decided.
 */
export type EvidenceShares = {
  readonly observed: number;
  readonly declared: number;
  readonly assumed: number;
};

export type Outcomes = {
  readonly fell: number;
  readonly blocked: number;
  readonly outlasted: number;
  readonly evicted: number;
};

export type Spread = {
  readonly mean: number;
  readonly p95: number;
  readonly tail95: number;
  readonly sampling: { readonly mean: Band; readonly tail95: Band };
  readonly knowledge: { readonly mean: Band };
};

/** dials.md §1.9. Days are 24 hours; null where the quantile lies among the runs that held. */
export type Resistance = {
  readonly profile: string;
  readonly medianDays: number | null;
  readonly p10Days: number | null;
  readonly p90Days: number | null;
  readonly probabilityHolds: number;
  readonly heldDays: number;
  readonly horizonDays: number;
  readonly outcomes: Outcomes;
  /** P(holds) against an attacker who does not know the detectors: the optimistic end. */
  readonly blindHolds: number;
  /** 95 %; an upper end of null means "not within the horizon". */
  readonly sampling: {
    readonly probabilityHolds: Band;
    readonly heldDays: Band;
    readonly medianDays: { readonly low: number | null; readonly high: number | null };
  };
  /** 80 %. */
  readonly knowledge: { readonly probabilityHolds: Band; readonly heldDays: Band };
  readonly evidence: EvidenceShares;
  /** `words` where observed + declared is below 60 %: speak in words and ranks, not in figures. */
  readonly speak: "figures" | "words";
};

export type ServiceDamage = {
  readonly id: string;
  readonly name: string;
  readonly hours: number;
  readonly fellShare: number;
};

export type Damage = {
  readonly serviceHours: Spread;
  readonly persons: Spread;
  readonly sek: Spread;
  readonly perService: readonly ServiceDamage[];
};

export type Dials = { readonly resistance: Resistance; readonly damage: Damage };

/** Both dials of today while their runs are still played: the same figures, wider intervals. */
export type FirstDials = {
  readonly dials: Dials;
  /** Campaigns they rest on, and those they will rest on. */
  readonly runs: number;
  readonly ofRuns: number;
  /** Who attacks, as a subject of a sentence. */
  readonly subject: Text;
};

export type ChosenMeasure = {
  readonly id: string;
  readonly name: Text;
  readonly costSek: number;
  readonly hours: number;
  /**
   * Rise of the objective if this measure alone were taken out of the plan, share of today's
   * damage.
   */
  readonly contribution: number;
  readonly source: MeasureSource;
};

export type CurvePoint = {
  readonly budgetSek: number;
  readonly costSek: number;
  /** Share of today's damage that remains, 0–1, and the proven bound no plan goes under. */
  readonly remains: number;
  readonly bound: number;
};

export type PlanReport = {
  readonly budgetSek: number;
  readonly terms: PlanTerms;
  readonly costSek: number;
  /** Of the price: what it costs every year. */
  readonly yearlySek: number;
  readonly hours: number;
  readonly hoursByRole: HoursByRole;
  /** Own hours the choice was made within; null where they were not limited. */
  readonly hoursLimit: number | null;
  readonly gap: number;
  readonly gapOfLoss: number;
  readonly bound: number;
  /** Share of today's damage that remains: on the planning sample, and out of sample with 95 %. */
  readonly remains: number;
  readonly outOfSample: Band;
  /** False where a limit of work ended the search before the gap asked for was reached. */
  readonly finished: boolean;
  readonly measures: readonly ChosenMeasure[];
  readonly considered: readonly {
    readonly id: string;
    readonly name: Text;
    readonly costSek: number;
    readonly remainsAlone: number;
  }[];
  readonly before: Dials;
  readonly after: Dials;
  readonly runs: {
    readonly outer: number;
    readonly inner: number;
    readonly seed: string;
    readonly planningRuns: number;
    readonly evaluationRuns: number;
    /** Subproblems that were bounded for this plan. */
    readonly nodes: number;
    readonly rows: number;
  };
  /** How far the search for this plan was after how much work; the last is where it ended. */
  readonly search: readonly SearchedView[];
  /** Plans for this budget on parts of the planning runs that came before it, the first first. */
  readonly early?: readonly EarlyPlan[];
  /** The runs before; `afterRun` names those with the plan. Samples of both can be explained. */
  readonly run: RunIdentity;
  readonly afterRun: string;
  /**
   * Parts of the municipality that no source shows and a typical one stands in for; all in them is
   * assumed.
   */
  readonly typicalParts: readonly ("directory" | "services")[];
  /** The cost sheet in force; null for starting values, missing where there was no sheet yet. */
  readonly costSheet?: SheetInForce | null;
  /** The attackers the dials are of: one pair of dials each, never averaged. One so far. */
  readonly profiles: readonly ProfileView[];
};

/** An attacker profile in words; `subject` completes "If … begins today". */
export type ProfileView = { readonly id: string; readonly name: Text; readonly subject: Text };

/** What a run was computed from; equal identity gives equal bytes. */
export type RunIdentity = {
  readonly id: string;
  readonly model: string;
  readonly language: string;
  readonly times: string;
  readonly valuations: string;
  readonly profile: string;
  readonly asOf: string;
  readonly seed: string;
  readonly engine: string;
};

/**
 * Where a price or an effect comes from. `secondary` is published, and not checked against its
 * primary source; a page that shows it says so.
 */
export type MeasureSource =
  | { readonly kind: "assumption" }
  | {
      /** `own`: the municipality's own, in the cost sheet that was approved that day. */
      readonly kind: "secondary" | "checked" | "own";
      readonly name: Text;
      readonly reviewed: string;
    };

/** A source of the ladder: what it takes, and what it would add to what is known. */
export type LadderView = {
  readonly id: string;
  readonly rung: 0 | 1 | 2 | 3;
  readonly name: Text;
  readonly who: Text;
  readonly minutes: number;
  readonly alarms: Text | null;
  readonly steps: readonly Text[];
  readonly command: string | null;
  /** Share of the deciding facts it could make known, at most; null before anything is computed. */
  readonly couldAdd: number | null;
  /**
   * Files of it that have been read, the date of the newest, and whether that one is so old that
   * what it tells weighs less than half; null where there is none.
   */
  readonly brought: {
    readonly files: number;
    readonly newest: string;
    readonly isOld: boolean;
  } | null;
};

/** The first page: both dials today and with the plan, and the curve over budgets. */
export type Position =
  | { readonly state: "empty" }
  | {
      readonly state: "computing";
      readonly job: Job;
      /** What the runs played so far come to; left out while there are none. */
      readonly first?: FirstDials;
      /** The latest plan for the page's budget, on runs as far as it says; likewise. */
      readonly early?: EarlyPlan;
    }
  | { readonly state: "refused"; readonly problems: readonly Problem[] }
  | {
      readonly state: "ready";
      readonly plan: PlanReport;
      readonly curve: readonly CurvePoint[];
      readonly stale: boolean;
    };

/** Errors over HTTP: RFC 9457 with our code; `problems` when an input was refused. */
export type ProblemJson = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly problems?: readonly Problem[];
};

/** An entry of the log as it is shown. */
export type AuditEntry = {
  readonly number: number;
  readonly at: string;
  /** Id of the account, `system` or `nobody`. */
  readonly actor: string;
  /** Name of the account now; null where it is none. */
  readonly name: string | null;
  readonly action: string;
  readonly object: string;
  readonly outcome: "done" | "refused" | "failed";
  /** Address, user or reason; null once disposed of. */
  readonly detail: Readonly<Record<string, string>> | null;
};

/** Entries that were asked for, newest first. */
export type AuditPage = {
  readonly entries: readonly AuditEntry[];
  /** Where to go on with `before`; null at the end. */
  readonly next: number | null;
  /** Entries in all. */
  readonly total: number;
};
