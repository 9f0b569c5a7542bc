/** On what terms a plan is made besides its budget: other limits, and what to make least. */
import {
  type HoursByRole,
  type Measure,
  ownHoursLimit,
  type Role,
  windowMonths,
} from "@vallgrav/knowledge";
import {
  type Amounts,
  type Candidate,
  type InTime,
  type Limits,
  monthAfter,
  monthsFrom,
} from "@vallgrav/planning";
import type { PlanDates, PlanTerms } from "../api/index.ts";

/** Terms unless others are asked for: own hours in all, and the mean of all runs. */
export const usualTerms: PlanTerms = { yearlySek: null, hoursByRole: null, objective: "mean" };

/** Share of the worst runs that the tail is the mean of (dials.md §4.1). */
export const tailShare = 0.1;

/** What a measure takes one of that is left out of plans, which have none of it. */
export const leftOut = "left-out";

const roleOf = (role: string): string => `hours/${role}`;

/** Own hours of a measure as resources, one for each role. */
export function roleCosts(hours: HoursByRole): Amounts {
  return Object.fromEntries(Object.entries(hours).map(([role, amount]) => [roleOf(role), amount]));
}

/** Own hours that a plan is made within; null where each role has its own. */
export function hoursLimitOf({ hoursByRole }: PlanTerms): number | null {
  return hoursByRole === null ? ownHoursLimit : null;
}

/** What a plan keeps within. A role that is not named has all the hours it needs. */
export function limitsOf(budgetSek: number, terms: PlanTerms): Limits {
  const { yearlySek, hoursByRole } = terms;
  return {
    sek: budgetSek,
    [leftOut]: 0,
    ...(yearlySek === null ? {} : { yearlySek }),
    ...(hoursByRole === null ? { hours: ownHoursLimit } : roleCosts(hoursByRole)),
  };
}

/** Own hours that a plan takes, by role. */
export function hoursByRoleOf(spent: Amounts): HoursByRole {
  const roles: readonly Role[] = [
    "communication",
    "leadership",
    "operations",
    "personnel",
    "services",
  ];
  return Object.fromEntries(roles.map((role) => [role, spent[roleOf(role)] ?? 0]));
}

/** Whether terms are the usual ones, which the curve is computed on. */
export function isUsual({ yearlySek, hoursByRole, objective, dates = null }: PlanTerms): boolean {
  return yearlySek === null && hoursByRole === null && objective === "mean" && dates === null;
}

/** Terms without what decides nothing: equal for equal plans. */
export function decidingTerms({ yearlyPayer: _payer, dates, ...terms }: PlanTerms): PlanTerms {
  return dates === undefined || dates === null ? terms : { ...terms, dates };
}

/**
 * Own hours of one month: an even share of those of the whole window.
 * @param all limit on the hours of all roles together; null for none
 */
export function monthlyHours(terms: PlanTerms, all: number | null = hoursLimitOf(terms)): Amounts {
  const limits = {
    ...(all === null ? {} : { hours: all }),
    ...(terms.hoursByRole === null ? {} : roleCosts(terms.hoursByRole)),
  };
  return Object.fromEntries(
    Object.entries(limits).map(([resource, hours]) => [resource, hours / windowMonths]),
  );
}

/** The month in which a plan is begun unless somebody says otherwise. */
export function firstMonth(asOf: string): string {
  return monthAfter(asOf.slice(0, 7), 1);
}

/** How many months dates leave, both ends counted. */
export function monthsIn({ from, until }: PlanDates, asOf: string): number {
  return monthsFrom(from ?? firstMonth(asOf), until);
}

/**
 * The calendar that a plan on these terms must get done; undefined where no dates are asked for.
 * What takes longest is begun first.
 * @param asOf of the facts
 */
export function timeOf(
  terms: PlanTerms,
  {
    candidates,
    measures,
    asOf,
  }: {
    readonly candidates: readonly Candidate[];
    readonly measures: readonly Pick<Measure, "leadMonths">[];
    readonly asOf: string;
  },
): InTime | undefined {
  const { dates = null } = terms;
  if (dates === null) return undefined;
  const monthly = monthlyHours(terms);
  return {
    monthly,
    months: monthsIn(dates, asOf),
    tasks: candidates.map(({ id, costs, requires }, at) => {
      const leadMonths = measures[at]?.leadMonths ?? 0;
      const hours = Object.fromEntries(
        Object.keys(monthly).map((resource) => [resource, costs[resource] ?? 0]),
      );
      return { id, hours, leadMonths, requires, weight: leadMonths };
    }),
  };
}
