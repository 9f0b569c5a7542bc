/** A measure as it is told: its words, and its price for this municipality. */
import { areaOf, costOf, type Measure, type Selector } from "@vallgrav/knowledge";
import { type KeptVersion, isLeftOut } from "./cost-sheet.ts";
import type { MeasureView } from "./door.ts";
import { ownMeasure, plannedIn } from "./own-catalogue.ts";

/**
 * @param sheet prices in force; null: the starting values
 * @param count how many of each a selector picks here
 */
export function measureView(
  known: Measure,
  sheet: KeptVersion | null,
  count: (selector: Selector) => number,
): MeasureView {
  const measure = ownMeasure(known, sheet);
  const price = costOf(measure.cost, count);
  return {
    id: measure.id,
    name: measure.name,
    text: measure.text,
    area: areaOf(measure.id),
    costSek: price.sek,
    costSekBetween: price.sekBetween,
    yearlySek: price.yearlySek,
    hours: price.hours,
    hoursByRole: price.hoursByRole,
    leadMonths: measure.leadMonths,
    requires: measure.requires,
    excludes: measure.excludes,
    source: measure.source,
    isPlanned: plannedIn(sheet).some(({ id }) => id === known.id) && !isLeftOut(known.id, sheet),
  };
}
