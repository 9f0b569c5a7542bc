/** Words of the terms that a plan was made on. */

/** What is said of them. */
export type PlanTermsWords = {
  /** Of a plan changed by hand where the change was there already. */
  readonly unchanged: string;
  readonly inTime: (until: string) => string;
  readonly payer: (amount: string, payer: string) => string;
  readonly noPayer: (amount: string) => string;
  /** Of a plan on some of the planning runs, while one on all of them is waited for. */
  readonly early: (of: {
    readonly measures: string;
    readonly cost: string;
    readonly runs: string;
    readonly all: string;
    readonly missed: string;
  }) => string;
};

/** Swedish. */
export const planTermsSv: PlanTermsWords = {
  unchanged:
    "Inget är ändrat: det som skulle med är redan med, och det som skulle bort är inte med.",
  inTime: (until) =>
    `Allt i planen hinner bli klart till och med ${until}, med månadernas egna timmar; annat har ` +
    "valts bort.",
  payer: (amount, payer) => `${amount} om året betalas därefter av: ${payer}.`,
  noPayer: (amount) =>
    `Ingen är utsedd att betala de ${amount} om året som planen kostar därefter.`,
  early: ({ measures, cost, runs, all, missed }) =>
    `Planen så långt: ${measures} åtgärder för ${cost}, vald på ${runs} av ${all} genomspelade ` +
    `angrepp; i dem kan högst ${missed} av den möjliga minskningen ha missats.`,
};

/** English. */
export const planTermsEn: PlanTermsWords = {
  unchanged: "Nothing is changed: what was to be in is in already, and what was to go is not in.",
  inTime: (until) =>
    `All of the plan is done by the end of ${until} with the own hours of each month; other ` +
    "measures were left out.",
  payer: (amount, payer) => `${amount} a year is paid from then on by: ${payer}.`,
  noPayer: (amount) =>
    `Nobody is named to pay the ${amount} a year that the plan costs from then on.`,
  early: ({ measures, cost, runs, all, missed }) =>
    `The plan so far: ${measures} measures for ${cost}, chosen on ${runs} of ${all} played ` +
    `campaigns; in these at most ${missed} of the possible reduction may have been missed.`,
};
