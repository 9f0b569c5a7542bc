/** Keeps the latest setting made, so that looking at a page does not make it again every time. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { canonicalJson } from "@vallgrav/kernel";
import { giveBack } from "../jobs/give-back.ts";
import { pricesIn } from "./cost-sheet.ts";
import type { RunSize } from "./run-size.ts";
import { makeSettingApart } from "./setting-apart.ts";
import { learntIn, makeSetting, type PricedModel, type SettingResult } from "./setting.ts";

/** Gives the setting of a model: kept while it, its prices and what was learnt stay, else made. */
export type SettingBook = (current: PricedModel) => Promise<SettingResult>;

/** A book that also tells whether asking it for a setting keeps anybody waiting. */
export type SettingShelf = SettingBook & {
  /** Whether it is made, or made at once: that of a large model takes as long as half a minute. */
  readonly isAtHand: (current: PricedModel) => boolean;
};

/** Assets and relations from which on a thread makes it: below, starting one takes longer. */
const largeModel = 20_000;

function isLarge({ model }: PricedModel): boolean {
  return model.assets.length + model.relations.length >= largeModel;
}

/** Makes a setting where it keeps nobody waiting. */
async function makeAside(current: PricedModel, size: RunSize): Promise<SettingResult> {
  const { packed } = current;
  if (!isLarge(current) || packed === undefined) return makeSetting(current, size);
  // After whoever asked has let the one before go: the model it was made of is left as well.
  await nextTurn();
  giveBack();
  return makeSettingApart({ ...current, packed }, size);
}

/** A setting is called by all it is made from. */
function nameOf(current: PricedModel): string {
  const { sheet } = current;
  const own = canonicalJson({ prices: pricesIn(sheet ?? null), ...learntIn(current) });
  return `${current.hash} ${sheet?.number ?? 0} ${own}`;
}

type Entry = { readonly hash: string; readonly made: Promise<SettingResult>; isMade: boolean };

/**
 * A book of one entry.
 * @param make how a setting is made; tests count it
 */
export function settingBook(size: RunSize, make: typeof makeSetting = makeAside): SettingShelf {
  let known: Entry | null = null;
  const settingOf: SettingBook = async (current) => {
    const hash = nameOf(current);
    if (known !== null && known.hash === hash) return known.made;
    // Let go before the next is made: it is large, and so is what the next is made with.
    known = null;
    const entry: Entry = { hash, made: make(current, size), isMade: false };
    known = entry;
    try {
      const made = await entry.made;
      entry.isMade = true;
      return made;
    } catch (error) {
      // A fault is not an answer: the next to ask tries again.
      if (known === entry) known = null;
      throw error;
    }
  };
  const isAtHand = (current: PricedModel): boolean =>
    !isLarge(current) || (known !== null && known.isMade && known.hash === nameOf(current));
  return Object.assign(settingOf, { isAtHand });
}
