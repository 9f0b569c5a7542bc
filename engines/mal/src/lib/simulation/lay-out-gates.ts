/** Lays out the gates that may be shut in some run, and what makes them work. */
import { nodeKind } from "../attack-graph.ts";
import { nodeName } from "../graph/names.ts";
import type { Gate, GraphEffect, LatentMeasures, Scene } from "../scene.ts";
import { drawName, keyOf } from "./draw-names.ts";
import type { EffectTable, GateTable, MechanismTable } from "./layout.ts";

/**
 * Nodes of the gates that may be shut in some run under some measures, ascending. A defence that
 * nobody says is on and no measure turns on is open for good.
 */
export function changingGates(scene: Scene, latent: LatentMeasures): readonly number[] {
  const { graph } = scene;
  const nodes = new Set<number>(scene.gates.map(({ node }) => node));
  for (const effects of latent)
    for (const effect of effects) if (effect.kind === "control") nodes.add(effect.node);
  for (let node = 0; node < graph.nodeCount; node += 1)
    if (graph.kinds[node] === nodeKind.defence && (graph.defenceOn[node] ?? 0) > 0) nodes.add(node);
  return [...nodes].sort((a, b) => a - b);
}

/** Numbers mechanisms as they are found, by key and effectiveness. */
function mechanismsOf(found: readonly (Gate | undefined)[], seed: string): MechanismsFound {
  const numbers = new Map<string, number>();
  const first: Gate[] = [];
  const mechanism = Int32Array.from(found, (gate) => {
    if (gate === undefined || gate.effectiveness < 0) return -1;
    const name = `${gate.effectiveness}\u0000${gate.effectKey}`;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, first.length);
    return first.push(gate) - 1;
  });
  const keys = first.map(({ effectKey }) => keyOf(drawName.effect(effectKey), seed));
  const mechanisms = {
    count: first.length,
    keyHigh: Uint32Array.from(keys, ({ high }) => high),
    keyLow: Uint32Array.from(keys, ({ low }) => low),
    effectiveness: Int32Array.from(first, ({ effectiveness }) => effectiveness),
  };
  return { mechanism, mechanisms };
}

type MechanismsFound = {
  /** Per gate: its mechanism, −1 where it always works. */
  readonly mechanism: Int32Array;
  readonly mechanisms: MechanismTable;
};

/** Lays out the gates `nodes`. A defence the scene says nothing of is on by chance and works. */
export function layOutGates(
  scene: Scene,
  nodes: readonly number[],
): { readonly gates: GateTable; readonly mechanisms: MechanismTable } {
  const { graph, seed } = scene;
  const byNode = new Map(scene.gates.map((gate) => [gate.node, gate]));
  const found = nodes.map((node) => byNode.get(node));
  const { mechanism, mechanisms } = mechanismsOf(found, seed);
  const state = nodes.map((node, at) =>
    keyOf(drawName.state(found[at]?.stateKey ?? nodeName(graph, node)), seed),
  );
  const gates: GateTable = {
    count: nodes.length,
    node: Int32Array.from(nodes),
    coverage: Int32Array.from(found, (gate) => gate?.coverage ?? -1),
    fixedOn: Float64Array.from(nodes, (node) => {
      const on = graph.defenceOn[node] ?? 0;
      return on > 0 ? on : 0;
    }),
    evidence: Float64Array.from(found, (gate) => gate?.evidence ?? 0),
    biases: found.map((gate) => gate?.biases ?? []),
    stateHigh: Uint32Array.from(state, ({ high }) => high),
    stateLow: Uint32Array.from(state, ({ low }) => low),
    mechanism,
  };
  return { gates, mechanisms };
}

/**
 * Gathers the effects of one kind by the place they act on.
 * @param placeOf local number of an effect's place, −1 where it changes nothing
 * @param count how many places there are
 */
export function layOutEffects(
  latent: LatentMeasures,
  count: number,
  placeOf: (effect: GraphEffect) => number,
): EffectTable {
  const offsets = new Int32Array(count + 1);
  const found: { place: number; measure: number; strength: number }[] = [];
  latent.forEach((effects, measure) => {
    for (const effect of effects) {
      const place = placeOf(effect);
      if (place < 0) continue;
      const strength = effect.kind === "control" ? effect.coverage : effect.factor;
      found.push({ place, measure, strength });
      offsets[place + 1] = (offsets[place + 1] ?? 0) + 1;
    }
  });
  for (let place = 0; place < count; place += 1)
    offsets[place + 1] = (offsets[place + 1] ?? 0) + (offsets[place] ?? 0);
  found.sort((a, b) => a.place - b.place || a.measure - b.measure);
  return {
    offsets,
    measure: Int32Array.from(found, ({ measure }) => measure),
    strength: Float64Array.from(found, ({ strength }) => strength),
  };
}
