/**
 * Which run a plan needs of a scenario. A run played under some measures stays as it is while
 * nothing is added that stands in its way, so plans share runs. Decided where the plans are made
 * and not where runs are played, so that answers are the same for any number of threads.
 */
import type { Measure } from "@vallgrav/knowledge";
import { acts } from "./network.ts";

/** Measures as bits, 32 to a word. */
type Bits = Int32Array;

type Basis = { readonly acting: Uint8Array; readonly bits: Bits; readonly touched: Bits };

export type Bases = {
  /** The measures under which the run of a scenario is to be played for a plan. */
  readonly actingFor: (scenario: number, plan: Uint8Array) => Uint8Array;
  /** Keeps which measures would change a run that was played. */
  readonly learn: (scenario: number, acting: Uint8Array, touched: readonly number[]) => void;
};

/** Runs kept of one scenario: the first, under few measures, serve most plans. */
const keptBases = 200;

function bitsOf(places: Iterable<number>, measures: number): Bits {
  const bits = new Int32Array((measures + 31) >> 5);
  for (const at of places) bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
  return bits;
}

function held(choice: Uint8Array): number[] {
  return [...choice.keys()].filter((at) => choice[at] === 1);
}

/** Whether a run played under a basis is the plan's too. */
function serves({ bits, touched }: Basis, plan: Bits): boolean {
  for (let word = 0; word < bits.length; word += 1) {
    const basis = bits[word] ?? 0;
    const asked = plan[word] ?? 0;
    if ((basis & ~asked) !== 0 || (asked & ~basis & (touched[word] ?? 0)) !== 0) return false;
  }
  return true;
}

/** An empty book for so many scenarios. */
export function basesOf(measures: readonly Measure[], scenarios: number): Bases {
  const known: Basis[][] = Array.from({ length: scenarios }, () => []);
  const isActing = Uint8Array.from(measures, (measure) => (acts(measure) ? 1 : 0));
  return {
    actingFor: (scenario, plan) => {
      const acting = plan.map((value, at) => (isActing[at] === 1 ? value : 0));
      const bits = bitsOf(held(acting), measures.length);
      return known[scenario]?.find((basis) => serves(basis, bits))?.acting ?? acting;
    },
    learn: (scenario, acting, touched) => {
      const list = known[scenario];
      if (list === undefined || list.length >= keptBases) return;
      const bits = bitsOf(held(acting), measures.length);
      if (list.some((basis) => basis.bits.every((word, at) => word === bits[at]))) return;
      list.push({ acting, bits, touched: bitsOf(touched, measures.length) });
    },
  };
}
