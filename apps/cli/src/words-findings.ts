/** The words of the terminal for findings, in both languages. */
import type { FindingSeverity } from "@vallgrav/kernel";

/** Words of findings. */
export type FindingsWords = {
  readonly lead: (open: string, accepted: string, gone: string) => string;
  readonly head: readonly [string, string, string, string, string, string, string];
  readonly how: string;
  readonly order: (tau: string, ceiling: string, places: string) => string;
  readonly orderUnsure: (tau: string, ceiling: string, places: string) => string;
  readonly leftOpen: (unknown: string, notExamined: string, day: string) => string;
  readonly noAdvisories: string;
  readonly severities: Readonly<Record<FindingSeverity, string>>;
  readonly states: Readonly<Record<"accepted" | "gone" | "open", string>>;
  readonly notInGraph: string;
  readonly steps: Readonly<Record<"little" | "much" | "none" | "others" | "some", string>>;
  readonly inWords: (step: string) => string;
  readonly figures: (loss: string, points: string, hours: string) => string;
  readonly together: (count: string) => string;
  readonly exploited: (since: string) => string;
  readonly owner: (owner: string, due: string) => string;
  readonly accepted: (reason: string, by: string, until: string) => string;
  readonly affected: {
    readonly nothing: string;
    readonly lead: (asked: string, count: string) => string;
    readonly unknown: (count: string) => string;
    readonly head: readonly string[];
    readonly to: (owner: string) => string;
    readonly nobody: string;
  };
};

/** Swedish. */
export const findingsSv: FindingsWords = {
  lead: (open, accepted, gone) =>
    `${open} brister är öppna, ${accepted} levs med, ${gone} är borta. ` +
    "De som betyder mest för läget står först.",
  head: ["id", "flyttar", "grad", "var", "vad", "ägare", "senast"],
  how:
    "En brist med åtgärd: vallgrav findings show ID. Ge den en ägare: findings assign ID ÄGARE " +
    "[DAG]. Lev med den: findings accept ID DAG SKÄL.",
  order: (tau, ceiling, places) =>
    `Mot ordningen efter CVSS: tau ${tau} på ${places} ställen ` +
    `(1: samma; högst ${ceiling} med så här många körningar).`,
  orderUnsure: (tau, ceiling, places) =>
    "Likheten med ordningen efter CVSS går inte att säga: för få körningar " +
    `(tau ${tau} på ${places} ställen, tak ${ceiling}).`,
  leftOpen: (unknown, notExamined, day) =>
    `Kända sårbarheter från ${day}: i ${unknown} fall gick det inte att avgöra, ` +
    `${notExamined} program kunde inte hållas mot något. De räknas inte som bra.`,
  noAdvisories: "Inga kända sårbarheter är inlästa: vallgrav update.",
  severities: {
    unrated: "–",
    none: "ingen",
    low: "låg",
    medium: "medel",
    high: "hög",
    critical: "kritisk",
  },
  states: { open: "öppen", accepted: "levs med", gone: "borta" },
  notInGraph: "räknas inte i angreppsgrafen",
  steps: { none: "inget", others: "inget ensam", little: "lite", some: "märkbart", much: "mycket" },
  inWords: (step) => `Rättad flyttar den läget: ${step}.`,
  figures: (loss, points, hours) =>
    `Rättad: ${loss} mindre skada, ${points} procentenheter oftare håller det, ` +
    `${hours} timmar mindre avbrott.`,
  together: (count) => `Rättas tillsammans med de andra på samma ställe: ${count} brister i allt.`,
  exploited: (since) => `Används av angripare sedan ${since} enligt CISA.`,
  owner: (owner, due) => `Ägare: ${owner}. Senast: ${due}.`,
  accepted: (reason, by, until) => `Levs med till ${until}, enligt ${by}: ${reason}`,
  affected: {
    nothing:
      "Texten nämner ingen CVE och inget namn som är känt här. Det säger inte att ni inte berörs.",
    lead: (asked, count) => `${asked}: ${count} ställen är berörda.`,
    unknown: (count) => `${count} ställen nämns men vi vet inte om de berörs:`,
    head: ["var", "flyttar", "system", "ägare", "nämnd", "genom", "öppna portar", "nås från"],
    to: (owner) => `Utkast till ${owner}:`,
    nobody: "den som äger det ingen står som ägare till",
  },
};

/** English. */
export const findingsEn: FindingsWords = {
  lead: (open, accepted, gone) =>
    `${open} findings are open, ${accepted} are lived with, ${gone} are gone. ` +
    "Those that mean most come first.",
  head: ["id", "moves", "severity", "where", "what", "owner", "due"],
  how:
    "One with its fix: vallgrav findings show ID. Give it an owner: findings assign ID OWNER " +
    "[DAY]. Live with it: findings accept ID DAY REASON.",
  order: (tau, ceiling, places) =>
    `Against the order by CVSS: tau ${tau} over ${places} places ` +
    `(1: the same; ${ceiling} at most with so many runs).`,
  orderUnsure: (tau, ceiling, places) =>
    "How like the order is to that by CVSS cannot be told: too few runs " +
    `(tau ${tau} over ${places} places, ceiling ${ceiling}).`,
  leftOpen: (unknown, notExamined, day) =>
    `Known weaknesses of ${day}: in ${unknown} cases it could not be told, ` +
    `${notExamined} programs could be held against nothing. They do not count as good.`,
  noAdvisories: "No known weaknesses were read: vallgrav update.",
  severities: {
    unrated: "–",
    none: "none",
    low: "low",
    medium: "medium",
    high: "high",
    critical: "critical",
  },
  states: { open: "open", accepted: "lived with", gone: "gone" },
  notInGraph: "not counted in the attack graph",
  steps: {
    none: "nothing",
    others: "nothing alone",
    little: "a little",
    some: "noticeably",
    much: "much",
  },
  inWords: (step) => `Mended it moves the position: ${step}.`,
  figures: (loss, points, hours) =>
    `Mended: ${loss} less damage, holds ${points} points more often, ` +
    `${hours} hours less without services.`,
  together: (count) => `Mended together with the others in the same place: ${count} in all.`,
  exploited: (since) => `Used by attackers since ${since}, says CISA.`,
  owner: (owner, due) => `Owner: ${owner}. Due: ${due}.`,
  accepted: (reason, by, until) => `Lived with until ${until}, says ${by}: ${reason}`,
  affected: {
    nothing:
      "The text names no CVE and no name that is known here. That does not say you are unaffected.",
    lead: (asked, count) => `${asked}: ${count} places are affected.`,
    unknown: (count) => `${count} places are named, but we do not know whether they are affected:`,
    head: ["where", "moves", "systems", "owner", "committee", "by", "open ports", "reached from"],
    to: (owner) => `Draft to ${owner}:`,
    nobody: "whoever owns what nobody is known to own",
  },
};
