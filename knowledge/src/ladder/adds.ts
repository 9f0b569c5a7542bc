/** How much of what is assumed a source could make known: an upper bound on what it adds. */
import { reportQualities } from "@vallgrav/facts";
import { propertyOfDefence } from "../municipal/defence-facts.ts";
import { questions } from "../typical/questions.ts";
import type { LadderSource } from "./source.ts";

/**
 * Something assumed that decided runs: a thing nobody lists (`step` null) or a defence of a thing,
 * with its share of all deciding facts, 0–1.
 */
export type Unknown = {
  readonly kind: string;
  readonly step: string | null;
  readonly share: number;
};

const askedSteps: ReadonlySet<string> = new Set(
  questions.flatMap(({ about }) => (about.kind === "defence" ? [about.step] : [])),
);

function couldTell({ tells }: LadderSource, { kind, step }: Unknown): boolean {
  if (step === null) return tells.assets.some((one) => one === kind);
  if (tells.isAsked) return askedSteps.has(step);
  const property = propertyOfDefence(step);
  return property !== null && tells.properties.includes(property);
}

/** Share of all deciding facts, 0–1, that the source could turn from assumed to known, at most. */
export function couldAdd(source: LadderSource, unknowns: readonly Unknown[]): number {
  return unknowns.reduce((sum, one) => sum + (couldTell(source, one) ? one.share : 0), 0);
}

/**
 * Days after which what a source told weighs half of what it weighed when it was new: people's
 * words from memory and registers, or what tools export.
 */
export function halfLifeDays({ rung }: Pick<LadderSource, "rung">): number {
  return reportQualities[rung === 0 ? "person" : "configuration"].halfLifeDays;
}
