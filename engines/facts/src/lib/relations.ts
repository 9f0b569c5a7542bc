/** Relations: one per kind and pair of assets, with who saw it and which complete list does not. */
import { spend } from "@vallgrav/kernel";
import type { Instant, RelationId, RelationKind } from "@vallgrav/kernel";
import type { NamedAsset } from "./ambiguity.ts";
import { covers } from "./complete-lists.ts";
import type { CompleteList, Lists } from "./complete-lists.ts";
import { mayLeaveOut } from "./editions.ts";
import type { Relation } from "./model.ts";
import { silencesOf, silentLists, tellersOf } from "./presence.ts";
import type { Sighted } from "./presence.ts";
import { factOf } from "./report.ts";
import type { Said } from "./report.ts";
import { addRun, beginRuns, endRuns, ranksBy, runOf, sortedByKeys } from "./runs.ts";
import type { Runs } from "./runs.ts";
import { evidenceTimeAt, relationsTold, reportAt, validFromAt } from "./situation.ts";
import type { Situation } from "./situation.ts";

/**
 * Relations that are asked of each machine itself. A complete list of machines says nothing of
 * these for a machine that did not answer.
 */
export const askedOfMachines: ReadonlySet<RelationKind> = new Set<RelationKind>([
  "local-admin-of",
  "remote-desktop-to",
  "remote-management-to",
  "session-on",
]);

/** Rights are collected together or not at all; every other kind is collected by itself. */
function familyOf(kind: RelationKind): string {
  return kind.startsWith("right/") ? "right" : kind;
}

/** Which evidence speaks of which family of relations, in all or about one asset, as numbers. */
type Spoken = {
  /** By number of the word: the number of its family. */
  readonly families: Int32Array;
  readonly isAskedOfMachines: Uint8Array;
  readonly ofFamilies: ReadonlySet<number>;
  readonly ofMachines: ReadonlySet<number>;
};

/** A number that only this evidence and this family, or word, have; likewise with an asset. */
function spokenKey({ columns }: Situation, evidence: number, word: number): number {
  return evidence * columns.words.length + word;
}

function machineKey(situation: Situation, ofWord: number, asset: number): number {
  return ofWord * situation.identity.assets.length + asset;
}

function spokenIn(situation: Situation, told: Uint32Array): Spoken {
  const {
    subject,
    other,
    columns: { evidence, word, words },
  } = situation;
  const numbers = new Map<string, number>();
  const families = Int32Array.from(words, (kind, nth) => {
    const family = familyOf(kind as RelationKind);
    const number = numbers.get(family) ?? nth;
    numbers.set(family, number);
    return number;
  });
  const asked = Uint8Array.from(words, (kind) =>
    askedOfMachines.has(kind as RelationKind) ? 1 : 0,
  );
  const ofFamilies = new Set<number>();
  const ofMachines = new Set<number>();
  let last = -1;
  for (const index of told) {
    const [teller, said] = [evidence[index] ?? 0, word[index] ?? 0];
    const key = spokenKey(situation, teller, families[said] ?? 0);
    // Most statements are of one evidence and family with the one before.
    if (key !== last) ofFamilies.add(key);
    last = key;
    if (asked[said] !== 1) continue;
    const ofWord = spokenKey(situation, teller, said);
    ofMachines.add(machineKey(situation, ofWord, subject[index] ?? -1));
    ofMachines.add(machineKey(situation, ofWord, other[index] ?? -1));
  }
  return { families, isAskedOfMachines: asked, ofFamilies, ofMachines };
}

/** Relation statements in the order of their relations' ids. Linear but for sorting asset ids. */
function sortedStatements({ subject, other, identity, columns }: Situation, told: Uint32Array) {
  // Ids are joined by "|", which no asset id holds, so that this order is the order of the texts.
  const kindRanks = ranksBy(columns.words.map((word) => `${word}|`));
  const fromRanks = ranksBy(identity.assets.map(({ id }) => `${id}|`));
  const assets = identity.assets.length;
  return sortedByKeys(told, [
    { count: columns.words.length, of: (at) => kindRanks[columns.word[at] ?? 0] ?? 0 },
    { count: assets, of: (at) => fromRanks[subject[at] ?? 0] ?? 0 },
    { count: assets, of: (at) => other[at] ?? 0 },
  ]);
}

/** The statements of one relation. */
type Run = {
  /** Number of the kind among the words of the columns. */
  readonly word: number;
  readonly from: number;
  readonly to: number;
  readonly at: Uint32Array;
};

/** Whether a complete list would have had the relation, had it been there. */
function wouldTell(
  lists: Lists,
  { word, from, to, at }: Run,
  [list, spoken]: readonly [CompleteList, Spoken],
): boolean {
  const { situation } = lists;
  const family = spoken.families[word] ?? 0;
  if (!spoken.ofFamilies.has(spokenKey(situation, list.number, family))) return false;
  const ofWord = spokenKey(situation, list.number, word);
  const isSameList = at.some((index) => {
    const told = situation.table[situation.columns.evidence[index] ?? -1]?.known;
    return (
      told !== undefined &&
      told.reader.id === list.evidence.reader.id &&
      told.scope.some((scope) => scope.kind === list.kind)
    );
  });
  return (
    isSameList &&
    mayLeaveOut(lists.editions, list, tellersOf(situation, at)) &&
    [from, to].some(
      (end) =>
        covers(lists, list, end) &&
        (spoken.isAskedOfMachines[word] !== 1 ||
          spoken.ofMachines.has(machineKey(situation, ofWord, end))),
    )
  );
}

/** All relations by number, sorted by id; arrays are by relation. */
export type Relations = {
  /** Number of the kind among the words of the columns. */
  readonly kinds: Uint32Array;
  /** Numbers of assets. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly statements: Runs;
  /** Numbers of the lists that leave it out. */
  readonly silent: Runs;
};

function silentOn(lists: Lists, run: Run, spoken: Spoken): readonly number[] {
  const { situation } = lists;
  let last: Instant | null = null;
  for (const index of run.at) {
    spend(situation.work, 1);
    const time = evidenceTimeAt(situation, index);
    if (time !== null && (last === null || time > last)) last = time;
  }
  const { assets } = situation.identity;
  const [from, to] = [assets[run.from]?.kind, assets[run.to]?.kind];
  const found: number[] = [];
  for (const kind of from === to ? [from] : [from, to]) {
    const known = kind === undefined ? undefined : lists.byKind.get(kind);
    // Lists stand newest first: mostly none is newer.
    if (known === undefined || last === null || (known[0]?.time ?? "") <= last) continue;
    const leavesOut = (list: CompleteList): boolean => wouldTell(lists, run, [list, spoken]);
    for (const { nth } of silentLists(situation, { lists: known, last }, leavesOut))
      found.push(nth);
  }
  return found;
}

/** Gathers all relations. Linear but for sorting the ids of assets. */
export function relationsIn(situation: Situation, lists: Lists): Relations {
  const { subject, other, columns } = situation;
  const told = relationsTold(situation);
  const spoken = spokenIn(situation, told);
  const order = sortedStatements(situation, told);
  const column = (): Uint32Array => new Uint32Array(order.length);
  const [kinds, from, to, ends] = [column(), column(), column(), column()];
  const silent = beginRuns();
  let count = 0;
  for (let start = 0; start < order.length; count += 1) {
    const first = order[start] ?? 0;
    const run = {
      word: columns.word[first] ?? 0,
      from: subject[first] ?? 0,
      to: other[first] ?? 0,
    };
    const isSame = (at: number): boolean =>
      columns.word[at] === run.word && subject[at] === run.from && other[at] === run.to;
    let end = start + 1;
    while (end < order.length && isSame(order[end] ?? 0)) end += 1;
    addRun(silent, silentOn(lists, { ...run, at: order.subarray(start, end) }, spoken));
    kinds[count] = run.word;
    from[count] = run.from;
    to[count] = run.to;
    ends[count] = end;
    start = end;
  }
  const offsets = new Uint32Array(count + 1);
  offsets.set(ends.subarray(0, count), 1);
  return {
    kinds: kinds.slice(0, count),
    from: from.slice(0, count),
    to: to.slice(0, count),
    statements: { offsets, items: order },
    silent: endRuns(silent),
  };
}

/** What relations are made of. */
export type Related = Sighted & {
  readonly assets: readonly NamedAsset[];
  readonly relations: Relations;
};

/** What a relation is called by. */
export function relationNameAt(
  { assets, relations, columns }: Related,
  relation: number,
): Pick<Relation, "id" | "kind" | "from" | "to"> {
  const kind = columns.words[relations.kinds[relation] ?? 0] as RelationKind;
  const from = assets[relations.from[relation] ?? 0]?.id ?? ("" as Relation["from"]);
  const to = assets[relations.to[relation] ?? 0]?.id ?? ("" as Relation["to"]);
  return { id: `${kind}|${from}|${to}` as RelationId, kind, from, to };
}

/** Who saw a relation, and which lists do not. */
export function relationPresenceAt(from: Related, relation: number): Relation["present"] | null {
  const said: Said<boolean>[] = [];
  for (const at of runOf(from.relations.statements, relation)) {
    const report = reportAt(from, at);
    if (report !== null) said.push({ value: true, report });
  }
  said.push(...silencesOf(from, runOf(from.relations.silent, relation)));
  return factOf(said);
}

/** When the newest report of a relation was true. */
export function relationSeenAt(from: Related, relation: number): Instant {
  let seen: Instant | null = null;
  for (const at of runOf(from.relations.statements, relation)) {
    const time = validFromAt(from, at);
    if (time !== null && (seen === null || time > seen)) seen = time;
  }
  return seen ?? ("" as Instant);
}
