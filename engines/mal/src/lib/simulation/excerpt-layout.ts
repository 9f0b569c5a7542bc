/** Lays out an excerpt: fewer steps in numbers of their own, each draw of the run as a number. */
import type { AttackGraph } from "../attack-graph.ts";
import { nodeKind } from "../attack-graph.ts";
import { drawnTime, isOn, scaleAt } from "./chance-of-run.ts";
import { notices } from "./detection.ts";
import type { Beginning, Found } from "./excerpt.ts";
import { measuresAt, shutters } from "./excerpt.ts";
import type { DrawnTime, EffectTable, EntryDraw, Layout } from "./layout.ts";
import { stepFlag } from "./layout.ts";
import { baseTime } from "./run.ts";

const never = Number.POSITIVE_INFINITY;

/** A time that is a number. */
function settled(days: number): DrawnTime {
  const none = new Float64Array(0);
  return {
    time: { ops: new Uint8Array(0), first: none, second: none, draws: 0, stack: none },
    keys: new Uint32Array(0),
    constant: days,
  };
}

/** Measures by place, each acting for certain. */
function certainly(places: readonly (readonly number[])[]): EffectTable {
  const offsets = new Int32Array(places.length + 1);
  for (const [at, measures] of places.entries())
    offsets[at + 1] = (offsets[at] ?? 0) + measures.length;
  const measure = Int32Array.from(places.flat());
  return { offsets, measure, strength: new Float64Array(measure.length).fill(1) };
}

/** Rows put one after the other. */
function rowsFrom(rows: readonly (readonly number[])[]): {
  readonly offsets: Int32Array;
  readonly values: Int32Array;
} {
  const offsets = new Int32Array(rows.length + 1);
  for (const [at, row] of rows.entries()) offsets[at + 1] = (offsets[at] ?? 0) + row.length;
  return { offsets, values: Int32Array.from(rows.flat()) };
}

/** The steps and gates of an excerpt by their numbers. */
type Numbered = {
  readonly found: Found;
  readonly steps: readonly number[];
  readonly begins: readonly Beginning[];
  /** Gates, ascending; gate g is node g, and the node after the last is one that is always open. */
  readonly gates: readonly number[];
  readonly gateNumbers: ReadonlyMap<number, number>;
};

function numbered(found: Found): Numbered {
  const { steps, beginnings } = found;
  const begins = steps.flatMap((step) => beginnings.get(step) ?? []);
  const gates = [...new Set(begins.flatMap((begin) => begin.gates))].sort((a, b) => a - b);
  return {
    found,
    steps,
    begins,
    gates,
    gateNumbers: new Map(gates.map((gate, at) => [gate, at])),
  };
}

/** Nodes before each step, and of what kind all nodes are: gates first, then steps. */
function graphOf({ found, begins, gates, gateNumbers, steps }: Numbered): AttackGraph {
  const { whole, numberOf } = found.book;
  const first = gates.length + 1;
  const parents = rowsFrom([
    ...Array.from({ length: first }, (): readonly number[] => []),
    ...begins.map((begin) => [
      ...begin.gates.map((gate) => gateNumbers.get(gate) ?? 0),
      ...(begin.isOpen ? [gates.length] : []),
      ...begin.parents.map((step) => first + (numberOf[step] ?? 0)),
    ]),
  ]);
  const kinds = new Uint8Array(first + steps.length).fill(nodeKind.defence);
  for (const [at, step] of steps.entries())
    kinds[first + at] = whole.layout.isAnd[step] === 1 ? nodeKind.and : nodeKind.or;
  const none = new Int32Array(0);
  return {
    nodeCount: kinds.length,
    kinds,
    parentOffsets: parents.offsets,
    parents: parents.values,
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

/** Steps after each step, of those that count it among what they follow from. */
function childrenOf({ found, begins }: Numbered): ReturnType<typeof rowsFrom> {
  const { numberOf } = found.book;
  const offsets = new Int32Array(begins.length + 1);
  for (const { parents } of begins)
    for (const parent of parents) {
      const row = (numberOf[parent] ?? 0) + 1;
      offsets[row] = (offsets[row] ?? 0) + 1;
    }
  for (let at = 0; at < begins.length; at += 1)
    offsets[at + 1] = (offsets[at + 1] ?? 0) + (offsets[at] ?? 0);
  const next = offsets.slice();
  const values = new Int32Array(offsets[begins.length] ?? 0);
  for (const [step, { parents }] of begins.entries())
    for (const parent of parents) {
      const row = numberOf[parent] ?? 0;
      const at = next[row] ?? 0;
      next[row] = at + 1;
      values[at] = step;
    }
  return { offsets, values };
}

/** Local times before any slowing, and what slows them. */
function timesOf({ found, steps }: Numbered): Pick<Layout, "times" | "slowings"> {
  const { whole, blank } = found.book;
  const { slowings } = whole.layout;
  const count = steps.length;
  const first = Float64Array.from(steps, (step) => {
    const base = baseTime(whole, step);
    return base === 0 || base === never ? base : base * scaleAt(whole, step);
  });
  const offsets = new Int32Array(count + 1);
  const measure: number[] = [];
  const strength: number[] = [];
  for (const [at, step] of steps.entries()) {
    if (first[at] !== 0 && first[at] !== never) {
      const end = slowings.offsets[step + 1] ?? 0;
      for (let from = slowings.offsets[step] ?? end; from < end; from += 1) {
        measure.push(slowings.measure[from] ?? 0);
        strength.push(slowings.strength[from] ?? 0);
      }
    }
    offsets[at + 1] = measure.length;
  }
  return {
    times: {
      op: blank.op.subarray(0, count),
      first,
      second: blank.second.subarray(0, count),
      keyHigh: blank.keyHigh.subarray(0, count),
      keyLow: blank.keyLow.subarray(0, count),
      compound: blank.compound.subarray(0, count),
      compounds: [],
      scale: blank.scale.subarray(0, count),
    },
    slowings: {
      offsets,
      measure: Int32Array.from(measure),
      strength: Float64Array.from(strength),
    },
  };
}

/** A detector that notices in this run: it is in place, or some measures put it there. */
type Watching = {
  readonly detector: number;
  readonly step: number;
  readonly isThere: boolean;
  readonly placers: readonly number[];
};

function watchingOver({ found, steps }: Numbered): readonly Watching[] {
  const { book, isAnswered } = found;
  const { whole } = book;
  const { detectors, gates, coverings } = whole.layout;
  const watching: Watching[] = [];
  if (!isAnswered) return watching;
  for (const [at, step] of steps.entries()) {
    const end = detectors.offsets[step + 1] ?? 0;
    for (let detector = detectors.offsets[step] ?? end; detector < end; detector += 1) {
      if (!notices(whole, detector)) continue;
      const state = gates.count + detector;
      const isThere = isOn(whole, state, 0);
      const placers = isThere
        ? []
        : measuresAt(coverings, state, (covered) => isOn(whole, state, covered));
      if (isThere || placers.length > 0) watching.push({ detector, step: at, isThere, placers });
    }
  }
  return watching;
}

type StatesOfExcerpt = Pick<
  Layout,
  "coverings" | "states" | "gates" | "mechanisms" | "detectors" | "senses" | "response"
>;

/** Gates that are open and can be shut, detectors that notice, and the response as it is drawn. */
function statesOf(of: Numbered, watching: readonly Watching[]): StatesOfExcerpt {
  const { found, gates, steps } = of;
  const { whole } = found.book;
  const { layout, work } = whole;
  const count = gates.length + watching.length;
  const offsets = new Int32Array(steps.length + 1);
  for (const { step } of watching) offsets[step + 1] = (offsets[step + 1] ?? 0) + 1;
  for (let at = 0; at < steps.length; at += 1)
    offsets[at + 1] = (offsets[at + 1] ?? 0) + (offsets[at] ?? 0);
  const none = new Int32Array(count).fill(-1);
  const keys = new Uint32Array(count);
  return {
    gates: {
      count: gates.length,
      node: Int32Array.from(gates, (_, at) => at),
      mechanism: none.subarray(0, gates.length),
    },
    mechanisms: {
      count: 0,
      keyHigh: new Uint32Array(0),
      keyLow: new Uint32Array(0),
      effectiveness: new Int32Array(0),
    },
    states: {
      count,
      coverage: none,
      fixedOn: Float64Array.from([
        ...gates.map(() => 0),
        ...watching.map(({ isThere }) => (isThere ? 1 : 0)),
      ]),
      evidence: new Float64Array(count),
      biases: Array.from({ length: count }, () => []),
      keyHigh: keys,
      keyLow: keys,
    },
    coverings: certainly([
      ...gates.map((gate) => shutters(whole, gate)),
      ...watching.map(({ placers }) => placers),
    ]),
    detectors: {
      count: watching.length,
      offsets,
      step: Int32Array.from(watching, ({ step }) => step),
      placement: Int32Array.from(
        watching,
        ({ detector }) => layout.detectors.placement[detector] ?? 0,
      ),
      sense: new Int32Array(watching.length),
      alertDelay: watching.map(({ detector }) => {
        const drawn = layout.detectors.alertDelay[detector];
        return settled(drawn === undefined ? never : drawnTime(drawn, work));
      }),
    },
    // One that always notices, since those that do not are left out.
    senses: {
      count: 1,
      keyHigh: new Uint32Array(1),
      keyLow: new Uint32Array(1),
      sensitivity: new Int32Array(1),
    },
    response:
      layout.response === null || watching.length === 0 ? null : { ...layout.response, success: 0 },
  };
}

function entriesOf({ found }: Numbered): readonly EntryDraw[] {
  const { book, entryTimes, beginnings } = found;
  return book.whole.layout.entries.flatMap((entry, at): readonly EntryDraw[] => {
    const time = entryTimes[at] ?? never;
    return time === never || !beginnings.has(entry.step)
      ? []
      : [
          {
            step: book.numberOf[entry.step] ?? 0,
            available: 1,
            keyHigh: 0,
            keyLow: 0,
            delay: settled(time),
          },
        ];
  });
}

/** {@link Layout.flags} of an excerpt. */
function flagsOf(
  { begins, found, steps }: Numbered,
  times: Layout["times"],
  { objectives, watched }: { readonly objectives: Int32Array; readonly watched: Int32Array },
): Uint8Array {
  const { isAnd } = found.book.whole.layout;
  const flags = Uint8Array.from(steps, (step, at) => {
    const isGuarded = isAnd[step] === 1 && (begins[at]?.gates.length ?? 0) > 0;
    const isTimed = times.first[at] !== 0;
    return (isGuarded ? stepFlag.guarded : 0) + (isTimed ? stepFlag.timed : 0);
  });
  for (const step of objectives)
    if (step >= 0) flags[step] = (flags[step] ?? 0) | stepFlag.objective;
  for (const step of watched) flags[step] = (flags[step] ?? 0) | stepFlag.watched;
  return flags;
}

/** What stands before the steps of an excerpt. */
function beginningsOf(
  of: Numbered,
): Pick<Layout, "isAnd" | "need" | "starts" | "hasOpenGate" | "gateOffsets" | "gatesOf"> {
  const { begins, found, steps, gateNumbers } = of;
  const { layout } = found.book.whole;
  const gates = rowsFrom(
    begins.map((begin) => begin.gates.map((gate) => gateNumbers.get(gate) ?? 0)),
  );
  return {
    isAnd: Uint8Array.from(steps, (step) => layout.isAnd[step] ?? 0),
    need: Int32Array.from(steps, (step) => layout.need[step] ?? 0),
    starts: Int32Array.from(begins.flatMap(({ isStart }, at) => (isStart ? [at] : []))),
    hasOpenGate: Uint8Array.from(begins, ({ isOpen }) => (isOpen ? 1 : 0)),
    gateOffsets: gates.offsets,
    gatesOf: gates.values,
  };
}

/** Lays out what was found, and the graph of it that proofs go by. Linear in it. */
export function excerptLayout(found: Found): {
  readonly layout: Layout;
  readonly graph: AttackGraph;
} {
  const { book, steps, limit } = found;
  const { numberOf, whole } = book;
  for (const [at, step] of steps.entries()) numberOf[step] = at;
  const of = numbered(found);
  const first = of.gates.length + 1;
  const count = steps.length;
  const timed = timesOf(of);
  const objectives = whole.layout.objectives.map((step) =>
    step < 0 || (whole.work.time[step] ?? never) > limit ? -1 : (numberOf[step] ?? -1),
  );
  const states = statesOf(of, watchingOver(of));
  const children = childrenOf(of);
  const entries = entriesOf(of);
  const isEntry = new Uint8Array(count);
  for (const { step } of entries) isEntry[step] = 1;
  const graph = graphOf(of);
  const layout: Layout = {
    ...beginningsOf(of),
    ...timed,
    ...states,
    nodes: Int32Array.from(steps, (_, at) => first + at),
    localOf: Int32Array.from({ length: first + count }, (_, node) => Math.max(-1, node - first)),
    gateOf: Int32Array.from({ length: first + count }, (_, node) =>
      node < of.gates.length ? node : -1,
    ),
    isEntry,
    flags: flagsOf(of, timed.times, { objectives, watched: states.detectors.step }),
    childOffsets: children.offsets,
    children: children.values,
    entries,
    patience: settled(limit),
    skillHigh: 0,
    skillLow: 0,
    objectives,
    objectiveCount: new Set(objectives.filter((step) => step >= 0)).size,
    quickenings: whole.layout.quickenings,
    parameterHigh: new Uint32Array(1),
    parameterLow: new Uint32Array(1),
  };
  for (const step of steps) numberOf[step] = -1;
  return { layout, graph };
}
