/** Lays out the local times of steps, the entries and the patience of the attacker. */
import type { TimeExpression } from "../attack-graph.ts";
import { nodeName } from "../graph/names.ts";
import { memberAt, nodesOf } from "../rows.ts";
import type { Scene } from "../scene.ts";
import type { CompiledTime } from "./compiled-time.ts";
import { compileTime, constantOf } from "./compiled-time.ts";
import { operation } from "./distributions.ts";
import { drawName, keyOf } from "./draw-names.ts";
import type { DrawnTime, EntryDraw, TimeTable } from "./layout.ts";
import { compoundTime } from "./layout.ts";

const atOnce: TimeExpression = { kind: "number", value: 0 };

/** The local times that hold in a scene: those of the scene, else those of the language. */
export type TimeBook = {
  /** The parameter of the scale of the time at a node; −1 for none. */
  readonly scaleAt: (node: number) => number;
  /** The expression that holds at a node; 0 days where there is none. */
  readonly expressionAt: (node: number) => TimeExpression;
  /** What names its draw: the key of the scene, else the node. */
  readonly keyAt: (node: number) => string;
  /** Compiles each distinct expression once. */
  readonly compiled: (time: TimeExpression) => CompiledTime;
  /** Days where the time at a node is the same in every run, else null. */
  readonly constantAt: (node: number) => number | null;
};

/** Opens the book of a scene's times. Linear in `scene.times`. */
export function timeBook(scene: Scene): TimeBook {
  const { graph } = scene;
  const places = new Int32Array(graph.nodeCount).fill(-1);
  nodesOf(scene.times).forEach((node, place) => {
    places[node] = place;
  });
  const programs = new Map<TimeExpression, CompiledTime>();
  const constants = new Map<TimeExpression, number | null>();
  const compiled = (time: TimeExpression): CompiledTime => {
    const known = programs.get(time);
    if (known !== undefined) return known;
    const program = compileTime(time);
    programs.set(time, program);
    constants.set(time, constantOf(program));
    return program;
  };
  const expressionAt = (node: number): TimeExpression => {
    const place = places[node] ?? -1;
    return place < 0
      ? (graph.steps[graph.stepOf[node] ?? -1]?.time ?? atOnce)
      : memberAt(scene.times, place, "time");
  };
  return {
    scaleAt: (node) => {
      const place = places[node] ?? -1;
      return place < 0 ? -1 : memberAt(scene.times, place, "scale");
    },
    expressionAt,
    keyAt: (node) => {
      const place = places[node] ?? -1;
      const said = place < 0 ? undefined : scene.times.at(place);
      return said?.key ?? nodeName(graph, node);
    },
    compiled,
    constantAt: (node) => {
      const time = expressionAt(node);
      compiled(time);
      return constants.get(time) ?? null;
    },
  };
}

/** The keys of every occurrence of a compiled time. */
function occurrenceKeys(
  time: CompiledTime,
  seed: string,
  nameOf: (occurrence: number) => string,
): Uint32Array {
  const keys = new Uint32Array(2 * time.draws);
  for (let occurrence = 0; occurrence < time.draws; occurrence += 1) {
    const key = keyOf(nameOf(occurrence), seed);
    keys[2 * occurrence] = key.high;
    keys[2 * occurrence + 1] = key.low;
  }
  return keys;
}

/** Lays out the times of the steps `nodes`. */
export function layOutTimes(scene: Scene, book: TimeBook, nodes: Int32Array): TimeTable {
  const count = nodes.length;
  const table = {
    op: new Uint8Array(count),
    first: new Float64Array(count),
    second: new Float64Array(count),
    keyHigh: new Uint32Array(count),
    keyLow: new Uint32Array(count),
    compound: new Int32Array(count).fill(-1),
    scale: new Int32Array(count).fill(-1),
  };
  const compounds: DrawnTime[] = [];
  nodes.forEach((node, step) => {
    const constant = book.constantAt(node);
    table.scale[step] = book.scaleAt(node);
    table.op[step] = operation.number;
    table.first[step] = constant ?? 0;
    if (constant !== null) return;
    const time = book.compiled(book.expressionAt(node));
    const key = book.keyAt(node);
    const keys = occurrenceKeys(time, scene.seed, (nth) => drawName.time(key, nth));
    if (time.ops.length === 1) {
      table.op[step] = time.ops[0] ?? 0;
      table.first[step] = time.first[0] ?? 0;
      table.second[step] = time.second[0] ?? 0;
      table.keyHigh[step] = keys[0] ?? 0;
      table.keyLow[step] = keys[1] ?? 0;
    } else {
      table.op[step] = compoundTime;
      table.compound[step] = compounds.length;
      compounds.push({ time, keys, constant: null });
    }
  });
  return { ...table, compounds };
}

/** Lays out the entries that can be used, at local steps. */
export function layOutEntries(
  scene: Scene,
  book: TimeBook,
  localOf: Int32Array,
): readonly EntryDraw[] {
  const closed = new Set(scene.campaign.closed);
  const entries: EntryDraw[] = [];
  for (const { node, available, delay, key } of scene.campaign.entries) {
    const step = localOf[node] ?? -1;
    if (step < 0 || closed.has(node) || available <= 0) continue;
    const there = keyOf(drawName.available(key), scene.seed);
    const drawn = layOutTime(book, delay, scene.seed, (nth) => drawName.delay(key, nth));
    entries.push({ step, available, keyHigh: there.high, keyLow: there.low, delay: drawn });
  }
  return entries;
}

/** Lays out a time of the whole campaign, or of a kind of detector, whose draws `nameOf` names. */
export function layOutTime(
  book: TimeBook,
  expression: TimeExpression,
  seed: string,
  nameOf: (occurrence: number) => string,
): DrawnTime {
  const time = book.compiled(expression);
  return { time, keys: occurrenceKeys(time, seed, nameOf), constant: constantOf(time) };
}
