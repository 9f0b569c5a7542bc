/** The words of own domains seen from outside. */
import type { DomainBreak } from "@vallgrav/platform/api";

type Breaking = (host: string, day: string) => string;

/** What breaks, by what it is; of servers, by where it stands. */
type BreakWords = Readonly<Record<DomainBreak["what"], Breaking>>;

/** Swedish; its shape is law for the other. */
export const svDomains = {
  title: "Domäner",
  lead:
    "Så ser kommunens domäner ut utifrån: namn, e-post, webb och kryptering. " +
    "Bara det som angetts som kommunens eget granskas, och varje fråga loggas.",
  headingNone: "Ingen domän är angiven som kommunens egen.",
  heading: (count: string, failing: string) =>
    `${count} egna domäner; ${failing} har något underkänt.`,
  headingOne: (domain: string, failed: string) => `${domain}: ${failed} underkända.`,
  headingGood: (domain: string) => `${domain} har inget underkänt.`,
  headingUnseen: (domain: string) => `${domain} är inte granskad än.`,
  first: (breaking: string) => `Först: ${breaking}`,
  breaking: {
    certificate: (host, day) => `certifikatet för ${host} gäller till ${day}.`,
    issuer: (host, day) =>
      `certifikatet för ${host} går ut ${day}, och CAA låter inte utfärdaren förnya det.`,
    dane: (host, day) =>
      `certifikatet för ${host} går ut ${day}, och DANE har ingen post för nästa.`,
    sts: (host, day) =>
      `avsändare som följer MTA-STS slutar leverera till ${host} ${day}, om certifikatet inte förnyas.`,
    signature: (host, day) =>
      `DNSSEC-signaturerna för ${host} gäller till ${day}. De förnyas av den som signerar, så länge det fungerar.`,
    registration: (host, day) => `registreringen av ${host} gäller till ${day}.`,
  } satisfies BreakWords as BreakWords,
  checkAll: "Granska alla nu",
  checkOne: "Granska nu",
  print: "Skriv ut",
  compare: "Jämför",
  domain: "Domän",
  profiles: {
    "internetnl-1.11.2": "Internet.nl",
    "ncsc-tls": "Kryptering",
    vallgrav: "Vallgrav",
  },
  profileNotes: {
    "internetnl-1.11.2": "som Internet.nl 1.11.2 räknar, så långt det går att fråga härifrån",
    "ncsc-tls": "krypteringen enligt NCSC:s riktlinje",
    vallgrav: "allt det, och det som snart slutar fungera",
  },
  score: (least: string, most: string) =>
    least === most ? `${least} av 100` : `${least}–${most} av 100`,
  noScore: "inget som räknas",
  scoreNote:
    "Ett spann betyder att något är okänt: resultatet ligger där emellan. Okänt räknas aldrig som godkänt.",
  since: (change: string) => `${change} sedan förra gången`,
  unchanged: "som förra gången",
  failed: "Underkända",
  unknown: "Okända",
  next: "Slutar först",
  seen: "Granskad",
  never: "inte än",
  over: (until: string) => `fick granskas till ${until}`,
  breaksTitle: "Det här slutar fungera, och när",
  breaksNone: "Inget som granskats slutar gälla på en känd dag.",
  addTitle: "Ange en egen domän",
  addDomain: "Domän",
  addUntil: "Får granskas till och med",
  addUntilHint: "En dag som 2027-06-30, högst 366 dagar bort. Du intygar med ditt namn.",
  addNetworks: "Inre nät som får mötas",
  addNetworksHint:
    "Lämna tomt om allt står på det öppna internet. Annars till exempel 10.1.0.0/16.",
  add: "Ange domänen",
  end: "Sluta granska",
  clearedBy: (by: string, until: string) => `Får granskas till och med ${until}, säger ${by}.`,
  scheduleTitle: "Granska av sig själv",
  scheduleEvery: "Hur ofta?",
  scheduleDays: {
    "": "Bara när någon ber om det",
    "1": "Varje dag",
    "7": "Varje vecka",
    "30": "Var trettionde dag",
  },
  resolver: "Namnserver att fråga",
  resolverHint: "En adress. Lämna tomt för datorns egen.",
  pace: "Frågor i sekunden",
  paceHint: "Högst så många till varje namnserver, 1–1000. Lämna tomt för 200.",
  validator: "Vem bekräftar vägarna på internet (RPKI)?",
  validatorHint:
    "En https-adress till er egen eller leverantörens validerare, som Routinators /json. " +
    "Vallgrav hämtar bara därifrån, högst var sjätte timme. Lämna tomt så hämtas inget.",
  save: "Spara",
  expiryTitle: "När går registreringen ut?",
  expiry: "Sista dagen",
  expiryHint:
    "Står i avtalet med registraren. Vallgrav frågar inte registret. Lämna tomt om ingen vet.",
  fixTitle: "Att rätta",
  fixNone: "Inget är underkänt.",
  noticeTitle: "Att förbättra",
  unknownTitle: "Okänt",
  unknownNote: "Gick inte att ta reda på. Det räknas inte som godkänt.",
  passedTitle: (count: string) => `Godkända: ${count}`,
  doesNotArise: (count: string) => `Gäller inte: ${count}`,
  copy: "Kopiera",
  copied: "Kopierat.",
  weights: { required: "krav", recommended: "rekommenderas", optional: "frivilligt" },
  categories: {
    dns: "Namnservrar och zon",
    ipv6: "IPv6",
    dnssec: "DNSSEC",
    "web-tls": "Webbens kryptering",
    "web-security": "Webbens skydd",
    "mail-authenticity": "E-postens äkthet",
    "mail-tls": "E-postens kryptering",
    routing: "Vägar på internet",
    "will-break": "Slutar snart fungera",
  } as Readonly<Record<string, string>>,
  notCleared: (host: string) =>
    `${host} är inte angiven som kommunens egen: den är inte granskad, och dess del är okänd.`,
  notOpen: (host: string) => `${host} är ingen adress på det öppna internet: den är inte granskad.`,
  dnssec: (reason: string) => `DNSSEC: ${reason}`,
  asked: (resolver: string) => `Frågorna gick till ${resolver}.`,
  historyTitle: "Tidigare granskningar",
  historyNone: "Det finns ingen tidigare granskning att jämföra med.",
  historyCaption: "Resultat över tid",
  chart: (profile: string, from: string, to: string) => `${profile}: från ${from} till ${to}.`,
  back: "Till alla domäner",
  notOwn: "Domänen är inte angiven som kommunens egen",
};

/** English. */
export const enDomains: typeof svDomains = {
  title: "Domains",
  lead:
    "What the municipality's domains look like from outside: names, mail, web and encryption. " +
    "Only what is named as the municipality's own is looked at, and every question is logged.",
  headingNone: "No domain is named as the municipality's own.",
  heading: (count, failing) => `${count} own domains; ${failing} have something that failed.`,
  headingOne: (domain, failed) => `${domain}: ${failed} failed.`,
  headingGood: (domain) => `Nothing of ${domain} failed.`,
  headingUnseen: (domain) => `${domain} has not been looked at yet.`,
  first: (breaking) => `First: ${breaking}`,
  breaking: {
    certificate: (host, day) => `the certificate of ${host} holds until ${day}.`,
    issuer: (host, day) =>
      `the certificate of ${host} runs out ${day}, and CAA does not let its issuer renew it.`,
    dane: (host, day) =>
      `the certificate of ${host} runs out ${day}, and DANE has no record for the next.`,
    sts: (host, day) =>
      `senders that keep to MTA-STS stop delivering to ${host} on ${day} unless its certificate is renewed.`,
    signature: (host, day) =>
      `the DNSSEC signatures of ${host} hold until ${day}. Whoever signs renews them, as long as that works.`,
    registration: (host, day) => `the registration of ${host} holds until ${day}.`,
  },
  checkAll: "Look at all now",
  checkOne: "Look now",
  print: "Print",
  compare: "Compare",
  domain: "Domain",
  profiles: {
    "internetnl-1.11.2": "Internet.nl",
    "ncsc-tls": "Encryption",
    vallgrav: "Vallgrav",
  },
  profileNotes: {
    "internetnl-1.11.2": "as Internet.nl 1.11.2 counts, as far as can be asked from here",
    "ncsc-tls": "encryption by the guideline of the NCSC",
    vallgrav: "all that, and what will soon break",
  },
  score: (least, most) => (least === most ? `${least} of 100` : `${least}–${most} of 100`),
  noScore: "nothing that counts",
  scoreNote:
    "A span means that something is unknown: the score lies in between. What is unknown never counts as passed.",
  since: (change) => `${change} since last time`,
  unchanged: "as last time",
  failed: "Failed",
  unknown: "Unknown",
  next: "Breaks first",
  seen: "Looked at",
  never: "not yet",
  over: (until) => `could be looked at until ${until}`,
  breaksTitle: "What will break, and when",
  breaksNone: "Nothing that was looked at ends on a known day.",
  addTitle: "Name an own domain",
  addDomain: "Domain",
  addUntil: "May be looked at until",
  addUntilHint: "A day such as 2027-06-30, at most 366 days ahead. You vouch for it by name.",
  addNetworks: "Inner networks that may be met",
  addNetworksHint: "Leave empty if all stands on the open internet. Else for instance 10.1.0.0/16.",
  add: "Name the domain",
  end: "Stop looking",
  clearedBy: (by, until) => `May be looked at until ${until}, says ${by}.`,
  scheduleTitle: "Look by itself",
  scheduleEvery: "How often?",
  scheduleDays: {
    "": "Only when somebody asks",
    "1": "Every day",
    "7": "Every week",
    "30": "Every thirty days",
  },
  resolver: "Name server to ask",
  resolverHint: "An address. Leave empty for the machine's own.",
  pace: "Questions a second",
  paceHint: "At most so many to each name server, 1–1000. Leave empty for 200.",
  validator: "Who vouches for routes on the internet (RPKI)?",
  validatorHint:
    "An https address of your own validator or a supplier's, such as Routinator's /json. " +
    "Vallgrav fetches from there alone, at most every sixth hour. Leave empty and nothing is fetched.",
  save: "Save",
  expiryTitle: "When does the registration run out?",
  expiry: "Last day",
  expiryHint:
    "It stands in the contract with the registrar. Vallgrav does not ask the registry. Leave empty if nobody knows.",
  fixTitle: "To mend",
  fixNone: "Nothing failed.",
  noticeTitle: "To improve",
  unknownTitle: "Unknown",
  unknownNote: "Could not be found out. It does not count as passed.",
  passedTitle: (count) => `Passed: ${count}`,
  doesNotArise: (count) => `Does not apply: ${count}`,
  copy: "Copy",
  copied: "Copied.",
  weights: { required: "required", recommended: "recommended", optional: "optional" },
  categories: {
    dns: "Name servers and zone",
    ipv6: "IPv6",
    dnssec: "DNSSEC",
    "web-tls": "Encryption of the web",
    "web-security": "Protection of the web",
    "mail-authenticity": "Authenticity of mail",
    "mail-tls": "Encryption of mail",
    routing: "Routes on the internet",
    "will-break": "Soon to break",
  },
  notCleared: (host) =>
    `${host} is not named as the municipality's own: not looked at, and its part is unknown.`,
  notOpen: (host) => `${host} is no address on the open internet: not looked at.`,
  dnssec: (reason) => `DNSSEC: ${reason}`,
  asked: (resolver) => `Questions went to ${resolver}.`,
  historyTitle: "Earlier looks",
  historyNone: "There is no earlier look to compare with.",
  historyCaption: "Scores over time",
  chart: (profile, from, to) => `${profile}: from ${from} to ${to}.`,
  back: "To all domains",
  notOwn: "The domain is not named as the municipality's own",
};
