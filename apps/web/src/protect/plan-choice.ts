/**
 * A plan changed by hand, as the page computes it: what is on, what it costs, and why each measure
 * is in the plan or is not. Pure; what the choice does to the dials is the server's to compute.
 */
import type { ChosenMeasure, PlanDates, PlanReport, Switched } from "@vallgrav/platform/api";
import type { Measure } from "../api/shapes.ts";
import { calendarRows, firstMonthOf } from "./plan-calendar.ts";

/** Ids that are flipped against the plan. */
export type Flipped = ReadonlySet<string>;

/** How a measure stands: as in the plan, or changed by hand. */
export type HandState = "added" | "kept" | "left" | "removed";

/** Why a measure is in the plan or is not; names are ids of other measures. */
export type Reason =
  | { readonly kind: "contributes"; readonly share: number }
  | { readonly kind: "barely" | "barelyPaid" | "noEffect" | "noMore" | "tooDear" }
  | { readonly kind: "excluded" | "needs"; readonly other: string }
  | { readonly kind: "noHours" | "noMoney" | "noYearly"; readonly left: number }
  | { readonly kind: "noTime"; readonly until: string };

/** A measure as the table of the page has it. */
export type HandRow = {
  readonly measure: Measure;
  readonly isOn: boolean;
  readonly state: HandState;
  readonly reason: Reason;
};

/** Share of a limit below which what is left of it buys nothing worth telling. */
const narrow = 0.05;

/** Whether own hours, and not money, are what keeps more measures out of a choice. */
export function isHeldByHours(
  {
    budgetSek,
    hoursLimit,
    terms: { yearlySek },
  }: Pick<PlanReport, "budgetSek" | "hoursLimit"> & {
    readonly terms: Pick<PlanReport["terms"], "yearlySek">;
  },
  { costSek, hours }: { readonly costSek: number; readonly hours: number },
): boolean {
  // Of no money nothing is left either.
  if (hoursLimit === null || budgetSek <= costSek) return false;
  // Where there is a limit to what it costs every year, that may be what keeps them out.
  if (yearlySek !== null) return false;
  return hoursLimit - hours < narrow * hoursLimit && budgetSek - costSek >= narrow * budgetSek;
}

/** Below this a share of today's damage is not told from nothing. */
const noticeable = 0.005;

function reasonIn({ contribution, costSek }: ChosenMeasure): Reason {
  if (contribution >= 2 * noticeable) return { kind: "contributes", share: contribution };
  return { kind: costSek === 0 ? "barely" : "barelyPaid" };
}

/** Hours of each role that are left of what the plan was made within, and what a measure takes. */
function shortOfRole({ hoursByRole }: Measure, plan: PlanReport): number | null {
  for (const [role, most] of Object.entries(plan.terms.hoursByRole ?? {})) {
    const [needed = 0] = Object.entries(hoursByRole).flatMap(([of, hours]) =>
      of === role ? [hours] : [],
    );
    const [taken = 0] = Object.entries(plan.hoursByRole).flatMap(([of, hours]) =>
      of === role ? [hours] : [],
    );
    if (needed > most - taken) return Math.max(0, most - taken);
  }
  return null;
}

/** Why a measure is not in a plan: the first reason that holds, from what cannot be helped. */
function reasonOut(
  measure: Measure,
  plan: PlanReport,
  known: ReadonlyMap<string, Measure>,
): Reason {
  const held = new Set(plan.measures.map(({ id }) => id));
  const alone = plan.considered.find(({ id }) => id === measure.id)?.remainsAlone ?? 1;
  const lacking = measure.requires.find((id) => !held.has(id));
  const beside = measure.excludes.find((id) => held.has(id));
  const money = plan.budgetSek - plan.costSek;
  const hours = plan.hoursLimit === null ? null : plan.hoursLimit - plan.hours;
  if (measure.costSek > plan.budgetSek) return { kind: "tooDear" };
  if (lacking !== undefined) return { kind: "needs", other: lacking };
  if (alone > 1 - noticeable) return { kind: "noEffect" };
  if (beside !== undefined) return { kind: "excluded", other: beside };
  const { dates = null, yearlySek } = plan.terms;
  if (dates !== null && isLateBeside(measure, known, plan, dates))
    return { kind: "noTime", until: dates.until };
  const yearly = yearlySek === null ? null : yearlySek - plan.yearlySek;
  if (yearly !== null && measure.yearlySek > yearly) return { kind: "noYearly", left: yearly };
  const role = shortOfRole(measure, plan);
  if (role !== null) return { kind: "noHours", left: role };
  if (measure.costSek > money) return { kind: "noMoney", left: money };
  if (hours !== null && measure.hours > hours) return { kind: "noHours", left: hours };
  return { kind: "noMore" };
}

/** Whether the plan's months do not get all of it done where a measure joins it. */
function isLateBeside(
  measure: Measure,
  known: ReadonlyMap<string, Measure>,
  plan: PlanReport,
  { from, until }: PlanDates,
): boolean {
  const held = plan.measures.flatMap(({ id }) => known.get(id) ?? []);
  const rows = calendarRows([...held, measure], plan, [from ?? firstMonthOf(plan), until]);
  return rows.some(({ to }) => to === null);
}

function stateOf(isPlanned: boolean, isFlipped: boolean): HandState {
  if (isFlipped) return isPlanned ? "removed" : "added";
  return isPlanned ? "kept" : "left";
}

/**
 * The measures that plans choose from, those of the plan first and the most telling first.
 * @param flipped ids of measures switched by hand
 */
export function handRows(
  measures: readonly Measure[],
  plan: PlanReport,
  flipped: Flipped,
): readonly HandRow[] {
  const known = new Map(measures.map((measure) => [measure.id, measure]));
  const chosen = new Map(plan.measures.map((measure) => [measure.id, measure]));
  const alone = new Map(plan.considered.map(({ id, remainsAlone }) => [id, remainsAlone]));
  const rows = measures
    .filter(({ isPlanned, id }) => isPlanned || chosen.has(id))
    .map((measure): HandRow => {
      const planned = chosen.get(measure.id);
      const isFlipped = flipped.has(measure.id);
      return {
        measure,
        isOn: (planned !== undefined) !== isFlipped,
        state: stateOf(planned !== undefined, isFlipped),
        reason: planned === undefined ? reasonOut(measure, plan, known) : reasonIn(planned),
      };
    });
  const rank = ({ measure }: HandRow): readonly [number, number] => {
    const planned = chosen.get(measure.id);
    return planned === undefined ? [1, alone.get(measure.id) ?? 1] : [0, -planned.contribution];
  };
  return rows.toSorted((a, b) => {
    const [first, second] = rank(a);
    const [third, fourth] = rank(b);
    return first - third || second - fourth || (a.measure.id < b.measure.id ? -1 : 1);
  });
}

/** What is on, and what it costs. */
export type HandSum = {
  readonly count: number;
  readonly costSek: number;
  readonly hours: number;
};

/** Sums what is on. */
export function sumOf(rows: readonly HandRow[]): HandSum {
  const on = rows.filter(({ isOn }) => isOn);
  return {
    count: on.length,
    costSek: on.reduce((sum, { measure }) => sum + measure.costSek, 0),
    hours: on.reduce((sum, { measure }) => sum + measure.hours, 0),
  };
}

/**
 * The choice as the server is asked it, on the plan's terms where they are its own; ids
 * in one order, so that the same choice is the same.
 */
export function switchedOf(
  rows: readonly HandRow[],
  plan: PlanReport,
  hasOwnTerms = false,
): Switched {
  const idsOf = (state: HandState): readonly string[] =>
    rows
      .filter((row) => row.state === state)
      .map(({ measure }) => measure.id)
      .sort();
  return {
    budgetSek: plan.budgetSek,
    with: idsOf("added"),
    without: idsOf("removed"),
    ...(hasOwnTerms ? { terms: plan.terms } : {}),
  };
}
