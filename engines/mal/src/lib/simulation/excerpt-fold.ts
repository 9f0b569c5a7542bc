/** Makes the net of an excerpt small: what is one in this run, whatever is chosen, is one step. */
import { gatherRows, reverseRows, type Rows } from "../graph/rows.ts";
import { type Contraction, putTogether } from "./contract.ts";
import { newLists } from "./equal-steps.ts";
import type { ExcerptNet } from "./excerpt-net.ts";
import { type Net, type Refined, rowLength } from "./net.ts";
import { refined } from "./refine.ts";

/** Marks of a step by itself, 0–7. */
function marksOf({ isAnd, isOpen, isStuck }: Net, step: number): number {
  return 4 * (isAnd[step] ?? 0) + 2 * (isOpen[step] ?? 0) + (isStuck[step] ?? 0);
}

/** What a step is that takes a time, is an entry or has gates before it, as numbers. */
function listOf(
  net: Net,
  { days, momentOf, slowingOf, watchOf }: ExcerptNet,
  step: number,
  into: { readonly list: number[]; readonly times: Map<number, number> },
): readonly number[] {
  const { list, times } = into;
  const from = net.origin[step] ?? 0;
  list.length = 0;
  list.push(marksOf(net, step), momentOf[from] ?? 0, net.isEntry[step] === 1 ? step : -1);
  if (net.isTimed[step] === 1) {
    const time = days[from] ?? 0;
    const number = times.get(time) ?? times.size;
    if (number === times.size) times.set(time, number);
    list.push(number, slowingOf[from] ?? 0, watchOf[from] ?? 0);
  }
  const { offsets, values } = net.gates;
  const end = offsets[step + 1] ?? 0;
  for (let at = offsets[step] ?? end; at < end; at += 1) list.push(-1 - (values[at] ?? 0));
  return list;
}

/** Whether a step is a mere name: marks and time tell all that it is by itself. */
function isPlain({ isTimed, isEntry, gates }: Net, step: number): boolean {
  return isTimed[step] === 0 && isEntry[step] === 0 && rowLength(gates, step) === 0;
}

/**
 * Classes by what a step is by itself: its draws are numbers by now. Steps that are one have one
 * time in the run, and telling times apart at once saves rounds of splitting.
 */
function firstClasses(net: Net, of: ExcerptNet): Refined {
  const { origin } = net;
  const kinds = newLists();
  const room = { list: [], times: new Map<number, number>() };
  const moments = of.momentOf.reduce((most, one) => (one > most ? one : most), 0) + 1;
  // Per mark and moment, and per kind of list: the class and one, 0 where there is none.
  const plain = new Int32Array(8 * moments);
  const listed: number[] = [];
  const classOf = new Int32Array(origin.length);
  let count = 0;
  for (let step = 0; step < origin.length; step += 1) {
    let own: number;
    if (isPlain(net, step)) {
      const slot = 8 * (of.momentOf[origin[step] ?? 0] ?? 0) + marksOf(net, step);
      own = plain[slot] === 0 ? count : (plain[slot] ?? 0) - 1;
      plain[slot] = own + 1;
    } else {
      const kind = kinds.numberOf(listOf(net, of, step, room));
      own = listed[kind] ?? count;
      listed[kind] = own;
    }
    if (own === count) count += 1;
    classOf[step] = own;
  }
  return { classOf, count };
}

/** Per class the first of its steps, ascending; and where each class comes in that order. */
function headsOf({ classOf, count }: Refined): {
  readonly heads: Int32Array;
  readonly numberOf: Int32Array;
} {
  const heads = new Int32Array(count);
  const numberOf = new Int32Array(count).fill(-1);
  let next = 0;
  for (let step = 0; step < classOf.length; step += 1) {
    const own = classOf[step] ?? 0;
    if ((numberOf[own] ?? 0) >= 0) continue;
    numberOf[own] = next;
    heads[next] = step;
    next += 1;
  }
  return { heads, numberOf };
}

/** The rows of some steps, one after the other. */
function rowsAt({ offsets, values }: Rows, steps: Int32Array): Rows {
  const starts = new Int32Array(steps.length + 1);
  const found: number[] = [];
  for (let row = 0; row < steps.length; row += 1) {
    const step = steps[row] ?? 0;
    const end = offsets[step + 1] ?? 0;
    for (let at = offsets[step] ?? end; at < end; at += 1) found.push(values[at] ?? 0);
    starts[row + 1] = found.length;
  }
  return { offsets: starts, values: Int32Array.from(found) };
}

/** What the heads follow from, in numbers of classes; none before what is given away or stuck. */
function parentsOf(
  { parents }: Net,
  heads: Int32Array,
  {
    placeOf,
    isAnd,
    isOpen,
    isStuck,
  }: { readonly placeOf: Int32Array } & Pick<Net, "isAnd" | "isOpen" | "isStuck">,
): Rows {
  const before = rowsAt(parents, heads);
  const pairs = {
    from: new Int32Array(before.values.length),
    to: new Int32Array(before.values.length),
    count: 0,
  };
  for (let row = 0; row < heads.length; row += 1) {
    const end = before.offsets[row + 1] ?? 0;
    const begin = before.offsets[row] ?? end;
    for (let at = begin; at < end; at += 1)
      // One of its own would have to be there before it.
      if (isAnd[row] === 1 && placeOf[before.values[at] ?? 0] === row) isStuck[row] = 1;
    if (isOpen[row] === 1 || isStuck[row] === 1) continue;
    for (let at = begin; at < end; at += 1) {
      const place = placeOf[before.values[at] ?? 0] ?? 0;
      if (place === row) continue;
      pairs.from[pairs.count] = row;
      pairs.to[pairs.count] = place;
      pairs.count += 1;
    }
  }
  return gatherRows(pairs, heads.length);
}

/**
 * Steps of one kind with the same times that follow from the same classes, put together. What one
 * of a class follows from, all of it do, so one is read.
 */
function fold(contraction: Contraction, of: ExcerptNet): void {
  const { net } = contraction;
  const classes = refined(net, firstClasses(net, of));
  const { heads, numberOf } = headsOf(classes);
  const placeOf = classes.classOf.map((own) => numberOf[own] ?? 0);
  const pick = (marks: Uint8Array): Uint8Array =>
    Uint8Array.from(heads, (step) => marks[step] ?? 0);
  const marks = { isAnd: pick(net.isAnd), isOpen: pick(net.isOpen), isStuck: pick(net.isStuck) };
  const parents = parentsOf(net, heads, { placeOf, ...marks });
  const moved = (step: number): number => (step < 0 ? step : (placeOf[step] ?? step));
  contraction.goals = contraction.goals.map(moved);
  contraction.entries = contraction.entries.map(moved);
  contraction.net = {
    ...marks,
    origin: Int32Array.from(heads, (step) => net.origin[step] ?? 0),
    isTimed: pick(net.isTimed),
    isEntry: pick(net.isEntry),
    gates: gatesOf(rowsAt(net.gates, heads), marks.isOpen),
    parents,
    children: reverseRows(parents, heads.length),
  };
}

/** Gates of the heads; none before what is given away. */
function gatesOf(gates: Rows, isOpen: Uint8Array): Rows {
  const offsets = new Int32Array(isOpen.length + 1);
  const values: number[] = [];
  for (let row = 0; row < isOpen.length; row += 1) {
    const end = isOpen[row] === 1 ? 0 : (gates.offsets[row + 1] ?? 0);
    for (let at = gates.offsets[row] ?? end; at < end; at += 1) values.push(gates.values[at] ?? 0);
    offsets[row + 1] = values.length;
  }
  return { offsets, values: Int32Array.from(values) };
}

/** The same net with fewer steps, where its goals and entries are in it. */
export function foldExcerpt(of: ExcerptNet): Contraction {
  const contraction: Contraction = {
    net: of.net,
    goals: of.goals,
    entries: Int32Array.from(of.entries, ({ step }) => step),
  };
  // Folded first it is a fraction, of which the rest costs little.
  fold(contraction, of);
  putTogether(contraction);
  fold(contraction, of);
  putTogether(contraction);
  return contraction;
}
