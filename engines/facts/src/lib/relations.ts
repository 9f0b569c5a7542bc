/** Relations: one per kind and pair of assets, with who saw it and which complete list does not. */
import { compareText, spend } from "@vallgrav/kernel";
import type { Instant, RelationId, RelationKind } from "@vallgrav/kernel";
import type { NamedAsset } from "./ambiguity.ts";
import { covers } from "./complete-lists.ts";
import type { CompleteList, Lists } from "./complete-lists.ts";
import { mayLeaveOut } from "./editions.ts";
import type { Relation } from "./model.ts";
import { silencesOf, silentLists, tellersOf } from "./presence.ts";
import type { Sighted } from "./presence.ts";
import { ranksBy } from "./properties.ts";
import { factOf } from "./report.ts";
import type { Said } from "./report.ts";
import { addRun, beginRuns, endRuns, runOf } from "./runs.ts";
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

/** Which evidence speaks of which family of relations, in all or about one asset. */
type Spoken = { readonly families: ReadonlySet<string>; readonly machines: ReadonlySet<string> };

function spokenIn(situation: Situation): Spoken {
  const {
    subject,
    other,
    columns: { evidence },
  } = situation;
  const families = new Set<string>();
  const machines = new Set<string>();
  for (const [index, kind] of relationsTold(situation)) {
    families.add(`${evidence[index]} ${familyOf(kind)}`);
    if (!askedOfMachines.has(kind)) continue;
    machines.add(`${evidence[index]} ${kind} ${subject[index]}`);
    machines.add(`${evidence[index]} ${kind} ${other[index]}`);
  }
  return { families, machines };
}

/** Relation statements in the order of their relations' ids, with what those are sorted by. */
function sortedStatements(situation: Situation): {
  readonly order: Uint32Array;
  readonly keys: Float64Array;
} {
  const { subject, other, identity, columns } = situation;
  const kinds = new Set<RelationKind>();
  let told = 0;
  for (const [, kind] of relationsTold(situation)) {
    kinds.add(kind);
    told += 1;
  }
  // Ids are joined by "|", which no asset id holds, so that this order is the order of the texts.
  const kindNames = [...kinds].sort((a, b) => compareText(`${a}|`, `${b}|`));
  const kindRank = new Map<string, number>(kindNames.map((kind, rank) => [kind, rank]));
  const count = identity.assets.length;
  const fromRank = ranksBy(identity.assets.map(({ id }) => `${id}|`));
  const keys = new Float64Array(columns.length);
  const order = new Uint32Array(told);
  let next = 0;
  for (const [index, kind] of relationsTold(situation)) {
    const from = fromRank[subject[index] ?? 0] ?? 0;
    keys[index] = ((kindRank.get(kind) ?? 0) * count + from) * count + (other[index] ?? 0);
    order[next] = index;
    next += 1;
  }
  order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  return { order, keys };
}

/** The statements of one relation. */
type Run = {
  readonly kind: RelationKind;
  readonly from: number;
  readonly to: number;
  readonly at: Uint32Array;
};

/** Whether a complete list would have had the relation, had it been there. */
function wouldTell(
  lists: Lists,
  { kind, from, to, at }: Run,
  [list, spoken]: readonly [CompleteList, Spoken],
): boolean {
  const { situation } = lists;
  if (!spoken.families.has(`${list.number} ${familyOf(kind)}`)) return false;
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
        (!askedOfMachines.has(kind) || spoken.machines.has(`${list.number} ${kind} ${end}`)),
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

function silentOn(lists: Lists, run: Run, spoken: Spoken): number[] {
  const { situation } = lists;
  let last: Instant | null = null;
  for (const index of run.at) {
    spend(situation.work, 1);
    const time = evidenceTimeAt(situation, index);
    if (time !== null && (last === null || time > last)) last = time;
  }
  const { assets } = situation.identity;
  const kinds = new Set([assets[run.from]?.kind, assets[run.to]?.kind]);
  const found: number[] = [];
  for (const kind of kinds) {
    const known = kind === undefined ? undefined : lists.byKind.get(kind);
    if (known === undefined || last === null) continue;
    const leavesOut = (list: CompleteList): boolean => wouldTell(lists, run, [list, spoken]);
    for (const { nth } of silentLists(situation, { lists: known, last }, leavesOut))
      found.push(nth);
  }
  return found;
}

/** Gathers all relations. One sort of the statements, else linear. */
export function relationsIn(situation: Situation, lists: Lists): Relations {
  const { order, keys } = sortedStatements(situation);
  const spoken = spokenIn(situation);
  const [kinds, from, to, offsets]: number[][] = [[], [], [], [0]];
  const silent = beginRuns();
  for (let start = 0; start < order.length;) {
    const first = order[start] ?? 0;
    let end = start;
    while (end < order.length && keys[order[end] ?? 0] === keys[first]) end += 1;
    const word = situation.columns.word[first] ?? 0;
    const run: Run = {
      kind: situation.columns.words[word] as RelationKind,
      from: situation.subject[first] ?? 0,
      to: situation.other[first] ?? 0,
      at: order.subarray(start, end),
    };
    start = end;
    kinds?.push(word);
    from?.push(run.from);
    to?.push(run.to);
    offsets?.push(end);
    addRun(silent, silentOn(lists, run, spoken));
  }
  const numbers = (list: readonly number[] = []): Uint32Array => Uint32Array.from(list);
  return {
    kinds: numbers(kinds),
    from: numbers(from),
    to: numbers(to),
    statements: { offsets: numbers(offsets), items: order },
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
