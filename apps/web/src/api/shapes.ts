/** Answers of the server that have no name in the platform's door yet. Types only. */
import type { AssetKind, Standing, Text } from "@vallgrav/kernel";
import type { MeasureArea, MeasureSource, PlanReport } from "@vallgrav/platform/api";

/** A measure of the catalogue. */
export type Measure = {
  readonly id: string;
  readonly name: Text;
  readonly text: Text;
  /** What it is about; null for one of the municipality's own. */
  readonly area: MeasureArea | null;
  readonly costSek: number;
  /** Of that: what it costs every year. */
  readonly yearlySek: number;
  readonly hours: number;
  /** The same hours by who has to find them. */
  readonly hoursByRole: PlanReport["hoursByRole"];
  /** Months from the start until it has its effect. */
  readonly leadMonths: number;
  /** Ids of measures that it does not work without, and of those it cannot stand beside. */
  readonly requires: readonly string[];
  readonly excludes: readonly string[];
  readonly source: MeasureSource;
  /** Whether plans choose from it. */
  readonly isPlanned: boolean;
};

/** A property on which sources disagree; the ruling value stands first. */
export type Contradiction = {
  readonly asset: { readonly id: string; readonly kind: AssetKind; readonly name: string };
  readonly property: string;
  readonly values: readonly {
    readonly value: string | number | boolean | readonly string[];
    readonly standing: Standing;
    readonly evidence: string;
    readonly validFrom: string;
  }[];
};
