/** Limits as they are typed, and what is asked of the server with them. Pure. */
import type { ObjectiveName, PlanReport, PlanTerms } from "@vallgrav/platform/api";
import type { PlanAsked } from "../api/plan-queries.ts";

/** Who has to find own hours. */
export type Role = keyof PlanReport["hoursByRole"];

/** Roles in the order of the form. */
export const roles: readonly Role[] = [
  "operations",
  "leadership",
  "services",
  "personnel",
  "communication",
];

/** Aims in the order of the form. */
export const objectives: readonly ObjectiveName[] = [
  "mean",
  "tail",
  "worst",
  "all",
  "falls",
  "hours",
  "persons",
  "sek",
];

/** The form as it is filled in; months are empty where there is no limit. */
export type Typed = {
  readonly budget: string;
  readonly yearly: string;
  readonly payer: string;
  readonly hours: Readonly<Record<Role, string>>;
  readonly from: string;
  readonly until: string;
  readonly objective: ObjectiveName;
};

/** What is wrong, by field. */
export type LimitFault = "budget" | "months" | "payer" | "yearly" | Role;

/** What is to be asked, or all that is wrong. */
export type Read =
  | { readonly ok: true; readonly asked: PlanAsked }
  | { readonly ok: false; readonly faults: ReadonlySet<LimitFault> };

/** A form that asks for what a plan was made on. */
export function typedOf({ budgetSek, terms }: PlanAsked): Typed {
  const text = (value: number | null | undefined): string =>
    value === null || value === undefined ? "" : String(value);
  const { hoursByRole, dates = null } = terms;
  return {
    budget: String(budgetSek),
    yearly: text(terms.yearlySek),
    payer: terms.yearlyPayer ?? "",
    hours: {
      communication: text(hoursByRole?.communication),
      leadership: text(hoursByRole?.leadership),
      operations: text(hoursByRole?.operations),
      personnel: text(hoursByRole?.personnel),
      services: text(hoursByRole?.services),
    },
    from: dates?.from ?? "",
    until: dates?.until ?? "",
    objective: terms.objective,
  };
}

/** A whole number as people write it, spaces between its thousands; null where it is none. */
function whole(text: string): number | null {
  const bare = text.replaceAll(/\s/g, "");
  return /^\d{1,12}$/.test(bare) ? Number(bare) : null;
}

/** Reads the form. */
export function readLimits(typed: Typed): Read {
  const faults = new Set<LimitFault>();
  const read = (text: string, fault: LimitFault): number | null => {
    if (text.trim() === "") return null;
    const value = whole(text);
    if (value === null) faults.add(fault);
    return value;
  };
  const budgetSek = read(typed.budget, "budget");
  if (budgetSek === null) faults.add("budget");
  const yearlySek = read(typed.yearly, "yearly");
  const payer = typed.payer.trim();
  // Money every year that nobody has promised is not there (dials.md §3).
  if (yearlySek !== null && yearlySek > 0 && payer === "") faults.add("payer");
  const hours = roles.flatMap((role) => {
    const value = read(typed.hours[role], role);
    return value === null ? [] : [[role, value] as const];
  });
  const { from, until, objective } = typed;
  if (from !== "" && (until === "" || until < from)) faults.add("months");
  if (faults.size > 0 || budgetSek === null) return { ok: false, faults };
  const terms: PlanTerms = {
    yearlySek,
    hoursByRole: hours.length === 0 ? null : Object.fromEntries(hours),
    objective,
    ...(until === "" ? {} : { dates: { from: from === "" ? null : from, until } }),
    ...(payer === "" ? {} : { yearlyPayer: payer.slice(0, 200) }),
  };
  return { ok: true, asked: { budgetSek, terms } };
}
