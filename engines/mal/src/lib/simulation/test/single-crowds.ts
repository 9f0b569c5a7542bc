/**
 * Scenes with crowds whose members are one step each: behind a hub, with gates and times of their
 * own, leading to goals that one member suffices for.
 */
import type { Dice } from "../../../../test/dice.ts";
import { newDice } from "../../../../test/dice.ts";
import type { TimeExpression } from "../../attack-graph.ts";
import type { GraphEffect, LatentMeasures } from "../../scene.ts";
import type { NodeSketch, SceneSketch } from "./build-graph.ts";
import { call, days, exponential, fixed } from "./build-graph.ts";

/** Places of the parameters in every such scene. */
const parameter = { everyone: 0, some: 1, works: 2, scale: 3, seen: 4, bias: 5 } as const;

/** What the members of one crowd have in common. */
type Law = {
  readonly members: number;
  readonly hub: string;
  readonly time: TimeExpression;
  readonly isScaled: boolean;
  readonly isWatched: boolean;
  /** A gate that all have and that each draws for, one that some have, or one shared in effect. */
  readonly gates: readonly ("all" | "some" | "someTogether")[];
  readonly evidence: number;
};

function lawOf({ below, chance, pick }: Dice): Law {
  return {
    members: 3 + below(30),
    hub: pick(["hub", "late"]),
    time: pick([days(0), days(2), exponential(0.05), call("LogNormal", 2, 0.7)]),
    isScaled: chance(0.5),
    isWatched: chance(0.4),
    gates: pick([
      [],
      ["all"],
      ["some"],
      ["someTogether"],
      ["all", "some"],
      ["all", "someTogether"],
    ]),
    evidence: pick([0, 0, 1]),
  };
}

function gateSketches(name: string, crowd: string, { gates, evidence }: Law) {
  return gates.map((kind, at) => ({
    at: `${name}/${at}`,
    coverage: kind === "all" ? parameter.everyone : parameter.some,
    effectiveness: parameter.works,
    effectKey: kind === "someTogether" ? crowd : `${name}/${at}`,
    evidence: kind === "all" ? 0 : evidence,
    biases: kind === "all" ? [] : [parameter.bias],
  }));
}

/** A scene with two crowds, and two measures: one shuts, one slows every member of the first. */
export type SingleCrowds = {
  readonly sketch: SceneSketch;
  readonly latent: LatentMeasures;
  /** Members of the crowds that can be folded: those with any draw of their own. */
  readonly members: number;
};

/** The scene of a seed. */
export function singleCrowds(seed: number): SingleCrowds {
  const dice = newDice(seed, 3);
  const laws = [lawOf(dice), lawOf(dice)];
  const names = laws.map(({ members }, crowd) =>
    Array.from({ length: members }, (_, at) => `m${crowd}.${at}`),
  );
  const members = laws.flatMap((law, crowd) =>
    (names[crowd] ?? []).map((name) => ({ name, law, crowd: `crowd${crowd}` })),
  );
  const nodes: readonly NodeSketch[] = [
    { name: "entry", kind: "or" },
    { name: "hub", kind: "or", from: ["entry"], time: exponential(1) },
    { name: "late", kind: "or", from: ["hub"], time: exponential(0.5) },
    ...members.flatMap(({ name, law }): readonly NodeSketch[] => [
      ...law.gates.map((_, at) => ({ name: `${name}/${at}`, kind: "defence" as const })),
      { name, kind: "and", from: [law.hub, ...law.gates.map((_, at) => `${name}/${at}`)] },
    ]),
    { name: "first", kind: "or", from: names[0] ?? [] },
    { name: "second", kind: "or", from: ["first", ...(names[1] ?? [])], time: exponential(1) },
    { name: "both", kind: "and", from: ["first", "second"], time: exponential(2) },
  ];
  const nodeOf = new Map(nodes.map(({ name }, at) => [name, at]));
  const every = (name: (member: string) => string): readonly number[] =>
    (names[0] ?? []).flatMap((member) => nodeOf.get(name(member)) ?? []);
  const some = laws[0]?.gates.findIndex((kind) => kind !== "all") ?? -1;
  const control = every((member) => `${member}/${some}`).map((node): GraphEffect => ({
    kind: "control",
    node,
    coverage: 0.8,
  }));
  const slower = every((member) => member).map((node): GraphEffect => ({
    kind: "slower",
    node,
    factor: 2,
  }));
  const folds = laws.filter(({ gates, time }) => gates.length > 0 || time.kind === "call");
  return {
    members: folds.reduce((sum, law) => sum + law.members, 0),
    latent: [control, slower],
    sketch: {
      nodes,
      entries: ["entry"],
      objectives: ["first", "second", "both"],
      parameters: [
        fixed("everyone", 1),
        // Quantiles of Beta are by far the dearest draw.
        seed % 8 === 0 ? { id: "some", prior: { kind: "beta", a: 3, b: 2 } } : fixed("some", 0.6),
        fixed("works", 0.9),
        { id: "scale", prior: { kind: "normal", mean: 0, sd: 0.5 } },
        fixed("seen", 0.6),
        { id: "bias", prior: { kind: "normal", mean: 0, sd: 0.4 } },
      ],
      gates: members.flatMap(({ name, law, crowd }) => gateSketches(name, crowd, law)),
      times: members.map(({ name, law: { time, isScaled } }) => ({
        at: name,
        time,
        scale: isScaled ? parameter.scale : -1,
        key: name,
      })),
      detectors: members.flatMap(({ name, law, crowd }) =>
        law.isWatched
          ? [
              {
                at: name,
                sensitivity: parameter.seen,
                type: crowd,
                technique: "T1",
                stateKey: crowd,
                alertDelay: exponential(2),
              },
            ]
          : [],
      ),
      response: { containment: exponential(0.3) },
      campaign: { skillLoading: 0.3, skillOnTime: 0.5 },
      horizonDays: 30,
      seed: String(seed),
    },
  };
}
