/** Which words the terminal has, in each language. A missing one does not compile. */
import type { AssetKind, Severity } from "@vallgrav/kernel";
import type { AccountState, Job, JobState } from "@vallgrav/platform/api";
import type { SigmaLevel } from "@vallgrav/sigma";
import type { UsageProblem } from "./usage-problem.ts";
import type { CalculateWords } from "./words-calculate.ts";
import type { HygieneWords } from "./words-hygiene.ts";
import type { AlertWords } from "./words-alerts.ts";
import type { GraphWords } from "./words-graph.ts";
import type { RulesImportWords } from "./words-rules-import.ts";
import type { FindingsWords } from "./words-findings.ts";
import type { KnowingWords } from "./words-knowing.ts";
import type { PlanTermsWords } from "./words-plan-terms.ts";
import type { SurveyWords } from "./words-survey.ts";
import type { CommitteeWords } from "./words-committees.ts";
import type { PlaceWords } from "./words-place.ts";
import type { ReleaseWords } from "./words-releases.ts";
import type { OpinionWords } from "./words-opinions.ts";

/** Why a file cannot be read. */
export type UnreadableReason = "missing" | "folder" | "forbidden" | "no-mapping" | "other";

/** Why a step that was named cannot be used. */
export type NoStepReason = "missing" | "several" | "gate";

/** Coarse words of a dial that must not speak in figures (dials.md §1.5). */
export type TimeWord = "hours" | "days" | "weeks" | "months" | "holds";

/** A sentence for everything that can be wrong with a command line. */
export type UsageWords = {
  readonly [C in UsageProblem["code"]]: (
    problem: Extract<UsageProblem, { readonly code: C }>,
  ) => string;
};

/** Everything the terminal says. */
export type Words = {
  readonly help: string;
  readonly usage: UsageWords;
  readonly seeHelp: string;
  readonly failed: string;
  readonly running: (address: string) => string;
  readonly stopping: string;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly state: Readonly<Record<JobState, string>>;
  readonly work: Readonly<Record<Job["kind"], string>>;
  readonly unreadable: Readonly<Record<UnreadableReason, string>>;
  readonly noSuchRun: string;
  readonly cancelled: string;
  readonly exists: string;
  readonly times: Readonly<Record<TimeWord, string>>;
  readonly assets: Readonly<Record<AssetKind, string>>;
  readonly imported: {
    /** That a folder holds more files than are taken. */
    readonly moreFiles: (count: string, taken: string) => string;
    /** How to say what a list is. */
    readonly lists: string;
    readonly head: readonly [kind: string, declared: string, read: string, distinct: string];
    readonly rights: string;
    readonly repeats: (count: string) => string;
    readonly files: (count: string, already: string) => string;
    readonly domains: string;
  };
  readonly withdrawn: (files: string) => string;
  readonly exampleWritten: (made: {
    readonly to: string;
    readonly files: string;
    readonly megabytes: string;
    readonly truth: string;
  }) => string;
  readonly collect: {
    readonly password: (user: string) => string;
    readonly progress: (entries: string) => string;
    readonly written: (entries: string, to: string) => string;
    readonly goOn: (to: string) => string;
  };
  readonly status: {
    readonly empty: string;
    readonly relations: string;
    readonly contradictions: string;
    readonly evidence: readonly [
      name: string,
      produced: string,
      observations: string,
      brought: string,
    ];
    readonly model: string;
  };
  readonly questions: {
    readonly yes: string;
    readonly no: string;
    readonly unanswered: string;
    readonly how: string;
  };
  readonly plan: PlanWords;
  readonly planTerms: PlanTermsWords;
  readonly survey: SurveyWords;
  readonly whatIf: {
    readonly lead: (budget: string) => string;
    readonly added: (id: string) => string;
    readonly removed: (id: string) => string;
    readonly columns: readonly [what: string, today: string, plan: string, byHand: string];
    readonly cost: string;
    readonly hours: string;
    readonly remains: string;
  };
  readonly calculate: CalculateWords;
  readonly costs: {
    readonly start: string;
    readonly inForce: (number: string, by: string, day: string) => string;
    readonly draft: (by: string) => string;
    readonly of: string;
    readonly measures: readonly [sum: string, id: string, lines: string, source: string];
    readonly factors: readonly [value: string, id: string, what: string];
    readonly effects: readonly string[];
    readonly like: (id: string) => string;
    readonly changes: readonly string[];
    readonly noSuchVersion: string;
  };
  readonly paths: {
    readonly lead: (fell: string, runs: string) => string;
    readonly none: string;
    readonly chokePoints: string;
    readonly rights: string;
  };
  readonly mal: {
    readonly compiled: (name: string, version: string) => string;
    readonly counts: readonly [types: string, associations: string, steps: string];
    readonly graph: readonly [assets: string, links: string, nodes: string, edges: string];
    readonly simulated: readonly [
      goal: string,
      reached: string,
      probability: string,
      p10: string,
      median: string,
      p90: string,
      mean: string,
    ];
    readonly noSuchStep: Readonly<Record<NoStepReason, (node: string) => string>>;
  };
  readonly advisories: AdvisoryWords;
  readonly accounts: AccountWords;
  readonly knowing: KnowingWords;
  readonly hygiene: HygieneWords;
  readonly place: PlaceWords;
  readonly releases: ReleaseWords;
  readonly opinions: OpinionWords;
  readonly committees: CommitteeWords;
  readonly findings: FindingsWords;
  readonly alerts: AlertWords;
  readonly graph: GraphWords;
  readonly rulesImport: RulesImportWords;
  readonly rules: {
    readonly counted: (files: string, rules: string, correlations: string) => string;
    readonly waits: (title: string, needs: string) => string;
    readonly source: (source: string, isTried: boolean) => string;
    readonly event: (line: string, holds: boolean) => string;
    readonly yes: string;
    readonly no: string;
    readonly moreRecords: (count: string) => string;
    readonly noEvent: string;
  };
  readonly hunt: HuntWords;
  readonly coverage: {
    readonly lead: (canFire: string, rules: string) => string;
    readonly why: (noSource: string, never: string, waiting: string) => string;
    readonly head: readonly [source: string, rules: string];
  };
  readonly keeping: KeepingWords;
  readonly doctor: DoctorWords;
  readonly explain: {
    readonly fell: (objective: string, time: string) => string;
    readonly held: (time: string) => string;
    readonly draws: (gates: string, times: string) => string;
    readonly head: readonly [after: string, step: string];
  };
};

/** Words of advisories and of what an inventory has of them. */
export type AdvisoryWords = {
  readonly updated: (advisories: string, generation: string) => string;
  readonly head: readonly [file: string, records: string, changed: string, leftOut: string];
  readonly lead: (affected: string, components: string) => string;
  readonly unknown: (count: string) => string;
  readonly notExamined: (count: string) => string;
  readonly age: (day: string) => string;
  readonly matches: readonly [
    advisory: string,
    component: string,
    version: string,
    fixedIn: string,
    exploited: string,
  ];
  readonly exploited: string;
};

/** Words of accounts. */
export type AccountWords = {
  readonly incident: (names: string) => string;
  readonly incidentOver: string;
  readonly head: readonly [name: string, role: string, unit: string, state: string];
  readonly states: Readonly<Record<AccountState, string>>;
  readonly link: (name: string, link: string, until: string) => string;
  readonly envelope: (name: string, password: string) => string;
};

/** Words of a hunt through logs. */
export type HuntWords = {
  readonly lead: (logs: string, records: string, rules: string) => string;
  readonly none: string;
  readonly otherHunt: string;
  readonly found: (hits: string, rules: string) => string;
  readonly head: readonly [level: string, hits: string, rule: string];
  readonly levels: Readonly<Record<SigmaLevel, string>>;
  readonly correlated: (count: string) => string;
  readonly passedOver: (count: string) => string;
  readonly undecided: (count: string) => string;
  /** Words of the page that a hunt can be written as. */
  readonly report: {
    readonly title: string;
    readonly timeline: string;
    readonly day: string;
    readonly rules: string;
    readonly hits: string;
    readonly utc: string;
    readonly time: string;
    readonly where: string;
    readonly fields: string;
    readonly more: (count: string) => string;
    readonly damaged: (count: string) => string;
  };
};

/** Words of the log, of copies and of disposal. */
export type KeepingWords = {
  readonly logHolds: (entries: string, isWitnessed: boolean) => string;
  readonly backedUp: (made: {
    readonly to: string;
    readonly size: string;
    readonly seconds: string;
    readonly hasKeys: boolean;
  }) => string;
  readonly exported: (to: string) => string;
  readonly exportedForm: (made: {
    readonly form: string;
    readonly to: string;
    readonly assets: string;
    readonly ways: string;
  }) => string;
  readonly restored: (from: string) => string;
  readonly recomputed: (isSame: boolean) => string;
  readonly notComputed: string;
  readonly disposed: (isDry: boolean) => string;
  readonly kinds: readonly [raw: string, jobs: string, sessions: string, details: string];
  readonly rotated: (values: string) => string;
};

/** Words of an examination: what was looked at, and what to do about it. */
export type DoctorWords = {
  readonly state: Readonly<Record<"ok" | "warning" | "error", string>>;
  readonly checks: Readonly<Record<CheckId, readonly [what: string, remedy: string]>>;
};

/** What is looked at. */
export type CheckId =
  | "node"
  | "home-rights"
  | "key-rights"
  | "keys-open"
  | "database"
  | "audit"
  | "disk"
  | "clock"
  | "ceiling"
  | "breached"
  | "joined"
  | "copies"
  | "last-copy"
  | "certificate"
  | "outgoing";

/** Words of a plan. */
export type PlanWords = {
  readonly lead: (budget: string, cost: string) => string;
  readonly nothing: string;
  /** What the gap certifies, in the words of dials.md §4.4: proven close, proven bound, stopped. */
  readonly gapSmall: (budget: string, runs: string) => string;
  readonly gapLarge: (share: string) => string;
  readonly gapStopped: (share: string) => string;
  readonly among: (count: string) => string;
  readonly tail: string;
  readonly yearly: (amount: string, most: string) => string;
  readonly roleHours: (role: string, hours: string, most: string) => string;
  readonly always: string;
  readonly typical: Readonly<Record<"directory" | "services", string>>;
  readonly inWords: string;
  readonly dials: readonly [what: string, today: string, after: string];
  readonly median: string;
  readonly holds: (horizon: string) => string;
  readonly hours: string;
  readonly persons: string;
  readonly money: string;
  readonly measures: readonly [cost: string, hours: string, does: string, measure: string];
  readonly calendar: readonly [from: string, to: string, measure: string];
  readonly late: (measure: string, until: string) => string;
  readonly assumption: string;
  readonly unchecked: string;
  readonly beyond: (days: string) => string;
  readonly runs: (before: string, after: string) => string;
};
