/**
 * What is within reach, for whoever opens an alert. One thread at a time: each holds the whole
 * setting, and many who look at once must not take the memory of all. What was asked is remembered.
 */
import type { AlertReach } from "../api/index.ts";
import type { CurrentModel } from "../identify/index.ts";
import { oneAtATime } from "../collect/ask-apart.ts";
import { heldNodes, type ReachQuestion, type SeenOn } from "./reach.ts";
import { reachApart } from "./reach-apart.ts";
import type { SettingBook } from "./setting-book.ts";

/** Answers remembered, of one setting. */
const remembered = 50;

/** Gives the same promise to whoever asks the same of one setting, in turn. */
export function inTurnAndOnce(
  ask: (question: ReachQuestion) => Promise<AlertReach>,
): (question: ReachQuestion) => Promise<AlertReach> {
  const next = oneAtATime(ask);
  const known = new Map<string, Promise<AlertReach>>();
  let of: ReachQuestion["prepared"] | null = null;
  return (question) => {
    if (question.prepared !== of) known.clear();
    of = question.prepared;
    const key = question.held.join(" ");
    const before = known.get(key);
    if (before !== undefined) return before;
    const asked = next(question);
    known.set(key, asked);
    const oldest = known.keys().next().value;
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
    // What failed is asked again.
    asked.catch(() => {
      if (known.get(key) === asked) known.delete(key);
    });
    return asked;
  };
}

/** Answers for what was seen on things of today's model; null where the graph knows none. */
export function reachDesk({
  identify,
  settingOf,
}: {
  readonly identify: { readonly current: () => Promise<CurrentModel | null> };
  readonly settingOf: SettingBook;
}): (seen: readonly SeenOn[]) => Promise<AlertReach | null> {
  const ask = inTurnAndOnce(reachApart);
  return async (seen) => {
    const current = await identify.current();
    const made = current === null ? null : await settingOf(current);
    if (made?.ok !== true) return null;
    const held = heldNodes(made.prepared, seen);
    return held.length === 0 ? null : ask({ prepared: made.prepared, held });
  };
}
