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

/** Adds the measures not chosen that act on a place strongly enough. */
function addMeasures(
  { work }: Prepared,
  { offsets, measure, strength }: EffectTable,
  place: number,
  [hit, acts]: readonly [Set<number>, (strength: number) => boolean],
): void {
  const end = offsets[place + 1] ?? 0;
  for (let at = offsets[place] ?? end; at < end; at += 1) {
    const one = measure[at] ?? 0;
    if (work.chosen[one] !== 1 && acts(strength[at] ?? 0)) hit.add(one);
  }
}

function isEmpty({ offsets }: EffectTable, place: number): boolean {
  return offsets[place] === offsets[place + 1];
}

/** Measures that would shut an open gate in this run. */
function addOfGate(prepared: Prepared, gate: number, hit: Set<number>): void {
  const { coverings } = prepared.layout;
  if (isEmpty(coverings, gate)) return;
  if (!isReallyOpen(prepared, gate) || !isEffective(prepared, gate)) return;
  addMeasures(prepared, coverings, gate, [hit, (covered) => isOn(prepared, gate, covered)]);
}

/** Measures that would slow a step in this run. */
function addOfStep(prepared: Prepared, step: number, hit: Set<number>): void {
  const { layout, work } = prepared;
  const { slowings } = layout;
  if (isEmpty(slowings, step)) return;
  if (cameByEntry(prepared, step) || localTime(prepared, step) === 0) return;
  const slowed = work.slowed[step] ?? 1;
  addMeasures(prepared, slowings, step, [hit, (factor) => factor > slowed]);
}

/**
 * Measures that would sound an alarm on a step in this run, and whether one sounds as it is, so
 * that a quicker response would matter.
 */
function addOfDetectors(prepared: Prepared, step: number, hit: Set<number>): boolean {
  const { layout } = prepared;
  const { detectors, coverings, gates } = layout;
  let sounds = false;
  const end = detectors.offsets[step + 1] ?? 0;
  for (let at = detectors.offsets[step] ?? end; at < end; at += 1) {
    if (!notices(prepared, at)) continue;
    if (fires(prepared, at)) sounds = true;
    else
      addMeasures(prepared, coverings, gates.count + at, [
        hit,
        (covered) => isInPlace(prepared, at, covered),
      ]);
  }
  return sounds;
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
  const { layout, work } = prepared;
  const watches = isAnswered && isContained(prepared);
  let sounds = false;
  for (const node of nodes) {
    const step = layout.localOf[node] ?? -1;
    const gate = layout.gateOf[node] ?? -1;
    if (gate >= 0) addOfGate(prepared, gate, hit);
    if (step < 0) continue;
    addOfStep(prepared, step, hit);
    if (watches && ((layout.flags[step] ?? 0) & stepFlag.watched) !== 0)
      sounds = addOfDetectors(prepared, step, hit) || sounds;
  }
  if (!sounds) return;
  work.quickened.forEach((quickened, part) => {
    addMeasures(prepared, layout.quickenings, part, [hit, (factor) => factor < quickened]);
  });
}
