/**
 * Plays what mending changes: each run as it is today, and again with each group of defences put in
 * place that stands in the way of anything that fell in it. A group that does not changes nothing
 * in that run, and is not played (PR40).
 */
import { hitSets, measuresIn, play, type Played, type RunNumber } from "@vallgrav/mal";
import { fallenOf } from "./losses.ts";
import type { Stage } from "./stage.ts";
import { lossOfRun, stoppedIn } from "./stopped-losses.ts";
import { impactUnits, type ImpactsTask, type PlayedImpacts } from "./tasks.ts";

/** A run as the dials play it: what falls after its limit costs nothing. */
function playedUnder(stage: Stage, chosen: Uint8Array, run: RunNumber): Played {
  return play(stage.quick(), chosen, run, { vital: stage.vital });
}

/** What a run comes to, in the order of {@link impactUnits}. */
function figuresOf(stage: Stage, played: Played, chosen: Uint8Array, run: RunNumber): Float64Array {
  let first = Number.POSITIVE_INFINITY;
  for (const at of stage.vital) first = Math.min(first, played.times[at] ?? first);
  const fell = first <= played.limit;
  const loss = lossOfRun(stage, played, chosen, run);
  const hours = loss === null ? 0 : loss.hours.reduce((sum, one) => sum + one, 0);
  const { horizonDays } = stage.setting.municipal.scene;
  return Float64Array.of(
    fell ? 0 : 1,
    fell ? Math.min(first, horizonDays) : horizonDays,
    hours,
    loss?.persons ?? 0,
    loss?.sek ?? 0,
  );
}

/** Groups that stand in the way of anything that fell, or would have without response. */
function touchedIn(played: Played): readonly number[] {
  const fallen = fallenOf(played);
  const found = new Set<number>();
  const add = (objectives: readonly number[], unopposed: boolean): void => {
    const sets = hitSets(played, objectives, unopposed ? { unopposed } : {});
    for (const at of objectives.keys())
      for (const measure of measuresIn(sets, at)) found.add(measure);
  };
  add(fallen, false);
  const stopped = stoppedIn(played);
  if (stopped !== null) add(stopped.unopposed, true);
  return [...found].sort((a, b) => a - b);
}

/** Plays a range of runs. Cost: runs times one and the groups in their ways. */
export function playImpacts(stage: Stage, { range }: ImpactsTask): PlayedImpacts {
  const none = new Uint8Array(stage.measures.length);
  const units = impactUnits.length;
  const runs = (range.outerTo - range.outerFrom) * range.inner;
  const today = new Float64Array(runs * units);
  const changed: { group: number; slot: number; figures: Float64Array }[] = [];
  for (let slot = 0; slot < runs; slot += 1) {
    const run: RunNumber = {
      outer: range.outerFrom + Math.floor(slot / range.inner),
      inner: slot % range.inner,
    };
    const played = playedUnder(stage, none, run);
    const touched = touchedIn(played);
    today.set(figuresOf(stage, played, none, run), slot * units);
    for (const group of touched) {
      const chosen = none.slice();
      chosen[group] = 1;
      const figures = figuresOf(stage, playedUnder(stage, chosen, run), chosen, run);
      changed.push({ group, slot, figures });
    }
  }
  return { today, changed };
}
