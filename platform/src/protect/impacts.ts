/**
 * What mending would change in both dials, group by group: paired runs with and without, on the
 * evaluation runs and with common random numbers (dials.md §6.7). A group is a set of defences that
 * mending one thing puts in place; its place in the graph is a latent measure.
 */
import { clustersOf, meanBand, paired } from "@vallgrav/dials";
import type { Band } from "@vallgrav/kernel";
import { assumption, type Measure, type Touched } from "@vallgrav/knowledge";
import {
  type GraphEffect,
  type NodeFinder,
  nodeFinder,
  openLatent,
  packLatent,
} from "@vallgrav/mal";
import type { Impact, ImpactDials } from "../api/findings.ts";
import { outerPerPiece } from "./columns.ts";
import type { Watch } from "./watch.ts";
import type { RunSize } from "./run-size.ts";
import { openPool } from "./pool.ts";
import type { Prepared, Setting } from "./setting.ts";
import { impactUnits, type ImpactsTask, type PlayedImpacts } from "./tasks.ts";

/** Defences that mending one thing puts in place. */
export type TouchedGroup = readonly Touched[];

export type ComputedImpacts = {
  /** The dials of today, of the same runs. */
  readonly today: ImpactDials;
  /** By group, in the order given; null where no defence of it stands in the graph. */
  readonly impacts: readonly (Impact | null)[];
  /** By group, the change of the loss in either half of the outer draws; null like its impact. */
  readonly halves: readonly (readonly [number, number] | null)[];
  /** Runs that were played anew, of all groups. */
  readonly played: number;
};

const nothing = { low: 0, likely: 0, high: 0 };

/** Mending as a measure: it softens nothing, and its price is told elsewhere. */
function mending(id: string): Measure {
  return {
    id,
    version: 1,
    name: { sv: id, en: id },
    text: { sv: id, en: id },
    effects: [],
    requires: [],
    excludes: [],
    cost: { oneOffSek: nothing, yearlySek: nothing, hours: {}, yearlyHours: {}, each: null },
    priceYear: 2026,
    lifetimeYears: 1,
    leadMonths: 0,
    source: assumption,
  };
}

/** Which gates a group closes; those that are not in the graph are none. */
function effectsOf(nodeOf: NodeFinder, group: TouchedGroup): readonly GraphEffect[] {
  return group.flatMap(({ asset, step }): readonly GraphEffect[] => {
    const node = nodeOf(asset, step);
    return node === null ? [] : [{ kind: "control", node, coverage: 1 }];
  });
}

/** The setting with the groups as the measures there are. */
export function mendingSetting(setting: Setting, groups: readonly TouchedGroup[]): Setting {
  const nodeOf = nodeFinder(setting.municipal.scene.graph);
  return {
    ...setting,
    municipal: {
      ...setting.municipal,
      latent: packLatent(groups.map((group) => effectsOf(nodeOf, group))),
    },
    measures: groups.map((_, at) => mending(`mending/${at}`)),
  };
}

type Columns = readonly Float64Array[];

/** Pieces put together: one column per unit, in slot order. */
function joined(pieces: readonly PlayedImpacts[]): Columns {
  return impactUnits.map((_, unit) =>
    Float64Array.from(
      pieces.flatMap(({ today }) =>
        [...today].filter((_value, at) => at % impactUnits.length === unit),
      ),
    ),
  );
}

function weightsOf(today: Columns): readonly number[] {
  // Of hours, persons and SEK; one in which nothing is lost drops out (dials.md §4.1).
  const means = today.map((values) => values.reduce((sum, one) => sum + one, 0) / values.length);
  const used = means.slice(2).filter((mean) => mean > 0).length;
  return means.map((mean, unit) => (unit < 2 || mean <= 0 ? 0 : 1 / (used * mean)));
}

function lossesOf(columns: Columns, weights: readonly number[]): Float64Array {
  const [first] = columns;
  return Float64Array.from({ length: first?.length ?? 0 }, (_, run) =>
    columns.reduce((sum, values, unit) => sum + (weights[unit] ?? 0) * (values[run] ?? 0), 0),
  );
}

function impactOf(
  today: Columns,
  after: Columns,
  { weights, size }: { readonly weights: readonly number[]; readonly size: RunSize },
): Omit<Impact, "runs"> {
  const { outer, inner } = size;
  const none = new Float64Array(outer * inner);
  const of = (unit: number): Band =>
    paired(today[unit] ?? none, after[unit] ?? none, outer, inner).difference;
  return {
    holds: of(0),
    heldDays: of(1),
    serviceHours: of(2),
    persons: of(3),
    sek: of(4),
    loss: paired(lossesOf(today, weights), lossesOf(after, weights), outer, inner).difference,
  };
}

/** The mean change of the loss in each of two halves of the outer draws, which share no run. */
function halvesOf(
  today: Columns,
  after: Columns,
  { weights, size }: { readonly weights: readonly number[]; readonly size: RunSize },
): readonly [number, number] {
  const [before, now] = [lossesOf(today, weights), lossesOf(after, weights)];
  const half = Math.floor(size.outer / 2) * size.inner;
  const mean = (from: number): number => {
    let sum = 0;
    for (let run = from; run < from + half; run += 1) sum += (now[run] ?? 0) - (before[run] ?? 0);
    return half === 0 ? 0 : sum / half;
  };
  return [mean(0), mean(half)];
}

function dialsOf(today: Columns, { outer, inner }: RunSize): ImpactDials {
  const band = (unit: number): Band =>
    meanBand(
      clustersOf(today[unit] ?? [], { outer, inner }),
      0,
      unit === 0 ? 1 : Number.POSITIVE_INFINITY,
    );
  return {
    holds: band(0),
    heldDays: band(1),
    serviceHours: band(2),
    persons: band(3),
    sek: band(4),
  };
}

/** Whether a group closes anything that stands in the graph. */
function isInGraph(setting: Setting, at: number): boolean {
  return (openLatent(setting.municipal.latent)[at]?.length ?? 0) > 0;
}

function pieces({ outer, inner }: RunSize): readonly ImpactsTask[] {
  const tasks: ImpactsTask[] = [];
  for (let from = outer; from < 2 * outer; from += outerPerPiece)
    tasks.push({
      kind: "impacts",
      range: { outerFrom: from, outerTo: Math.min(from + outerPerPiece, 2 * outer), inner },
    });
  return tasks;
}

/** What was played anew, by group: each run's number and its figures. */
function changesOf(
  found: readonly PlayedImpacts[],
  tasks: readonly ImpactsTask[],
  { outer, inner }: RunSize,
): ReadonlyMap<number, readonly (readonly [run: number, figures: Float64Array])[]> {
  const byGroup = new Map<number, (readonly [number, Float64Array])[]>();
  for (const [at, { changed }] of found.entries()) {
    const start = ((tasks[at]?.range.outerFrom ?? outer) - outer) * inner;
    for (const { group, slot, figures } of changed) {
      const known = byGroup.get(group);
      if (known === undefined) byGroup.set(group, [[start + slot, figures]]);
      else known.push([start + slot, figures]);
    }
  }
  return byGroup;
}

/**
 * Computes the impact of each group. The same setting, size and groups give the same answer for any
 * number of threads. Cost: the evaluation runs, and each again for the groups in its ways.
 */
export async function computeImpacts(
  prepared: Prepared,
  size: RunSize,
  groups: readonly TouchedGroup[],
  { signal, progress }: Watch,
): Promise<ComputedImpacts> {
  const setting = mendingSetting(prepared.setting, groups);
  const pool = openPool(setting, size.threads);
  const tasks = pieces(size);
  try {
    const found: PlayedImpacts[] = [];
    for (let at = 0; at < tasks.length; at += size.threads) {
      found.push(...(await pool.run(tasks.slice(at, at + size.threads), signal)));
      signal.throwIfAborted();
      await progress(found.length, tasks.length, {});
    }
    const today = joined(found);
    const weights = weightsOf(today);
    const changes = changesOf(found, tasks, size);
    const halves: (readonly [number, number] | null)[] = groups.map(() => null);
    const impacts = groups.map((_, at): Impact | null => {
      if (!isInGraph(setting, at)) return null;
      const changed = changes.get(at) ?? [];
      const after = today.map((values) => values.slice());
      for (const [run, figures] of changed)
        for (const [unit, column] of after.entries()) column[run] = figures[unit] ?? 0;
      halves[at] = halvesOf(today, after, { weights, size });
      return { ...impactOf(today, after, { weights, size }), runs: changed.length };
    });
    const played = [...changes.values()].reduce((sum, one) => sum + one.length, 0);
    return { today: dialsOf(today, size), impacts, halves, played };
  } finally {
    await pool.close();
  }
}
