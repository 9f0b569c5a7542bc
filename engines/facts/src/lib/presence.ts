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

/** Tells statements with the assets they speak of, the same whenever it is asked. */
type Telling = (take: (asset: number, statement: number) => void) => void;

/**
 * By asset the one statement of each evidence that stands for what it says of presence. Linear.
 * @param tell what is seen
 */
function bestOf(situation: Situation, tell: Telling): Runs {
  const { columns, identity, table, work } = situation;
  const assets = identity.assets.length;
  const seen = runsOf(assets, tell);
  const offsets = new Uint32Array(assets + 1);
  const items = new Uint32Array(seen.items.length);
  /** By evidence: one higher than the place of its best, where that lies at or beyond `from`. */
  const places = new Uint32Array(table.length);
  let count = 0;
  for (let asset = 0; asset < assets; asset += 1) {
    const from = count;
    for (const at of runOf(seen, asset)) {
      spend(work, 1);
      const evidence = columns.evidence[at] ?? 0;
      const place = (places[evidence] ?? 0) - 1;
      if (place < from) {
        items[count] = at;
        count += 1;
        places[evidence] = count;
      } else if (isBetter(situation, at, items[place] ?? 0)) items[place] = at;
    }
    offsets[asset + 1] = count;
  }
  return { offsets, items: items.slice(0, count) };
}

function listings({ columns, subject }: Situation): Telling {
  const { form: forms, length } = columns;
  return (take) => {
    for (let at = 0; at < length; at += 1)
      if (forms[at] === form.property || forms[at] === form.present) take(subject[at] ?? -1, at);
  };
}

function denials({ columns, subject }: Situation): Telling {
  const { form: forms, length } = columns;
  return (take) => {
    for (let at = 0; at < length; at += 1)
      if (forms[at] === form.absent) take(subject[at] ?? -1, at);
  };
}

function mentions({ subject, other }: Situation, { offsets }: Runs): Telling {
  const isListed = (asset: number): boolean => offsets[asset] !== offsets[asset + 1];
  return (take) => {
    for (let at = 0; at < other.length; at += 1) {
      const [from, to] = [subject[at] ?? -1, other[at] ?? -1];
      if (to < 0) continue;
      if (!isListed(from)) take(from, at);
      if (!isListed(to)) take(to, at);
    }
  };
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
  const listed = bestOf(situation, listings(situation));
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
    denied: bestOf(situation, denials(situation)),
    mentioned: bestOf(situation, mentions(situation, listed)),
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

/** What of a presence is known without who says so being made; null where that tells it. */
export function seenAt(from: Sighted, asset: number): Pick<Presence, "lastSeen" | "listed"> | null {
  const { listed, mentioned } = from.sightings;
  const timesOf = (run: Uint32Array): readonly (Instant | null)[] =>
    Array.from(run, (at) => validFromAt(from, at));
  const seen = newest(timesOf(runOf(listed, asset)));
  if (seen !== null) return { listed: true, lastSeen: seen };
  const named = newest(timesOf(runOf(mentioned, asset)));
  return named === null ? null : { listed: false, lastSeen: named };
}

/** The statements that alone tell that an asset is there; null where others speak against it. */
export function undoubtedAt(
  { listed, denied, mentioned, silent }: Sightings,
  asset: number,
): Uint32Array | null {
  if ([denied, silent].some((runs) => runOf(runs, asset).length > 0)) return null;
  const seen = runOf(listed, asset);
  return seen.length > 0 ? seen : runOf(mentioned, asset);
}

/** The presence of an asset, made of its statements; null where nothing speaks of it. */
export function presenceAt(from: Sighted, asset: number): Presence | null {
  const { listed, denied, mentioned, silent } = from.sightings;
  const say = (run: Uint32Array, value: boolean): Said<boolean>[] =>
    Array.from(run, (at) => reportAt(from, at)).flatMap((report) =>
      report === null ? [] : [{ value, report }],
    );
  const said = [
    ...say(runOf(listed, asset), true),
    ...say(runOf(denied, asset), false),
    ...silencesOf(from, runOf(silent, asset)),
  ];
  const present = factOf(said.length > 0 ? said : say(runOf(mentioned, asset), true));
  if (present === null) return null;
  const seen = seenAt(from, asset) ?? { listed: false, lastSeen: present.since };
  return { ...seen, present };
}
