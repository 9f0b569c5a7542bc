/**
 * Raw files are kept until the day their evidence names. Somebody has to look at the calendar: at
 * the start and every hour after it, by the process that owns the data.
 */
import type { Clock } from "@vallgrav/platform/jobs";
import type { Store } from "@vallgrav/platform/storage";
import { type Log, logFailure } from "../log.ts";

/** Milliseconds from one look to the next. */
const everyMs = 3_600_000;

/**
 * Disposes of raw files whose time is out, now and every hour. What fails is logged and tried
 * again.
 * @returns a function that ends it
 */
export async function disposeRegularly({
  store,
  clock,
  log,
}: {
  readonly store: { readonly evidence: Pick<Store["evidence"], "disposeRaw"> };
  readonly clock: Clock;
  readonly log: Log;
}): Promise<() => void> {
  const dispose = async (): Promise<void> => {
    try {
      const files = await store.evidence.disposeRaw(clock.now());
      if (files > 0) log("info", "evidence/disposed", { files });
    } catch (error) {
      logFailure(log, "evidence/not-disposed", error);
    }
  };
  await dispose();
  return clock.repeat(everyMs, () => void dispose());
}
