/** Evidence, observations and small ways of reading them back, for the tests of the store. */
import { createHash } from "node:crypto";
import type { Evidence, EvidenceId, Instant, Observation, ObservationId } from "@vallgrav/kernel";
import type { EvidenceStore, ObservationFilter, Store } from "../store.ts";

/** A moment in the year of the samples, by seconds after its first. */
export function at(seconds: number): Instant {
  return new Date(Date.UTC(2026, 0, 1) + seconds * 1_000).toISOString() as Instant;
}

/** The hash that names evidence. */
export function hashOf(bytes: Uint8Array | string): EvidenceId {
  return createHash("sha256").update(bytes).digest("hex") as EvidenceId;
}

/** Evidence of the given content. */
export function evidenceOf(content: string, change: Partial<Evidence> = {}): Evidence {
  return {
    id: hashOf(content),
    name: `${content.slice(0, 20)}.json`,
    sizeBytes: Buffer.byteLength(content),
    producedAt: null,
    receivedAt: at(0),
    by: "Testa Testsson",
    reader: { id: "sample", version: 1 },
    scope: [],
    keepUntil: at(100),
    secrecy: "open",
    ...change,
  };
}

/** An observation of a computer: a property of it. */
export function observationOf(
  evidence: EvidenceId,
  ordinal: number,
  change: Partial<Observation> = {},
): Observation {
  return {
    id: `${evidence}#${ordinal}` as ObservationId,
    at: { evidence, place: `/data/${ordinal}` },
    subject: { kind: "computer", claims: [{ space: "fqdn", value: `pc${ordinal}.example.se` }] },
    validFrom: at(ordinal % 1_000),
    validUntil: null,
    recordedAt: at(1_000),
    standing: "observed",
    report: "configuration",
    says: { property: "enabled", value: ordinal % 2 === 0 },
    ...change,
  };
}

/** So many observations of one piece of evidence. */
export function observationsOf(evidence: EvidenceId, count: number): readonly Observation[] {
  return Array.from({ length: count }, (_, ordinal) => observationOf(evidence, ordinal));
}

/** Stages and publishes one piece of evidence with so many observations. */
export async function importOne(store: Store, content: string, count: number): Promise<Evidence> {
  const evidence = evidenceOf(content);
  await store.imports.begin(`import of ${content}`, at(0));
  await store.imports.stageEvidence(`import of ${content}`, evidence, Buffer.from(content));
  await store.imports.stageObservations(`import of ${content}`, observationsOf(evidence.id, count));
  await store.imports.publish(`import of ${content}`, { files: 1 }, at(1));
  return evidence;
}

/** All observations of a filter as one list. */
export async function allObservations(
  evidence: EvidenceStore,
  filter?: ObservationFilter,
): Promise<readonly Observation[]> {
  const all: Observation[] = [];
  for await (const batch of evidence.observations(filter))
    for (const observation of batch) all.push(observation);
  return all;
}
