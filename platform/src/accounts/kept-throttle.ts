/** A throttle that a restart does not forget: who has to wait is kept as a setting, sealed. */
import { type SettingStore, StoreConflict, StoreError } from "../storage/index.ts";
import { parseWaiting, type Throttle, throttleOf, type ThrottleRules } from "./throttle.ts";

const key = "sign-in-waits";

/** The throttle of a store. */
export type KeptThrottle = {
  /** As it is now; read from the store at the first call. */
  current(): Promise<Throttle>;
  /** Writes down who has to wait, where anybody has to. */
  keep(): Promise<void>;
};

/** With the key of the house lost, waits begin anew: shutting everybody out helps nobody. */
async function kept(
  settings: Pick<SettingStore, "load">,
): Promise<{ readonly value: unknown; readonly version: number }> {
  try {
    const found = await settings.load(key);
    return { value: found?.value ?? null, version: found?.version ?? 0 };
  } catch (error) {
    if (error instanceof StoreError) return { value: null, version: 0 };
    throw error;
  }
}

/** A throttle over the settings of a store. */
export function keptThrottleOf(
  settings: Pick<SettingStore, "load" | "save">,
  rules: ThrottleRules,
): KeptThrottle {
  let throttle: Promise<Throttle> | null = null;
  const current = (): Promise<Throttle> =>
    (throttle ??= kept(settings).then(({ value }) => throttleOf(rules, parseWaiting(value))));
  return {
    current,
    keep: async () => {
      const waiting = (await current()).waiting();
      if (waiting.length === 0) return;
      const rows = waiting.map(({ key: whose, count, lastMs }) => [whose, count, lastMs]);
      try {
        await settings.save(key, rows, (await kept(settings)).version);
      } catch (error) {
        // Another process has just written, or the disk is full: the wait itself is in force.
        if (!(error instanceof StoreConflict || error instanceof StoreError)) throw error;
      }
    },
  };
}
