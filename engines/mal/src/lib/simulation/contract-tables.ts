/** The tables of a layout, taken at the steps that contraction leaves. */
import type { DrawnTime, EffectTable, Layout, RunLayout, TimeTable } from "./layout.ts";
import type { Net } from "./net.ts";

/** Rows of a table by place, taken at other places. */
export function effectsAt(
  { offsets, measure, strength }: EffectTable,
  places: Int32Array,
): EffectTable {
  const starts = new Int32Array(places.length + 1);
  const measures: number[] = [];
  const strengths: number[] = [];
  places.forEach((place, at) => {
    const end = offsets[place + 1] ?? 0;
    for (let from = offsets[place] ?? end; from < end; from += 1) {
      measures.push(measure[from] ?? 0);
      strengths.push(strength[from] ?? 0);
    }
    starts[at + 1] = measures.length;
  });
  return {
    offsets: starts,
    measure: Int32Array.from(measures),
    strength: Float64Array.from(strengths),
  };
}

/** Local times of the steps at these places. */
export function timesAt(times: TimeTable, places: Int32Array): TimeTable {
  const compounds: DrawnTime[] = [];
  const compound = new Int32Array(places.length).fill(-1);
  places.forEach((place, at) => {
    const drawn = times.compounds[times.compound[place] ?? -1];
    if (drawn !== undefined) compound[at] = compounds.push(drawn) - 1;
  });
  return {
    op: Uint8Array.from(places, (place) => times.op[place] ?? 0),
    first: Float64Array.from(places, (place) => times.first[place] ?? 0),
    second: Float64Array.from(places, (place) => times.second[place] ?? 0),
    keyHigh: Uint32Array.from(places, (place) => times.keyHigh[place] ?? 0),
    keyLow: Uint32Array.from(places, (place) => times.keyLow[place] ?? 0),
    scale: Int32Array.from(places, (place) => times.scale[place] ?? -1),
    compound,
    compounds,
  };
}

/** The detectors that still stand over steps, and the states that are left with theirs. */
export function detectorsAt(
  { detectors, states, coverings, gates }: Layout,
  { origin, isTimed }: Net,
): Pick<RunLayout, "detectors" | "states" | "coverings"> {
  const offsets = new Int32Array(origin.length + 1);
  const kept: number[] = [];
  const steps: number[] = [];
  origin.forEach((of, step) => {
    const end = isTimed[step] === 1 ? (detectors.offsets[of + 1] ?? 0) : 0;
    for (let detector = detectors.offsets[of] ?? end; detector < end; detector += 1) {
      kept.push(detector);
      steps.push(step);
    }
    offsets[step + 1] = kept.length;
  });
  const places = Int32Array.from([
    ...Array.from({ length: gates.count }).keys(),
    ...kept.map((detector) => gates.count + detector),
  ]);
  return {
    detectors: {
      count: kept.length,
      offsets,
      step: Int32Array.from(steps),
      placement: Int32Array.from(kept, (detector) => detectors.placement[detector] ?? 0),
      sense: Int32Array.from(kept, (detector) => detectors.sense[detector] ?? 0),
      alertDelay: kept.flatMap((detector) => detectors.alertDelay[detector] ?? []),
    },
    states: {
      count: places.length,
      coverage: Int32Array.from(places, (place) => states.coverage[place] ?? -1),
      fixedOn: Float64Array.from(places, (place) => states.fixedOn[place] ?? 0),
      evidence: Float64Array.from(places, (place) => states.evidence[place] ?? 0),
      biases: Array.from(places, (place) => states.biases[place] ?? []),
      keyHigh: Uint32Array.from(places, (place) => states.keyHigh[place] ?? 0),
      keyLow: Uint32Array.from(places, (place) => states.keyLow[place] ?? 0),
    },
    coverings: effectsAt(coverings, places),
  };
}
