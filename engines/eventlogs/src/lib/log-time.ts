/** When an event of a text log says that it happened. */
import { msFromInstant, parseInstant } from "@vallgrav/kernel";
import type { LogFields } from "./log-event.ts";

/** Names of times, the event's own before those of whoever wrote it down. */
const names = [
  "TimeCreated_SystemTime",
  "UtcTime",
  "EventTime",
  "@timestamp",
  "ts",
  "timestamp",
  "createdDateTime",
  "activityDateTime",
  "eventTime",
  "CreationTime",
  "time",
];

/** Milliseconds of a time, which is of UTC where it does not say; null where it is none. */
function msOf(value: unknown): number | null {
  if (typeof value === "number")
    return value > 0 && value < 1e11 ? Math.trunc(value * 1_000) : Math.trunc(value);
  if (typeof value !== "string") return null;
  if (/^\d{9,10}(?:\.\d+)?$/.test(value)) return Math.trunc(Number(value) * 1_000);
  const text = value.trim().replace(" ", "T");
  const instant = parseInstant(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return instant === null ? null : msFromInstant(instant);
}

/** Milliseconds since 1970 UTC; null where no field says it. */
export function eventTimeMs(fields: LogFields): number | null {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value === undefined) continue;
    const ms = msOf(value);
    if (ms !== null) return ms;
  }
  return null;
}
