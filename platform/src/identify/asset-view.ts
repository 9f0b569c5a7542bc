/** The page of one thing: all that is said of it, by whom, and where it stands. */
import { type Asset, type Fact, isContradicted, type Report } from "@vallgrav/facts";
import type { ObservationId, Value } from "@vallgrav/kernel";
import { openQuestionsOf } from "@vallgrav/knowledge/asking";
import type { AssetFact, AssetView, SaidHere } from "../api/index.ts";
import { questionWords } from "../asking/question-words.ts";
import type { Store } from "../storage/index.ts";
import {
  type AssetIndex,
  type NeighboursAsked,
  neighboursOf,
  reach,
  refOf,
} from "./asset-index.ts";
import type { KnownModel } from "./known-model.ts";
import { perModelAsked } from "./per-model.ts";
import { namedBy, namingSubject, subjectKey, toldSubjects } from "./told-subjects.ts";

type Sees = (asset: string) => boolean;

/** Properties, reports of one value, places and parts shown. */
const shown = { facts: 300, reports: 5, places: 600, parts: 12 } as const;

type Places = ReadonlyMap<string, string>;

function saidHere(known: KnownModel, places: Places, report: Report): SaidHere {
  return {
    evidence: report.evidence,
    file: known.evidence.get(report.evidence)?.evidence.name ?? report.evidence,
    place: places.get(report.observation) ?? null,
    source: report.source,
    standing: report.standing,
    at: report.validFrom,
  };
}

function sidesOf<T>(
  fact: Fact<T>,
): readonly { readonly value: T; readonly by: readonly Report[] }[] {
  return [{ value: fact.value, by: fact.by }, ...fact.against].map(({ value, by }) => ({
    value,
    by: by.slice(0, shown.reports),
  }));
}

function trustedOf(known: KnownModel, report: Report | undefined): AssetFact["trusted"] {
  const says = known.judgements.find(({ id }) => id === report?.observation)?.says;
  if (report === undefined || says === undefined || !("trust" in says)) return null;
  const by = known.evidence.get(report.evidence)?.evidence.by ?? "";
  return { source: says.source ?? "", by, at: report.validFrom };
}

function factView(
  known: KnownModel,
  places: Places,
  [property, fact]: readonly [string, Fact<Value>],
): AssetFact {
  return {
    property,
    values: sidesOf(fact).map(({ value, by }) => ({
      value,
      by: by.map((report) => saidHere(known, places, report)),
    })),
    isDisputed: isContradicted(property, fact),
    trusted: trustedOf(known, fact.trusted),
  };
}

/** Where the statements of some facts stand in their files. */
async function placesOf(
  store: Pick<Store, "evidence">,
  facts: readonly Fact<Value>[],
): Promise<Places> {
  const ids: ObservationId[] = [];
  for (const fact of facts)
    for (const { by } of sidesOf(fact))
      for (const { observation } of by)
        if (ids.length < shown.places && !observation.includes("#scope/")) ids.push(observation);
  const found = await store.evidence.loadObservations(ids);
  return new Map(found.map(({ id, at }) => [id, at.place]));
}

/** How many things lie one and two steps away; a server that everything reaches has thousands. */
const countsAt = perModelAsked(1_000, (index: AssetIndex, asked) => {
  const [direction, id] = [
    asked.startsWith("out ") ? "out" : "in",
    asked.replace(/^\w+ /, ""),
  ] as const;
  const { one, two, isCut } = reach(index, { id, direction, steps: 2 });
  return [one.length, isCut ? null : two.length] as const;
});

function countsOf(index: AssetIndex, id: string, direction: "out" | "in"): AssetView["reaches"] {
  return countsAt(index, `${direction} ${id}`);
}

/** The same of what is one's own behind a wall: as many as are listed to those who ask for them. */
function seenCounts(
  index: AssetIndex,
  asked: Pick<NeighboursAsked, "id" | "direction"> & { readonly sees: Sees },
): AssetView["reaches"] {
  const page = { from: 0, limit: 0 };
  const one = neighboursOf(index, { ...asked, ...page, steps: 1 });
  const both = neighboursOf(index, { ...asked, ...page, steps: 2 });
  return [one.total, both.isCut ? null : both.total - one.total];
}

/** Statements of a thing itself: those that point to it are of others, who may be another's. */
function ownStatements({ facts, present }: Asset): number {
  return [...Object.values(facts), present].reduce((sum, fact) => sum + sidesSaid(fact), 0);
}

function sidesSaid<T>({ by, against }: Fact<T>): number {
  return against.reduce((sum, one) => sum + one.by.length, by.length);
}

/** Everything known of a thing; null where there is none. Reads its statements, up to a limit. */
export async function assetView(
  store: Pick<Store, "evidence">,
  known: KnownModel,
  index: AssetIndex,
  { id, sees }: { readonly id: string; readonly sees?: Sees | undefined },
): Promise<AssetView | null> {
  const countOf = (direction: "out" | "in"): AssetView["reaches"] =>
    sees === undefined
      ? countsOf(index, id, direction)
      : seenCounts(index, { id, direction, sees });
  const asset: Asset | undefined = known.model.assets[index.placeOf.get(id) ?? -1];
  if (asset === undefined) return null;
  // What is disputed comes first: it must be seen where there are more than fit.
  const facts = Object.entries(asset.facts)
    .sort(
      ([a, one], [b, other]) =>
        Number(isContradicted(b, other)) - Number(isContradicted(a, one)) || (a < b ? -1 : 1),
    )
    .slice(0, shown.facts);
  const all = [...facts.map(([, fact]) => fact), asset.present];
  const places = await placesOf(store, all);
  const told = await toldSubjects(store, known, asset);
  const naming = namingSubject(asset, told);
  const isNaming = (key: string): number => (naming !== null && key === subjectKey(naming) ? 0 : 1);
  return {
    asset: refOf(asset),
    claims: asset.claims,
    isPresent: asset.present.value,
    isListed: asset.listed,
    lastSeen: asset.lastSeen,
    presence: sidesOf(asset.present).flatMap(({ by }) =>
      by.map((report) => saidHere(known, places, report)),
    ),
    facts: facts.map((fact) => factView(known, places, fact)),
    parts: told
      .map(({ subject, about }) => ({ subject, sources: namedBy(known, about) }))
      .sort((a, b) => isNaming(subjectKey(a.subject)) - isNaming(subjectKey(b.subject)))
      .slice(0, shown.parts),
    statements: sees === undefined ? known.statementsOf(asset.id).length : ownStatements(asset),
    reaches: countOf("out"),
    reachedBy: countOf("in"),
    questions: openQuestionsOf(asset).map((question) => ({
      id: question.id,
      words: questionWords(question, asset.name),
    })),
  };
}
