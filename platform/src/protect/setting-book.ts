/** Keeps the latest setting made, so that looking at a page does not make it again every time. */
import type { CurrentModel } from "../identify/door.ts";
import type { RunSize } from "./door.ts";
import { makeSetting, type SettingResult } from "./setting.ts";

/** Gives the setting of a model: kept while the model's hash stays, else made (0.1 to 0.3 s). */
export type SettingBook = (current: CurrentModel) => Promise<SettingResult>;

/**
 * A book of one entry.
 * @param make how a setting is made; tests count it
 */
export function settingBook(size: RunSize, make: typeof makeSetting = makeSetting): SettingBook {
  let known: { readonly hash: string; readonly made: Promise<SettingResult> } | null = null;
  return async (current) => {
    if (known !== null && known.hash === current.hash) return known.made;
    const made = make(current, size);
    const entry = { hash: current.hash, made };
    known = entry;
    try {
      return await made;
    } catch (error) {
      // A fault is not an answer: the next to ask tries again.
      if (known === entry) known = null;
      throw error;
    }
  };
}
