/** A scene of a graph and its language alone: no profile, no evidence, nobody who answers. */
import type { AttackGraph } from "../attack-graph.ts";
import { nodeName } from "../graph/names.ts";
import type { Scene } from "../scene.ts";

/** Far beyond any time, and still a number: times are never cut at it. */
const noHorizonDays = Number.MAX_SAFE_INTEGER;

/**
 * The scene in which an average attacker with unlimited patience starts at `entries` and takes the
 * language's own times; defences are on with the model's probability, each node draws for itself.
 * @param entries nodes that are there from the start, each a step
 * @param objectives nodes whose times are asked for, each a step
 */
export function plainScene(
  graph: AttackGraph,
  entries: readonly number[],
  objectives: readonly number[],
  seed: string,
): Scene {
  return {
    graph,
    parameters: [],
    gates: [],
    times: [],
    detectors: [],
    response: null,
    campaign: {
      profile: "plain",
      entries: entries.map((node) => ({
        node,
        available: 1,
        delay: { kind: "number", value: 0 },
        key: nodeName(graph, node),
      })),
      skillMean: 0,
      skillLoading: 0,
      skillOnTime: 0,
      patience: { kind: "call", name: "Infinity", arguments: [] },
      closed: [],
      stealth: 1,
      timing: "any",
    },
    objectives,
    horizonDays: noHorizonDays,
    seed,
  };
}
