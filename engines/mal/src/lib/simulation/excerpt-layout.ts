/** Lays an excerpt out: a scene of its own, whose proofs can be asked for. */
import type { AttackGraph } from "../attack-graph.ts";
import { nodeKind } from "../attack-graph.ts";
import type { Contraction } from "./contract.ts";
import { withAlways } from "./contract.ts";
import { operation } from "./distributions.ts";
import type { ExcerptBook, ExcerptNet, Watcher } from "./excerpt-net.ts";
import type { DrawnTime, EffectTable, Layout } from "./layout.ts";
import { stepFlag } from "./layout.ts";
import type { Net } from "./net.ts";
import { always, rowLength } from "./net.ts";

/** A time that is a number. */
function settled(days: number): DrawnTime {
  const time = {
    ops: Uint8Array.of(operation.number),
    first: Float64Array.of(days),
    second: new Float64Array(1),
    draws: 0,
    stack: new Float64Array(1),
  };
  return { time, keys: new Uint32Array(0), constant: days };
}

/** The same for each of some days; one for those that are equal, of which there are many. */
function settledEach(days: readonly number[]): readonly DrawnTime[] {
  const known = new Map<number, DrawnTime>();
  return days.map((one) => {
    const before = known.get(one);
    if (before !== undefined) return before;
    const made = settled(one);
    known.set(one, made);
    return made;
  });
}

/** What no source leans on. */
const unbiased: readonly number[] = [];

/** Effects by place. */
function effectsFrom(
  places: readonly (readonly { readonly measure: number; readonly factor: number }[])[],
): EffectTable {
  const offsets = new Int32Array(places.length + 1);
  for (const [at, effects] of places.entries())
    offsets[at + 1] = (offsets[at] ?? 0) + effects.length;
  const all = places.flat();
  return {
    offsets,
    measure: Int32Array.from(all, ({ measure }) => measure),
    strength: Float64Array.from(all, ({ factor }) => factor),
  };
}

/** Measures that act for certain where they act at all. */
function certainly(measures: readonly number[]) {
  return measures.map((measure) => ({ measure, factor: 1 }));
}

/** What an excerpt is laid out from: the folded net, and what its steps were. */
type Folded = { readonly of: ExcerptNet; readonly contraction: Contraction };

/**
 * The graph of an excerpt: a gate for each label, one that is always open, then the steps. Only
 * what proofs go by is in it.
 */
function graphOf({ isAnd, isOpen, gates, parents }: Net, labels: number): AttackGraph {
  const first = labels + 1;
  const offsets = new Int32Array(first + isAnd.length + 1);
  const values: number[] = [];
  for (let step = 0; step < isAnd.length; step += 1) {
    const gatesEnd = gates.offsets[step + 1] ?? 0;
    for (let at = gates.offsets[step] ?? gatesEnd; at < gatesEnd; at += 1)
      values.push(gates.values[at] ?? 0);
    if (isOpen[step] === 1) values.push(labels);
    const end = parents.offsets[step + 1] ?? 0;
    for (let at = parents.offsets[step] ?? end; at < end; at += 1)
      values.push(first + (parents.values[at] ?? 0));
    offsets[first + step + 1] = values.length;
  }
  const kinds = new Uint8Array(first + isAnd.length).fill(nodeKind.defence);
  for (let step = 0; step < isAnd.length; step += 1)
    kinds[first + step] = isAnd[step] === 1 ? nodeKind.and : nodeKind.or;
  const none = new Int32Array(0);
  return {
    nodeCount: kinds.length,
    kinds,
    parentOffsets: offsets,
    parents: Int32Array.from(values),
    stepOf: none,
    assetOf: none,
    existence: new Uint8Array(0),
    defenceOn: new Float64Array(0),
    childOffsets: none,
    children: none,
    steps: [],
    assets: [],
    firstNode: none,
  };
}

/** Which node is which, where gates come first. */
function numbersOf(steps: number, labels: number): Pick<Layout, "nodes" | "localOf" | "gateOf"> {
  const first = labels + 1;
  const nodes = new Int32Array(steps);
  const localOf = new Int32Array(first + steps).fill(-1);
  const gateOf = new Int32Array(first + steps).fill(-1);
  for (let gate = 0; gate < labels; gate += 1) gateOf[gate] = gate;
  for (let step = 0; step < steps; step += 1) {
    nodes[step] = first + step;
    localOf[first + step] = step;
  }
  return { nodes, localOf, gateOf };
}

/** Local times of what is left, and what slows it. */
function timesOf({ of, contraction }: Folded): Pick<Layout, "times" | "slowings"> {
  const { origin, isTimed } = contraction.net;
  const count = origin.length;
  const first = new Float64Array(count);
  const slowings: ExcerptNet["slowings"][number][] = [];
  for (let step = 0; step < count; step += 1) {
    const from = origin[step] ?? 0;
    if (isTimed[step] === 1) first[step] = of.days[from] ?? 0;
    slowings.push(isTimed[step] === 1 ? (of.slowings[of.slowingOf[from] ?? 0] ?? []) : []);
  }
  const none = new Int32Array(count).fill(-1);
  const zeros = new Uint32Array(count);
  return {
    times: {
      op: new Uint8Array(count).fill(operation.number),
      first,
      second: new Float64Array(count),
      keyHigh: zeros,
      keyLow: zeros,
      compound: none,
      compounds: [],
      scale: none,
    },
    slowings: effectsFrom(slowings),
  };
}

type Watching = Watcher & { readonly step: number };

function watchingOver({ of, contraction }: Folded): readonly Watching[] {
  const { origin, isTimed } = contraction.net;
  const watching: Watching[] = [];
  for (let step = 0; step < origin.length; step += 1) {
    const watch = isTimed[step] === 1 ? (of.watchOf[origin[step] ?? 0] ?? 0) : 0;
    if (watch > 0)
      for (const watcher of of.watches[watch] ?? []) watching.push({ ...watcher, step });
  }
  return watching;
}

type StatesOfExcerpt = Pick<
  Layout,
  "coverings" | "states" | "gates" | "mechanisms" | "detectors" | "senses" | "response"
>;

/** Gates that are open and can be shut, by label; detectors that notice; the response as drawn. */
function statesOf(
  { of: { labels }, contraction }: Folded,
  watching: readonly Watching[],
  whole: ExcerptBook["whole"],
): StatesOfExcerpt {
  const steps = contraction.net.origin.length;
  const count = labels.length + watching.length;
  const offsets = new Int32Array(steps + 1);
  for (const { step } of watching) offsets[step + 1] = (offsets[step + 1] ?? 0) + 1;
  for (let at = 0; at < steps; at += 1)
    offsets[at + 1] = (offsets[at + 1] ?? 0) + (offsets[at] ?? 0);
  const none = new Int32Array(count).fill(-1);
  const keys = new Uint32Array(count);
  const { response } = whole.layout;
  const noKeys = new Uint32Array(0);
  return {
    gates: {
      count: labels.length,
      node: Int32Array.from(labels, (_, at) => at),
      mechanism: none.subarray(0, labels.length),
    },
    mechanisms: { count: 0, keyHigh: noKeys, keyLow: noKeys, effectiveness: new Int32Array(0) },
    states: {
      count,
      coverage: none,
      fixedOn: Float64Array.from([
        ...labels.map(() => 0),
        ...watching.map(({ isThere }) => (isThere ? 1 : 0)),
      ]),
      evidence: new Float64Array(count),
      biases: Array.from({ length: count }, () => unbiased),
      keyHigh: keys,
      keyLow: keys,
    },
    coverings: effectsFrom([
      ...labels.map(certainly),
      ...watching.map(({ placers }) => certainly(placers)),
    ]),
    detectors: {
      count: watching.length,
      offsets,
      step: Int32Array.from(watching, ({ step }) => step),
      placement: Int32Array.from(watching, ({ placement }) => placement),
      sense: new Int32Array(watching.length),
      alertDelay: settledEach(watching.map(({ days }) => days)),
    },
    // One that always notices, since those that do not are left out.
    senses: {
      count: 1,
      keyHigh: new Uint32Array(1),
      keyLow: new Uint32Array(1),
      sensitivity: new Int32Array(1),
    },
    response: response === null || watching.length === 0 ? null : { ...response, success: 0 },
  };
}

/** What runs begin with, by the net. */
function beginningsOf({
  isAnd,
  isOpen,
  isStuck,
  gates,
  parents,
  children,
}: Net): Pick<
  Layout,
  | "isAnd"
  | "need"
  | "starts"
  | "hasOpenGate"
  | "gateOffsets"
  | "gatesOf"
  | "childOffsets"
  | "children"
> {
  const starts: number[] = [];
  const need = new Int32Array(isAnd.length);
  for (let step = 0; step < isAnd.length; step += 1) {
    const wants = rowLength(parents, step);
    const isFree =
      isAnd[step] === 1
        ? wants === 0 && isStuck[step] === 0
        : isOpen[step] === 1 || rowLength(gates, step) > 0;
    if (isFree) starts.push(step);
    need[step] = isAnd[step] === 1 ? wants + (isStuck[step] ?? 0) : 1;
  }
  return {
    isAnd,
    need,
    starts: Int32Array.from(starts),
    hasOpenGate: isOpen,
    gateOffsets: gates.offsets,
    gatesOf: gates.values,
    childOffsets: children.offsets,
    children: children.values,
  };
}

/** {@link Layout.flags} of an excerpt. */
function flagsOf(
  { isAnd, gates }: Net,
  times: Layout["times"],
  { objectives, watched }: { readonly objectives: Int32Array; readonly watched: Int32Array },
): Uint8Array {
  const flags = isAnd.map((isIt, step) => {
    const isGuarded = isIt === 1 && rowLength(gates, step) > 0;
    const isTimed = times.first[step] !== 0;
    return (isGuarded ? stepFlag.guarded : 0) + (isTimed ? stepFlag.timed : 0);
  });
  for (const step of objectives)
    if (step >= 0) flags[step] = (flags[step] ?? 0) | stepFlag.objective;
  for (const step of watched) flags[step] = (flags[step] ?? 0) | stepFlag.watched;
  return flags;
}

/** Lays out what a folded net holds, and the graph of it that proofs go by. Linear in it. */
export function excerptLayout(
  whole: ExcerptBook["whole"],
  of: ExcerptNet,
  found: Contraction,
): { readonly layout: Layout; readonly graph: AttackGraph } {
  const contraction = found.goals.includes(always) ? withAlways(found) : found;
  const { net } = contraction;
  const folded: Folded = { of, contraction };
  const timed = timesOf(folded);
  const objectives = contraction.goals.map((goal) => Math.max(goal, -1));
  const states = statesOf(folded, watchingOver(folded), whole);
  const isEntry = new Uint8Array(net.isAnd.length);
  const entries = of.entries.flatMap(({ days }, at) => {
    const step = contraction.entries[at] ?? -1;
    if (step < 0) return [];
    isEntry[step] = 1;
    return [{ step, available: 1, keyHigh: 0, keyLow: 0, delay: settled(days) }];
  });
  const layout: Layout = {
    ...beginningsOf(net),
    ...timed,
    ...states,
    ...numbersOf(net.isAnd.length, of.labels.length),
    isEntry,
    flags: flagsOf(net, timed.times, { objectives, watched: states.detectors.step }),
    entries,
    patience: settled(of.limit),
    skillHigh: 0,
    skillLow: 0,
    objectives,
    objectiveCount: new Set(objectives.filter((step) => step >= 0)).size,
    quickenings: whole.layout.quickenings,
    parameterHigh: new Uint32Array(1),
    parameterLow: new Uint32Array(1),
  };
  return { layout, graph: graphOf(net, of.labels.length) };
}
