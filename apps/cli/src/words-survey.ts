/** The words of the terminal for a plan from all sides, in both languages. */
import type { ObjectiveName } from "@vallgrav/platform/api";

/** Words of a survey. */
export type SurveyWords = {
  readonly lead: (budget: string, objective: string) => string;
  /** What plans can leave least of, by name: short, for columns. */
  readonly objectives: Readonly<Record<ObjectiveName, string>>;
  readonly payOff: string;
  readonly plan: string;
  readonly missed: string;
  readonly stands: (planning: string, runs: string) => string;
  readonly inEvery: (names: string) => string;
  readonly attackers: readonly [attacker: string, holds: string, money: string];
  readonly worlds: (worlds: string, runs: string) => string;
  readonly measures: readonly [share: string, between: string, measure: string];
  readonly safe: string;
  readonly dependsOn: (what: string) => string;
  readonly yearly: (low: string, high: string, source: string) => string;
  readonly year: readonly [what: string, today: string, plan: string];
  readonly yearMean: string;
  readonly yearWorst: string;
  readonly pays: (years: string) => string;
  readonly paysNever: string;
};

/** In Swedish. */
export const surveySv: SurveyWords = {
  lead: (budget, objective) => `Planen för ${budget} som lämnar minst av: ${objective}.`,
  objectives: {
    mean: "medel",
    tail: "värsta 10 %",
    worst: "värsta angriparen",
    all: "alla angripare",
    falls: "något faller",
    hours: "timmar",
    persons: "personer",
    sek: "kronor",
  },
  payOff: "Vad varje plan lämnar kvar av dagens, på andra körningar än de den valdes på:",
  plan: "plan för",
  missed: "kan ha missat",
  stands: (planning, runs) =>
    `Planerna är valda på ${planning} körningar, andelarna är av ${runs} andra. ` +
    "Sist: hur stor del av den möjliga minskningen planen högst kan ha missat för sitt mål.",
  inEvery: (names) => `I varje plan: ${names}.`,
  attackers: ["angripare", "håller i dag och efter", "kronor per angrepp i dag och efter"],
  worlds: (worlds, runs) =>
    `Åtgärderna i ${worlds} andra möjliga världar, var och en planerad på nytt på ${runs} angrepp:`,
  measures: ["andel", "95 %", "åtgärd"],
  safe: "säkert val",
  dependsOn: (what) => `beror på: ${what}`,
  yearly: (low, high, source) => `Per år, om det kommer ${low}–${high} angrepp (${source}):`,
  year: ["kronor", "i dag", "med planen"],
  yearMean: "medel",
  yearWorst: "ett år av hundra minst",
  pays: (years) =>
    `Betalar sig om ett sådant angrepp kommer minst vart ${years} år; ` +
    "timmar och personer oräknade.",
  paysNever: "Planen sparar inga kronor; det den skyddar är timmar och personer.",
};

/** In English. */
export const surveyEn: SurveyWords = {
  lead: (budget, objective) => `The plan for ${budget} that leaves least of: ${objective}.`,
  objectives: {
    mean: "mean",
    tail: "worst 10 %",
    worst: "worst attacker",
    all: "all attackers",
    falls: "anything falls",
    hours: "hours",
    persons: "persons",
    sek: "SEK",
  },
  payOff: "What each plan leaves of today's, on other runs than it was chosen on:",
  plan: "plan for",
  missed: "may have missed",
  stands: (planning, runs) =>
    `Plans are chosen on ${planning} runs, shares are of ${runs} others. ` +
    "Last: what share of the possible reduction the plan may at most have missed by its aim.",
  inEvery: (names) => `In every plan: ${names}.`,
  attackers: ["attacker", "holds today and after", "SEK a campaign today and after"],
  worlds: (worlds, runs) =>
    `The measures in ${worlds} other possible worlds, each planned anew on ${runs} campaigns:`,
  measures: ["share", "95 %", "measure"],
  safe: "safe choice",
  dependsOn: (what) => `depends on: ${what}`,
  yearly: (low, high, source) => `A year, if ${low}–${high} campaigns come (${source}):`,
  year: ["SEK", "today", "with the plan"],
  yearMean: "mean",
  yearWorst: "one year in a hundred, at least",
  pays: (years) =>
    `Pays for itself if such a campaign comes at least every ${years} years; ` +
    "hours and persons not counted.",
  paysNever: "The plan saves no SEK; what it protects is hours and persons.",
};
