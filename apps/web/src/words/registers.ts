/** The words of the page of committees and companies: walls, registers, clocks. */
import type { RegisterEntry } from "@vallgrav/platform/api";

/** A field of a processing. */
export type ProcessingField = keyof RegisterEntry["fields"];

/** Swedish; its shape is law for the other. */
export const svRegisters = {
  title: "Nämnder och bolag",
  heading: (late: number, running: number) =>
    late > 0
      ? late === 1
        ? "En anmälan har gått över tiden."
        : `${late} anmälningar har gått över tiden.`
      : running > 0
        ? "Klockor går. Ingen har gått över tiden."
        : "Inga klockor går.",
  lead:
    "Varje nämnd och bolag är en egen myndighet: med eget register över behandlingar, egna tider " +
    "att hålla, och en gräns som andra inte ser igenom.",
  none: "Lägg först till nämnder och bolag som enheter under Konton.",
  warning: "Skriv inget säkerhetsskyddsklassificerat här.",
  kinds: { none: "Ingen egen gräns", committee: "Nämnd", company: "Bolag" },
  wall: "Sekretessgräns",
  wallNow: {
    none: "Ingen gräns: den som är bunden hit ser vad rollen ser av hela kommunen.",
    committee: "Nämnd med gräns: den som är bunden hit ser bara det nämnden äger.",
    company: "Bolag med gräns: den som är bunden hit ser bara det bolaget äger.",
  },
  wallKind: "Är",
  also: "Kallas också i register",
  alsoHint: "Namn som systemregistret använder för ägaren, med semikolon emellan.",
  wallSave: "Spara gränsen",
  clocks: "Klockor",
  noClocks: "Inget har hänt som startat någon klocka.",
  begin: "Starta klockorna",
  what: "Vad har hänt, kort?",
  knownAt: "När blev det känt?",
  knownAtHint: "Datum och klockslag, till exempel 2026-11-24 14:30, i din tid.",
  badMoment: "Skriv datum och klockslag så: 2026-11-24 14:30.",
  known: (at: string, by: string) => `Känt ${at}, infört av ${by}.`,
  clock: {
    caption: "Vem ska få veta, och när senast",
    duty: "Vad",
    receiver: "Till",
    due: "Senast",
    noDue: "utan dröjsmål",
    state: "Läge",
    law: "Enligt",
    unchecked: "inte kontrollerat mot källan",
    settle: "Anteckna",
  },
  states: {
    open: "öppen",
    late: "för sent",
    reported: "anmäld",
    "not-reportable": "ska inte anmälas, därför att",
  },
  settleTitle: "Anteckna vad som gjordes",
  dutyChoice: "Vilken",
  stateChoice: "Vad gjordes",
  note: "Diarienummer, eller varför inte",
  save: "Spara",
  register: "Register över behandlingar",
  registerNote: "Det Vallgrav självt gör står här från början. Rätta det som är annorlunda hos er.",
  csv: "Hämta som fil",
  print: "Skriv ut",
  columns: {
    name: "Behandling",
    purpose: "Ändamål",
    basis: "Rättslig grund",
    persons: "Registrerade",
    data: "Uppgifter",
    recipients: "Mottagare",
    transfers: "Utanför EU/EES",
    retention: "Lagring",
    protection: "Skydd",
  } satisfies Record<ProcessingField, string>,
  origin: { given: "Vallgravs egen", edited: "ändrad", own: "er egen" },
  leftOut: (why: string) => `gäller inte: ${why}`,
  edit: "Ändra eller lägg till",
  which: "Vilken behandling",
  newEntry: "En ny",
  concerns: "Gäller inte oss, därför att",
  concernsHint: "Lämna tomt om den gäller.",
};

/** English. */
export const enRegisters: typeof svRegisters = {
  title: "Committees and companies",
  heading: (late, running) =>
    late > 0
      ? late === 1
        ? "One report is overdue."
        : `${late} reports are overdue.`
      : running > 0
        ? "Clocks are running. None is overdue."
        : "No clocks are running.",
  lead:
    "Each committee and company is an authority of its own: with a register of processing, times " +
    "to keep, and a wall that others do not see through.",
  none: "First add committees and companies as units under Accounts.",
  warning: "Write nothing security-classified here.",
  kinds: { none: "No wall of its own", committee: "Committee", company: "Company" },
  wall: "Wall of secrecy",
  wallNow: {
    none: "No wall: whoever is bound here sees what the role sees of the whole municipality.",
    committee: "Committee behind a wall: whoever is bound here sees only what it owns.",
    company: "Company behind a wall: whoever is bound here sees only what it owns.",
  },
  wallKind: "Is",
  also: "Registers also call it",
  alsoHint: "Names that the system register has for the owner, with semicolons between.",
  wallSave: "Save the wall",
  clocks: "Clocks",
  noClocks: "Nothing has happened that started a clock.",
  begin: "Start the clocks",
  what: "What happened, in short?",
  knownAt: "When did it become known?",
  knownAtHint: "Date and time, as 2026-11-24 14:30, in your own time.",
  badMoment: "Enter date and time like this: 2026-11-24 14:30.",
  known: (at, by) => `Known ${at}, entered by ${by}.`,
  clock: {
    caption: "Who is to be told, and by when",
    duty: "What",
    receiver: "To",
    due: "By",
    noDue: "without delay",
    state: "State",
    law: "By",
    unchecked: "not held against its source",
    settle: "Note",
  },
  states: {
    open: "open",
    late: "overdue",
    reported: "reported",
    "not-reportable": "not to be reported, because",
  },
  settleTitle: "Note what was done",
  dutyChoice: "Which",
  stateChoice: "What was done",
  note: "Reference, or why not",
  save: "Save",
  register: "Register of processing",
  registerNote: "What Vallgrav itself does stands here from the start. Mend what is otherwise.",
  csv: "Take as a file",
  print: "Print",
  columns: {
    name: "Processing",
    purpose: "Purpose",
    basis: "Legal basis",
    persons: "Persons",
    data: "Data",
    recipients: "Recipients",
    transfers: "Outside the EEA",
    retention: "Kept",
    protection: "Protection",
  },
  origin: { given: "Vallgrav's own", edited: "changed", own: "yours" },
  leftOut: (why) => `does not concern: ${why}`,
  edit: "Change or add",
  which: "Which processing",
  newEntry: "A new one",
  concerns: "Does not concern us, because",
  concernsHint: "Leave empty if it does.",
};

/** Every field of a processing, in the order of a register. */
export const processingFields: readonly ProcessingField[] = Object.keys(
  svRegisters.columns,
) as ProcessingField[];
