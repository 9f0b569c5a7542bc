/**
 * Surveys of plans, as the pages and the terminal ask for them: what was computed is kept under the
 * name of all it was computed from, and a page that waits is given the job that computes it.
 */
import { canonicalJson, type Instant } from "@vallgrav/kernel";
import type { AttackersKept, PayOff, PlanSurvey, SurveyAsked, SurveyState } from "../api/index.ts";
import { JobRefused, type Jobs } from "../jobs/index.ts";
import type { Store } from "../storage/index.ts";
import type { Watch } from "./watch.ts";
import { computeApart } from "./compute-apart.ts";
import type { PricedIdentify } from "./cost-desk.ts";
import type { ProtectProblem } from "./protect-problem.ts";
import type { RunSize } from "./run-size.ts";
import { isFrequency } from "./frequency.ts";
import { surveyId } from "./kept.ts";
import type { SettingBook } from "./setting-book.ts";
import { sourceOf } from "./model-source.ts";
import type { Prepared, PricedModel } from "./setting.ts";
import { usualTerms } from "./terms.ts";

type Refused = { readonly ok: false; readonly problems: readonly ProtectProblem[] };
export type SurveyAnswer = { readonly ok: true; readonly survey: PlanSurvey } | Refused;
export type SurveyAnswered = { readonly ok: true; readonly state: SurveyState } | Refused;

/** What surveys are made with. */
export type SurveyInput = {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly identify: Pick<PricedIdentify, "current">;
  readonly size: RunSize;
  readonly now: () => Instant;
  readonly settingOf: SettingBook;
};

/** The ways to ask. */
export type Surveys = {
  readonly survey: (asked: SurveyAsked, watch: Watch) => Promise<SurveyAnswer>;
  readonly askSurvey: (asked: SurveyAsked) => Promise<SurveyAnswered>;
  readonly keptAttackers: (budgetSek: number) => Promise<AttackersKept>;
};

type Wanted = {
  readonly ok: true;
  readonly id: string;
  readonly current: PricedModel;
  readonly prepared: Prepared;
};

function refuse(
  code: "protect/bad-frequency" | "protect/no-model" | "protect/too-many-worlds",
): Refused {
  return { ok: false, problems: [{ code, severity: "error", at: null, args: {} }] };
}

/** Most worlds of one survey. */
const worldLimit = 200;

function faultOf({ worlds, frequency }: SurveyAsked): Refused | null {
  if (!(Number.isInteger(worlds) && worlds >= 0 && worlds <= worldLimit))
    return refuse("protect/too-many-worlds");
  if (frequency === null) return null;
  return isFrequency(frequency) ? null : refuse("protect/bad-frequency");
}

async function wantedOf(input: SurveyInput, asked: SurveyAsked): Promise<Wanted | Refused> {
  const fault = faultOf(asked);
  if (fault !== null) return fault;
  const current = await input.identify.current();
  if (current === null) return refuse("protect/no-model");
  const made = await input.settingOf(current);
  if (!made.ok) return made;
  return { ok: true, id: surveyId(current, input.size, asked), current, prepared: made.prepared };
}

async function load({ store }: SurveyInput, id: string): Promise<PlanSurvey | null> {
  const kept = await store.runs.load(id);
  return kept === null ? null : (JSON.parse(kept.result) as PlanSurvey);
}

/** The question without other worlds: theirs is answered from that one's answer. */
function withoutWorlds(asked: SurveyAsked): SurveyAsked {
  return { ...asked, worlds: 0 };
}

/** Follows the first of two parts: its steps, and those that are to come. */
function beforeMore(watch: Watch, more: number): { readonly watch: Watch; steps: () => number } {
  let steps = 0;
  const progress: Watch["progress"] = (done, total, counts) => {
    steps = total;
    return watch.progress(done, total + more, counts);
  };
  return { watch: { ...watch, progress }, steps: () => steps };
}

async function compute(
  input: SurveyInput,
  { id, current, prepared }: Wanted,
  asked: SurveyAsked,
  watch: Watch,
): Promise<PlanSurvey> {
  const { store, size, now } = input;
  const known = await load(input, id);
  if (known !== null) return known;
  const survey = asked.worlds === 0 ? await whole() : await withWorlds();
  const result = canonicalJson(survey);
  await store.runs.save({ id, kind: "survey", identity: prepared.identity, result, at: now() });
  // As it will be read from now on: the same bytes the first time as the next.
  return JSON.parse(result) as PlanSurvey;

  async function whole(): Promise<PlanSurvey> {
    const ask = { kind: "survey", asked, rivals: sourceOf(current) } as const;
    return computeApart<"survey">({ prepared, size, ask }, watch);
  }

  async function withWorlds(): Promise<PlanSurvey> {
    const rest = withoutWorlds(asked);
    const first = beforeMore(watch, 1 + asked.worlds);
    const wanted = { ok: true, id: surveyId(current, size, rest), current, prepared } as const;
    const found = await compute(input, wanted, rest, first.watch);
    const ask = { kind: "worlds", asked, measures: found.measures } as const;
    const steps = first.steps();
    const worlds = await computeApart<"worlds">(
      { prepared, size, ask },
      {
        ...watch,
        progress: (done, total, counts) => watch.progress(steps + done, steps + total, counts),
      },
    );
    return { ...found, worlds };
  }
}

/** Makes the ways to ask, and says how the job is done. */
export function planSurveys(input: SurveyInput): Surveys {
  /** The latest first table, by the question without other worlds that it is of. */
  let latest: { readonly id: string; readonly payOff: PayOff } | null = null;
  const tableOf = (model: PricedModel, asked: SurveyAsked): string =>
    surveyId(model, input.size, withoutWorlds(asked));
  input.jobs.register("survey", async (context) => {
    const asked = context.payload as unknown as SurveyAsked;
    const wanted = await wantedOf(input, asked);
    if (!wanted.ok) throw new JobRefused(wanted.problems);
    const id = tableOf(wanted.current, asked);
    const payOff = (first: PayOff): void => void (latest = { id, payOff: first });
    await compute(input, wanted, asked, { ...context, payOff });
    return { ok: true };
  });
  return {
    survey: async (asked, watch) => {
      const wanted = await wantedOf(input, asked);
      if (!wanted.ok) return wanted;
      return { ok: true, survey: await compute(input, wanted, asked, watch) };
    },
    askSurvey: async (asked) => {
      const wanted = await wantedOf(input, asked);
      if (!wanted.ok) return wanted;
      const survey = await load(input, wanted.id);
      if (survey !== null) return { ok: true, state: { state: "ready", survey } };
      const job = await input.jobs.submit({
        kind: "survey",
        key: wanted.id,
        title: "survey",
        payload: JSON.parse(canonicalJson(asked)) as never,
      });
      const first = latest?.id === tableOf(wanted.current, asked) ? latest.payOff : undefined;
      const soFar = first === undefined ? {} : { payOff: first };
      return { ok: true, state: { state: "computing", job, ...soFar } };
    },
    keptAttackers: async (budgetSek) => {
      const current = await input.identify.current();
      if (current === null) return { attackers: null };
      const asked = { budgetSek, terms: usualTerms, worlds: 0, frequency: null };
      const kept = await load(input, surveyId(current, input.size, asked));
      return { attackers: kept?.attackers ?? null };
    },
  };
}
