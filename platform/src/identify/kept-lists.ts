/**
 * What comes of an import beside what was read: which of its lists are new editions of others, what
 * counts as gone by it, and what a person says of that.
 */
import { type Asset, isPresent, keptLists, type KeptList } from "@vallgrav/facts";
import type { AssetKind, EvidenceId, Instant, ListWord, Problem } from "@vallgrav/kernel";
import type { ImportReport, ListView } from "../api/index.ts";
import type { Store } from "../storage/index.ts";
import type { Identify, IdentifyProblem, Judged } from "./door.ts";
import type { KnownModel, ModelBook } from "./known-model.ts";
import { inSteps, inTurns, type Steps } from "./per-model.ts";
import { rawKeptUntil } from "./raw-kept.ts";
import { publishStatements } from "./statements.ts";

/** What this part of the room needs. */
type KeptListsInput = {
  readonly store: Store;
  readonly known: () => Promise<KnownModel | null>;
  /** See `ModelBook`. */
  readonly change: ModelBook["change"];
  readonly now: () => Instant;
};

/** Names of gone things that are told; of the rest only how many. */
const mostNames = 5;

/** What one file takes away, by kind. */
type Gone = Map<AssetKind, { count: number; readonly names: string[] }>;

/**
 * The files by which a thing counts as gone: the first that left it out or said that it is gone,
 * and one that alone lists it though it was gone already.
 */
function causesOf({ present }: Asset): readonly EvidenceId[] {
  const first = present.by.filter(({ validFrom }) => validFrom === present.since);
  const listing = new Set(present.against.flatMap(({ by }) => by.map(({ evidence }) => evidence)));
  return [...first.map(({ evidence }) => evidence), ...(listing.size === 1 ? listing : [])];
}

/**
 * Adds up what counts as gone by the files.
 * @yields between steps
 */
function* goneSteps(
  { model }: KnownModel,
  files: ReadonlySet<string>,
): Steps<ReadonlyMap<EvidenceId, Gone>> {
  const found = new Map<EvidenceId, Gone>();
  yield* inSteps(model.assets, (asset) => {
    if (isPresent(asset)) return;
    const cause = causesOf(asset).find((evidence) => files.has(evidence));
    if (cause === undefined) return;
    const gone = found.get(cause) ?? new Map();
    const { count, names } = gone.get(asset.kind) ?? { count: 0, names: [] };
    if (names.length < mostNames) names.push(asset.name);
    found.set(cause, gone.set(asset.kind, { count: count + 1, names }));
  });
  return found;
}

function viewOf({ evidence }: KnownModel, list: KeptList): ListView {
  const entry = (id: EvidenceId) => evidence.get(id)?.evidence;
  const { near } = list;
  return {
    ...list,
    name: entry(list.evidence)?.name ?? "",
    near:
      near === null
        ? null
        : {
            ...near,
            name: entry(near.evidence)?.name ?? "",
            producedAt: entry(near.evidence)?.producedAt ?? null,
          },
  };
}

/** What is to be told of a list beside another. */
function problemsOf(view: ListView): readonly IdentifyProblem[] {
  const { near, isNext, things, name } = view;
  if (near === null) return [];
  const at = { file: name, place: "" };
  const args = { other: near.name, both: near.both, things, otherThings: near.things };
  const told: IdentifyProblem[] = [
    isNext
      ? { code: "identify/next-list", severity: "notice", at, args }
      : { code: "identify/own-list", severity: "warning", at, args },
  ];
  if (near.otherNames > 0 && !isNext) {
    const count = { other: near.name, count: near.otherNames };
    told.push({ code: "identify/same-numbers", severity: "warning", at, args: count });
  }
  return told;
}

/** What came of an import, as of the model there is now. */
type Outcome = {
  readonly lists: readonly ListView[];
  readonly problems: readonly Problem[];
};

async function outcomeOf(known: KnownModel, report: ImportReport): Promise<Outcome> {
  const names = new Map(report.files.map(({ evidence, name }) => [evidence, name]));
  const all = known.packed === undefined ? [] : keptLists(known.packed.book);
  const views = all.map((list) => viewOf(known, list));
  const lists = views.filter(({ evidence }) => names.has(evidence));
  const problems: Problem[] = lists.flatMap(problemsOf);
  const gone = await inTurns(goneSteps(known, new Set(names.keys())));
  for (const [evidence, kinds] of gone)
    for (const [kind, { count, names: first }] of kinds) {
      const at = { file: names.get(evidence) ?? "", place: "" };
      const args = { kind, count, names: first.join(", "), more: count - first.length };
      problems.push({ code: "identify/gone", severity: "warning", at, args });
    }
  return { lists, problems };
}

function laterThan(last: Instant | null, now: Instant): Instant {
  return last === null || last < now
    ? now
    : (new Date(Date.parse(last) + 1).toISOString() as Instant);
}

/** A moment later than every word on lists, so that the last one said rules. */
function momentOf({ evidence }: KnownModel, now: Instant): Instant {
  let last: Instant | null = null;
  for (const { evidence: one } of evidence.values())
    if (one.lists !== undefined && (last === null || (one.producedAt ?? "") > last))
      last = one.producedAt;
  return laterThan(last, now);
}

async function say(input: KeptListsInput, word: ListWord, by: string): Promise<Judged> {
  const known = await input.known();
  const lists = known?.packed === undefined ? [] : keptLists(known.packed.book);
  if (known === null || lists.every(({ evidence }) => evidence !== word.list))
    return {
      ok: false,
      problem: { code: "identify/unknown-thing", severity: "error", at: null, args: {} },
    };
  const at = momentOf(known, input.now());
  const name = `lista-${at.slice(0, 10)}.json`;
  const stating = { by, at, name, keepUntil: rawKeptUntil(at), lists: [word] };
  const evidence = await input.change(() => publishStatements(input.store, [], stating), {
    isMore: true,
  });
  return evidence === null
    ? {
        ok: false,
        problem: { code: "identify/nothing-read", severity: "error", at: null, args: {} },
      }
    : { ok: true, evidence };
}

/** The part of the room that tells what came of imports, and takes words on lists. */
export function keptListsOf(input: KeptListsInput): Pick<Identify, "outcome" | "sayList"> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    outcome: async (importId) => {
      const stored = await input.store.imports.loadReport(importId);
      const report = stored as unknown as ImportReport | null;
      if (report === null) return null;
      const known = await input.known();
      if (known === null) return { ...report, lists: [] };
      const { lists, problems } = await outcomeOf(known, report);
      return { ...report, lists, problems: [...report.problems, ...problems] };
    },
    sayList: (word, by) => {
      const next = last.then(() => say(input, word, by));
      last = next.catch(() => null);
      return next;
    },
  };
}
