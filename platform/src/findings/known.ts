/** Every finding of a model, with what advisories say of it: gathered once for a state of both. */
import type { ModelMatches } from "../advisories/index.ts";
import type { AdvisoriesSaid, ExploitedFlag } from "../api/index.ts";
import type { CurrentModel } from "../identify/index.ts";
import { inTurns } from "../identify/per-model.ts";
import type { TouchedGroup } from "../protect/index.ts";
import type { DomainsKnown } from "./domain-findings.ts";
import { findingSteps, type Gathered } from "./gather.ts";
import { findingId, touchKey } from "./view.ts";

/** Findings of a model, gathered once for a state of the facts. */
export type KnownFindings = {
  readonly hash: string;
  /** State of the folder of advisories; null where there is none. */
  readonly generation: number | null;
  /** The looks at own domains. */
  readonly domains: string;
  readonly gathered: readonly Gathered[];
  /** The same by the ids of their names. */
  readonly byId: ReadonlyMap<string, Gathered>;
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

/** What is known beside a model: what advisories say of it, and what own domains failed. */
export type KnownBeside = {
  readonly matches: ModelMatches | null;
  readonly generation: number | null;
  readonly domains: DomainsKnown;
};

/** Gathers what is known of a model and beside it; others have their turn meanwhile. */
export async function knownOf(
  current: CurrentModel,
  { matches, generation, domains }: KnownBeside,
): Promise<KnownFindings> {
  const steps = findingSteps(current.model, {
    asOf: current.asOf,
    exploited: (cve) => exploitedFlag(matches, cve),
    matches: matches?.matches ?? [],
  });
  const ofModel = await inTurns(steps);
  const gathered = [...ofModel, ...domains.gathered];
  const groups = new Map<string, TouchedGroup>();
  const together = new Map<string, number>();
  for (const one of gathered) {
    if (one.touches.length === 0 || one.goneSince !== null) continue;
    const key = touchKey(one);
    groups.set(key, one.touches);
    together.set(key, (together.get(key) ?? 0) + 1);
  }
  return {
    hash: current.hash,
    generation,
    domains: domains.key,
    gathered,
    byId: new Map(gathered.map((one) => [findingId(one.name), one])),
    groups,
    together,
    left: leftOpen(matches),
  };
}

function leftOpen(matches: ModelMatches | null): KnownFindings["left"] {
  if (matches === null) return null;
  const { updatedAt, unknown, notExamined, unsure } = matches;
  return { updatedAt, unknown, notExamined, unsure };
}
