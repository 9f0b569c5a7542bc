/** Scenes of many steps that mostly take no time: what contraction has most to do with. */
import { newDice } from "../../../../test/dice.ts";
import type { Parameter } from "../../scene.ts";
import type { NodeSketch, SceneSketch } from "./build-graph.ts";
import { exponential } from "./build-graph.ts";

/** A tangle with up to eight detectors, some alike, and a response that is often in time. */
export function watchedTangle(seed: number): SceneSketch {
  const { below, chance, pick } = newDice(seed, 2);
  const sketch = tangle(seed);
  const steps = sketch.nodes.flatMap(({ name, kind }) => (kind === "defence" ? [] : [name]));
  const fixed = (id: string, value: number): Parameter => ({ id, prior: { kind: "fixed", value } });
  return {
    ...sketch,
    parameters: [fixed("sees", 0.8), fixed("is there", 0.7), fixed("stops", 0.9)],
    detectors: Array.from({ length: 1 + below(8) }, () => ({
      at: pick(steps),
      sensitivity: 0,
      coverage: pick([-1, 1]),
      type: pick(["agent", "log"]),
      technique: pick(["T1", "T2"]),
      stateKey: pick(["one", "other"]),
      alertDelay: exponential(pick([0.2, 2])),
    })),
    response: {
      triage: { kind: "number", value: chance(0.5) ? 0 : 0.2 },
      staffing: { periodHours: 168, gapsHours: [] },
      containment: exponential(pick([0.5, 2])),
      success: 2,
    },
  };
}

/** Sixty steps in loose rows, most without times and gates, with ways back. */
export function tangle(seed: number): SceneSketch {
  const { below, chance, pick } = newDice(seed, 1);
  const size = 60;
  const nodes = Array.from({ length: size }, (_, at): NodeSketch => {
    const kind = at < 4 || chance(0.6) ? "or" : chance(0.15) ? "defence" : "and";
    const from = new Set<string>();
    for (let left = at === 0 ? 0 : 1 + below(3); left > 0; left -= 1)
      from.add(`n${chance(0.15) ? below(size) : Math.max(0, at - 1 - below(6))}`);
    return {
      name: `n${at}`,
      kind,
      from: kind === "defence" ? [] : [...from],
      ...(kind === "defence" && { on: pick([0, 0.5, 0.5, 1]) }),
      ...(kind !== "defence" && chance(0.2) && { time: exponential(1) }),
    };
  });
  const steps = nodes.flatMap(({ name, kind }) => (kind === "defence" ? [] : [name]));
  return {
    nodes,
    entries: [{ at: steps[0] ?? "" }, { at: pick(steps), available: 0.5 }],
    objectives: [...new Set([0, 1, 2, 3, 4, 5].map((at) => steps.at(-1 - 3 * at) ?? ""))],
  };
}
