/** Whether assets are there: who lists them, who says they are gone, who leaves them out. */
import { spend } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { covers } from "./complete-lists.ts";
import type { CompleteList, Lists } from "./complete-lists.ts";
import type { Fact, Report } from "./model.ts";
import { factOf } from "./report.ts";
import type { Said } from "./report.ts";
import { evidenceTimeAt, form, reportAt, silenceOf } from "./situation.ts";
import type { Situation } from "./situation.ts";

/** The one observation per asset and evidence that stands for what it says of presence. */
type Sightings = ReadonlyMap<number, readonly number[]>;

/** Which of two observations stands for their evidence: the newest, then the plainest, by id. */
function isBetter({ observations }: Situation, a: number, b: number): boolean {
  const [one, other] = [observations[a], observations[b]];
  if (one === undefined || other === undefined) return false;
  if (one.validFrom !== other.validFrom) return one.validFrom > other.validFrom;
  const explicit = Number("is" in one.says) - Number("is" in other.says);
  return explicit === 0 ? one.id < other.id : explicit > 0;
}

/** Gathers sightings, the best of each evidence. */
function sightings(
  situation: Situation,
  seen: Iterable<readonly [asset: number, observation: number]>,
): Sightings {
  const best = new Map<number, number>();
  const width = situation.table.ids.length;
  for (const [asset, index] of seen) {
    spend(situation.work, 1);
    const key = asset * width + (situation.evidence[index] ?? 0);
    const known = best.get(key);
    if (known === undefined || isBetter(situation, index, known)) best.set(key, index);
  }
  const found = new Map<number, number[]>();
  for (const [key, index] of best) {
    const asset = Math.floor(key / width);
    const all = found.get(asset);
    if (all === undefined) found.set(asset, [index]);
    else all.push(index);
  }
  return found;
}

function* listings({ forms, subject }: Situation): Generator<readonly [number, number]> {
  for (let index = 0; index < forms.length; index += 1)
    if (forms[index] === form.property || forms[index] === form.present)
      yield [subject[index] ?? -1, index];
}

function* denials({ forms, subject }: Situation): Generator<readonly [number, number]> {
  for (let index = 0; index < forms.length; index += 1)
    if (forms[index] === form.absent) yield [subject[index] ?? -1, index];
}

function* mentions(
  { subject, other }: Situation,
  listed: Sightings,
): Generator<readonly [number, number]> {
  for (let index = 0; index < other.length; index += 1) {
    if ((other[index] ?? -1) < 0) continue;
    for (const asset of [subject[index] ?? -1, other[index] ?? -1])
      if (!listed.has(asset)) yield [asset, index];
  }
}

function newest(times: readonly (Instant | null)[]): Instant | null {
  let found: Instant | null = null;
  for (const time of times) if (time !== null && (found === null || time > found)) found = time;
  return found;
}

/**
 * Of the lists newer than `last` that leave something out, the newest and the oldest of each
 * standing: the one that rules and the one that says since when.
 * @param lists newest first
 */
export function silences(
  situation: Situation,
  { lists, last }: { readonly lists: readonly CompleteList[]; readonly last: Instant },
  leavesOut: (list: CompleteList) => boolean,
): readonly Report[] {
  const ends = new Map<string, Report[]>();
  for (const list of lists) {
    if (list.time <= last) break;
    if (!leavesOut(list)) continue;
    const report = silenceOf(situation, list.evidence, list.scope);
    const same = ends.get(report.standing);
    if (same === undefined) ends.set(report.standing, [report]);
    else same[1] = report;
  }
  return [...ends.values()].flat();
}

/** What is known of whether an asset is there. */
export type Presence = {
  readonly listed: boolean;
  readonly present: Fact<boolean>;
  readonly lastSeen: Instant;
};

/** Finds the presence of every asset, by number. Linear but for the lists newer than a sighting. */
export function presences(situation: Situation, lists: Lists): (asset: number) => Presence | null {
  const listed = sightings(situation, listings(situation));
  const denied = sightings(situation, denials(situation));
  const mentioned = sightings(situation, mentions(situation, listed));
  const timesOf = (indices: readonly number[]): (Instant | null)[] =>
    indices.map((index) => situation.observations[index]?.validFrom ?? null);
  const say = (indices: readonly number[], value: boolean): Said<boolean>[] =>
    indices
      .map((index) => reportAt(situation, index))
      .filter((report) => report !== null)
      .map((report) => ({ value, report }));
  return (asset) => {
    const seenAt = listed.get(asset) ?? [];
    const named = mentioned.get(asset) ?? [];
    const said = [...say(seenAt, true), ...say(denied.get(asset) ?? [], false)];
    const last = newest(seenAt.map((index) => evidenceTimeAt(situation, index)));
    const kind = situation.identity.assets[asset]?.kind;
    const known = kind === undefined ? undefined : lists.byKind.get(kind);
    if (last !== null && known !== undefined)
      for (const report of silences(situation, { lists: known, last }, (list) =>
        covers(lists, list, asset),
      ))
        said.push({ value: false, report });
    const present = factOf(said.length > 0 ? said : say(named, true));
    if (present === null) return null;
    const lastSeen = newest(timesOf(seenAt)) ?? newest(timesOf(named)) ?? present.since;
    return { listed: seenAt.length > 0, present, lastSeen };
  };
}
