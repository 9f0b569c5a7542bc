/** Answers of the server that have no name in the platform's door yet. Types only. */
import type { AssetKind, Standing, Text } from "@vallgrav/kernel";
import type { MeasureSource } from "@vallgrav/platform/api";

/** A measure of the catalogue. */
export type Measure = {
  readonly id: string;
  readonly name: Text;
  readonly text: Text;
  readonly costSek: number;
  readonly hours: number;
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
