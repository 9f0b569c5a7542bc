/**
 * The shapes that travel between the server, the web and the command line. Types only: the web may
 * import this door and no other of the platform. Figures are defined in docs/decisions and SPECs.
 */
import type { AssetKind, Problem, Text } from "@vallgrav/kernel";
import type { ReadTable } from "@vallgrav/readers";
import type { FirstDials } from "./dials.ts";
import type { Job } from "./jobs.ts";
import type { ListView } from "./lists.ts";
import type { CurvePoint, EarlyPlan, PlanReport } from "./plans.ts";

export type { MeasureArea } from "@vallgrav/knowledge";
export type * from "./asking.ts";
export type * from "./assets.ts";
export type * from "./cost-sheet.ts";
export type * from "./coverage.ts";
export type * from "./dials.ts";
export type * from "./domains.ts";
export type * from "./findings.ts";
export type * from "./govern.ts";
export type * from "./graph.ts";
export type * from "./jobs.ts";
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
export type * from "./yearly.ts";
