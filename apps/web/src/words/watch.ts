/** The words of alerts and the watch, in both languages. */
import { enWatchPages, svWatchPages } from "./watch-pages.ts";

/** Swedish; its shape is law for the other. */
export const svWatch = {
  ...svWatchPages,
  title: "Larm",
  none: "Inga larm väntar.",
  heading: (count: string) => (count === "1" ? "Ett larm väntar." : `${count} larm väntar.`),
  lead: "Varje larm står på samma karta som vägarna in: öppna det och se vad som ligger inom räckhåll.",
  off:
    "Vallgrav tar inte emot några loggar än, så det larmar inte själv. Larm som andra har gett kan släppas in " +
    "nedan.",
  offHow:
    "Inga loggar tas emot än. Den som sköter servern slår på det: variablerna VALLGRAV_WATCH_… i docs/operations, och Sigma-regler i mappen " +
    "rules.",
  rules: (active: string) => (active === "1" ? "En regel är redo." : `${active} regler är redo.`),
  rulesIdle: "Ingen av dem slår till förrän loggar tas emot.",
  all: "Visa även dem som var ofarliga",
  when: "Senast",
  level: "Allvar",
  rule: "Regel",
  whom: "Gäller",
  count: "Antal",
  state: "Läge",
  open: "Öppna",
  levels: {
    informational: "upplysning",
    low: "låg",
    medium: "medel",
    high: "hög",
    critical: "kritisk",
  },
  states: { new: "nytt", seen: "sett", case: "utreds", benign: "ofarligt" },
  unknown: "okänd i modellen",
  silent: "En loggkälla har tystnat",
  missing: "Larmet finns inte, eller inte längre.",
  between: (first: string, last: string, count: string) =>
    first === last ? `${count} händelse ${first}.` : `${count} händelser, ${first} till ${last}.`,
  reach: "Inom räckhåll",
  reachLead: (within: string, fell: string) =>
    `Inom ett dygn ligger ${within} saker öppna om ingen gör något. I ${fell} av körningarna faller ` +
    "något samhällsviktigt.",
  reachHow: (runs: string, days: string) =>
    `Räknat i ${runs} körningar från det angriparen redan har, på dagens modell, ${days} dagar, utan att ` +
    "någon ingriper. Det är en undre gräns: en angripare som inte gör några misstag.",
  reachNone:
    "Modellen känner inte den som larmet gäller, eller har inga uppgifter att räkna på. Läs in katalogen " +
    "eller datorlistan under Källor.",
  held: "Angriparen antas ha",
  next: "Troliga nästa steg",
  things: "Vad som nås",
  thing: "Sak",
  step: "Steg",
  share: "Andel",
  days: "Tid",
  more: (count: string) => `och ${count} till.`,
  events: "Händelser",
  field: "Fält",
  value: "Värde",
  line: "Rad",
  why: "Vad regeln letar efter",
  also: "Kan också betyda",
  settle: "Vad gör vi med det?",
  note: "Anteckning",
  mark: { seen: "Sett", case: "Utreds", benign: "Ofarligt" },
  changed: (by: string, at: string) => `Ändrat av ${by} ${at}.`,
  sources: "Loggkällor",
  source: "Källa",
  last: "Senast hörd",
};

/** English. */
export const enWatch: typeof svWatch = {
  ...enWatchPages,
  title: "Alerts",
  none: "No alerts wait.",
  heading: (count) => (count === "1" ? "One alert waits." : `${count} alerts wait.`),
  lead: "Every alert stands on the same map as the ways in: open it to see what is within reach.",
  off:
    "Vallgrav receives no logs yet, so it raises no alerts itself. Alerts that others gave can be dropped in " +
    "below.",
  offHow:
    "No logs are received yet. Whoever keeps the server switches it on: the variables VALLGRAV_WATCH_… in docs/operations, and Sigma rules " +
    "in the folder rules.",
  rules: (active) => (active === "1" ? "One rule is ready." : `${active} rules are ready.`),
  rulesIdle: "None of them fires before logs are received.",
  all: "Show those that were benign too",
  when: "Last",
  level: "Level",
  rule: "Rule",
  whom: "About",
  count: "Count",
  state: "State",
  open: "Open",
  levels: {
    informational: "informational",
    low: "low",
    medium: "medium",
    high: "high",
    critical: "critical",
  },
  states: { new: "new", seen: "seen", case: "handled", benign: "benign" },
  unknown: "unknown to the model",
  silent: "A source of logs has fallen silent",
  missing: "The alert does not exist, or no longer.",
  between: (first, last, count) =>
    first === last ? `${count} event ${first}.` : `${count} events, ${first} to ${last}.`,
  reach: "Within reach",
  reachLead: (within, fell) =>
    `Within a day ${within} things lie open if nobody acts. In ${fell} of the runs something vital falls.`,
  reachHow: (runs, days) =>
    `From ${runs} runs that begin with what the attacker has, on today's model, ${days} days, with nobody ` +
    "answering. It is a lower bound: an attacker who makes no mistakes.",
  reachNone:
    "The model does not know whom the alert is about, or has nothing to compute with. Import the directory " +
    "or a list of computers under Sources.",
  held: "The attacker is taken to have",
  next: "Likely next steps",
  things: "What is reached",
  thing: "Thing",
  step: "Step",
  share: "Share",
  days: "Time",
  more: (count) => `and ${count} more.`,
  events: "Events",
  field: "Field",
  value: "Value",
  line: "Line",
  why: "What the rule looks for",
  also: "May also mean",
  settle: "What do we do with it?",
  note: "Note",
  mark: { seen: "Seen", case: "Handled", benign: "Benign" },
  changed: (by, at) => `Changed by ${by} ${at}.`,
  sources: "Sources of logs",
  source: "Source",
  last: "Last heard",
};
