/** What a campaign by hand comes to, by the engines that the dials are made with. */
import {
  clustersOf,
  correctedMeans,
  outcomeCode,
  quantileOf,
  resistance,
  type ResistanceFigures,
} from "@vallgrav/dials";
import type { Problem } from "@vallgrav/kernel";
import {
  blindTime,
  checkScene,
  freeObjectives,
  outcomeOf,
  play,
  prepare,
  type Sampled,
  type Scene,
  simulate,
} from "@vallgrav/mal";
import { campaignScene } from "./campaign-scene.ts";
import type { CampaignAsked } from "./campaign-shape.ts";
import { Unfit } from "./shapes.ts";

/** Nodes times runs of one calculation, and runs that are also played blind. */
const mostWork = 2e9;
const mostBlind = 200_000;
const mostRuns = 10_000_000;
const none = new Uint8Array(0);
const never = Number.POSITIVE_INFINITY;

/** What is not known, as it shows in a probability: its spread without the luck of the runs. */
export type KnowledgeOf = {
  readonly sd: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
};

/** A goal, or any of the goals, as a dial. */
export type GoalAnswer = {
  /** Null: any of them. */
  readonly goal: string | null;
  readonly resistance: Omit<ResistanceFigures, "profile">;
  /** Of the chance that it falls, where there are several outer draws of several runs. */
  readonly fallsKnowledge: KnowledgeOf | null;
};

/** The answer of a campaign. */
export type CampaignAnswer = {
  readonly goals: readonly GoalAnswer[];
  /** Chance that all goals have fallen within the horizon. */
  readonly allFall: number;
  /** Goals that nobody has to attack: their proof holds no entry. */
  readonly free: readonly string[];
  /** Chance that it holds against one who does not know the detectors; null without any. */
  readonly blindHolds: number | null;
};

/** The problems of a scene that keep it from being played. */
export type SceneRefused = { readonly problems: readonly Problem<string, object>[] };

/** Refuses more work than one calculation may take. @throws {Unfit} */
export function checkWork(
  { outer, inner }: CampaignAsked,
  scene: Scene,
  path: string,
  { most = mostRuns, plays = 1 }: { readonly most?: number; readonly plays?: number } = {},
): void {
  const runs = outer * inner;
  const size = scene.graph.nodeCount + scene.graph.children.length;
  if (runs < 2 || runs > most || runs * size * plays > mostWork) throw new Unfit(path, "work");
}

/** Times cut at what the attacker has time for, and why each run held. */
function columnsOf(
  { times, unopposed, limits }: Sampled,
  goals: readonly number[],
  all: number,
): { readonly times: Float64Array; readonly outcomes: Uint8Array } {
  const runs = limits.length;
  const cut = new Float64Array(runs).fill(never);
  const outcomes = new Uint8Array(runs);
  for (let run = 0; run < runs; run += 1) {
    const limit = limits[run] ?? 0;
    const of = {
      times: times.subarray(run * all, (run + 1) * all),
      unopposed: unopposed.subarray(run * all, (run + 1) * all),
      limit,
    };
    for (const goal of goals) {
      const time = of.times[goal] ?? never;
      if (time <= limit) cut[run] = Math.min(cut[run] ?? never, time);
    }
    outcomes[run] = outcomeCode[outcomeOf(of, goals)];
  }
  return { times: cut, outcomes };
}

/** The spread of the chance to fall that facts would take away. */
function knowledgeOf(
  times: Float64Array,
  { outer, inner, horizonDays }: CampaignAsked,
): KnowledgeOf | null {
  if (outer < 2 || inner < 2) return null;
  const fell = Float64Array.from(times, (time) => (time <= horizonDays ? 1 : 0));
  const clusters = clustersOf(fell, { outer, inner });
  const means = correctedMeans(clusters).sort();
  return {
    sd: Math.sqrt(clusters.knowledgeVariance),
    p10: quantileOf(means, 0.1),
    p50: quantileOf(means, 0.5),
    p90: quantileOf(means, 0.9),
  };
}

/** The share of runs that hold where the fastest way is taken, whoever watches it. */
function blindHolds(scene: Scene, asked: CampaignAsked): number | null {
  const runs = asked.outer * asked.inner;
  if (scene.detectors.length === 0 || runs > mostBlind) return null;
  const prepared = prepare(scene, []);
  const goals = scene.objectives.map((_, at) => at);
  let holds = 0;
  for (let outer = 0; outer < asked.outer; outer += 1)
    for (let inner = 0; inner < asked.inner; inner += 1) {
      const played = play(prepared, none, { outer, inner });
      if (blindTime(played, goals) > played.limit) holds += 1;
    }
  return holds / runs;
}

/**
 * Plays a campaign. Cost: runs times nodes.
 * @throws {Unfit} for names of nothing and more work than is allowed
 */
export function answerCampaign(asked: CampaignAsked, path: string): CampaignAnswer | SceneRefused {
  const { scene } = campaignScene(asked, path);
  checkWork(asked, scene, path);
  const problems = checkScene(scene).filter(({ severity }) => severity === "error");
  if (problems.length > 0) return { problems };
  const { outer, inner, horizonDays } = asked;
  const range = { outerFrom: 0, outerTo: outer, inner };
  const sampled = simulate(prepare(scene, []), none, range);
  const all = asked.goals.length;
  const answerOf = (goal: string | null, places: readonly number[]): GoalAnswer => {
    const { times, outcomes } = columnsOf(sampled, places, all);
    const runs = { profile: "", outer, inner, times, outcomes, horizonDays };
    const { profile: _profile, ...figures } = resistance(runs);
    return { goal, resistance: figures, fallsKnowledge: knowledgeOf(times, asked) };
  };
  const goals = asked.goals.map((goal, at) => answerOf(goal, [at]));
  const any = all === 1 ? [] : [answerOf(null, [...asked.goals.keys()])];
  let fallen = 0;
  for (let run = 0; run < sampled.limits.length; run += 1) {
    const limit = sampled.limits[run] ?? 0;
    const times = sampled.times.subarray(run * all, (run + 1) * all);
    if (times.every((time) => time <= limit)) fallen += 1;
  }
  const free = new Set(freeObjectives(scene));
  return {
    goals: [...goals, ...any],
    allFall: fallen / sampled.limits.length,
    free: asked.goals.filter((_, at) => free.has(scene.objectives[at] ?? -1)),
    blindHolds: blindHolds(scene, asked),
  };
}
