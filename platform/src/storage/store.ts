/**
 * The storage port: everything Vallgrav keeps, by typed asynchronous methods. SQLite and PostgreSQL
 * stand behind it and pass one contract (SPEC.md, ST rules). Lists come in byte order of their keys
 * or in the order stated; every method may throw {@link StoreError}.
 */
import type { AssetKind, Evidence, EvidenceId, Instant, Json } from "@vallgrav/kernel";
import type { Observation, ObservationId } from "@vallgrav/kernel";
import type { Job } from "../api/index.ts";
import type {
  AccountStore,
  FactorStore,
  IdentityStore,
  PasskeyStore,
  SessionStore,
  TokenStore,
  UnitStore,
} from "./account-port.ts";
import type { DomainCheckStore } from "./check-port.ts";
import type { ReleaseStore } from "./release-port.ts";
import type { WatchStore } from "./watch-port.ts";

export type * from "./account-port.ts";
export type * from "./check-port.ts";
export type * from "./release-port.ts";
export type * from "./watch-port.ts";

/** Everything one organisation keeps. */
export type Store = {
  readonly kind: "sqlite" | "postgres";
  readonly imports: ImportStore;
  readonly evidence: EvidenceStore;
  readonly runs: RunStore;
  readonly settings: SettingStore;
  readonly jobs: JobStore;
  readonly units: UnitStore;
  readonly accounts: AccountStore;
  readonly factors: FactorStore;
  readonly passkeys: PasskeyStore;
  readonly identities: IdentityStore;
  readonly tokens: TokenStore;
  readonly sessions: SessionStore;
  readonly repeats: RepeatStore;
  readonly deliveries: DeliveryStore;
  readonly domainChecks: DomainCheckStore;
  readonly releases: ReleaseStore;
  readonly audit: AuditStore;
  readonly watch: WatchStore;
  /** Looks for damage; empty for a sound database. Reads everything: seconds per gigabyte. */
  check(): Promise<readonly string[]>;
  /**
   * Copies the whole SQLite database to a new file while work goes on.
   * @throws {StoreError} `storage/backup-refused` when the file exists, and on PostgreSQL always
   */
  backup(file: string): Promise<void>;
  /** Disposes of what is older than the limits; with `onlyCount` it only counts. */
  dispose(limits: DisposalLimits, onlyCount: boolean): Promise<Disposed>;
  /** Seals anew by the first key, in short transactions; returns how many values. */
  reseal(): Promise<number>;
  /** Reads every table as it was at one moment, while work goes on. */
  snapshot<T>(work: (tables: TableReader) => Promise<T>): Promise<T>;
  /**
   * Fills an empty store, all or nothing.
   * @throws {StoreError} `storage/not-empty`, `storage/backup-damaged`
   */
  fill(work: (tables: TableWriter) => Promise<void>): Promise<void>;
  /** Waits for writes under way and closes; every later call throws `storage/unavailable`. */
  close(): Promise<void>;
};

/** Until when each kind of thing is kept: what is older goes. */
export type DisposalLimits = {
  /** Raw files whose own `keepUntil` has passed at this instant. */
  readonly now: Instant;
  readonly jobsEndedBefore: Instant;
  readonly sessionsCreatedBefore: Instant;
  readonly sessionsSeenBefore: Instant;
  readonly detailsBefore: Instant;
};

/** How many of each kind went, or would go. */
export type Disposed = {
  readonly rawFiles: number;
  readonly jobs: number;
  readonly sessions: number;
  readonly auditDetails: number;
};

/** A row in the open form: column → value; rows are pointed at by names, not by numbers. */
export type OpenRow = Readonly<Record<string, string | number | null>>;

/** All tables at one moment, in the open form; their order does not depend on the database. */
export type TableReader = {
  /** Names of the tables, in the order in which they must be filled. */
  readonly names: readonly string[];
  /** Rows of a table, opened where they were sealed. */
  rows(name: string): AsyncIterable<OpenRow>;
  /** Ids of evidence whose raw bytes are kept, sorted, and those bytes. */
  rawIds(): Promise<readonly EvidenceId[]>;
  raw(id: EvidenceId): Promise<Uint8Array>;
};

/** Takes rows in the open form, table by table in the order of the names. */
export type TableWriter = {
  add(name: string, rows: readonly OpenRow[]): Promise<void>;
  addRaw(id: EvidenceId, bytes: Uint8Array): Promise<void>;
};

/**
 * Imports are staged in short transactions and become visible by one commit. What is not published
 * is seen by nobody and is removed by `discard`, by a new `begin`, or when the store is opened.
 */
export type ImportStore = {
  /**
   * Opens an import; what an earlier attempt staged under the same id is removed.
   * @throws {StoreError} `storage/import-published` when it was published before
   */
  begin(importId: string, at: Instant): Promise<void>;
  /**
   * Stages a piece of evidence and its raw bytes (null: none are kept). `already` when it is
   * visible from before or was staged in this import: then its observations need not be read.
   * @throws {StoreError} `storage/wrong-hash`, `storage/import-not-open`
   */
  stageEvidence(
    importId: string,
    evidence: Evidence,
    raw: Uint8Array | null,
  ): Promise<"staged" | "already">;
  /**
   * Stages observations of evidence staged in this import, any number, in transactions of at most
   * 5 000; the same id twice is kept once, and those of evidence visible from before are skipped.
   * @throws {StoreError} `storage/unknown-evidence`, `storage/import-not-open`
   */
  stageObservations(importId: string, observations: readonly Observation[]): Promise<void>;
  /** Makes the import visible by one commit, with its report. @throws `storage/import-not-open` */
  publish(importId: string, report: Json, at: Instant): Promise<void>;
  /** Removes an unpublished import; nothing happens when there is none. */
  discard(importId: string): Promise<void>;
  /** The report of a published import, or null when there is none. */
  loadReport(importId: string): Promise<Json | null>;
  /** Published imports, oldest first; what was withdrawn is none of them. */
  list(): Promise<readonly PublishedImport[]>;
  /**
   * Makes a published import as if it had never been: one commit, and its evidence is seen no more.
   * Its rows and raw bytes go at the next disposal. What is `passed` stays, under another import.
   * @returns false when no such import is published
   */
  withdraw(
    importId: string,
    given: { readonly at: Instant; readonly passed: readonly PassedEvidence[] },
  ): Promise<boolean>;
};

/** A published import. */
export type PublishedImport = { readonly id: string; readonly publishedAt: Instant };

/** Evidence of a withdrawn import that another one brought as well. */
export type PassedEvidence = {
  readonly evidence: EvidenceId;
  readonly to: string;
  /** How many statements it makes by itself; those beyond go. Null: all stay. */
  readonly own: number | null;
};

/** Evidence as kept. */
export type EvidenceEntry = {
  readonly evidence: Evidence;
  readonly importId: string;
  readonly observations: number;
  /** Whether the raw bytes are still kept. */
  readonly hasRaw: boolean;
};

/** Which observations to read; what is left out does not restrict. */
export type ObservationFilter = {
  readonly evidence?: readonly EvidenceId[];
  readonly kind?: AssetKind;
  /** Name of the property or kind of the relation; `present`, `absent`, `same-as`, `trust`. */
  readonly about?: string;
  /** False: where in its evidence each stands is left empty, for who does not ask. */
  readonly hasPlaces?: boolean;
};

/** Published evidence and observations. */
export type EvidenceStore = {
  /** All evidence, oldest received first, then by id. */
  list(): Promise<readonly EvidenceEntry[]>;
  /** Those of the ids that exist, by id; any number of ids. */
  load(ids: readonly EvidenceId[]): Promise<readonly EvidenceEntry[]>;
  /** The raw bytes; null when none were kept, they were disposed of, or the id is unknown. */
  loadRaw(id: EvidenceId): Promise<Uint8Array | null>;
  /**
   * Observations in batches of at most 5 000, by evidence id, then by ordinal. What was visible at
   * the start is read to its end, whatever is published meanwhile.
   */
  observations(filter?: ObservationFilter): AsyncIterable<readonly Observation[]>;
  /** Those of the ids that exist, by evidence id and ordinal; any number of ids. */
  loadObservations(ids: readonly ObservationId[]): Promise<readonly Observation[]>;
  /** Removes raw bytes whose `keepUntil` has passed; returns from how many pieces of evidence. */
  disposeRaw(now: Instant): Promise<number>;
  /** How often an import was published or withdrawn: another number whenever facts are others. */
  revision(): Promise<number>;
};

/** A computation: what it was computed from and what came out, as text, byte for byte. */
export type Run = {
  readonly id: string;
  readonly kind: string;
  readonly identity: Json;
  readonly result: string;
  readonly at: Instant;
};

/** Computations; equal id means equal bytes, so the first saved stays. */
export type RunStore = {
  save(run: Run): Promise<void>;
  load(id: string): Promise<Run | null>;
  /** Without results, newest first. */
  list(kind?: string): Promise<readonly Omit<Run, "result">[]>;
};

/** A setting and the version to name when saving it again. */
export type Setting = { readonly value: Json; readonly version: number };

/** Settings with optimistic locking. */
export type SettingStore = {
  load(key: string): Promise<Setting | null>;
  /**
   * Saves if the version is still the expected one (0: there is none yet); returns the new version.
   * @throws {StoreConflict}
   */
  save(key: string, value: Json, expectedVersion: number): Promise<number>;
};

/** A request under a key of its sender's, so that it is not carried out twice. */
export type RepeatRecord = {
  /** Hash of who asks, what for, and the key. */
  readonly key: string;
  /** Hash of what was asked. */
  readonly print: string;
  readonly at: Instant;
  /** Null: it was begun, and there is no answer yet. */
  readonly status: number | null;
  readonly body: string | null;
};

/** Requests that are not to be carried out twice. Bodies are sealed. */
export type RepeatStore = {
  /** Null where it is the first; else what stands there. What is older than a moment goes first. */
  begin(
    request: Pick<RepeatRecord, "key" | "print" | "at">,
    olderThan: Instant,
  ): Promise<RepeatRecord | null>;
  finish(key: string, status: number, body: string | null): Promise<void>;
  drop(key: string): Promise<void>;
};

/** One thing that a webhook is told, or was. */
export type DeliveryRecord = {
  readonly id: string;
  readonly hook: string;
  readonly event: string;
  readonly body: string;
  readonly at: Instant;
  readonly attempts: number;
  /** Null: it is over. */
  readonly nextAt: Instant | null;
  readonly state: "waiting" | "done" | "given-up";
  readonly last: string;
};

/** What webhooks are told. */
export type DeliveryStore = {
  /** Adds some, and removes those that were over before a moment. */
  add(records: readonly DeliveryRecord[], endedBefore: Instant): Promise<void>;
  /** Those whose time has come, the oldest first. */
  due(now: Instant, most: number): Promise<readonly DeliveryRecord[]>;
  update(
    record: Pick<DeliveryRecord, "id" | "attempts" | "nextAt" | "state" | "last">,
  ): Promise<void>;
  /** The newest first. */
  list(most: number): Promise<readonly DeliveryRecord[]>;
};

/** A job as kept: what the API shows and what the worker needs. */
export type JobRecord = Job & {
  readonly key: string | null;
  readonly payload: Json;
  readonly checkpoint: Json | null;
  readonly result: Json | null;
  readonly owner: string | null;
  readonly leaseUntil: Instant | null;
  readonly cancelRequested: boolean;
};

/** What a new job needs. */
export type NewJob = Pick<JobRecord, "id" | "kind" | "key" | "title" | "payload"> & {
  readonly createdAt: Instant;
};

/** What a worker may change in a job it holds. */
export type JobChange = Partial<
  Pick<
    JobRecord,
    | "state"
    | "done"
    | "total"
    | "counts"
    | "problems"
    | "attempt"
    | "checkpoint"
    | "result"
    | "owner"
    | "leaseUntil"
    | "endedAt"
  >
>;

/** Who claims, and until when the claim holds without renewal. */
export type JobClaim = {
  readonly owner: string;
  readonly now: Instant;
  readonly leaseUntil: Instant;
  /** Take a running job even if its lease holds: at the start of the only worker. */
  readonly takeOver: boolean;
  /** Kinds of which a waiting job goes before all others; none unless said. */
  readonly first?: readonly JobRecord["kind"][];
};

/** Jobs; at most one is running at any time, on any number of machines. */
export type JobStore = {
  /** Adds a waiting job, or returns the waiting or running one of the same kind and key. */
  add(job: NewJob): Promise<JobRecord>;
  /** The job to run next, now running, one more attempt; null when there is none or one runs. */
  claim(claim: JobClaim): Promise<JobRecord | null>;
  /** Changes a running job that `owner` still holds; false when it does not hold it any more. */
  save(id: string, owner: string, change: JobChange): Promise<boolean>;
  /** A waiting job becomes cancelled, a running one is asked to; null when the id is unknown. */
  cancel(id: string, now: Instant): Promise<JobRecord | null>;
  /** Whether a job of one of these kinds waits. */
  isWaiting(kinds: readonly JobRecord["kind"][]): Promise<boolean>;
  load(id: string): Promise<JobRecord | null>;
  /** The newest `limit` jobs, newest first. */
  list(limit: number): Promise<readonly JobRecord[]>;
  /** Drops ended jobs of a kind and key, but for the newest `keep`: those that come round often. */
  dropEnded(kind: JobRecord["kind"], key: string, keep: number): Promise<void>;
};

/** A link of the audit chain as kept. */
export type AuditRow = {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  readonly at: Instant;
  /** Who and what, to search by; they stand in the entry too. */
  readonly actor: string;
  readonly action: string;
  /** Canonical JSON of what the hash covers. */
  readonly entry: string;
  /** Salted detail as canonical JSON; null once disposed of or when there was none. */
  readonly detail: string | null;
  readonly hash: string;
};

/** Last link: how many entries, and the hash of the last (empty at the start). */
export type AuditHead = {
  readonly entries: number;
  readonly hash: string;
  /** Edge of the Merkle tree over the entries, hexadecimal, largest subtree first. */
  readonly edge: readonly string[];
};

/** Which audit rows to find; what is left out does not restrict. */
export type AuditFilter = {
  /** Ids of actors, any of them. */
  readonly actors?: readonly string[];
  /** Beginning of the action: `plan/` finds all of plans. */
  readonly action?: string;
  /** From this instant on, and up to but not including that one. */
  readonly from?: Instant;
  readonly until?: Instant;
  /** Only rows with a number below. */
  readonly before?: number;
};

/** The audit log. */
export type AuditStore = {
  /** Makes the next row and head from the last head and appends it, alone of all writers. */
  append(
    make: (head: AuditHead) => { readonly row: AuditRow; readonly head: AuditHead },
  ): Promise<AuditHead>;
  head(): Promise<AuditHead>;
  /** Rows from a number on, by number. */
  rows(fromSeq: number, limit: number): Promise<readonly AuditRow[]>;
  /** Rows that fit, newest first. */
  find(filter: AuditFilter, limit: number): Promise<readonly AuditRow[]>;
  /** Erases details older than an instant, keeping the chain; returns how many. */
  disposeDetails(before: Instant): Promise<number>;
};
