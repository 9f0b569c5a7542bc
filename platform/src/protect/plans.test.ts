/** A computation of the example: its reports, its ways in, and single runs laid open. */
import { exp, normalCdf, normalQuantile } from "@vallgrav/kernel";
import { type Explanation, prepare, simulate } from "@vallgrav/mal";
import { expect, test } from "vitest";
import { computePlans } from "./compute.ts";
import { computeWays } from "./compute-ways.ts";
import { explainRun } from "./explain-run.ts";
import { opened } from "./handed.ts";
import { openPool } from "./pool.ts";
import type { Setting } from "./setting.ts";
import type { EarlyPlan } from "../api/index.ts";
import { exampleModel, preparedOf, smallSize } from "./test/example.ts";

const never = Number.POSITIVE_INFINITY;
const budgets = [0, 300_000, 1_200_000];
const { signal } = new AbortController();
const prepared = await preparedOf(exampleModel(), smallSize);
const steps: string[] = [];
const told: EarlyPlan[] = [];
const size = { ...smallSize, work: { nodes: 1_000, evaluations: 8_000 } };
const { reports, curve } = await computePlans(prepared, size, budgets, {
  signal,
  progress: (done, total) => {
    steps.push(`${done}/${total}`);
    return Promise.resolve();
  },
  early: (early) => told.push(early),
});

test("[PR8] a plan keeps within its budget and is no worse than a smaller budget's", () => {
  expect(steps).toEqual([...Array(11).keys()].map((step) => `${step + 1}/11`));
  expect(reports.map(({ budgetSek }) => budgetSek)).toEqual(budgets);
  for (const [at, report] of reports.entries()) {
    const { budgetSek, measures, considered } = report;
    expect(report.costSek).toBe(measures.reduce((sum, { costSek }) => sum + costSek, 0));
    expect(report.costSek).toBeLessThanOrEqual(report.budgetSek);
    expect(report.hours).toBeLessThanOrEqual(1_600);
    expect(report.bound).toBeLessThanOrEqual(report.remains);
    expect(report.remains).toBeLessThanOrEqual((reports[at - 1]?.remains ?? 1) + 1e-9);
    expect([...measures, ...considered].map(({ id }) => id).sort()).toEqual(
      prepared.candidates.map(({ id }) => id).sort(),
    );
    const contributions = measures.map(({ contribution }) => contribution);
    expect(contributions).toEqual([...contributions].sort((a, b) => b - a));
    expect(contributions.every((contribution) => contribution >= -1e-9)).toBe(true);
    // Without its first measure a plan leaves more, or it would not hold it.
    if (budgetSek > 0) expect(contributions[0]).toBeGreaterThan(0.001);
    expect(considered.every(({ remainsAlone }) => remainsAlone <= 1 + 1e-9)).toBe(true);
    expect(report.before).toEqual(reports[0]?.before);
    const { before, after } = report;
    expect(after.resistance.probabilityHolds).toBeGreaterThanOrEqual(
      before.resistance.probabilityHolds,
    );
    expect(after.damage.sek.mean).toBeLessThanOrEqual(before.damage.sek.mean);
    expect(curve[at]).toMatchObject({ budgetSek: report.budgetSek, remains: report.remains });
  }
});

test("[PR6] with work enough a plan is proven to within one per cent of what is achievable", () => {
  for (const { gap, finished } of reports) expect([gap <= 0.01, finished]).toEqual([true, true]);
});

test("[PR1051] the report of the page's budget names the plans told before it", async () => {
  expect(reports.map(({ early }) => early?.length)).toEqual([0, 0, 2]);
  expect(reports[2]?.early).toEqual(told);
  expect(told.map(({ runs, ofRuns }) => [runs, ofRuns])).toEqual([
    [8, 16],
    [16, 16],
  ]);
  // Without anybody who listens, and with threads.
  const unseen = { signal, progress: async () => {} };
  const again = await computePlans(prepared, { ...size, threads: 2 }, budgets, unseen);
  expect(again.reports).toEqual(reports);
});

test("[PR860] a plan says how far its search was after how much work", () => {
  for (const { search, remains, bound, gap } of reports) {
    expect(search.at(-1)).toMatchObject({ remains, bound, gap });
    for (const [at, mark] of search.entries()) {
      const before = search[at - 1];
      if (before === undefined) continue;
      expect(mark.evaluations).toBeGreaterThanOrEqual(before.evaluations);
      expect(mark.gap).toBeLessThanOrEqual(before.gap + 1e-9);
    }
  }
  expect(reports.some(({ search }) => search.length > 2)).toBe(true);
});

/** Time of every step by iterating the equations of dials.md §1.2 over the explanation alone. */
function timesOf(run: Explanation): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const { skillLoading: rho, skillOnTime: sigma } = run;
  const z = run.skill.value;
  for (const { node, uState, pOn, covered, uEffect, effectiveness } of run.gates) {
    const on = uState === null ? pOn === 1 : uState < Math.max(pOn, covered);
    const strength =
      uEffect === null
        ? 0
        : normalCdf(Math.sqrt(rho) * z + Math.sqrt(1 - rho) * normalQuantile(uEffect));
    times.set(node, on && (effectiveness === null || strength <= effectiveness) ? never : 0);
  }
  const parents = new Map<string, string[]>();
  for (const [from, to] of run.edges) parents.set(to, [...(parents.get(to) ?? []), from]);
  const entries = new Map<string, number>();
  for (const { node, u, available, delay } of run.entries)
    if (u < available) entries.set(node, Math.min(entries.get(node) ?? never, delay ?? never));
  const local = new Map(
    run.times.map(({ node, base, scale, factor }) => [
      node,
      base === null ? never : base === 0 ? 0 : base * exp(scale - sigma * z) * factor,
    ]),
  );
  for (let changed = true; changed;) {
    changed = false;
    for (const { node, kind } of run.times) {
      const before = (parents.get(node) ?? []).map((parent) => times.get(parent) ?? never);
      const ready =
        before.length === 0 ? never : kind === "and" ? Math.max(...before) : Math.min(...before);
      const time = Math.min(entries.get(node) ?? never, ready + (local.get(node) ?? 0));
      if (time < (times.get(node) ?? never)) {
        times.set(node, time);
        changed = true;
      }
    }
  }
  return times;
}

test("[PR9] from an explanation alone come the times of its run, before and after", () => {
  const { setting } = prepared;
  const { scene, latent } = opened(setting.municipal);
  const { outer, inner } = smallSize;
  const samples = outer * inner;
  const [, report] = reports;
  if (report === undefined) throw new Error("three budgets have three reports");
  const plan = new Uint8Array(setting.measures.length);
  for (const { id } of report.measures)
    plan[setting.measures.findIndex((one) => one.id === id)] = 1;
  const range = { outerFrom: outer, outerTo: 2 * outer, inner };
  let fell = 0;
  for (const [runId, chosen] of [
    [report.run.id, new Uint8Array(plan.length)],
    [report.afterRun, plan],
  ] as const) {
    const sampled = simulate(prepare(scene, latent), chosen, range);
    for (let sample = 0; sample < samples; sample += 3) {
      const run = explainRun(prepared, smallSize, reports, { runId, sample });
      if (run === null) throw new Error(`sample ${sample} is one of ${samples}`);
      const times = timesOf(run);
      for (const [at, { node, days }] of run.objectives.entries()) {
        const simulated = sampled.times[sample * run.objectives.length + at] ?? never;
        const again = times.get(node) ?? never;
        expect(days ?? never).toBe(simulated);
        if (simulated === never) expect(again).toBe(never);
        else expect(Math.abs(again - simulated)).toBeLessThan(1e-9);
        fell += simulated < never ? 1 : 0;
      }
    }
  }
  expect(fell).toBeGreaterThan(50);
});

test("[PR9] there is no explanation of a run or a sample that does not exist", () => {
  const [report] = reports;
  const runId = report?.run.id ?? "";
  const ask = (asked: { readonly runId: string; readonly sample: number }) =>
    explainRun(prepared, smallSize, reports, asked);
  expect(ask({ runId, sample: 0 })).toMatchObject({ outer: 8, inner: 0 });
  for (const sample of [-1, 0.5, 24, Number.NaN]) expect(ask({ runId, sample })).toBeNull();
  expect(ask({ runId: "other", sample: 0 })).toBeNull();
});

test("[PR10] ways are the runs that fell, steps in order of time, the frequent first", async () => {
  const { ways } = await computeWays(prepared, smallSize, { today: null, signal });
  const [report] = reports;
  expect(ways.runs).toBe(24);
  expect(ways.fell / ways.runs).toBeCloseTo(report?.before.resistance.outcomes.fell ?? -1, 12);
  const shares = ways.ways.map(({ frequency }) => frequency);
  expect(shares).toEqual([...shares].sort((a, b) => b - a));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
  for (const { objective, steps: way } of ways.ways) {
    const days = way.map((step) => step.days);
    expect(days).toEqual([...days].sort((a, b) => a - b));
    expect(way.at(-1)?.asset.name).toBe(objective);
    expect(way.slice(0, -1).filter(({ technique }) => technique === null)).toEqual([]);
  }
  expect(ways.chokePoints.length).toBeGreaterThan(0);
  expect(ways.chokePoints.every(({ frequency }) => frequency > 0 && frequency <= 1)).toBe(true);
});

test("[PR11] a thread that breaks fails what is asked of it, now and later", async () => {
  const pool = openPool({ broken: true } as unknown as Setting, 2);
  const task = {
    kind: "ways",
    chosen: new Uint8Array(),
    range: { outerFrom: 0, outerTo: 1, inner: 1 },
  };
  await expect(pool.run([task as never])).rejects.toThrow("undefined");
  await expect(pool.run([task as never])).rejects.toThrow("undefined");
  await pool.close();
});

test("[PR11] a computation that is cancelled ends before its next piece", async () => {
  const controller = new AbortController();
  const asked = computePlans(prepared, smallSize, budgets, {
    signal: controller.signal,
    progress: () => {
      controller.abort(new Error("cancelled"));
      return Promise.resolve();
    },
  });
  await expect(asked).rejects.toThrow("cancelled");
});

test("[PR1252] who cancels does not wait for the piece that threads are at", async () => {
  const pool = openPool(prepared.setting, 2);
  const controller = new AbortController();
  const chosen = new Uint8Array(prepared.candidates.length);
  // More runs than a test may take.
  const range = { outerFrom: 0, outerTo: 20_000, inner: 20 };
  const asked = pool.run([{ kind: "dials", chosen, range }], controller.signal);
  controller.abort(new Error("cancelled"));
  await expect(asked).rejects.toThrow("cancelled");
  await expect(pool.run([{ kind: "forget" }])).rejects.toThrow("nothing more");
  await pool.close();
});
