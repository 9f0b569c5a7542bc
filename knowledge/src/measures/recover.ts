/** Measures that limit what an intrusion costs: copies, restoring, decisions. */
import { control, cost, measure, type Measure } from "../measures.ts";
import { assumption } from "../source.ts";

export const recoveryMeasures: readonly Measure[] = [
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
    effects: [control("unreachable", 0.97, "vital-backups")],
    cost: cost({
      once: 150000,
      yearly: 100000,
      hours: { operations: 120 },
      each: { of: "vital-backups", once: 6000, yearly: 4000, hours: 3 },
    }),
    source: assumption,
  }),
  measure({
    id: "weekly-disk",
    name: {
      sv: "En kopia på disk i skåpet varje vecka",
      en: "A copy on a disk in the cupboard every week",
    },
    text: {
      sv: "Varje vecka kopieras allt till en disk som sedan kopplas ur; två diskar byter plats.",
      en: "Every week all is copied to a disk that is then unplugged; two disks take turns.",
    },
    effects: [control("unreachable", 0.85)],
    cost: cost({ once: 60000, hours: { operations: 40 }, yearlyHours: { operations: 50 } }),
    leadMonths: 1,
  }),
  measure({
    id: "backup-accounts",
    name: { sv: "Egna konton för säkerhetskopieringen", en: "Accounts of its own for the backups" },
    text: {
      sv: "Kopieringen administreras med konton utanför katalogen och andra faktor; radering kräver två.",
      en: "Backups are administered with accounts outside the directory and a second factor; erasing asks for two.",
    },
    effects: [control("unreachable", 0.7)],
    cost: cost({ once: 20000, hours: { operations: 60 } }),
    leadMonths: 2,
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
    cost: cost({ yearlyHours: { operations: 340, services: 60 } }),
    source: assumption,
  }),
  measure({
    id: "restore-test-yearly",
    name: {
      sv: "Prova återläsning av de viktigaste en gång om året",
      en: "Test restoring the most vital once a year",
    },
    text: {
      sv: "De system som samhällsviktiga tjänster behöver återläses en gång om året.",
      en: "The systems that vital services need are restored once a year.",
    },
    effects: [{ kind: "restorable", probability: 0.88 }],
    cost: cost({ yearlyHours: { operations: 110, services: 20 } }),
  }),
  measure({
    id: "recovery-room",
    name: { sv: "En ren miljö att återställa i", en: "A clean environment to restore into" },
    text: {
      sv: "Reserverad plats med egen katalog där system kan återställas medan den gamla miljön undersöks.",
      en: "Reserved room with a directory of its own where systems can be restored while the old one is examined.",
    },
    effects: [
      { kind: "quicker-restore", factor: 0.7 },
      { kind: "shorter-hold", factor: 0.85 },
    ],
    cost: cost({ once: 350000, yearly: 150000, hours: { operations: 240 } }),
    leadMonths: 7,
  }),
  measure({
    id: "directory-recovery",
    name: { sv: "Öva återställning av katalogen", en: "Practise recovering the directory" },
    text: {
      sv: "Hela katalogen återställs ur kopia i en avskild miljö en gång om året, på tid.",
      en: "The whole directory is restored from its copy in a place apart once a year, against the clock.",
    },
    effects: [{ kind: "quicker-restore", factor: 0.85 }],
    cost: cost({ once: 60000, hours: { operations: 80 }, yearlyHours: { operations: 60 } }),
  }),
  measure({
    id: "recovery-order",
    name: { sv: "Beslutad ordning för återställning", en: "A decided order of recovery" },
    text: {
      sv: "Vilka system som återställs först är beslutat, utskrivet och känt av förvaltningarna.",
      en: "Which systems are restored first is decided, printed and known to the administrations.",
    },
    effects: [
      { kind: "quicker-restore", factor: 0.92 },
      { kind: "shorter-hold", factor: 0.9 },
    ],
    cost: cost({ hours: { leadership: 40, services: 80, operations: 40 } }),
    leadMonths: 2,
  }),
  measure({
    id: "spare-computers",
    name: { sv: "Färdiga reservdatorer", en: "Spare computers ready" },
    text: {
      sv: "En låst hylla med färdiga datorer och en egen installation utan katalogen.",
      en: "A locked shelf with ready computers and an installation of its own without the directory.",
    },
    effects: [{ kind: "quicker-restore", factor: 0.95 }],
    cost: cost({ once: 240000, hours: { operations: 60 } }),
    lifetimeYears: 3,
  }),
  measure({
    id: "records-of-setup",
    name: { sv: "Inställningar sparas utanför domänen", en: "Set-up is kept outside the domain" },
    text: {
      sv: "Brandväggar, virtualisering och katalog sparar sina inställningar varje natt på en plats som domänen inte når.",
      en: "Firewalls, platform and directory save their set-up every night in a place the domain does not reach.",
    },
    effects: [{ kind: "restorable", probability: 0.8 }],
    cost: cost({ once: 20000, hours: { operations: 50 } }),
    leadMonths: 1,
  }),
  measure({
    id: "forensics-retainer",
    name: { sv: "Avtal om hjälp vid angrepp", en: "A contract for help under attack" },
    text: {
      sv: "Avtal med svarstid om undersökning och återställning, upphandlat i lugn och ro.",
      en: "A contract with an answering time for investigation and recovery, procured in peace.",
    },
    effects: [{ kind: "shorter-hold", factor: 0.75 }],
    cost: cost({ yearly: 180000, hours: { leadership: 40, operations: 20 } }),
    leadMonths: 5,
  }),
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
    cost: cost({ once: 120000, yearlyHours: { leadership: 120, services: 70, operations: 30 } }),
    source: assumption,
  }),
  measure({
    id: "shutdown-mandate",
    name: {
      sv: "Mandat att stänga av skrivet i förväg",
      en: "A mandate to shut down, written beforehand",
    },
    text: {
      sv: "Vem som får stänga vad, dygnet runt, beslutat av styrelsen och utskrivet.",
      en: "Who may shut down what, at any hour, decided by the board and printed.",
    },
    effects: [{ kind: "shorter-hold", factor: 0.85 }],
    cost: cost({ hours: { leadership: 40, operations: 10 } }),
    leadMonths: 2,
  }),
];
