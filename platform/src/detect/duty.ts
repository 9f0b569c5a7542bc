/**
 * Who acts on alerts outside office hours. Somebody has to say it; as long as nobody does, or it is
 * nobody, what is promised is that alerts are looked at on the morning of the next working day.
 */
import type { Instant, Json } from "@vallgrav/kernel";
import type { WatchDuty } from "../api/index.ts";
import type { SettingStore } from "../storage/index.ts";

/** What is said of it; nobody where `who` is null. */
export type GivenDuty = Pick<WatchDuty, "who" | "reach">;

/** Characters at most. */
export const dutyLimits = { who: 200, reach: 200 } as const;

/** Who acts. */
export type Duty = {
  /** Null: nobody has answered. */
  readonly load: () => Promise<WatchDuty | null>;
  /**
   * Takes an answer; `undo` puts back what stood there.
   * @throws {StoreConflict} when somebody else answered in the same moment
   */
  readonly say: (
    given: GivenDuty,
    by: string,
  ) => Promise<{ readonly duty: WatchDuty; readonly undo: () => Promise<unknown> }>;
};

const settingKey = "watch/duty";

/** Opens the answer of an organisation. */
export function dutyOf({
  settings,
  now,
}: {
  readonly settings: SettingStore;
  readonly now: () => Instant;
}): Duty {
  const kept = async (): Promise<{ readonly value: Json; readonly version: number }> => {
    const found = await settings.load(settingKey);
    return found === null ? { value: null, version: 0 } : found;
  };
  return {
    load: async () => (await kept()).value as WatchDuty | null,
    say: async ({ who, reach }, by) => {
      const before = await kept();
      const duty: WatchDuty = { who, reach: who === null ? "" : reach, by, at: now() };
      const version = await settings.save(settingKey, duty, before.version);
      return { duty, undo: () => settings.save(settingKey, before.value, version) };
    },
  };
}
