/** Registers of processing and clocks of incidents, per committee and company. Types only. */
import type { Text } from "@vallgrav/kernel";
import type { DutyId, ProcessingField } from "@vallgrav/knowledge";
import type { AuthorityKind } from "./people.ts";

/** A processing of personal data in a register (GDPR article 30). */
export type RegisterEntry = {
  readonly id: string;
  /** `given`: of Vallgrav itself; `edited`: that, changed; `own`: entered. */
  readonly origin: "given" | "edited" | "own";
  readonly fields: Readonly<Record<ProcessingField, Text>>;
  /** Why it does not concern this controller; null: it does. */
  readonly leftOut: string | null;
  /** Who changed it last, and when; null where nobody has. */
  readonly by: string | null;
  readonly at: string | null;
};

/** Where a duty stands in a case. */
export type DutyState = "open" | "late" | "reported" | "not-reportable";

/** A duty with its clock. */
export type DutyClock = {
  readonly duty: DutyId;
  readonly name: Text;
  readonly law: Text;
  readonly when: Text;
  readonly receiver: Text;
  /** Null: the law has no figure. */
  readonly dueAt: string | null;
  readonly state: DutyState;
  /** What was said of it: the reference of the report, or why there is none. */
  readonly note: string;
  readonly by: string | null;
  readonly at: string | null;
  /** Whether law, receiver and time were held against their primary source. */
  readonly isChecked: boolean;
};

/** Something that became known, and the clocks it started. */
export type ClockCase = {
  readonly id: string;
  readonly what: string;
  readonly knownAt: string;
  readonly by: string;
  readonly duties: readonly DutyClock[];
};

/** The register and the clocks of one controller. */
export type RegisterView = {
  readonly unit: {
    readonly id: string;
    readonly name: string;
    readonly authority: AuthorityKind | null;
    readonly also: readonly string[];
  };
  readonly entries: readonly RegisterEntry[];
  readonly cases: readonly ClockCase[];
};
