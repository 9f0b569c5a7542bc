/**
 * Published incidents to look at beside the dials: what was told of them, nothing that was worked
 * out. None of the figures has been read in its primary source here, and a page that shows one says
 * so. A case tells of damage and speed once somebody was in; it says nothing of how often it
 * happens (dials.md §5.1).
 */
import type { Text } from "@vallgrav/kernel";

/** Figures as they were published; the two ends are equal where one figure was given. */
export type CaseRange = { readonly low: number; readonly high: number };

/** An incident that was published. */
export type PublishedCase = {
  readonly id: string;
  readonly name: Text;
  /** Year and month it began. */
  readonly began: string;
  /** How they came in, as far as it was told; null where it was not. */
  readonly entry: Text | null;
  /** What was lost or had to be done, in a sentence. */
  readonly what: Text;
  /** Days until the first systems that mattered were back; null where it was not told. */
  readonly outageDays: CaseRange | null;
  /** What it cost, SEK, for what the source counts alone; null where it was not told in SEK. */
  readonly sek: (CaseRange & { readonly counts: Text }) | null;
  /** Persons whose data was exposed; null where it was not told. */
  readonly persons: CaseRange | null;
  /** Where it was told. */
  readonly sources: readonly string[];
  /** Whether the figures were read in their primary source, and when they were last looked at. */
  readonly checked: boolean;
  readonly reviewed: string;
};

const reviewed = "2026-11-23";

function unchecked(found: Omit<PublishedCase, "checked" | "reviewed">): PublishedCase {
  return { ...found, checked: false, reviewed };
}

/** The cases, the oldest first. */
export const publishedCases: readonly PublishedCase[] = [
  unchecked({
    id: "ostre-toten",
    name: { sv: "Østre Toten (Norge)", en: "Østre Toten (Norway)" },
    began: "2021-01",
    entry: null,
    what: {
      sv: "Allt krypterades och alla säkerhetskopior raderades. Omkring 30 000 dokument lades ut. Kostade 33 miljoner norska kronor direkt.",
      en: "Everything was encrypted and all backups deleted. About 30,000 documents were published. It cost 33 million Norwegian kroner directly.",
    },
    outageDays: null,
    sek: null,
    persons: null,
    sources: [
      "https://www.datatilsynet.no/regelverk-og-verktoy/lover-og-regler/avgjorelser-fra-datatilsynet/2022/overtredelsesgebyr-til-ostre-toten-kommune/",
      "https://www.digi.no/artikler/kommunen-far-millionbot-etter-dataangrepet-som-allerede-har-kostet-dem-32-millioner/514366",
    ],
  }),
  unchecked({
    id: "kalix",
    name: { sv: "Kalix", en: "Kalix" },
    began: "2021-12",
    entry: { sv: "svaga och redan läckta lösenord", en: "weak and already leaked passwords" },
    what: {
      sv: "Journaler, medicinlistor, hemtjänstens scheman, e-post, telefoni och ekonomi låg nere. Serversidan byggdes om från början.",
      en: "Records, medication lists, home-care schedules, mail, telephony and finance were down. The servers were rebuilt from nothing.",
    },
    outageDays: { low: 10, high: 18 },
    sek: {
      low: 2_265_300,
      high: 2_265_300,
      counts: {
        sv: "inköp; egen arbetstid tycks inte vara med",
        en: "purchases; own working time seems to be left out",
      },
    },
    persons: null,
    sources: [
      "https://www.kalix.se/Aktuellt/krisinformation/driftstorningarna-till-foljd-av-it-attacken/uppfoljning-av-it-attacken/",
      "https://www.tjugofyra7.se/amnesomraden/cybersakerhet/2022/nar-kalix-slocknade/",
    ],
  }),
  unchecked({
    id: "norrkoping",
    name: { sv: "Norrköping", en: "Norrköping" },
    began: "2022-11",
    entry: null,
    what: {
      sv: "Angriparen hade full kontroll men stoppades före krypteringen. Allt stängdes planerat och alla lösenord byttes.",
      en: "The attacker had full control but was stopped before encrypting. Everything was shut down as planned and all passwords changed.",
    },
    outageDays: { low: 3, high: 7 },
    sek: null,
    persons: null,
    sources: ["https://norrkoping.se/cybersakerhetsincidenten"],
  }),
  unchecked({
    id: "oland",
    name: { sv: "Borgholm och Mörbylånga", en: "Borgholm and Mörbylånga" },
    began: "2022-12",
    entry: null,
    what: {
      sv: "Stora mängder data kopierades ut. Servrar och internet stängdes genast. E-post, webb och e-tjänster låg nere.",
      en: "Much data was copied out. Servers and internet were cut at once. Mail, web and e-services were down.",
    },
    outageDays: { low: 5, high: 8 },
    sek: {
      low: 2_562_000,
      high: 2_562_000,
      counts: { sv: "de första fakturorna", en: "the first invoices" },
    },
    persons: null,
    sources: [
      "https://www.borgholm.se/uppdatering-om-dataintranget/",
      "https://www.barometern.se/oland/kostnaderna-vaxer-efter-it-attacken-skattebetalarna-som-far-sta-for-notan/",
    ],
  }),
  unchecked({
    id: "harjedalen",
    name: { sv: "Härjedalen", en: "Härjedalen" },
    began: "2023-12",
    entry: null,
    what: {
      sv: "Nästan alla personaldatorer slogs ut under julhelgen. Hemtjänstens rundor planerades om för hand.",
      en: "Nearly all staff computers were lost over Christmas. Home-care rounds were planned anew by hand.",
    },
    outageDays: { low: 7, high: 90 },
    sek: null,
    persons: null,
    sources: [
      "https://earthpressnews.com/it-attack-against-harjedalen-municipality-hackers-demand-ransom/",
    ],
  }),
  unchecked({
    id: "tietoevry",
    name: { sv: "Tietoevrys datahall", en: "Tietoevry's data centre" },
    began: "2024-01",
    entry: null,
    what: {
      sv: "En leverantörs datahall krypterades. Lönesystemet låg nere för omkring 120 myndigheter.",
      en: "A supplier's data centre was encrypted. Payroll was down for about 120 agencies.",
    },
    outageDays: { low: 12, high: 16 },
    sek: null,
    persons: null,
    sources: ["https://www.medarbetarwebben.lu.se/artikel/driftstopp-i-primula"],
  }),
  unchecked({
    id: "kalmar",
    name: { sv: "Kalmar", en: "Kalmar" },
    began: "2024-02",
    entry: null,
    what: {
      sv: "Journaler, digitala nycklar och scheman låg nere. Tolv års handlingar krypterades med liten chans att få dem tillbaka.",
      en: "Records, digital keys and schedules were down. Twelve years of official documents were encrypted, with little chance of having them back.",
    },
    outageDays: { low: 49, high: 365 },
    sek: null,
    persons: null,
    sources: [
      "https://kalmar.se/arkiv/nyhetsarkiv/nyheter/2024-03-26-kommunens-handlingar-drabbade-i-it-angreppet.html",
    ],
  }),
  unchecked({
    id: "kumla",
    name: { sv: "Kumla", en: "Kumla" },
    began: "2024-11",
    entry: null,
    what: {
      sv: "Angriparen hade varit i hela miljön. Kommunen stängde allt och arbetade på papper i två dygn. Stulna uppgifter lades ut.",
      en: "The attacker had been in the whole environment. The municipality shut everything and worked on paper for two days. Stolen data was published.",
    },
    outageDays: { low: 2, high: 2 },
    sek: null,
    persons: null,
    sources: [
      "https://svt.se/nyheter/lokalt/orebro/efter-cyberangreppet-kommunen-stanger-ner-systemen",
    ],
  }),
  unchecked({
    id: "miljodata",
    name: { sv: "Miljödata", en: "Miljödata" },
    began: "2025-08",
    entry: { sv: "en leverantör till många kommuner", en: "a supplier of many" },
    what: {
      sv: "Personnummer, adresser och uppgifter om sjukskrivning lades ut, också om tidigare anställda. Minst 164 kommuner berördes.",
      en: "Identity numbers, addresses and sick-leave matters were published, of former employees too. At least 164 municipalities were touched.",
    },
    outageDays: null,
    sek: null,
    persons: { low: 870_000, high: 1_500_000 },
    sources: [
      "https://www.dagensvimmerby.se/nyheter/e/308288/en-miljon-drabbade-lackta-uppgifter-pa-darknet/",
    ],
  }),
];
