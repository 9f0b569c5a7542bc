/** The part of the storage port that keeps harm tests: who asked for what, and what was decided. */
import type { Instant, Json } from "@vallgrav/kernel";

/** A request for release as kept; the body is the govern room's. */
export type ReleaseRecord = {
  readonly id: string;
  /** The authority that decides; null: the municipality as a whole. */
  readonly unit: string | null;
  readonly askedAt: Instant;
  readonly body: Json;
  /** Counted up at each change, from 1. */
  readonly version: number;
};

/** Requests for release. Bodies are sealed; nothing is disposed of. */
export type ReleaseStore = {
  /**
   * Keeps a record as `version` 1 where none is expected (0), else over the version named.
   * Returns the new version.
   * @throws {StoreConflict}
   */
  save(record: Omit<ReleaseRecord, "version">, expectedVersion: number): Promise<number>;
  /** Those asked latest first, at most so many. */
  list(most: number): Promise<readonly ReleaseRecord[]>;
  find(id: string): Promise<ReleaseRecord | null>;
  /** Takes back one that could not be audited. */
  remove(id: string): Promise<void>;
};
