/** Detection and response in one run: which detectors fire, and how long until it is contained. */
import { uniformAt } from "@vallgrav/kernel";
import { drawnTime, isOn, parameterOf } from "./chance-of-run.ts";
import type { ResponseTable, WaitTable } from "./layout.ts";
import { stepFlag } from "./layout.ts";
import type { Runnable } from "./prepare.ts";

const never = Number.POSITIVE_INFINITY;

/** Days until somebody is there, at its uniform: the inverse of its distribution function. */
export function waitAt({ gaps, staffed, whole }: WaitTable, u: number): number {
  let left = u * whole - staffed;
  if (left <= 0) return 0;
  let before = 0;
  for (let at = 0; at < gaps.length; at += 1) {
    const gap = gaps[at] ?? 0;
    const longer = gaps.length - at;
    if (left <= (gap - before) * longer) return before + left / longer;
    left -= (gap - before) * longer;
    before = gap;
  }
  return before;
}

/** The uniform that decides whether a sense notices the attacker in this run. */
export function noticeUniform({ layout, work }: Runnable, sense: number): number {
  const { keyHigh, keyLow } = layout.senses;
  return uniformAt(keyHigh[sense] ?? 0, keyLow[sense] ?? 0, work.outer, work.inner);
}

/** Whether detector `detector` would fire in this run where it is in place. */
export function notices(prepared: Runnable, detector: number): boolean {
  const { scene, layout, work } = prepared;
  const sense = layout.detectors.sense[detector] ?? 0;
  if (work.senseRun[sense] !== work.run) {
    const sensitivity = parameterOf(prepared, layout.senses.sensitivity[sense] ?? 0);
    const isSeen = noticeUniform(prepared, sense) < scene.campaign.stealth * sensitivity;
    work.notices[sense] = isSeen ? 1 : 0;
    work.senseRun[sense] = work.run;
  }
  return work.notices[sense] === 1;
}

/** Whether a detector would be in place in this outer draw if its coverage were `covered`. */
export function isInPlace(prepared: Runnable, detector: number, covered: number): boolean {
  return isOn(prepared, prepared.layout.gates.count + detector, covered);
}

/** Whether a detector fires in this run. */
export function fires(prepared: Runnable, detector: number): boolean {
  const state = prepared.layout.gates.count + detector;
  return (
    notices(prepared, detector) && isInPlace(prepared, detector, prepared.work.covered[state] ?? 0)
  );
}

/** The uniform of whether containment succeeds in this run, and that of the wait. */
export function responseUniforms(
  { work }: Runnable,
  response: ResponseTable,
): { readonly success: number; readonly wait: number } {
  const { successHigh, successLow, waitHigh, waitLow } = response;
  return {
    success: uniformAt(successHigh, successLow, work.outer, work.inner),
    wait: uniformAt(waitHigh, waitLow, work.outer, work.inner),
  };
}

/** Whether containment succeeds at all in this run. */
export function isContained(prepared: Runnable): boolean {
  const { response } = prepared.layout;
  if (response === null) return false;
  const { success } = responseUniforms(prepared, response);
  return success < parameterOf(prepared, response.success);
}

/** Days of each part of the response in this run, in the order of `responseParts`. */
export function responseTimes(
  prepared: Runnable,
  response: ResponseTable,
): readonly [triage: number, wait: number, containment: number] {
  const { work } = prepared;
  const quickened = (days: number, part: number): number => {
    const factor = work.quickened[part] ?? 1;
    return factor === 0 ? 0 : days * factor;
  };
  return [
    quickened(drawnTime(response.triage, work), 0),
    quickened(waitAt(response.wait, responseUniforms(prepared, response).wait), 1),
    quickened(drawnTime(response.containment, work), 2),
  ];
}

/** Days from an alert until the attacker is contained in this run; Infinity where never. */
export function responseDays(prepared: Runnable): number {
  const { work, layout } = prepared;
  if (work.responseRun === work.run) return work.responseDays;
  work.responseRun = work.run;
  work.responseDays = never;
  if (layout.response !== null && isContained(prepared)) {
    const [triage, wait, containment] = responseTimes(prepared, layout.response);
    work.responseDays = triage + wait + containment;
  }
  return work.responseDays;
}

/** Days from a completed step to an alarm in this run; Infinity where it does not sound. */
function alarmAfter(prepared: Runnable, alarm: number): number {
  const { layout, work } = prepared;
  if (work.alarmRun[alarm] === work.run) return work.alarmDays[alarm] ?? never;
  const detector = work.alarms.by[alarm] ?? 0;
  const drawn = layout.detectors.alertDelay[detector];
  const days =
    drawn === undefined || !fires(prepared, detector) ? never : drawnTime(drawn, prepared.work);
  work.alarmRun[alarm] = work.run;
  work.alarmDays[alarm] = days;
  return days;
}

/**
 * δ of a step in this run: days from its completion until the attacker is contained because of it,
 * Infinity where no detector over it fires.
 */
export function delayAt(prepared: Runnable, step: number): number {
  const { layout } = prepared;
  if (((layout.flags[step] ?? 0) & stepFlag.watched) === 0) return never;
  const response = responseDays(prepared);
  if (response === never) return never;
  const { offsets } = layout.detectors;
  const { of } = prepared.work.alarms;
  let least = never;
  const end = offsets[step + 1] ?? 0;
  for (let detector = offsets[step] ?? end; detector < end; detector += 1) {
    const days = alarmAfter(prepared, of[detector] ?? 0);
    if (days < least) least = days;
  }
  return least + response;
}

/** Whether an alarm sounded, in time or not, on a step reached in the pass just made. */
export function isAlarmed(prepared: Runnable): boolean {
  const { layout, work } = prepared;
  const { count, offsets } = layout.detectors;
  const { of, by } = work.alarms;
  if (count === 0 || responseDays(prepared) === never) return false;
  let sounds = false;
  for (let one = 0; one < by.length; one += 1) if (alarmAfter(prepared, one) < never) sounds = true;
  if (!sounds) return false;
  for (let at = 0; at < work.settledCount; at += 1) {
    const step = work.order[at] ?? 0;
    if (((layout.flags[step] ?? 0) & stepFlag.watched) === 0) continue;
    const end = offsets[step + 1] ?? 0;
    for (let detector = offsets[step] ?? end; detector < end; detector += 1)
      if ((work.alarmDays[of[detector] ?? 0] ?? never) < never) return true;
  }
  return false;
}
