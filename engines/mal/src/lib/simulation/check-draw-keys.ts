/** Looks for names of draws that were given the same 64 bits (dials.md §6.7). */
import type { DrawKey } from "@vallgrav/kernel";
import type { TimeExpression } from "../attack-graph.ts";
import { nodeKind } from "../attack-graph.ts";
import { nodeName } from "../graph/names.ts";
import type { Scene } from "../scene.ts";
import { timeBook } from "./lay-out-times.ts";
import { drawName, keyOf } from "./draw-names.ts";
import { isGateKind } from "./reduce.ts";

/** Names of all draws of a scene, each once. */
export function drawNames(scene: Scene): ReadonlySet<string> {
  const { graph, campaign } = scene;
  const book = timeBook(scene);
  const names = new Set<string>([drawName.skill]);
  for (const { id } of scene.parameters) names.add(drawName.parameter(id));
  const described = new Set<number>();
  for (const { node, stateKey, effectKey, effectiveness } of scene.gates) {
    described.add(node);
    names.add(drawName.state(stateKey));
    if (effectiveness >= 0) names.add(drawName.effect(effectKey));
  }
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const kind = graph.kinds[node] ?? 0;
    if (kind === nodeKind.defence && !described.has(node))
      names.add(drawName.state(nodeName(graph, node)));
    if (isGateKind(kind) || book.constantAt(node) !== null) continue;
    const { draws } = book.compiled(book.expressionAt(node));
    const key = book.keyAt(node);
    for (let nth = 0; nth < draws; nth += 1) names.add(drawName.time(key, nth));
  }
  const addTime = (time: TimeExpression, nameOf: (occurrence: number) => string): void => {
    const { draws } = book.compiled(time);
    for (let nth = 0; nth < draws; nth += 1) names.add(nameOf(nth));
  };
  for (const { key, delay } of campaign.entries) {
    names.add(drawName.available(key));
    addTime(delay, (nth) => drawName.delay(key, nth));
  }
  addTime(campaign.patience, drawName.patience);
  for (const { type, technique, coverage, stateKey, alertDelay } of scene.detectors) {
    if (coverage >= 0) names.add(drawName.state(stateKey));
    names.add(drawName.notice(type, technique));
    addTime(alertDelay, (nth) => drawName.alert(type, technique, nth));
  }
  if (scene.response === null) return names;
  for (const name of [drawName.wait, drawName.success]) names.add(name);
  addTime(scene.response.triage, drawName.triage);
  addTime(scene.response.containment, drawName.containment);
  return names;
}

/**
 * Pairs of different names with the same key. O(n log n).
 * @param keyFor how a name becomes a key
 */
export function collisions(
  names: Iterable<string>,
  keyFor: (name: string) => DrawKey,
): readonly (readonly [string, string])[] {
  const list = [...names];
  const words = new Uint32Array(2 * list.length);
  list.forEach((name, at) => {
    const { high, low } = keyFor(name);
    words[2 * at] = low;
    words[2 * at + 1] = high;
  });
  const keys = new BigUint64Array(words.buffer);
  const sorted = keys.slice().sort();
  const repeated = new Set<bigint>();
  for (let at = 1; at < sorted.length; at += 1)
    if (sorted[at] === sorted[at - 1]) repeated.add(sorted[at] ?? 0n);
  if (repeated.size === 0) return [];
  const firstWith = new Map<bigint, string>();
  const found: (readonly [string, string])[] = [];
  list.forEach((name, at) => {
    const key = keys[at] ?? 0n;
    if (!repeated.has(key)) return;
    const first = firstWith.get(key);
    if (first === undefined) firstWith.set(key, name);
    else found.push([first, name]);
  });
  return found;
}

/** Pairs of draws of a scene that differ in name and not in key. */
export function checkDrawKeys(scene: Scene): readonly (readonly [string, string])[] {
  return collisions(drawNames(scene), (name) => keyOf(name, scene.seed));
}
