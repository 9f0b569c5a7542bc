/**
 * What is kept has its time. Somebody has to look at the calendar: at the start and every hour
 * after it, by the process that owns the data.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "@vallgrav/platform/jobs";
import { limitsAt, probesBefore } from "@vallgrav/platform/keeping";
import type { Store } from "@vallgrav/platform/storage";
import { type Log, logFailure } from "../log.ts";

/** Milliseconds from one look to the next. */
const everyMs = 3_600_000;

/**
 * Disposes of what is too old, now and every hour. What fails is logged and tried again.
 * @returns a function that ends it
 */
export async function disposeRegularly({
  store,
  home,
  clock,
  log,
  afterwards,
}: {
  readonly store: Pick<Store, "dispose">;
  /** The home, in which the logs of probes lie. */
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Done after each look; must not throw. */
  readonly afterwards?: () => Promise<void>;
}): Promise<() => void> {
  const dispose = async (): Promise<void> => {
    try {
      const gone = await store.dispose(limitsAt(clock.now()), false);
      const { rawFiles: files, jobs, sessions, auditDetails } = gone;
      if (files + jobs + sessions + auditDetails > 0)
        log("info", "evidence/disposed", { files, jobs, sessions, auditDetails });
    } catch (error) {
      logFailure(log, "evidence/not-disposed", error);
    }
    try {
      const probes = join(home, "probes");
      if (existsSync(probes)) {
        const { disposeProbeLogs } = await import("@vallgrav/platform/hygiene");
        disposeProbeLogs(probes, probesBefore(clock.now()));
      }
    } catch (error) {
      logFailure(log, "evidence/not-disposed", error);
    }
    await afterwards?.();
  };
  await dispose();
  return clock.repeat(everyMs, () => void dispose());
}
