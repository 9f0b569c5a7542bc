/** Lays out the detectors over the steps that matter, and what follows their alerts. */
import type { TimeExpression } from "../attack-graph.ts";
import { alikeAt, nodesOf } from "../rows.ts";
import type { DetectorPlacement, LatentMeasures, Scene, Staffing } from "../scene.ts";
import { drawName, keyOf } from "./draw-names.ts";
import type { StateSource } from "./lay-out-gates.ts";
import { layOutEffects } from "./lay-out-gates.ts";
import type { TimeBook } from "./lay-out-times.ts";
import { layOutTime } from "./lay-out-times.ts";
import type {
  DetectorTable,
  DrawnTime,
  EffectTable,
  ResponseTable,
  SenseTable,
  WaitTable,
} from "./layout.ts";
import { responseParts } from "./layout.ts";

const hoursPerDay = 24;

/** The wait for somebody to look at an alert (dials.md §1.4): stationary, or its unstaffed part. */
export function waitTable(staffing: Staffing, isUnstaffed: boolean): WaitTable {
  const gaps = Float64Array.from(staffing.gapsHours, (hours) => hours / hoursPerDay).sort();
  const unstaffed = gaps.reduce((sum, gap) => sum + gap, 0);
  if (isUnstaffed) return { gaps, staffed: 0, whole: unstaffed };
  const whole = staffing.periodHours / hoursPerDay;
  return { gaps, staffed: whole - unstaffed, whole };
}

function layOutResponse(scene: Scene, book: TimeBook): ResponseTable | null {
  const { response, seed, campaign } = scene;
  if (response === null) return null;
  const wait = keyOf(drawName.wait, seed);
  const success = keyOf(drawName.success, seed);
  return {
    triage: layOutTime(book, response.triage, seed, drawName.triage),
    containment: layOutTime(book, response.containment, seed, drawName.containment),
    wait: waitTable(response.staffing, campaign.timing === "unstaffed"),
    waitHigh: wait.high,
    waitLow: wait.low,
    success: response.success,
    successHigh: success.high,
    successLow: success.low,
  };
}

/** Answers once for each object: those of a kind come as one, and are many. */
function onceEach<T extends object, U>(of: (one: T) => U): (one: T) => U {
  const known = new Map<T, { readonly is: U }>();
  return (one) => {
    const before = known.get(one);
    if (before !== undefined) return before.is;
    const is = of(one);
    known.set(one, { is });
    return is;
  };
}

/** Numbers senses as they are found, by type, technique and sensitivity. */
function sensesOf(
  found: readonly DetectorPlacement[],
  seed: string,
): { readonly sense: Int32Array; readonly senses: SenseTable } {
  const numbers = new Map<string, number>();
  const first: DetectorPlacement[] = [];
  const numberOf = (detector: DetectorPlacement): number => {
    const { type, technique, sensitivity } = detector;
    const name = `${sensitivity}\u0000${type}\u0000${technique}`;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, first.length);
    return first.push(detector) - 1;
  };
  const sense = Int32Array.from(found, onceEach(numberOf));
  const keys = first.map(({ type, technique }) => keyOf(drawName.notice(type, technique), seed));
  const senses = {
    count: first.length,
    keyHigh: Uint32Array.from(keys, ({ high }) => high),
    keyLow: Uint32Array.from(keys, ({ low }) => low),
    sensitivity: Int32Array.from(first, ({ sensitivity }) => sensitivity),
  };
  return { sense, senses };
}

/** Lays out times to the alert; one for all detectors of a kind, of which there are many. */
function alertBook(scene: Scene, book: TimeBook): (said: DetectorPlacement) => DrawnTime {
  const known = new Map<TimeExpression, Map<string, DrawnTime>>();
  return ({ alertDelay, type, technique }) => {
    const ofTime = known.get(alertDelay) ?? new Map<string, DrawnTime>();
    known.set(alertDelay, ofTime);
    const name = `${type}\u0000${technique}`;
    const before = ofTime.get(name);
    if (before !== undefined) return before;
    const made = layOutTime(book, alertDelay, scene.seed, (nth) =>
      drawName.alert(type, technique, nth),
    );
    ofTime.set(name, made);
    return made;
  };
}

export type DetectionLaidOut = {
  readonly detectors: DetectorTable;
  readonly senses: SenseTable;
  readonly response: ResponseTable | null;
  /** States of the detectors, in their order. */
  readonly sources: readonly StateSource[];
};

/** Lays out detection over steps in local numbers. Without a response no detector is kept. */
export function layOutDetection(
  scene: Scene,
  book: TimeBook,
  localOf: Int32Array,
  steps: number,
): DetectionLaidOut {
  const { offsets, step, placement, said } = placedDetectors(scene, localOf, steps);
  const alert = onceEach(alertBook(scene, book));
  const source = onceEach((one: DetectorPlacement): StateSource => {
    return { said: one, fixedOn: 1, name: one.stateKey };
  });
  const { sense, senses } = sensesOf(said, scene.seed);
  return {
    detectors: {
      count: said.length,
      offsets,
      step,
      placement,
      sense,
      alertDelay: said.map(alert),
    },
    senses,
    response: said.length === 0 ? null : layOutResponse(scene, book),
    sources: said.map(source),
  };
}

type PlacedDetectors = Pick<DetectorTable, "offsets" | "step" | "placement"> & {
  readonly said: readonly DetectorPlacement[];
};

/** The detectors over steps that matter, by step, then by place. Sorted by counting: linear. */
function placedDetectors(
  { detectors, response }: Scene,
  localOf: Int32Array,
  steps: number,
): PlacedDetectors {
  const offsets = new Int32Array(steps + 1);
  const nodes = response === null ? [] : nodesOf(detectors);
  nodes.forEach((node) => {
    const step = localOf[node] ?? -1;
    if (step >= 0) offsets[step + 1] = (offsets[step + 1] ?? 0) + 1;
  });
  for (let step = 0; step < steps; step += 1)
    offsets[step + 1] = (offsets[step + 1] ?? 0) + (offsets[step] ?? 0);
  const next = offsets.slice();
  const count = offsets[steps] ?? 0;
  const [own, placement] = [new Int32Array(count), new Int32Array(count)];
  // Those alike that come one after the other are one object.
  const kinds: DetectorPlacement[] = [];
  const kindOf = new Int32Array(count);
  nodes.forEach((node, place) => {
    const step = localOf[node] ?? -1;
    const row = step < 0 ? undefined : alikeAt(detectors, place);
    if (row === undefined) return;
    if (kinds.at(-1) !== row) kinds.push(row);
    const at = next[step] ?? 0;
    next[step] = at + 1;
    own[at] = step;
    placement[at] = place;
    kindOf[at] = kinds.length - 1;
  });
  const said = Array.from(kindOf, (kind) => kinds[kind]).filter((row) => row !== undefined);
  return { offsets, step: own, placement, said };
}

/** Gathers what quickens the response, by part. */
export function layOutQuickenings(latent: LatentMeasures): EffectTable {
  return layOutEffects(latent, {
    count: responseParts.length,
    // Such an effect is on no node: it stands where others have the first.
    placesOf: (effect) =>
      effect.kind === "faster" ? Int32Array.of(responseParts.indexOf(effect.part)) : null,
    strengthOf: (effect) => (effect.kind === "faster" ? effect.factor : 1),
  });
}
