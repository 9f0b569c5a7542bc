/** Opens the ways in for logs, where any is configured. */
import {
  IntakeFailed,
  type IntakeSettings,
  isConfigured,
  openWatching,
  type Watching,
} from "@vallgrav/platform/detect";
import type { Rooms } from "../compose.ts";
import { StartFailed } from "../listening.ts";
import { logFailure } from "../log.ts";

/** Watching; null where nothing is configured. @throws {StartFailed} where a way does not open */
export async function watchingOf(
  { store, home, now, log }: Pick<Rooms, "store" | "home" | "now" | "log">,
  settings: IntakeSettings | undefined,
): Promise<Watching | null> {
  if (settings === undefined || !isConfigured(settings)) return null;
  const onFailure = (code: string, error: unknown): void => {
    logFailure(log, code, error);
  };
  try {
    return await openWatching({ store, home, settings, now, onFailure });
  } catch (error) {
    if (error instanceof IntakeFailed) throw new StartFailed(error.code, error.cause);
    throw error;
  }
}
