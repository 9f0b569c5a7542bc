/** The words of findings: what is wrong where, and what mending moves. */
import type { FindingSeverity } from "@vallgrav/kernel";

const svSeverities: Readonly<Record<FindingSeverity, string>> = {
  unrated: "utan grad",
  none: "ingen",
  low: "låg",
  medium: "medel",
  high: "hög",
  critical: "kritisk",
};
const enSeverities: Readonly<Record<FindingSeverity, string>> = {
  unrated: "unrated",
  none: "none",
  low: "low",
  medium: "medium",
  high: "high",
  critical: "critical",
};

/** Swedish; its shape is law for the other. */
export const svFindings = {
  title: "Brister",
  headingNone: "Ingen öppen brist är känd.",
  heading: (open: string, isOne: boolean) =>
    isOne ? "En brist är öppen." : `${open} brister är öppna.`,
  headingTop: (open: string, asset: string) =>
    `${open} brister är öppna; mest flyttar det som rättas på ${asset}.`,
  lead:
    "Överst står det som flyttar läget mest när det rättas, räknat på samma genomspelade angrepp som " +
    "läget. Det är sällan samma ordning som verktygens egna grader.",
  computing:
    "Hur mycket var och en flyttar läget räknas just nu. Tills dess är ordningen efter grad.",
  notComputed: "Hur mycket bristerna flyttar läget är inte räknat. Ordningen är efter grad.",
  filters: "Visa",
  search: "Sök på namn, CVE eller text",
  state: "Vilka",
  states: { open: "öppna", accepted: "som ni lever med", gone: "borta", all: "alla" },
  stateOf: { open: "öppen", accepted: "ni lever med den", gone: "borta" },
  owner: "Ägare",
  everyOwner: "Alla ägare",
  unit: "Förvaltning",
  everyUnit: "Alla förvaltningar",
  what: "Brist",
  where: "Var",
  moves: "Flyttar läget",
  severity: "Verktygens grad",
  due: "Senast",
  overdue: "försenad",
  nobody: "ingen",
  reached: "Nås från",
  notInGraph: "räknas inte",
  notYet: "inte räknat än",
  steps: { none: "inget", others: "inget ensam", little: "lite", some: "märkbart", much: "mycket" },
  less: (share: string) => `${share} mindre skada`,
  open: (title: string, asset: string) => `${title}, ${asset}: visa åtgärd`,
  more: "Visa fler",
  first: "Från början",
  /** Which rows of how many stand on the page. */
  rows: (from: string, to: string, all: string) => `Rad ${from}–${to} av ${all}.`,
  /** What the list was narrowed to, for paper. */
  narrowed: (parts: string) => `Här visas: ${parts}.`,
  csv: "Hämta som CSV",
  csvNote:
    "Samma brist har samma id i varje hämtning och står som gone i kolumnen state när den är borta.",
  leftOpen: (unknown: string, notExamined: string, day: string) =>
    `Kända sårbarheter lästes ${day}. I ${unknown} fall gick det inte att avgöra om er version är sårbar, ` +
    `och ${notExamined} program kunde inte hållas mot något. De står inte i listan, och räknas inte som bra.`,
  noAdvisories:
    "Ingen lista över kända sårbarheter är inläst, så program är bara prövade av de granskningar ni läst in. Den som " +
    "sköter servern läser in en med kommandot vallgrav update.",
  order: (tau: string, ceiling: string, places: string) =>
    `Mot ordningen efter CVSS: τ = ${tau} på ${places} ställen (1 är samma ordning, 0 ingen likhet; mer än ` +
    `${ceiling} går inte att nå med så här många körningar).`,
  orderUnsure: (tau: string, ceiling: string, places: string) =>
    `Hur lik ordningen är den efter CVSS går inte att säga: för få körningar ` +
    `(τ = ${tau} på ${places} ställen, tak ${ceiling}).`,
  fixTitle: "Så rättar ni den",
  copy: "Kopiera",
  copied: "Kopierat.",
  meansTitle: "Vad den betyder",
  movesTitle: "Vad det flyttar att rätta den",
  movesHolds: (points: string, low: string, high: string) =>
    `Håller i 90 dagar: ${points} procentenheter oftare (${low} till ${high}).`,
  movesLoss: (less: string) => `Skadan av ett angrepp: ${less} mindre i snitt.`,
  movesHours: (hours: string) => `Avbrott i samhällsviktig verksamhet: ${hours} timmar mindre.`,
  movesWords: (step: string) =>
    `Läget flyttas ${step}. För lite är känt för att säga det i siffror.`,
  movesNothing:
    "Inget i de genomspelade angreppen går den här vägen. Att rätta den flyttar inte läget.",
  movesDays: (days: string) => `Håller i snitt ${days} dagar längre.`,
  movesOthers:
    "Genomspelade angrepp går den här vägen, men har andra lika snabba. Att bara rätta den flyttar inte " +
    "läget: rätta den tillsammans med dem.",
  movesNotYet: "Det är inte räknat än.",
  movesUnknown: "Den här sortens brist finns inte i angreppsgrafen än, så det är inte räknat.",
  together: (count: string) => `Rättas tillsammans: ${count} brister på samma ställe.`,
  share: (count: string, of: string) => `Gäller ${count}; gränsen eller helheten är ${of}.`,
  exploited: (day: string) => `Används av angripare sedan ${day}, enligt CISA.`,
  sure: (share: string) => `Säkerhet: ${share}, av vad rapporterna väger.`,
  evidenceTitle: "Vem som säger det, och var",
  evidence: (tool: string, file: string, place: string, day: string) =>
    [`${tool}: ${file}`, place, day].filter((part) => part !== "").join(", "),
  systems: "System där",
  historyTitle: "Vad som hänt med den",
  events: {
    told: (tool: string, file: string) => `${tool} såg den${file === "" ? "" : `: ${file}`}`,
    gone: "borta: alla som sett den har sett hela saken utan den",
    owner: (by: string, what: string) =>
      what === "" ? `${by} tog bort ägaren` : `${by} gav den till ${what}`,
    due: (by: string, what: string) =>
      what === "" ? `${by} tog bort sista dagen` : `${by} satte sista dagen till ${what}`,
    accepted: (by: string, what: string) => `${by} beslöt att leva med den till ${what}`,
    reopened: (by: string, _what: string) => `${by} öppnade den igen`,
  },
  mail: "Öppna i e-post",
  decideTitle: "Vad ni gör med den",
  mended:
    "Är den rättad? Läs in en ny export från det verktyg som såg den. När verktyget inte längre ser den försvinner " +
    "den härifrån av sig själv; för hand går den inte att bocka av.",
  decided: (by: string, day: string) => `Bestämt av ${by} ${day}.`,
  accepted: (until: string, reason: string) => `Ni lever med den till ${until}: ${reason}`,
  ownerField: "Vem tar hand om den?",
  dueField: "Senast (ÅÅÅÅ-MM-DD)",
  assign: "Spara ägare och dag",
  reasonField: "Varför lever ni med den?",
  reasonHint:
    "Skriv inget säkerhetsskyddsklassificerat, inga lösenord och inga personnummer: det hör inte hemma här.",
  untilField: "Till och med (ÅÅÅÅ-MM-DD)",
  accept: "Lev med den så länge",
  reopen: "Öppna den igen",
  close: "Stäng",
  severities: svSeverities,
};

/** English. */
export const enFindings: typeof svFindings = {
  title: "Findings",
  headingNone: "No open finding is known.",
  heading: (open, isOne) => (isOne ? "One finding is open." : `${open} findings are open.`),
  headingTop: (open, asset) => `${open} findings are open; mending what is on ${asset} moves most.`,
  lead:
    "At the top stands what moves the position most when it is mended, counted on the same played " +
    "attacks as the position. It is seldom the order of the tools' own ratings.",
  computing: "How much each one moves is being computed. Until then the order is by severity.",
  notComputed: "How much findings move is not computed. The order is by severity.",
  filters: "Show",
  search: "Search by name, CVE or text",
  state: "Which",
  states: { open: "open", accepted: "lived with", gone: "gone", all: "all" },
  stateOf: { open: "open", accepted: "you live with it", gone: "gone" },
  owner: "Owner",
  everyOwner: "Every owner",
  unit: "Unit",
  everyUnit: "Every unit",
  what: "Finding",
  where: "Where",
  moves: "Moves the position",
  severity: "Tools' rating",
  due: "Due",
  overdue: "overdue",
  nobody: "nobody",
  reached: "Reached from",
  notInGraph: "not counted",
  notYet: "not counted yet",
  steps: {
    none: "nothing",
    others: "nothing alone",
    little: "a little",
    some: "noticeably",
    much: "much",
  },
  less: (share) => `${share} less damage`,
  open: (title, asset) => `${title}, ${asset}: show the fix`,
  more: "Show more",
  first: "From the beginning",
  rows: (from, to, all) => `Rows ${from}–${to} of ${all}.`,
  narrowed: (parts) => `Shown here: ${parts}.`,
  csv: "Fetch as CSV",
  csvNote:
    "A finding has the same id in every list, and is gone in the column state when it is gone.",
  leftOpen: (unknown, notExamined, day) =>
    `Known weaknesses were read ${day}. In ${unknown} cases it could not be told whether your version has one, and ` +
    `${notExamined} programs could be held against nothing. They are not in the list, and do not count as good.`,
  noAdvisories:
    "No list of known weaknesses was read, so software is tried by the scans you read in alone. Whoever keeps the " +
    "server reads one with the command vallgrav update.",
  order: (tau, ceiling, places) =>
    `Against the order by CVSS: τ = ${tau} over ${places} places (1 is the same order, 0 no likeness; ` +
    `more than ${ceiling} cannot be reached with so many runs).`,
  orderUnsure: (tau, ceiling, places) =>
    `How like the order is to that by CVSS cannot be told: too few runs ` +
    `(τ = ${tau} over ${places} places, ceiling ${ceiling}).`,
  fixTitle: "How to mend it",
  copy: "Copy",
  copied: "Copied.",
  meansTitle: "What it means",
  movesTitle: "What mending it moves",
  movesHolds: (points, low, high) =>
    `Holds for 90 days: ${points} points more often (${low} to ${high}).`,
  movesLoss: (less) => `Damage of an attack: ${less} less on average.`,
  movesHours: (hours) => `Outage of vital services: ${hours} hours less.`,
  movesWords: (step) => `Moves the position ${step}. Too little is known to say it in figures.`,
  movesNothing: "No played attack goes this way. Mending it does not move the position.",
  movesDays: (days) => `Holds ${days} days longer on average.`,
  movesOthers:
    "Played attacks go this way, but have others as quick. Mending it alone does not move the position: " +
    "mend it together with them.",
  movesNotYet: "It is not counted yet.",
  movesUnknown: "This kind of finding is not in the attack graph yet, so it is not counted.",
  together: (count) => `Mended together: ${count} findings in the same place.`,
  share: (count, of) => `Concerns ${count}; the limit or the whole is ${of}.`,
  exploited: (day) => `Used by attackers since ${day}, says CISA.`,
  sure: (share) => `Certainty: ${share}, by what the reports weigh.`,
  evidenceTitle: "Who says so, and where",
  evidence: (tool, file, place, day) =>
    [`${tool}: ${file}`, place, day].filter((part) => part !== "").join(", "),
  systems: "Systems there",
  historyTitle: "What has happened to it",
  events: {
    told: (tool, file) => `${tool} saw it${file === "" ? "" : `: ${file}`}`,
    gone: "gone: all that saw it have seen the whole thing without it",
    owner: (by, what) => (what === "" ? `${by} took the owner away` : `${by} gave it to ${what}`),
    due: (by, what) =>
      what === "" ? `${by} took the last day away` : `${by} set the last day to ${what}`,
    accepted: (by, what) => `${by} decided to live with it until ${what}`,
    reopened: (by, _what) => `${by} opened it again`,
  },
  mail: "Open in mail",
  decideTitle: "What you do about it",
  mended:
    "Is it mended? Read in a new export from the tool that saw it. Once the tool sees it no longer it goes away by " +
    "itself; it cannot be ticked off by hand.",
  decided: (by, day) => `Decided by ${by} ${day}.`,
  accepted: (until, reason) => `You live with it until ${until}: ${reason}`,
  ownerField: "Who sees to it?",
  dueField: "Due (YYYY-MM-DD)",
  assign: "Save owner and day",
  reasonField: "Why do you live with it?",
  reasonHint:
    "Write nothing that is security-classified, no passwords and no identity numbers: they do not belong here.",
  untilField: "Until and with (YYYY-MM-DD)",
  accept: "Live with it so long",
  reopen: "Open it again",
  close: "Close",
  severities: enSeverities,
};
