/** Relations: one per kind and pair of assets, with who saw it and which complete list does not. */
import { compareText, spend } from "@vallgrav/kernel";
import type { AssetId, Instant, RelationId, RelationKind } from "@vallgrav/kernel";
import { covers } from "./complete-lists.ts";
import type { CompleteList, Lists } from "./complete-lists.ts";
import type { Relation } from "./model.ts";
import { silences } from "./presence.ts";
import { factOf } from "./report.ts";
import type { Said } from "./report.ts";
import { evidenceTimeAt, relationsTold, reportAt } from "./situation.ts";
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
  const { subject, other, evidence } = situation;
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

/** Numbers in the order of some texts. */
function ranksBy(texts: readonly string[]): Int32Array {
  const order = texts.map((_text, index) => index);
  order.sort((a, b) => compareText(texts[a] ?? "", texts[b] ?? ""));
  const ranks = new Int32Array(texts.length);
  for (const [rank, index] of order.entries()) ranks[index] = rank;
  return ranks;
}

/** Relation statements in the order of their relations' ids. */
function sortedStatements(situation: Situation): {
  readonly order: Uint32Array;
  readonly keys: Float64Array;
} {
  const { observations, subject, other, identity } = situation;
  const told = [...relationsTold(situation)];
  const kinds = new Set(told.map(([, kind]) => kind));
  // Ids are joined by "|", which no asset id holds, so that this order is the order of the texts.
  const kindNames = [...kinds].sort((a, b) => compareText(`${a}|`, `${b}|`));
  const kindRank = new Map(kindNames.map((kind, rank) => [kind, rank]));
  const count = identity.assets.length;
  const fromRank = ranksBy(identity.assets.map(({ id }) => `${id}|`));
  const keys = new Float64Array(observations.length);
  for (const [index, kind] of told) {
    const from = fromRank[subject[index] ?? 0] ?? 0;
    keys[index] = ((kindRank.get(kind) ?? 0) * count + from) * count + (other[index] ?? 0);
  }
  const order = Uint32Array.from(told, ([index]) => index).sort(
    (a, b) => (keys[a] ?? 0) - (keys[b] ?? 0),
  );
  return { order, keys };
}

/** The observations of one relation. */
type Run = {
  readonly kind: RelationKind;
  readonly from: number;
  readonly to: number;
  readonly at: readonly number[];
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
    const told = situation.table.known[situation.evidence[index] ?? -1];
    return (
      told !== undefined &&
      told.reader.id === list.evidence.reader.id &&
      told.scope.some((scope) => scope.kind === list.kind)
    );
  });
  return (
    isSameList &&
    [from, to].some(
      (end) =>
        covers(lists, list, end) &&
        (!askedOfMachines.has(kind) || spoken.machines.has(`${list.number} ${kind} ${end}`)),
    )
  );
}

function relationOf(lists: Lists, run: Run, spoken: Spoken): Relation | null {
  const { situation } = lists;
  const said: Said<boolean>[] = [];
  let last: Instant | null = null;
  for (const index of run.at) {
    spend(situation.work, 1);
    const report = reportAt(situation, index);
    const time = evidenceTimeAt(situation, index);
    if (report !== null) said.push({ value: true, report });
    if (time !== null && (last === null || time > last)) last = time;
  }
  const { assets } = situation.identity;
  const [from, to] = [assets[run.from], assets[run.to]];
  if (from === undefined || to === undefined || last === null) return null;
  let lastSeen = said[0]?.report.validFrom ?? last;
  for (const { report } of said) if (report.validFrom > lastSeen) lastSeen = report.validFrom;
  for (const kind of new Set([from.kind, to.kind]))
    for (const report of silences(
      situation,
      { lists: lists.byKind.get(kind) ?? [], last },
      (list) => wouldTell(lists, run, [list, spoken]),
    ))
      said.push({ value: false, report });
  const present = factOf(said);
  if (present === null) return null;
  return { ...identityOf(run.kind, from.id, to.id), present, lastSeen };
}

function identityOf(
  kind: RelationKind,
  from: AssetId,
  to: AssetId,
): Pick<Relation, "id" | "kind" | "from" | "to"> {
  return { id: `${kind}|${from}|${to}` as RelationId, kind, from, to };
}

/** All relations, sorted by id. One sort of the statements, else linear. */
export function relationsOf(situation: Situation, lists: Lists): readonly Relation[] {
  const { order, keys } = sortedStatements(situation);
  const spoken = spokenIn(situation);
  const relations: Relation[] = [];
  for (let start = 0; start < order.length;) {
    const first = order[start] ?? 0;
    const at: number[] = [];
    for (; start < order.length && keys[order[start] ?? 0] === keys[first]; start += 1)
      at.push(order[start] ?? 0);
    const says = situation.observations[first]?.says;
    if (says === undefined || !("relation" in says)) continue;
    const [from, to] = [situation.subject[first] ?? -1, situation.other[first] ?? -1];
    const relation = relationOf(lists, { kind: says.relation, from, to, at }, spoken);
    if (relation !== null) relations.push(relation);
  }
  return relations;
}
