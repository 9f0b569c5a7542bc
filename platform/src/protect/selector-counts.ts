/**
 * How many of each there are that prices are counted by. They come with the setting, which takes
 * long to make of a large model; what is only priced must not wait for it each time.
 */
import { canonicalJson } from "@vallgrav/kernel";
import { emptySelectorContext, type Selector, selectorCount } from "@vallgrav/knowledge";
import { type Store, StoreConflict } from "../storage/index.ts";
import { hashOf } from "./language.ts";
import { engineVersion, type PricedModel } from "./setting.ts";
import type { SettingBook } from "./setting-book.ts";

/** How many there are of what a selector chooses. */
export type Counting = (selector: Selector) => number;

type Counts = ReadonlyMap<string, number>;

/** What counting needs. */
export type CountsInput = {
  readonly store: Pick<Store, "settings">;
  readonly settingOf: SettingBook;
};

const nothing: Counts = new Map();

function counting(counts: Counts): Counting {
  return (selector) => counts.get(selector) ?? 0;
}

/** Where the latest are kept: those of one model, by what they were made of. */
const key = "counts";

type KeptCounts = { readonly of: string; readonly counts: Readonly<Record<string, number>> };

function idOf({ hash }: PricedModel): string {
  return hashOf(canonicalJson({ counts: hash, engine: engineVersion }));
}

async function keptOf({ store }: CountsInput, current: PricedModel): Promise<Counts | null> {
  const kept = (await store.settings.load(key))?.value as unknown as KeptCounts | undefined;
  return kept?.of === idOf(current) ? new Map(Object.entries(kept.counts)) : null;
}

async function save({ store }: CountsInput, kept: KeptCounts): Promise<void> {
  const before = await store.settings.load(key);
  try {
    await store.settings.save(key, kept, before?.version ?? 0);
  } catch (error) {
    // Somebody else counted at the same moment; what is not kept is counted again.
    if (!(error instanceof StoreConflict)) throw error;
  }
}

/** Counts what the setting of a model has, and keeps it; nothing where there is no setting. */
async function make(input: CountsInput, current: PricedModel): Promise<Counts> {
  const made = await input.settingOf(current);
  if (!made.ok) return nothing;
  const { context } = made.prepared;
  const counts = (Object.keys(emptySelectorContext) as Selector[]).map(
    (selector) => [selector, selectorCount(selector, context)] as const,
  );
  await save(input, { of: idOf(current), counts: Object.fromEntries(counts) });
  return new Map(counts);
}

/** Gives the counting of a model. */
export type CountsBook = (current: PricedModel) => Promise<Counting>;

/**
 * Counts of the model asked for last, from what is kept where it is; while those of a new model are
 * being made, those of the one before, whose figures hardly differ. Of nothing before that the new
 * ones are waited for.
 */
export function countsBook(input: CountsInput): CountsBook {
  let known: { readonly hash: string; readonly counts: Counts } | null = null;
  const keep = (hash: string, counts: Counts): Counting => {
    known = { hash, counts };
    return counting(counts);
  };
  return async (current) => {
    const before = known;
    if (before !== null && before.hash === current.hash) return counting(before.counts);
    const kept = await keptOf(input, current);
    if (kept !== null) return keep(current.hash, kept);
    const making = make(input, current).then((counts) => keep(current.hash, counts));
    if (before === null) return making;
    // Who asks for the position hears why there can be none.
    making.catch(() => null);
    return counting(before.counts);
  };
}
