/**
 * The findings room: what is wrong where, told once whoever says it, ordered by what mending moves
 * in the attack graph, with who sees to it and until when.
 */
import { canonicalJson } from "@vallgrav/kernel";
import type { Instant, Json, PlainDate, Problem } from "@vallgrav/kernel";
import type {
  AdvisoriesSaid,
  Affected,
  FindingChange,
  FindingsAsked,
  FindingsPage,
  FindingView,
  ImpactState,
  Unit,
} from "../api/index.ts";
import { controllersOf, type Sees } from "../govern/index.ts";
import type { CurrentModel, Identify } from "../identify/index.ts";
import { type JobContext, JobRefused, type Jobs } from "../jobs/index.ts";
import type { Protect } from "../protect/index.ts";
import type { Store } from "../storage/index.ts";
import type { AdvisoryBook } from "../advisories/index.ts";
import { affectedBy } from "./affected.ts";
import { checkedChange, problem } from "./changes.ts";
import {
  decided,
  type Decisions,
  decisionBook,
  type KeptDecision,
  keepDecision,
  logged,
} from "./decisions.ts";
import type { AllFindings, Decided, Findings, FindingsProblem } from "./door.ts";
import { domainBook, type DomainsKnown } from "./domain-findings.ts";
import { type Gathered, seenGathered } from "./gather.ts";
import { type KnownFindings, knownOf } from "./known.ts";
import { placed } from "./placed.ts";
import {
  impactBook,
  type KeptImpacts,
  orderBook,
  type Ordered,
  type ReadImpacts,
  withWhose,
} from "./ordered.ts";
import { byImpact, decisionOf, findingId, lostView, type Moved, viewOf } from "./view.ts";

export { findingsCsv } from "./csv.ts";
export type { AllFindings, Decided, Findings, FindingsProblem } from "./door.ts";

const noModel: Problem = { code: "protect/no-model", severity: "error", at: null, args: {} };

export type FindingsInput = {
  readonly store: Pick<Store, "domainChecks" | "settings" | "evidence" | "runs">;
  readonly jobs: Jobs;
  readonly identify: Pick<Identify, "current">;
  readonly protect: Pick<Protect, "impacts" | "impactsOf" | "storedPlan">;
  /** Advisories of the home (`vallgrav update`); nothing is known of weaknesses unless given. */
  readonly advisories?: AdvisoryBook;
  /** The municipality's units, by which committees are named; none unless given. */
  readonly units?: { readonly list: () => Promise<readonly Unit[]> };
  readonly now: () => Instant;
};

/** Findings as shown, in order of what mending moves; `sees` leaves out what is another's. */
function inOrder(
  gathered: readonly Gathered[],
  {
    decisions,
    moved,
    day,
    sees,
  }: {
    readonly decisions: Decisions;
    readonly moved: Moved;
    readonly day: PlainDate;
    readonly sees: Sees | undefined;
  },
): readonly FindingView[] {
  const seen =
    sees === undefined ? gathered : gathered.flatMap((one) => seenGathered(one, sees) ?? []);
  const views = seen.map((one) => viewOf(one, decisionOf(one, decisions), { moved, day }));
  const used = new Set(gathered.flatMap(({ name, formerNames }) => [name, ...formerNames]));
  const lost = [...decisions.values()]
    .filter(({ name, about }) => !used.has(name) && sees?.(about.asset.id) !== false)
    .map(lostView);
  return [...views, ...lost].sort(byImpact);
}

function refuse(problem: FindingsProblem): Decided {
  return { ok: false, problem };
}

class FindingsRoom {
  readonly #input: FindingsInput;
  readonly #domains: () => Promise<DomainsKnown>;
  readonly #decisions: () => Promise<Decisions>;
  readonly #impacts: ReturnType<typeof impactBook>;
  readonly #ordered = orderBook();
  #known: KnownFindings | null = null;
  /** What is being gathered, by its name: who comes meanwhile waits for the same. */
  #gathering: { readonly of: string; readonly known: Promise<KnownFindings> } | null = null;
  #asked: { readonly key: string; readonly job: string } | null = null;

  constructor(input: FindingsInput) {
    this.#input = input;
    this.#domains = domainBook(input.store, input.now);
    this.#decisions = decisionBook(input.store.settings);
    this.#impacts = impactBook(input.store.runs);
  }

  async #current(): Promise<{
    readonly current: CurrentModel;
    readonly known: KnownFindings;
  } | null> {
    const current = await this.#input.identify.current();
    if (current === null) return null;
    const { advisories } = this.#input;
    const generation = (await advisories?.generation()) ?? null;
    const domains = await this.#domains();
    const before = this.#known;
    const isSame =
      before?.hash === current.hash &&
      before.generation === generation &&
      before.domains === domains.key;
    if (before !== null && isSame) return { current, known: before };
    const of = canonicalJson([current.hash, generation, domains.key]);
    const known = await this.#gatheredOnce(of, async () => {
      const matches = generation === null ? null : ((await advisories?.matches(current)) ?? null);
      return knownOf(current, { matches, generation, domains });
    });
    this.#known = known;
    return { current, known };
  }

  /** Gathers what has this name; it takes turns with others, so several may ask meanwhile. */
  async #gatheredOnce(of: string, gather: () => Promise<KnownFindings>): Promise<KnownFindings> {
    if (this.#gathering?.of === of) return this.#gathering.known;
    const known = gather();
    const mine = { of, known };
    this.#gathering = mine;
    try {
      return await known;
    } finally {
      if (this.#gathering === mine) this.#gathering = null;
    }
  }

  async #runId({ groups }: KnownFindings): Promise<string> {
    const run = await this.#input.protect.impactsOf();
    return findingId(canonicalJson({ run, groups: [...groups.keys()] }));
  }

  async #kept(known: KnownFindings): Promise<ReadImpacts | null> {
    return this.#impacts(await this.#runId(known), known);
  }

  async compute(watch: Pick<JobContext, "signal" | "progress">): Promise<readonly Problem[]> {
    const found = await this.#current();
    if (found === null) return [noModel];
    const { current, known } = found;
    // A job that is resumed after its result was kept has nothing left to do.
    if ((await this.#kept(known)) !== null) return [];
    const keys = [...known.groups.keys()];
    const answer = await this.#input.protect.impacts([...known.groups.values()], watch);
    if (!answer.ok) return answer.problems;
    const { today, impacts, halves, played } = answer.computed;
    const kept: KeptImpacts = {
      today,
      halves,
      runs: played,
      impacts: keys.map((key, at) => [key, impacts[at] ?? null]),
    };
    await this.#input.store.runs.save({
      id: await this.#runId(known),
      kind: "findings",
      identity: { model: current.hash },
      result: canonicalJson(kept),
      at: this.#input.now(),
    });
    return [];
  }

  async #stateOf(known: KnownFindings, begins: boolean): Promise<ImpactState> {
    const kept = await this.#kept(known);
    if (kept !== null) {
      // The runs are those of the dials, and so is what may be said of them.
      const plan = await this.#input.protect.storedPlan(0);
      const speak = plan?.before.resistance.speak ?? "words";
      const { today, runs, order } = kept;
      return { state: "ready", today, runs, speak, order };
    }
    const key = await this.#runId(known);
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

  async #views(begins: boolean, sees?: Sees): Promise<Ordered & Omit<AllFindings, "findings">> {
    const found = await this.#current();
    // Asked before what is kept: a job that ends in between has kept its result.
    const impacts: ImpactState =
      found === null
        ? { state: "refused", problems: [noModel] }
        : await this.#stateOf(found.known, begins);
    const decisions = await this.#decisions();
    const day = this.#day();
    const known = found?.known ?? null;
    const kept = known === null ? null : await this.#kept(known);
    const gathered = known?.gathered ?? (await this.#domains()).gathered;
    const moved: Moved = {
      impacts: kept?.byKey ?? new Map(),
      together: known?.together ?? new Map(),
    };
    const make = () => inOrder(gathered, { decisions, moved, day, sees });
    const ordered =
      known === null || sees !== undefined
        ? withWhose(make())
        : this.#ordered({ known, impacts: kept, decisions, day }, make);
    // What advisories left open is told of the whole, so not to those who see a part.
    return { ...ordered, impacts, advisories: sees === undefined ? this.#left() : null };
  }

  async all(sees?: Sees): Promise<AllFindings> {
    const { findings, impacts, advisories } = await this.#views(false, sees);
    return { findings, impacts, advisories };
  }

  async list(asked: FindingsAsked, sees?: Sees): Promise<FindingsPage> {
    const { findings, impacts, advisories, owners, units } = await this.#views(true, sees);
    const words = asked.text
      .normalize("NFC")
      .toLowerCase()
      .split(/\s+/u)
      .filter(Boolean)
      .slice(0, 12);
    const saysAll = (one: FindingView): boolean => {
      const text =
        `${one.asset.name} ${one.weakness} ${one.title.sv} ${one.title.en} ${one.id}`.toLowerCase();
      return words.every((word) => text.includes(word));
    };
    const fits = (one: FindingView): boolean =>
      (asked.owner === null || one.owner === asked.owner) &&
      (asked.unit === null || one.unit === asked.unit) &&
      (words.length === 0 || saysAll(one));
    const fitting = findings.filter(fits);
    const counts = { open: 0, accepted: 0, gone: 0 };
    for (const { state } of fitting) counts[state] += 1;
    const shown = fitting.filter(({ state }) => asked.state === "all" || state === asked.state);
    const next = asked.from + asked.limit;
    return {
      findings: await this.#placed(shown.slice(asked.from, next)),
      total: shown.length,
      next: next < shown.length ? next : null,
      counts,
      owners,
      units,
      impacts,
      advisories,
    };
  }

  async #placed(findings: readonly FindingView[]): Promise<readonly FindingView[]> {
    const { evidence } = this.#input.store;
    return placed(evidence, this.#known?.byId ?? new Map(), findings);
  }

  async affected(text: string, sees?: Sees): Promise<Affected | null> {
    const found = await this.#current();
    if (found === null) return null;
    const { findings, impacts } = await this.#views(false);
    const { left } = found.known;
    const { model } = found.current;
    const units = (await this.#input.units?.list()) ?? [];
    return affectedBy(text, model, findings, {
      unsure: left?.unsure ?? [],
      advisoriesAt: left?.updatedAt ?? null,
      committeesOf: controllersOf(model, units),
      speak: impacts.state === "ready" ? impacts.speak : "words",
      sees,
    });
  }

  #left(): AdvisoriesSaid | null {
    const left = this.#known?.left ?? null;
    if (left === null) return null;
    const { updatedAt, unknown, notExamined } = left;
    return { updatedAt, unknown, notExamined };
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
    const decisions = await this.#decisions();
    const names = [view.id, ...view.also];
    const before =
      [...decisions.values()].find(
        (one) => names.includes(findingId(one.name)) || one.id === view.id,
      ) ?? null;
    const name = before?.name ?? this.#nameOf(view);
    const deciding = { by, at: this.#input.now() };
    const next: KeptDecision = {
      ...decided(before, fitting, deciding),
      log: logged(before, fitting, deciding),
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
    const nothing = { ...next, owner: null, due: null, accepted: null, log: [] };
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
    affected: (text, sees) => room.affected(text, sees),
    compute: (watch) => room.compute(watch),
  };
}
