/** Sees to work whose time comes by and by: telling webhooks, looking at domains. */
import type { Clock } from "@vallgrav/platform/jobs";
import { type Log, logFailure } from "./log.ts";

/**
 * Looks now and again; a look that is still under way is not doubled, and one that fails is logged
 * and tried again. @returns the end
 */
export function tellRegularly(
  work: () => Promise<unknown>,
  setting: {
    readonly clock: Clock;
    readonly log: Log;
    /** Milliseconds from one look to the next. */
    readonly everyMs: number;
    /** What the log calls a failure. */
    readonly failure: string;
  },
): () => void {
  let isWorking = false;
  const look = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    try {
      await work();
    } catch (error) {
      logFailure(setting.log, setting.failure, error);
    } finally {
      isWorking = false;
    }
  };
  return setting.clock.repeat(setting.everyMs, () => void look());
}
