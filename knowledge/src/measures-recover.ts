/** Measures that limit what an intrusion costs: copies, restoring, reserve routines, exercises. */
import { measure, type Measure } from "./measures.ts";

export const recoveringMeasures: readonly Measure[] = [
  measure({
    id: "exercises",
    name: {
      sv: "Öva ledningen fyra gånger om året",
      en: "Exercise the leadership four times a year",
    },
    text: {
      sv: "Seminarieövningar med förvaltningar och politik; beslut om avstängning och ordning för återställning tas i förväg.",
      en: "Table-top exercises with administrations and politicians; decisions on shutdown and recovery order are taken beforehand.",
    },
    effects: [{ kind: "shorter-hold", factor: 0.6 }],
    cost: { oneOffSek: 120000, yearlySek: 0, hours: 220, each: null },
  }),
  measure({
    id: "immutable-copies",
    name: {
      sv: "Oåtkomlig kopia av de viktigaste systemen",
      en: "A copy out of reach of the most vital systems",
    },
    text: {
      sv: "En kopia som inte kan raderas från domänen, offline eller oföränderlig, av varje system som en samhällsviktig tjänst behöver.",
      en: "A copy that cannot be erased from the domain, offline or immutable, of every system a vital service needs.",
    },
    effects: [{ kind: "control", step: "unreachable", where: "vital-backups", coverage: 0.97 }],
    cost: {
      oneOffSek: 150000,
      yearlySek: 100000,
      hours: 120,
      each: { of: "vital-backups", oneOffSek: 6000, yearlySek: 4000, hours: 3 },
    },
  }),
  measure({
    id: "reserve-routines",
    name: {
      sv: "Reservrutiner och papper för samhällsviktiga tjänster",
      en: "Reserve routines and paper for vital services",
    },
    text: {
      sv: "Varje tjänst har en provad rutin utan it: listor på papper, telefon, nycklar, vem som gör vad.",
      en: "Every service has a tried routine without IT: lists on paper, telephone, keys, who does what.",
    },
    effects: [{ kind: "bridges", coverFirst: 0.6, untilHours: 96, coverThen: 0.35, works: 0.9 }],
    cost: { oneOffSek: 60000, yearlySek: 0, hours: 500, each: null },
  }),
  measure({
    id: "restore-tests",
    name: {
      sv: "Prova återläsning, två system i månaden",
      en: "Test restoring, two systems a month",
    },
    text: {
      sv: "Återläs på riktigt till en tom miljö, mät tiden, rätta det som fattas.",
      en: "Restore for real into an empty environment, take the time, mend what is missing.",
    },
    effects: [
      { kind: "restorable", probability: 0.95 },
      { kind: "quicker-restore", factor: 0.75 },
    ],
    cost: { oneOffSek: 0, yearlySek: 0, hours: 400, each: null },
  }),
];
