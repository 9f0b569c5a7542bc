/** Opens the ways in for logs, where any is configured. */
import {
  IntakeFailed,
  type IntakeSettings,
  isConfigured,
  openWatching,
  type Watching,
} from "@vallgrav/platform/detect";
import type { Rooms } from "../compose.ts";
import { openKeys } from "../home-keys.ts";
import { StartFailed } from "../start-failed.ts";
import { logFailure } from "../log.ts";

/** Watching; null where nothing is configured. @throws {StartFailed} where a way does not open */
export async function watchingOf(
  rooms: Pick<Rooms, "store" | "home" | "keyFolder" | "now" | "log">,
  settings: IntakeSettings | undefined,
): Promise<Watching | null> {
  if (settings === undefined || !isConfigured(settings)) return null;
  const { store, home, keyFolder, now, log } = rooms;
  const keys = openKeys(keyFolder).data;
  const onFailure = (code: string, error: unknown): void => {
    logFailure(log, code, error);
  };
  try {
    return await openWatching({ store, home, settings, keys, now, onFailure });
  } catch (error) {
    if (error instanceof IntakeFailed) throw new StartFailed(error.code, error.cause);
    throw error;
  }
}
