/** On what terms a plan is made besides its budget: other limits, and what to make least. */
import { type HoursByRole, ownHoursLimit, type Role } from "@vallgrav/knowledge";
import type { Amounts, Limits } from "@vallgrav/planning";
import type { PlanTerms } from "../api/index.ts";

/** Terms unless others are asked for: own hours in all, and the mean of all runs. */
export const usualTerms: PlanTerms = { yearlySek: null, hoursByRole: null, objective: "mean" };

/** Share of the worst runs that the tail is the mean of (dials.md §4.1). */
export const tailShare = 0.1;

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
export function isUsual({ yearlySek, hoursByRole, objective }: PlanTerms): boolean {
  return yearlySek === null && hoursByRole === null && objective === "mean";
}
