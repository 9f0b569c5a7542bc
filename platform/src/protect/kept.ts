/** What computations are called by, what is kept of them, and how it is found again. */
import { canonicalJson, type Json } from "@vallgrav/kernel";
import type { CurvePoint, Movers, PlanReport, PlanTerms, SurveyAsked, Ways } from "../api/index.ts";
import type { Store } from "../storage/index.ts";
import { budgetStops } from "./compute.ts";
import type { Watch } from "./watch.ts";
import { computeApart } from "./compute-apart.ts";
import { inForceOf, pricesIn } from "./cost-sheet.ts";
import type { KeptLosses } from "./kept-losses.ts";
import type { RunSize } from "./run-size.ts";
import { hashOf } from "./language.ts";
import { isOfAll } from "./scenario-planner.ts";
import { sourceOf } from "./model-source.ts";
import { engineVersion, learntIn, type Prepared, type PricedModel } from "./setting.ts";
import { decidingTerms, isUsual, usualTerms } from "./terms.ts";
import { rightsOnWays } from "./way-rights.ts";

/** What a computation of plans keeps. */
export type Kept = {
  readonly reports: readonly PlanReport[];
  readonly curve: readonly CurvePoint[];
  readonly ways: Ways;
  /** What would tell most; missing where it was computed before there was such a thing. */
  readonly movers?: Movers;
};

/** What one computation of plans is asked for. */
export type PlansAsked = { readonly budgets: readonly number[]; readonly terms: PlanTerms };

/** The stops of the curve, on the usual terms. */
export const curveAsked: PlansAsked = { budgets: budgetStops, terms: usualTerms };

/** Where nobody waits for the end or looks at the progress. */
export const nobody: Watch = {
  signal: new AbortController().signal,
  progress: async () => {},
};

/** What is computed from: the setting, and the model it was made from. */
export type Input = {
  readonly prepared: Prepared;
  readonly current: PricedModel;
  readonly size: RunSize;
};

/**
 * The prices in force and what reality taught, as a computation is named by them: nothing for the
 * starting values.
 */
function pricesOf(current: PricedModel): Readonly<Record<string, Json>> {
  const { sheet = null } = current;
  const inForce = inForceOf(sheet);
  const priced = inForce === null ? {} : { sheet: { ...inForce }, own: pricesIn(sheet) };
  return { ...priced, ...learntIn(current) };
}

/** The name of a computation: all it is computed from, but not the number of threads. */
export function computationId(
  current: PricedModel,
  size: RunSize,
  asked: PlansAsked | "ways",
): string {
  const { outer, inner, seed, work } = size;
  const named = {
    model: current.hash,
    asOf: current.asOf,
    engineVersion,
    outer,
    inner,
    seed,
    ...pricesOf(current),
  };
  if (asked === "ways") return hashOf(canonicalJson({ ...named, only: "ways" }));
  const { budgets, terms } = asked;
  return hashOf(
    canonicalJson({
      ...named,
      budgets,
      ...(work === undefined ? {} : { work }),
      ...(isUsual(terms) ? {} : { terms: decidingTerms(terms) }),
    }),
  );
}

/** Counts the ways in which surveys have been searched for: another may find other plans. */
const surveySearch = 2;

/** The name of a survey: likewise. */
export function surveyId(current: PricedModel, size: RunSize, asked: SurveyAsked): string {
  const { outer, inner, seed, work } = size;
  const { hash: model, asOf } = current;
  const named = { model, asOf, engineVersion, outer, inner, seed, ...pricesOf(current) };
  const worked = work === undefined ? {} : { work };
  const survey = { ...asked, terms: decidingTerms(asked.terms), search: surveySearch };
  return hashOf(canonicalJson({ ...named, ...worked, survey }));
}

/** Computes what is kept of one question about plans, and beside it what the runs cost. */
export async function computeKept(
  input: Input,
  asked: PlansAsked,
  watch: Watch,
): Promise<{ readonly kept: Kept; readonly losses: KeptLosses }> {
  const { prepared, current, size } = input;
  const rivals = isOfAll(asked.terms.objective) ? sourceOf(current) : null;
  const { computed, ways, crossings, movers } = await computeApart<"plans">(
    { prepared, size, ask: { kind: "plans", ...asked, rivals } },
    watch,
  );
  const { reports, curve, losses } = computed;
  const rights = rightsOnWays(current.model, crossings);
  return { kept: { reports, curve, ways: { ...ways, rights }, movers }, losses };
}

/** Computes the ways alone: the same as with plans, without waiting for those. */
export async function computeWaysAlone(input: Input, watch: Watch): Promise<Ways> {
  const { prepared, current, size } = input;
  const { ways, crossings } = await computeApart<"ways">(
    { prepared, size, ask: { kind: "ways" } },
    watch,
  );
  return { ...ways, rights: rightsOnWays(current.model, crossings) };
}

/** What is kept of one question about plans. */
export async function loadKept(
  store: Pick<Store, "runs">,
  current: PricedModel,
  size: RunSize,
  asked: PlansAsked,
): Promise<Kept | null> {
  const run = await store.runs.load(computationId(current, size, asked));
  return run === null ? null : (JSON.parse(run.result) as Kept);
}

/** The ways that are kept alone, which are short to read. */
export async function loadWays(
  store: Pick<Store, "runs">,
  current: PricedModel,
  size: RunSize,
): Promise<Ways | null> {
  const alone = await store.runs.load(computationId(current, size, "ways"));
  return alone === null ? null : (JSON.parse(alone.result) as Ways);
}
