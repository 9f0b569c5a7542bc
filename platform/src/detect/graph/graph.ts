/**
 * Alerts collected from Microsoft Graph: what has changed since the last time, as a job, when
 * somebody asks and on a schedule. Nothing is ever written there: no request but for the token
 * changes anything, and the right to read is all that is asked for.
 */
import { setTimeout as pause } from "node:timers/promises";
import { instantFromMs, type Instant, msFromInstant, type Problem } from "@vallgrav/kernel";
import { fail, type Result, succeed } from "@vallgrav/kernel";
import type { GraphGiven, GraphView, Job } from "../../api/index.ts";
import { type JobContext, JobRefused, type Jobs } from "../../jobs/index.ts";
import type { Store } from "../../storage/index.ts";
import { mergeHits } from "../alert-of.ts";
import { renewForeign } from "../foreign.ts";
import { silences } from "../silence.ts";
import {
  type GraphAsker,
  graphAsker,
  GraphEnded,
  type GraphList,
  type GraphPage,
  type GraphSpan,
  pagesOf,
} from "./graph-lists.ts";
import {
  allowedHosts,
  connectionOf,
  type GraphChange,
  type GraphPolicy,
  type GraphProblem,
  graphProblem,
  type GraphSetting,
  type GraphSettings,
  graphSettings,
} from "./graph-setting.ts";
import { graphStates, type GraphState } from "./graph-state.ts";

/** What the room works with. */
export type GraphInput = {
  readonly store: Pick<Store, "jobs" | "settings" | "watch">;
  readonly jobs: Pick<Jobs, "register" | "submit">;
  readonly policy: GraphPolicy;
  readonly now: () => Instant;
  /** Waits so long, or until the signal; tests wait in no time. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

/** The room. */
export type Graph = {
  readonly view: () => Promise<GraphView>;
  /** Keeps a connection. @throws {StoreConflict} */
  readonly save: (given: GraphGiven, by: string) => Promise<Result<GraphChange, GraphProblem>>;
  /** Forgets it with its secret; null where there is none. @throws {StoreConflict} */
  readonly forget: GraphSettings["forget"];
  /** Collects now, as a job. */
  readonly collect: () => Promise<Result<Job, GraphProblem>>;
  /** Collects if the time has come; null where it has not. */
  readonly collectDue: () => Promise<Job | null>;
};

/** Days back that are read the first time. */
const firstDays = 30;
/** What Graph may show later than it says it changed: read anew each time. */
const overlapMs = 600_000;
const [dayMs, minuteMs] = [86_400_000, 60_000];
/** How long nothing may be read to its end before that is an alert itself: six hours, or more. */
const silentMinutes = { least: 360, times: 4 } as const;

/** Minutes that it is left alone at most after failures, and ended jobs that stay to be seen. */
const [longestRest, keptJobs] = [360, 20];

const lists: readonly GraphList[] = ["incidents", "alerts"];

const wordAt = (value: unknown, name: string): string => {
  const found: unknown = Reflect.get(Object(value), name);
  return typeof found === "string" ? found : "";
};

/** Spans from what was seen to now, a day each, the last without an end. */
function spansFrom(list: GraphList, seen: Instant | undefined, now: Instant): readonly GraphSpan[] {
  const nowMs = msFromInstant(now);
  const fromMs =
    seen === undefined
      ? nowMs - firstDays * dayMs
      : Math.min(msFromInstant(seen), nowMs) - overlapMs;
  const count = Math.max(1, Math.ceil((nowMs - fromMs) / dayMs));
  const at = (day: number): Instant => instantFromMs(fromMs + day * dayMs) ?? now;
  return Array.from({ length: count }, (_, day) => ({
    list,
    since: at(day),
    until: day === count - 1 ? null : at(day + 1),
  }));
}

/**
 * The newest change among entries and before them. One of a time that is to come counts as of now:
 * what changes until then is not read yet.
 */
function newestOf(page: GraphPage, before: Instant, now: Instant): Instant {
  return page.reduce((newest, one) => {
    const said = instantFromMs(Date.parse(wordAt(one, "lastUpdateDateTime")));
    const changed = said !== null && said > now ? now : said;
    return changed !== null && changed > newest ? changed : newest;
  }, before);
}

/** An incident that was put into another has its alerts there. */
const hasItsAlerts = (one: GraphPage[number]): boolean => wordAt(one, "status") !== "redirected";

type Sums = { added: number; renewed: number; tuned: number };

type Collecting = {
  readonly input: GraphInput;
  readonly setting: GraphSetting;
  readonly asker: GraphAsker;
  readonly sums: Sums;
  /** Up to which change each list was read; grows while it is read. */
  readonly seen: Partial<Record<GraphList, Instant>>;
  readonly tell: () => Promise<void>;
  /** Keeps what was seen. */
  readonly keep: () => Promise<unknown>;
};

/** Takes a page. @returns what could not be read */
async function takePage({ input, sums }: Collecting, page: GraphPage): Promise<readonly Problem[]> {
  const value = page.filter(hasItsAlerts);
  if (value.length === 0) return [];
  const bytes = new TextEncoder().encode(JSON.stringify({ value }));
  const came = await renewForeign(input, { name: "microsoft-graph.json", bytes });
  for (const name of ["added", "renewed", "tuned"] as const) sums[name] += came[name];
  return came.problems as readonly Problem[];
}

/** Reads one list to its end, span by span; what a span gave is kept before the next. */
async function collectList(collecting: Collecting, list: GraphList): Promise<readonly Problem[]> {
  const { input, setting, asker, seen, tell, keep } = collecting;
  const problems: Problem[] = [];
  for (const span of spansFrom(list, seen[list], input.now())) {
    let newest = seen[list] ?? (span.since as Instant);
    for await (const page of pagesOf(asker, setting.graph, span)) {
      newest = newestOf(page, newest, input.now());
      problems.push(...(await takePage(collecting, page)));
      await tell();
    }
    seen[list] = (span.until as Instant | null) ?? newest;
    await keep();
  }
  return problems;
}

/** An alert where nothing was read to its end for long: what is silent looks like peace. */
async function tellSilence(
  { store, now }: GraphInput,
  setting: GraphSetting,
  wholeAt: Instant | null,
): Promise<void> {
  const minutes = Math.max(silentMinutes.least, silentMinutes.times * setting.everyMinutes);
  const source = {
    id: "graph",
    name: "Microsoft Graph",
    kind: "graph",
    silentAfterMinutes: minutes,
    createdAt: setting.at as Instant,
    endedAt: null,
    lastAt: wholeAt,
  } as const;
  await store.watch.addOnce(silences([source], now()), mergeHits);
}

/** Reads all lists; what ends one early. */
async function collectLists(collecting: Collecting) {
  const [ended, problems]: [Problem[], Problem[]] = [[], []];
  for (const list of lists)
    try {
      problems.push(...(await collectList(collecting, list)));
    } catch (error) {
      if (!(error instanceof GraphEnded)) throw error;
      ended.push(error.problem);
      // Without a token, or while it asks for rest, the other list would fare no better.
      if (error.problem.code !== "watch/graph-forbidden") break;
    }
  return { ended, problems };
}

/** The work of the job. A list that ends early keeps what it gave, and goes on there next time. */
function collectingOf(input: GraphInput, settings: GraphSettings) {
  const { store, policy, now, wait = (ms, signal) => pause(ms, undefined, { signal }) } = input;
  const states = graphStates(store.settings);
  return async ({ signal, progress, problem }: JobContext) => {
    await store.jobs.dropEnded("alerts", "graph", keptJobs);
    const setting = await settings.load();
    if (setting === null) throw new JobRefused([graphProblem("watch/graph-not-set", {})]);
    const begun: GraphState = await states.change(setting, { triedAt: now() });
    const nowMs = (): number => msFromInstant(now());
    const sums: Sums = { added: 0, renewed: 0, tuned: 0 };
    const seen = { ...begun.seen };
    let pages = 0;
    const { ended, problems } = await collectLists({
      input,
      setting,
      asker: graphAsker({ setting, policy, signal, nowMs, wait }),
      sums,
      seen,
      tell: () => progress((pages += 1), null, { ...sums }),
      keep: () => states.change(setting, { seen: { ...seen } }),
    });
    const all = [...ended, ...problems];
    const [at, isWhole] = [now(), ended.length === 0];
    const hasFailed = ended.some(({ severity }) => severity === "error");
    const isShut = ended.every(({ code }) => code === "watch/graph-forbidden");
    await states.change(setting, {
      last: { at, isWhole, ...sums, problems: all },
      wholeAt: isWhole ? at : begun.wholeAt,
      // What may not be read is no reason to ask seldom for what may.
      failures: hasFailed && !isShut ? begun.failures + 1 : 0,
    });
    if (!isWhole) await tellSilence(input, setting, begun.wholeAt);
    if (hasFailed) throw new JobRefused(all);
    for (const one of all) problem(one);
    return { ...sums };
  };
}

/** Whether it is time: after failures it is left alone for longer, up to six hours. */
function isDue(
  { everyMinutes }: GraphSetting,
  { triedAt, failures }: GraphState,
  now: Instant,
): boolean {
  const longest = Math.max(everyMinutes, longestRest);
  const minutes = Math.min(everyMinutes * 2 ** Math.min(failures, 10), longest);
  return triedAt === null || msFromInstant(triedAt) + minutes * minuteMs <= msFromInstant(now);
}

/** Opens the room and says how its job is done. */
export function graphOf(input: GraphInput): Graph {
  const { store, jobs, policy, now } = input;
  const settings = graphSettings(store.settings, policy, now);
  const states = graphStates(store.settings);
  jobs.register("alerts", collectingOf(input, settings));
  const submit = (): Promise<Job> =>
    jobs.submit({ kind: "alerts", key: "graph", title: "Microsoft Graph", payload: null });
  return {
    view: async () => {
      const setting = await settings.load();
      const hosts = allowedHosts(policy);
      if (setting === null) return { hosts, connection: null, last: null, wholeAt: null };
      const { last, wholeAt } = await states.load(setting);
      return { hosts, connection: connectionOf(setting), last, wholeAt };
    },
    save: settings.save,
    forget: settings.forget,
    collect: async () =>
      (await settings.load()) === null
        ? fail(graphProblem("watch/graph-not-set", {}))
        : succeed(await submit()),
    collectDue: async () => {
      const setting = await settings.load();
      if (setting === null) return null;
      return isDue(setting, await states.load(setting), now()) ? submit() : null;
    },
  };
}
