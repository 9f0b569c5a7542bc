/** Which lines of the cost sheet are shown: by text, by area, by what is entered; pure. */
import type { SheetMeasure } from "@vallgrav/platform/api";
import type { Measure } from "../api/shapes.ts";
import { askedWords, hasWords, type MeasureChoice } from "./measure-choice.ts";

/** What a line may be. */
export const entries = ["all", "own", "start"] as const;

/** What is asked for; empty area: every one. */
export type CostChoice = Pick<MeasureChoice, "text" | "area"> & {
  readonly entry: (typeof entries)[number];
};

/** Everything. */
export const everyCost: CostChoice = { text: "", area: "", entry: "all" };

/** Whether a line has anything of the municipality's own: a value, or the whole measure. */
function isOwn({ own, like }: SheetMeasure): boolean {
  return own !== null || like !== null;
}

/**
 * The lines that fit, in their order.
 * @param catalogue what the measures are about and mean, by id; a line that is not there is one's
 *   own, and is found by its name alone
 */
export function chooseCosts(
  rows: readonly SheetMeasure[],
  { text, area, entry }: CostChoice,
  catalogue: ReadonlyMap<string, Pick<Measure, "area" | "text">>,
): readonly SheetMeasure[] {
  const asked = askedWords(text);
  return rows.filter((row) => {
    const known = catalogue.get(row.id);
    if (area !== "" && (known?.area ?? "own") !== area) return false;
    if (entry !== "all" && isOwn(row) !== (entry === "own")) return false;
    return hasWords(asked, [row.name, known?.text ?? null]);
  });
}
