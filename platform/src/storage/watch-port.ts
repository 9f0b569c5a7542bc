/** The part of the storage port that keeps the watch: sources of logs, its position, alerts. */
import type { Instant } from "@vallgrav/kernel";
import type { AlertBody, AlertLevel, AlertState, WatchCounts, WatchKind } from "../api/index.ts";

/** A source of logs as kept. */
export type WatchSourceRecord = {
  readonly id: string;
  readonly name: string;
  readonly kind: WatchKind;
  /** Hash of the token it shows; null where it is known by its address or certificate. */
  readonly tokenHash: string | null;
  /** Minutes without a line after which silence is an alert; null: never. */
  readonly silentAfterMinutes: number | null;
  readonly createdAt: Instant;
  /** When it was ended: its token lets nobody in any more. */
  readonly endedAt: Instant | null;
  /** When its newest line was received. */
  readonly lastAt: Instant | null;
  readonly counts: WatchCounts;
};

/** An alert as kept. */
export type AlertRecord = {
  readonly id: string;
  /** Rule and subject: hits of one key join one alert while it is open. */
  readonly key: string;
  readonly rule: string;
  readonly title: string;
  readonly level: AlertLevel;
  readonly techniques: readonly string[];
  readonly state: AlertState;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly receivedAt: Instant;
  readonly count: number;
  /** Whom it is about, and the first events; sealed where it lies. */
  readonly body: AlertBody;
  readonly note: string;
  readonly changedBy: string | null;
  readonly changedAt: Instant | null;
};

/** A matched event on its way into an alert. */
export type AlertHit = Pick<AlertRecord, "key" | "rule" | "title" | "level" | "techniques"> & {
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly subject: AlertBody["subject"];
  /** Whom it is about besides. */
  readonly others?: readonly AlertBody["subject"][];
  readonly description: string;
  readonly falsePositives: readonly string[];
  readonly event: AlertBody["events"][number];
};

/** What a stretch of received lines came to; all of it becomes visible by one commit. */
export type WatchCommit = {
  /** The position before, which must be the kept one, and after. */
  readonly from: number;
  readonly next: number;
  /** By source: what is added to its counts, and when its newest line came. */
  readonly sources: readonly {
    readonly id: string;
    readonly counts: Partial<WatchCounts>;
    readonly lastAt: Instant | null;
  }[];
  readonly hits: readonly AlertHit[];
};

/** Makes an alert of hits of one key, or adds them to the open one of that key. */
export type MergeHits = (
  before: AlertRecord | null,
  hits: readonly [AlertHit, ...AlertHit[]],
) => AlertRecord;

/** Which alerts to find; what is left out does not restrict. */
export type AlertFilter = {
  readonly states?: readonly AlertState[];
  readonly rule?: string;
};

/** What silences a rule in part, or wholly, for a time. */
export type TuningRecord = {
  readonly id: string;
  readonly rule: string;
  /** Only events whose field has this value, letter case aside; null: every event. */
  readonly field: string | null;
  readonly value: string | null;
  readonly reason: string;
  readonly owner: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
};

/** The watch. */
export type WatchStore = {
  /** Number of the first received line that is not in the alerts yet; 1 at the start. */
  position(): Promise<number>;
  /**
   * Counts, alerts and position in one commit.
   * @throws {StoreConflict} when the position is another: somebody else has gone on
   */
  commit(commit: WatchCommit, merge: MergeHits): Promise<void>;
  /** Adds to counts of what never became a line with a number. */
  addCounts(sources: WatchCommit["sources"]): Promise<void>;
  /** Adds hits that are of no line, each once: one with a key that an alert has is left out. */
  addOnce(hits: readonly AlertHit[], merge: MergeHits): Promise<number>;
  /**
   * Adds hits that are of no line, one alert a key, or puts what the merge makes of its newest
   * alert in that one's place. Those that stay as they were are in neither number.
   */
  addOrRenew(
    hits: readonly AlertHit[],
    merge: MergeHits,
  ): Promise<{ readonly added: number; readonly renewed: number }>;
  /** All, oldest first. */
  sources(): Promise<readonly WatchSourceRecord[]>;
  /** Adds one, unless its name is taken by another that has not ended. */
  addSource(source: WatchSourceRecord): Promise<boolean>;
  /** False where there is none that has not ended. */
  endSource(id: string, at: Instant): Promise<boolean>;
  /** Removes one that was just added, if nothing came of it. */
  removeSource(id: string): Promise<void>;
  /** Alerts that fit, the newest first. */
  alerts(filter: AlertFilter, limit: number): Promise<readonly AlertRecord[]>;
  alert(id: string): Promise<AlertRecord | null>;
  /** False where there is none of that id. */
  setState(
    id: string,
    change: Pick<AlertRecord, "state" | "note" | "changedBy" | "changedAt">,
  ): Promise<boolean>;
  /** All, oldest first, over or not. */
  tunings(): Promise<readonly TuningRecord[]>;
  addTuning(tuning: TuningRecord): Promise<void>;
  removeTuning(id: string): Promise<boolean>;
};
