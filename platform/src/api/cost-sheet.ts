/** The cost sheet: what measures cost and what harm costs, with own prices in approved versions. */
import type { Text } from "@vallgrav/kernel";
import type {
  CostKind,
  EffectFigureKind,
  HoursByRole,
  OwnPrices,
  Selector,
  ValuationId,
} from "@vallgrav/knowledge";

/**
 * Where a price or an effect comes from. `secondary` is published, and not checked against its
 * primary source; a page that shows it says so.
 */
export type MeasureSource =
  | { readonly kind: "assumption" }
  | {
      /** `own`: the municipality's own, in the cost sheet that was approved that day. */
      readonly kind: "secondary" | "checked" | "own";
      readonly name: Text;
      readonly reviewed: string;
    };

/** Own prices of a measure, and where they come from; empty for an assumption. */
export type OwnMeasurePrice = OwnPrices & {
  readonly source: string;
  /** Own hours of each role, in all, in the place of the knowledge's; left out: those stay. */
  readonly hoursByRole?: HoursByRole;
  /** True: no plan chooses it. It can be tried by hand. */
  readonly isLeftOut?: boolean;
  /** How many there are of what it is priced for; left out: as many as are counted. */
  readonly many?: number;
  /** Own effectiveness by the key of the figure, and where it comes from. */
  readonly effects?: Readonly<Record<string, number>>;
  readonly effectSource?: string;
};

/** A measure of one's own, which works as one of the catalogue does. */
export type AddedMeasure = {
  /** Id of the measure it is like. */
  readonly like: string;
  readonly name: string;
  /** What to do; may be empty. */
  readonly text: string;
};

/** A figure of what a measure does. */
export type SheetEffect = {
  readonly key: string;
  readonly kind: EffectFigureKind;
  /** What it acts on: a step or part of the response by name, or empty; the same in Swedish. */
  readonly on: string;
  readonly onText: string;
  readonly value: number;
  /** The figure of the knowledge. */
  readonly start: number;
  readonly low: number;
  readonly high: number;
};

/** What is other in a version than in the one before it; null: the knowledge's value stands. */
export type SheetDifference = {
  readonly kind: "added" | "factor" | "measure";
  readonly id: string;
  /** As `onceSek`, `hours/operations`, `effect/…`, `source`. */
  readonly field: string;
  readonly before: boolean | number | string | null;
  readonly after: boolean | number | string | null;
};

/** An own value of a factor of harm, and where it comes from; empty for an assumption. */
export type OwnFactor = { readonly value: number; readonly source: string };

/** What somebody wants changed in the draft; null puts the starting value back. */
export type SheetChange =
  | { readonly kind: "measure"; readonly id: string; readonly own: OwnMeasurePrice | null }
  | { readonly kind: "factor"; readonly id: string; readonly own: OwnFactor | null }
  /** Null takes the own measure away, with its prices. */
  | { readonly kind: "added"; readonly id: string; readonly own: AddedMeasure | null };

/** The version that plans are made with. */
export type SheetInForce = {
  readonly number: number;
  readonly approvedBy: string;
  readonly approvedAt: string;
};

/** A version of the sheet. */
export type SheetVersion = {
  readonly number: number;
  /** When it was last changed, and by whom. */
  readonly at: string;
  readonly by: string;
  /** Own prices and values it holds. */
  readonly own: number;
  /** What it changed, compared with the version before it, or with the starting values. */
  readonly changes: readonly SheetDifference[];
  /** Null for a draft, which no plan is made with. */
  readonly approved: { readonly at: string; readonly by: string; readonly note: string } | null;
};

/** A line of a measure: factor × volume × price, SEK. */
export type SheetLine = {
  readonly kind: CostKind;
  readonly factor: number;
  readonly volume: number;
  readonly of: Selector | null;
  readonly priceSek: number;
  /** The price of the knowledge. */
  readonly startSek: number;
};

/** A measure on the sheet. */
export type SheetMeasure = {
  readonly id: string;
  readonly name: Text;
  readonly lines: readonly SheetLine[];
  readonly sumSek: number;
  /** Own hours by who has to find them. */
  readonly hoursByRole: HoursByRole;
  readonly source: MeasureSource;
  /** What it does, figure by figure, and where own figures of that come from. */
  readonly effects: readonly SheetEffect[];
  readonly effectSource: MeasureSource;
  /** Id of the measure it is like, where it is the municipality's own; else null. */
  readonly like: string | null;
  /** What the municipality has entered; null where the knowledge's price stands. */
  readonly own: OwnMeasurePrice | null;
};

/** A factor of harm on the sheet. */
export type SheetFactor = {
  readonly id: ValuationId;
  readonly name: Text;
  readonly unit: "SEK" | "share";
  readonly value: number;
  readonly start: number;
  readonly source: MeasureSource;
  readonly own: OwnFactor | null;
};

/** The sheet as it stands: the draft where there is one, else what is in force. */
export type CostSheet = {
  /** To be named when it is changed, so that nobody overwrites another. */
  readonly revision: number;
  readonly inForce: SheetInForce | null;
  /** Newest first. */
  readonly versions: readonly SheetVersion[];
  readonly measures: readonly SheetMeasure[];
  readonly factors: readonly SheetFactor[];
};
