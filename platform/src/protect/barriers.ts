/**
 * Which measures stand in the way of runs that fell. A time proof says it exactly: while none of
 * the measures that hit it is chosen, the run falls as before, whatever else is chosen. So a choice
 * of measures leaves at least the runs that it hits nowhere.
 */
import type { Barrier } from "../api/index.ts";
import type { FoundWay } from "./tasks.ts";

/** Places of the measures that hit any of the ways, with how many; the most first. */
export function measuresInTheWay(
  found: readonly FoundWay[],
): readonly { readonly place: number; readonly count: number }[] {
  const counts = new Map<number, number>();
  for (const { hit } of found)
    for (const place of hit) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts]
    .map(([place, count]) => ({ place, count }))
    .sort((a, b) => b.count - a.count || a.place - b.place);
}

/**
 * Ways with the same measures in them, counted. Linear in the ways and their measures.
 * @param groups ways by the way that is told of; what follows after `told` groups are others
 * @param measures places of measures in the order they are told
 */
export function barriersOf(
  groups: readonly (readonly FoundWay[])[],
  measures: readonly number[],
  told: number,
): readonly Barrier[] {
  const order = new Map(measures.map((place, at) => [place, at]));
  const all = groups.reduce((sum, members) => sum + members.length, 0);
  return groups.flatMap((members, at) => {
    const counts = new Map<string, { measures: readonly number[]; count: number }>();
    for (const { hit } of members) {
      const asked = hit.map((place) => order.get(place) ?? 0).sort((a, b) => a - b);
      const known = counts.get(asked.join()) ?? { measures: asked, count: 0 };
      known.count += 1;
      counts.set(asked.join(), known);
    }
    return [...counts]
      .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
      .map(([, { measures: hit, count }]): Barrier => {
        return { way: at < told ? at : null, measures: hit, share: count / all };
      });
  });
}
