/** What the findings room offers: one list, in order of what mending moves, and decisions on it. */
import type { Problem } from "@vallgrav/kernel";
import type {
  AdvisoriesSaid,
  Affected,
  FindingChange,
  FindingsAsked,
  FindingsPage,
  FindingView,
  ImpactState,
} from "../api/index.ts";
import type { Sees } from "../govern/index.ts";
import type { JobContext } from "../jobs/index.ts";

type None = Readonly<Record<string, never>>;

/** Why something of this room was not done. */
export type FindingsProblem =
  | Problem<"findings/unknown", None>
  /** A day that has passed, or lies too far ahead. */
  | Problem<"findings/bad-day", { readonly days: number }>
  /** A reason or an owner that is empty, too long, or holds what must not be kept. */
  | Problem<"findings/bad-text", { readonly limit: number }>
  | Problem<"findings/too-many-decisions", { readonly limit: number }>;

/** A finding as it was decided, or why it was not. */
export type Decided =
  | { readonly ok: true; readonly finding: FindingView; readonly undo: () => Promise<void> }
  | { readonly ok: false; readonly problem: FindingsProblem };

/** Every finding, with how far the impacts are. */
export type AllFindings = {
  readonly findings: readonly FindingView[];
  readonly impacts: ImpactState;
  /** What holding software against advisories could not tell. */
  readonly advisories: AdvisoriesSaid | null;
};

/** Everywhere: `sees` leaves out what is another's behind a wall; left out, everything is seen. */
export type Findings = {
  /**
   * A page of findings, in order of their impact; begins the job that computes the impacts where
   * they are not known. Files and places of the page's reports are looked up.
   */
  readonly list: (asked: FindingsAsked, sees?: Sees) => Promise<FindingsPage>;
  /** One finding by its id or one of its other ids; null where there is none. */
  readonly one: (id: string, sees?: Sees) => Promise<FindingView | null>;
  /** Every finding in that order, without files and places. Begins no job. */
  readonly all: (sees?: Sees) => Promise<AllFindings>;
  /** Decides who sees to a finding, until when, or that it is lived with; audited by the caller. */
  readonly decide: (id: string, change: FindingChange, by: string) => Promise<Decided>;
  /** What a warning, a CVE, a product or a supplier's name concerns here; null: nothing known. */
  readonly affected: (text: string, sees?: Sees) => Promise<Affected | null>;
  /** Computes the impacts where they are not known. @returns why it cannot, or nothing */
  readonly compute: (watch: Pick<JobContext, "signal" | "progress">) => Promise<readonly Problem[]>;
};
