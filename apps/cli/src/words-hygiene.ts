/** The words of the terminal for clearances and checks of domains, in both languages. */

/** Words of what may be looked at and what was seen. */
export type HygieneWords = {
  readonly cleared: (domain: string, by: string, until: string) => string;
  readonly over: (domain: string, until: string) => string;
  readonly noneCleared: string;
  readonly ended: (domain: string) => string;
  readonly notEnded: (domain: string) => string;
  readonly lead: (counts: {
    readonly domain: string;
    readonly passed: string;
    readonly warning: string;
    readonly failed: string;
    readonly unknown: string;
  }) => string;
  readonly allPassed: string;
  readonly fix: (text: string) => string;
  readonly log: (count: string, file: string) => string;
};

/** Swedish. */
export const hygieneSv: HygieneWords = {
  cleared: (domain, by, until) =>
    `${domain} och allt under den får granskas till och med ${until}, säger ${by}.`,
  over: (domain, until) =>
    `${domain} fick granskas till och med ${until}. Förnya med vallgrav clear.`,
  noneCleared: "Ingen domän är angiven som kommunens egen än. Gör det med vallgrav clear.",
  ended: (domain) => `${domain} granskas inte längre.`,
  notEnded: (domain) => `${domain} var inte angiven, så inget ändrades.`,
  lead: ({ domain, passed, warning, failed, unknown }) =>
    `${domain}: ${failed} underkända, ${warning} varningar, ${unknown} okända, ${passed} godkända.`,
  allPassed: "Allt som gick att kontrollera är i ordning.",
  fix: (text) => `Gör så här: ${text}`,
  log: (count, file) => `${count} frågor ställdes; de står i ${file}.`,
};

/** English. */
export const hygieneEn: HygieneWords = {
  cleared: (domain, by, until) =>
    `${domain} and all under it may be looked at until ${until}, says ${by}.`,
  over: (domain, until) =>
    `${domain} could be looked at until ${until}. Renew with vallgrav clear.`,
  noneCleared: "No domain is named as the municipality's own yet. Do so with vallgrav clear.",
  ended: (domain) => `${domain} is no longer looked at.`,
  notEnded: (domain) => `${domain} was not named, so nothing changed.`,
  lead: ({ domain, passed, warning, failed, unknown }) =>
    `${domain}: ${failed} failed, ${warning} warnings, ${unknown} unknown, ${passed} passed.`,
  allPassed: "Everything that could be checked is in order.",
  fix: (text) => `What to do: ${text}`,
  log: (count, file) => `${count} questions were asked; they stand in ${file}.`,
};
