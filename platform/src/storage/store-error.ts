/** What goes wrong with the database itself: thrown, because no input of a user is to blame. */

/** Why the store could not do it. Codes are never renamed. */
export type StoreErrorCode =
  /** The database did not answer, was full, closed, broken or refused; see `cause`. */
  | "storage/unavailable"
  /** The database was written by a newer version of the program. */
  | "storage/newer-schema"
  /** A file of certificates that the address names cannot be read; see `cause`. */
  | "storage/needs-ca"
  /** Somebody else changed the setting since it was read. */
  | "storage/conflict"
  /** The import is not open: never begun, discarded, or already published. */
  | "storage/import-not-open"
  /** The import was published before and cannot begin again. */
  | "storage/import-published"
  /** Observations were staged for evidence this import has not staged. */
  | "storage/unknown-evidence"
  /** The raw bytes do not have the hash that the evidence is named by. */
  | "storage/wrong-hash"
  /** A key or name holds a NUL or half a surrogate pair, which PostgreSQL cannot keep. */
  | "storage/bad-text"
  /** The file to back up to exists, or this database is backed up by its own tools. */
  | "storage/backup-refused"
  /** The file to write exists already. */
  | "storage/file-exists"
  /** Something is sealed by a key that is not at hand. */
  | "storage/key-missing"
  /** Something sealed was changed, moved, or is damaged. */
  | "storage/seal-broken"
  /** A backup or export is not what its manifest says, or is none. */
  | "storage/backup-damaged"
  /** A file of advisories is none, or not what it was when it was written. */
  | "storage/advisories-damaged"
  /** The passphrase does not open the backup. */
  | "storage/wrong-passphrase"
  /** The store to restore or import into holds something already. */
  | "storage/not-empty";

/** A failure of the store, with the database's own error as `cause` where there is one. */
export class StoreError extends Error {
  override readonly name: string = "StoreError";
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The database knows a schema that this program does not; nothing was changed. */
export class SchemaNewer extends StoreError {
  override readonly name: string = "SchemaNewer";
  readonly found: number;
  readonly known: number;
  constructor(found: number, known: number) {
    super("storage/newer-schema");
    this.found = found;
    this.known = known;
  }
}

/** A setting was not saved: it has another version than the one expected. */
export class StoreConflict extends StoreError {
  override readonly name: string = "StoreConflict";
  readonly key: string;
  readonly expected: number;
  /** The version it has now; 0 when there is none. */
  readonly actual: number;
  constructor(key: string, expected: number, actual: number) {
    super("storage/conflict");
    this.key = key;
    this.expected = expected;
    this.actual = actual;
  }
}
