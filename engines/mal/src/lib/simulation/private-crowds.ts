/**
 * Crowds: steps that nothing but draws of their own tells apart, and of which only the first counts
 * for what follows. Each is crossed by one private draw, its gates and its time together, so a
 * whole crowd is one step whose draw is that of the earliest member (dials.md §6.5): the same in
 * distribution, not run by run. Members that go on as several steps of their own are kept.
 */
import { takesDraw } from "./distributions.ts";
import { addState, alarmsOf, type Lists, newLists, timeList } from "./equal-steps.ts";
import type { CrowdTable, Layout } from "./layout.ts";
import { compoundTime } from "./layout.ts";
import type { Parameter } from "../scene.ts";
import { type Net, type Partition, rowLength, useless } from "./net.ts";

/** A private gate: whether each draws if it works, and whether all have it in every run. */
type CrowdGate = { readonly gate: number; readonly isOwn: boolean; readonly isEverywhere: boolean };

/** A crowd: the step of the layout that stands for it, of how many, and its private gates. */
export type Crowd = {
  readonly step: number;
  readonly members: number;
  readonly gates: readonly CrowdGate[];
};

/** How often each draw is taken in a net; what is taken once is private. */
type Uses = {
  /** Per gate: steps before which it stands. */
  readonly steps: Int32Array;
  /** Per mechanism: gates that it makes work. */
  readonly mechanisms: Int32Array;
  /** Steps and gates by the draw they take. */
  readonly times: ReadonlyMap<number, number>;
  readonly states: ReadonlyMap<number, number>;
};

/** One number for two words of a key: keys of different draws differ in it. */
function wordsOf(high: number, low: number): number {
  return high * 2_097_152 + (low >>> 11);
}

function countIn(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function usesOf(net: Net, { gates, mechanisms, states, times }: Layout): Uses {
  const uses = {
    steps: new Int32Array(gates.count),
    mechanisms: new Int32Array(mechanisms.count),
    times: new Map<number, number>(),
    states: new Map<number, number>(),
  };
  for (const gate of net.gates.values) uses.steps[gate] = (uses.steps[gate] ?? 0) + 1;
  for (const mechanism of gates.mechanism)
    if (mechanism >= 0) uses.mechanisms[mechanism] = (uses.mechanisms[mechanism] ?? 0) + 1;
  for (let state = 0; state < states.count; state += 1)
    countIn(uses.states, wordsOf(states.keyHigh[state] ?? 0, states.keyLow[state] ?? 0));
  net.origin.forEach((origin, step) => {
    if (net.isTimed[step] === 0) return;
    const { keys } = times.compounds[times.compound[origin] ?? -1] ?? { keys: [] };
    for (let at = 0; at < keys.length; at += 2)
      countIn(uses.times, wordsOf(keys[at] ?? 0, keys[at + 1] ?? 0));
    if (takesDraw(times.op[origin] ?? 0))
      countIn(uses.times, wordsOf(times.keyHigh[origin] ?? 0, times.keyLow[origin] ?? 0));
  });
  return uses;
}

/** Which net, what its steps are drawn by, and the steps that must stay what they are. */
export type CrowdSearch = {
  readonly net: Net;
  readonly layout: Layout;
  readonly parameters: readonly Parameter[];
  readonly goals: Iterable<number>;
  /** 1 where a step of the layout stands for a crowd already. */
  readonly isCrowd: Uint8Array;
};

type Search = {
  readonly net: Net;
  readonly layout: Layout;
  readonly parameters: readonly Parameter[];
  readonly uses: Uses;
  /** Per detector of the layout: its alarm. */
  readonly alarms: Int32Array;
  readonly isGoal: Uint8Array;
  readonly isCrowd: Uint8Array;
};

/** Whether what makes a gate work is drawn for it alone. */
function drawsAlone({ layout, uses }: Search, gate: number): boolean {
  const mechanism = layout.gates.mechanism[gate] ?? -1;
  return mechanism >= 0 && uses.mechanisms[mechanism] === 1;
}

/** Adds what decides how a private gate behaves, but for its own draws; says whether it can. */
function addGate(search: Search, gate: number, to: number[]): boolean {
  const { layout, uses } = search;
  const { states, gates, mechanisms } = layout;
  const words = wordsOf(states.keyHigh[gate] ?? 0, states.keyLow[gate] ?? 0);
  if ((uses.states.get(words) ?? 0) > 1) return false;
  const mechanism = gates.mechanism[gate] ?? -1;
  const isOwn = drawsAlone(search, gate);
  to.push(isOwn ? 1 : 0, isOwn ? (mechanisms.effectiveness[mechanism] ?? -1) : mechanism);
  addState(layout, gate, false, to);
  return true;
}

/** Whether everybody has a gate, in every outer draw and whatever is chosen. */
function isEverywhere({ layout: { states }, parameters }: Search, gate: number): boolean {
  const coverage = parameters[states.coverage[gate] ?? -1];
  if (coverage === undefined) return (states.fixedOn[gate] ?? 0) >= 1;
  const evidence = states.evidence[gate] ?? 0;
  if (evidence === Number.POSITIVE_INFINITY) return true;
  const isFixed = coverage.prior.kind === "fixed" && coverage.prior.value >= 1;
  return isFixed && evidence === 0 && states.biases[gate]?.length === 0;
}

/** Whether something of a step's own is drawn for its time, or nothing at all. */
function isTimePrivate({ net, layout, uses }: Search, step: number): boolean {
  if (net.isTimed[step] === 0) return true;
  const { times } = layout;
  const origin = net.origin[step] ?? 0;
  const op = times.op[origin] ?? 0;
  if (op === compoundTime) return false;
  const words = wordsOf(times.keyHigh[origin] ?? 0, times.keyLow[origin] ?? 0);
  return !takesDraw(op) || uses.times.get(words) === 1;
}

/** Whether only the first of several such steps would count: all that follows is an OR. */
function isOnlyFirstSeen({ net, isGoal, isCrowd }: Search, step: number): boolean {
  if (net.isEntry[step] === 1 || net.isOpen[step] === 1 || net.isStuck[step] === 1) return false;
  if (isGoal[step] === 1 || isCrowd[net.origin[step] ?? 0] === 1) return false;
  if (rowLength(net.parents, step) === 0) return false;
  if (net.isAnd[step] === 0 && rowLength(net.gates, step) > 0) return false;
  const { offsets, values } = net.children;
  const end = offsets[step + 1] ?? 0;
  for (let at = offsets[step] ?? end; at < end; at += 1)
    if (net.isAnd[values[at] ?? 0] === 1) return false;
  return rowLength(net.children, step) > 0;
}

function addRow({ offsets, values }: Net["parents"], row: number, to: number[]): void {
  const from = offsets[row] ?? 0;
  const end = offsets[row + 1] ?? 0;
  to.push(end - from);
  for (let at = from; at < end; at += 1) to.push(values[at] ?? 0);
}

/** The private gates of a step. */
function privateGates({ net, uses }: Search, step: number): number[] {
  const { offsets, values } = net.gates;
  const row = values.subarray(offsets[step] ?? 0, offsets[step + 1] ?? 0);
  return [...row].filter((gate) => uses.steps[gate] === 1);
}

/** Number of the class of a step among its like; −1 where it cannot be one of a crowd. */
function classOf(search: Search, step: number, lists: Lists): number {
  if (!isOnlyFirstSeen(search, step) || !isTimePrivate(search, step)) return -1;
  const { net, layout, uses } = search;
  const own = privateGates(search, step);
  // Who has one of two gates says nothing of who has the other: members would be of four kinds.
  if (own.filter((gate) => !isEverywhere(search, gate)).length > 1) return -1;
  const laws: string[] = [];
  for (const gate of own) {
    const law: number[] = [];
    if (!addGate(search, gate, law)) return -1;
    laws.push(law.join());
  }
  // Gates of one kind stand in no order; a number for their texts will do.
  const list: number[] = [net.isAnd[step] ?? 0, own.length];
  addRow(net.parents, step, list);
  addRow(net.children, step, list);
  const { offsets, values } = net.gates;
  const row = values.subarray(offsets[step] ?? 0, offsets[step + 1] ?? 0);
  for (const gate of row) if (uses.steps[gate] !== 1) list.push(gate);
  list.push(-1);
  for (const law of laws.sort()) for (const part of law.split(",")) list.push(Number(part));
  const origin = net.origin[step] ?? 0;
  if (net.isTimed[step] === 1) {
    list.push(...timeList(layout, origin, false));
    const { offsets: over } = layout.detectors;
    list.push(-1, ...search.alarms.subarray(over[origin] ?? 0, over[origin + 1] ?? 0));
  }
  return lists.numberOf(list);
}

/** What names the draw of a crowd: that of its first member's time, else of what works for it. */
function keyOfCrowd({ times, gates, mechanisms, states }: Layout, { step, gates: own }: Crowd) {
  if (takesDraw(times.op[step] ?? 0))
    return { high: times.keyHigh[step] ?? 0, low: times.keyLow[step] ?? 0 };
  const drawn = own.find(({ isOwn }) => isOwn);
  if (drawn === undefined) {
    const gate = own[0]?.gate ?? 0;
    return { high: states.keyHigh[gate] ?? 0, low: states.keyLow[gate] ?? 0 };
  }
  const mechanism = gates.mechanism[drawn.gate] ?? 0;
  return { high: mechanisms.keyHigh[mechanism] ?? 0, low: mechanisms.keyLow[mechanism] ?? 0 };
}

/**
 * The table of some crowds.
 * @param crowds by step of the layout
 * @param origin per step of the contracted net: that of the layout
 */
export function crowdTable(
  layout: Layout,
  crowds: ReadonlyMap<number, Crowd>,
  origin: Int32Array,
): CrowdTable {
  const kept: Crowd[] = [];
  const of = origin.map((step) => {
    const crowd = crowds.get(step);
    return crowd === undefined ? -1 : kept.push(crowd) - 1;
  });
  const gateOffsets = new Int32Array(kept.length + 1);
  for (const [at, { gates }] of kept.entries())
    gateOffsets[at + 1] = (gateOffsets[at] ?? 0) + gates.length;
  const gates = kept.flatMap((crowd) => crowd.gates);
  const keys = kept.map((crowd) => keyOfCrowd(layout, crowd));
  return {
    of,
    members: Int32Array.from(kept, ({ members }) => members),
    gateOffsets,
    gates: Int32Array.from(gates, ({ gate }) => gate),
    isOwn: Uint8Array.from(gates, ({ isOwn }) => (isOwn ? 1 : 0)),
    everywhere: Uint8Array.from(gates, ({ isEverywhere: is }) => (is ? 1 : 0)),
    keyHigh: Uint32Array.from(keys, ({ high }) => high),
    keyLow: Uint32Array.from(keys, ({ low }) => low),
  };
}

/** What crowds make of a net: the steps that stand for one, and the others put aside. */
export type Crowded = { readonly crowds: readonly Crowd[]; readonly partition: Partition };

/** The crowds of a net. Linear but for the sorting of a few gates. */
export function crowdsOf({ goals, ...given }: CrowdSearch): Crowded {
  const { net, layout } = given;
  const isGoal = new Uint8Array(net.isAnd.length);
  for (const goal of goals) if (goal >= 0) isGoal[goal] = 1;
  const search = { ...given, uses: usesOf(net, layout), alarms: alarmsOf(layout).of, isGoal };
  const lists = newLists();
  const first: number[] = [];
  const members: number[] = [];
  const partition = new Int32Array(net.isAnd.length);
  for (let step = 0; step < net.isAnd.length; step += 1) {
    partition[step] = step;
    const number = classOf(search, step, lists);
    if (number < 0) continue;
    if (first[number] === undefined) first[number] = step;
    else partition[step] = useless;
    members[number] = (members[number] ?? 0) + 1;
  }
  const crowds = first.flatMap((step, number) => {
    const count = members[number] ?? 1;
    if (count < 2) return [];
    const gates = privateGates(search, step).map((gate) => ({
      gate,
      isOwn: drawsAlone(search, gate),
      isEverywhere: isEverywhere(search, gate),
    }));
    return [{ step: net.origin[step] ?? 0, members: count, gates }];
  });
  return { crowds, partition };
}
