/**
 * Which measures not chosen would, in one run's draws, block, slow or uncover what some proofs rest
 * on. While none of them is chosen, what the proofs show stays (dials.md §4.3).
 */
import { isEffective, isOn, isReallyOpen } from "./chance-of-run.ts";
import { fires, isContained, isInPlace, notices } from "./detection.ts";
import type { EffectTable } from "./layout.ts";
import { stepFlag } from "./layout.ts";
import type { Prepared } from "./prepare.ts";
import { cameByEntry, localTime } from "./run.ts";

/** Takes the measures in, one by one, some more than once. */
export type Sink = (measure: number) => void;

/** Adds the measures not chosen that act on a place strongly enough. */
function addMeasures(
  { work }: Prepared,
  { offsets, measure, strength }: EffectTable,
  place: number,
  [add, acts]: readonly [Sink, (strength: number) => boolean],
): void {
  const end = offsets[place + 1] ?? 0;
  for (let at = offsets[place] ?? end; at < end; at += 1) {
    const one = measure[at] ?? 0;
    if (work.chosen[one] !== 1 && acts(strength[at] ?? 0)) add(one);
  }
}

function isEmpty({ offsets }: EffectTable, place: number): boolean {
  return offsets[place] === offsets[place + 1];
}

/** Measures that would shut an open gate in this run. */
function addOfGate(prepared: Prepared, gate: number, add: Sink): void {
  const { coverings } = prepared.layout;
  if (isEmpty(coverings, gate)) return;
  if (!isReallyOpen(prepared, gate) || !isEffective(prepared, gate)) return;
  addMeasures(prepared, coverings, gate, [add, (covered) => isOn(prepared, gate, covered)]);
}

/** Measures that would slow a step in this run. */
function addOfStep(prepared: Prepared, step: number, add: Sink): void {
  const { layout, work } = prepared;
  const { slowings } = layout;
  if (isEmpty(slowings, step)) return;
  if (cameByEntry(prepared, step) || localTime(prepared, step) === 0) return;
  const slowed = work.slowed[step] ?? 1;
  addMeasures(prepared, slowings, step, [add, (factor) => factor > slowed]);
}

/**
 * Measures that would sound an alarm on a step in this run, and whether one sounds as it is, so
 * that a quicker response would matter.
 */
function addOfDetectors(prepared: Prepared, step: number, add: Sink): boolean {
  const { layout } = prepared;
  const { detectors, coverings, gates } = layout;
  let sounds = false;
  const end = detectors.offsets[step + 1] ?? 0;
  for (let at = detectors.offsets[step] ?? end; at < end; at += 1) {
    if (!notices(prepared, at)) continue;
    if (fires(prepared, at)) sounds = true;
    else
      addMeasures(prepared, coverings, gates.count + at, [
        add,
        (covered) => isInPlace(prepared, at, covered),
      ]);
  }
  return sounds;
}

/** Whether alarms would be answered in this run, so that detectors matter. */
export function watchesRun(prepared: Prepared, isAnswered: boolean): boolean {
  return isAnswered && isContained(prepared);
}

/**
 * Adds the measures that touch one node of a proof.
 * @param watches see {@link watchesRun}
 * @returns whether an alarm sounds on it
 */
export function addOfNode(prepared: Prepared, node: number, watches: boolean, add: Sink): boolean {
  const { layout } = prepared;
  const step = layout.localOf[node] ?? -1;
  const gate = layout.gateOf[node] ?? -1;
  if (gate >= 0) addOfGate(prepared, gate, add);
  if (step < 0) return false;
  addOfStep(prepared, step, add);
  if (!watches || ((layout.flags[step] ?? 0) & stepFlag.watched) === 0) return false;
  return addOfDetectors(prepared, step, add);
}

/** Adds the measures that would quicken the response: they matter where an alarm sounds. */
export function addOfResponse(prepared: Prepared, add: Sink): void {
  prepared.work.quickened.forEach((quickened, part) => {
    addMeasures(prepared, prepared.layout.quickenings, part, [add, (one) => one < quickened]);
  });
}

/**
 * Adds to `hit` every measure that touches a proof.
 * @param nodes of the proofs, gates included
 * @param isAnswered whether alarms on the nodes matter
 */
export function addHits(
  prepared: Prepared,
  nodes: Iterable<number>,
  isAnswered: boolean,
  hit: Set<number>,
): void {
  const watches = watchesRun(prepared, isAnswered);
  const add: Sink = (measure) => void hit.add(measure);
  let sounds = false;
  for (const node of nodes) sounds = addOfNode(prepared, node, watches, add) || sounds;
  if (sounds) addOfResponse(prepared, add);
}
