/**
 * One run laid open: every draw and every value that led to its times, as plain data that JSON can
 * hold, so that somebody else can compute the times again.
 */
import { invariant, uniformAt } from "@vallgrav/kernel";
import { nodeKind } from "../attack-graph.ts";
import { nodeName } from "../graph/names.ts";
import {
  choose,
  drawnTime,
  effectUniform,
  isEffective,
  isOn,
  isReallyOpen,
  parameterOf,
  probabilityOn,
  skillOf,
  stateUniform,
  uniformsOf,
} from "./chance-of-run.ts";
import type { ExplainedDetector, ExplainedResponse } from "./explain-detection.ts";
import { explainDetectors, explainResponse } from "./explain-detection.ts";
import type { Days } from "./days.ts";
import { daysOf } from "./days.ts";
import { compoundTime } from "./layout.ts";
import { operation } from "./distributions.ts";
import type { Prepared } from "./prepare.ts";
import { isGateKind, isMet, isRequirement } from "./reduce.ts";
import { playRun } from "./play-run.ts";
import { baseTime, entryTime, limitOf, localTime, timeOf, unopposedTimeOf } from "./run.ts";
import type { Played, RunNumber } from "./witness.ts";
import { rankOf, reachedFrom } from "./witness.ts";

/** A class parameter as it was drawn; `u` is null for a fixed one. */
export type ExplainedParameter = {
  readonly id: string;
  readonly u: number | null;
  readonly value: number;
};

/** An entry; it can be used from `delay` on if `u` < `available`. */
export type ExplainedEntry = {
  readonly node: string;
  readonly u: number;
  readonly available: number;
  readonly isThere: boolean;
  readonly delay: Days;
};

/**
 * A gate. On if `uState` < max(`pOn`, `covered`); works if Φ(√ρ·Z + √(1−ρ)·Φ⁻¹(`uEffect`)) ≤
 * `effectiveness`, always if that is null; blocks if both. Requirements have no draws.
 */
export type ExplainedGate = {
  readonly node: string;
  readonly uState: number | null;
  readonly pOn: number;
  /** Coverage by the measures chosen. */
  readonly covered: number;
  readonly on: boolean;
  readonly uEffect: number | null;
  readonly effectiveness: number | null;
  readonly effective: boolean;
  readonly blocks: boolean;
};

/** A step. Its local time is `days` = `base` · exp(`scale` − σ·Z) · `factor`; 0 and never stay. */
export type ExplainedTime = {
  readonly node: string;
  readonly kind: "or" | "and";
  /** The uniforms its distributions took, in the order of the expression. */
  readonly us: readonly number[];
  readonly base: Days;
  /** ε, 0 where there is none. */
  readonly scale: number;
  /** Slowing by the measures chosen. */
  readonly factor: number;
  readonly days: Days;
};

/** A node of a proof, when it was reached, and from where: nothing for entries and gates. */
export type ExplainedStep = {
  readonly node: string;
  readonly time: number;
  readonly parents: readonly string[];
};

/** One run, and all it follows from. Names are `<asset>:<step>`. */
export type Explanation = {
  readonly outer: number;
  readonly inner: number;
  readonly parameters: readonly ExplainedParameter[];
  /** Z = Φ⁻¹(u) + μ. */
  readonly skill: { readonly u: number; readonly value: number };
  /** ρ and σ of the campaign. */
  readonly skillLoading: number;
  readonly skillOnTime: number;
  readonly patience: Days;
  /** C: the smaller of patience and horizon. */
  readonly limit: number;
  readonly entries: readonly ExplainedEntry[];
  readonly gates: readonly ExplainedGate[];
  readonly times: readonly ExplainedTime[];
  /** Steps this attacker cannot take. */
  readonly closed: readonly string[];
  /** What follows an alert in this run; null where no detector watches a step that matters. */
  readonly response: ExplainedResponse | null;
  /** 0–1: what chances of firing are multiplied by. */
  readonly stealth: number;
  readonly detectors: readonly ExplainedDetector[];
  /** From and to, over the steps that matter and the gates before them. */
  readonly edges: readonly (readonly [string, string])[];
  /** `days` with response, `unopposed` without. */
  readonly objectives: readonly {
    readonly node: string;
    readonly days: Days;
    readonly unopposed: Days;
  }[];
  /** Proof of the objective that falls first (earlier in the scene's list at a tie); by time. */
  readonly proof: readonly ExplainedStep[];
};

function explainParameters(prepared: Prepared): ExplainedParameter[] {
  const { scene, layout, work } = prepared;
  return scene.parameters.map(({ id, prior }, index) => {
    const high = layout.parameterHigh[index] ?? 0;
    const u = uniformAt(high, layout.parameterLow[index] ?? 0, work.outer, 0);
    return { id, u: prior.kind === "fixed" ? null : u, value: parameterOf(prepared, index) };
  });
}

function explainEntries(prepared: Prepared): ExplainedEntry[] {
  const { scene, layout, work } = prepared;
  return layout.entries.map(({ step, available, keyHigh, keyLow }, at) => {
    const time = entryTime(prepared, at);
    return {
      node: nodeName(scene.graph, layout.nodes[step] ?? 0),
      u: uniformAt(keyHigh, keyLow, work.outer, work.inner),
      available,
      isThere: time < Number.POSITIVE_INFINITY,
      delay: daysOf(time),
    };
  });
}

function explainRequirement(prepared: Prepared, node: number): ExplainedGate {
  const { graph } = prepared.scene;
  const kind = graph.kinds[node] ?? 0;
  const blocks = isRequirement(kind) && !isMet(graph, node);
  return {
    node: nodeName(graph, node),
    uState: null,
    pOn: blocks ? 1 : 0,
    covered: 0,
    on: blocks,
    uEffect: null,
    effectiveness: null,
    effective: true,
    blocks,
  };
}

function explainGate(prepared: Prepared, node: number): ExplainedGate {
  const { scene, layout, work } = prepared;
  const gate = layout.gateOf[node] ?? -1;
  if (gate < 0) return explainRequirement(prepared, node);
  const mechanism = layout.gates.mechanism[gate] ?? -1;
  const covered = work.covered[gate] ?? 0;
  return {
    node: nodeName(scene.graph, node),
    uState: stateUniform(prepared, gate),
    pOn: probabilityOn(prepared, gate),
    covered,
    on: isOn(prepared, gate, covered),
    uEffect: mechanism < 0 ? null : effectUniform(prepared, mechanism),
    effectiveness:
      mechanism < 0 ? null : parameterOf(prepared, layout.mechanisms.effectiveness[mechanism] ?? 0),
    effective: isEffective(prepared, gate),
    blocks: !isReallyOpen(prepared, gate),
  };
}

function uniformsAt({ layout, work }: Prepared, step: number): readonly number[] {
  const { times } = layout;
  const op = times.op[step] ?? 0;
  if (op === operation.number) return [];
  if (op !== compoundTime) {
    const high = times.keyHigh[step] ?? 0;
    return [uniformAt(high, times.keyLow[step] ?? 0, work.outer, work.inner)];
  }
  const drawn = times.compounds[times.compound[step] ?? 0];
  return drawn === undefined ? [] : [...uniformsOf(drawn, work.outer, work.inner)];
}

function explainTime(prepared: Prepared, step: number): ExplainedTime {
  const { scene, layout, work } = prepared;
  const scale = layout.times.scale[step] ?? -1;
  return {
    node: nodeName(scene.graph, layout.nodes[step] ?? 0),
    kind: layout.isAnd[step] === 1 ? "and" : "or",
    us: uniformsAt(prepared, step),
    base: daysOf(baseTime(prepared, step)),
    scale: scale < 0 ? 0 : parameterOf(prepared, scale),
    factor: work.slowed[step] ?? 1,
    days: daysOf(localTime(prepared, step)),
  };
}

type Surroundings = {
  readonly edges: readonly (readonly [string, string])[];
  readonly gates: readonly number[];
};

/** Edges into the steps that matter, from steps that can be reached and from gates. */
function surroundings({ scene, layout }: Prepared): Surroundings {
  const { graph } = scene;
  const edges: (readonly [string, string])[] = [];
  const gates = new Set<number>();
  for (const node of layout.nodes) {
    const end = graph.parentOffsets[node + 1] ?? 0;
    for (let at = graph.parentOffsets[node] ?? end; at < end; at += 1) {
      const parent = graph.parents[at] ?? 0;
      const isGate = isGateKind(graph.kinds[parent] ?? 0);
      if (isGate) gates.add(parent);
      // An AND that only an entry can lead to keeps the parents that nobody reaches: they say so.
      const keeps = isGate || (layout.localOf[parent] ?? -1) >= 0;
      if (keeps || graph.kinds[node] === nodeKind.and)
        edges.push([nodeName(graph, parent), nodeName(graph, node)]);
    }
  }
  return { edges, gates: [...gates].sort((a, b) => a - b) };
}

/** The proof of the first objective to fall in a played run, in order of time. */
function explainProof(played: Played): ExplainedStep[] {
  const { prepared, times } = played;
  const { scene, layout, work } = prepared;
  const { graph } = scene;
  let first = -1;
  times.forEach((time, at) => {
    if (time < (times[first] ?? Number.POSITIVE_INFINITY)) first = at;
  });
  if (first < 0) return [];
  const seen = new Set<number>([scene.objectives[first] ?? 0]);
  const steps: { readonly order: number; readonly step: ExplainedStep }[] = [];
  for (const node of seen) {
    const step = layout.localOf[node] ?? -1;
    const parents = step < 0 ? [] : reachedFrom(played, step);
    for (const parent of parents) seen.add(parent);
    const names = Array.from(parents, (parent) => nodeName(graph, parent));
    const time = step < 0 ? 0 : timeOf(prepared, step);
    const order = step < 0 ? -1 : rankOf(work, step);
    steps.push({ order, step: { node: nodeName(graph, node), time, parents: names } });
  }
  return steps.sort((a, b) => a.order - b.order).map(({ step }) => step);
}

/**
 * Lays one run open. Linear in the steps that matter: for looking at single runs.
 * @param chosen one byte per latent measure, as for `simulate`
 */
export function explain(
  prepared: Prepared,
  chosen: Uint8Array,
  { outer, inner }: RunNumber,
): Explanation {
  invariant(chosen.length === prepared.latent.length, "one byte per latent measure");
  choose(prepared, chosen);
  playRun(prepared, outer, inner, { until: "end" });
  const { scene, layout, work } = prepared;
  const { graph, campaign } = scene;
  const times = Float64Array.from(layout.objectives, (step) => timeOf(prepared, step));
  const unopposed = Float64Array.from(layout.objectives, (step) => unopposedTimeOf(prepared, step));
  const limit = limitOf(prepared);
  const { edges, gates } = surroundings(prepared);
  const { run } = work;
  const played = { prepared, run, outer, inner, times, unopposed, limit, allGatesOpen: false };
  const value = skillOf(scene, layout, work);
  return {
    outer,
    inner,
    parameters: explainParameters(prepared),
    skill: { u: uniformAt(layout.skillHigh, layout.skillLow, outer, inner), value },
    skillLoading: campaign.skillLoading,
    skillOnTime: campaign.skillOnTime,
    patience: daysOf(drawnTime(layout.patience, work)),
    limit,
    entries: explainEntries(prepared),
    gates: gates.map((node) => explainGate(prepared, node)),
    times: Array.from(layout.nodes, (_, step) => explainTime(prepared, step)),
    closed: campaign.closed.map((node) => nodeName(graph, node)),
    response: explainResponse(prepared),
    stealth: campaign.stealth,
    detectors: explainDetectors(prepared),
    edges,
    objectives: scene.objectives.map((node, at) => ({
      node: nodeName(graph, node),
      days: daysOf(times[at] ?? Number.POSITIVE_INFINITY),
      unopposed: daysOf(unopposed[at] ?? Number.POSITIVE_INFINITY),
    })),
    proof: explainProof(played),
  };
}
