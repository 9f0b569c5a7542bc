/**
 * The year: how often somebody believes attackers come, kept in versions with who and when, and
 * what that comes to beside the plans (dials.md §1.8). Drawn from what the runs cost; nothing is
 * played.
 */
import { harmfulOf, yearly, yearsWithin } from "@vallgrav/dials";
import type { Instant } from "@vallgrav/kernel";
import { howOften } from "@vallgrav/knowledge";
import { holdsPersonalNumber } from "@vallgrav/readers";
import type {
  FrequencyChanged,
  FrequencyEntered,
  FrequencyGiven,
  FrequencyVersion,
  PlanPays,
  PlanReport,
  YearlyView,
  YearOfLoss,
} from "../api/index.ts";
import type { SettingStore } from "../storage/index.ts";
import { frequencyOf, isFrequency, paysOf } from "./frequency.ts";
import { type KeptLosses, type LossesOfRuns, streamOf } from "./kept-losses.ts";
import type { ProtectProblem } from "./protect-problem.ts";

const key = "yearly-frequency";
/** Versions kept; one more is refused. */
const mostVersions = 500;
const longestSource = 300;
/** Draws of one year's figures: some 5 ms of processor time. */
const draws = 60_000;

type Kept = { readonly versions: readonly FrequencyVersion[] };
type KeptList = Kept & { readonly revision: number };

/** What became of a change; `undo` puts back what stood there. */
export type FrequencyDone =
  | { readonly ok: true; readonly changed: FrequencyChanged; readonly undo: () => Promise<void> }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

/** What the room offers of the year. */
export type YearlyDesk = {
  /** The year with the plan of a stop; null where there is no such plan. Plays nothing. */
  readonly yearly: (budgetSek: number) => Promise<YearlyView | null>;
  /** Enters a frequency in the place of the former. @throws {StoreConflict} */
  readonly enterFrequency: (given: FrequencyEntered, by: string) => Promise<FrequencyDone>;
  /** Withdraws the one that holds; null where none does. @throws {StoreConflict} */
  readonly withdrawFrequency: (revision: number, by: string) => Promise<FrequencyDone | null>;
};

/** What the desk works with. */
export type YearlyInput = {
  readonly settings: Pick<SettingStore, "load" | "save">;
  readonly now: () => Instant;
  /** Plans of the curve; empty while they are not computed. */
  readonly reports: () => Promise<readonly PlanReport[]>;
  /** What their runs cost; null where that is not kept. */
  readonly losses: () => Promise<KeptLosses | null>;
  /** Budgets of which it is told when their plans pay. */
  readonly stops: readonly number[];
};

async function load({ settings }: YearlyInput): Promise<KeptList> {
  const found = await settings.load(key);
  return found === null
    ? { versions: [], revision: 0 }
    : { versions: (found.value as unknown as Kept).versions, revision: found.version };
}

/** Keeps a changed list, and gives back how the former is put back. */
async function save(
  { settings }: YearlyInput,
  before: KeptList,
  { versions, revision }: KeptList,
): Promise<FrequencyDone> {
  const saved = await settings.save(key, { versions }, revision);
  return {
    ok: true,
    changed: { revision: saved },
    undo: async () => void (await settings.save(key, { versions: before.versions }, saved)),
  };
}

function refuse(code: "protect/bad-frequency" | "protect/too-many-versions"): FrequencyDone {
  return { ok: false, problems: [{ code, severity: "error", at: null, args: {} }] };
}

/** The version that holds: the newest, unless it was withdrawn. */
function holdingOf({ versions }: Kept): FrequencyVersion | null {
  const last = versions.at(-1);
  return last === undefined || last.withdrawn !== null ? null : last;
}

async function enter(
  input: YearlyInput,
  { low, high, source, revision }: FrequencyEntered,
  by: string,
): Promise<FrequencyDone> {
  const given = { low, high, source: source.trim() };
  if (!isFrequency(given) || given.source.length > longestSource)
    return refuse("protect/bad-frequency");
  // Where a figure is from is a document or a function, not a person's number.
  if (holdsPersonalNumber(given.source)) return refuse("protect/bad-frequency");
  const before = await load(input);
  if (before.versions.length >= mostVersions) return refuse("protect/too-many-versions");
  const number = before.versions.length + 1;
  const version = { ...given, number, by, at: input.now(), withdrawn: null };
  return save(input, before, { versions: [...before.versions, version], revision });
}

async function withdraw(
  input: YearlyInput,
  revision: number,
  by: string,
): Promise<FrequencyDone | null> {
  const before = await load(input);
  const holding = holdingOf(before);
  if (holding === null) return null;
  const withdrawn = { ...holding, withdrawn: { by, at: input.now() } };
  return save(input, before, { versions: [...before.versions.slice(0, -1), withdrawn], revision });
}

/**
 * A year with so many campaigns of the reference attacker.
 * @param mean SEK of a campaign
 * @param seed the same for all that is told side by side, so that it differs by the plan alone
 */
export function yearOf(
  given: Pick<FrequencyGiven, "high" | "low">,
  mean: number,
  losses: LossesOfRuns | null,
  seed: string,
): YearOfLoss {
  const frequency = frequencyOf(given);
  const ends = { meanAtLow: given.low * mean, meanAtHigh: given.high * mean };
  const stream = {
    relativeRate: 1,
    losses: losses === null ? Float64Array.of(mean) : streamOf(losses),
  };
  const asked = { frequency, streams: [harmfulOf(stream)], seed };
  // Without the runs the mean alone is known, which needs no draw.
  const found = yearly({ ...asked, years: losses === null ? 1 : yearsWithin(draws, asked) });
  return losses === null
    ? { mean: found.mean, ...ends, p95: null, probabilityNone: null }
    : { mean: found.mean, ...ends, p95: found.p95, probabilityNone: found.probabilityNone };
}

function paysIn(reports: readonly PlanReport[], stops: readonly number[]): readonly PlanPays[] {
  const seen = new Set<string>();
  return reports
    .filter(({ budgetSek, costSek, afterRun }) => {
      if (!stops.includes(budgetSek) || costSek === 0 || seen.has(afterRun)) return false;
      seen.add(afterRun);
      return true;
    })
    .map(({ budgetSek, costSek, yearlySek, before, after }) => {
      const savedSek = before.damage.sek.mean - after.damage.sek.mean;
      return { budgetSek, costSek, ...paysOf({ costSek, yearlySek }, savedSek) };
    });
}

async function viewOf(input: YearlyInput, budgetSek: number): Promise<YearlyView | null> {
  const reports = await input.reports();
  const plan = reports.find((report) => report.budgetSek === budgetSek);
  if (plan === undefined) return null;
  const list = await load(input);
  const given = holdingOf(list);
  const losses = given === null ? null : await input.losses();
  const year = (of: "after" | "before"): YearOfLoss => {
    const run = of === "before" ? plan.run.id : plan.afterRun;
    const { mean } = plan[of].damage.sek;
    return yearOf(given ?? { low: 1, high: 1 }, mean, losses?.[run] ?? null, plan.runs.seed);
  };
  return {
    revision: list.revision,
    given,
    versions: list.versions.toReversed(),
    figures: given === null ? null : { before: year("before"), after: year("after") },
    pays: paysIn(reports, input.stops),
    howOften,
  };
}

/** Opens the desk. */
export function yearlyDesk(input: YearlyInput): YearlyDesk {
  return {
    yearly: (budgetSek) => viewOf(input, budgetSek),
    enterFrequency: (given, by) => enter(input, given, by),
    withdrawFrequency: (revision, by) => withdraw(input, revision, by),
  };
}
