/**
 * How long an attack with a given start takes to a given goal, on the model as it is: what a test
 * or an incident is held against (dials.md §2.5). One who tests is left alone and knows every
 * technique; an incident meets whoever watches.
 */
import {
  type AttackGraph,
  nodeKind,
  play,
  prepare,
  type RunNumber,
  type Scene,
} from "@vallgrav/mal";
import type { RealityAttack } from "../api/index.ts";
import { opened } from "./handed.ts";
import type { Prepared } from "./setting.ts";

/** What is asked of a thread. Structured clone keeps all of it. */
export type RealityQuestion = {
  readonly prepared: Prepared;
  readonly attack: Pick<RealityAttack, "goal" | "kind" | "start">;
};

/** Starts that are tried, and runs from each. */
export const realityLimits = { starts: 5, outer: 80, horizonDays: 365 } as const;

type Step = { readonly node: number; readonly name: string; readonly type: string };

function stepsIn(graph: AttackGraph, names: ReadonlySet<string>): readonly Step[] {
  const found: Step[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const step = graph.steps[graph.stepOf[node] ?? 0];
    if (step !== undefined && names.has(step.name) && (graph.kinds[node] ?? 0) <= nodeKind.and)
      found.push({ node, name: step.name, type: step.assetType });
  }
  return found;
}

/** Whether an account's rights alone reach the directory: through its groups, without a step. */
function isRuler(graph: AttackGraph, node: number): boolean {
  const seen = new Set([node]);
  const queue = [node];
  for (let at = 0; at < queue.length && at < 2_000; at += 1) {
    const here = queue[at] ?? 0;
    const end = graph.childOffsets[here + 1] ?? 0;
    for (let child = graph.childOffsets[here] ?? end; child < end; child += 1) {
      const next = graph.children[child] ?? 0;
      const name = graph.steps[graph.stepOf[next] ?? 0]?.name;
      if (name === "compromise" || name === "admin") return true;
      if (name !== "act" || seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return false;
}

/** Some of many, evenly spread: the same for the same graph. */
function someOf<T>(all: readonly T[], most: number): readonly T[] {
  const wanted = Math.min(most, all.length);
  const from = (at: number): number => Math.floor(((at + 0.5) * all.length) / wanted);
  return Array.from({ length: wanted }, (_, at) => all.slice(from(at), from(at) + 1)).flat();
}

/** Sets of nodes that somebody starts from who holds an ordinary account on an ordinary client. */
function employeeStarts(graph: AttackGraph): readonly (readonly number[])[] {
  const steps = stepsIn(graph, new Set(["act", "logOn"]));
  const accounts = steps.filter(
    ({ name, type, node }) => name === "act" && type === "PersonalAccount" && !isRuler(graph, node),
  );
  const clients = steps.filter(({ name, type }) => name === "logOn" && type === "Client");
  const chosen = someOf(accounts, realityLimits.starts);
  const computers = someOf(clients, chosen.length);
  return chosen.map(({ node }, at) => [
    node,
    ...computers.slice(at, at + 1).map((one) => one.node),
  ]);
}

/** Where a goal lies; empty where the model has none. */
export function goalNodes(
  { setting }: Pick<Prepared, "setting">,
  goal: RealityAttack["goal"],
): readonly number[] {
  const { vital } = setting;
  const municipal = opened(setting.municipal);
  if (goal === "vital")
    return municipal.objectives.flatMap(({ node }, at) => (vital[at] === 1 ? [node] : []));
  return stepsIn(municipal.scene.graph, new Set(["compromise"]))
    .filter(({ type }) => type === "Domain")
    .map(({ node }) => node);
}

/** Where a start lies: nodes of each that is tried; null: the attacker's own ways in. */
export function startsOf(
  { setting }: Pick<Prepared, "setting">,
  start: RealityAttack["start"],
): readonly (readonly number[] | null)[] {
  return start === "outside" ? [null] : employeeStarts(opened(setting.municipal).scene.graph);
}

function sceneOf(
  scene: Scene,
  { kind }: Pick<RealityAttack, "kind">,
  [held, objectives]: readonly [readonly number[] | null, readonly number[]],
): Scene {
  const { horizonDays } = realityLimits;
  const isTest = kind === "penetration-test";
  return {
    ...scene,
    ...(isTest ? { detectors: [], response: null } : {}),
    campaign: {
      ...scene.campaign,
      entries:
        held === null
          ? scene.campaign.entries
          : held.map((node) => ({
              node,
              available: 1,
              delay: { kind: "number", value: 0 },
              key: `held/${node}`,
            })),
      // Who tests may do what the reference attacker cannot, and does not tire.
      closed: isTest ? [] : scene.campaign.closed.filter((node) => held?.includes(node) !== true),
      patience: { kind: "number", value: horizonDays },
    },
    objectives,
    horizonDays,
  };
}

function earliest(times: Float64Array, limit: number): number {
  let first = Number.POSITIVE_INFINITY;
  for (const time of times) if (time <= limit && time < first) first = time;
  return first;
}

/**
 * Days until the first of the goals fell, in each run; Infinity where none did within a year.
 * Empty where the model has no such start or goal. Cost: up to five times the reduction of the
 * graph, and some hundred runs.
 */
export function realityTimes({ prepared, attack }: RealityQuestion): Float64Array {
  const objectives = goalNodes(prepared, attack.goal);
  const starts = objectives.length === 0 ? [] : startsOf(prepared, attack.start);
  const perStart = Math.ceil((realityLimits.starts * realityLimits.outer) / (starts.length || 1));
  const { scene } = opened(prepared.setting.municipal);
  const times: number[] = [];
  for (const [at, held] of starts.entries()) {
    const stage = prepare(sceneOf(scene, attack, [held, objectives]), []);
    for (let number = 0; number < perStart; number += 1) {
      const run: RunNumber = { outer: at * perStart + number, inner: 0 };
      const played = play(stage, new Uint8Array(0), run);
      times.push(earliest(played.times, played.limit));
    }
  }
  return Float64Array.from(times);
}
