/** Keeps the latest setting made, so that looking at a page does not make it again every time. */
import type { RunSize } from "./door.ts";
import { canonicalJson } from "@vallgrav/kernel";
import { pricesIn } from "./cost-sheet.ts";
import { makeSettingApart } from "./setting-apart.ts";
import { learntIn, makeSetting, type PricedModel, type SettingResult } from "./setting.ts";

/** Gives the setting of a model: kept while it, its prices and what was learnt stay, else made. */
export type SettingBook = (current: PricedModel) => Promise<SettingResult>;

/** Assets and relations from which on a thread makes it: below, starting one takes longer. */
const largeModel = 20_000;

/** Makes a setting where it keeps nobody waiting. */
function makeAside(current: PricedModel, size: RunSize): Promise<SettingResult> {
  const { model, packed } = current;
  const isLarge = model.assets.length + model.relations.length >= largeModel;
  return isLarge && packed !== undefined
    ? makeSettingApart({ ...current, packed }, size)
    : makeSetting(current, size);
}

/**
 * A book of one entry.
 * @param make how a setting is made; tests count it
 */
export function settingBook(size: RunSize, make: typeof makeSetting = makeAside): SettingBook {
  let known: { readonly hash: string; readonly made: Promise<SettingResult> } | null = null;
  return async (current) => {
    const { sheet } = current;
    const own = canonicalJson({ prices: pricesIn(sheet ?? null), ...learntIn(current) });
    const hash = `${current.hash} ${sheet?.number ?? 0} ${own}`;
    if (known !== null && known.hash === hash) return known.made;
    const made = make(current, size);
    const entry = { hash, made };
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
