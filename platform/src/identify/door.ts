/** What the identify room offers: files in, the state of what is known out. */
import type { AssetKind, EvidenceId, ListWord, Problem, Subject } from "@vallgrav/kernel";
import type {
  AssetsFound,
  AssetView,
  ContradictionView,
  CoverageView,
  IdentityPairs,
  ImportReport,
  ImportView,
  Job,
  Neighbours,
  MapView,
  QuestionView,
  Status,
  TablesView,
} from "../api/index.ts";
import type { AssetsAsked, NeighboursAsked } from "./asset-index.ts";
import type { ImportFile } from "./import-file.ts";
import type { CurrentModel } from "./current-model.ts";
import type { UnseenAsked } from "./source-coverage.ts";
import type { KnownMapping } from "./mappings.ts";
import type { PairsAsked } from "./pairs.ts";
import type { OtherKind } from "./unknown-file.ts";

/** That two things are the same, or not; null takes back what was said. */
export type SamenessWord = {
  readonly left: Subject;
  readonly right: Subject;
  readonly holds: boolean | null;
};

/** Whose word to take on a property of an asset; null takes the choice back. */
export type TrustWord = {
  readonly asset: string;
  readonly property: string;
  readonly source: string | null;
};

/** The evidence that a word became, or why it was not taken. */
export type Judged =
  | { readonly ok: true; readonly evidence: EvidenceId }
  | { readonly ok: false; readonly problem: IdentifyProblem };

export type Identify = {
  /** Queues an import; whole or not at all. */
  readonly importFiles: (files: readonly ImportFile[], by: string) => Promise<Job>;
  /**
   * Queues the withdrawal of an import, as if its files had never been read; null where there is no
   * such import.
   */
  readonly withdraw: (importId: string, by: string) => Promise<Job | null>;
  /** The report of a finished import, or null. */
  readonly report: (jobId: string) => Promise<ImportReport | null>;
  /** The same with what has come of it: lists beside others, and what counts as gone. */
  readonly outcome: (jobId: string) => Promise<ImportView | null>;
  /** Takes a person's word on whether a list is the next edition of another; visible at once. */
  readonly sayList: (word: ListWord, by: string) => Promise<Judged>;
  readonly status: () => Promise<Status>;
  /** What nobody has settled, or what somebody has. */
  readonly contradictions: (state?: "open" | "settled") => Promise<readonly ContradictionView[]>;
  /** A page of pairs that may be the same, or of those that somebody judged. */
  readonly pairs: (asked: PairsAsked) => Promise<IdentityPairs>;
  /** A page of things by name, accents folded; everything where no text is given. */
  readonly find: (asked: AssetsAsked) => Promise<AssetsFound>;
  /** All that is known of one thing; null where there is none. `sees` counts one's own alone. */
  readonly asset: (id: string, sees?: (asset: string) => boolean) => Promise<AssetView | null>;
  /** What each source sees of a kind of thing, and what it misses. */
  readonly coverage: (kind: AssetKind) => Promise<CoverageView>;
  /** A page of what a source misses of a kind that others list. */
  readonly unseen: (asked: UnseenAsked) => Promise<AssetsFound>;
  /** A page of what is one or two steps away. */
  readonly neighbours: (asked: NeighboursAsked) => Promise<Neighbours>;
  /** The subject by which an asset is best pointed at, as a source names it; null for none. */
  readonly subjectOf: (asset: string) => Promise<Subject | null>;
  /** Takes a person's word on who is the same; visible at once. */
  readonly judge: (word: SamenessWord, by: string) => Promise<Judged>;
  /** Takes a person's word on whom to believe; visible at once. */
  readonly trust: (word: TrustWord, by: string) => Promise<Judged>;
  /** The municipality with one folder open; see `MapView`. Empty while nothing is known. */
  readonly map: (open: string) => Promise<MapView>;
  /** What people said that columns mean, oldest first. */
  readonly mappings: () => Promise<readonly KnownMapping[]>;
  /** Forgets one by its id; false where there is none. Files read by it stay as they were read. */
  readonly forgetMapping: (id: string) => Promise<boolean>;
  /** Puts back one that was forgotten; it counts as the newest. */
  readonly restoreMapping: (known: KnownMapping) => Promise<void>;
  /** What somebody sees of a file who is to say what its columns mean. Nothing of it is kept. */
  readonly lookAtTables: (file: Pick<ImportFile, "name" | "path">) => Promise<TablesView>;
  /** The twelve questions with the answers that rule. */
  readonly questions: () => Promise<readonly QuestionView[]>;
  /** The model of everything published; null while there is nothing. */
  readonly current: () => Promise<CurrentModel | null>;
};

type None = Readonly<Record<string, never>>;

/** A list beside another: how many things each has, and how many both have. */
type Beside = {
  readonly other: string;
  readonly both: number;
  readonly things: number;
  readonly otherThings: number;
};

/** Problems an import can have beside those of readers and archives. */
export type IdentifyProblem =
  | Problem<"identify/nothing-read", None>
  /** A list replaces the one it is the next edition of, or stands beside it. */
  | Problem<"identify/next-list", Beside>
  | Problem<"identify/own-list", Beside>
  /** Things that two lists have under one number and different names. */
  | Problem<"identify/same-numbers", { readonly other: string; readonly count: number }>
  /** Things that count as gone by an import: how many, the first names, and how many more. */
  | Problem<
      "identify/gone",
      {
        readonly kind: AssetKind;
        readonly count: number;
        readonly names: string;
        readonly more: number;
      }
    >
  /** Accounts whose number no register of the same import has. */
  | Problem<"identify/numbers-alone", { readonly count: number }>
  | Problem<"identify/too-much", { readonly found: number; readonly limit: number }>
  /** A table was read by what somebody once said that its columns mean. */
  | Problem<"identify/remembered-mapping", { readonly by: string; readonly day: string }>
  | Problem<"identify/unknown-format", None>
  /** A file that by its bytes is no list at all. */
  | Problem<"identify/other-kind", { readonly kind: OtherKind }>
  /** Two things of different kinds, or a thing and itself. */
  | Problem<"identify/not-a-pair", None>
  /** A thing, a property or a source that the model does not have. */
  | Problem<"identify/unknown-thing", None>
  | Problem<"identify/no-such-import", None>
  | Problem<"identify/no-such-mapping", None>
  /** The thread that reads met its ceiling of memory, in bytes. */
  | Problem<"identify/out-of-memory", { readonly limit: number }>
  /** The thread that reads gave no sign of itself for so long. */
  | Problem<"identify/too-slow", { readonly seconds: number }>;
