/** What the identify room offers: files in, the state of what is known out. */
import type { Model } from "@vallgrav/facts";
import type { Instant, Problem, Standing, Value } from "@vallgrav/kernel";
import type { TableMapping } from "@vallgrav/readers";
import type { ImportReport, Job, QuestionView, Status } from "../api/index.ts";

/** A file to import, lying on disk. */
export type ImportFile = {
  readonly path: string;
  /** Name as the user knows it. */
  readonly name: string;
  /**
   * When the file was last changed, for sources that do not say when they were made; null if
   * unknown.
   */
  readonly modifiedAt: Instant | null;
  /** Whether the file is ours to delete once it has been read. */
  readonly temporary: boolean;
  /** What its columns mean, where it is a table whose headings alone do not tell. */
  readonly mapping?: TableMapping;
};

/** What the sources disagree about, one property of one asset. */
export type ContradictionView = {
  readonly asset: { readonly id: string; readonly kind: string; readonly name: string };
  readonly property: string;
  readonly values: readonly {
    readonly value: Value;
    readonly standing: Standing;
    readonly evidence: string;
    readonly validFrom: string;
  }[];
};

/** The model as of its newest fact, with what identifies it. */
export type CurrentModel = {
  readonly model: Model;
  /** Hash of the facts; equal facts give equal hashes, whatever the order of imports. */
  readonly hash: string;
  /** The date evidence is aged to: the newest fact's own. */
  readonly asOf: Instant;
};

export type Identify = {
  /** Queues an import; whole or not at all. */
  readonly importFiles: (files: readonly ImportFile[], by: string) => Promise<Job>;
  /** The report of a finished import, or null. */
  readonly report: (jobId: string) => Promise<ImportReport | null>;
  readonly status: () => Promise<Status>;
  readonly contradictions: () => Promise<readonly ContradictionView[]>;
  /** The twelve questions with the answers that rule. */
  readonly questions: () => Promise<readonly QuestionView[]>;
  /** The model of everything published; null while there is nothing. */
  readonly current: () => Promise<CurrentModel | null>;
};

type None = Readonly<Record<string, never>>;

/** Problems an import can have beside those of readers and archives. */
export type IdentifyProblem =
  | Problem<"identify/nothing-read", None>
  | Problem<"identify/too-much", { readonly found: number; readonly limit: number }>
  | Problem<"identify/unknown-format", None>;
