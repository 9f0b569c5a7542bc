/** Which measures within a budget leave the least loss of a campaign by hand. */
import type { Problem } from "@vallgrav/kernel";
import {
  checkScene,
  type GraphEffect,
  hitSets,
  measuresIn,
  play,
  prepare,
  type RunNumber,
} from "@vallgrav/mal";
import {
  type Candidate,
  checkProblem,
  type Choice,
  type Evaluation,
  planner,
} from "@vallgrav/planning";
import { checkWork, type SceneRefused } from "./answer-campaign.ts";
import { type CampaignScene, campaignScene } from "./campaign-scene.ts";
import type { Question } from "./questions.ts";
import { below, placesOf, unique } from "./shapes.ts";

type PlanAsked = Extract<Question, { readonly kind: "plan" }>;

/** Runs of a plan's campaign: each is played under every plan that is looked at. */
const mostScenarios = 2_000;

/** A plan, and what of the loss it leaves on average. */
export type PlanHeld = { readonly measures: readonly string[]; readonly remains: number };

/** The answer of a plan. */
export type PlanAnswer = PlanHeld & {
  readonly spent: Readonly<Record<string, number>>;
  readonly today: number;
  /** No plan leaves less. */
  readonly bound: number;
  /** Share of the reduction to be had that may have been missed. */
  readonly gap: number;
  /** The same as a share of what remains. */
  readonly gapOfLoss: number;
  readonly finished: boolean;
  /** The plan of whoever takes what gains most, one at a time. */
  readonly greedy: PlanHeld;
  readonly compared: readonly PlanHeld[];
};

function effectsOf(
  { measures }: PlanAsked,
  { stepOf, gatesOf }: CampaignScene,
  path: string,
): readonly (readonly GraphEffect[])[] {
  return measures.map(({ closes, slows }, at) => {
    const place = below(below(path, "measures"), at);
    return [
      ...closes.flatMap((gate, index) =>
        gatesOf(gate, below(below(place, "closes"), index)).map((node): GraphEffect => ({
          kind: "control",
          node,
          coverage: 1,
        })),
      ),
      ...slows.map(({ step, factor }, index): GraphEffect => {
        const node = stepOf(step, below(below(below(place, "slows"), index), "step"));
        return { kind: "slower", node, factor };
      }),
    ];
  });
}

/** Plays scenarios under plans; what a run lost is the sum over the goals that fell. */
function evaluator(
  { campaign, losses }: PlanAsked,
  prepared: ReturnType<typeof prepare>,
  lossOf: Float64Array,
): (choice: Choice, scenarios: readonly number[], rowsWanted: boolean) => Promise<Evaluation[]> {
  const { inner } = campaign;
  return async (choice, scenarios, rowsWanted) =>
    scenarios.map((scenario): Evaluation => {
      const run: RunNumber = { outer: Math.floor(scenario / inner), inner: scenario % inner };
      const played = play(prepared, choice, run);
      const fallen = losses
        .map((_, goal) => goal)
        .filter((goal) => (played.times[goal] ?? Infinity) <= played.limit);
      const loss = fallen.reduce((sum, goal) => sum + (lossOf[goal] ?? 0), 0);
      if (!rowsWanted || fallen.length === 0) return { scenario, loss, rows: [] };
      // The additive row: while nothing that hits a goal's witness is chosen, that goal falls.
      const sets = hitSets(played, fallen);
      const values = new Map<number, number>();
      for (const [at, goal] of fallen.entries())
        for (const hit of measuresIn(sets, at))
          values.set(hit, (values.get(hit) ?? 0) + (lossOf[goal] ?? 0));
      const coefficients = [...values]
        .sort(([a], [b]) => a - b)
        .map(([measure, value]) => ({ measure, value }));
      return { scenario, loss, rows: [{ scenario, constant: loss, coefficients }] };
    });
}

function isWithin(
  candidates: readonly Candidate[],
  chosen: ReadonlySet<number>,
  budget: Readonly<Record<string, number>>,
): boolean {
  const ids = new Set([...chosen].map((at) => candidates[at]?.id ?? ""));
  return (
    [...chosen].every((at) => {
      const candidate = candidates[at];
      return (
        candidate !== undefined &&
        candidate.requires.every((id) => ids.has(id)) &&
        candidate.excludes.every((id) => !ids.has(id))
      );
    }) &&
    Object.entries(budget).every(([resource, most]) => {
      let spent = 0;
      for (const at of chosen) spent += candidates[at]?.costs[resource] ?? 0;
      return spent <= most;
    })
  );
}

/** Takes what gains most, one at a time, while something gains and there is money. */
async function greedyOf(
  candidates: readonly Candidate[],
  budget: Readonly<Record<string, number>>,
  leftBy: (chosen: ReadonlySet<number>) => Promise<number>,
): Promise<ReadonlySet<number>> {
  let best: ReadonlySet<number> = new Set();
  for (let remains = await leftBy(best), isBetter = true; isBetter;) {
    isBetter = false;
    let next = best;
    for (const [at] of candidates.entries()) {
      const more = new Set([...best, at]);
      if (best.has(at) || !isWithin(candidates, more, budget)) continue;
      const left = await leftBy(more);
      if (left < remains) [remains, next, isBetter] = [left, more, true];
    }
    best = next;
  }
  return best;
}

function placesIn(asked: PlanAsked, path: string): ReadonlyMap<string, number> {
  const ids = asked.measures.map(({ id }) => id);
  unique(ids, below(path, "measures"));
  return new Map(ids.map((id, at) => [id, at]));
}

/**
 * Plans a campaign. Cost: plans looked at times runs times nodes.
 * @throws {Unfit} for names of nothing and more work than is allowed
 */
export async function answerPlan(
  asked: PlanAsked,
  path: string,
): Promise<PlanAnswer | SceneRefused> {
  const { campaign, measures } = asked;
  const made = campaignScene(campaign, below(path, "campaign"));
  // What gains most may be asked of every measure again after each that is taken.
  const plays = measures.length * measures.length;
  checkWork(campaign, made.scene, below(path, "campaign"), { most: mostScenarios, plays });
  const goals = new Map(campaign.goals.map((goal, at) => [goal, at]));
  const named = asked.losses.map(({ goal }) => goal);
  unique(named, below(path, "losses"));
  const lossOf = new Float64Array(goals.size);
  for (const [at, place] of placesOf(named, goals, below(path, "losses")).entries())
    lossOf[place] = asked.losses[at]?.loss ?? 0;
  const latent = effectsOf(asked, made, path);
  const places = placesIn(asked, path);
  const comparing = asked.compare.map((ids, at) =>
    placesOf(ids, places, below(below(path, "compare"), at)),
  );
  const candidates = measures.map(({ id, costs, requires, excludes }): Candidate => {
    return { id, costs: Object.fromEntries(costs), requires, excludes };
  });
  const budget = Object.fromEntries(asked.budget);
  const problems: Problem<string, object>[] = [
    ...checkScene(made.scene, latent).filter(({ severity }) => severity === "error"),
    ...checkProblem(candidates, budget),
  ];
  if (problems.length > 0) return { problems };
  const scenarios = Array.from({ length: campaign.outer * campaign.inner }, (_, at) => at);
  const evaluate = evaluator(asked, prepare(made.scene, latent), lossOf);
  const weights = new Float64Array(scenarios.length).fill(1 / scenarios.length);
  const limits = { nodes: asked.nodes };
  const planned = await planner({ candidates, weights, evaluate, limits }).plan(budget);
  const leftBy = async (chosen: ReadonlySet<number>): Promise<number> => {
    const choice = Uint8Array.from(candidates, (_, at) => (chosen.has(at) ? 1 : 0));
    const played = await evaluate(choice, scenarios, false);
    return played.reduce((sum, { loss }) => sum + loss, 0) / scenarios.length;
  };
  const heldOf = async (chosen: ReadonlySet<number>): Promise<PlanHeld> => ({
    measures: candidates.flatMap(({ id }, at) => (chosen.has(at) ? [id] : [])),
    remains: await leftBy(chosen),
  });
  const { spent, remains, today, bound, gap, gapOfLoss, isFinished } = planned;
  const compared: PlanHeld[] = [];
  for (const places of comparing) compared.push(await heldOf(new Set(places)));
  return {
    measures: candidates.flatMap(({ id }, at) => (planned.choice[at] === 1 ? [id] : [])),
    remains,
    spent,
    today,
    bound,
    gap,
    gapOfLoss,
    finished: isFinished,
    greedy: await heldOf(await greedyOf(candidates, budget, leftBy)),
    compared,
  };
}
