/** Measures by which an attacker is noticed, and stopped in time. */
import { about, cost, faster, measure, published, sees, type Measure } from "../measures.ts";
import { assumption } from "../source.ts";

export const detectingMeasures: readonly Measure[] = [
  measure({
    id: "watch-round-the-clock",
    name: { sv: "Bevakning dygnet runt", en: "Watching round the clock" },
    text: {
      sv: "En tjänst tar emot larm dygnet runt, bedömer dem och får stänga av konton och datorer.",
      en: "A service takes alarms round the clock, judges them and may shut off accounts and computers.",
    },
    effects: [faster("wait", 0.05), faster("triage", 0.3), faster("containment", 0.6)],
    cost: cost({ once: 400000, yearly: about(1800000, 2.2), hours: { operations: 160 } }),
    source: assumption,
    leadMonths: 5,
  }),
  measure({
    id: "on-call",
    name: { sv: "Egen beredskap för larm", en: "Our own duty for alarms" },
    text: {
      sv: "Två veckors turlista: den som har beredskap får larmen i telefonen och får stänga av.",
      en: "A roster of two weeks: whoever is on duty gets the alarms by telephone and may shut off.",
    },
    effects: [faster("wait", 0.2)],
    cost: cost({ yearly: 450000, hours: { operations: 60, leadership: 20 } }),
    leadMonths: 4,
  }),
  measure({
    id: "shutting-off-practised",
    name: { sv: "Öva att stänga av", en: "Practise shutting off" },
    text: {
      sv: "Skript och mandat för att stänga konton, datorer och nät; övas varje kvartal på tid.",
      en: "Scripts and a mandate to shut accounts, computers and networks; practised every quarter against the clock.",
    },
    effects: [faster("containment", 0.4)],
    cost: cost({ hours: { operations: 80, leadership: 20 }, yearlyHours: { operations: 60 } }),
  }),
  measure({
    id: "central-log",
    name: { sv: "Samlade loggar", en: "Logs in one place" },
    text: {
      sv: "Loggar från inloggning, distansarbete, virtualisering och säkerhetskopiering samlas utanför domänen med larm.",
      en: "Logs of sign-in, remote work, platform and backups are gathered outside the domain, with alarms.",
    },
    effects: [sees(["backup/", "gateway/", "platform/", "sign-in/"], 0.9)],
    cost: cost({ once: 400000, yearly: 500000, hours: { operations: 260 } }),
    source: assumption,
    leadMonths: 6,
  }),
  measure({
    id: "directory-watch",
    name: { sv: "Bevakning av katalogen", en: "Watching the directory" },
    text: {
      sv: "Sensorer på domänkontrollanterna larmar om replikering, biljetter, ändrade grupper och certifikat.",
      en: "Sensors on the domain controllers sound at replication, tickets, changed groups and certificates.",
    },
    effects: [sees(["directory/"], 0.95)],
    cost: cost({
      once: 40000,
      hours: { operations: 80 },
      each: { of: "people", yearly: about(600, 1.3) },
    }),
    source: published({
      sv: "listpris Defender for Identity, omkring 5–5,5 USD per användare och månad till 10 kr",
      en: "list price Defender for Identity, about USD 5–5.5 per user and month at 10 SEK",
    }),
    leadMonths: 3,
  }),
  measure({
    id: "directory-alarms",
    name: { sv: "Larm ur katalogens egna loggar", en: "Alarms from the directory's own logs" },
    text: {
      sv: "Domänkontrollanternas händelser skickas till en egen server med ett tjugotal regler.",
      en: "The controllers' events are sent to a server of our own with some twenty rules.",
    },
    effects: [
      sees(
        ["directory/changes", "directory/policies", "directory/replication", "directory/tickets"],
        0.9,
      ),
    ],
    cost: cost({ once: 30000, hours: { operations: 140 }, yearlyHours: { operations: 60 } }),
  }),
  measure({
    id: "server-watch",
    name: { sv: "Larm från servrarna", en: "Alarms from the servers" },
    text: {
      sv: "Klientskyddet på alla servrar larmar till någon som läser.",
      en: "The endpoint protection of all servers sounds to somebody who reads.",
    },
    effects: [sees(["endpoint/"], 0.97, "servers")],
    cost: cost({
      once: 30000,
      hours: { operations: 100 },
      each: { of: "servers", yearly: about(620, 1.2) },
    }),
    source: published({
      sv: "listpris Defender for Endpoint P2, 5,20 USD i månaden till 10 kr",
      en: "list price Defender for Endpoint P2, USD 5.20 per month at 10 SEK",
    }),
  }),
  measure({
    id: "client-watch",
    name: { sv: "Larm från klienterna", en: "Alarms from the clients" },
    text: {
      sv: "Klientskyddet på alla klienter larmar till någon som läser.",
      en: "The endpoint protection of all clients sounds to somebody who reads.",
    },
    effects: [sees(["endpoint/"], 0.95, "clients")],
    cost: cost({
      once: 100000,
      hours: { operations: 300 },
      each: { of: "clients", yearly: about(620, 1.2) },
    }),
    source: published({
      sv: "listpris Defender for Endpoint P2, 5,20 USD i månaden till 10 kr",
      en: "list price Defender for Endpoint P2, USD 5.20 per month at 10 SEK",
    }),
    leadMonths: 5,
  }),
  measure({
    id: "decoys",
    name: { sv: "Lockbeten åt inkräktare", en: "Decoys for intruders" },
    text: {
      sv: "Konton, delade mappar och biljetter som ingen ska röra; rörs de går larmet.",
      en: "Accounts, shared folders and tickets that nobody shall touch; touched, they sound.",
    },
    effects: [sees(["directory/tickets", "directory/questions", "endpoint/secrets"], 0.95)],
    cost: cost({ once: 10000, hours: { operations: 40 } }),
    leadMonths: 1,
  }),
  measure({
    id: "report-button",
    name: { sv: "Knapp för att rapportera nätfiske", en: "A button to report lures" },
    text: {
      sv: "Ett klick i e-posten, svar inom en timme, och tack till den som rapporterar.",
      en: "One click in the mail, an answer within an hour, and thanks to whoever reports.",
    },
    effects: [sees(["people/lures", "people/prompts", "mail/attachments"], 0.95)],
    cost: cost({ hours: { operations: 30, communication: 30 }, yearlyHours: { operations: 60 } }),
    leadMonths: 1,
  }),
  measure({
    id: "control-watch",
    name: { sv: "Bevakning av styrnäten", en: "Watching the control networks" },
    text: {
      sv: "En lyssnande låda i styrnätet lär sig det vanliga och larmar om det ovanliga.",
      en: "A listening box in the control network learns what is usual and sounds at what is not.",
    },
    effects: [sees(["control/"], 0.95), sees(["network/crossing"], 0.9, "control-walls")],
    cost: cost({ once: 250000, yearly: 90000, hours: { operations: 60, services: 40 } }),
    leadMonths: 6,
  }),
  measure({
    id: "outflow-watch",
    name: { sv: "Larm när mycket lämnar huset", en: "Alarms when much leaves the house" },
    text: {
      sv: "Brandväggen larmar när ett system skickar ut ovanligt mycket.",
      en: "The firewall sounds when a system sends out unusually much.",
    },
    effects: [sees(["network/outflow"], 0.9)],
    cost: cost({ once: 40000, hours: { operations: 60 } }),
  }),
];
