/**
 * What an hour, a person and a system cost when things go wrong: the cost sheet's factors
 * (dials.md §1.7). All are starting values to be edited by the municipality.
 */
import type { Text } from "@vallgrav/kernel";
import { assumption, type Source } from "./source.ts";

export type Valuations = {
  /** An employee's hour, SEK, with social fees. */
  readonly hourSek: number;
  /** Share of a unit's staff that is at work at any hour: 40 of 168, spread over the week. */
  readonly onDutyShare: number;
  /** Share of a unit's working time lost while its service is down and nothing bridges it, 0–1. */
  readonly timeLostShare: number;
  /** Outside response and forensics: once, and per day until everything is back, SEK. */
  readonly responseFixedSek: number;
  readonly responseDaySek: number;
  /** Outside help per system restored, and per computer reinstalled, SEK. */
  readonly restoreSystemSek: number;
  readonly reinstallComputerSek: number;
  /** Telling people whose data was exposed: once, and per person, SEK. */
  readonly breachFixedSek: number;
  readonly breachPersonSek: number;
  /** Entering records anew for a system without a usable copy, SEK. */
  readonly recordsLostSek: number;
  /** A fine follows an exposure with this probability, its size uniform between the two, SEK. */
  readonly fineProbability: number;
  readonly fineLowSek: number;
  readonly fineHighSek: number;
  readonly source: Source;
};

export const valuations: Valuations = {
  hourSek: 350,
  onDutyShare: 0.24,
  timeLostShare: 0.2,
  responseFixedSek: 500_000,
  responseDaySek: 40_000,
  restoreSystemSek: 25_000,
  reinstallComputerSek: 1_200,
  breachFixedSek: 60_000,
  breachPersonSek: 25,
  recordsLostSek: 150_000,
  fineProbability: 0.15,
  fineLowSek: 300_000,
  fineHighSek: 4_000_000,
  source: assumption,
};

/** A factor of the cost sheet by its name in {@link Valuations}. */
export type ValuationId = Exclude<keyof Valuations, "source">;

/** A factor of the cost sheet in words: what it is, its unit, and between what it may lie. */
export type ValuationTerm = {
  readonly id: ValuationId;
  readonly name: Text;
  readonly unit: "SEK" | "share";
  readonly low: number;
  readonly high: number;
};

function amount(id: ValuationId, sv: string, en: string): ValuationTerm {
  return { id, name: { sv, en }, unit: "SEK", low: 0, high: 1e9 };
}

function part(id: ValuationId, sv: string, en: string): ValuationTerm {
  return { id, name: { sv, en }, unit: "share", low: 0, high: 1 };
}

/** Every factor, in the order of the sheet. */
export const valuationTerms: readonly ValuationTerm[] = [
  amount("hourSek", "En medarbetares timme, med avgifter", "An employee's hour, with fees"),
  part("onDutyShare", "Andel av personalen som är i tjänst", "Share of the staff that is on duty"),
  part(
    "timeLostShare",
    "Andel av arbetstiden som går förlorad när tjänsten är nere",
    "Share of working time lost while the service is down",
  ),
  amount(
    "responseFixedSek",
    "Hjälp utifrån vid ett angrepp, fast del",
    "Outside help in an attack, fixed part",
  ),
  amount(
    "responseDaySek",
    "Hjälp utifrån, per dygn tills allt är tillbaka",
    "Outside help, per day until all is back",
  ),
  amount("restoreSystemSek", "Hjälp per återställt system", "Help per system restored"),
  amount("reinstallComputerSek", "Hjälp per ominstallerad dator", "Help per computer reinstalled"),
  amount(
    "breachFixedSek",
    "Underrätta dem vars uppgifter röjts, fast del",
    "Telling those exposed, fixed part",
  ),
  amount("breachPersonSek", "Underrätta, per person", "Telling those exposed, per person"),
  amount(
    "recordsLostSek",
    "Skriva in uppgifter på nytt, per system utan kopia",
    "Entering records anew, per system without a copy",
  ),
  part(
    "fineProbability",
    "Sannolikhet för sanktionsavgift när uppgifter röjts",
    "Probability of a fine after an exposure",
  ),
  amount("fineLowSek", "Sanktionsavgift, lägst", "Fine, least"),
  amount("fineHighSek", "Sanktionsavgift, högst", "Fine, most"),
];

/**
 * How recovery goes where the municipality has said nothing: hold for forensics and decisions,
 * crews at work side by side, hours to restore a system with and without a usable copy.
 */
export type RecoveryDefaults = {
  readonly holdMedianHours: number;
  readonly holdSpread: number;
  readonly crews: number;
  readonly restoreHours: number;
  /** Rebuilding from nothing takes this many times as long as restoring. */
  readonly rebuildFactor: number;
  /** Work in one run differs from the declared by this spread of the logarithm. */
  readonly workSpread: number;
  /** Probability that an untried copy can be restored, and one whose restore was tried. */
  readonly restorableUntried: number;
  readonly restorableTried: number;
  /** Beta weight of both probabilities. */
  readonly restorableWeight: number;
  /** Probability that a declared reserve routine works. */
  readonly reserveWorks: number;
  /** Hours before a reserve routine is in place. */
  readonly reserveInPlaceHours: number;
  /** Hours a reserve routine lasts when nobody said. */
  readonly reserveHours: number;
  /** Hours a service tolerates without a system when nobody said. */
  readonly tolerableHours: number;
  /**
   * How long everything stays shut where the municipality stops an attacker by shutting down:
   * hours, and the spread of the logarithm.
   */
  readonly shutdown: {
    readonly medianHours: number;
    readonly spread: number;
    readonly source: Source;
  };
  readonly source: Source;
};

export const recoveryDefaults: RecoveryDefaults = {
  holdMedianHours: 48,
  holdSpread: 0.5,
  crews: 3,
  restoreHours: 16,
  rebuildFactor: 5,
  workSpread: 0.4,
  restorableUntried: 0.7,
  restorableTried: 0.92,
  restorableWeight: 10,
  reserveWorks: 0.6,
  reserveInPlaceHours: 4,
  reserveHours: 24,
  tolerableHours: 4,
  // 80 % of shutdowns between 48 hours and a week.
  shutdown: {
    medianHours: 90,
    spread: 0.49,
    source: {
      kind: "secondary",
      name: {
        sv: "Kumla (48 timmar) och två kommuner på Öland (ungefär en vecka), som publicerat",
        en: "Kumla (48 hours) and two municipalities on Öland (about a week), as published",
      },
      reviewed: "2026-11-29",
    },
  },
  source: assumption,
};
