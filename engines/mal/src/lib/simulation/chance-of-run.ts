/**
 * The draws of a run, made only when they are asked for: parameters and states of gates per outer
 * draw, skill and working of gates per run (dials.md §1.2). Everything is looked up by key and
 * counters, so what is asked for, and in which order, changes nothing.
 */
import {
  betaQuantile,
  exp,
  ln,
  normalCdf,
  normalQuantile,
  uniformAt,
  unreachable,
} from "@vallgrav/kernel";
import type { Prior } from "../scene.ts";
import { timeAt } from "./compiled-time.ts";
import type { DrawnTime, EffectTable, RunLayout } from "./layout.ts";
import type { Runnable } from "./prepare.ts";
import type { Workspace } from "./workspace.ts";
import { nextOuterRun, nextRun } from "./workspace.ts";

/** The value of a parameter at its uniform u in (0, 1). */
export function priorAt(prior: Prior, u: number): number {
  switch (prior.kind) {
    case "fixed":
      return prior.value;
    case "beta":
      return betaQuantile(u, prior.a, prior.b);
    case "normal":
      return prior.mean + prior.sd * normalQuantile(u);
    default:
      return unreachable(prior);
  }
}

/** Writes into `strongest` what the chosen measures do per place; `isStronger` compares two. */
function strengthen(
  { offsets, measure, strength }: EffectTable,
  chosen: Uint8Array,
  strongest: Float64Array,
  isStronger: (one: number, other: number) => boolean,
): void {
  for (let place = 0; place < strongest.length; place += 1) {
    const end = offsets[place + 1] ?? 0;
    for (let at = offsets[place] ?? end; at < end; at += 1) {
      const one = strength[at] ?? 0;
      if (chosen[measure[at] ?? 0] === 1 && isStronger(one, strongest[place] ?? 0))
        strongest[place] = one;
    }
  }
}

/** Sets the measures that are chosen; cheap when they are those of the run before. */
export function choose({ layout, work }: Runnable, chosen: Uint8Array): void {
  let isSame = work.chosen.length === chosen.length;
  for (let at = 0; isSame && at < chosen.length; at += 1) isSame = work.chosen[at] === chosen[at];
  if (isSame) return;
  work.chosen = chosen.slice();
  work.gatesAt = -1;
  work.covered.fill(0);
  work.slowed.fill(1);
  work.quickened.fill(1);
  const isMore = (one: number, other: number): boolean => one > other;
  strengthen(layout.coverings, chosen, work.covered, isMore);
  strengthen(layout.slowings, chosen, work.slowed, isMore);
  strengthen(layout.quickenings, chosen, work.quickened, (one, other) => one < other);
}

/** Turns to an outer draw; what was drawn of it before is still there if it was recent. */
function turnToOuter(work: Workspace, outer: number): void {
  if (work.outer === outer) return;
  work.outer = outer;
  nextOuterRun(work);
  const slot = outer % work.parameterSlots.length;
  const values = work.parameterSlots[slot] ?? new Float64Array(work.scales.length).fill(Number.NaN);
  if (work.slotOuter[slot] !== outer) values.fill(Number.NaN);
  work.slotOuter[slot] = outer;
  work.parameterSlots[slot] = values;
  work.parameters = values;
  work.scales.fill(Number.NaN);
  work.effectQuantiles.fill(Number.NaN);
}

/** Turns to a run: outer draw `outer`, inner draw `inner`, both whole numbers from 0. */
export function turnToRun({ scene, layout, work }: Runnable, outer: number, inner: number): void {
  turnToOuter(work, outer);
  nextRun(work);
  work.inner = inner;
  const { skillOnTime } = scene.campaign;
  work.skillFactor = skillOnTime === 0 ? 1 : exp(-skillOnTime * skillOf(scene, layout, work));
}

/** Z, the skill of this run. */
export function skillOf(scene: Runnable["scene"], layout: RunLayout, work: Workspace): number {
  if (work.skillRun !== work.run) {
    const u = uniformAt(layout.skillHigh, layout.skillLow, work.outer, work.inner);
    work.skill = scene.campaign.skillMean + normalQuantile(u);
    work.skillRun = work.run;
  }
  return work.skill;
}

/** The value of parameter `index` in this outer draw. */
export function parameterOf({ scene, layout, work }: Runnable, index: number): number {
  const known = work.parameters[index] ?? 0;
  if (!Number.isNaN(known)) return known;
  const high = layout.parameterHigh[index] ?? 0;
  const u = uniformAt(high, layout.parameterLow[index] ?? 0, work.outer, 0);
  const prior = scene.parameters[index]?.prior ?? { kind: "fixed", value: 0 };
  const value = priorAt(prior, u);
  work.parameters[index] = value;
  return value;
}

/** exp(ε) of the scale at parameter `index`; 1 for none. */
function scaleOf(prepared: Runnable, index: number): number {
  if (index < 0) return 1;
  const known = prepared.work.scales[index] ?? 1;
  if (!Number.isNaN(known)) return known;
  const value = exp(parameterOf(prepared, index));
  prepared.work.scales[index] = value;
  return value;
}

/** ln(p / (1 − p)); infinite at the ends. */
function logit(p: number): number {
  return ln(p) - ln(1 - p);
}

/**
 * Probability that a state (a gate, a detector) is on in this outer draw, before measures. Certain
 * evidence wins over everything; without reports it is the coverage itself.
 */
export function probabilityOn(prepared: Runnable, state: number): number {
  const { states } = prepared.layout;
  const coverage = states.coverage[state] ?? -1;
  if (coverage < 0) return states.fixedOn[state] ?? 0;
  const evidence = states.evidence[state] ?? 0;
  if (evidence === Number.POSITIVE_INFINITY) return 1;
  if (evidence === Number.NEGATIVE_INFINITY) return 0;
  const biases = states.biases[state] ?? [];
  const prior = parameterOf(prepared, coverage);
  if (biases.length === 0 && evidence === 0) return prior;
  let sum = logit(prior) + evidence;
  for (const bias of biases) sum += parameterOf(prepared, bias);
  return 1 / (1 + exp(-sum));
}

/** The uniform of a state in this outer draw. */
export function stateUniform({ layout, work }: Runnable, state: number): number {
  const { keyHigh, keyLow } = layout.states;
  return uniformAt(keyHigh[state] ?? 0, keyLow[state] ?? 0, work.outer, 0);
}

/**
 * The uniform below which a gate of the effectiveness at `index` works in this run. V ≤ e of
 * dials.md §1.2 solved for the uniform, so that a gate costs one draw and one comparison.
 */
export function thresholdOf(prepared: Runnable, index: number): number {
  const { scene, layout, work } = prepared;
  if (work.thresholdRun[index] === work.run) return work.thresholds[index] ?? 0;
  const { skillLoading } = scene.campaign;
  let threshold = parameterOf(prepared, index);
  if (skillLoading > 0) {
    let quantile = work.effectQuantiles[index] ?? 0;
    if (Number.isNaN(quantile)) {
      quantile = normalQuantile(threshold);
      work.effectQuantiles[index] = quantile;
    }
    const room = quantile - Math.sqrt(skillLoading) * skillOf(scene, layout, work);
    if (skillLoading < 1) threshold = normalCdf(room / Math.sqrt(1 - skillLoading));
    else threshold = room >= 0 ? 1 : 0;
  }
  work.thresholds[index] = threshold;
  work.thresholdRun[index] = work.run;
  return threshold;
}

/** The uniform that decides whether a mechanism works in this run. */
export function effectUniform({ layout, work }: Runnable, mechanism: number): number {
  const { keyHigh, keyLow } = layout.mechanisms;
  return uniformAt(keyHigh[mechanism] ?? 0, keyLow[mechanism] ?? 0, work.outer, work.inner);
}

/** Whether a gate works in this run where it is on. */
export function isEffective(prepared: Runnable, gate: number): boolean {
  const { layout, work } = prepared;
  const mechanism = layout.gates.mechanism[gate] ?? -1;
  if (mechanism < 0) return true;
  if (work.mechanismRun[mechanism] !== work.run) {
    const effectiveness = layout.mechanisms.effectiveness[mechanism] ?? 0;
    const works = effectUniform(prepared, mechanism) <= thresholdOf(prepared, effectiveness);
    work.works[mechanism] = works ? 1 : 0;
    work.mechanismRun[mechanism] = work.run;
  }
  return work.works[mechanism] === 1;
}

/** Whether a state would be on in this outer draw if its coverage were at least `covered`. */
export function isOn(prepared: Runnable, state: number, covered: number): boolean {
  const { work } = prepared;
  if (work.stateOuterRun[state] !== work.outerRun) {
    work.probabilityOn[state] = probabilityOn(prepared, state);
    work.stateUniform[state] = Number.NaN;
    work.stateOuterRun[state] = work.outerRun;
  }
  const on = work.probabilityOn[state] ?? 0;
  const limit = on > covered ? on : covered;
  // Uniforms are inside (0, 1), so certainty needs none.
  if (limit <= 0) return false;
  if (limit >= 1) return true;
  let u = work.stateUniform[state] ?? 0;
  if (Number.isNaN(u)) {
    u = stateUniform(prepared, state);
    work.stateUniform[state] = u;
  }
  return u < limit;
}

const gateIs = { on: 1, off: 2 } as const;

/** Whether a gate lets the attacker through in this run, also where gates are ignored. */
export function isReallyOpen(prepared: Runnable, gate: number): boolean {
  const { work } = prepared;
  if (work.gatesAt !== work.outerRun) {
    work.gateIs.fill(0);
    work.gatesAt = work.outerRun;
  }
  let state = work.gateIs[gate] ?? 0;
  if (state === 0) {
    state = isOn(prepared, gate, work.covered[gate] ?? 0) ? gateIs.on : gateIs.off;
    work.gateIs[gate] = state;
  }
  return state === gateIs.off || !isEffective(prepared, gate);
}

/** The uniforms of a drawn time in this run. */
export function uniformsOf({ keys }: DrawnTime, outer: number, inner: number): Float64Array {
  const uniforms = new Float64Array(keys.length / 2);
  for (let nth = 0; nth < uniforms.length; nth += 1)
    uniforms[nth] = uniformAt(keys[2 * nth] ?? 0, keys[2 * nth + 1] ?? 0, outer, inner);
  return uniforms;
}

/** The value of a drawn time in this run, days. */
export function drawnTime(drawn: DrawnTime, work: Workspace): number {
  if (drawn.constant !== null) return drawn.constant;
  return timeAt(drawn.time, uniformsOf(drawn, work.outer, work.inner));
}

/** Scale of a step's local time in this run, without the slowing of measures. */
export function scaleAt(prepared: Runnable, step: number): number {
  const scale = prepared.layout.times.scale[step] ?? -1;
  return scaleOf(prepared, scale) * prepared.work.skillFactor;
}
