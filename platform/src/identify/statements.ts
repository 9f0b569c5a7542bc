/** What people state through the product becomes evidence like any other, and visible at once. */
import { createHash, randomUUID } from "node:crypto";
import type { EvidenceId, Instant, ListWord, Statement, Subject } from "@vallgrav/kernel";
import { read } from "@vallgrav/readers";
import type { ImportReport } from "../api/index.ts";
import type { Store } from "../storage/index.ts";

/** A statement about a thing. */
export type Stated = { readonly about: Subject; readonly says: Statement };

/** Who states it, when, and under which name it is kept. */
export type Stating = {
  readonly by: string;
  readonly at: Instant;
  readonly name: string;
  /** How long the raw text is kept. */
  readonly keepUntil: Instant;
  /** What is said of lists besides. */
  readonly lists?: readonly ListWord[];
};

/** The file that statements become: read like any other, by hand too. */
export function statementsFile(
  stated: readonly Stated[],
  at: Instant,
  lists: readonly ListWord[] = [],
): string {
  const statements = stated.map(({ about, says }) => ({ about, ...says }));
  const said = lists.length === 0 ? {} : { lists };
  const file = { vallgravStatements: 1, statedAt: at, statements, ...said };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Publishes statements by one commit.
 * @returns the evidence they stand in; null where one of them may not be kept (an identity number)
 */
export async function publishStatements(
  { imports }: Pick<Store, "imports">,
  stated: readonly Stated[],
  { by, at, name, keepUntil, lists = [] }: Stating,
): Promise<EvidenceId | null> {
  const bytes = new TextEncoder().encode(statementsFile(stated, at, lists));
  const evidence = createHash("sha256").update(bytes).digest("hex") as EvidenceId;
  const reading = read({ name, bytes, evidence, receivedAt: at });
  if (!reading.ok || reading.observations.length !== stated.length) return null;
  const importId = `statements-${randomUUID()}`;
  await imports.begin(importId, at);
  try {
    const { reader, scope } = reading;
    const sizeBytes = bytes.length;
    const made = { id: evidence, name, sizeBytes, producedAt: at, receivedAt: at, by, reader };
    const said = lists.length === 0 ? {} : { lists };
    const whole = { ...made, scope, keepUntil, secrecy: "possible", ...said } as const;
    await imports.stageEvidence(importId, whole, bytes);
    await imports.stageObservations(importId, reading.observations);
    const observations = reading.observations.length;
    const file = { name, evidence, reader: reader.id, producedAt: at, observations };
    const report: ImportReport = {
      files: [{ ...file, already: false }],
      kinds: [],
      rights: { read: 0, distinct: 0, repeats: 0 },
      domains: [],
      problems: [],
    };
    await imports.publish(importId, report, at);
  } catch (error) {
    await imports.discard(importId);
    throw error;
  }
  return evidence;
}
