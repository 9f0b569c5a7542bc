/**
 * How each link between two assets is known: a relation that a source listed, membership of a
 * domain that the object itself names, or a guess. With the gates and the assets a way crosses,
 * these are the facts about the municipality that it rests on (dials.md §2.2).
 */
import { gistNamed, standingOfRelation } from "@vallgrav/facts";
import type { AttackGraph } from "@vallgrav/mal";
import type { MunicipalInstance } from "./instance.ts";
import { relationsOf } from "./lookup.ts";
import { standingOf } from "./standing.ts";

/**
 * By pair of assets, the better of what is known of links between them: {@link nodeStanding}. In
 * columns: there are some hundred thousand pairs, and every thread that plays runs has them.
 */
export type LinkStandings = {
  /** Pairs of which something is known, ascending. */
  readonly pairs: Float64Array;
  readonly standings: Uint8Array;
  readonly assetCount: number;
};

function pairOf(assetCount: number, a: number, b: number): number {
  return a < b ? a * assetCount + b : b * assetCount + a;
}

/**
 * How the link between two assets is known, 0 where none rests on a fact of its own.
 * @param a, b indices into the graph's assets
 */
export function linkStanding(
  { pairs, standings, assetCount }: LinkStandings,
  a: number,
  b: number,
): number {
  const pair = pairOf(assetCount, a, b);
  let [low, high] = [0, pairs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pairs[middle] ?? 0) < pair) low = middle + 1;
    else high = middle;
  }
  return pairs[low] === pair ? (standings[low] ?? 0) : 0;
}

/** Above every standing: what a pair is multiplied by, so that the better of it comes first. */
const standingRoom = 4;

/** The columns of what was found: of each pair the least standing. */
function packed(found: readonly number[], assetCount: number): LinkStandings {
  const sorted = Float64Array.from(found).sort();
  const pairs = new Float64Array(sorted.length);
  const standings = new Uint8Array(sorted.length);
  let count = 0;
  for (const one of sorted) {
    const pair = Math.floor(one / standingRoom);
    if (count > 0 && pairs[count - 1] === pair) continue;
    pairs[count] = pair;
    standings[count] = one - pair * standingRoom;
    count += 1;
  }
  return { pairs: pairs.slice(0, count), standings: standings.slice(0, count), assetCount };
}

/** Reads the standings of all links. A sort of relations and assets, else linear. */
export function linkStandings(municipal: MunicipalInstance, graph: AttackGraph): LinkStandings {
  const { look, structure, guessed } = municipal;
  const assetCount = graph.assets.length;
  const at = new Map(graph.assets.map((id, index) => [id, index]));
  const found: number[] = [];
  const know = (from: string, to: string, standing: number): void => {
    const [a, b] = [at.get(from), at.get(to)];
    if (a === undefined || b === undefined || a === b) return;
    found.push(pairOf(assetCount, a, b) * standingRoom + standing);
  };
  for (const relations of look.byRelation.values())
    for (const relation of relations)
      know(relation.from, relation.to, standingOf(standingOfRelation(relation)));
  for (const [id, domain] of structure.domainOf) {
    const asset = look.byId.get(id);
    const named = asset === undefined ? undefined : gistNamed(asset, "domain");
    if (named !== undefined) know(id, domain, standingOf(named.standing));
  }
  // A system belongs to the directory its hosts are in: known as well as where it runs is.
  for (const relation of relationsOf(look, "runs-on")) {
    const domain = structure.domainOf.get(relation.to);
    if (domain !== undefined) know(relation.from, domain, standingOf(standingOfRelation(relation)));
  }
  for (const [from, to] of guessed) know(from, to, standingOf("assumed"));
  return packed(found, assetCount);
}
