/** The words of the terminal for alerts, in both languages. */
import type { AlertLevel, AlertState } from "@vallgrav/platform/api";

/** Words of alerts. */
export type AlertWords = {
  readonly lead: (count: string) => string;
  readonly none: string;
  readonly head: readonly [string, string, string, string, string, string];
  readonly levels: Readonly<Record<AlertLevel, string>>;
  readonly states: Readonly<Record<AlertState, string>>;
  readonly unknown: string;
  readonly span: (first: string, last: string, count: string) => string;
  readonly whom: string;
  readonly also: (what: string) => string;
  readonly first: (what: string) => string;
  readonly matched: string;
  readonly reach: (withinDay: string, fell: string, runs: string, days: string) => string;
  readonly reachNone: string;
  readonly held: string;
  readonly next: string;
  readonly reached: readonly [string, string, string, string];
  readonly changed: (by: string, at: string) => string;
  readonly how: string;
  readonly imported: (added: string, known: string, tuned: string) => string;
  readonly file: (name: string, alerts: string, forms: string, skipped: string) => string;
  readonly notBack: string;
};

/** Swedish. */
export const alertsSv: AlertWords = {
  lead: (count) => `${count} larm, de senaste först:`,
  none: "Inga larm väntar.",
  head: ["id", "allvar", "läge", "antal", "gäller", "larm"],
  levels: {
    critical: "kritiskt",
    high: "högt",
    medium: "medel",
    low: "lågt",
    informational: "för kännedom",
  },
  states: { new: "nytt", seen: "sett", case: "utreds", benign: "ofarligt" },
  unknown: "okänd i modellen",
  span: (first, last, count) => `${count} händelser, ${first} till ${last} (UTC).`,
  whom: "Gäller",
  also: (what) => `Kan också vara: ${what}`,
  first: (what) => `Gör först: ${what}`,
  matched: "Det som regeln slog till på:",
  reach: (withinDay, fell, runs, days) =>
    `Inom räckhåll: ${withinDay} saker inom ett dygn om ingen gör något; i ${fell} av ${runs} ` +
    `körningar över ${days} dagar faller något samhällsviktigt.`,
  reachNone:
    "Inom räckhåll: modellen känner inte den som larmet gäller, eller har inga uppgifter att " +
    "räkna på.",
  held: "Angriparen antas ha:",
  next: "Troliga nästa steg:",
  reached: ["sak", "steg", "andel", "dagar"],
  changed: (by, at) => `Bedömt av ${by}, ${at}.`,
  how: "Ta ställning: vallgrav alerts set ID new|seen|case|benign [ANTECKNING].",
  imported: (added, known, tuned) =>
    `Nya larm: ${added}. Fanns redan och är orörda: ${known}. Tystade: ${tuned}.`,
  file: (name, alerts, forms, skipped) =>
    `  ${name}: ${alerts} larm (${forms}), ${skipped} poster är inga larm`,
  notBack: "Inget skrivs tillbaka till den produkt som larmade.",
};

/** English. */
export const alertsEn: AlertWords = {
  lead: (count) => `${count} alerts, the newest first:`,
  none: "No alerts wait.",
  head: ["id", "level", "state", "count", "about", "alert"],
  levels: {
    critical: "critical",
    high: "high",
    medium: "medium",
    low: "low",
    informational: "informational",
  },
  states: { new: "new", seen: "seen", case: "in hand", benign: "benign" },
  unknown: "unknown to the model",
  span: (first, last, count) => `${count} events, ${first} to ${last} (UTC).`,
  whom: "About",
  also: (what) => `May also be: ${what}`,
  first: (what) => `Do first: ${what}`,
  matched: "What the rule fired on:",
  reach: (withinDay, fell, runs, days) =>
    `Within reach: ${withinDay} things within a day if nobody acts; in ${fell} of ${runs} runs ` +
    `over ${days} days something vital falls.`,
  reachNone:
    "Within reach: the model does not know whom the alert is about, or has nothing to count on.",
  held: "The attacker is taken to hold:",
  next: "Likely next steps:",
  reached: ["thing", "step", "share", "days"],
  changed: (by, at) => `Judged by ${by}, ${at}.`,
  how: "Decide: vallgrav alerts set ID new|seen|case|benign [NOTE].",
  imported: (added, known, tuned) =>
    `New alerts: ${added}. Known and untouched: ${known}. Silenced: ${tuned}.`,
  file: (name, alerts, forms, skipped) =>
    `  ${name}: ${alerts} alerts (${forms}), ${skipped} entries are no alerts`,
  notBack: "Nothing is written back to the product that raised them.",
};
