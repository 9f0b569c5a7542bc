/** What the protect room offers: dials, plans, ways in. */
import type { HoursByRole, MeasureArea } from "@vallgrav/knowledge";
import type { Explanation } from "@vallgrav/mal";
import type { Text } from "@vallgrav/kernel";
import type { JobContext } from "../jobs/index.ts";
import type { ComputedImpacts, TouchedGroup } from "./impacts.ts";
import type { CostDesk } from "./cost-desk.ts";
import type { ProtectProblem } from "./protect-problem.ts";
import type { Watch } from "./watch.ts";
import type { Surveys } from "./surveys.ts";
import type { Interchange } from "./interchange.ts";
import type { InterchangeForm } from "./interchange-forms.ts";
import type { RealityDesk } from "./reality.ts";
import type { YearlyDesk } from "./yearly-desk.ts";
import type { SeenOn } from "./reach.ts";
import type {
  AlertReach,
  LadderView,
  MeasureSource,
  Movers,
  PlanReport,
  PlanState,
  PlanTerms,
  Position,
  RungView,
  Switched,
  Ways,
  WhatIf,
  WhatIfState,
} from "../api/index.ts";

export type MeasureView = {
  readonly id: string;
  readonly name: Text;
  readonly text: Text;
  /** What it is about; null for one of the municipality's own. */
  readonly area: MeasureArea | null;
  readonly costSek: number;
  /** The least and the most it may come to, SEK. */
  readonly costSekBetween: readonly [low: number, high: number];
  /** Of that: what it costs every year. */
  readonly yearlySek: number;
  readonly hours: number;
  /** The same hours by who has to find them. */
  readonly hoursByRole: HoursByRole;
  /** Months from the start until it has its effect. */
  readonly leadMonths: number;
  /** Ids of measures that it does not work without, and of those it cannot stand beside. */
  readonly requires: readonly string[];
  readonly excludes: readonly string[];
  readonly source: MeasureSource;
  /** Whether plans choose from it; the others can be read and priced. */
  readonly isPlanned: boolean;
};

export type PlanAnswer =
  | { readonly ok: true; readonly report: PlanReport }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

/** What a page is told that asks for a plan on terms, or why there can be none. */
export type PlanAsked =
  | { readonly ok: true; readonly state: PlanState }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

export type ImpactsAnswer =
  | { readonly ok: true; readonly computed: ComputedImpacts }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

export type PathsAnswer =
  | { readonly ok: true; readonly ways: Ways }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

export type WhatIfAnswer =
  | { readonly ok: true; readonly whatIf: WhatIf }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

/** What a page is told that asks: the answer or the job that plays it, or why it cannot be. */
export type WhatIfAsked =
  | { readonly ok: true; readonly state: WhatIfState }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

/** Hashes of one computation as it was kept and as it came out again. */
export type Rechecked = { readonly run: string; readonly kept: string; readonly again: string };

/** How the state is asked for. */
export type PositionAsked = {
  /**
   * Begins a calculation that was cancelled or failed anew. Without it who merely looks would
   * begin what somebody has just stopped.
   */
  readonly again?: boolean;
};

/** The room. */
export type Protect = CostDesk &
  RealityDesk &
  YearlyDesk & {
    /** The first page's state; starts the job that computes it where there is something to. */
    readonly position: (asked?: PositionAsked) => Promise<Position>;
    /**
     * The plan of a budget: a stop of the curve on the usual terms from what is stored, else
     * computed and stored.
     */
    readonly plan: (budgetSek: number, terms?: PlanTerms) => Promise<PlanAnswer>;
    /** The same from what is kept, or the job that computes it. */
    readonly askPlan: (budgetSek: number, terms: PlanTerms) => Promise<PlanAsked>;
    /** The stored plan of a stop of the curve, or null. */
    readonly storedPlan: (budgetSek: number) => Promise<PlanReport | null>;
    /**
     * A stored plan with measures switched by hand, played anew; null where that budget has no
     * stored plan. Cost: the evaluation runs once.
     */
    readonly whatIf: (switched: Switched) => Promise<WhatIfAnswer | null>;
    /**
     * The same from what is kept, or the job that plays it: one job while it waits or runs, however
     * often it is asked for.
     */
    readonly askWhatIf: (switched: Switched) => Promise<WhatIfAsked | null>;
    /**
     * A plan looked at from all sides: other objectives, attackers and worlds. From what is kept,
     * else computed. Cost: eight plans, their evaluation runs against every attacker, and a search
     * for each world.
     */
    readonly survey: Surveys["survey"];
    /** The same from what is kept, or the job that computes it. */
    readonly askSurvey: Surveys["askSurvey"];
    /**
     * Both dials against every attacker, with the plan of a stop of the curve, where a survey of it
     * on the usual terms and without other worlds is kept. Nothing is computed.
     */
    readonly keptAttackers: Surveys["keptAttackers"];
    /** The ways that are kept, with plans or alone. */
    readonly ways: () => Promise<Ways | null>;
    /**
     * The ways, computed alone where none are kept: no plan is waited for. Cost: the evaluation
     * runs once.
     */
    readonly paths: (watch?: Watch) => Promise<PathsAnswer>;
    /** Unknown facts by how they move the dials; null while nothing is computed. */
    readonly movers: () => Promise<Movers | null>;
    /** The ladder, with what each source would add to what is computed now. */
    readonly ladder: () => Promise<readonly LadderView[]>;
    /**
     * Both dials by what each rung of the ladder alone has brought, then everything; empty while
     * nothing is known. Computed anew each time: about a plan's time for each rung.
     */
    readonly rungs: (watch?: Watch) => Promise<readonly RungView[]>;
    /** The model and its ways in the form of another tool; null where no ways are stored. */
    readonly interchange: (form: InterchangeForm) => Promise<Interchange | null>;
    /**
     * What mending each group would change, on the runs of the dials; refused where there are no
     * dials. Cost: the evaluation runs, and each again for the groups in its ways.
     */
    readonly impacts: (
      groups: readonly TouchedGroup[],
      watch: Pick<JobContext, "signal" | "progress">,
    ) => Promise<ImpactsAnswer>;
    /**
     * What impacts are computed from besides the groups: equal inputs, equal bytes. Null where
     * nothing is known.
     */
    readonly impactsOf: () => Promise<string | null>;
    /** Computes what is kept once more and compares the bytes; null where nothing is kept. */
    readonly recheck: () => Promise<Rechecked | null>;
    /**
     * What is within reach of who was seen on these things; null where there is no setting, or the
     * attack graph knows none of them. Cost: some hundred runs, in a thread of its own.
     */
    readonly reach: (seen: readonly SeenOn[]) => Promise<AlertReach | null>;
    readonly measures: () => Promise<readonly MeasureView[]>;
    /** Draws and proof of one run of a stored plan; null where there is no such run or sample. */
    readonly explain: (runId: string, sample: number) => Promise<Explanation | null>;
  };
