/** Measures on suppliers and on how systems are administered. */
import { control, cost, measure, type Measure } from "../measures.ts";
import { assumption } from "../source.ts";

export const supplierMeasures: readonly Measure[] = [
  measure({
    id: "consult-suppliers",
    name: { sv: "Leverantörernas vägar in", en: "The suppliers' ways in" },
    text: {
      sv: "Leverantörer släpps in ett besök i taget, med stark inloggning och loggning; skriv in det i avtalen.",
      en: "Suppliers are let in one visit at a time, with strong sign-in and logging; put it in the contracts.",
    },
    effects: [control("accessControlled", 0.9)],
    cost: cost({ once: 60000, yearly: 20000, hours: { operations: 120, leadership: 60 } }),
  }),
  measure({
    id: "supplier-register",
    name: {
      sv: "Register och krav på de trettio viktigaste leverantörerna",
      en: "A register of and demands on the thirty most vital suppliers",
    },
    text: {
      sv: "Vilka uppgifter de har, hur de driver våra system skilda från andras, och hur vi får veta när något hänt.",
      en: "What data they keep, how they run our systems apart from others', and how we learn that something happened.",
    },
    effects: [control("operationSeparate", 0.6), control("dataLimited", 0.5)],
    cost: cost({
      hours: { leadership: 120, services: 120, operations: 60 },
      yearlyHours: { leadership: 100 },
    }),
    source: assumption,
    leadMonths: 6,
  }),
  measure({
    id: "supplier-data",
    name: { sv: "Färre uppgifter hos leverantörer", en: "Less data at suppliers" },
    text: {
      sv: "Gallra det leverantörerna inte behöver; personnummer byts mot egna nummer där det går.",
      en: "Dispose of what suppliers do not need; personal numbers are replaced by numbers of our own where possible.",
    },
    effects: [control("dataLimited", 0.8)],
    cost: cost({ once: 80000, hours: { services: 160, operations: 40 } }),
    leadMonths: 6,
  }),
  measure({
    id: "supplier-operation",
    name: {
      sv: "Krav på skild drift vid nästa upphandling",
      en: "Demand separate operation at the next procurement",
    },
    text: {
      sv: "Våra system körs skilda från andra kunders och med egen kopia; prövas varje år.",
      en: "Our systems are run apart from other customers' and with a copy of our own; tried every year.",
    },
    effects: [control("operationSeparate", 0.85)],
    cost: cost({ yearly: 250000, hours: { leadership: 160, services: 60 } }),
    leadMonths: 11,
  }),
  measure({
    id: "update-trial",
    name: { sv: "Uppdateringar provas för sig", en: "Updates are tried apart" },
    text: {
      sv: "Leverantörers uppdateringar läggs först in i en provmiljö och får ligga i två veckor.",
      en: "Suppliers' updates are first put into a trial environment and rest for two weeks.",
    },
    effects: [control("updatesTried", 0.85)],
    cost: cost({ once: 150000, yearly: 60000, hours: { operations: 200 } }),
    leadMonths: 5,
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
    effects: [control("separateAdministration", 0.9, "vital-systems")],
    cost: cost({
      hours: { operations: 40 },
      each: { of: "vital-systems", once: 15000, yearly: 5000, hours: 12 },
    }),
  }),
  measure({
    id: "separate-administration-all",
    name: {
      sv: "Egen inloggning till alla systems administration",
      en: "Sign-in of its own to administer every system",
    },
    text: {
      sv: "Samma skydd för alla system i registret, i takt med att avtalen förnyas.",
      en: "The same protection for every system of the register, as contracts are renewed.",
    },
    effects: [control("separateAdministration", 0.85)],
    cost: cost({ once: 900000, yearly: 200000, hours: { operations: 400, services: 120 } }),
    excludes: ["separate-administration"],
    leadMonths: 11,
  }),
];
