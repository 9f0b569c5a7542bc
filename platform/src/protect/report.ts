/**
 * From columns of runs to the report of a plan: both dials before and after, and what is proven.
 */
import {
  clustersOf,
  evidenceShares,
  meanBand,
  outcomeCode,
  resistance,
  speakIn,
  spread,
} from "@vallgrav/dials";
import { canonicalJson } from "@vallgrav/kernel";
import type { Choice, Planned } from "@vallgrav/planning";
import type {
  Damage,
  Dials,
  EarlyPlan,
  PlanReport,
  PlanTerms,
  Resistance,
  RunIdentity,
  ServiceDamage,
} from "../api/index.ts";
import { serviceHours, weighedLosses } from "./columns.ts";
import type { RunSize } from "./run-size.ts";
import { hashOf } from "./language.ts";
import { horizonDays, type Prepared } from "./setting.ts";
import { hoursByRoleOf, hoursLimitOf, leftOut } from "./terms.ts";
import type { LossWeights, RunColumns } from "./tasks.ts";

/** Every third number of the facts, from `first` on. */
function everyThird(facts: Float64Array, first: number): Float64Array {
  return Float64Array.from({ length: facts.length / 3 }, (_, run) => facts[run * 3 + first] ?? 0);
}

function resistanceOf(
  prepared: Prepared,
  size: RunSize,
  columns: RunColumns,
  weights: LossWeights,
): Resistance {
  const { restsOnFewEvents: _few, ...figures } = resistance({
    outer: size.outer,
    inner: size.inner,
    profile: prepared.identity.profile,
    times: columns.first,
    outcomes: columns.outcome,
    horizonDays,
  });
  const evidence = evidenceShares({
    observed: everyThird(columns.facts, 0),
    declared: everyThird(columns.facts, 1),
    assumed: everyThird(columns.facts, 2),
    fell: columns.outcome.map((outcome) => (outcome === outcomeCode.fell ? 1 : 0)),
    loss: weighedLosses(columns, weights),
  });
  const blindFell = columns.blind.reduce((sum, fell) => sum + fell, 0);
  const blindHolds = 1 - blindFell / columns.blind.length;
  return { ...figures, blindHolds, evidence, speak: speakIn(evidence) };
}

function perService(prepared: Prepared, columns: RunColumns): readonly ServiceDamage[] {
  const { services } = prepared.setting.consequences;
  const runs = columns.first.length;
  return services.map(({ id, name }, at) => {
    let hours = 0;
    let fell = 0;
    for (let run = 0; run < runs; run += 1) {
      const lost = columns.hours[run * services.length + at] ?? 0;
      hours += lost;
      if (lost > 0) fell += 1;
    }
    return { id, name, hours: hours / runs, fellShare: fell / runs };
  });
}

function damageOf(prepared: Prepared, size: RunSize, columns: RunColumns): Damage {
  const of = (values: Float64Array): Damage["sek"] => {
    const { restsOnFewRuns: _few, ...figures } = spread(values, size.outer, size.inner);
    return figures;
  };
  return {
    serviceHours: of(serviceHours(columns)),
    persons: of(columns.persons),
    sek: of(columns.sek),
    perService: perService(prepared, columns),
  };
}

/** Both dials of a set of runs. */
export function dialsOf(
  prepared: Prepared,
  size: RunSize,
  columns: RunColumns,
  weights: LossWeights,
): Dials {
  return {
    resistance: resistanceOf(prepared, size, columns, weights),
    damage: damageOf(prepared, size, columns),
  };
}

/** Identity of the runs of a choice: equal identity, equal bytes. */
export function runIdentity(prepared: Prepared, size: RunSize, choice: Choice): RunIdentity {
  const chosen = prepared.setting.measures
    .filter((_, at) => choice[at] === 1)
    .map(({ id, version }) => `${id}@${version}`);
  const { outer, inner } = size;
  const id = hashOf(canonicalJson({ ...prepared.identity, outer, inner, chosen })).slice(0, 32);
  return { id, ...prepared.identity };
}

export type ReportInput = {
  readonly prepared: Prepared;
  readonly size: RunSize;
  readonly budgetSek: number;
  readonly terms: PlanTerms;
  readonly planned: Planned;
  readonly contributions: readonly number[];
  readonly alone: readonly number[];
  readonly before: RunColumns;
  readonly after: RunColumns;
  readonly weights: LossWeights;
  readonly planningRuns: number;
  /** Plans that came before, on parts of the planning runs; kept with that of their budget. */
  readonly early: readonly EarlyPlan[];
};

function chosenMeasures(input: ReportInput): PlanReport["measures"] {
  const { prepared, planned, contributions } = input;
  return prepared.setting.measures
    .flatMap((measure, at) => {
      const candidate = prepared.candidates[at];
      if (planned.choice[at] !== 1 || candidate === undefined) return [];
      return [
        {
          id: measure.id,
          name: measure.name,
          costSek: candidate.costs["sek"] ?? 0,
          hours: candidate.costs["hours"] ?? 0,
          contribution: contributions[at] ?? 0,
          source: measure.source,
        },
      ];
    })
    .sort((a, b) => b.contribution - a.contribution || (a.id < b.id ? -1 : 1));
}

/** The report of one budget. */
export function planReport(input: ReportInput): PlanReport {
  const { prepared, size, planned, before, after, weights } = input;
  const shape = { outer: size.outer, inner: size.inner };
  const none = new Uint8Array(planned.choice.length);
  const today = planned.today > 0 ? planned.today : 1;
  return {
    budgetSek: input.budgetSek,
    terms: input.terms,
    costSek: planned.spent["sek"] ?? 0,
    yearlySek: planned.spent["yearlySek"] ?? 0,
    hoursByRole: hoursByRoleOf(planned.spent),
    hours: planned.spent["hours"] ?? 0,
    hoursLimit: hoursLimitOf(input.terms),
    gap: planned.gap,
    gapOfLoss: planned.gapOfLoss,
    bound: planned.bound / today,
    remains: planned.remains / today,
    outOfSample: meanBand(
      clustersOf(weighedLosses(after, weights), shape),
      0,
      Number.POSITIVE_INFINITY,
    ),
    finished: planned.isFinished,
    measures: chosenMeasures(input),
    considered: prepared.setting.measures.flatMap((measure, at) => {
      const candidate = prepared.candidates[at];
      if (planned.choice[at] === 1 || candidate === undefined) return [];
      if (candidate.costs[leftOut] === 1) return [];
      return [
        {
          id: measure.id,
          name: measure.name,
          costSek: candidate.costs["sek"] ?? 0,
          remainsAlone: (input.alone[at] ?? 1) / today,
        },
      ];
    }),
    before: dialsOf(prepared, size, before, weights),
    after: dialsOf(prepared, size, after, weights),
    runs: {
      outer: size.outer,
      inner: size.inner,
      seed: size.seed,
      planningRuns: input.planningRuns,
      evaluationRuns: size.outer * size.inner,
      nodes: planned.work.nodes,
      rows: planned.work.rows,
    },
    search: planned.search.map(({ evaluations, remains, bound, gap }) => ({
      evaluations,
      remains: remains / today,
      bound: bound / today,
      gap,
    })),
    early: input.early.filter(({ budgetSek }) => budgetSek === input.budgetSek),
    run: runIdentity(prepared, size, none),
    afterRun: runIdentity(prepared, size, planned.choice).id,
    typicalParts: prepared.typical,
    costSheet: prepared.costSheet,
    profiles: [
      { id: prepared.profile.id, name: prepared.profile.name, subject: prepared.profile.subject },
    ],
  };
}
