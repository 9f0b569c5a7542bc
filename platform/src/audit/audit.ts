/**
 * The audit log. Each entry's hash covers the hash before it, so a change, a gap or a new order
 * shows; details are covered by a salted hash of their own, so that they can be erased without
 * breaking the chain. What cannot be written is not done.
 */
import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "@vallgrav/kernel";
import type { Instant, Json } from "@vallgrav/kernel";
import type { AuditFilter, AuditHead, AuditRow, AuditStore } from "../storage/index.ts";
import { edgeAfter, rootOfEdge, type TreeEdge } from "./audit-tree.ts";

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
  /** Hexadecimal root of the Merkle tree over the entries that hold. */
  readonly root: string;
  /** What a witness says; `none` where there is none or the chain itself is broken. */
  readonly witness: "none" | "holds" | "shorter" | "rewritten";
};

/** A state of the log that somebody outside has kept. */
export type AuditWitness = {
  readonly entries: number;
  /** Root of the tree at that size, hexadecimal. */
  readonly root: string;
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
   * Recomputes the whole chain and its tree; linear in its length.
   * @param witness a state kept elsewhere: the log must begin with it
   */
  verify(witness?: AuditWitness): Promise<AuditVerdict>;
  /** The state that a checkpoint names. */
  state(): Promise<AuditWitness>;
  /** Entries that fit, newest first. */
  find(filter: AuditFilter, limit: number): Promise<readonly AuditRow[]>;
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

function rowAfter(
  before: AuditHead,
  event: AuditEvent,
  salt: string,
): { readonly row: AuditRow; readonly head: AuditHead } {
  const seq = before.entries + 1;
  const { detail: content, ...plain } = event;
  // Salted: a hash of a personal identity number alone could be guessed after erasure.
  const detail = content === null ? null : canonicalJson({ salt, detail: content });
  const entry = canonicalJson({
    ...plain,
    seq,
    detail: detail === null ? null : sha256(detail),
  });
  const hash = sha256(before.hash + entry);
  const { at, actor, action } = event;
  return {
    row: { seq, at, actor, action, entry, detail, hash },
    head: { entries: seq, hash, edge: edgeAfter(before.entries, before.edge, entry) },
  };
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
  const names = ["seq", "at", "actor", "action"] as const;
  if (names.some((name) => entry[name] !== row[name])) return false;
  return row.detail === null || sha256(row.detail) === entry["detail"];
}

/** What the rows are as far as they have been read. */
type Walk = { head: AuditHead; rootAtWitness: string };

/** Walks over the rows there are. @returns whether all of them hold */
async function walk(store: AuditStore, sofar: Walk, witness: number): Promise<boolean> {
  for (;;) {
    const rows = await store.rows(sofar.head.entries + 1, batchRows);
    if (rows.length === 0) return true;
    for (const row of rows) {
      const { entries, edge } = sofar.head;
      if (!holds(row, sofar.head)) return false;
      const grown: TreeEdge = edgeAfter(entries, edge, row.entry);
      sofar.head = { entries: row.seq, hash: row.hash, edge: grown };
      if (row.seq === witness) sofar.rootAtWitness = rootOfEdge(row.seq, grown);
    }
  }
}

/** Verifies rows as long as there are any; entries appended meanwhile are verified too. */
async function verifyChain(store: AuditStore, witness: AuditWitness | null): Promise<AuditVerdict> {
  const sofar: Walk = {
    head: { entries: 0, hash: "", edge: [] },
    rootAtWitness: rootOfEdge(0, []),
  };
  const broken = (entries: number, firstBroken: number): AuditVerdict => ({
    entries,
    firstBroken,
    root: rootOfEdge(sofar.head.entries, sofar.head.edge),
    witness: "none",
  });
  for (;;) {
    const isWhole = await walk(store, sofar, witness?.entries ?? 0);
    const { entries, hash, edge } = sofar.head;
    if (!isWhole) return broken(entries, entries + 1);
    const head = await store.head();
    if (head.entries > entries) {
      // Either somebody has appended since, or the entry is missing.
      if ((await store.rows(entries + 1, 1)).length > 0) continue;
      return broken(entries, entries + 1);
    }
    if (head.entries < entries || head.hash !== hash || head.edge.join() !== edge.join())
      return broken(head.entries, Math.max(head.entries, 1));
    return {
      entries,
      firstBroken: null,
      root: rootOfEdge(entries, edge),
      witness: testimony(witness, sofar),
    };
  }
}

/** What a witness says of a chain that holds in itself. */
function testimony(witness: AuditWitness | null, sofar: Walk): AuditVerdict["witness"] {
  if (witness === null) return "none";
  if (witness.entries > sofar.head.entries) return "shorter";
  return witness.root === sofar.rootAtWitness ? "holds" : "rewritten";
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
    record: (event) => closed(() => store.append((head) => rowAfter(head, event, salt()))),
    head: () => closed(() => store.head()),
    verify: (witness) => closed(() => verifyChain(store, witness ?? null)),
    state: () =>
      closed(async () => {
        const { entries, edge } = await store.head();
        return { entries, root: rootOfEdge(entries, edge) };
      }),
    find: (filter, limit) => closed(() => store.find(filter, limit)),
    exportLines: () => lines(store),
    disposeDetails: (before) => closed(() => store.disposeDetails(before)),
  };
}
