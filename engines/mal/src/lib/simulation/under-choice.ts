/**
 * A layout under one choice of measures: what is certain of gates once it is known which measures
 * stand, so that many runs of that choice can be played on fewer steps. Most gates of a
 * municipality are rights that nobody tidies away unless a measure says so: without it they are no
 * gates at all.
 */
import type { Parameter } from "../scene.ts";
import type { EffectTable, Layout, StateTable } from "./layout.ts";
import { stepFlag } from "./layout.ts";

/** What is known of a state before any draw. */
const sure = { no: 0, never: 1, always: 2 } as const;

/** Of each place the strongest effect of those chosen; places without any have none. */
function chosenOf(
  { offsets, measure, strength }: EffectTable,
  chosen: Uint8Array,
  isIdle: (place: number) => boolean,
): EffectTable {
  const places = offsets.length - 1;
  const starts = new Int32Array(places + 1);
  const measures: number[] = [];
  const strengths: number[] = [];
  for (let place = 0; place < places; place += 1) {
    let best = -1;
    const end = offsets[place + 1] ?? 0;
    for (let at = offsets[place] ?? end; at < end; at += 1) {
      if (chosen[measure[at] ?? 0] !== 1) continue;
      if (best < 0 || (strength[at] ?? 0) > (strength[best] ?? 0)) best = at;
    }
    if (best >= 0 && !isIdle(place)) {
      measures.push(measure[best] ?? 0);
      strengths.push(strength[best] ?? 0);
    }
    starts[place + 1] = measures.length;
  }
  return {
    offsets: starts,
    measure: Int32Array.from(measures),
    strength: Float64Array.from(strengths),
  };
}

/** The probability that a state is on before measures, where it is the same in all draws. */
function settledProbability(
  { coverage, fixedOn, evidence, biases }: StateTable,
  state: number,
  parameters: readonly Parameter[],
): number | null {
  const at = coverage[state] ?? -1;
  if (at < 0) return fixedOn[state] ?? 0;
  const weight = evidence[state] ?? 0;
  if (weight === Number.POSITIVE_INFINITY) return 1;
  if (weight === Number.NEGATIVE_INFINITY) return 0;
  const prior = parameters[at]?.prior;
  if (prior?.kind !== "fixed" || weight !== 0 || (biases[state]?.length ?? 0) > 0) return null;
  return prior.value;
}

/** Per state whether it is on, or off, in every run of a choice. */
function suresOf(
  { states, coverings }: Layout,
  parameters: readonly Parameter[],
  chosen: Uint8Array,
): Uint8Array {
  const sures = new Uint8Array(states.count);
  const { offsets, measure, strength } = coverings;
  for (let state = 0; state < states.count; state += 1) {
    let covered = 0;
    const end = offsets[state + 1] ?? 0;
    for (let at = offsets[state] ?? end; at < end; at += 1)
      if (chosen[measure[at] ?? 0] === 1) covered = Math.max(covered, strength[at] ?? 0);
    const known = settledProbability(states, state, parameters);
    const least = Math.max(known ?? 0, covered);
    if (least >= 1) sures[state] = sure.always;
    else if (known !== null && least <= 0) sures[state] = sure.never;
  }
  return sures;
}

/** The states with what is certain said as such: it takes no draw, and so has no key of its own. */
function statesUnder(states: StateTable, sures: Uint8Array): StateTable {
  const coverage = states.coverage.slice();
  const fixedOn = states.fixedOn.slice();
  const evidence = states.evidence.slice();
  const keyHigh = states.keyHigh.slice();
  const keyLow = states.keyLow.slice();
  const biases = states.biases.slice();
  for (let state = 0; state < sures.length; state += 1) {
    if (sures[state] === sure.no) continue;
    coverage[state] = -1;
    fixedOn[state] = sures[state] === sure.always ? 1 : 0;
    evidence[state] = 0;
    keyHigh[state] = 0;
    keyLow[state] = 0;
    biases[state] = [];
  }
  return { ...states, coverage, fixedOn, evidence, keyHigh, keyLow, biases };
}

/** The gates before each step that may be shut in some run of the choice. */
function gatesUnder(
  { isAnd, flags, gateOffsets, gatesOf, hasOpenGate }: Layout,
  sures: Uint8Array,
): Pick<Layout, "gateOffsets" | "gatesOf" | "hasOpenGate" | "flags"> {
  const offsets = new Int32Array(gateOffsets.length);
  const values = new Int32Array(gatesOf.length);
  const isOpen = hasOpenGate.slice();
  const marks = flags.slice();
  let write = 0;
  for (let step = 0; step < isAnd.length; step += 1) {
    const from = write;
    const end = gateOffsets[step + 1] ?? 0;
    for (let at = gateOffsets[step] ?? end; at < end; at += 1) {
      const gate = gatesOf[at] ?? 0;
      if (sures[gate] === sure.never) isOpen[step] = 1;
      else {
        values[write] = gate;
        write += 1;
      }
    }
    offsets[step + 1] = write;
    if (write === from) marks[step] = (marks[step] ?? 0) & ~stepFlag.guarded;
  }
  return {
    gateOffsets: offsets,
    gatesOf: values.slice(0, write),
    hasOpenGate: isOpen,
    flags: marks,
  };
}

/**
 * The layout for runs of one choice: the same bits as the whole under it, and under no other.
 * Linear in the layout.
 * @param parameters those of the scene
 * @param chosen one byte per latent measure, 1 where it is chosen
 */
export function underChoice(
  layout: Layout,
  parameters: readonly Parameter[],
  chosen: Uint8Array,
): Layout {
  const sures = suresOf(layout, parameters, chosen);
  return {
    ...layout,
    ...gatesUnder(layout, sures),
    states: statesUnder(layout.states, sures),
    coverings: chosenOf(layout.coverings, chosen, (state) => sures[state] !== sure.no),
    slowings: chosenOf(layout.slowings, chosen, () => false),
  };
}
