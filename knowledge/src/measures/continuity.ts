/** Measures that carry services while systems are away, and keep the work together. */
import { control, cost, measure, published, type Measure } from "../measures.ts";
import { assumption } from "../source.ts";

export const continuityMeasures: readonly Measure[] = [
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
    cost: cost({ once: 60000, hours: { services: 460, communication: 40 } }),
    source: assumption,
  }),
  measure({
    id: "printed-lists",
    name: { sv: "Utskrivna listor varje vecka", en: "Printed lists every week" },
    text: {
      sv: "Brukare, besök, läkemedel, larm och telefonnummer skrivs ut varje vecka och låses in.",
      en: "Clients, visits, medicines, alarms and telephone numbers are printed every week and locked in.",
    },
    effects: [{ kind: "bridges", coverFirst: 0.4, untilHours: 72, coverThen: 0.15, works: 0.8 }],
    cost: cost({ hours: { services: 60 }, yearlyHours: { services: 150 } }),
    leadMonths: 1,
  }),
  measure({
    id: "other-channels",
    name: { sv: "Andra kanaler än de egna", en: "Channels other than our own" },
    text: {
      sv: "Sms-listor, en andra webbplats och telefoner som inte hänger på den egna driften.",
      en: "SMS lists, a second website and telephones that do not hang on our own operation.",
    },
    effects: [{ kind: "bridges", coverFirst: 0.25, untilHours: 120, coverThen: 0.25, works: 0.9 }],
    cost: cost({ once: 120000, yearly: 100000, hours: { communication: 80, operations: 30 } }),
    source: assumption,
  }),
  measure({
    id: "neighbours",
    name: { sv: "Avtal med grannkommuner", en: "Agreements with neighbours" },
    text: {
      sv: "Grannkommuner tar över larm, journaler och löner en tid; provat en gång om året.",
      en: "Neighbouring municipalities take over alarms, records and payroll for a time; tried once a year.",
    },
    effects: [{ kind: "bridges", coverFirst: 0.3, untilHours: 336, coverThen: 0.3, works: 0.7 }],
    cost: cost({ hours: { leadership: 80, services: 140 }, yearlyHours: { services: 60 } }),
    leadMonths: 8,
  }),
  measure({
    id: "payroll-copy",
    name: { sv: "Reservkörning av löner", en: "Payroll in reserve" },
    text: {
      sv: "Senaste lönekörningen kan upprepas av banken på en fil som sparas utanför den egna driften.",
      en: "The latest payroll can be repeated by the bank from a file kept outside our own operation.",
    },
    effects: [{ kind: "bridges", coverFirst: 0.1, untilHours: 720, coverThen: 0.1, works: 0.95 }],
    cost: cost({ hours: { services: 60, operations: 10 } }),
    leadMonths: 2,
  }),
  measure({
    id: "leadership-training",
    name: { sv: "Utbilda ledningen", en: "Train the leadership" },
    text: {
      sv: "Ledning och nämnder går den utbildning lagen kräver, med egna beslut som övning.",
      en: "Leadership and committees take the training the law asks for, with decisions of their own as practice.",
    },
    effects: [{ kind: "shorter-hold", factor: 0.9 }],
    cost: cost({ once: 100000, yearly: 50000, hours: { leadership: 80 } }),
    source: published({
      sv: "cybersäkerhetslagen 2 kap. 4 §; 50 000–150 000 kr är ett antagande",
      en: "cyber security act, chapter 2 section 4; 50–150 kSEK is an assumption",
    }),
  }),
  measure({
    id: "coordinator",
    name: {
      sv: "En samordnare för informationssäkerhet",
      en: "A coordinator for information security",
    },
    text: {
      sv: "En heltid som håller ihop klassning, åtgärder, övning och uppföljning.",
      en: "One full-time person who keeps classification, measures, practice and follow-up together.",
    },
    effects: [
      control("rightsTidy", 0.3),
      { kind: "restorable", probability: 0.78 },
      { kind: "shorter-hold", factor: 0.95 },
    ],
    cost: cost({
      yearly: { low: 900000, likely: 1000000, high: 1100000 },
      hours: { leadership: 20 },
    }),
    source: published({
      sv: "Kalix anställde en; 0,9–1,1 Mkr om året med omkostnader är ett antagande",
      en: "Kalix hired one; 0.9–1.1 MSEK a year with overhead is an assumption",
    }),
    leadMonths: 5,
  }),
];
