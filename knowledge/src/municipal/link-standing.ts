/**
 * How each link between two assets is known: a relation that a source listed, membership of a
 * domain that the object itself names, or a guess. With the gates and the assets a way crosses,
 * these are the facts about the municipality that it rests on (dials.md §2.2).
 */
import type { AttackGraph } from "@vallgrav/mal";
import type { MunicipalInstance } from "./instance.ts";
import { relationsOf } from "./lookup.ts";
import { standingOf } from "./standing.ts";

/** By pair of assets, the better of what is known of links between them: {@link nodeStanding}. */
export type LinkStandings = {
  readonly byPair: ReadonlyMap<number, number>;
  readonly assetCount: number;
};

function pairOf(assetCount: number, a: number, b: number): number {
  return a < b ? a * assetCount + b : b * assetCount + a;
}

/**
 * How the link between two assets is known, 0 where none rests on a fact of its own.
 * @param a, b indices into the graph's assets
 */
export function linkStanding({ byPair, assetCount }: LinkStandings, a: number, b: number): number {
  return byPair.get(pairOf(assetCount, a, b)) ?? 0;
}

/** Reads the standings of all links. Linear in relations and assets. */
export function linkStandings(municipal: MunicipalInstance, graph: AttackGraph): LinkStandings {
  const { look, structure, guessed } = municipal;
  const assetCount = graph.assets.length;
  const at = new Map(graph.assets.map((id, index) => [id, index]));
  const byPair = new Map<number, number>();
  const know = (from: string, to: string, standing: number): void => {
    const [a, b] = [at.get(from), at.get(to)];
    if (a === undefined || b === undefined || a === b) return;
    const pair = pairOf(assetCount, a, b);
    const known = byPair.get(pair);
    if (known === undefined || standing < known) byPair.set(pair, standing);
  };
  for (const relations of look.byRelation.values())
    for (const { from, to, present } of relations) know(from, to, standingOf(present.standing));
  for (const [id, domain] of structure.domainOf) {
    const named = look.byId.get(id)?.facts["domain"];
    if (named !== undefined) know(id, domain, standingOf(named.standing));
  }
  // A system belongs to the directory its hosts are in: known as well as where it runs is.
  for (const { from, to, present } of relationsOf(look, "runs-on")) {
    const domain = structure.domainOf.get(to);
    if (domain !== undefined) know(from, domain, standingOf(present.standing));
  }
  for (const [from, to] of guessed) know(from, to, standingOf("assumed"));
  return { byPair, assetCount };
}
