/** Which measures are shown: by text, by area, by whether the plan takes them; pure. */
import type { Text } from "@vallgrav/kernel";
import type { Measure } from "../api/shapes.ts";

/** Areas, with one's own measures last. */
export const areas = [
  "computers",
  "continuity",
  "detect",
  "directory",
  "identity",
  "networks",
  "people",
  "recover",
  "suppliers",
  "own",
] as const satisfies readonly (NonNullable<Measure["area"]> | "own")[];

/** What a measure may be to the plan at hand. */
export const standings = ["all", "chosen", "planned", "notPlanned"] as const;

/** What is asked for; empty area: every one. */
export type MeasureChoice = {
  readonly text: string;
  readonly area: (typeof areas)[number] | "";
  readonly standing: (typeof standings)[number];
};

/** Everything. */
export const everyMeasure: MeasureChoice = { text: "", area: "", standing: "all" };

/** A text as it is compared: letters' size and way of writing aside. */
function folded(text: string): string {
  return text.normalize("NFC").toLocaleLowerCase("sv");
}

/** The words that are asked for. */
export function askedWords(text: string): readonly string[] {
  return folded(text)
    .split(/\s+/u)
    .filter((word) => word !== "");
}

/**
 * Whether every word stands somewhere, as a whole or as a part. What is searched is in both
 * languages, since people say LAPS and MFA in any.
 */
export function hasWords(words: readonly string[], searched: readonly (Text | null)[]): boolean {
  if (words.length === 0) return true;
  const all = folded(searched.flatMap((one) => (one === null ? [] : [one.sv, one.en])).join("\n"));
  return words.every((word) => all.includes(word));
}

/**
 * The measures that fit, in their order.
 * @param chosen ids of what the plan at hand takes; null where there is none
 */
export function chooseMeasures(
  measures: readonly Measure[],
  { text, area, standing }: MeasureChoice,
  chosen: ReadonlySet<string> | null,
): readonly Measure[] {
  const asked = askedWords(text);
  return measures.filter((measure) => {
    if (area !== "" && (measure.area ?? "own") !== area) return false;
    if (standing === "chosen" && chosen?.has(measure.id) !== true) return false;
    if (standing !== "all" && measure.isPlanned === (standing === "notPlanned")) return false;
    return hasWords(asked, [measure.name, measure.text]);
  });
}
