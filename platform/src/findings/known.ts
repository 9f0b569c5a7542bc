/** Every finding of a model, with what advisories say of it: gathered once for a state of both. */
import type { ModelMatches } from "../advisories/index.ts";
import type { AdvisoriesSaid, ExploitedFlag } from "../api/index.ts";
import type { CurrentModel } from "../identify/index.ts";
import type { TouchedGroup } from "../protect/index.ts";
import { gatherFindings, type Gathered } from "./gather.ts";
import { touchKey } from "./view.ts";

/** Findings of a model, gathered once for a state of the facts. */
export type KnownFindings = {
  readonly hash: string;
  /** State of the folder of advisories; null where there is none. */
  readonly generation: number | null;
  readonly gathered: readonly Gathered[];
  readonly groups: ReadonlyMap<string, TouchedGroup>;
  readonly together: ReadonlyMap<string, number>;
  /** What advisories could not tell; null where there are none. */
  readonly left: (AdvisoriesSaid & Pick<ModelMatches, "unsure">) | null;
};

function exploitedFlag(matches: ModelMatches | null, cve: string): ExploitedFlag | null {
  const known = matches?.exploited(cve) ?? null;
  if (known === null) return null;
  const { addedOn, dueOn, isRansomware } = known;
  return { since: addedOn, due: dueOn === "" ? null : dueOn, isRansomware };
}

/** Gathers what is known of a model. @param matches what advisories say of it */
export function knownOf(
  current: CurrentModel,
  matches: ModelMatches | null,
  generation: number | null,
): KnownFindings {
  const gathered = gatherFindings(current.model, {
    asOf: current.asOf,
    exploited: (cve) => exploitedFlag(matches, cve),
    matches: matches?.matches ?? [],
  });
  const groups = new Map<string, TouchedGroup>();
  const together = new Map<string, number>();
  for (const one of gathered) {
    if (one.touches.length === 0 || one.goneSince !== null) continue;
    const key = touchKey(one);
    groups.set(key, one.touches);
    together.set(key, (together.get(key) ?? 0) + 1);
  }
  return { hash: current.hash, generation, gathered, groups, together, left: leftOpen(matches) };
}

function leftOpen(matches: ModelMatches | null): KnownFindings["left"] {
  if (matches === null) return null;
  const { updatedAt, unknown, notExamined, unsure } = matches;
  return { updatedAt, unknown, notExamined, unsure };
}
