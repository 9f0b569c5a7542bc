/** The tables of a layout, taken at the steps that contraction leaves. */
import type { DrawnTime, EffectTable, Layout, RunLayout, TimeTable } from "./layout.ts";
import type { Net } from "./net.ts";

/** The values of a column at some places, all of which it has. */
function takenAt<T extends Float64Array | Int32Array | Uint32Array | Uint8Array>(
  column: T,
  places: Int32Array,
): T {
  const taken = new (column.constructor as new (size: number) => T)(places.length);
  // Not mapped: callbacks over a million places take several times as long.
  for (let at = 0; at < places.length; at += 1) taken[at] = column[places[at] ?? 0] ?? 0;
  return taken;
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

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
    op: takenAt(times.op, places),
    first: takenAt(times.first, places),
    second: takenAt(times.second, places),
    keyHigh: takenAt(times.keyHigh, places),
    keyLow: takenAt(times.keyLow, places),
    scale: takenAt(times.scale, places),
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
  const room = detectors.count;
  const kept = new Int32Array(room);
  const step = new Int32Array(room);
  let count = 0;
  for (let at = 0; at < origin.length; at += 1) {
    const of = origin[at] ?? 0;
    const end = isTimed[at] === 1 ? (detectors.offsets[of + 1] ?? 0) : 0;
    for (let detector = detectors.offsets[of] ?? end; detector < end; detector += 1) {
      kept[count] = detector;
      step[count] = at;
      count += 1;
    }
    offsets[at + 1] = count;
  }
  const places = new Int32Array(gates.count + count);
  for (let place = 0; place < places.length; place += 1) {
    const detector = kept[place - gates.count] ?? 0;
    places[place] = place < gates.count ? place : gates.count + detector;
  }
  const own = kept.subarray(0, count);
  return {
    detectors: {
      count,
      offsets,
      step: step.slice(0, count),
      placement: own.map((detector) => detectors.placement[detector] ?? 0),
      sense: own.map((detector) => detectors.sense[detector] ?? 0),
      alertDelay: Array.from(own, (detector) => detectors.alertDelay[detector]).filter(isThere),
    },
    states: {
      count: places.length,
      coverage: takenAt(states.coverage, places),
      fixedOn: takenAt(states.fixedOn, places),
      evidence: takenAt(states.evidence, places),
      biases: Array.from(places, (place) => states.biases[place] ?? []),
      keyHigh: takenAt(states.keyHigh, places),
      keyLow: takenAt(states.keyLow, places),
    },
    coverings: effectsAt(coverings, places),
  };
}
