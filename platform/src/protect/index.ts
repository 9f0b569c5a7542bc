/**
 * The protect room: from the model to both dials, plans under a budget and the ways in. What is
 * computed is kept under the hash of all it was computed from, so it is never computed twice and
 * never shown for other facts than its own.
 */
import { canonicalJson, type Instant } from "@vallgrav/kernel";
import type { PlanReport, Ways } from "../api/index.ts";
import type { AdvisoryBook } from "../advisories/index.ts";
import { advisersOf } from "./advised.ts";
import type { Identify } from "../identify/door.ts";
import { type JobContext, JobRefused, type Jobs } from "../jobs/index.ts";
import type { Store } from "../storage/index.ts";
import { budgetStops } from "./compute.ts";
import type { Watch } from "./watch.ts";
import { computeImpacts, type TouchedGroup } from "./impacts.ts";
import { costDesk, type PricedIdentify, withPrices } from "./cost-desk.ts";
import { approvedOf, loadSheet } from "./cost-sheet.ts";
import type {
  ImpactsAnswer,
  MeasureView,
  PathsAnswer,
  PlanAnswer,
  Protect,
  Rechecked,
} from "./door.ts";
import type { ProtectProblem } from "./protect-problem.ts";
import type { RunSize } from "./run-size.ts";
import { type FoundPlan, handMadePlans } from "./hand-made.ts";
import { explainRun } from "./explain-run.ts";
import { type FirstPage, firstPage } from "./first-page.ts";
import { ladderViews } from "./ladder.ts";
import { interchange, modelAlone } from "./interchange.ts";
import { hashOf } from "./language.ts";
import {
  computationId,
  computeKept,
  computeWaysAlone,
  curveAsked,
  type Kept,
  loadKept,
  loadWays,
  nobody,
  type PlansAsked,
} from "./kept.ts";
import { measureView } from "./measure-view.ts";
import { catalogueOf } from "./own-catalogue.ts";
import { askForPlan, type PlanWanted, withPayer } from "./plan-jobs.ts";
import { computeRungs } from "./rungs.ts";
import { type Counting, countsBook, type CountsBook } from "./selector-counts.ts";
import { settingBook, type SettingShelf } from "./setting-book.ts";
import { planSurveys } from "./surveys.ts";
import { dialSummary } from "./dial-summary.ts";
import { realityApart } from "./reality-apart.ts";
import { realityDesk, type RealityDesk } from "./reality.ts";
import { loadLosses, saveLosses } from "./kept-losses.ts";
import { type YearlyDesk, yearlyDesk } from "./yearly-desk.ts";
import { reachDesk } from "./reach-desk.ts";
import { isUsual, usualTerms } from "./terms.ts";

export type {
  MeasureView,
  PathsAnswer,
  PlanAnswer,
  Protect,
  Rechecked,
  WhatIfAnswer,
  WhatIfAsked,
} from "./door.ts";
export type { ProtectProblem } from "./protect-problem.ts";
export type { RunSize } from "./run-size.ts";
export { budgetStops } from "./compute.ts";
export type { ComputedImpacts, TouchedGroup } from "./impacts.ts";
export type { SheetChanged } from "./cost-sheet.ts";
export { dialSummary } from "./dial-summary.ts";
export type { RealityDesk, RealityDone } from "./reality.ts";
export type { FrequencyDone } from "./yearly-desk.ts";
export type { Interchange } from "./interchange.ts";
export { type InterchangeForm, interchangeForms } from "./interchange-forms.ts";
export { defaultSize, defaultThreads } from "./default-size.ts";
export { type CalendarAsked, planCalendar } from "./plan-calendar.ts";
export type { SeenOn } from "./reach.ts";
export { isUsual, usualTerms } from "./terms.ts";

export type ProtectInput = {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly identify: Identify;
  readonly size: RunSize;
  readonly now: () => Instant;
  /** What the home's advisories say; nothing unless given. */
  readonly advisories?: AdvisoryBook;
};

type Payload = { readonly budgets: readonly number[] } | PlanWanted;

/** What the room works with. */
type Room = Omit<ProtectInput, "identify"> & {
  readonly identify: PricedIdentify;
  readonly settingOf: SettingShelf;
  readonly countsOf: CountsBook;
  /** Told the dials of the runs so far of a computation, and its latest plan. */
  readonly told: FirstPage["told"];
  /** What was last read of the usual computation. */
  read: { readonly id: string; readonly kept: Kept } | null;
};

const noModel: ProtectProblem = {
  code: "protect/no-model",
  severity: "error",
  at: null,
  args: {},
};

/** Computes what is not kept yet; returns why it cannot, or nothing. */
async function compute(
  room: Room,
  { signal, progress }: Watch,
  asked: PlansAsked,
): Promise<readonly ProtectProblem[]> {
  const { store, identify, size } = room;
  const current = await identify.current();
  if (current === null) return [noModel];
  const made = await room.settingOf(current);
  if (!made.ok) return made.problems;
  await room.countsOf(current);
  const id = computationId(current, size, asked);
  // A job that is resumed after its result was kept has nothing left to do.
  if ((await store.runs.load(id)) !== null) return [];
  const { kept, losses } = await computeKept({ prepared: made.prepared, current, size }, asked, {
    signal,
    progress,
    first: (first) => room.told(id, { first }),
    early: (early) => room.told(id, { early }),
  });
  // First what stands beside: where the plans are kept, nothing is missing.
  await saveLosses({ runs: store.runs, at: room.now() }, id, losses);
  await store.runs.save({
    id,
    kind: "plans",
    identity: made.prepared.identity,
    result: canonicalJson(kept),
    at: room.now(),
  });
  return [];
}

/** Computes the stops of the curve once more, without looking at what is kept. */
async function recheck(room: Room): Promise<Rechecked | null> {
  const current = await room.identify.current();
  if (current === null) return null;
  const run = computationId(current, room.size, curveAsked);
  const kept = await room.store.runs.load(run);
  const made = await room.settingOf(current);
  if (kept === null || !made.ok) return null;
  const { prepared } = made;
  const { kept: again } = await computeKept(
    { prepared, current, size: room.size },
    curveAsked,
    nobody,
  );
  return { run, kept: hashOf(kept.result), again: hashOf(canonicalJson(again)) };
}

async function load(room: Room, asked: PlansAsked = curveAsked): Promise<Kept | null> {
  const current = await room.identify.current();
  if (current === null) return null;
  const id = computationId(current, room.size, asked);
  // What is kept of a run never changes, and it is long to read.
  if (room.read?.id === id) return room.read.kept;
  const kept = await loadKept(room.store, current, room.size, asked);
  if (kept !== null && asked === curveAsked) room.read = { id, kept };
  return kept;
}

/** The ways that are kept: with the plans, or alone. */
async function waysOf(room: Room): Promise<Ways | null> {
  const current = await room.identify.current();
  if (current === null) return null;
  // Plans once read stay at hand; what is kept alone is read where there are none.
  return (await load(room))?.ways ?? loadWays(room.store, current, room.size);
}

/** Computes the ways alone where none are kept. */
async function pathsOf(room: Room, watch: Watch): Promise<PathsAnswer> {
  const { store, identify, size } = room;
  const current = await identify.current();
  if (current === null) return { ok: false, problems: [noModel] };
  const known = await waysOf(room);
  if (known !== null) return { ok: true, ways: known };
  const made = await room.settingOf(current);
  if (!made.ok) return made;
  const { prepared } = made;
  const result = canonicalJson(await computeWaysAlone({ prepared, current, size }, watch));
  await store.runs.save({
    id: computationId(current, size, "ways"),
    kind: "ways",
    identity: prepared.identity,
    result,
    at: room.now(),
  });
  // As it will be read from now on: the same bytes the first time as the next.
  return { ok: true, ways: JSON.parse(result) as Ways };
}

/** What was drawn in one campaign of a run; null where that run is not of what is known now. */
async function explained(room: Room, asked: Parameters<typeof explainRun>[3]) {
  const kept = await load(room);
  const current = await room.identify.current();
  if (kept === null || current === null) return null;
  const made = await room.settingOf(current);
  return made.ok ? explainRun(made.prepared, room.size, kept.reports, asked) : null;
}

/** What the room works with, and the state of the first page, which computations tell. */
function roomOf(input: ProtectInput): { readonly room: Room; readonly page: FirstPage } {
  const { jobs, size, store } = input;
  const identify = withPrices(input.identify, store, advisersOf(input));
  const settingOf = settingBook(size);
  const countsOf = countsBook({ store, settingOf });
  const { current } = identify;
  const page = firstPage({ jobs, size, settingOf, current, load: async () => load(room) });
  const { told } = page;
  const room: Room = { ...input, identify, settingOf, countsOf, told, read: null };
  return { room, page };
}

/** Opens the room. */
export function createProtect(input: ProtectInput): Protect {
  const { jobs, size, store, now } = input;
  const { room, page } = roomOf(input);
  const { identify } = room;
  jobs.register("plan", async (context) => {
    const payload = context.payload as unknown as Payload;
    const asked =
      "budgets" in payload ? { budgets: payload.budgets, terms: usualTerms } : askedFor(payload);
    const problems = await compute(room, context, asked);
    if (problems.length > 0) throw new JobRefused(problems);
    return { ok: true };
  });
  return {
    position: page.position,
    plan: async (budgetSek, terms = usualTerms) => planOf(room, { budgetSek, terms }),
    askPlan: async (budgetSek, terms) => {
      const find = async (wanted: PlanWanted) => keptPlan(room, wanted);
      const nameOf = async (wanted: PlanWanted) => nameOfPlan(room, wanted);
      return askForPlan({ jobs, find, nameOf }, { budgetSek, terms });
    },
    storedPlan: async (budgetSek) => {
      const kept = await load(room);
      return kept?.reports.find((report) => report.budgetSek === budgetSek) ?? null;
    },
    ...handMadePlans({ ...input, find: (budgetSek, terms) => storedOf(room, budgetSek, terms) }),
    ...planSurveys(room),
    ways: () => waysOf(room),
    paths: (watch = nobody) => pathsOf(room, watch),
    movers: async () => (await load(room))?.movers ?? null,
    ladder: async () => {
      const { evidence } = await identify.status();
      return ladderViews(evidence, await waysOf(room), now());
    },
    rungs: async (watch = nobody) => {
      const sheet = approvedOf(await loadSheet(store));
      return computeRungs({ store, size, settingOf: room.settingOf, sheet }, watch);
    },
    interchange: async (form) => {
      const current = await identify.current();
      if (form === "model") return current === null ? null : modelAlone(current);
      const ways = await waysOf(room);
      return current === null || ways === null ? null : interchange(form, current, ways);
    },
    impacts: async (groups, context) => impactsOf(room, groups, context),
    impactsOf: async () => {
      const current = await identify.current();
      return current === null
        ? null
        : computationId(current, size, { budgets: [], terms: usualTerms });
    },
    reach: reachDesk(room),
    recheck: () => recheck(room),
    measures: async () => measureViews(room),
    ...costDesk({ settings: store.settings, now }, () => countingOf(room)),
    ...realityOf(room),
    ...yearlyOf(room),
    explain: async (runId, sample) => explained(room, { runId, sample }),
  };
}

/** Reality held against the runs of what is known now. */
function realityOf(room: Room): RealityDesk {
  const { store, now, identify, settingOf } = room;
  return realityDesk({
    settings: store.settings,
    now,
    dials: async () => {
      const [first] = (await load(room))?.reports ?? [];
      return first === undefined ? null : dialSummary(first);
    },
    model: async () => (await identify.current())?.hash ?? null,
    times: async (attack) => {
      const current = await identify.current();
      if (current === null) return { ok: false, problems: [noModel] };
      // Against what was believed before any surprise: else the first would excuse the next.
      const { learnt = null } = current;
      const made = await settingOf({
        ...current,
        learnt: learnt === null ? null : { ...learnt, widening: 1 },
      });
      if (!made.ok) return made;
      return { ok: true, times: await realityApart({ prepared: made.prepared, attack }) };
    },
  });
}

/** The year beside the plans of the curve. */
function yearlyOf(room: Room): YearlyDesk {
  const { store, now, identify, size } = room;
  return yearlyDesk({
    settings: store.settings,
    now,
    stops: budgetStops,
    reports: async () => (await load(room))?.reports ?? [],
    losses: async () => {
      const current = await identify.current();
      return current === null
        ? null
        : loadLosses(store.runs, computationId(current, size, curveAsked));
    },
  });
}

/** What is computed for a plan: a budget of its own on the usual terms beside the stops. */
function askedFor({ budgetSek, terms }: PlanWanted): PlansAsked {
  if (!isUsual(terms)) return { budgets: [budgetSek], terms };
  if (budgetStops.includes(budgetSek)) return curveAsked;
  return { budgets: [...budgetStops, budgetSek], terms: usualTerms };
}

/** What is kept of a plan: a stop of the curve, also one between, or one of its own. */
async function keptPlan(room: Room, wanted: PlanWanted): Promise<PlanReport | null> {
  const isIt = ({ budgetSek }: PlanReport): boolean => budgetSek === wanted.budgetSek;
  const stop = isUsual(wanted.terms) ? (await load(room))?.reports.find(isIt) : undefined;
  if (stop !== undefined) return stop;
  return (await load(room, askedFor(wanted)))?.reports.find(isIt) ?? null;
}

/** The name of a plan's computation, or why there can be none. */
async function nameOfPlan(room: Room, wanted: PlanWanted) {
  const current = await room.identify.current();
  if (current === null) return { ok: false, problems: [noModel] } as const;
  const made = await room.settingOf(current);
  if (!made.ok) return made;
  return { ok: true, id: computationId(current, room.size, askedFor(wanted)) } as const;
}

async function planOf(room: Room, wanted: PlanWanted): Promise<PlanAnswer> {
  const known = await keptPlan(room, wanted);
  if (known !== null) return { ok: true, report: withPayer(known, wanted.terms) };
  const problems = await compute(room, nobody, askedFor(wanted));
  if (problems.length > 0) return { ok: false, problems };
  const report = await keptPlan(room, wanted);
  if (report === null) throw new Error("a computed plan is kept");
  return { ok: true, report: withPayer(report, wanted.terms) };
}

/** A stored plan with what it was made from. */
async function storedOf(room: Room, budgetSek: number, terms = usualTerms): Promise<FoundPlan> {
  const current = await room.identify.current();
  const plan = await keptPlan(room, { budgetSek, terms });
  if (current === null || plan === null) return null;
  const made = await room.settingOf(current);
  return made.ok ? { ok: true, prepared: made.prepared, plan } : made;
}

async function impactsOf(
  room: Room,
  groups: readonly TouchedGroup[],
  { signal, progress }: Pick<JobContext, "signal" | "progress">,
): Promise<ImpactsAnswer> {
  const current = await room.identify.current();
  if (current === null) return { ok: false, problems: [noModel] };
  const made = await room.settingOf(current);
  if (!made.ok) return made;
  const computed = await computeImpacts(made.prepared, room.size, groups, { signal, progress });
  return { ok: true, computed };
}

/** How many of each there are here; of none before there is a model. */
async function countingOf(room: Room): Promise<Counting> {
  const current = await room.identify.current();
  return current === null ? () => 0 : room.countsOf(current);
}

async function measureViews(room: Room): Promise<readonly MeasureView[]> {
  const count = await countingOf(room);
  const sheet = approvedOf(await loadSheet(room.store));
  return catalogueOf(sheet).map((known) => measureView(known, sheet, count));
}
