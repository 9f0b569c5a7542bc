/** Measures that make intrusion harder or keep it from spreading. */
import { measure, type Measure } from "./measures.ts";
import type { Source } from "./source.ts";

function published(name: string): Source {
  return { kind: "secondary", name, reviewed: "2026-11-23" };
}

export const protectingMeasures: readonly Measure[] = [
  measure({
    id: "admin-keys",
    name: {
      sv: "Fysiska nycklar för alla administratörer",
      en: "Physical keys for every administrator",
    },
    text: {
      sv: "Två säkerhetsnycklar till var och en som har administratörsrättigheter; lösenord ensamt räcker inte längre för dem.",
      en: "Two security keys for everyone with administrator rights; a password alone no longer suffices for them.",
    },
    effects: [{ kind: "control", step: "strongFactor", where: "privileged", coverage: 0.95 }],
    cost: {
      oneOffSek: 20000,
      yearlySek: 0,
      hours: 60,
      each: { of: "privileged", oneOffSek: 1000, yearlySek: 90, hours: 1 },
    },
    source: published(
      "bipi.in, FIDO2 key deployment: about USD 50 a key, two each, 9 % lost a year",
    ),
  }),
  measure({
    id: "client-hardening",
    name: { sv: "Härdade klienter", en: "Hardened clients" },
    text: {
      sv: "Stoppa makron från nätet, okända program och skript på klienterna med de regler som redan finns i Windows.",
      en: "Stop macros from the internet, unknown programs and scripts on clients with the rules Windows already has.",
    },
    effects: [{ kind: "control", step: "endpointHardened", where: "all", coverage: 0.9 }],
    cost: { oneOffSek: 40000, yearlySek: 0, hours: 220, each: null },
  }),
  measure({
    id: "consult-suppliers",
    name: { sv: "Leverantörernas vägar in", en: "The suppliers' ways in" },
    text: {
      sv: "Leverantörer släpps in ett besök i taget, med stark inloggning och loggning; skriv in det i avtalen.",
      en: "Suppliers are let in one visit at a time, with strong sign-in and logging; put it in the contracts.",
    },
    effects: [{ kind: "control", step: "accessControlled", where: "all", coverage: 0.9 }],
    cost: { oneOffSek: 60000, yearlySek: 20000, hours: 180, each: null },
  }),
  measure({
    id: "local-passwords",
    name: { sv: "Egna lokala lösenord (LAPS)", en: "Local passwords of their own (LAPS)" },
    text: {
      sv: "Varje dator får ett eget lokalt administratörslösenord som byts; ingår i Windows.",
      en: "Every computer gets a local administrator password of its own that changes; part of Windows.",
    },
    effects: [{ kind: "control", step: "uniqueLocalPassword", where: "all", coverage: 0.95 }],
    cost: { oneOffSek: 0, yearlySek: 0, hours: 120, each: null },
  }),
  measure({
    id: "patching",
    name: { sv: "Snabbare uppdatering av servrar", en: "Quicker updates of servers" },
    text: {
      sv: "Kända brister på servrar och klienter åtgärdas inom två veckor; system utan stöd isoleras eller byts.",
      en: "Known flaws of servers and clients are mended within two weeks; systems without support are isolated or replaced.",
    },
    effects: [{ kind: "control", step: "patched", where: "all", coverage: 0.96 }],
    cost: { oneOffSek: 80000, yearlySek: 180000, hours: 240, each: null },
  }),
  measure({
    id: "password-screening",
    name: { sv: "Spärr mot läckta lösenord", en: "Screening for leaked passwords" },
    text: {
      sv: "Lösenord jämförs med kända läckor när de byts och en gång i månaden; träffar byts.",
      en: "Passwords are compared with known leaks when they change and monthly; hits are changed.",
    },
    effects: [{ kind: "control", step: "passwordScreened", where: "people", coverage: 0.998 }],
    cost: { oneOffSek: 150000, yearlySek: 100000, hours: 60, each: null },
  }),
  measure({
    id: "remote-second-factor",
    name: {
      sv: "Andra faktor vid all inloggning utifrån",
      en: "A second factor for all sign-in from outside",
    },
    text: {
      sv: "All inloggning utanför det egna nätet kräver en andra faktor, utan undantag för konsulter och förtroendevalda.",
      en: "All sign-in from outside the own network asks for a second factor, without exceptions for consultants or elected people.",
    },
    effects: [{ kind: "control", step: "secondFactor", where: "people", coverage: 0.97 }],
    cost: { oneOffSek: 60000, yearlySek: 60000, hours: 300, each: null },
  }),
  measure({
    id: "rights-cleanup",
    name: { sv: "Städa katalogens rättigheter", en: "Tidy the directory's rights" },
    text: {
      sv: "Ta bort rättigheter över konton, grupper, datorer och certifikatmallar som ingen behöver; börja med vägarna som visas under Vägar in.",
      en: "Remove rights over accounts, groups, computers and certificate templates that nobody needs; begin with the ways shown under Ways in.",
    },
    effects: [
      { kind: "control", step: "rightsTidy", where: "all", coverage: 0.85 },
      { kind: "control", step: "templateSound", where: "all", coverage: 0.97 },
    ],
    cost: { oneOffSek: 120000, yearlySek: 0, hours: 260, each: null },
  }),
  measure({
    id: "segmentation",
    name: {
      sv: "Skilj servrar, klienter, skola och styrsystem åt",
      en: "Separate servers, clients, school and control systems",
    },
    text: {
      sv: "Brandvägg mellan zonerna; klienter når bara de tjänster de behöver.",
      en: "A firewall between zones; clients reach only the services they need.",
    },
    effects: [{ kind: "control", step: "segmented", where: "all", coverage: 0.95 }],
    cost: { oneOffSek: 900000, yearlySek: 300000, hours: 400, each: null },
  }),
  measure({
    id: "separate-administration",
    name: {
      sv: "Egen inloggning till de viktigaste systemens administration",
      en: "Sign-in of its own to administer the most vital systems",
    },
    text: {
      sv: "Vård, personal och diarium administreras med konton och andra faktor som inte följer med katalogen.",
      en: "Care, staff and records systems are administered with accounts and a second factor that do not follow the directory.",
    },
    effects: [
      { kind: "control", step: "separateAdministration", where: "vital-systems", coverage: 0.9 },
    ],
    cost: {
      oneOffSek: 0,
      yearlySek: 0,
      hours: 40,
      each: { of: "vital-systems", oneOffSek: 15000, yearlySek: 5000, hours: 12 },
    },
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
    effects: [{ kind: "control", step: "credentialsProtected", where: "servers", coverage: 0.95 }],
    cost: {
      oneOffSek: 30000,
      yearlySek: 0,
      hours: 100,
      each: { of: "servers", oneOffSek: 0, yearlySek: 620, hours: 0.2 },
    },
    source: published("list price Defender for Endpoint P2, USD 5.20 per month at 10 SEK"),
  }),
  measure({
    id: "service-passwords",
    name: { sv: "Långa lösenord på tjänstekonton", en: "Long passwords for service accounts" },
    text: {
      sv: "Tjänstekonton får slumpade lösenord om minst 25 tecken, helst hanterade av katalogen.",
      en: "Service accounts get random passwords of at least 25 characters, preferably managed by the directory.",
    },
    effects: [
      { kind: "control", step: "strongPassword", where: "service-accounts", coverage: 0.95 },
    ],
    cost: {
      oneOffSek: 0,
      yearlySek: 0,
      hours: 60,
      each: { of: "service-accounts", oneOffSek: 0, yearlySek: 0, hours: 2 },
    },
  }),
  measure({
    id: "tiering",
    name: {
      sv: "Administratörer loggar bara in där de ska",
      en: "Administrators sign in only where they should",
    },
    text: {
      sv: "Nivåindelning: domänadministratörer loggar aldrig in på klienter och vanliga servrar; färre domänadministratörer.",
      en: "Tiers: domain administrators never sign in on clients or ordinary servers; fewer domain administrators.",
    },
    effects: [{ kind: "control", step: "tiered", where: "all", coverage: 0.95 }],
    cost: { oneOffSek: 100000, yearlySek: 0, hours: 300, each: null },
  }),
  measure({
    id: "training",
    name: { sv: "Korta övningar för alla", en: "Short training for everyone" },
    text: {
      sv: "Några minuter var tredje vecka om lockbeten, även för vikarier, konsulter och förtroendevalda.",
      en: "A few minutes every third week about lures, also for substitutes, consultants and elected people.",
    },
    effects: [{ kind: "control", step: "trained", where: "people", coverage: 0.8 }],
    cost: {
      oneOffSek: 40000,
      yearlySek: 0,
      hours: 80,
      each: { of: "people", oneOffSek: 0, yearlySek: 60, hours: 0 },
    },
  }),
];
