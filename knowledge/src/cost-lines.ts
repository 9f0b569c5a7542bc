/**
 * What a measure costs, line by line: factor × volume × price. A municipality puts its own prices
 * in the place of those of the knowledge.
 */
import {
  type Amount,
  type HoursByRole,
  type MeasureCost,
  type Selector,
  windowMonths,
} from "./measures.ts";

/** Kinds of price: once or every year, for all of it or for each of what it is for. */
export type CostKind = "once" | "yearly" | "each-once" | "each-yearly";

/** A line of the sheet. */
export type CostLine = {
  readonly kind: CostKind;
  /** Years that a yearly price is paid for; 1 for what is paid once. */
  readonly factor: number;
  /** How many; 1 where the price does not depend on it. */
  readonly volume: number;
  /** What is counted; null where nothing is. */
  readonly of: Selector | null;
  /** SEK. */
  readonly price: Amount;
};

/** Own prices of a measure, SEK ≥ 0; those for each stand for nothing where nothing is counted. */
export type OwnPrices = {
  readonly onceSek: number;
  readonly yearlySek: number;
  readonly eachOnceSek: number;
  readonly eachYearlySek: number;
};

/** A cost with own hours by role, in all, in the place of those of the knowledge. */
export function withOwnHours(cost: MeasureCost, hours: HoursByRole): MeasureCost {
  const { each } = cost;
  return {
    ...cost,
    hours,
    yearlyHours: {},
    each: each === null ? null : { ...each, hours: 0 },
  };
}

/** A cost that counts as many as somebody has said there are. */
export function withOwnVolume(cost: MeasureCost, many: number): MeasureCost {
  return { ...cost, each: cost.each === null ? null : { ...cost.each, many } };
}

/** The lines of a cost; those for each only where something is counted. */
export function costLines(
  { oneOffSek, yearlySek, each }: MeasureCost,
  count: (selector: Selector) => number,
): readonly CostLine[] {
  const years = windowMonths / 12;
  const whole = { volume: 1, of: null };
  const lines: CostLine[] = [
    { kind: "once", factor: 1, ...whole, price: oneOffSek },
    { kind: "yearly", factor: years, ...whole, price: yearlySek },
  ];
  if (each === null) return lines;
  const counted = { volume: each.many ?? count(each.of), of: each.of };
  return [
    ...lines,
    { kind: "each-once", factor: 1, ...counted, price: each.oneOffSek },
    { kind: "each-yearly", factor: years, ...counted, price: each.yearlySek },
  ];
}

/** A price that somebody has been given: it lies between nothing else. */
function exactly(sek: number): Amount {
  return { low: sek, likely: sek, high: sek };
}

/** A cost with own prices in the place of those of the knowledge; hours stay. */
export function withOwnPrices(cost: MeasureCost, own: OwnPrices): MeasureCost {
  const { each } = cost;
  return {
    ...cost,
    oneOffSek: exactly(own.onceSek),
    yearlySek: exactly(own.yearlySek),
    each:
      each === null
        ? null
        : { ...each, oneOffSek: exactly(own.eachOnceSek), yearlySek: exactly(own.eachYearlySek) },
  };
}
