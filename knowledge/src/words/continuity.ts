/** Words for what is wrong with the network of systems and services that damage is counted in. */
import type { ContinuityProblem } from "@vallgrav/continuity";
import { numberEn, numberSv } from "./numbers.ts";
import { type Phrases, wordFor } from "./phrases.ts";

const hoursSv: Readonly<Record<string, string>> = {
  workHours: "arbetstid för återläsning",
  rebuildHours: "arbetstid för att bygga upp på nytt",
  tolerableHours: "acceptabel avbrottstid",
  toleranceHours: "tid ett beroende får vara nere",
};
const hoursEn: Readonly<Record<string, string>> = {
  workHours: "work to restore it",
  rebuildHours: "work to rebuild it",
  tolerableHours: "tolerable outage",
  toleranceHours: "time a dependency may be down",
};

/** Swedish. */
export const continuitySv: Phrases<ContinuityProblem> = {
  "continuity/duplicate-id": (p) =>
    `”${p.id}” finns flera gånger. Ge varje system och tjänst ett eget id.`,
  "continuity/unknown-reference": (p) =>
    `”${p.id}” hänvisar till nummer ${numberSv(p.index)} i en lista där det inte finns. ` +
    "Rätta beroendet.",
  "continuity/bad-hours": (p) =>
    `Värdet för ${wordFor(hoursSv, p.field)} hos ”${p.id}” är inget antal timmar. ` +
    "Ange noll eller mer.",
  "continuity/bad-need": (p) =>
    `Behovet av ”${p.id}” ska anges för veckans 168 timmar, vart och ett som en andel från 0 ` +
    "till 1.",
  "continuity/bad-group": (p) =>
    `”${p.id}” behöver ${numberSv(p.needed)} i en grupp av utbytbara system eller tjänster. ` +
    "Antalet ska vara minst 1 och högst så många som gruppen har.",
  "continuity/bad-reserve": (p) =>
    `Reservrutinen för ”${p.id}” går inte ihop. Andelarna ska ligga mellan 0 och 1 och får inte ` +
    "öka med tiden, och rutinen ska vara på plats innan den är uttömd.",
  "continuity/rebuild-quicker": (p) =>
    `”${p.id}” sägs gå fortare att bygga upp på nytt än att återläsa. Den kortare tiden ` +
    "används inte; kontrollera båda.",
  "continuity/cycle": (p) =>
    `Inget av dessa system kan återställas först, för de väntar på varandra: ${p.ids}. ` +
    "Det mest brådskande togs först; kontrollera vad de behöver.",
};

/** English. */
export const continuityEn: Phrases<ContinuityProblem> = {
  "continuity/duplicate-id": (p) =>
    `“${p.id}” occurs several times. Give every system and service an id of its own.`,
  "continuity/unknown-reference": (p) =>
    `“${p.id}” refers to number ${numberEn(p.index)} of a list that does not have it. ` +
    "Correct the dependency.",
  "continuity/bad-hours": (p) =>
    `The ${wordFor(hoursEn, p.field)} of “${p.id}” is no number of hours. Give zero or more.`,
  "continuity/bad-need": (p) =>
    `The need for “${p.id}” takes the 168 hours of a week, each as a share from 0 to 1.`,
  "continuity/bad-group": (p) =>
    `“${p.id}” needs ${numberEn(p.needed)} of a group of interchangeable systems or services. ` +
    "The number must be at least 1 and at most as many as the group has.",
  "continuity/bad-reserve": (p) =>
    `The fallback routine of “${p.id}” does not add up. Its shares must lie between 0 and 1 and ` +
    "not rise with time, and it must be in place before it is worn out.",
  "continuity/rebuild-quicker": (p) =>
    `“${p.id}” is said to be quicker to rebuild than to restore. The shorter time is not used; ` +
    "check both.",
  "continuity/cycle": (p) =>
    `None of these systems can come back first, for they wait for each other: ${p.ids}. ` +
    "The most urgent was taken first; check what they need.",
};
