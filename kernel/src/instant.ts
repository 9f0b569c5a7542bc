/** Moments and days as text that sorts. */
import type { Brand } from "./brand.ts";

/** A moment in UTC as `YYYY-MM-DDTHH:mm:ss.sssZ`; sorts as text. */
export type Instant = Brand<string, "Instant">;

/** A calendar day as `YYYY-MM-DD`, Europe/Stockholm where law counts days. */
export type PlainDate = Brand<string, "PlainDate">;

/** The instant of `ms` milliseconds since 1970-01-01T00:00Z, or null outside the years 0–9999. */
export function instantFromMs(ms: number): Instant | null {
  if (!Number.isInteger(ms) || ms < -62_167_219_200_000 || ms > 253_402_300_799_999) return null;
  return new Date(ms).toISOString() as Instant;
}

/** Milliseconds since 1970-01-01T00:00Z. */
export function msFromInstant(instant: Instant): number {
  return Date.parse(instant);
}

/** Parses an ISO 8601 moment that states its offset; null when it is not one. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : instantFromMs(ms);
}
