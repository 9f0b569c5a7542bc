/**
 * The audit log. Each entry's hash covers the hash before it, so a change, a gap or a new order
 * shows; details are covered by a salted hash of their own, so that they can be erased without
 * breaking the chain. What cannot be written is not done.
 */
import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "@vallgrav/kernel";
import type { Instant, Json } from "@vallgrav/kernel";
import type { AuditHead, AuditRow, AuditStore } from "../storage/index.ts";

/** Who did what to what, when, and what came of it. */
export type AuditEvent = {
  /** Id of the account, or `system`. Not erasable: no names of persons. */
  readonly actor: string;
  /** What was done, as `room/verb`. */
  readonly action: string;
  /** Id of what it was done to; not erasable. */
  readonly object: string;
  readonly outcome: "done" | "refused" | "failed";
  readonly at: Instant;
  /** What may have to be erased one day: names, addresses, values. Null when there is none. */
  readonly detail: Json;
};

/** What verifying found. */
export type AuditVerdict = {
  /** How many entries hold before the first that does not, or all. */
  readonly entries: number;
  /** Number of the first entry that is changed, missing or out of order; null when all hold. */
  readonly firstBroken: number | null;
};

/** The audit log of one store. */
export type Audit = {
  /**
   * Appends; call it before answering.
   * @returns the new head, which an outside witness may keep
   * @throws {AuditUnavailable} when it cannot be written: then the action must not happen
   */
  record(event: AuditEvent): Promise<AuditHead>;
  /** Last link of the chain. */
  head(): Promise<AuditHead>;
  /**
   * Recomputes the whole chain; linear in its length.
   * @param witness a head kept elsewhere: the chain must still pass through it
   */
  verify(witness?: AuditHead): Promise<AuditVerdict>;
  /** The log as JSON lines, with all that is needed to recompute the chain elsewhere. */
  exportLines(): AsyncIterable<string>;
  /** Erases details older than an instant; the chain still holds. Returns how many. */
  disposeDetails(before: Instant): Promise<number>;
};

/** The audit log cannot be written or read; the cause says why. */
export class AuditUnavailable extends Error {
  override readonly name: string = "AuditUnavailable";
  readonly code: string = "audit/unavailable";
  constructor(cause: unknown) {
    super("audit/unavailable", { cause });
  }
}

const batchRows = 1_000;
const saltBytes = 16;

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function rowAfter(head: AuditHead, event: AuditEvent, salt: string): AuditRow {
  const seq = head.entries + 1;
  const { detail: content, ...plain } = event;
  // Salted: a hash of a personal identity number alone could be guessed after erasure.
  const detail = content === null ? null : canonicalJson({ salt, detail: content });
  const entry = canonicalJson({
    ...plain,
    seq,
    detail: detail === null ? null : sha256(detail),
  });
  return { seq, at: event.at, entry, detail, hash: sha256(head.hash + entry) };
}

/** Members of a JSON object; none when somebody has put something else there. */
function membersOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/** Whether a row follows the one before it and says what its hash covers. */
function holds(row: AuditRow, before: AuditHead): boolean {
  if (row.seq !== before.entries + 1 || row.hash !== sha256(before.hash + row.entry)) return false;
  const entry = membersOf(row.entry);
  if (entry["seq"] !== row.seq || entry["at"] !== row.at) return false;
  return row.detail === null || sha256(row.detail) === entry["detail"];
}

/** Verifies rows as long as there are any; entries appended meanwhile are verified too. */
async function verifyChain(store: AuditStore, witness: AuditHead | null): Promise<AuditVerdict> {
  let before: AuditHead = { entries: 0, hash: "" };
  const broken = (): AuditVerdict => ({
    entries: before.entries,
    firstBroken: before.entries + 1,
  });
  for (;;) {
    const rows = await store.rows(before.entries + 1, batchRows);
    for (const row of rows) {
      if (!holds(row, before)) return broken();
      if (row.seq === witness?.entries && row.hash !== witness.hash) return broken();
      before = { entries: row.seq, hash: row.hash };
    }
    if (rows.length > 0) continue;
    const head = await store.head();
    if (head.entries > before.entries) {
      // Either somebody has appended since, or the entry is missing.
      if ((await store.rows(before.entries + 1, 1)).length > 0) continue;
      return broken();
    }
    const isCut = (witness?.entries ?? 0) > before.entries;
    if (isCut) return broken();
    if (head.entries < before.entries || head.hash !== before.hash)
      return { entries: head.entries, firstBroken: Math.max(head.entries, 1) };
    return { entries: before.entries, firstBroken: null };
  }
}

async function* lines(store: AuditStore): AsyncGenerator<string> {
  let next = 1;
  for (;;) {
    const rows = await store.rows(next, batchRows);
    for (const { entry, detail, hash, seq } of rows) {
      const kept = detail === null ? null : (JSON.parse(detail) as Json);
      yield canonicalJson({ entry: JSON.parse(entry) as Json, detail: kept, hash });
      next = seq + 1;
    }
    if (rows.length === 0) return;
  }
}

/**
 * The audit log over a store.
 * @param store the audit part of the storage port
 * @param salt unguessable text, fresh at every call
 */
export function auditOf(
  store: AuditStore,
  salt: () => string = () => randomBytes(saltBytes).toString("hex"),
): Audit {
  const closed = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw new AuditUnavailable(error);
    }
  };
  return {
    record: (event) =>
      closed(async () => {
        const { seq, hash } = await store.append((head) => rowAfter(head, event, salt()));
        return { entries: seq, hash };
      }),
    head: () => closed(() => store.head()),
    verify: (witness) => closed(() => verifyChain(store, witness ?? null)),
    exportLines: () => lines(store),
    disposeDetails: (before) => closed(() => store.disposeDetails(before)),
  };
}
