/**
 * Reality checks: what somebody tested, exercised or went through, kept with what the model would
 * have said at that time. What exercises teach and surprises widen goes into every later
 * calculation; the entries themselves are never changed, only added and taken away.
 */
import { randomUUID } from "node:crypto";
import {
  type BetaPrior,
  type CountSurprise,
  surpriseOf,
  surpriseOfCount,
  widening,
} from "@vallgrav/dials";
import { type Instant, unreachable } from "@vallgrav/kernel";
import { defences, publishedCases } from "@vallgrav/knowledge";
import { holdsPersonalNumber } from "@vallgrav/readers";
import type {
  DialSummary,
  RealityAttack,
  RealityChanged,
  RealityCheck,
  RealityGiven,
  RealityLures,
  RealityRestores,
  RealitySaid,
  RealityView,
} from "../api/index.ts";
import type { SettingStore } from "../storage/index.ts";
import type { ProtectProblem } from "./protect-problem.ts";
import { afterExercises, type Counted, type Learnt, restorablePrior } from "./learnt.ts";

const key = "reality-checks";
/** Entries kept; one more is refused. */
const mostChecks = 500;
const longestSource = 300;
const limits = { days: 365, lures: 1_000_000, copies: 10_000 } as const;

/** An entry as kept. */
export type KeptReality = {
  readonly id: string;
  readonly given: RealityGiven;
  readonly by: string;
  readonly at: Instant;
  readonly said: RealitySaid;
  /** The dials and the model when it was entered. */
  readonly before: DialSummary | null;
  readonly model: string;
};

type Kept = { readonly checks: readonly KeptReality[] };
type KeptList = Kept & { readonly revision: number };

/** What became of a change; `undo` puts back what stood there. */
export type RealityDone =
  | { readonly ok: true; readonly changed: RealityChanged; readonly undo: () => Promise<void> }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

/** What the room offers of reality. */
export type RealityDesk = {
  readonly reality: () => Promise<RealityView>;
  /**
   * Holds what happened against the runs, and keeps both. Cost: up to 400 runs in a thread of their
   * own for an attack, nothing for an exercise.
   * @throws {StoreConflict} when somebody else entered one in the same moment
   */
  readonly recordReality: (given: RealityGiven, by: string) => Promise<RealityDone>;
  /** Takes an entry away; null where there is none of that id. @throws {StoreConflict} */
  readonly withdrawReality: (id: string) => Promise<RealityDone | null>;
};

/** What the desk works with. */
export type RealityInput = {
  readonly settings: Pick<SettingStore, "load" | "save">;
  readonly now: () => Instant;
  /** The dials of what is known now; null while they are not computed. */
  readonly dials: () => Promise<DialSummary | null>;
  /** The model now; null where there is none. */
  readonly model: () => Promise<string | null>;
  /** Times of runs with the same start and goal; empty where the model has no such. */
  readonly times: (
    attack: RealityAttack,
  ) => Promise<
    | { readonly ok: true; readonly times: Float64Array }
    | { readonly ok: false; readonly problems: readonly ProtectProblem[] }
  >;
};

async function load({ settings }: Pick<RealityInput, "settings">): Promise<KeptList> {
  const found = await settings.load(key);
  return found === null
    ? { checks: [], revision: 0 }
    : { checks: (found.value as unknown as Kept).checks, revision: found.version };
}

const nothing: Counted = { successes: 0, failures: 0 };

function plus(a: Counted, b: Counted): Counted {
  return { successes: a.successes + b.successes, failures: a.failures + b.failures };
}

function countedOf(given: RealityLures | RealityRestores): Counted {
  return given.kind === "phishing-exercise"
    ? { successes: given.sent - given.followed, failures: given.followed }
    : { successes: given.restored, failures: given.tried - given.restored };
}

/** What was learnt from entries; null where that changes nothing. */
export function learntOf(checks: readonly Pick<KeptReality, "given" | "said">[]): Learnt | null {
  let lures = nothing;
  let [tried, untried] = [nothing, nothing];
  const surprises: { readonly z: number }[] = [];
  for (const { given, said } of checks) {
    if (given.kind === "phishing-exercise") lures = plus(lures, countedOf(given));
    else if (given.kind !== "restore-test") surprises.push({ z: said.z });
    else if (given.triedBefore) tried = plus(tried, countedOf(given));
    else untried = plus(untried, countedOf(given));
  }
  const wider = widening(surprises);
  const isNothing =
    wider === 1 && [lures, tried, untried].every((one) => one.successes + one.failures === 0);
  return isNothing ? null : { widening: wider, lures, copies: { tried, untried } };
}

/** What was learnt so far. */
export async function loadLearnt(of: Pick<RealityInput, "settings">): Promise<Learnt | null> {
  return learntOf((await load(of)).checks);
}

function wrong(what: string): ProtectProblem {
  return { code: "protect/bad-reality", severity: "error", at: null, args: { what } };
}

function isCount(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** Whether it is a day of the calendar, not after the day of `now`. */
function isPastDay(on: string, now: Instant): boolean {
  if (!/^\d{4}-\d\d-\d\d$/u.test(on)) return false;
  const at = new Date(`${on}T00:00:00.000Z`);
  return !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(on) && on <= now.slice(0, 10);
}

/** Everything that is wrong with an entry by itself. */
export function realityFaults(given: RealityGiven, now: Instant): readonly ProtectProblem[] {
  const faults: string[] = [];
  if (!isPastDay(given.on, now)) faults.push("on");
  const source = given.source.trim();
  if (source === "" || source.length > longestSource) faults.push("source");
  // Whoever clicked is nobody's business here.
  if (holdsPersonalNumber(source)) faults.push("source");
  if (given.kind === "phishing-exercise") {
    if (!isCount(given.sent, 1, limits.lures)) faults.push("sent");
    if (!isCount(given.followed, 0, given.sent)) faults.push("followed");
  } else if (given.kind === "restore-test") {
    if (!isCount(given.tried, 1, limits.copies)) faults.push("tried");
    if (!isCount(given.restored, 0, given.tried)) faults.push("restored");
  } else if (!(given.days > 0 && given.days <= limits.days)) faults.push("days");
  return [...new Set(faults)].map(wrong);
}

function lurePrior(): BetaPrior {
  const prior = defences.find(({ step }) => step === "lureResisted")?.effectiveness;
  if (prior?.kind !== "beta") throw new Error("lures are resisted by a belief");
  return prior;
}

/** What was believed of an exercise's share before it, and what is after. */
function saidOfCounts(given: RealityLures | RealityRestores, learnt: Learnt | null): RealitySaid {
  const counted = countedOf(given);
  const before =
    given.kind === "phishing-exercise"
      ? afterExercises(lurePrior(), learnt?.lures ?? nothing)
      : restorablePrior(given.triedBefore, learnt);
  const trials = counted.successes + counted.failures;
  const { expected, place, z, isMiss }: CountSurprise = surpriseOfCount(before, counted);
  const after = afterExercises(before, counted);
  const share = (successes: number): number => successes / trials;
  // Of lures one tells how many were followed, of copies how many were good.
  const told = (resisted: number): number =>
    given.kind === "phishing-exercise" ? 1 - resisted : resisted;
  const ends = [told(share(expected.low)), told(share(expected.high))];
  return {
    kind: "counts",
    place,
    z,
    isMiss,
    expected: {
      mean: told(share(expected.mean)),
      low: Math.min(...ends),
      high: Math.max(...ends),
    },
    was: (given.kind === "phishing-exercise" ? counted.failures : counted.successes) / trials,
    now: told(after.a / (after.a + after.b)),
  };
}

function quantile(sorted: Float64Array, share: number): number | null {
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return found === undefined || found === Number.POSITIVE_INFINITY ? null : found;
}

function saidOfTimes({ outcome, days }: RealityAttack, times: Float64Array): RealitySaid {
  const sorted = times.toSorted();
  const within = sorted.reduce((sum, time) => sum + (time <= days ? 1 : 0), 0);
  return {
    kind: "times",
    ...surpriseOf(times, { kind: outcome, days }),
    runs: times.length,
    p10Days: quantile(sorted, 0.1),
    medianDays: quantile(sorted, 0.5),
    p90Days: quantile(sorted, 0.9),
    fellWithin: within / times.length,
  };
}

/** What each entry moved: the dials before it and at the first other calculation after it. */
function movedOf(
  checks: readonly KeptReality[],
  now: { readonly dials: DialSummary | null; readonly model: string | null },
): readonly RealityCheck["moved"][] {
  const later = [
    ...checks.map(({ before, model }) => ({ dials: before, model })),
    { dials: now.dials, model: now.model },
  ];
  return checks.map(({ before, model }, at) => {
    const next = later
      .slice(at + 1)
      .find(({ dials }) => dials !== null && dials.run !== before?.run);
    const kin = checks.filter((one) => before !== null && one.before?.run === before.run);
    return {
      before,
      after: before === null ? null : (next?.dials ?? null),
      together: Math.max(1, kin.length),
      otherFacts: next !== undefined && next.model !== model,
    };
  });
}

type Refused = { readonly ok: false; readonly problems: readonly ProtectProblem[] };

/** Keeps a changed list, and gives back how the former is put back. */
async function save(
  { settings }: RealityInput,
  id: string,
  { checks, revision }: KeptList,
  changed: readonly KeptReality[],
): Promise<RealityDone> {
  const saved = await settings.save(key, { checks: changed }, revision);
  return {
    ok: true,
    changed: { id },
    undo: async () => void (await settings.save(key, { checks }, saved)),
  };
}

async function saidOf(
  input: RealityInput,
  given: RealityGiven,
  checks: readonly KeptReality[],
): Promise<Refused | { readonly ok: true; readonly said: RealitySaid }> {
  switch (given.kind) {
    case "phishing-exercise":
    case "restore-test":
      return { ok: true, said: saidOfCounts(given, learntOf(checks)) };
    case "incident":
    case "penetration-test": {
      const found = await input.times(given);
      if (!found.ok) return found;
      return found.times.length === 0
        ? { ok: false, problems: [wrong("start")] }
        : { ok: true, said: saidOfTimes(given, found.times) };
    }
    default:
      return unreachable(given);
  }
}

async function viewOf(input: RealityInput): Promise<RealityView> {
  const { checks } = await load(input);
  const now = { dials: await input.dials(), model: await input.model() };
  const moved = movedOf(checks, now);
  const views = checks.flatMap(({ id, given, by, at, said }, place): readonly RealityCheck[] =>
    moved.slice(place, place + 1).map((one) => ({ id, given, by, at, said, moved: one })),
  );
  return {
    checks: views.toReversed(),
    widening: learntOf(checks)?.widening ?? 1,
    attacks: checks.filter(({ said }) => said.kind === "times").length,
    cases: publishedCases,
  };
}

async function record(input: RealityInput, given: RealityGiven, by: string): Promise<RealityDone> {
  const at = input.now();
  const problems = realityFaults(given, at);
  if (problems.length > 0) return { ok: false, problems };
  const list = await load(input);
  if (list.checks.length >= mostChecks) return { ok: false, problems: [wrong("checks")] };
  const model = await input.model();
  if (model === null)
    return {
      ok: false,
      problems: [{ code: "protect/no-model", severity: "error", at: null, args: {} }],
    };
  const found = await saidOf(input, given, list.checks);
  if (!found.ok) return found;
  const check: KeptReality = {
    id: randomUUID(),
    given: { ...given, source: given.source.trim() },
    by,
    at,
    said: found.said,
    before: await input.dials(),
    model,
  };
  return save(input, check.id, list, [...list.checks, check]);
}

/** Opens the desk. */
export function realityDesk(input: RealityInput): RealityDesk {
  return {
    reality: () => viewOf(input),
    recordReality: (given, by) => record(input, given, by),
    withdrawReality: async (id) => {
      const list = await load(input);
      const left = list.checks.filter((check) => check.id !== id);
      return left.length === list.checks.length ? null : save(input, id, list, left);
    },
  };
}
