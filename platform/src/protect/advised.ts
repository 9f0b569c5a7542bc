/** What a home's advisories and looks from outside add to the attack graph of its model. */
import { canonicalJson, type Instant } from "@vallgrav/kernel";
import { type AdvisedFlaw, senderFact, type SenderLook } from "@vallgrav/knowledge";
import { advisedFlaws, type AdvisoryBook, type ModelMatches } from "../advisories/index.ts";
import { senderLooks } from "../hygiene/sender-looks.ts";
import type { CurrentModel } from "../identify/current-model.ts";
import type { Store } from "../storage/index.ts";
import { hashOf } from "./language.ts";
import type { Advised } from "./setting.ts";

/** Where it is looked up. */
export type Advisers = {
  readonly advisories: Pick<AdvisoryBook, "matches"> | null;
  readonly looks: () => Promise<readonly SenderLook[]>;
};

/** Those of a home; without advisories nothing is known of weaknesses. */
export function advisersOf({
  store,
  now,
  advisories = null,
}: {
  readonly store: Pick<Store, "domainChecks" | "settings">;
  readonly now: () => Instant;
  readonly advisories?: AdvisoryBook | null;
}): Advisers {
  return { advisories, looks: senderLooks(store, now) };
}

type Flaws = { readonly flaws: readonly AdvisedFlaw[]; readonly key: string };

/** By what was matched, which a book keeps while nothing changes. */
const known = new WeakMap<ModelMatches, Flaws & { readonly asOf: string }>();

async function flawsOf({ advisories }: Advisers, current: CurrentModel): Promise<Flaws> {
  const matches = (await advisories?.matches(current)) ?? null;
  if (matches === null) return { flaws: [], key: "" };
  const before = known.get(matches);
  if (before?.asOf === current.asOf) return before;
  const flaws = advisedFlaws(matches.matches, current.asOf);
  const key = hashOf(canonicalJson(flaws.map((flaw) => ({ ...flaw }))));
  const found = { flaws, key, asOf: current.asOf };
  known.set(matches, found);
  return found;
}

/** What they tell that the graph takes; null where that is nothing. */
export async function advisedOf(
  advisers: Advisers,
  current: CurrentModel,
): Promise<Advised | null> {
  const { flaws, key } = await flawsOf(advisers, current);
  const sender = senderFact(await advisers.looks());
  if (flaws.length === 0 && sender === null) return null;
  const told = sender === null ? null : { on: sender.on, at: sender.by.validFrom };
  return { key: hashOf(canonicalJson({ flaws: key, sender: told })), flaws, sender };
}
