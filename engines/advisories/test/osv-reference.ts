/** The evaluation that the OSV schema gives, word for word over whole numbers as versions. */
import type { RangeEvent } from "../src/lib/advisory/events.ts";

/** Whether a version lies in a range of events, each a whole number. */
export function isVulnerable(version: string, events: readonly RangeEvent[]): boolean {
  const asked = Number(version);
  const limits = events.filter(({ kind }) => kind === "limit");
  if (limits.length > 0 && !limits.some((one) => asked < Number(one.version))) return false;
  let isAffected = false;
  for (const event of events.toSorted((a, b) => Number(a.version) - Number(b.version))) {
    const at = Number(event.version);
    if (event.kind === "introduced" && asked >= at) isAffected = true;
    else if (event.kind === "fixed" && asked >= at) isAffected = false;
    else if (event.kind === "last_affected" && asked > at) isAffected = false;
  }
  return isAffected;
}
