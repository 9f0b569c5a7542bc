/**
 * A file of advisories: SQLite, written once by an update and only read afterwards. Apart from the
 * store: it holds nothing of the municipality, is replaced as a whole and is carried on a stick.
 */
import { DatabaseSync } from "node:sqlite";
import type { StatementSync } from "node:sqlite";
import type { Advisory, Exploited, ExploitScore, Statement } from "@vallgrav/advisories";
import { packStatement, productKey, unpackStatement } from "@vallgrav/advisories";
import { StoreError } from "./store-error.ts";

/** Raised when a file written by this version can no longer be read by the one before. */
const formatNumber = 1;

const schema = `
CREATE TABLE advisory (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, modified TEXT NOT NULL, head TEXT NOT NULL
) STRICT;
CREATE TABLE statement (
  product TEXT NOT NULL, advisory INTEGER NOT NULL, ordinal INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (product, advisory, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_advisory ON statement (advisory);
CREATE TABLE exploited (cve TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE score (
  cve TEXT PRIMARY KEY, probability REAL NOT NULL, percentile REAL NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** An advisory without what it says of products. */
export type AdvisoryHead = Omit<Advisory, "statements">;

/** The statements of one advisory about one product. */
export type Spoken = { readonly advisory: number; readonly statements: readonly Statement[] };

/** Reads a file of advisories. */
export type AdvisoryFile = {
  /** By advisory; empty where none speaks of the product. Cost: linear in what is found. */
  spokenOf(product: string): readonly Spoken[];
  /** Whether any product's key begins so: an ecosystem nobody has read about is not safe. */
  hasAny(beginning: string): boolean;
  headOf(advisory: number): AdvisoryHead;
  exploitedOf(cve: string): Exploited | null;
  scoreOf(cve: string): ExploitScore | null;
  close(): void;
};

/** Writes a file of advisories; nothing is whole before {@link AdvisoryWriter.finish}. */
export type AdvisoryWriter = {
  /**
   * False where the same or a later state of it is there already. Withdrawn ones speak of nothing.
   */
  put(advisory: Advisory): boolean;
  /** In place of all of the catalogue that were there; what others added stays beside it. */
  putExploited(entries: readonly Exploited[]): void;
  /** Beside what is there: the catalogue knows more. @returns how many are new */
  addExploited(entries: readonly Exploited[]): number;
  /** In place of all that were there. */
  putScores(scores: readonly ExploitScore[]): void;
  /** Ends the file and says what it holds. */
  finish(): AdvisoryCounts;
  /** Gives it up. */
  abandon(): void;
};

/** How much a file holds. */
export type AdvisoryCounts = {
  readonly advisories: number;
  readonly statements: number;
  readonly exploited: number;
  readonly scores: number;
};

function damaged(cause?: unknown): StoreError {
  return new StoreError("storage/advisories-damaged", cause);
}

/** A failure of SQLite while reading means that the file is not what it was. */
function reading<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof StoreError ? error : damaged(error);
  }
}

function textIn(row: Record<string, unknown> | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value !== "string") throw damaged();
  return value;
}

function numberIn(row: Record<string, unknown> | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== "number") throw damaged();
  return value;
}

function spokenIn(rows: readonly Record<string, unknown>[], product: string): readonly Spoken[] {
  const found = new Map<number, Statement[]>();
  for (const row of rows) {
    const advisory = numberIn(row, "advisory");
    const statement = unpackStatement(product, textIn(row, "body"));
    if (statement === null) throw damaged();
    const list = found.get(advisory);
    if (list === undefined) found.set(advisory, [statement]);
    else list.push(statement);
  }
  return [...found].map(([advisory, statements]) => ({ advisory, statements }));
}

/**
 * Opens a file for reading.
 * @throws {StoreError} `storage/advisories-damaged` when it is none, or not whole
 */
export function openAdvisoryFile(path: string): AdvisoryFile {
  return reading(() => {
    const db = new DatabaseSync(path, { readOnly: true });
    db.exec("PRAGMA trusted_schema=OFF; PRAGMA cache_size=-65536; PRAGMA mmap_size=1073741824");
    if (numberIn(db.prepare("PRAGMA user_version").get(), "user_version") !== formatNumber) {
      db.close();
      throw new StoreError("storage/newer-schema");
    }
    const statements = db.prepare(
      "SELECT advisory, body FROM statement WHERE product = ? ORDER BY advisory, ordinal",
    );
    const any = db.prepare("SELECT 1 FROM statement WHERE product >= ? AND product < ? LIMIT 1");
    const head = db.prepare("SELECT head FROM advisory WHERE id = ?");
    const exploited = db.prepare("SELECT body FROM exploited WHERE cve = ?");
    const score = db.prepare("SELECT cve, probability, percentile FROM score WHERE cve = ?");
    return {
      spokenOf: (product) => reading(() => spokenIn(statements.all(product), product)),
      // No key holds a character above the last of all.
      hasAny: (beginning) =>
        reading(() => any.get(beginning, `${beginning}\u{10FFFF}`) !== undefined),
      headOf: (advisory) =>
        reading(() => JSON.parse(textIn(head.get(advisory), "head")) as AdvisoryHead),
      exploitedOf: (cve) =>
        reading(() => {
          const row = exploited.get(cve);
          if (row === undefined) return null;
          // Files of earlier versions have the catalogue alone.
          const told = JSON.parse(textIn(row, "body")) as Omit<Exploited, "by"> &
            Partial<Exploited>;
          return { ...told, by: told.by ?? "kev" };
        }),
      scoreOf: (cve) =>
        reading(() => {
          const row = score.get(cve);
          if (row === undefined) return null;
          const [probability, percentile] = ["probability", "percentile"].map((column) =>
            numberIn(row, column),
          );
          return { cve, probability: probability ?? 0, percentile: percentile ?? 0 };
        }),
      close: () => db.close(),
    };
  });
}

function countIn(db: DatabaseSync, table: string): number {
  return numberIn(db.prepare(`SELECT count(*) AS n FROM ${table}`).get(), "n");
}

type Inserts = {
  readonly known: StatementSync;
  readonly gone: StatementSync;
  readonly advisory: StatementSync;
  readonly statement: StatementSync;
};

function insertsOf(db: DatabaseSync): Inserts {
  return {
    known: db.prepare("SELECT id, modified FROM advisory WHERE name = ?"),
    gone: db.prepare("DELETE FROM statement WHERE advisory = ?"),
    advisory: db.prepare(
      "INSERT INTO advisory (name, modified, head) VALUES (?, ?, ?) ON CONFLICT (name) " +
        "DO UPDATE SET modified = excluded.modified, head = excluded.head RETURNING id",
    ),
    statement: db.prepare(
      "INSERT INTO statement (product, advisory, ordinal, body) VALUES (?, ?, ?, ?)",
    ),
  };
}

function putAdvisory(inserts: Inserts, advisory: Advisory): boolean {
  const { statements, ...head } = advisory;
  // Two sources may tell of the same id, and both count.
  const name = `${advisory.source}\n${advisory.id}`;
  const known = inserts.known.get(name);
  if (known !== undefined && textIn(known, "modified") >= advisory.modified) return false;
  if (known !== undefined) inserts.gone.run(numberIn(known, "id"));
  const row = inserts.advisory.get(name, advisory.modified, JSON.stringify(head));
  const id = numberIn(row, "id");
  if (advisory.isWithdrawn) return true;
  for (const [ordinal, one] of statements.entries())
    inserts.statement.run(productKey(one.product), id, ordinal, packStatement(one));
  return true;
}

/**
 * Begins a file at a path where nothing is yet, or goes on with one that is nobody else's. Writes
 * are not made durable one by one: the file counts only when it is finished.
 */
export function writeAdvisoryFile(path: string, isNew: boolean): AdvisoryWriter {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-131072");
  if (isNew) db.exec(`PRAGMA page_size=8192; ${schema} PRAGMA user_version=${formatNumber}`);
  db.exec("BEGIN");
  const inserts = insertsOf(db);
  return {
    put: (advisory) => putAdvisory(inserts, advisory),
    putExploited: (entries) => {
      db.exec(`DELETE FROM exploited WHERE coalesce(body ->> '$.by', 'kev') = 'kev'`);
      const insert = db.prepare("INSERT OR REPLACE INTO exploited VALUES (?, ?)");
      for (const one of entries) insert.run(one.cve, JSON.stringify(one));
    },
    addExploited: (entries) => {
      const insert = db.prepare("INSERT OR IGNORE INTO exploited VALUES (?, ?)");
      let added = 0;
      for (const one of entries) added += Number(insert.run(one.cve, JSON.stringify(one)).changes);
      return added;
    },
    putScores: (scores) => {
      db.exec("DELETE FROM score");
      const insert = db.prepare("INSERT OR REPLACE INTO score VALUES (?, ?, ?)");
      for (const one of scores) insert.run(one.cve, one.probability, one.percentile);
    },
    finish: () => {
      db.exec("COMMIT");
      const counts = {
        advisories: countIn(db, "advisory"),
        statements: countIn(db, "statement"),
        exploited: countIn(db, "exploited"),
        scores: countIn(db, "score"),
      };
      db.close();
      return counts;
    },
    abandon: () => {
      if (db.isOpen) db.close();
    },
  };
}
