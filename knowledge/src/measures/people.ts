/** Measures on people and the mail that reaches them. */
import { about, control, cost, measure, published, slower, type Measure } from "../measures.ts";
import { assumption } from "../source.ts";

export const peopleMeasures: readonly Measure[] = [
  measure({
    id: "training",
    name: { sv: "Korta övningar för alla", en: "Short training for everyone" },
    text: {
      sv: "Några minuter var tredje vecka om nätfiske, även för vikarier, konsulter och förtroendevalda.",
      en: "A few minutes every third week about lures, also for substitutes, consultants and elected people.",
    },
    effects: [control("trained", 0.8, "people")],
    cost: cost({
      once: 40000,
      hours: { personnel: 80 },
      each: { of: "people", yearly: about(60, 2) },
    }),
    source: assumption,
  }),
  measure({
    id: "training-by-managers",
    name: { sv: "Övning på arbetsplatsträffar", en: "Practice at workplace meetings" },
    text: {
      sv: "Chefer går igenom tre exempel på nätfiske per termin med färdigt underlag; ingen licens.",
      en: "Managers go through three lures a term with ready material; no licence.",
    },
    effects: [control("trained", 0.5, "people")],
    cost: cost({ hours: { personnel: 60, communication: 40, services: 150 } }),
  }),
  measure({
    id: "outside-mark",
    name: { sv: "Märk mejl utifrån", en: "Mark mail from outside" },
    text: {
      sv: "Mejl utifrån får ett märke; det som utger sig för att vara inifrån syns.",
      en: "Mail from outside gets a mark; what claims to be from within shows.",
    },
    effects: [control("trained", 0.35, "people")],
    cost: cost({ hours: { operations: 8, communication: 8 } }),
    leadMonths: 1,
  }),
  measure({
    id: "sender-rules",
    name: { sv: "Ingen skickar i kommunens namn", en: "Nobody sends in the municipality's name" },
    text: {
      sv: "SPF, DKIM och DMARC med avvisning på alla domäner, även de som inte skickar mejl.",
      en: "SPF, DKIM and DMARC with rejection on all domains, also those that send no mail.",
    },
    effects: [control("senderVerified", 0.98)],
    cost: cost({ once: 30000, hours: { operations: 90, communication: 10 } }),
    leadMonths: 4,
  }),
  measure({
    id: "links-apart",
    name: {
      sv: "Länkar och bilagor öppnas först för sig",
      en: "Links and attachments are opened apart first",
    },
    text: {
      sv: "E-postens skydd öppnar länkar och bilagor i en avskild miljö innan de når någon.",
      en: "The mail's protection opens links and attachments in a place apart before they reach anyone.",
    },
    effects: [control("linksOpenedApart", 0.95)],
    cost: cost({ hours: { operations: 40 }, each: { of: "people", yearly: about(240, 1.3) } }),
    source: published({
      sv: "listpris Defender for Office 365 P1, 2 USD per användare och månad till 10 kr",
      en: "list price Defender for Office 365 P1, USD 2 per user and month at 10 SEK",
    }),
  }),
  measure({
    id: "careful-handling",
    name: { sv: "Enkla regler mot misstag", en: "Simple rules against mistakes" },
    text: {
      sv: "Lathund, automatiska varningar och säkra sätt att dela; misstag rapporteras utan skuld.",
      en: "A crib, automatic warnings and safe ways to share; mistakes are reported without blame.",
    },
    effects: [slower("mistaken", 3)],
    cost: cost({ once: 20000, hours: { communication: 60, personnel: 30 } }),
  }),
];
