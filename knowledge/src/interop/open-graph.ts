/**
 * The model and its ways as BloodHound OpenGraph: nodes with kinds and flat properties, edges by
 * the names of the attack language's associations, and one edge `VgWay` for each pair of assets
 * that ways pass between. Kinds begin with `Vg`, so that nothing here is taken for a collector's.
 */
import type { Json } from "@vallgrav/kernel";
import { namedLinks, pairKey, passagesOf, type Shared } from "./link-graph.ts";

/** Every node has this kind beside its own; BloodHound clears a source by it. */
const sourceKind = "Vallgrav";

function edge(kind: string, [from, to]: readonly [string, string], properties: Json): Json {
  return {
    kind,
    start: { match_by: "id", value: from },
    end: { match_by: "id", value: to },
    properties,
  };
}

/**
 * The document. A directory object is named by its SID or GUID, so that it falls together with the
 * same object of a collection; everything else by its id here. What nobody reported says so:
 * whoever reads the graph must not take an assumption for something seen. Linear.
 */
export function openGraph(shared: Shared): Json {
  const { instance, directoryIds, ways, assumedAssets, assumedPairs } = shared;
  const known = new Set(instance.assets.map(({ id }) => id));
  const idOf = (asset: string): string => directoryIds.get(asset) ?? asset;
  return {
    metadata: { source_kind: sourceKind },
    graph: {
      nodes: instance.assets.map(({ id, type, name }) => ({
        id: idOf(id),
        kinds: [`Vg${type}`, sourceKind],
        properties: {
          name,
          vallgravid: id,
          ...(assumedAssets.has(id) ? { assumed: true } : {}),
        },
      })),
      edges: [
        ...namedLinks(shared).map(({ from, kind, to }) =>
          edge(
            `Vg${kind}`,
            [idOf(from), idOf(to)],
            assumedPairs.has(pairKey(from, to)) ? { assumed: true } : {},
          ),
        ),
        ...passagesOf(ways)
          .filter(({ from, to }) => known.has(from) && known.has(to))
          .map(({ from, to, frequency, steps, techniques }) =>
            edge("VgWay", [idOf(from), idOf(to)], { frequency, steps, techniques }),
          ),
      ],
    },
  };
}
