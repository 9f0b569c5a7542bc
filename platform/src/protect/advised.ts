/** What a home's advisories add to the attack graph of its model. */
import { canonicalJson } from "@vallgrav/kernel";
import { advisedFlaws, type AdvisoryBook, type ModelMatches } from "../advisories/index.ts";
import type { CurrentModel } from "../identify/door.ts";
import { hashOf } from "./language.ts";
import type { Advised } from "./setting.ts";

/** By what was matched, which a book keeps while nothing changes. */
const known = new WeakMap<
  ModelMatches,
  { readonly asOf: string; readonly advised: Advised | null }
>();

/** The flaws that advisories tell of; null where they tell of none that the graph takes. */
export async function advisedOf(
  book: Pick<AdvisoryBook, "matches">,
  current: CurrentModel,
): Promise<Advised | null> {
  const matches = await book.matches(current);
  if (matches === null) return null;
  const before = known.get(matches);
  if (before?.asOf === current.asOf) return before.advised;
  const flaws = advisedFlaws(matches.matches, current.asOf);
  const key = hashOf(canonicalJson(flaws.map((flaw) => ({ ...flaw }))));
  const advised = flaws.length === 0 ? null : { key, flaws };
  known.set(matches, { asOf: current.asOf, advised });
  return advised;
}
