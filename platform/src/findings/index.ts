/**
 * The findings room: what is wrong where, told once whoever says it, ordered by what mending moves
 * in the attack graph, with who sees to it and until when.
 */
import { canonicalJson } from "@vallgrav/kernel";
import type { Instant, Json, ObservationId, PlainDate, Problem } from "@vallgrav/kernel";
import { toldFindings } from "@vallgrav/knowledge";
import type {
  Affected,
  ExploitedFlag,
  FindingChange,
  FindingsAsked,
  FindingsPage,
  FindingView,
  Impact,
  ImpactDials,
  ImpactState,
} from "../api/index.ts";
import type { Sees } from "../govern/index.ts";
import type { CurrentModel, Identify } from "../identify/index.ts";
import { type JobContext, JobRefused, type Jobs } from "../jobs/index.ts";
import type { Protect, TouchedGroup } from "../protect/index.ts";
import type { Store } from "../storage/index.ts";
import { advisoryGeneration, matchModel, type ModelMatches } from "../advisories/index.ts";
import { affectedBy } from "./affected.ts";
import { checkedChange, problem } from "./changes.ts";
import { decided, type KeptDecision, keepDecision, loadDecisions } from "./decisions.ts";
import type { AllFindings, Decided, Findings, FindingsProblem } from "./door.ts";
import { gatherFindings, type Gathered } from "./gather.ts";
import { byImpact, decisionOf, findingId, lostView, type Moved, touchKey, viewOf } from "./view.ts";

export { findingsCsv } from "./csv.ts";
export type { AllFindings, Decided, Findings, FindingsProblem } from "./door.ts";
export { kendallTau } from "./order.ts";

/** Reports of a finding whose file and place are looked up. */
const placedReports = 5;

export type FindingsInput = {
  readonly store: Pick<Store, "settings" | "evidence" | "runs">;
  readonly jobs: Jobs;
  readonly identify: Pick<Identify, "current">;
  readonly protect: Pick<Protect, "impacts" | "impactsOf" | "storedPlan">;
  /** Folder of advisories (`vallgrav update`); nothing is known of weaknesses unless given. */
  readonly advisories?: string;
  readonly now: () => Instant;
};

/** Impacts as they are kept. */
type KeptImpacts = {
  readonly today: ImpactDials;
  readonly runs: number;
  readonly impacts: readonly (readonly [key: string, impact: Impact | null])[];
};

/** Findings of a model, gathered once for a state of the facts. */
type Known = {
  readonly hash: string;
  /** State of the folder of advisories; null where there is none. */
  readonly generation: number | null;
  readonly gathered: readonly Gathered[];
  readonly groups: ReadonlyMap<string, TouchedGroup>;
  readonly together: ReadonlyMap<string, number>;
};

function exploitedFlag(matches: ModelMatches | null, cve: string): ExploitedFlag | null {
  const known = matches?.exploited(cve) ?? null;
  if (known === null) return null;
  const { addedOn, dueOn, isRansomware } = known;
  return { since: addedOn, due: dueOn === "" ? null : dueOn, isRansomware };
}

async function knownOf(
  current: CurrentModel,
  folder: string | undefined,
  generation: number | null,
): Promise<Known> {
  const cves = new Set(
    current.model.assets.flatMap((asset) =>
      toldFindings(asset).flatMap(({ finding }) => finding.cves),
    ),
  );
  const matches =
    folder === undefined || generation === null
      ? null
      : await matchModel(folder, current.model, [...cves]);
  const gathered = gatherFindings(current.model, {
    asOf: current.asOf,
    exploited: (cve) => exploitedFlag(matches, cve),
    matches: matches?.matches ?? [],
  });
  const groups = new Map<string, TouchedGroup>();
  const together = new Map<string, number>();
  for (const one of gathered) {
    if (one.touches.length === 0 || one.goneSince !== null) continue;
    const key = touchKey(one);
    groups.set(key, one.touches);
    together.set(key, (together.get(key) ?? 0) + 1);
  }
  return { hash: current.hash, generation, gathered, groups, together };
}

/** What those behind a wall see: findings of what is their own, with their own systems on it. */
function seenFindings(findings: readonly FindingView[], sees: Sees): readonly FindingView[] {
  return findings
    .filter(({ asset }) => sees(asset.id))
    .map((one) => ({ ...one, systems: one.systems.filter(({ id }) => sees(id)) }));
}

function refuse(problem: FindingsProblem): Decided {
  return { ok: false, problem };
}

class FindingsRoom {
  readonly #input: FindingsInput;
  #known: Known | null = null;
  #asked: { readonly key: string; readonly job: string } | null = null;

  constructor(input: FindingsInput) {
    this.#input = input;
  }

  async #current(): Promise<{ readonly current: CurrentModel; readonly known: Known } | null> {
    const current = await this.#input.identify.current();
    if (current === null) return null;
    const { advisories } = this.#input;
    const generation = advisories === undefined ? null : await advisoryGeneration(advisories);
    const before = this.#known;
    if (before !== null && before.hash === current.hash && before.generation === generation)
      return { current, known: before };
    const known = await knownOf(current, advisories, generation);
    this.#known = known;
    return { current, known };
  }

  #runId(current: CurrentModel, { groups }: Known): string {
    return findingId(
      canonicalJson({ run: this.#input.protect.impactsOf(current), groups: [...groups.keys()] }),
    );
  }

  async #kept(current: CurrentModel, known: Known): Promise<KeptImpacts | null> {
    const run = await this.#input.store.runs.load(this.#runId(current, known));
    return run === null ? null : (JSON.parse(run.result) as KeptImpacts);
  }

  async compute(watch: Pick<JobContext, "signal" | "progress">): Promise<readonly Problem[]> {
    const found = await this.#current();
    if (found === null)
      return [{ code: "protect/no-model", severity: "error", at: null, args: {} }];
    const { current, known } = found;
    // A job that is resumed after its result was kept has nothing left to do.
    if ((await this.#kept(current, known)) !== null) return [];
    const keys = [...known.groups.keys()];
    const answer = await this.#input.protect.impacts([...known.groups.values()], watch);
    if (!answer.ok) return answer.problems;
    const { today, impacts, played } = answer.computed;
    const kept: KeptImpacts = {
      today,
      runs: played,
      impacts: keys.map((key, at) => [key, impacts[at] ?? null]),
    };
    await this.#input.store.runs.save({
      id: this.#runId(current, known),
      kind: "findings",
      identity: { model: current.hash },
      result: canonicalJson(kept),
      at: this.#input.now(),
    });
    return [];
  }

  async #stateOf(current: CurrentModel, known: Known, begins: boolean): Promise<ImpactState> {
    const kept = await this.#kept(current, known);
    if (kept !== null) {
      // The runs are those of the dials, and so is what may be said of them.
      const plan = await this.#input.protect.storedPlan(0);
      const speak = plan?.before.resistance.speak ?? "words";
      return { state: "ready", today: kept.today, runs: kept.runs, speak };
    }
    const key = this.#runId(current, known);
    const { jobs } = this.#input;
    const before = this.#asked?.key === key ? await jobs.load(this.#asked.job) : null;
    if (before !== null && (before.state === "waiting" || before.state === "running"))
      return { state: "computing", job: before };
    if (before?.state === "failed") return { state: "refused", problems: before.problems };
    if (!begins) return { state: "refused", problems: [] };
    const job = await jobs.submit({ kind: "dials", key, title: "findings", payload: {} });
    this.#asked = { key, job: job.id };
    return { state: "computing", job };
  }

  #day(): PlainDate {
    return this.#input.now().slice(0, 10) as PlainDate;
  }

  async #views(begins: boolean, sees?: Sees): Promise<AllFindings> {
    const all = await this.#everyView(begins);
    return sees === undefined ? all : { ...all, findings: seenFindings(all.findings, sees) };
  }

  async #everyView(begins: boolean): Promise<AllFindings> {
    const found = await this.#current();
    if (found === null)
      return {
        findings: [],
        impacts: {
          state: "refused",
          problems: [{ code: "protect/no-model", severity: "error", at: null, args: {} }],
        },
      };
    const { current, known } = found;
    const impacts = await this.#stateOf(current, known, begins);
    const kept = await this.#kept(current, known);
    const decisions = await loadDecisions(this.#input.store.settings);
    const moved: Moved = {
      impacts: new Map(kept?.impacts ?? []),
      together: known.together,
    };
    const used = new Set<string>();
    const day = this.#day();
    const views = known.gathered.map((one) => {
      const decision = decisionOf(one, decisions);
      for (const name of [one.name, ...one.formerNames]) used.add(name);
      return viewOf(one, decision, { moved, day });
    });
    const lost = [...decisions.values()].filter(({ name }) => !used.has(name)).map(lostView);
    return { findings: [...views, ...lost].sort(byImpact), impacts };
  }

  async all(sees?: Sees): Promise<AllFindings> {
    return this.#views(false, sees);
  }

  async list(asked: FindingsAsked, sees?: Sees): Promise<FindingsPage> {
    const { findings, impacts } = await this.#views(true, sees);
    const words = asked.text
      .normalize("NFC")
      .toLowerCase()
      .split(/\s+/u)
      .filter(Boolean)
      .slice(0, 12);
    const fits = (one: FindingView): boolean => {
      const text =
        `${one.asset.name} ${one.weakness} ${one.title.sv} ${one.title.en} ${one.id}`.toLowerCase();
      return (
        (asked.owner === null || one.owner === asked.owner) &&
        (asked.unit === null || one.unit === asked.unit) &&
        words.every((word) => text.includes(word))
      );
    };
    const fitting = findings.filter(fits);
    const counts = { open: 0, accepted: 0, gone: 0 };
    for (const { state } of fitting) counts[state] += 1;
    const shown = fitting.filter(({ state }) => asked.state === "all" || state === asked.state);
    const next = asked.from + asked.limit;
    const distinct = (values: readonly (string | null)[]): readonly string[] =>
      [...new Set(values.filter((one) => one !== null))].sort();
    return {
      findings: await this.#placed(shown.slice(asked.from, next)),
      total: shown.length,
      next: next < shown.length ? next : null,
      counts,
      owners: distinct(findings.map(({ owner }) => owner)),
      units: distinct(findings.map(({ unit }) => unit)),
      impacts,
    };
  }

  /** Looks up the files and places of the newest reports. */
  async #placed(findings: readonly FindingView[]): Promise<readonly FindingView[]> {
    const found = await this.#current();
    if (found === null) return findings;
    const ids = new Map<string, readonly ObservationId[]>();
    const byName = new Map(found.known.gathered.map((one) => [findingId(one.name), one]));
    for (const { id, also } of findings) {
      const one = [id, ...also].flatMap((known) => byName.get(known) ?? [])[0];
      const reports = one?.reports.slice(0, placedReports) ?? [];
      ids.set(
        id,
        reports.map(({ report }) => report.observation),
      );
    }
    const { evidence } = this.#input.store;
    const told = await evidence.loadObservations([...new Set([...ids.values()].flat())]);
    const places = new Map<string, string>(told.map(({ id, at }) => [id, at.place]));
    const entries = await evidence.load([...new Set(told.map(({ at }) => at.evidence))]);
    const names = new Map<string, string>(entries.map(({ evidence: one }) => [one.id, one.name]));
    return findings.map((view) => ({
      ...view,
      reports: view.reports.map((report, at) => ({
        ...report,
        file: names.get(report.evidence) ?? null,
        place: places.get(ids.get(view.id)?.[at] ?? "") ?? null,
      })),
    }));
  }

  async affected(text: string): Promise<Affected | null> {
    const found = await this.#current();
    if (found === null) return null;
    const { findings } = await this.#views(false);
    return affectedBy(text, found.current.model, findings);
  }

  async one(id: string, sees?: Sees): Promise<FindingView | null> {
    const { findings } = await this.#views(false, sees);
    const view = findings.find((one) => one.id === id || one.also.includes(id));
    return view === undefined ? null : ((await this.#placed([view]))[0] ?? null);
  }

  async decide(id: string, change: FindingChange, by: string): Promise<Decided> {
    const day = this.#day();
    const fitting = checkedChange(change, day);
    if ("code" in fitting) return refuse(fitting);
    const view = await this.one(id);
    if (view === null) return refuse(problem("findings/unknown"));
    const { settings } = this.#input.store;
    const decisions = await loadDecisions(settings);
    const names = [view.id, ...view.also];
    const before =
      [...decisions.values()].find(
        (one) => names.includes(findingId(one.name)) || one.id === view.id,
      ) ?? null;
    const name = before?.name ?? this.#nameOf(view);
    const next: KeptDecision = {
      ...decided(before, fitting, { by, at: this.#input.now() }),
      id: view.id,
      name,
      about: {
        asset: view.asset,
        weakness: view.weakness,
        title: view.title,
        severity: view.severity,
      },
    };
    if (!(await keepDecision(settings, next)))
      return refuse(problem("findings/too-many-decisions"));
    const after = await this.one(id);
    const nothing = { ...next, owner: null, due: null, accepted: null };
    return {
      ok: true,
      finding: after ?? view,
      undo: async () => {
        await keepDecision(settings, before ?? nothing);
      },
    };
  }

  #nameOf({ asset, weakness }: FindingView): string {
    return `${asset.id}|${weakness}`;
  }
}

/** Opens the room. */
export function createFindings(input: FindingsInput): Findings {
  const room = new FindingsRoom(input);
  input.jobs.register("dials", async (context): Promise<Json> => {
    const problems = await room.compute(context);
    if (problems.length > 0) throw new JobRefused(problems);
    return { ok: true };
  });
  return {
    list: (asked, sees) => room.list(asked, sees),
    one: (id, sees) => room.one(id, sees),
    all: (sees) => room.all(sees),
    decide: (id, change, by) => room.decide(id, change, by),
    affected: (text) => room.affected(text),
    compute: (watch) => room.compute(watch),
  };
}
