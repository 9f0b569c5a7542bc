/** Attackers the municipality is measured against: named reference profiles (dials.md §1.1). */
import type { Text } from "@vallgrav/kernel";
import { ln } from "@vallgrav/kernel";
import type { TimeExpression } from "@vallgrav/mal";
import { assumption, type Source } from "./source.ts";

/** Where a profile may begin: every node of this step. */
export type ProfileEntry = {
  readonly step: string;
  /** Probability 0–1 that the way in is there for one campaign. */
  readonly available: number;
  readonly delay: TimeExpression;
};

export type Profile = {
  readonly id: string;
  readonly name: Text;
  /** Completes "Om … börjar i dag" / "If … begins today". */
  readonly subject: Text;
  readonly entries: readonly ProfileEntry[];
  readonly skillMean: number;
  readonly patience: TimeExpression;
  readonly source: Source;
};

/** ρ and σ of dials.md §1.2: how much skill the gates and the times of a run share. */
export const skillLoading = 0.3;
export const skillOnTime = 0.5;

/** Days until a way in has been used: the wave of mail, the lists tried, the supplier's fall. */
function after(medianDays: number): TimeExpression {
  return { kind: "call", name: "LogNormal", arguments: [ln(medianDays), 1] };
}

/** Many campaigns, little patience, mail and leaked passwords first. */
export const opportunisticExtortion: Profile = {
  id: "opportunistic-extortion",
  name: { sv: "opportunistisk utpressning", en: "opportunistic extortion" },
  subject: { sv: "en utpressningsgrupp", en: "an extortion group" },
  entries: [
    { step: "sendLure", available: 0.9, delay: after(2) },
    { step: "tryPasswords", available: 0.8, delay: after(4) },
    { step: "compromised", available: 0.01, delay: after(10) },
  ],
  skillMean: 0,
  patience: { kind: "call", name: "LogNormal", arguments: [ln(30), 0.8] },
  source: assumption,
};

export const profiles: readonly Profile[] = [opportunisticExtortion];
