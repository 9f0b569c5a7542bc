/** Scenes of many steps that mostly take no time: what contraction has most to do with. */
import { newDice } from "../../../../test/dice.ts";
import type { NodeSketch, SceneSketch } from "./build-graph.ts";
import { exponential } from "./build-graph.ts";

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
