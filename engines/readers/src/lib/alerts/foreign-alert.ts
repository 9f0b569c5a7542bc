/** An alert that somebody else's product has raised, in one form whatever it was handed over as. */
import type { ReadersProblem } from "../reading.ts";

/** How grave the other product holds it, by Sigma's words. */
export type ForeignLevel = "informational" | "low" | "medium" | "high" | "critical";

/** One alert of another product. Texts are without personal identity numbers. */
export type ForeignAlert = {
  /** Name of the product, as it names itself; empty where nothing says it. */
  readonly product: string;
  /** Id in that product; empty where it has none. */
  readonly id: string;
  /** Id of the incident it belongs to; empty where there is none. */
  readonly incident: string;
  /** What found it: id of a detector or name of a rule; empty where nothing says it. */
  readonly detector: string;
  readonly title: string;
  readonly description: string;
  readonly level: ForeignLevel;
  /** ATT&CK techniques: `T1059.001`. */
  readonly techniques: readonly string[];
  /** State that it has there, in that product's word. */
  readonly status: string;
  /** Whether it is over and done with there. */
  readonly isClosed: boolean;
  /** Milliseconds since 1970 UTC; null where nothing says it. */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly hosts: readonly string[];
  readonly accounts: readonly string[];
  readonly addresses: readonly string[];
  /** What else is worth seeing, by name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where in the file it stands. */
  readonly place: string;
};

/** How a file hands over alerts. */
export type AlertForm = "defender" | "generic-csv" | "generic-json" | "graph" | "mail" | "sentinel";

/** What a file of alerts came to. */
export type AlertReading =
  | {
      readonly ok: true;
      /** Forms of its alerts, each once, sorted. */
      readonly forms: readonly AlertForm[];
      readonly alerts: readonly ForeignAlert[];
      /** Entries without a title, which are no alerts. */
      readonly skipped: number;
      readonly problems: readonly ReadersProblem[];
    }
  | { readonly ok: false; readonly problems: readonly ReadersProblem[] };

/** Ceilings of one file of alerts. */
export const alertFileLimits = {
  bytes: 33_554_432,
  alerts: 20_000,
  /** Things named by one alert, of each kind; pieces of evidence looked at; fields kept. */
  named: 20,
  evidence: 500,
  fields: 40,
  /** UTF-16 code units of a title, and of any other text. */
  title: 300,
  text: 4_000,
} as const;
