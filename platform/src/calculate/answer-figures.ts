/** Evidence, what is learnt, what is worth finding out, and the estimators behind every figure. */
import {
  clopperPearson,
  clustersOf,
  correctedMeans,
  crps,
  evppi,
  evppiNormal,
  evsi,
  knowledgeBand,
  orderStatisticRanks,
  runWeight,
  updateBeta,
  updateGamma,
  widening,
  wilson,
} from "@vallgrav/dials";
import { exp, ln } from "@vallgrav/kernel";
import { explain, prepare } from "@vallgrav/mal";
import { campaignScene } from "./campaign-scene.ts";
import type { CampaignAsked } from "./campaign-shape.ts";
import type { Question } from "./questions.ts";
import { below, Unfit } from "./shapes.ts";

type Asked<K extends Question["kind"]> = Extract<Question, { readonly kind: K }>;

const oneGate = {
  entries: ["in"],
  goals: ["goal"],
  horizonDays: 1,
  parameters: new Map(),
  detectors: [],
  response: null,
  closed: [],
  skill: null,
  patienceDays: null,
  outer: 1,
  inner: 1,
  seed: "1",
} satisfies Omit<CampaignAsked, "nodes">;

/** A goal behind a gate that is there with a probability. */
function nodesBehind(on: number): CampaignAsked["nodes"] {
  const step = { days: null, draw: null, on: 1, works: 1, effect: null, copies: 1 } as const;
  return [
    { ...step, id: "in", is: "any", after: [] },
    { ...step, id: "gate", is: "gate", after: [], on },
    { ...step, id: "goal", is: "all", after: ["in", "gate"] },
  ];
}

/** How surely a defence is there once somebody reported on it. */
export function answerEvidence({ coverage, reports }: Asked<"evidence">): object {
  const weighed = reports.map(
    ({ likelihoodRatio, ageDays, halfLifeDays }) =>
      exp((-Math.LN2 * ageDays) / halfLifeDays) * ln(likelihoodRatio),
  );
  const evidence = weighed.reduce((sum, one) => sum + one, 0);
  const { scene } = campaignScene({ ...oneGate, nodes: nodesBehind(coverage) }, "");
  const reported = { ...scene, gates: scene.gates.map((gate) => ({ ...gate, evidence })) };
  const { gates } = explain(prepare(reported, []), new Uint8Array(0), { outer: 0, inner: 0 });
  const probability = gates[0]?.pOn ?? 0;
  return { probability, likelihoodRatios: weighed.map((one) => exp(one)) };
}

/** What was believed, after what was seen. */
export function answerLearning({ beta, gamma, weight }: Asked<"learning">): object {
  const afterBeta = beta === null ? null : updateBeta(beta, beta, weight);
  const afterGamma = gamma === null ? null : updateGamma(gamma, gamma);
  return {
    beta:
      afterBeta === null ? null : { ...afterBeta, mean: afterBeta.a / (afterBeta.a + afterBeta.b) },
    gamma:
      afterGamma === null ? null : { ...afterGamma, mean: afterGamma.events / afterGamma.days },
  };
}

/** What each plan gains in each state of a fact. @throws {Unfit} where the two do not fit */
function factOf({ chances, gains, check }: Asked<"information">, path: string): Fact | null {
  if (chances === null || gains === null) return null;
  const sum = chances.reduce((all, one) => all + one, 0);
  if (Math.abs(sum - 1) > 1e-9) throw new Unfit(below(path, "chances"), "chance");
  for (const [at, row] of gains.entries())
    if (row.length !== chances.length)
      throw new Unfit(below(below(path, "gains"), at), "same-length");
  if (check !== null && chances.length !== 2) throw new Unfit(below(path, "check"), "same-length");
  return { chances, gains };
}

type Fact = {
  readonly chances: readonly number[];
  readonly gains: readonly (readonly number[])[];
};

/** What it is worth to know, before one chooses. */
export function answerInformation(asked: Asked<"information">, path: string): object {
  const { check, normal } = asked;
  const fact = factOf(asked, path);
  if (fact === null && (normal === null || check !== null))
    throw new Unfit(below(path, "gains"), "list");
  return {
    perfect: fact === null ? null : evppi(fact.chances, fact.gains),
    withCheck:
      fact === null || check === null
        ? null
        : evsi(
            fact.chances[1] ?? 0,
            fact.gains.map(([off = 0, on = 0]) => [off, on] as const),
            check,
          ),
    normal: normal === null ? null : evppiNormal(normal.mean, normal.sd),
  };
}

/** How much wider bands become by surprises. */
export function answerWidening({ z }: Asked<"widening">): object {
  return { factor: widening(z.map((one) => ({ z: one }))) };
}

/** Means of clustered runs, with the noise of the inner runs taken out. */
export function answerEstimate({ runs }: Asked<"estimate">, path: string): object {
  const inner = runs[0]?.length ?? 0;
  for (const [at, row] of runs.entries())
    if (row.length !== inner) throw new Unfit(below(below(path, "runs"), at), "same-length");
  if (runs.length * inner < 2) throw new Unfit(below(path, "runs"), "list");
  const clusters = clustersOf(runs.flat(), { outer: runs.length, inner });
  const { mean, betweenSquare, withinSquare, knowledgeVariance, standardError } = clusters;
  return {
    mean,
    betweenSquare,
    withinSquare,
    knowledgeVariance,
    standardError,
    correctedMeans: [...correctedMeans(clusters)],
    knowledge: knowledgeBand(clusters),
  };
}

/** Between which of so many sorted values a quantile lies, 95 %. */
export function answerRanks({ quantile, runs }: Asked<"ranks">): object {
  return orderStatisticRanks(quantile, runs);
}

/** The interval of a share, 95 %, by the score and exactly. */
export function answerShare({ events, of }: Asked<"share">, path: string): object {
  if (events > of) throw new Unfit(below(path, "events"), "whole");
  return { wilson: wilson(events, of), exact: clopperPearson(events, of) };
}

/** How good a forecast was. */
export function answerScore({ runs, outcome }: Asked<"score">): object {
  const values = Float64Array.from(runs);
  return { plain: crps(values, outcome, "plain"), fair: crps(values, outcome, "fair") };
}

/** Rare runs by gates that were opened more often than they are; all that can happen is tried. */
export function answerTilted({ gates }: Asked<"tilted">): object {
  const allOpen = gates.map(() => 1);
  let [expected, meanWeight] = [0, 0];
  for (let mask = 0; mask < 2 ** gates.length; mask += 1) {
    const isOpen = gates.map((_, at) => (mask >> at) & 1);
    const drawn = gates.reduce(
      (product, { tilted }, at) => product * (isOpen[at] === 1 ? tilted : 1 - tilted),
      1,
    );
    // What cannot be drawn weighs nothing.
    if (drawn === 0) continue;
    const weight = runWeight(gates, isOpen);
    meanWeight += drawn * weight;
    if (isOpen.every((open) => open === 1)) expected += drawn * weight;
  }
  return { weightAllOpen: runWeight(gates, allOpen), allOpen: expected, meanWeight };
}
