/**
 * Folding: the coarsest partition of a net in which steps of one class are of one kind, take the
 * same draws and follow from the same classes. Such steps have the same time in every run, also in
 * circles: a proof for one is, class by class, a proof for all.
 */
import type { DrawnTime, EffectTable, RunLayout } from "./layout.ts";
import { type Net, type Partition, partitionOf } from "./net.ts";

/** Rounds of splitting; a net that is not at rest by then is not folded. */
const mostRounds = 64;

/** Lists of numbers told apart and numbered in the order met. */
export type Lists = {
  readonly numberOf: (list: readonly number[]) => number;
  readonly count: () => number;
};

/**
 * A book of lists; exact: lists of the same hash are compared. It grows with the lists that differ,
 * of which there are few: a book for all that is asked would be read from slow memory.
 */
export function newLists(): Lists {
  let slots = new Int32Array(256).fill(-1);
  const hashes: number[] = [];
  const starts: number[] = [0];
  let pool = new Float64Array(1_024);
  let end = 0;
  const isSame = (number: number, list: readonly number[]): boolean => {
    const from = starts[number] ?? 0;
    if ((starts[number + 1] ?? 0) - from !== list.length) return false;
    for (let at = 0; at < list.length; at += 1) if (pool[from + at] !== list[at]) return false;
    return true;
  };
  const put = (number: number, hash: number): void => {
    let slot = hash & (slots.length - 1);
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number;
  };
  const add = (list: readonly number[], hash: number): number => {
    const number = hashes.push(hash) - 1;
    if (2 * hashes.length > slots.length) {
      slots = new Int32Array(2 * slots.length).fill(-1);
      for (const [known, of] of hashes.entries()) put(known, of);
    } else put(number, hash);
    if (end + list.length > pool.length) {
      const larger = new Float64Array(2 * pool.length + list.length);
      larger.set(pool);
      pool = larger;
    }
    for (const value of list) {
      pool[end] = value;
      end += 1;
    }
    starts.push(end);
    return number;
  };
  return {
    count: () => hashes.length,
    numberOf: (list) => {
      let hash = list.length;
      for (const value of list) hash = Math.imul(hash ^ (value | 0), 0x9e3779b1) ^ (hash >>> 15);
      hash ^= hash >>> 16;
      let slot = hash & (slots.length - 1);
      for (let known = slots[slot] ?? -1; known >= 0; known = slots[slot] ?? -1) {
        if (hashes[known] === hash && isSame(known, list)) return known;
        slot = (slot + 1) & (slots.length - 1);
      }
      return add(list, hash);
    },
  };
}

function addEffects({ offsets, measure, strength }: EffectTable, row: number, to: number[]): void {
  const end = offsets[row + 1] ?? 0;
  for (let at = offsets[row] ?? end; at < end; at += 1)
    to.push(measure[at] ?? 0, strength[at] ?? 0);
}

/** What decides whether a state holds, as numbers; `hasKeys` tells draws of one kind apart. */
export function addState(
  { states, coverings }: Pick<RunLayout, "states" | "coverings">,
  state: number,
  hasKeys: boolean,
  to: number[],
): void {
  const biases = states.biases[state] ?? [];
  to.push(states.coverage[state] ?? -1, states.fixedOn[state] ?? 0, states.evidence[state] ?? 0);
  if (hasKeys) to.push(states.keyHigh[state] ?? 0, states.keyLow[state] ?? 0);
  to.push(biases.length, ...biases);
  addEffects(coverings, state, to);
}

/** Per gate the first that is open in the same runs, whatever is chosen. */
export function equalGates(layout: RunLayout): Int32Array {
  const { gates } = layout;
  const lists = newLists();
  const first: number[] = [];
  return Int32Array.from(gates.mechanism, (mechanism, gate) => {
    const list = [mechanism];
    addState(layout, gate, true, list);
    const number = lists.numberOf(list);
    first[number] ??= gate;
    return first[number];
  });
}

/** The parts of a drawn time, as numbers. */
function addDrawn({ time, keys }: DrawnTime, hasKeys: boolean, to: number[]): void {
  for (const part of [time.ops, time.first, time.second]) to.push(part.length, ...part);
  if (hasKeys) to.push(...keys);
}

/** Detectors that fire and alert in the same runs, whatever is chosen: one alarm each. */
export type Alarms = {
  /** Per detector: number of its alarm. */
  readonly of: Int32Array;
  /** A detector of each alarm. */
  readonly by: Int32Array;
};

/** The alarms of a layout. */
export function alarmsOf(layout: RunLayout): Alarms {
  const { gates, detectors } = layout;
  const lists = newLists();
  const delays = newLists();
  // Detectors of a kind share one delay, and are many: it is looked at once.
  const numbers = new Map<DrawnTime, number>();
  const numberOf = (delay: DrawnTime): number => {
    const known = numbers.get(delay);
    if (known !== undefined) return known;
    const parts: number[] = [];
    addDrawn(delay, true, parts);
    const number = delays.numberOf(parts);
    numbers.set(delay, number);
    return number;
  };
  const by: number[] = [];
  const list: number[] = [];
  const of = Int32Array.from(detectors.sense, (sense, detector) => {
    list.length = 0;
    const delay = detectors.alertDelay[detector];
    list.push(sense, delay === undefined ? -1 : numberOf(delay));
    addState(layout, gates.count + detector, true, list);
    const number = lists.numberOf(list);
    by[number] ??= detector;
    return number;
  });
  return { of, by: Int32Array.from(by) };
}

/** What is drawn for a step's local time, as numbers; `hasKeys` tells draws of one kind apart. */
export function timeList(layout: RunLayout, step: number, hasKeys: boolean): number[] {
  const { times, slowings } = layout;
  const list = [times.op[step] ?? 0, times.first[step] ?? 0, times.second[step] ?? 0];
  list.push(times.scale[step] ?? -1);
  const compound = times.compounds[times.compound[step] ?? -1];
  if (compound !== undefined) addDrawn(compound, hasKeys, list);
  if (hasKeys) list.push(times.keyHigh[step] ?? 0, times.keyLow[step] ?? 0);
  addEffects(slowings, step, list);
  return list;
}

/** Classes by what a step is by itself. */
function firstClasses(net: Net, layout: RunLayout, hasKeys: boolean): Int32Array {
  const times = newLists();
  const kinds = newLists();
  const alarms = alarmsOf(layout).of;
  return net.origin.map((origin, step) => {
    const time = net.isTimed[step] === 1 ? times.numberOf(timeList(layout, origin, hasKeys)) : -1;
    // An entry has draws of its own.
    const entry = net.isEntry[step] === 1 ? step : -1;
    const { offsets, values } = net.gates;
    const gates = values.subarray(offsets[step] ?? 0, offsets[step + 1] ?? 0);
    const marks = 4 * (net.isAnd[step] ?? 0) + 2 * (net.isOpen[step] ?? 0);
    const { offsets: over } = layout.detectors;
    const watch = time < 0 ? [] : alarms.subarray(over[origin] ?? 0, over[origin + 1] ?? 0);
    const list = [marks + (net.isStuck[step] ?? 0), time, entry, gates.length, ...gates];
    return kinds.numberOf([...list, ...watch]);
  });
}

/** What came of splitting: classes by number, or null where it did not come to rest. */
type Classes = { readonly classOf: Int32Array; readonly count: number } | null;

function classesOf({ parents }: Net, first: Int32Array): Classes {
  let classOf = first;
  let count = new Set(first).size;
  const list: number[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const before = classOf;
    const lists = newLists();
    classOf = before.map((own, step) => {
      list.length = 0;
      const end = parents.offsets[step + 1] ?? 0;
      for (let at = parents.offsets[step] ?? end; at < end; at += 1)
        list.push(before[parents.values[at] ?? 0] ?? 0);
      list.sort((a, b) => a - b);
      let kept = 0;
      for (const value of list)
        if (kept === 0 || value !== list[kept - 1]) {
          list[kept] = value;
          kept += 1;
        }
      list.length = kept;
      list.push(own);
      return lists.numberOf(list);
    });
    if (lists.count() === count) return { classOf, count };
    count = lists.count();
  }
  return null;
}

/** Whether any two steps or gates take the same draws; if none do, members differ run by run. */
export function hasSharedDraws(net: Net, layout: RunLayout): boolean {
  const isShared = equalGates(layout).some((first, gate) => first !== gate);
  if (isShared) return true;
  const lists = newLists();
  let timed = 0;
  for (let step = 0; step < net.isAnd.length; step += 1) {
    if (net.isTimed[step] === 0) continue;
    timed += 1;
    lists.numberOf(timeList(layout, net.origin[step] ?? 0, true));
  }
  return lists.count() < timed;
}

/** A partition by classes, and how many of its steps only draws of their own keep apart. */
export type Folded = { readonly partition: Partition; readonly apart: number };

/** Folds a net; null where that does not come to rest. O(rounds · E log E). */
export function equalSteps(net: Net, layout: RunLayout): Folded | null {
  const exact = classesOf(net, firstClasses(net, layout, true));
  if (exact === null) return null;
  const alike = classesOf(net, firstClasses(net, layout, false));
  const partition = partitionOf(exact);
  return { partition, apart: alike === null ? 0 : exact.count - alike.count };
}
