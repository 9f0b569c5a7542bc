/** A campaign by hand as the attack engine plays it: its graph and its scene. */
import {
  type AttackGraph,
  type NodeKind,
  nodeKind,
  type Parameter,
  type Scene,
  type StepInfo,
  type TimeExpression,
} from "@vallgrav/mal";
import type { CampaignAsked, ChanceOf } from "./campaign-shape.ts";
import { below, Unfit, unique } from "./shapes.ts";

const mostNodes = 20_000;
const mostLinks = 200_000;
const atOnce: TimeExpression = { kind: "number", value: 0 };
const forever: TimeExpression = { kind: "call", name: "Infinity", arguments: [] };
const kindOf = { any: nodeKind.or, all: nodeKind.and, gate: nodeKind.defence } as const;

type Asked = CampaignAsked["nodes"][number];

/** A node after its copies are made. */
type Made = { readonly id: string; readonly of: Asked; readonly parents: readonly number[] };

/** Every copy of every node, with the numbers of those before it. */
function copiesOf(asked: readonly Asked[], path: string): readonly Made[] {
  unique(
    asked.map(({ id }) => id),
    path,
  );
  const first = new Map<string, number>();
  const byId = new Map(asked.map((one) => [one.id, one]));
  let count = 0;
  for (const { id, copies } of asked) {
    first.set(id, count);
    count += copies;
  }
  if (count > mostNodes) throw new Unfit(path, "list");
  let links = 0;
  return asked.flatMap((of, at) => {
    const after = below(below(path, at), "after");
    return Array.from({ length: of.copies }, (_, copy): Made => {
      const parents = of.after.flatMap((name, index) => {
        const parent = byId.get(name);
        const start = first.get(name);
        if (parent === undefined || start === undefined)
          throw new Unfit(below(after, index), "known");
        // As many copies go with each other one by one; otherwise each follows from all of them.
        if (parent.copies === of.copies) return [start + copy];
        if (of.copies > 1 && parent.copies > 1) throw new Unfit(below(after, index), "same-length");
        return Array.from({ length: parent.copies }, (__, other) => start + other);
      });
      links += parents.length;
      if (links > mostLinks) throw new Unfit(path, "list");
      const id = of.copies === 1 ? of.id : `${of.id} ${copy + 1}`;
      return { id, of, parents: [...new Set(parents)].sort((a, b) => a - b) };
    });
  });
}

function offsetsOf(lists: readonly (readonly number[])[]): Int32Array {
  const offsets = new Int32Array(lists.length + 1);
  for (const [at, list] of lists.entries()) offsets[at + 1] = (offsets[at] ?? 0) + list.length;
  return offsets;
}

function graphOf(nodes: readonly Made[]): AttackGraph {
  const children: number[][] = nodes.map(() => []);
  for (const [node, { parents }] of nodes.entries())
    for (const parent of parents) children[parent]?.push(node);
  const order = Int32Array.from(nodes, (_, at) => at);
  return {
    nodeCount: nodes.length,
    stepOf: order,
    assetOf: order,
    kinds: Uint8Array.from(nodes, ({ of }) => kindOf[of.is]),
    existence: new Uint8Array(nodes.length),
    defenceOn: new Float64Array(nodes.length).fill(Number.NaN),
    childOffsets: offsetsOf(children),
    children: Int32Array.from(children.flat()),
    parentOffsets: offsetsOf(nodes.map(({ parents }) => parents)),
    parents: Int32Array.from(nodes.flatMap(({ parents }) => parents)),
    steps: nodes.map(({ id, of }): StepInfo => ({
      assetType: id,
      name: "step",
      kind: kindOf[of.is] satisfies NodeKind,
      time: of.days,
      tags: [],
      meta: {},
    })),
    assets: nodes.map(({ id }) => id),
    firstNode: order,
  };
}

/** Numbers and names of chances as parameters of the scene. */
class Parameters {
  readonly list: Parameter[] = [];
  readonly #places = new Map<string, number>();

  constructor(asked: CampaignAsked["parameters"], path: string) {
    for (const [id, { beta, value }] of asked) {
      if ((beta === null) === (value === null)) throw new Unfit(below(path, id), "choice");
      const [a = 1, b = 1] = beta ?? [];
      this.#places.set(id, this.list.length);
      this.list.push({
        id,
        prior: value === null ? { kind: "beta", a, b } : { kind: "fixed", value },
      });
    }
  }

  /** Place of a parameter by name, or of one that has the number as its value. */
  placeOf(chance: ChanceOf, path: string): number {
    if (typeof chance === "string") {
      const place = this.#places.get(chance);
      if (place === undefined) throw new Unfit(path, "known");
      return place;
    }
    const id = `= ${chance}`;
    const place = this.#places.get(id) ?? this.list.length;
    if (place === this.list.length) {
      this.#places.set(id, place);
      this.list.push({ id, prior: { kind: "fixed", value: chance } });
    }
    return place;
  }
}

/** A campaign ready to be played. */
export type CampaignScene = {
  readonly scene: Scene;
  /** Number of the one step of that name. @throws {Unfit} where there is none */
  readonly stepOf: (name: string, path: string) => number;
  /** Numbers of a gate's copies. @throws {Unfit} where there is none */
  readonly gatesOf: (name: string, path: string) => readonly number[];
};

type Finders = Pick<CampaignScene, "gatesOf" | "stepOf">;

/** How nodes are found by name. */
function findersOf(nodes: readonly Made[]): Finders {
  const steps = new Map<string, number>();
  const gates = new Map<string, number[]>();
  for (const [at, { id, of }] of nodes.entries())
    if (of.is !== "gate") steps.set(id, at);
    else {
      const copies = gates.get(of.id);
      if (copies === undefined) gates.set(of.id, [at]);
      else copies.push(at);
    }
  return {
    stepOf: (name, path) => {
      const step = steps.get(name);
      if (step === undefined) throw new Unfit(path, "known");
      return step;
    },
    gatesOf: (name, path) => {
      const found = gates.get(name);
      if (found === undefined) throw new Unfit(path, "known");
      return found;
    },
  };
}

/** What notices the attacker, and what follows. */
function watchOf(
  asked: CampaignAsked,
  stepOf: Finders["stepOf"],
  { parameters, path }: { readonly parameters: Parameters; readonly path: string },
): Pick<Scene, "detectors" | "response"> {
  const { response } = asked;
  return {
    detectors: asked.detectors.map(({ at, fires, kind }, index) => {
      const place = below(below(path, "detectors"), index);
      return {
        node: stepOf(at, below(place, "at")),
        type: kind,
        technique: at,
        coverage: -1,
        evidence: 0,
        biases: [],
        stateKey: `${kind} ${at}`,
        sensitivity: parameters.placeOf(fires, below(place, "fires")),
        alertDelay: atOnce,
      };
    }),
    response:
      response === null
        ? null
        : {
            triage: response.triageDays ?? atOnce,
            staffing: { periodHours: 168, gapsHours: [] },
            containment: response.containmentDays,
            success: parameters.placeOf(
              response.success,
              below(below(path, "response"), "success"),
            ),
          },
  };
}

/** Makes the scene of a campaign. @throws {Unfit} for names of nothing and too many links */
export function campaignScene(asked: CampaignAsked, path: string): CampaignScene {
  const nodesPath = below(path, "nodes");
  const nodes = copiesOf(asked.nodes, nodesPath);
  const parameters = new Parameters(asked.parameters, below(path, "parameters"));
  unique(
    nodes.map(({ id }) => id),
    nodesPath,
  );
  const finders = findersOf(nodes);
  const { stepOf } = finders;
  const stepsNamed = (field: "closed" | "entries" | "goals"): readonly number[] => {
    unique(asked[field], below(path, field));
    return asked[field].map((name, at) => stepOf(name, below(below(path, field), at)));
  };
  const gates = nodes.flatMap(({ id, of }, node) => {
    if (of.is !== "gate") return [];
    const at = below(nodesPath, asked.nodes.indexOf(of));
    return {
      node,
      coverage: parameters.placeOf(of.on, below(at, "on")),
      evidence: 0,
      biases: [],
      effectiveness: parameters.placeOf(of.works, below(at, "works")),
      stateKey: id,
      effectKey: of.effect ?? id,
    };
  });
  const times = nodes.flatMap(({ id, of }, node) =>
    of.is === "gate" ? [] : [{ node, time: of.days ?? atOnce, scale: -1, key: of.draw ?? id }],
  );
  const watch = watchOf(asked, stepOf, { parameters, path });
  const { mean = 0, loading = 0, onTime = 0 } = asked.skill ?? {};
  const scene: Scene = {
    graph: graphOf(nodes),
    parameters: parameters.list,
    gates,
    times,
    ...watch,
    campaign: {
      profile: "by hand",
      entries: stepsNamed("entries").map((node) => ({
        node,
        available: 1,
        delay: atOnce,
        key: nodes[node]?.id ?? "",
      })),
      skillMean: mean,
      skillLoading: loading,
      skillOnTime: onTime,
      patience: asked.patienceDays ?? forever,
      closed: stepsNamed("closed"),
      stealth: 1,
      timing: "any",
    },
    objectives: stepsNamed("goals"),
    horizonDays: asked.horizonDays,
    seed: asked.seed,
  };
  return { scene, ...finders };
}
