/**
 * Codes of a second factor by time: TOTP (RFC 6238) over HOTP (RFC 4226) with HMAC-SHA-1, six
 * digits and steps of thirty seconds, the values that every authenticator app takes unasked.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

/** Milliseconds of one step. */
export const stepMs = 30_000;
const digits = 6;
/** Steps before and after the present one that are taken too: clocks differ (RFC 6238 §5.2). */
const driftSteps = 1;

/** The code of a step (RFC 4226 §5.3). */
export function codeOf(secret: Uint8Array, step: number, length = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  const value = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(value).padStart(length, "0").slice(-length);
}

/** A last step further ahead than this, an hour, is of a clock that has been put back since. */
const aheadSteps = 120;

/** The first step that cannot have been used yet. */
export function firstImpossible(nowMs: number): number {
  return Math.floor(nowMs / stepMs) + aheadSteps;
}

/**
 * The step whose code was entered, among those after the last one used: a code holds once.
 * Every candidate is compared, so that time tells nothing. Null for none.
 */
export function matchedStep(
  secret: Uint8Array,
  code: string,
  nowMs: number,
  lastStep: number,
): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const present = Math.floor(nowMs / stepMs);
  // Else a clock that ran a year ahead for a minute would keep its owner out for a year.
  const used = lastStep >= firstImpossible(nowMs) ? -1 : lastStep;
  let matched: number | null = null;
  for (let step = Math.max(0, present - driftSteps); step <= present + driftSteps; step += 1)
    if (timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code)) && step > used)
      matched ??= step;
  return matched;
}
