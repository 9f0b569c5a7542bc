/** Measures on passwords, second factors and who may sign in. */
import { about, control, cost, measure, published, slower, type Measure } from "../measures.ts";

export const identityMeasures: readonly Measure[] = [
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
    effects: [control("strongFactor", 0.95, "privileged")],
    cost: cost({
      once: 20000,
      hours: { operations: 60 },
      each: { of: "privileged", once: about(1000, 1.3), yearly: about(90, 1.5), hours: 1 },
    }),
    source: published({
      sv: "bipi.in om FIDO2-nycklar: omkring 50 USD per nyckel, två var, 9 % förloras om året",
      en: "bipi.in, FIDO2 key deployment: about USD 50 a key, two each, 9 % lost a year",
    }),
  }),
  measure({
    id: "keys-for-everyone",
    name: {
      sv: "Fysiska nycklar för alla som loggar in",
      en: "Physical keys for everyone who signs in",
    },
    text: {
      sv: "Två säkerhetsnycklar till varje medarbetare, konsult och förtroendevald; införs förvaltning för förvaltning.",
      en: "Two security keys for every employee, consultant and elected person; introduced one administration at a time.",
    },
    effects: [control("strongFactor", 0.9, "people")],
    cost: cost({
      once: 200000,
      hours: { operations: 300, personnel: 100 },
      each: { of: "people", once: about(1000, 1.3), yearly: about(90, 1.5), hours: 0.2 },
    }),
    source: published({
      sv: "bipi.in om FIDO2-nycklar: omkring 50 USD per nyckel, två var, 9 % förloras om året",
      en: "bipi.in, FIDO2 key deployment: about USD 50 a key, two each, 9 % lost a year",
    }),
    leadMonths: 10,
  }),
  measure({
    id: "keys-for-crisis",
    name: {
      sv: "Nycklar till krisledning och nyckelpersoner",
      en: "Keys for crisis leaders and key persons",
    },
    text: {
      sv: "Säkerhetsnycklar till krisledning, ekonomi och dem som hanterar känsliga uppgifter: var tjugonde person.",
      en: "Security keys for crisis leaders, finance and those who handle sensitive data: one person in twenty.",
    },
    effects: [control("strongFactor", 0.05, "people")],
    cost: cost({ once: 60000, yearly: 5000, hours: { operations: 60 } }),
    source: published({
      sv: "bipi.in om FIDO2-nycklar: omkring 50 USD per nyckel, två var, 9 % förloras om året",
      en: "bipi.in, FIDO2 key deployment: about USD 50 a key, two each, 9 % lost a year",
    }),
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
    effects: [control("secondFactor", 0.97, "people")],
    cost: cost({ once: 60000, yearly: 60000, hours: { operations: 260, personnel: 40 } }),
    source: published({
      sv: "CERT-SE:s lista över åtgärder; 200–400 timmar med befintliga licenser är ett antagande",
      en: "CERT-SE, list of measures; hours 200–400 with existing licences are an assumption",
    }),
  }),
  measure({
    id: "number-matching",
    name: { sv: "Sifferkoll i andra faktorn", en: "Number matching in the second factor" },
    text: {
      sv: "Appen kräver att ett tal skrivs in, så att ingen godkänner av misstag eller för att få vara i fred.",
      en: "The app asks for a number to be typed, so that nobody approves by mistake or to be left in peace.",
    },
    effects: [control("factorMatched", 0.98)],
    cost: cost({ hours: { operations: 16 } }),
    leadMonths: 1,
  }),
  measure({
    id: "known-devices",
    name: { sv: "Bara kända datorer in utifrån", en: "Only known computers from outside" },
    text: {
      sv: "Villkorsstyrd åtkomst: inloggning utifrån kräver en dator eller telefon som kommunen sköter.",
      en: "Conditional access: sign-in from outside asks for a computer or telephone that the municipality manages.",
    },
    effects: [control("deviceBound", 0.95)],
    cost: cost({ once: 80000, hours: { operations: 180, personnel: 20 } }),
    requires: ["remote-second-factor"],
    leadMonths: 4,
  }),
  measure({
    id: "password-screening",
    name: { sv: "Spärr mot läckta lösenord", en: "Screening for leaked passwords" },
    text: {
      sv: "Lösenord jämförs med kända läckor när de byts och en gång i månaden; träffar byts.",
      en: "Passwords are compared with known leaks when they change and monthly; hits are changed.",
    },
    effects: [control("passwordScreened", 0.998, "people")],
    cost: cost({ once: 150000, yearly: 100000, hours: { operations: 60 } }),
  }),
  measure({
    id: "password-hunt",
    name: {
      sv: "Engångsjakt på läckta och vanliga lösenord",
      en: "One hunt for leaked and common passwords",
    },
    text: {
      sv: "Jämför katalogens lösenord med kända läckor en gång, byt träffarna och tala om varför.",
      en: "Compare the directory's passwords with known leaks once, change the hits and say why.",
    },
    effects: [control("passwordScreened", 0.99, "people")],
    cost: cost({ once: 20000, hours: { operations: 40, communication: 8 } }),
    leadMonths: 1,
  }),
  measure({
    id: "service-passwords",
    name: { sv: "Långa lösenord på tjänstekonton", en: "Long passwords for service accounts" },
    text: {
      sv: "Tjänstekonton får slumpade lösenord om minst 25 tecken, helst hanterade av katalogen.",
      en: "Service accounts get random passwords of at least 25 characters, preferably managed by the directory.",
    },
    effects: [control("strongPassword", 0.95, "service-accounts")],
    cost: cost({ hours: { operations: 60 }, each: { of: "service-accounts", hours: 2 } }),
  }),
  measure({
    id: "old-ciphers-off",
    name: {
      sv: "Stäng av katalogens gamla krypteringar",
      en: "Turn off the directory's old ciphers",
    },
    text: {
      sv: "Tjänstebiljetter ges bara med AES; de blir mycket dyrare att knäcka.",
      en: "Service tickets are given with AES only; they become far dearer to crack.",
    },
    effects: [slower("roast", 8), slower("crackAnswer", 8)],
    cost: cost({ hours: { operations: 90 } }),
    leadMonths: 3,
  }),
  measure({
    id: "secrets-out-of-files",
    name: { sv: "Lösenord ut ur filer och skript", en: "Passwords out of files and scripts" },
    text: {
      sv: "Sök igenom delade mappar, skript och grupprinciper; flytta det som hittas till ett valv och byt det.",
      en: "Search shared folders, scripts and group policies; move what is found to a vault and change it.",
    },
    effects: [control("passwordKeptApart", 0.985)],
    cost: cost({ hours: { operations: 90 } }),
  }),
  measure({
    id: "secrets-vault",
    name: { sv: "Valv för tjänsternas lösenord", en: "A vault for the services' passwords" },
    text: {
      sv: "Skript och tjänster hämtar sina lösenord ur ett valv som byter dem och minns vem som hämtade.",
      en: "Scripts and services fetch their passwords from a vault that changes them and remembers who fetched.",
    },
    effects: [
      control("passwordKeptApart", 0.998),
      control("strongPassword", 0.9, "service-accounts"),
    ],
    cost: cost({ once: 180000, yearly: 120000, hours: { operations: 220 } }),
    leadMonths: 6,
  }),
  measure({
    id: "help-desk-identity",
    name: { sv: "Supporten prövar vem som ringer", en: "The help desk checks who is calling" },
    text: {
      sv: "Ingen inloggning återställs på telefon utan motringning till chefen eller legitimation.",
      en: "No sign-in is reset by telephone without calling the manager back or seeing identification.",
    },
    effects: [control("callerVerified", 0.95)],
    cost: cost({ hours: { operations: 30, personnel: 20 } }),
    leadMonths: 1,
  }),
  measure({
    id: "leavers",
    name: {
      sv: "Konton stängs när uppdraget slutar",
      en: "Accounts close when the engagement ends",
    },
    text: {
      sv: "Slutdatum på alla konton för konsulter och vikarier; personalsystemet stänger resten samma dag.",
      en: "End dates on all accounts of consultants and substitutes; the staff system closes the rest the same day.",
    },
    effects: [control("passwordScreened", 0.985, "people")],
    cost: cost({ once: 60000, hours: { operations: 140, personnel: 80 } }),
    source: published({
      sv: "Knivsta 2013 med flera: ingen enhetlig rutin när användare slutar; 100–300 timmar är ett antagande",
      en: "Knivsta 2013 and others: no uniform routine when users leave; hours 100–300 are an assumption",
    }),
    leadMonths: 4,
  }),
  measure({
    id: "supervised-consultants",
    name: {
      sv: "Konsulter får ägare, slutdatum och smala konton",
      en: "Consultants get an owner, an end date and narrow accounts",
    },
    text: {
      sv: "Varje konsult har en ansvarig chef, ett konto bara för uppdraget och inloggning som loggas.",
      en: "Every consultant has a responsible manager, an account for the task only and sign-in that is logged.",
    },
    effects: [slower("misuse", 3)],
    cost: cost({ hours: { operations: 60, personnel: 60, services: 40 } }),
  }),
];
