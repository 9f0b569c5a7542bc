/** Measures on clients and servers. */
import { about, control, cost, measure, published, type Measure } from "../measures.ts";

export const computerMeasures: readonly Measure[] = [
  measure({
    id: "client-hardening",
    name: { sv: "Härdade klienter", en: "Hardened clients" },
    text: {
      sv: "Stoppa makron från nätet, okända program och skript på klienterna med de regler som redan finns i Windows.",
      en: "Stop macros from the internet, unknown programs and scripts on clients with the rules Windows already has.",
    },
    effects: [control("endpointHardened", 0.9)],
    cost: cost({ once: 40000, hours: { operations: 220 } }),
  }),
  measure({
    id: "macros-off",
    name: { sv: "Stäng makron utifrån", en: "Close macros from outside" },
    text: {
      sv: "Makron i filer från nätet körs inte; signerade egna undantas.",
      en: "Macros in files from the internet do not run; signed ones of our own are excepted.",
    },
    effects: [control("endpointHardened", 0.72)],
    cost: cost({ hours: { operations: 40, services: 20 } }),
    leadMonths: 1,
  }),
  measure({
    id: "allow-listing",
    name: { sv: "Bara godkända program", en: "Approved programs only" },
    text: {
      sv: "Klienter kör bara program som kommunen godkänt; undantag går genom supporten.",
      en: "Clients run only programs that the municipality approved; exceptions go through the help desk.",
    },
    effects: [control("endpointHardened", 0.98), control("mediaBlocked", 0.95)],
    cost: cost({ once: 300000, yearly: 150000, hours: { operations: 500 } }),
    leadMonths: 9,
  }),
  measure({
    id: "memory-sticks",
    name: { sv: "Program på minnen startar inte", en: "Programs on memory sticks do not start" },
    text: {
      sv: "Körning från flyttbara minnen stängs av; de som behöver minnen får krypterade.",
      en: "Running from removable memory is turned off; those who need memory sticks get encrypted ones.",
    },
    effects: [control("mediaBlocked", 0.95)],
    cost: cost({ once: 30000, hours: { operations: 50, communication: 8 } }),
    leadMonths: 2,
  }),
  measure({
    id: "patching",
    name: { sv: "Snabbare uppdatering av servrar", en: "Quicker updates of servers" },
    text: {
      sv: "Kända brister på servrar och klienter åtgärdas inom två veckor; system utan stöd isoleras eller byts.",
      en: "Known flaws of servers and clients are mended within two weeks; systems without support are isolated or replaced.",
    },
    effects: [control("patched", 0.96), control("flawMended", 0.96)],
    cost: cost({ once: 80000, yearly: 180000, hours: { operations: 240 } }),
  }),
  measure({
    id: "client-updates",
    name: { sv: "Automatisk uppdatering av klienter", en: "Automatic updates of clients" },
    text: {
      sv: "Klienterna uppdateras av sig själva i omgångar; bara fel kräver arbete.",
      en: "Clients update by themselves, some at a time; only failures ask for work.",
    },
    effects: [control("patched", 0.95, "clients"), control("flawMended", 0.95, "clients")],
    cost: cost({ hours: { operations: 80 }, yearlyHours: { operations: 40 } }),
  }),
  measure({
    id: "flaw-scanning",
    name: { sv: "Leta egna brister varje vecka", en: "Look for our own flaws every week" },
    text: {
      sv: "En skanner går igenom servrarna varje vecka; det allvarliga åtgärdas först.",
      en: "A scanner goes through the servers every week; the grave is mended first.",
    },
    effects: [control("patched", 0.93, "servers"), control("flawMended", 0.93, "servers")],
    cost: cost({
      once: 60000,
      yearly: 90000,
      hours: { operations: 80 },
      yearlyHours: { operations: 100 },
    }),
  }),
  measure({
    id: "replace-unsupported",
    name: { sv: "Byt servrar utan stöd", en: "Replace servers without support" },
    text: {
      sv: "Servrar vars operativsystem inte längre får rättningar flyttas eller byts.",
      en: "Servers whose operating systems get no more corrections are moved or replaced.",
    },
    effects: [control("patched", 0.99, "servers"), control("flawMended", 0.99, "servers")],
    cost: cost({ once: 600000, hours: { operations: 600 } }),
    leadMonths: 9,
  }),
  measure({
    id: "server-detection",
    name: {
      sv: "Skydd mot stöld av inloggningar på servrar",
      en: "Protection against theft of credentials on servers",
    },
    text: {
      sv: "Klientskydd med blockering av minnesläsning på alla servrar och administratörernas datorer.",
      en: "Endpoint protection that blocks memory reading on all servers and administrators' computers.",
    },
    effects: [control("credentialsProtected", 0.95, "servers")],
    cost: cost({
      once: 30000,
      hours: { operations: 100 },
      each: { of: "servers", yearly: about(620, 1.2), hours: 0.2 },
    }),
    source: published({
      sv: "listpris Defender for Endpoint P2, 5,20 USD i månaden till 10 kr",
      en: "list price Defender for Endpoint P2, USD 5.20 per month at 10 SEK",
    }),
  }),
  measure({
    id: "client-detection",
    name: {
      sv: "Skydd mot stöld av inloggningar på klienter",
      en: "Protection against theft of credentials on clients",
    },
    text: {
      sv: "Klientskydd med blockering av minnesläsning och okända program på alla klienter.",
      en: "Endpoint protection that blocks memory reading and unknown programs on all clients.",
    },
    effects: [
      control("credentialsProtected", 0.95, "clients"),
      control("endpointHardened", 0.92, "people"),
    ],
    cost: cost({
      once: 100000,
      hours: { operations: 400 },
      each: { of: "clients", yearly: about(620, 1.2), hours: 0.03 },
    }),
    source: published({
      sv: "listpris Defender for Endpoint P2, 5,20 USD i månaden till 10 kr",
      en: "list price Defender for Endpoint P2, USD 5.20 per month at 10 SEK",
    }),
    leadMonths: 5,
  }),
];
