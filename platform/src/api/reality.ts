/**
 * What really happened, held against what the runs said (dials.md §2.5). Types only; figures as in
 * the dials.
 */
import type { PublishedCase } from "@vallgrav/knowledge";
import type { DialSummary } from "./asking.ts";

/** What can be entered. A test and an incident have a start and a goal; exercises have counts. */
export type RealityKind = "incident" | "penetration-test" | "phishing-exercise" | "restore-test";

/** Where it began: outside with nothing, or with an ordinary account on an ordinary computer. */
export type RealityStart = "outside" | "employee";
/** What it was about: the directory, or any objective that counts for the dials. */
export type RealityGoal = "directory" | "vital";

/** What every entry says: the day, and who or what it is from. */
type Dated = {
  /** Year, month and day. */
  readonly on: string;
  /** Report, supplier or person, in the words of whoever entered it; never empty. */
  readonly source: string;
};

/** An attack that somebody made, or that happened. */
export type RealityAttack = Dated & {
  readonly kind: "incident" | "penetration-test";
  readonly start: RealityStart;
  readonly goal: RealityGoal;
  /** The goal was reached after so many days, or not within so many. */
  readonly outcome: "fell" | "held";
  /** Above 0, at most 365. */
  readonly days: number;
};

/** Lures that were sent as an exercise, and how many were followed. */
export type RealityLures = Dated & {
  readonly kind: "phishing-exercise";
  /** 1–1 000 000. */
  readonly sent: number;
  /** Gave a password or ran what was sent; at most `sent`. */
  readonly followed: number;
};

/** Copies that were restored as a test. */
export type RealityRestores = Dated & {
  readonly kind: "restore-test";
  /** 1–10 000. */
  readonly tried: number;
  /** That could be used; at most `tried`. */
  readonly restored: number;
  /** Whether the same copies had been restored as a test before. */
  readonly triedBefore: boolean;
};

/** What somebody enters. */
export type RealityGiven = RealityAttack | RealityLures | RealityRestores;

/** How it stands to what the model would have said. */
export type RealitySaid = {
  /** Share of the runs that were faster, or of fewer successes; 0–1. */
  readonly place: number;
  /** The place on the normal scale, within ±3. */
  readonly z: number;
  /** Outside the middle 80 %. */
  readonly isMiss: boolean;
} & (
  | {
      readonly kind: "times";
      readonly runs: number;
      /** Days until the goal fell in the runs; null where it did not. */
      readonly p10Days: number | null;
      readonly medianDays: number | null;
      readonly p90Days: number | null;
      /** Share of the runs in which it had fallen within the days that were entered. */
      readonly fellWithin: number;
    }
  | {
      readonly kind: "counts";
      /** Shares that were expected: mean, and the least and most that are no miss. */
      readonly expected: { readonly mean: number; readonly low: number; readonly high: number };
      readonly was: number;
      /** What is believed of the share from now on. */
      readonly now: number;
    }
);

/** An entry, what the model said of it, and what it moved. */
export type RealityCheck = {
  readonly id: string;
  readonly given: RealityGiven;
  readonly by: string;
  readonly at: string;
  readonly said: RealitySaid;
  readonly moved: {
    readonly before: DialSummary | null;
    /** At the first calculation after it; null while there is none. */
    readonly after: DialSummary | null;
    /** Entries between the two, this one counted: they moved it together. */
    readonly together: number;
    /** Other facts have changed between the two as well. */
    readonly otherFacts: boolean;
  };
};

/** The page of reality. */
export type RealityView = {
  /** The newest first. */
  readonly checks: readonly RealityCheck[];
  /** What every uncertainty of times is multiplied by because of surprises; 1 for none. */
  readonly widening: number;
  /** Attacks it is made from. */
  readonly attacks: number;
  readonly cases: readonly PublishedCase[];
};

/** What changes one writes: entries already there before. */
export type RealityChanged = { readonly id: string };
