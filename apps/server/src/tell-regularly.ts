/** Sees to it that what webhooks are to be told leaves, by the process that serves. */
import type { Clock } from "@vallgrav/platform/jobs";
import { type Log, logFailure } from "./log.ts";

/** Milliseconds from one look to the next. */
const everyMs = 5_000;

/** Looks now and again; a look that is still under way is not doubled. @returns the end */
export function tellRegularly(
  work: () => Promise<unknown>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): () => void {
  let isWorking = false;
  const look = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    try {
      await work();
    } catch (error) {
      logFailure(log, "webhooks/not-told", error);
    } finally {
      isWorking = false;
    }
  };
  return clock.repeat(everyMs, () => void look());
}
