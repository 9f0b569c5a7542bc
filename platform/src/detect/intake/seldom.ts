/** Failures that anybody can cause as often as they like are told now and then, and counted. */
import type { IntakeRoom } from "./intake.ts";

const tellEveryMs = 60_000;

/**
 * Tells a failure of a code at once, and the next ones of it once a minute, with how many there
 * were meanwhile: whoever connects while our store is away must not fill the log.
 */
export function toldSeldom({
  nowMs,
  onFailure,
}: Pick<IntakeRoom, "nowMs" | "onFailure">): IntakeRoom["onFailure"] {
  const known = new Map<string, { readonly toldMs: number; untold: number }>();
  return (code, error) => {
    const before = known.get(code);
    if (before !== undefined && Math.abs(nowMs() - before.toldMs) < tellEveryMs) {
      before.untold += 1;
      return;
    }
    const untold = before?.untold ?? 0;
    known.set(code, { toldMs: nowMs(), untold: 0 });
    const told = untold === 0 ? error : new Error(`and ${untold} before it`, { cause: error });
    onFailure(code, told);
  };
}
