/** The words of the terminal for clearances and checks of domains, in both languages. */
import type { Standing, Weight } from "@vallgrav/domains";
import { reportsEn, reportsSv, type ReportWords } from "./words-reports.ts";

/** Words of what may be looked at and what was seen. */
export type HygieneWords = {
  readonly reports: ReportWords;
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
  readonly profile: (domain: string, profile: string, score: string) => string;
  /** Per cent, whole. */
  readonly score: (least: number, most: number) => string;
  readonly noScore: string;
  /** By the category's name. */
  readonly categories: Readonly<Record<string, string>>;
  readonly standings: Readonly<Record<Standing, string>>;
  readonly weights: Readonly<Record<Weight, string>>;
  readonly notLookedAt: (host: string) => string;
  readonly notOpen: (host: string) => string;
  readonly history: (domain: string) => string;
  readonly noHistory: (domain: string) => string;
  readonly notKnown: string;
  readonly log: (count: string, file: string) => string;
};

/** Swedish. */
export const hygieneSv: HygieneWords = {
  reports: reportsSv,
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
  profile: (domain, profile, score) => `${domain} enligt ${profile}: ${score}.`,
  score: (least, most) => (least === most ? `${least} %` : `${least}–${most} %`),
  noScore: "inget som räknas",
  categories: {
    ipv6: "IPv6",
    dnssec: "DNSSEC",
    "web-tls": "webbens kryptering",
    "web-security": "webbens skydd",
    "mail-authenticity": "e-postens äkthet",
    "mail-tls": "e-postens kryptering",
    routing: "vägar på internet",
    "will-break": "slutar snart gälla",
  },
  standings: {
    passed: "godkänd",
    info: "upplysning",
    notice: "anmärkning",
    failed: "underkänd",
    unknown: "okänd",
    "not-applicable": "gäller inte",
  },
  weights: { required: "krav", recommended: "rekommenderas", optional: "frivilligt" },
  notLookedAt: (host) =>
    `${host} är inte angiven som kommunens egen: den är inte granskad, och dess del är okänd.`,
  notOpen: (host) =>
    `${host} är ingen adress på det öppna internet: den är inte granskad. ` +
    "Ange nätet med --network om den ska granskas.",
  history: (domain) => `${domain}, senaste granskningen först:`,
  noHistory: (domain) => `${domain} är inte granskad än.`,
  notKnown: "Inte känt:",
  log: (count, file) => `${count} frågor och anslutningar; de står i ${file}.`,
};

/** English. */
export const hygieneEn: HygieneWords = {
  reports: reportsEn,
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
  profile: (domain, profile, score) => `${domain} by ${profile}: ${score}.`,
  score: (least, most) => (least === most ? `${least}%` : `${least}–${most}%`),
  noScore: "nothing that counts",
  categories: {
    ipv6: "IPv6",
    dnssec: "DNSSEC",
    "web-tls": "encryption of the web",
    "web-security": "protection of the web",
    "mail-authenticity": "authenticity of mail",
    "mail-tls": "encryption of mail",
    routing: "routes on the internet",
    "will-break": "soon to break",
  },
  standings: {
    passed: "passed",
    info: "note",
    notice: "remark",
    failed: "failed",
    unknown: "unknown",
    "not-applicable": "not applicable",
  },
  weights: { required: "required", recommended: "recommended", optional: "optional" },
  notLookedAt: (host) =>
    `${host} is not named as the municipality's own: not looked at, and its part is unknown.`,
  notOpen: (host) =>
    `${host} is no address on the open internet: not looked at. ` +
    "Name its network with --network to have it looked at.",
  history: (domain) => `${domain}, the newest first:`,
  noHistory: (domain) => `${domain} has not been looked at yet.`,
  notKnown: "Not known:",
  log: (count, file) => `${count} questions and connections; they stand in ${file}.`,
};
