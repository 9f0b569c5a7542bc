/** What may be decided of a finding: texts that may be kept, days that are ahead. */
import { type PlainDate, unreachable } from "@vallgrav/kernel";
import { keptNote } from "@vallgrav/readers";
import type { FindingChange } from "../api/index.ts";
import { decisionsMost } from "./decisions.ts";
import type { FindingsProblem } from "./door.ts";

/** Days ahead that a deadline or an acceptance may lie: two years; longest texts of decisions. */
const limits = { days: 732, text: 300 } as const;
const dayMs = 86_400_000;

/** A problem of this room, with its limit. */
export function problem(code: FindingsProblem["code"]): FindingsProblem {
  const base = { severity: "error", at: null } as const;
  switch (code) {
    case "findings/unknown":
      return { code, ...base, args: {} };
    case "findings/bad-day":
      return { code, ...base, args: { days: limits.days } };
    case "findings/bad-text":
      return { code, ...base, args: { limit: limits.text } };
    case "findings/too-many-decisions":
      return { code, ...base, args: { limit: decisionsMost } };
    default:
      return unreachable(code);
  }
}

/** The text as it may be kept; null where it must not be. */
function fit(text: string): string | null {
  const kept = keptNote(text, limits.text);
  return kept === "" || text.length > limits.text ? null : kept;
}

function isDayFit(day: string, today: PlainDate): boolean {
  const latest = new Date(Date.parse(today) + limits.days * dayMs).toISOString().slice(0, 10);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
  return isDay && day >= today && day <= latest;
}

/** A change whose texts and days may be kept, or what is wrong with it. */
export function checkedChange(
  { owner, due, accept }: FindingChange,
  today: PlainDate,
): FindingChange | FindingsProblem {
  const days = [due, accept?.until].filter((one) => typeof one === "string");
  if (days.some((day) => !isDayFit(day, today))) return problem("findings/bad-day");
  const keptOwner = typeof owner === "string" ? fit(owner) : null;
  const reason = typeof accept === "object" && accept !== null ? fit(accept.reason) : null;
  if (typeof owner === "string" && keptOwner === null) return problem("findings/bad-text");
  if (typeof accept === "object" && accept !== null && reason === null)
    return problem("findings/bad-text");
  return {
    ...(owner === undefined ? {} : { owner: keptOwner }),
    ...(due === undefined ? {} : { due }),
    ...(accept === undefined
      ? {}
      : { accept: accept === null ? null : { reason: reason ?? "", until: accept.until } }),
  };
}
