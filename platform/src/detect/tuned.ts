/** Whether somebody has said that a hit need not be told. */
import type { AlertHit, TuningRecord } from "../storage/index.ts";

/** Whether what tunes rules silences a hit, until it ends. */
export function isTuned(
  tunings: readonly TuningRecord[],
  hit: Pick<AlertHit, "event" | "receivedAt" | "rule">,
): boolean {
  const of = (field: string): string | undefined => hit.event.fields[field]?.toLowerCase();
  return tunings.some(
    ({ rule, field, value, expiresAt }) =>
      rule === hit.rule &&
      hit.receivedAt < expiresAt &&
      (field === null || of(field) === (value ?? "").toLowerCase()),
  );
}
