/** Lays out the gates that may be shut in some run, and what makes them work. */
import { nodeKind } from "../attack-graph.ts";
import { nodeName } from "../graph/names.ts";
import { effectNumbers } from "../packed-scene.ts";
import { eachNumbered, nodesOf, type WithoutNumber } from "../rows.ts";
import type { Gate, GraphEffect, LatentMeasures, Presence, Scene } from "../scene.ts";
import { drawName, keyOf } from "./draw-names.ts";
import type { EffectTable, GateTable, MechanismTable, StateTable } from "./layout.ts";

/**
 * Nodes of the gates that may be shut in some run under some measures, ascending. A defence that
 * nobody says is on and no measure turns on is open for good.
 */
export function changingGates(scene: Scene, latent: LatentMeasures): readonly number[] {
  const { graph } = scene;
  const changes = new Uint8Array(graph.nodeCount);
  for (const node of nodesOf(scene.gates)) changes[node] = 1;
  for (const effects of latent)
    eachNumbered(effects, effectNumbers, ({ kind }, node) => {
      if (kind === "control") changes[node] = 1;
    });
  const found: number[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const isOn = graph.kinds[node] === nodeKind.defence && (graph.defenceOn[node] ?? 0) > 0;
    if (isOn || changes[node] === 1) found.push(node);
  }
  return found;
}

/** Numbers mechanisms as they are found, by key and effectiveness. */
function mechanismsOf(found: readonly (Gate | undefined)[], seed: string): MechanismsFound {
  const numbers = new Map<number, Map<string, number>>();
  const first: Gate[] = [];
  const mechanism = new Int32Array(found.length).fill(-1);
  for (const [at, gate] of found.entries()) {
    if (gate === undefined || gate.effectiveness < 0) continue;
    const { effectiveness, effectKey } = gate;
    const ofKind = numbers.get(effectiveness) ?? new Map<string, number>();
    numbers.set(effectiveness, ofKind);
    const number = ofKind.get(effectKey) ?? first.push(gate) - 1;
    ofKind.set(effectKey, number);
    mechanism[at] = number;
  }
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

/** A state to lay out: what the scene says of it, else how likely it is and what names its draw. */
export type StateSource = {
  readonly said: Presence | undefined;
  readonly fixedOn: number;
  readonly name: string;
};

const noBiases: readonly number[] = [];

/** Lays out states in the order given. */
export function layOutStates(sources: readonly StateSource[], seed: string): StateTable {
  const count = sources.length;
  const biases: (readonly number[])[] = [];
  const table = {
    coverage: new Int32Array(count),
    fixedOn: new Float64Array(count),
    evidence: new Float64Array(count),
    keyHigh: new Uint32Array(count),
    keyLow: new Uint32Array(count),
  };
  let last = { name: "", key: keyOf(drawName.state(""), seed) };
  // There are half a million at full size: one plain pass over them.
  for (let at = 0; at < count; at += 1) {
    const source = sources[at];
    if (source === undefined) continue;
    const { said, fixedOn } = source;
    const name = said?.stateKey ?? source.name;
    // Detectors of a kind share one name, and come one after the other.
    if (last.name !== name) last = { name, key: keyOf(drawName.state(name), seed) };
    table.coverage[at] = said?.coverage ?? -1;
    table.fixedOn[at] = fixedOn;
    table.evidence[at] = said?.evidence ?? 0;
    table.keyHigh[at] = last.key.high;
    table.keyLow[at] = last.key.low;
    biases.push(said?.biases ?? noBiases);
  }
  return { count, ...table, biases };
}

/** Lays out the gates `nodes`. A defence the scene says nothing of is on by chance and works. */
export function layOutGates(scene: Scene, nodes: readonly number[]): GatesLaidOut {
  const { graph, seed } = scene;
  const placeOf = new Int32Array(graph.nodeCount).fill(-1);
  nodesOf(scene.gates).forEach((node, place) => {
    placeOf[node] = place;
  });
  const found = nodes.map((node) => {
    const place = placeOf[node] ?? -1;
    return place < 0 ? undefined : scene.gates.at(place);
  });
  const { mechanism, mechanisms } = mechanismsOf(found, seed);
  return {
    gates: { count: nodes.length, node: Int32Array.from(nodes), mechanism },
    mechanisms,
    sources: nodes.map((node, at) => {
      const on = graph.defenceOn[node] ?? 0;
      const said = found[at];
      // The name of a node is long to make, and of use where the scene says nothing of it.
      const name = said === undefined ? nodeName(graph, node) : "";
      return { said, fixedOn: on > 0 ? on : 0, name };
    }),
  };
}

export type GatesLaidOut = {
  readonly gates: GateTable;
  readonly mechanisms: MechanismTable;
  /** States of the gates, in their order. */
  readonly sources: readonly StateSource[];
};

/** An effect without the node or detector it is on. */
export type EffectKind = WithoutNumber<GraphEffect, (typeof effectNumbers)[number]>;

/** What effects are laid out by. */
export type EffectPlaces = {
  /** How many places there are. */
  readonly count: number;
  /** Per node or detector the place that such effects on it act on, −1 for none; null: nowhere. */
  readonly placesOf: (effect: EffectKind) => Int32Array | null;
  /** How strongly an effect that acts does so. */
  readonly strengthOf: (effect: EffectKind) => number;
};

/** Gathers effects by the place they act on. There are millions: no row is made for it. */
export function layOutEffects(
  latent: LatentMeasures,
  { count, placesOf, strengthOf }: EffectPlaces,
): EffectTable {
  const offsets = new Int32Array(count + 1);
  let [kind, places, strength]: [EffectKind | null, Int32Array | null, number] = [null, null, 0];
  // Effects of a kind come one after the other, as the same object: what it says is asked once.
  const placeOf = (effect: EffectKind, on: number): number => {
    if (effect !== kind) {
      kind = effect;
      places = placesOf(effect);
      strength = strengthOf(effect);
    }
    return places === null ? -1 : (places[on] ?? -1);
  };
  for (const effects of latent)
    eachNumbered(effects, effectNumbers, (effect, on) => {
      const place = placeOf(effect, on);
      if (place >= 0) offsets[place + 1] = (offsets[place + 1] ?? 0) + 1;
    });
  for (let place = 0; place < count; place += 1)
    offsets[place + 1] = (offsets[place + 1] ?? 0) + (offsets[place] ?? 0);
  const measures = new Int32Array(offsets[count] ?? 0);
  const strengths = new Float64Array(measures.length);
  const next = offsets.slice();
  // Measures come in their order, and so they stand at each place.
  latent.forEach((effects, measure) =>
    eachNumbered(effects, effectNumbers, (effect, on) => {
      const place = placeOf(effect, on);
      if (place < 0) return;
      const at = next[place] ?? 0;
      next[place] = at + 1;
      measures[at] = measure;
      strengths[at] = strength;
    }),
  );
  return { offsets, measure: measures, strength: strengths };
}
