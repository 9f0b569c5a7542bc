/**
 * Which assumptions decide: of the facts the ways in rest on, those nobody has seen or told, by
 * what they are about.
 */
import { nodeStanding, type Unknown } from "@vallgrav/knowledge";
import type { Prepared } from "./setting.ts";
import type { FoundWay } from "./tasks.ts";

type Fact = Omit<Unknown, "share"> & { readonly isAssumed: boolean };

/** The facts of a way, as certainty counts them: gates, and the things it crosses, each once. */
function factsOf(prepared: Prepared, way: FoundWay): readonly Fact[] {
  const { scene, standing } = prepared.setting.municipal;
  const { assets, assetOf, steps, stepOf } = scene.graph;
  const facts: Fact[] = [];
  const crossed = new Set<number>();
  const add = (node: number, step: string | null): void => {
    const known = standing[node] ?? nodeStanding.none;
    if (known === nodeStanding.none) return;
    const id = assets[assetOf[node] ?? 0] ?? "";
    const kind = prepared.assets.get(id)?.kind ?? "";
    facts.push({ kind, step, isAssumed: known === nodeStanding.assumed });
  };
  for (const node of way.nodes) {
    const asset = assetOf[node] ?? 0;
    if (crossed.has(asset)) continue;
    crossed.add(asset);
    add(node, null);
  }
  for (const node of way.gates) add(node, steps[stepOf[node] ?? 0]?.name ?? "");
  return facts;
}

/**
 * Assumptions with the share of all deciding facts that each is, largest first; every way counts
 * alike. Empty where nothing fell.
 */
export function unknownsOf(prepared: Prepared, found: readonly FoundWay[]): readonly Unknown[] {
  const shares = new Map<string, Unknown>();
  for (const way of found) {
    const facts = factsOf(prepared, way);
    for (const { kind, step, isAssumed } of facts) {
      if (!isAssumed) continue;
      const key = `${kind}/${step ?? ""}`;
      const share = (shares.get(key)?.share ?? 0) + 1 / (facts.length * found.length);
      shares.set(key, { kind, step, share });
    }
  }
  return [...shares]
    .sort(([a, one], [b, other]) => other.share - one.share || (a < b ? -1 : 1))
    .map(([, unknown]) => unknown);
}
