/** What must hold of any plan in every single run, on the example municipality. */
import { outcomeCode } from "@vallgrav/dials";
import { play, witness } from "@vallgrav/mal";
import { expect, test } from "vitest";
import { joinColumns, lossWeights } from "./columns.ts";
import { playDials } from "./play-dials.ts";
import { dialsOf } from "./report.ts";
import { openStage, type Stage } from "./stage.ts";
import type { RunColumns } from "./tasks.ts";
import {
  choiceOf,
  exampleModel,
  exampleStage,
  preparedOf,
  smallSize,
  unwatchedStage,
  watchedStage,
} from "./test/example.ts";

const { prepared, stage } = await exampleStage();
const range = { outerFrom: 0, outerTo: 20, inner: 5 };

/** Fewer runs, for what is asked of each measure of a whole catalogue. */
const fewRuns = { ...range, outerTo: 4 };

function played(of: Stage, chosen: Iterable<number>, runs = range): RunColumns {
  return playDials(of, { kind: "dials", chosen: choiceOf(of, chosen), range: runs });
}

/**
 * Places in the columns where `after` is worse than `before`; nothing is worse by rounding alone.
 */
function worse(before: RunColumns, after: RunColumns): string[] {
  const found: string[] = [];
  for (const [run, time] of after.first.entries())
    if (time < (before.first[run] ?? 0)) found.push(`first fall of run ${run}`);
  for (const name of ["hours", "persons", "sek"] as const)
    for (const [at, value] of after[name].entries()) {
      const limit = before[name][at] ?? 0;
      if (value > limit + 1e-9 * (1 + limit)) found.push(`${name} ${at}: ${limit} → ${value}`);
    }
  return found;
}

test("[PR2] an attacker without a way in costs nothing", () => {
  const { setting } = prepared;
  const { municipal } = setting;
  const campaign = { ...municipal.scene.campaign, entries: [] };
  const quiet = {
    ...setting,
    municipal: { ...municipal, scene: { ...municipal.scene, campaign } },
  };
  const columns = joinColumns([played(openStage(quiet), [])]);
  expect(columns.outcome.every((outcome) => outcome === outcomeCode.blocked)).toBe(true);
  const size = { ...smallSize, outer: 20, inner: 5 };
  const { resistance, damage } = dialsOf(prepared, size, columns, lossWeights(columns));
  expect(resistance).toMatchObject({ probabilityHolds: 1, medianDays: null, heldDays: 90 });
  for (const { mean, p95, tail95 } of [damage.serviceHours, damage.persons, damage.sek])
    expect([mean, p95, tail95]).toEqual([0, 0, 0]);
  expect(damage.perService.filter(({ hours, fellShare }) => hours + fellShare > 0)).toEqual([]);
});

test("[PR3] no measure alone makes any run worse, nor do all together", () => {
  const today = played(stage, [], fewRuns);
  expect(today.sek.some((sek) => sek > 0)).toBe(true);
  for (const [at, { id }] of stage.measures.entries())
    expect([id, ...worse(today, played(stage, [at], fewRuns))]).toEqual([id]);
  const all = played(stage, stage.measures.keys(), fewRuns);
  expect(worse(today, all)).toEqual([]);
  // Taking one out of all is never better than keeping it.
  for (const [at, { id }] of stage.measures.entries()) {
    const others = [...stage.measures.keys()].filter((other) => other !== at);
    expect([id, ...worse(played(stage, others, fewRuns), all)]).toEqual([id]);
  }
});

test("[PR18] with detectors no measure makes any run worse, and some are stopped", async () => {
  const watched = await watchedStage();
  const today = played(watched, []);
  const share = (columns: RunColumns, code: number): number =>
    columns.outcome.filter((one) => one === code).length;
  const measures = [0, 1, 2, 3, 4, 5, 6, 7];
  for (const at of measures) expect([at, ...worse(today, played(watched, [at]))]).toEqual([at]);
  const more = played(watched, [0, 1, 2]);
  expect(worse(today, more)).toEqual([]);
  expect(share(more, outcomeCode.evicted)).toBeGreaterThan(share(today, outcomeCode.evicted));
  // Whom the detectors surprise they stop at least as often.
  for (const columns of [today, more])
    for (const [run, blind] of columns.blind.entries())
      if (blind === 1) expect(columns.outcome[run]).toBe(outcomeCode.fell);
  const unwatched = played(await unwatchedStage(), []);
  expect(worse(unwatched, today)).toEqual([]);
  expect(unwatched.blind).toEqual(
    unwatched.outcome.map((outcome) => (outcome === outcomeCode.fell ? 1 : 0)),
  );
});

test("[PR3] a run has a first fall exactly where it fell", () => {
  const columns = played(stage, []);
  for (const [run, outcome] of columns.outcome.entries()) {
    const fell = outcome === outcomeCode.fell;
    expect(Number.isFinite(columns.first[run])).toBe(fell);
  }
});

test("[PR4] what is linked to nothing is on no way", async () => {
  const current = exampleModel();
  const directory = new Set(["account", "computer", "group"]);
  const kindOf = new Map<string, string>(current.model.assets.map(({ id, kind }) => [id, kind]));
  const busiest = [...witnessAssets(stage)]
    .filter(([id]) => directory.has(kindOf.get(id) ?? ""))
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([id]) => id);
  expect(busiest.length).toBe(4);
  const gone = new Set<string>(busiest);
  // Nothing is told of them any more but that they are there.
  const relations = current.model.relations.filter(
    ({ from, to }) => !gone.has(from) && !gone.has(to),
  );
  const assets = current.model.assets.map((asset) =>
    gone.has(asset.id) ? { ...asset, facts: {}, listed: false } : asset,
  );
  const model = { ...current.model, relations, assets };
  const alone = openStage((await preparedOf({ ...current, model }, smallSize)).setting);
  const counts = witnessAssets(alone);
  expect(counts.size).toBeGreaterThan(4);
  for (const id of busiest) {
    expect(alone.setting.municipal.scene.graph.assets).toContain(id);
    expect([id, counts.get(id) ?? 0]).toEqual([id, 0]);
  }
});

/** How often each asset is on the proof of everything that fell. */
function witnessAssets(of: Stage): ReadonlyMap<string, number> {
  const { graph } = of.setting.municipal.scene;
  const counts = new Map<string, number>();
  const none = choiceOf(of, []);
  for (let outer = 0; outer < range.outerTo; outer += 1)
    for (let inner = 0; inner < range.inner; inner += 1) {
      const { times } = play(of.prepared(), none, { outer, inner });
      const found = witness(
        of.prepared(),
        none,
        { outer, inner },
        { objectives: [...times.keys()] },
      );
      const assets = new Set([...(found?.nodes ?? [])].map((node) => graph.assetOf[node] ?? 0));
      for (const asset of assets) {
        const id = graph.assets[asset] ?? "";
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
  return counts;
}
