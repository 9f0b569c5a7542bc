/** On what terms `plan` is asked for a plan: limits besides the budget, and what to make least. */
import type { HoursByRole, Role } from "@vallgrav/knowledge";
import type { ObjectiveName, PlanTerms, SurveyAsked } from "@vallgrav/platform/api";
import type { CalendarAsked } from "@vallgrav/platform/protect";
import { type Given, type Option, whole, Wrong } from "./command-line.ts";

const roles: readonly Role[] = [
  "communication",
  "leadership",
  "operations",
  "personnel",
  "services",
];

/** Options that say on what terms a plan is made. */
export const termOptions: readonly Option[] = [
  "yearly",
  "payer",
  "hours",
  "objective",
  "from",
  "until",
];

/** Options of `plan` besides its budget. */
export const planOptions: readonly Option[] = [...termOptions, "worlds", "frequency", "source"];

const howSurvey = [
  "plan --worlds N (0–200)",
  "plan --worlds N --frequency LOW-HIGH --source TEXT (campaigns a year)",
];

const howHours = ["plan --hours ROLE=N,… (" + roles.join(", ") + ")"];

/** Hours by role, `operations=400,leadership=60`; null where none are given. */
function hoursOf(given: Given): HoursByRole | null {
  const text = given.get("hours");
  if (text === undefined) return null;
  const found = new Map<Role, number>();
  for (const part of text.split(",")) {
    const [name, amount = "", ...more] = part.split("=");
    const role = roles.find((one) => one === name);
    if (role === undefined || more.length > 0 || !/^\d{1,7}$/.test(amount) || found.has(role))
      throw new Wrong({ code: "say", how: howHours });
    found.set(role, Number(amount));
  }
  return Object.fromEntries(found);
}

/** Letters of a name of who pays. */
const longestPayer = 200;

const objectives: readonly ObjectiveName[] = [
  "mean",
  "tail",
  "worst",
  "all",
  "falls",
  "hours",
  "persons",
  "sek",
];

/** The terms of a plan; the usual ones where nothing is said. A last month is a limit. */
export function planTermsOf(given: Given): PlanTerms {
  const asked = given.get("objective") ?? "mean";
  const objective = objectives.find((one) => one === asked);
  if (objective === undefined)
    throw new Wrong({ code: "say", how: [`plan --objective ${objectives.join("|")}`] });
  const { from, until } = calendarAskedOf(given);
  const yearlySek = whole(given, "yearly", [0, 1e12]);
  const payer = given.get("payer");
  if (payer !== undefined && (payer.trim() === "" || payer.length > longestPayer))
    throw new Wrong({ code: "say", how: ["plan --yearly SEK --payer NAME"] });
  return {
    yearlySek,
    hoursByRole: hoursOf(given),
    objective,
    ...(until === null ? {} : { dates: { from, until } }),
    ...(payer === undefined ? {} : { yearlyPayer: payer.trim() }),
  };
}

/** A month `2027-01`; null where none is given. */
function monthOf(given: Given, option: "from" | "until"): string | null {
  const text = given.get(option) ?? null;
  if (text !== null && !/^20\d{2}-(?:0[1-9]|1[0-2])$/.test(text))
    throw new Wrong({ code: "say", how: [`plan --${option} 2027-01`] });
  return text;
}

/** From which month to which a plan is to be carried out. */
export function calendarAskedOf(given: Given): CalendarAsked {
  const from = monthOf(given, "from");
  const until = monthOf(given, "until");
  if (from !== null && until !== null && until < from)
    throw new Wrong({ code: "say", how: ["plan --from 2027-01 --until 2027-12"] });
  return { from, until };
}

/** A range of campaigns a year, `0.02-2`, with where it is from; null where none is given. */
function frequencyOf(given: Given): SurveyAsked["frequency"] {
  const range = given.get("frequency");
  const source = given.get("source");
  if (range === undefined && source === undefined) return null;
  const [, low = "", high = low] = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/.exec(range ?? "") ?? [];
  if (low === "" || source === undefined) throw new Wrong({ code: "say", how: howSurvey });
  return { low: Number(low), high: Number(high), source };
}

/** What the plan is to be tried against besides; null where it alone is asked for. */
export function surveyOf(given: Given): Pick<SurveyAsked, "frequency" | "worlds"> | null {
  const worlds = whole(given, "worlds", [0, 200]);
  const frequency = frequencyOf(given);
  return worlds === null && frequency === null ? null : { worlds: worlds ?? 0, frequency };
}
