/** How long the raw bytes of evidence are kept. */
import type { Instant } from "@vallgrav/kernel";

/** Days raw files are kept; then only their hash. */
const keepRawDays = 90;

/** Until when the raw bytes of what comes in at an instant are kept. */
export function rawKeptUntil(at: Instant): Instant {
  return new Date(Date.parse(at) + keepRawDays * 86_400_000).toISOString() as Instant;
}
