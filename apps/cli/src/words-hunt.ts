/** The words of the terminal for searching logs, in both languages. */
import type { HuntWords } from "./words.ts";

/** Swedish. */
export const huntSv: HuntWords = {
  lead: (logs, records, rules) =>
    `Sökte i ${logs} loggar med ${records} händelser efter ${rules} regler.`,
  none: "Ingen regel slog till.",
  otherHunt: "Filen är av en annan sökning, eller något annat. Välj en annan till --resume.",
  found: (hits, rules) => `${hits} träffar av ${rules} regler:`,
  head: ["Allvar", "Träffar", "Regel"],
  levels: {
    critical: "kritiskt",
    high: "högt",
    medium: "medel",
    low: "lågt",
    informational: "för kännedom",
  },
  correlated: (count) => `${count} samband av flera händelser. De står i dokumentet (--json).`,
  passedOver: (count) => `${count} filer är inga loggar i något känt format och hoppades över.`,
  undecided: (count) =>
    `På ${count} händelser blev reguljära uttryck inte klara; om regler slår till där är okänt.`,
  report: {
    title: "Sökning i loggar",
    timeline: "När det hände",
    day: "Dag",
    rules: "Regler som slog till",
    hits: "Träffarna, regel för regel",
    utc: "Tider i UTC. En träff är inget bevis: titta på händelsen innan något görs.",
    time: "Tid",
    where: "Dator, fil och plats",
    fields: "Det som regeln slog till på",
    more: (count) => `${count} träffar till står i dokumentet (--json).`,
    damaged: (count) => `${count} poster gick inte att läsa och är inte genomsökta.`,
  },
};

/** English. */
export const huntEn: HuntWords = {
  lead: (logs, records, rules) =>
    `Searched ${logs} logs with ${records} events for ${rules} rules.`,
  none: "No rule fired.",
  otherHunt: "The file is of another search, or something else. Choose another for --resume.",
  found: (hits, rules) => `${hits} hits of ${rules} rules:`,
  head: ["Level", "Hits", "Rule"],
  levels: {
    critical: "critical",
    high: "high",
    medium: "medium",
    low: "low",
    informational: "informational",
  },
  correlated: (count) => `${count} correlations of several events; see the document (--json).`,
  passedOver: (count) => `${count} files are no logs of any known form and were passed over.`,
  undecided: (count) =>
    `On ${count} events regular expressions did not finish: whether rules fire there is unknown.`,
  report: {
    title: "Search through logs",
    timeline: "When it happened",
    day: "Day",
    rules: "Rules that fired",
    hits: "The hits, rule by rule",
    utc: "Times in UTC. A hit is no proof: look at the event before anything is done.",
    time: "Time",
    where: "Computer, file and place",
    fields: "What the rule fired on",
    more: (count) => `${count} more hits are in the document (--json).`,
    damaged: (count) => `${count} records could not be read and were not searched.`,
  },
};
