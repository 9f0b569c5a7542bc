/**
 * How often a municipality is attacked, as far as anybody has counted: what stands beside the field
 * where somebody enters a frequency, to show how far apart the figures lie (dials.md §1.8). None is
 * used in a calculation.
 */
import type { Text } from "@vallgrav/kernel";

/** A published count, or one that can be made of published cases. */
export type HowOften = {
  readonly id: string;
  /** What was counted. */
  readonly what: Text;
  /** Why it is not the figure that is asked for. */
  readonly but: Text;
  /** Times per municipality and year; the two ends are equal where one figure was given. */
  readonly perYear: { readonly low: number; readonly high: number };
  readonly sources: readonly string[];
  /** Whether the figures were read in their primary source, and when they were last looked at. */
  readonly checked: boolean;
  readonly reviewed: string;
};

/** Municipalities of Sweden times the years 2021–2025. */
const municipalityYears = 290 * 5;
/** Municipalities that were told of as hit themselves in those years; there may be more. */
const namedAsHit = 8;

/** The counts, the lowest first. */
export const howOften: readonly HowOften[] = [
  {
    id: "known-intrusions",
    what: {
      sv: "Åtta svenska kommuner som det har berättats om 2021–2025, av 290 på fem år.",
      en: "Eight Swedish municipalities that were told of in 2021–2025, of 290 in five years.",
    },
    but: {
      sv: "Bara intrång som blev kända, och plockade för hand. Försök som stoppades syns inte.",
      en: "Intrusions that became known alone, picked by hand. Attempts that were stopped are not seen.",
    },
    perYear: { low: namedAsHit / municipalityYears, high: namedAsHit / municipalityYears },
    sources: [
      "https://www.kalix.se/Aktuellt/krisinformation/driftstorningarna-till-foljd-av-it-attacken/uppfoljning-av-it-attacken/",
      "https://norrkoping.se/cybersakerhetsincidenten",
      "https://www.borgholm.se/dataintrang-hos-borgholms-och-morbylanga-kommun/",
    ],
    checked: false,
    reviewed: "2026-11-23",
  },
  {
    id: "survey-elsewhere",
    what: {
      sv: "Andel lokala myndigheter som i en leverantörs enkät sade sig ha drabbats på ett år (2024 och 2023).",
      en: "Share of local authorities that told a vendor's survey they were hit in a year (2024 and 2023).",
    },
    but: {
      sv: "Inte Sverige, och de som svarar väljer själva vad ”drabbad” betyder.",
      en: "Not Sweden, and those who answer choose for themselves what “hit” means.",
    },
    perYear: { low: 0.34, high: 0.69 },
    sources: [
      "https://news.sophos.com/en-us/2024/08/14/the-state-of-ransomware-in-state-and-local-government-2024/",
    ],
    checked: false,
    reviewed: "2026-11-23",
  },
];
