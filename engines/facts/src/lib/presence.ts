/** Whether assets are there: who lists them, who says they are gone, who leaves them out. */
import { spend } from "@vallgrav/kernel";
import type { Instant, Standing } from "@vallgrav/kernel";
import { compareIds, form } from "./columns.ts";
import { covers } from "./complete-lists.ts";
import type { CompleteList, Lists } from "./complete-lists.ts";
import type { Fact } from "./model.ts";
import { mayLeaveOut } from "./editions.ts";
import { factOf } from "./report.ts";
import type { Said } from "./report.ts";
import { addRun, beginRuns, endRuns, runOf, runsOf } from "./runs.ts";
import type { Runs } from "./runs.ts";
import { bestStanding, evidenceTimeAt, reportAt, silenceOf, validFromAt } from "./situation.ts";
import type { Reported, Situation } from "./situation.ts";

/** The one statement per asset and evidence that stands for what it says of presence. */
type Best = ReadonlyMap<number, readonly number[]>;

/** Which of two statements stands for their evidence: the newest, then the plainest, by id. */
function isBetter(situation: Situation, a: number, b: number): boolean {
  const [one, other] = [validFromAt(situation, a), validFromAt(situation, b)];
  if (one === null || other === null) return false;
  if (one !== other) return one > other;
  const { columns } = situation;
  const isPlain = (at: number): boolean => (columns.form[at] ?? form.trust) <= form.absent;
  const explicit = Number(isPlain(a)) - Number(isPlain(b));
  return explicit === 0 ? compareIds(columns, a, b) < 0 : explicit > 0;
}

/** Gathers sightings, the best of each evidence. */
function bestOf(
  situation: Situation,
  seen: Iterable<readonly [asset: number, statement: number]>,
): Best {
  const best = new Map<number, number>();
  const width = situation.table.length;
  for (const [asset, at] of seen) {
    spend(situation.work, 1);
    const key = asset * width + (situation.columns.evidence[at] ?? 0);
    const known = best.get(key);
    if (known === undefined || isBetter(situation, at, known)) best.set(key, at);
  }
  const found = new Map<number, number[]>();
  for (const [key, at] of best) {
    const asset = Math.floor(key / width);
    const all = found.get(asset);
    if (all === undefined) found.set(asset, [at]);
    else all.push(at);
  }
  return found;
}

function* listings({ columns, subject }: Situation): Generator<readonly [number, number]> {
  const { form: forms, length } = columns;
  for (let at = 0; at < length; at += 1)
    if (forms[at] === form.property || forms[at] === form.present) yield [subject[at] ?? -1, at];
}

function* denials({ columns, subject }: Situation): Generator<readonly [number, number]> {
  const { form: forms, length } = columns;
  for (let at = 0; at < length; at += 1)
    if (forms[at] === form.absent) yield [subject[at] ?? -1, at];
}

function* mentions(
  { subject, other }: Situation,
  listed: Best,
): Generator<readonly [number, number]> {
  for (let at = 0; at < other.length; at += 1) {
    if ((other[at] ?? -1) < 0) continue;
    for (const asset of [subject[at] ?? -1, other[at] ?? -1])
      if (!listed.has(asset)) yield [asset, at];
  }
}

function newest(times: Iterable<Instant | null>): Instant | null {
  let found: Instant | null = null;
  for (const time of times) if (time !== null && (found === null || time > found)) found = time;
  return found;
}

/**
 * Of the lists newer than `last` that leave something out, the newest and the oldest of each
 * standing: the one that rules and the one that says since when.
 * @param lists newest first
 */
export function silentLists(
  { table }: Situation,
  { lists, last }: { readonly lists: readonly CompleteList[]; readonly last: Instant },
  leavesOut: (list: CompleteList) => boolean,
): readonly CompleteList[] {
  const ends = new Map<string, CompleteList[]>();
  for (const list of lists) {
    if (list.time <= last) break;
    if (!leavesOut(list)) continue;
    const standing = table[list.number]?.standing ?? "declared";
    const same = ends.get(standing);
    if (same === undefined) ends.set(standing, [list]);
    else same[1] = list;
  }
  return [...ends.values()].flat();
}

/** Numbers of the evidence in which statements stand. */
export function tellersOf({ columns }: Situation, statements: Uint32Array): Iterable<number> {
  return statements.map((at) => columns.evidence[at] ?? 0);
}

/** By asset the statements that list, deny and mention it, and the lists that leave it out. */
export type Sightings = {
  readonly listed: Runs;
  readonly denied: Runs;
  readonly mentioned: Runs;
  readonly silent: Runs;
};

/** Gathers what is said of the presence of all assets. Linear but for the newer lists. */
export function sightingsOf(situation: Situation, lists: Lists): Sightings {
  const { assets } = situation.identity;
  const runs = (best: Best): Runs =>
    runsOf(assets.length, (take) => {
      for (const [asset, all] of best) for (const at of all) take(asset, at);
    });
  const best = bestOf(situation, listings(situation));
  const listed = runs(best);
  const silent = beginRuns();
  for (const [asset, { kind }] of assets.entries()) {
    const times = Array.from(runOf(listed, asset), (at) => evidenceTimeAt(situation, at));
    const [last, known] = [newest(times), lists.byKind.get(kind)];
    const leavesOut = (list: CompleteList): boolean =>
      covers(lists, list, asset) &&
      mayLeaveOut(lists.editions, list, tellersOf(situation, runOf(listed, asset)));
    const found =
      last === null || known === undefined
        ? []
        : silentLists(situation, { lists: known, last }, leavesOut);
    addRun(
      silent,
      found.map(({ nth }) => nth),
    );
  }
  return {
    listed,
    denied: runs(bestOf(situation, denials(situation))),
    mentioned: runs(bestOf(situation, mentions(situation, best))),
    silent: endRuns(silent),
  };
}

/** A list that leaves something out: number of its evidence, and of its scope in it. */
export type SilentList = { readonly evidence: number; readonly scope: number };

/** What facts of presence are made of. */
export type Sighted = Reported & {
  readonly lists: readonly SilentList[];
  readonly sightings: Sightings;
};

/** Reports "not there" by some lists. */
export function silencesOf(
  { table, lists }: Pick<Sighted, "table" | "lists">,
  numbers: Iterable<number>,
): readonly Said<boolean>[] {
  const said: Said<boolean>[] = [];
  for (const number of numbers) {
    const list = lists[number];
    const told = table[list?.evidence ?? -1];
    if (list !== undefined && told !== undefined)
      said.push({ value: false, report: silenceOf(told, list.scope) });
  }
  return said;
}

/** What is known of whether an asset is there. */
export type Presence = {
  readonly listed: boolean;
  readonly present: Fact<boolean>;
  readonly lastSeen: Instant;
};

/** Whether anything speaks of the asset being there or not. */
export function isSpokenOf({ listed, denied, mentioned }: Sightings, asset: number): boolean {
  return [listed, denied, mentioned].some((runs) => runOf(runs, asset).length > 0);
}

/** Whether somebody says that an asset is not there, or leaves it out. */
export function isDoubtedAt({ sightings: { denied, silent } }: Sighted, asset: number): boolean {
  return [denied, silent].some(({ offsets }) => offsets[asset] !== offsets[asset + 1]);
}

/** The best standing of those who list an asset that nobody doubts, or of those who mention it. */
export function seenStandingAt(from: Sighted, asset: number): Standing | null {
  const { listed, mentioned } = from.sightings;
  return bestStanding(from, runOf(listed, asset)) ?? bestStanding(from, runOf(mentioned, asset));
}

/**
 * Whether an asset is there: the value of its presence, which costs more. Most assets somebody
 * names and nobody denies.
 */
export function isThereAt(from: Sighted, asset: number): boolean {
  return isDoubtedAt(from, asset)
    ? (presenceAt(from, asset)?.present.value ?? false)
    : isSpokenOf(from.sightings, asset);
}

/** The presence of an asset, made of its statements; null where nothing speaks of it. */
export function presenceAt(from: Sighted, asset: number): Presence | null {
  const { listed, denied, mentioned, silent } = from.sightings;
  const say = (run: Uint32Array, value: boolean): Said<boolean>[] =>
    Array.from(run, (at) => reportAt(from, at)).flatMap((report) =>
      report === null ? [] : [{ value, report }],
    );
  const [seenAt, named] = [runOf(listed, asset), runOf(mentioned, asset)];
  const said = [
    ...say(seenAt, true),
    ...say(runOf(denied, asset), false),
    ...silencesOf(from, runOf(silent, asset)),
  ];
  const present = factOf(said.length > 0 ? said : say(named, true));
  if (present === null) return null;
  const timesOf = (run: Uint32Array): readonly (Instant | null)[] =>
    Array.from(run, (at) => validFromAt(from, at));
  const lastSeen = newest(timesOf(seenAt)) ?? newest(timesOf(named)) ?? present.since;
  return { listed: seenAt.length > 0, present, lastSeen };
}
