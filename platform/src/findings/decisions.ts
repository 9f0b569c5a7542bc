/**
 * What people decide of findings: who sees to them, until when, and which are lived with. One
 * sealed setting, changed by whoever read its newest version; a decision is kept under the id that
 * its finding had then, so that ticket systems find it again.
 */
import type { FindingSeverity, Instant, Json, PlainDate, Text } from "@vallgrav/kernel";
import type { AssetRef, FindingChange, FindingDecision, FindingEvent } from "../api/index.ts";
import { type Setting, type SettingStore, StoreConflict } from "../storage/index.ts";

/** A decision as kept. */
export type KeptDecision = FindingDecision & {
  readonly id: string;
  /** `<asset>|<weakness>` as it was named then. */
  readonly name: string;
  /** What was decided before and now, the newest first; missing where it was kept before that. */
  readonly log?: readonly FindingEvent[];
  /** What it was about, for when nothing tells of it any more. */
  readonly about: {
    readonly asset: AssetRef;
    readonly weakness: string;
    readonly title: Text;
    readonly severity: FindingSeverity;
  };
};

/** Decisions kept at most; beyond that nothing is decided until some are taken back. */
export const decisionsMost = 20_000;
const key = "findings";
/** Somebody else may change the setting between our reading and our writing. */
const attempts = 8;

function decisionsIn(kept: Setting | null): Map<string, KeptDecision> {
  const all =
    kept === null
      ? []
      : (kept.value as unknown as { decisions: readonly KeptDecision[] }).decisions;
  return new Map(all.map((one) => [one.name, one]));
}

/** Every decision, by the name of its finding. */
export type Decisions = ReadonlyMap<string, KeptDecision>;

/**
 * Reads decisions: the same map for as long as nobody has decided anything, so that what is made
 * of them can be told to be of them still.
 */
export function decisionBook(settings: SettingStore): () => Promise<Decisions> {
  let read: { readonly version: number; readonly decisions: Decisions } | null = null;
  return async () => {
    const kept = await settings.load(key);
    const version = kept?.version ?? 0;
    if (read?.version !== version) read = { version, decisions: decisionsIn(kept) };
    return read.decisions;
  };
}

/** Who decides, and when. */
export type Deciding = { readonly by: string; readonly at: Instant };

/** What a decision becomes by a change. */
export function decided(
  before: FindingDecision | null,
  { owner, due, accept }: FindingChange,
  { by, at }: Deciding,
): FindingDecision {
  const accepted =
    accept === undefined
      ? (before?.accepted ?? null)
      : accept === null
        ? null
        : { reason: accept.reason, until: accept.until, by, at };
  return {
    owner: owner === undefined ? (before?.owner ?? null) : owner,
    due: due === undefined ? (before?.due ?? null) : due,
    accepted,
    by,
    at,
  };
}

/** Changes kept of one finding. */
const logMost = 40;

/** What was decided, added to what was before. */
export function logged(
  before: KeptDecision | null,
  { owner, due, accept }: FindingChange,
  { by, at }: Deciding,
): readonly FindingEvent[] {
  const events: readonly FindingEvent[] = [
    ...(owner === undefined || owner === (before?.owner ?? null)
      ? []
      : [{ kind: "owner", at, by, what: owner ?? "" } as const]),
    ...(due === undefined || due === (before?.due ?? null)
      ? []
      : [{ kind: "due", at, by, what: due ?? "" } as const]),
    ...(accept === undefined
      ? []
      : accept === null
        ? [{ kind: "reopened", at, by, what: "" } as const]
        : [{ kind: "accepted", at, by, what: `${accept.until}: ${accept.reason}` } as const]),
  ];
  return [...events, ...(before?.log ?? [])].slice(0, logMost);
}

/** Whether nothing is decided. */
export function isEmpty({ owner, due, accepted }: FindingDecision): boolean {
  return owner === null && due === null && accepted === null;
}

/** Whether a finding is lived with on a day. */
export function isAccepted(decision: FindingDecision | null, day: PlainDate): boolean {
  return (decision?.accepted ?? null) !== null && (decision?.accepted?.until ?? "") >= day;
}

/**
 * Puts decisions in place of those of the same names; those that decide and tell nothing go.
 * @returns false where there would be more than {@link decisionsMost}
 * @throws {StoreConflict} where others keep changing them at the same moment
 */
export async function keepDecision(settings: SettingStore, next: KeptDecision): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const kept = await settings.load(key);
    const all = decisionsIn(kept);
    if (isEmpty(next) && (next.log ?? []).length === 0) all.delete(next.name);
    else all.set(next.name, next);
    if (all.size > decisionsMost) return false;
    const value = { decisions: [...all.values()] } as unknown as Json;
    try {
      await settings.save(key, value, kept?.version ?? 0);
      return true;
    } catch (error) {
      if (!(error instanceof StoreConflict) || attempt === attempts) throw error;
    }
  }
}
