/** The words of the terminal for reports that receivers of mail send, in both languages. */

/** Words of what reports say of the mail of own domains. */
export type ReportWords = {
  /** What was read in all. */
  readonly read: (reports: string, domains: string) => string;
  readonly strange: (reports: string) => string;
  readonly mail: (domain: string, messages: string, share: string) => string;
  readonly span: (from: string, until: string) => string;
  readonly failing: (source: string, messages: string) => string;
  readonly selectors: (names: string) => string;
  readonly noSelectors: string;
  readonly sessions: (sessions: string) => string;
  readonly failure: (reason: string, sessions: string) => string;
};

/** Swedish. */
export const reportsSv: ReportWords = {
  read: (reports, domains) => `${reports} rapporter lästa, om ${domains} egna domäner.`,
  strange: (reports) =>
    `${reports} rapporter gäller domäner som inte är angivna som kommunens egna, ` +
    "och är inte räknade.",
  mail: (domain, messages, share) =>
    `${domain}: ${messages} brev i domänens namn; ${share} hade sluppit igenom med p=reject.`,
  span: (from, until) => `  ${from} till ${until}`,
  failing: (source, messages) => `  håller inte: ${messages} från ${source}`,
  selectors: (names) =>
    `  DKIM-nycklar som e-posten är signerad med: ${names}. De granskas nästa gång.`,
  noSelectors: "  Inget av det är signerat med DKIM så att det håller.",
  sessions: (sessions) => `  ${sessions} leveranser krypterade så som domänen begär`,
  failure: (reason, sessions) => `  inte krypterat: ${sessions} (${reason})`,
};

/** English. */
export const reportsEn: ReportWords = {
  read: (reports, domains) => `${reports} reports read, of ${domains} own domains.`,
  strange: (reports) =>
    `${reports} reports are of domains that are not named as the municipality's own, ` +
    "and are not counted.",
  mail: (domain, messages, share) =>
    `${domain}: ${messages} messages in the domain's name; ` +
    `${share} would have come through p=reject.`,
  span: (from, until) => `  ${from} to ${until}`,
  failing: (source, messages) => `  does not hold: ${messages} from ${source}`,
  selectors: (names) =>
    `  Keys of DKIM that the mail is signed with: ${names}. They are checked next time.`,
  noSelectors: "  None of it is signed by DKIM so that it holds.",
  sessions: (sessions) => `  ${sessions} deliveries encrypted as the domain asks`,
  failure: (reason, sessions) => `  not encrypted: ${sessions} (${reason})`,
};
