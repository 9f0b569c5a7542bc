/** What goes into a reader, what comes out, and everything that can be wrong with an input. */
import type {
  EvidenceId,
  Instant,
  ListWord,
  Observation,
  Problem,
  Scope,
  Subject,
} from "@vallgrav/kernel";
import type { CollectionPart, GapReason } from "./directory/collection-parts.ts";
import type { EntraPart } from "./entra/entra-parts.ts";
import type { DescriptorFault } from "./directory/security-descriptor.ts";
import type { Expected } from "./expected.ts";
import type { TableProblem } from "./table/table-problem.ts";

/** Names of the readers of this engine. */
export type ReaderId =
  | "cyclonedx"
  | "ad-collection"
  | "answers"
  | "defender"
  | "dpkg"
  | "account-list"
  | "azurehound"
  | "backup-list"
  | "computer-list"
  | "configuration-manager"
  | "consultant-register"
  | "entra"
  | "filter-rules"
  | "fortigate"
  | "hyperv"
  | "intune"
  | "lansweeper"
  | "entra-collection"
  | "lynis"
  | "nessus"
  | "nmap"
  | "opengraph"
  | "openvas"
  | "osquery"
  | "people-register"
  | "pingcastle"
  | "policy-preferences"
  | "rpm"
  | "sharphound"
  | "spdx"
  | "statements"
  | "system-register"
  | "testssl"
  | "windows-software"
  | "rvtools"
  | "school-register"
  | "snow"
  | "sundsvall-register"
  | "supplier-register"
  | "veeam"
  | "vsphere"
  | "zone-list";

/** A reader and its version; the version rises when the same bytes give other observations. */
export type Reader = { readonly id: ReaderId; readonly version: number };

/** The version of every reader. */
export const readers: Readonly<Record<ReaderId, Reader>> = {
  cyclonedx: { id: "cyclonedx", version: 1 },
  "ad-collection": { id: "ad-collection", version: 2 },
  answers: { id: "answers", version: 1 },
  defender: { id: "defender", version: 1 },
  dpkg: { id: "dpkg", version: 1 },
  "account-list": { id: "account-list", version: 1 },
  azurehound: { id: "azurehound", version: 1 },
  "backup-list": { id: "backup-list", version: 1 },
  "computer-list": { id: "computer-list", version: 2 },
  "configuration-manager": { id: "configuration-manager", version: 2 },
  "consultant-register": { id: "consultant-register", version: 1 },
  entra: { id: "entra", version: 1 },
  "filter-rules": { id: "filter-rules", version: 1 },
  fortigate: { id: "fortigate", version: 1 },
  hyperv: { id: "hyperv", version: 2 },
  intune: { id: "intune", version: 2 },
  lansweeper: { id: "lansweeper", version: 2 },
  "entra-collection": { id: "entra-collection", version: 1 },
  lynis: { id: "lynis", version: 2 },
  nessus: { id: "nessus", version: 2 },
  nmap: { id: "nmap", version: 2 },
  opengraph: { id: "opengraph", version: 1 },
  openvas: { id: "openvas", version: 3 },
  osquery: { id: "osquery", version: 1 },
  "people-register": { id: "people-register", version: 1 },
  pingcastle: { id: "pingcastle", version: 2 },
  "policy-preferences": { id: "policy-preferences", version: 2 },
  rpm: { id: "rpm", version: 1 },
  sharphound: { id: "sharphound", version: 2 },
  spdx: { id: "spdx", version: 1 },
  statements: { id: "statements", version: 1 },
  testssl: { id: "testssl", version: 2 },
  "windows-software": { id: "windows-software", version: 1 },
  rvtools: { id: "rvtools", version: 2 },
  "school-register": { id: "school-register", version: 1 },
  snow: { id: "snow", version: 2 },
  "sundsvall-register": { id: "sundsvall-register", version: 1 },
  "supplier-register": { id: "supplier-register", version: 1 },
  "system-register": { id: "system-register", version: 2 },
  veeam: { id: "veeam", version: 1 },
  vsphere: { id: "vsphere", version: 2 },
  "zone-list": { id: "zone-list", version: 1 },
};

/** Kinds of table that are told apart by their headings. */
export type ShapeName =
  | "accounts"
  | "backups"
  | "computers"
  | "configuration-manager"
  | "consultants"
  | "entra-groups"
  | "entra-methods"
  | "entra-users"
  | "filter-rules"
  | "hyperv-machines"
  | "intune-devices"
  | "lansweeper"
  | "people"
  | "pupils"
  | "rvtools-hosts"
  | "rvtools-machines"
  | "snow"
  | "suppliers"
  | "systems"
  | "veeam-jobs"
  | "vsphere-machines"
  | "zones";

/**
 * Which column of a table means what. Given with a file it overrides what the headings would mean;
 * a reading returns what it understood, to be corrected, kept and given again.
 */
export type TableMapping = {
  readonly shape: ShapeName;
  /** Each heading, with the field it means; null for none. Compared without case and signs. */
  readonly fields: readonly { readonly heading: string; readonly field: string | null }[];
};

/**
 * A row about an account or a person, for `joinPeople`. Only in memory: a reading keeps these by
 * personal identity number and mail address in a map, which no JSON shows.
 */
export type PeopleRow = {
  readonly place: string;
  /** The account that the row is about. */
  readonly account: Subject | null;
  /** The person that the row is about. */
  readonly person: Subject | null;
  /** Which people the row's list is about: employees, consultants, elected, pupils. */
  readonly population: string | null;
};

/** A table that was read. */
export type ReadTable = {
  /** Name of the sheet; null where the file is one table. */
  readonly sheet: string | null;
  /** Rows below the headings, blank ones left out. */
  readonly rows: number;
  readonly mapping: TableMapping;
};

/**
 * Unpacks raw deflate data (RFC 1951): the bytes, or why there are none. Must stop at `most` bytes.
 */
export type Inflate = (packed: Uint8Array, most: number) => Uint8Array | "too-large" | "damaged";

/** Ceilings of one reading; beyond one of them nothing of the file is taken. */
export type ReaderLimits = {
  /** Most bytes of the file. */
  readonly bytes: number;
  /** Deepest nesting of JSON arrays and objects, and of XML elements. */
  readonly depth: number;
  /** Most objects of a JSON or XML file, most rows of a table. */
  readonly rows: number;
  /** Most cells of one row of a table, most attributes of one XML element. */
  readonly columns: number;
  /** Most cells of the tables of one file, those empty before the last of their row included. */
  readonly cells: number;
  /** Most bytes of the parts of a workbook when unpacked, and most characters of its cells. */
  readonly unpackedBytes: number;
  /** Most observations that one file may give. */
  readonly observations: number;
  /** Longest text inside the file, in UTF-16 code units; of XML longer ones are cut. */
  readonly stringLength: number;
  /** Most problems of the same code that are listed one by one; the rest are counted. */
  readonly problemsPerCode: number;
};

/** Ceilings that the export of a large municipality (100 000 accounts) stays below. */
export const defaultLimits: ReaderLimits = {
  bytes: 268_435_456,
  depth: 64,
  rows: 1_000_000,
  columns: 200,
  cells: 20_000_000,
  unpackedBytes: 134_217_728,
  observations: 4_000_000,
  stringLength: 65_536,
  problemsPerCode: 200,
};

/** A file to be read. */
export type ReaderInput = {
  /** Name as the user knows it, folders and archive included: `export.zip/20260301_users.json`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly evidence: EvidenceId;
  readonly receivedAt: Instant;
  /** Replaces single ceilings of {@link defaultLimits}. */
  readonly limits?: Partial<ReaderLimits>;
  /** What the columns of a table mean, where the headings alone do not tell. */
  readonly mapping?: TableMapping;
  /** Unpacks workbooks (XLSX); without it they are refused. */
  readonly inflate?: Inflate;
};

/** How many objects of one kind a file says that it holds, and how many were read. */
export type KindCount = {
  /** The source's own word: `users`, `groups`; `systems` in a register. */
  readonly kind: string;
  /** What the file's header says; null where it says nothing. */
  readonly declared: number | null;
  readonly read: number;
  /** One identifier per object read, in order, repeats included. */
  readonly ids: readonly string[];
};

/** Access rights that a file lists. */
export type RightsCount = {
  readonly read: number;
  /** One key per right read, in order; equal keys over several files are the same right. */
  readonly keys: readonly string[];
};

/** What a reader made of a file. */
export type Reading =
  | {
      readonly ok: true;
      readonly reader: Reader;
      /** When the source made the file; null where it does not say. */
      readonly producedAt: Instant | null;
      readonly scope: readonly Scope[];
      readonly observations: readonly Observation[];
      readonly counts: readonly KindCount[];
      readonly rights: RightsCount;
      /** Directory domains that the objects belong to, lower-case, sorted. */
      readonly domains: readonly string[];
      /** The tables that were read, with what their headings were taken to mean. */
      readonly tables?: readonly ReadTable[];
      /** Rows by personal identity number (ten digits) and mail address. Must not be stored. */
      readonly people?: ReadonlyMap<string, readonly PeopleRow[]>;
      /** What a person says of lists. */
      readonly lists?: readonly ListWord[];
      /** Warnings and notices, in order of the file. */
      readonly problems: readonly ReadersProblem[];
      /** Steps of work spent: bytes, characters and entries looked at; grows with the file. */
      readonly work: number;
    }
  | { readonly ok: false; readonly problems: readonly ReadersProblem[] };

/** What a field holds that must not be kept; the value itself is never told. */
export type SecretKind = "password" | "secret" | "personal-number";

/** What of XML is never followed: declarations of entities, and entities that are not XML's own. */
export type ForbiddenXml = "doctype" | "entity";

/**
 * Why something of a file is not read: its kind is unknown here, it is worked out from what else is
 * there, or somebody only assumed it.
 */
export type LeftOut = "assumed" | "derived" | "kind";

/** No arguments at all. */
type None = Readonly<Record<string, never>>;

/** Why an object of a directory export was left out. */
export type SkippedObject = "not-an-object" | "no-identifier" | "bad-identifier" | "no-check";

/** The encodings that a file can turn out to have. */
export type FoundEncoding = "utf-16le" | "utf-16be" | "windows-1252";

/** Everything that can be wrong with an input of this engine, with its arguments. */
export type ReadersProblem =
  | Problem<"readers/empty-file", None>
  | Problem<"readers/unrecognised", None>
  | Problem<"readers/no-alerts", None>
  | Problem<"readers/for-match", None>
  | Problem<"readers/truncated-config", None>
  | Problem<"readers/bad-config", None>
  | Problem<"readers/other-maker", { readonly maker: string }>
  | Problem<"readers/limit", { readonly limit: keyof ReaderLimits; readonly max: number }>
  | Problem<
      "readers/wrong-encoding",
      { readonly found: FoundEncoding; readonly wanted: "utf-8"; readonly remedy: "save-as-utf-8" }
    >
  | Problem<"readers/decoded-as", { readonly encoding: FoundEncoding }>
  | Problem<"readers/unknown-encoding", { readonly found: string }>
  | Problem<"readers/truncated-xml", { readonly line: number; readonly column: number }>
  | Problem<"readers/bad-xml", { readonly line: number; readonly column: number }>
  | Problem<"readers/forbidden-xml", { readonly what: ForbiddenXml }>
  | Problem<
      "readers/left-out",
      { readonly what: LeftOut; readonly name: string; readonly count: number }
    >
  | Problem<"readers/page-of-several", None>
  | Problem<"readers/unnamed", { readonly count: number }>
  | Problem<"readers/truncated-json", { readonly line: number; readonly column: number }>
  | Problem<"readers/bad-json", { readonly line: number; readonly column: number }>
  | Problem<"readers/other-kind", { readonly expected: string; readonly found: string }>
  | Problem<"readers/unsupported-version", { readonly found: string; readonly supported: number }>
  | Problem<
      "readers/count-differs",
      { readonly kind: string; readonly declared: number; readonly read: number }
    >
  | Problem<"readers/object-skipped", { readonly reason: SkippedObject }>
  | Problem<"readers/bad-value", { readonly field: string; readonly expected: Expected }>
  | Problem<
      "readers/partial-collection",
      { readonly part: CollectionPart | EntraPart; readonly reason: GapReason }
    >
  | Problem<"readers/no-disabled-users", None>
  | Problem<"readers/no-domain", None>
  | Problem<"readers/no-descriptor", { readonly count: number }>
  | Problem<"readers/bad-descriptor", { readonly fault: DescriptorFault }>
  | Problem<"readers/unknown-right", { readonly name: string; readonly count: number }>
  | Problem<"readers/secret-in-field", { readonly field: string; readonly what: SecretKind }>
  | Problem<"readers/more-of-the-same", { readonly code: string; readonly count: number }>
  | TableProblem;

/** The codes of {@link ReadersProblem}. */
export type ReadersCode = ReadersProblem["code"];

/** The arguments of one code. */
export type ArgsOf<Code extends ReadersCode> = Extract<
  ReadersProblem,
  { readonly code: Code }
>["args"];
