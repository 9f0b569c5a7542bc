/** Attack graphs and scenes by hand, for tests: each node is an asset with one step. */
import type { AttackGraph, NodeKind, StepInfo, TimeExpression } from "../../attack-graph.ts";
import { nodeKind } from "../../attack-graph.ts";
import type {
  Campaign,
  DetectorPlacement,
  Entry,
  Gate,
  LocalTime,
  Parameter,
  Response,
  Scene,
} from "../../scene.ts";

/** A node and the names of its parents. */
export type NodeSketch = {
  readonly name: string;
  readonly kind: keyof typeof nodeKind;
  readonly from?: readonly string[];
  readonly time?: TimeExpression;
  /** Of a defence: probability that the model says it is on. */
  readonly on?: number;
  /** Of a requirement: whether the model has what it asks for. */
  readonly exists?: boolean;
};

function offsetsOf(lists: readonly (readonly number[])[]): Int32Array {
  const offsets = new Int32Array(lists.length + 1);
  lists.forEach((list, at) => {
    offsets[at + 1] = (offsets[at] ?? 0) + list.length;
  });
  return offsets;
}

/** Builds a graph of the nodes in the order given. */
export function buildGraph(nodes: readonly NodeSketch[]): AttackGraph {
  const numbers = new Map(nodes.map(({ name }, at) => [name, at]));
  const parents = nodes.map(({ from = [] }) =>
    [...new Set(from.map((name) => numbers.get(name) ?? -1))].sort((a, b) => a - b),
  );
  const children: number[][] = nodes.map(() => []);
  parents.forEach((list, node) => {
    for (const parent of list) children[parent]?.push(node);
  });
  const steps = nodes.map(({ name, kind, time }): StepInfo => ({
    assetType: `Type${name}`,
    name: "step",
    kind: nodeKind[kind] satisfies NodeKind,
    time: time ?? null,
    tags: [],
    meta: {},
  }));
  const order = Int32Array.from(nodes, (_, at) => at);
  return {
    nodeCount: nodes.length,
    stepOf: order,
    assetOf: order,
    kinds: Uint8Array.from(nodes, ({ kind }) => nodeKind[kind]),
    existence: Uint8Array.from(nodes, ({ exists }) => (exists === true ? 1 : 0)),
    defenceOn: Float64Array.from(nodes, ({ on }) => on ?? Number.NaN),
    childOffsets: offsetsOf(children),
    children: Int32Array.from(children.flat()),
    parentOffsets: offsetsOf(parents),
    parents: Int32Array.from(parents.flat()),
    steps,
    assets: nodes.map(({ name }) => name),
    firstNode: order,
  };
}

/** What a scene has beside its graph; nodes by name. */
export type SceneSketch = {
  readonly nodes: readonly NodeSketch[];
  readonly objectives: readonly string[];
  /** Names of entries that are there at once, or sketches of others. */
  readonly entries?: readonly (string | (Partial<Entry> & { readonly at: string }))[];
  readonly gates?: readonly (Partial<Gate> & { readonly at: string })[];
  readonly times?: readonly (Partial<LocalTime> & { readonly at: string })[];
  readonly detectors?: readonly (Partial<DetectorPlacement> & { readonly at: string })[];
  /** Parts not given take no time and succeed with parameter 0. */
  readonly response?: Partial<Response> | null;
  readonly parameters?: readonly Parameter[];
  readonly campaign?: Partial<Campaign>;
  readonly closed?: readonly string[];
  readonly horizonDays?: number;
  readonly seed?: string;
};

/** A number of days. */
export const days = (value: number): TimeExpression => ({ kind: "number", value });
/** A distribution. */
export const call = (name: string, ...values: readonly number[]): TimeExpression => ({
  kind: "call",
  name,
  arguments: values,
});
/** Exponential with a rate per day. */
export const exponential = (rate: number): TimeExpression => call("Exponential", rate);

/** Builds a scene: average attacker without skill effects, never giving up, horizon 90 days. */
export function buildScene(sketch: SceneSketch): Scene {
  const { nodes, entries = [], gates = [], times = [], detectors = [] } = sketch;
  const { parameters = [], closed = [] } = sketch;
  const numbers = new Map(nodes.map(({ name }, at) => [name, at]));
  const numberOf = (name: string): number => numbers.get(name) ?? -1;
  return {
    graph: buildGraph(nodes),
    parameters,
    gates: gates.map(({ at, ...gate }) => ({
      node: numberOf(at),
      coverage: 0,
      evidence: 0,
      biases: [],
      effectiveness: -1,
      stateKey: at,
      effectKey: at,
      ...gate,
    })),
    times: times.map(({ at, ...time }) => ({
      node: numberOf(at),
      time: days(0),
      scale: -1,
      key: at,
      ...time,
    })),
    detectors: detectors.map(({ at, ...detector }) => ({
      node: numberOf(at),
      type: "sensor",
      technique: at,
      coverage: -1,
      evidence: 0,
      biases: [],
      stateKey: `sensor/${at}`,
      sensitivity: 0,
      alertDelay: days(0),
      ...detector,
    })),
    response:
      sketch.response === undefined || sketch.response === null
        ? null
        : {
            triage: days(0),
            staffing: { periodHours: 168, gapsHours: [] },
            containment: days(0),
            success: 0,
            ...sketch.response,
          },
    campaign: {
      profile: "test",
      entries: entries.map((entry) => {
        const { at, ...rest } = typeof entry === "string" ? { at: entry } : entry;
        return { node: numberOf(at), available: 1, delay: days(0), key: at, ...rest };
      }),
      skillMean: 0,
      skillLoading: 0,
      skillOnTime: 0,
      patience: call("Infinity"),
      closed: closed.map(numberOf),
      stealth: 1,
      timing: "any",
      ...sketch.campaign,
    },
    objectives: sketch.objectives.map(numberOf),
    horizonDays: sketch.horizonDays ?? 90,
    seed: sketch.seed ?? "1",
  };
}

/** A parameter whose value is known. */
export const fixed = (id: string, value: number): Parameter => ({
  id,
  prior: { kind: "fixed", value },
});

/** entry → way (behind a gate) → goal. */
export const guardedWay: SceneSketch = {
  nodes: [
    { name: "entry", kind: "or" },
    { name: "gate", kind: "defence" },
    { name: "way", kind: "and", from: ["entry", "gate"], time: exponential(0.1) },
    { name: "goal", kind: "or", from: ["way"] },
  ],
  entries: ["entry"],
  objectives: ["goal"],
  parameters: [fixed("coverage", 0.5), fixed("effect", 0.8), fixed("bias", 1)],
  gates: [{ at: "gate", effectiveness: 1 }],
  times: [{ at: "way", time: exponential(0.1) }],
};
