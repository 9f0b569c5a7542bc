/** The room's door over a store: states of the first page, plans, measures, explanations. */
import { intake, openModel, packModel } from "@vallgrav/facts";
import { measures } from "@vallgrav/knowledge";
import { nodeKind, nodeName } from "@vallgrav/mal";
import { expect, test } from "vitest";
import type { EarlyPlan } from "../api/index.ts";
import type { Identify } from "../identify/index.ts";
import { exampleFiles, type Home, homeOn, importInto } from "../identify/test/example-files.ts";
import type { Store } from "../storage/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { budgetStops, createProtect, type Protect } from "./index.ts";
import { opened } from "./handed.ts";
import { makeSettingApart } from "./setting-apart.ts";
import { type SettingBook, settingBook } from "./setting-book.ts";
import { makeSetting, refuseFree, type SettingResult } from "./setting.ts";
import { exampleModel, packedExample, preparedOf, smallSize } from "./test/example.ts";

const size = { ...smallSize, outer: 4, threads: 2 };

function protectOn(
  home: Home,
  change: Partial<{ store: Store; identify: Identify }> = {},
): Protect {
  const { store, identify, jobs, clock } = { ...home, ...change };
  return createProtect({ store, identify, jobs, size, now: () => clock.now() });
}

async function jobOf(protect: Protect): Promise<string> {
  const position = await protect.position();
  if (position.state !== "computing") throw new Error(`computing, not ${position.state}`);
  return position.job.id;
}

/** The last plan that the page is told before it is ready. */
async function lastEarly(protect: Protect): Promise<EarlyPlan | null> {
  let last: EarlyPlan | null = null;
  for (;;) {
    const position = await protect.position();
    if (position.state !== "computing" || position.job.state === "failed") return last;
    last = position.early ?? last;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

onSqlite((stores) => {
  test("[PR12] [PR1362] the first page is empty, computes once, and is ready", async () => {
    const home = homeOn(await stores.open());
    const protect = protectOn(home);
    expect(await protect.position()).toEqual({ state: "empty" });
    await importInto(home, exampleFiles());
    const job = await jobOf(protect);
    expect(await jobOf(protect)).toBe(job);
    const told = await lastEarly(protect);
    expect(await home.jobs.wait(job)).toMatchObject({ state: "done", problems: [], done: 46 });
    const position = await protect.position();
    if (position.state !== "ready") throw new Error(position.state);
    expect(position.plan.budgetSek).toBe(1_200_000);
    // The plan before it was there to be seen while the others were made.
    expect(told).toEqual(position.plan.early?.at(-1));
    const stops = position.curve.map(({ budgetSek }) => budgetSek);
    expect(stops.filter((stop) => budgetStops.includes(stop))).toEqual(budgetStops);
    // Between them there are others, each with its plan.
    expect(stops.length).toBe(21);
    expect((await protect.storedPlan(stops[1] ?? -1))?.budgetSek).toBe(stops[1]);
    expect(position.plan.run.model).toBe((await home.identify.status()).model);
    expect(await protect.storedPlan(1_200_000)).toEqual(position.plan);
    expect(await protect.storedPlan(123)).toBeNull();
    expect((await protect.ways())?.runs).toBe(12);
    expect(await protect.explain(position.plan.afterRun, 11)).toMatchObject({ outer: 7, inner: 2 });
    expect(await protect.explain(position.plan.afterRun, 12)).toBeNull();
    const kinds = (await home.store.runs.list()).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["losses", "plans"]);
    const yearly = { low: 1, high: 1, source: "antagande", revision: 0 };
    expect(await protect.enterFrequency(yearly, "Astrid Påhitt")).toMatchObject({ ok: true });
    const { figures } = (await protect.yearly(1_200_000)) ?? {};
    // Once a year: the mean of a year is that of a campaign, to half a krona a run.
    for (const of of ["before", "after"] as const) {
      const { mean } = position.plan[of].damage.sek;
      expect(Math.abs((figures?.[of].mean ?? 0) - mean)).toBeLessThan(1);
      expect(figures?.[of].p95).toBeGreaterThan(0);
    }
    expect(home.logged).toEqual([]);
    await home.jobs.stop();
  });

  test("[PR220] ways are there without plans, and the same as with them", async () => {
    const home = homeOn(await stores.open());
    const protect = protectOn(home);
    expect(await protect.paths()).toMatchObject({
      ok: false,
      problems: [{ code: "protect/no-model" }],
    });
    await importInto(home, exampleFiles());
    expect(await protect.ways()).toBeNull();
    const alone = await protect.paths();
    if (!alone.ok) throw new Error("the example has ways");
    const text = JSON.stringify(alone.ways);
    expect(JSON.stringify(await protect.ways())).toBe(text);
    expect(await protect.storedPlan(0)).toBeNull();
    const kinds = async () => (await home.store.runs.list()).map(({ kind }) => kind);
    expect(await kinds()).toEqual(["ways"]);
    expect(JSON.stringify(await protect.paths())).toBe(JSON.stringify(alone));
    await home.jobs.wait(await jobOf(protect));
    const [plans] = await home.store.runs.list("plans");
    const kept = await home.store.runs.load(plans?.id ?? "");
    expect(JSON.stringify((JSON.parse(kept?.result ?? "{}") as { ways: unknown }).ways)).toBe(text);
    await home.jobs.stop();
  });

  test("[PR12] while a plan is on its way, the page asks for that job alone", async () => {
    const store = await stores.open();
    const home = homeOn(store);
    await importInto(home, exampleFiles());
    await home.jobs.stop();
    let looks = 0;
    const counting: Store = {
      ...store,
      runs: {
        ...store.runs,
        load: (id) => {
          looks += 1;
          return store.runs.load(id);
        },
      },
    };
    const protect = protectOn(home, { store: counting });
    const job = await jobOf(protect);
    looks = 0;
    expect([await jobOf(protect), await jobOf(protect), looks]).toEqual([job, job, 0]);
  });

  test("[PR1020] a cancelled computation stays so until somebody asks for it again", async () => {
    const home = homeOn(await stores.open());
    const protect = protectOn(home);
    await importInto(home, exampleFiles());
    const first = await jobOf(protect);
    await home.jobs.cancel(first);
    expect((await home.jobs.wait(first))?.state).toBe("cancelled");
    expect(await jobOf(protect)).toBe(first);
    const again = await protect.position({ again: true });
    if (again.state !== "computing") throw new Error(again.state);
    const second = again.job.id;
    expect([second === first, await jobOf(protect)]).toEqual([false, second]);
    await home.jobs.cancel(second);
    expect((await home.jobs.wait(second))?.state).toBe("cancelled");
    expect(await home.store.runs.list()).toEqual([]);
    await home.jobs.stop();
  });

  test("[PR920] the page of a large model is told of the job, which says why not", async () => {
    const home = homeOn(await stores.open());
    const current = largeWithoutService();
    const identify: Identify = { ...home.identify, current: () => Promise.resolve(current) };
    const protect = protectOn(home, { identify });
    const job = await jobOf(protect);
    const problem = { code: "protect/no-vital-service", severity: "error", at: null, args: {} };
    expect(await home.jobs.wait(job)).toMatchObject({ state: "failed", problems: [problem] });
    expect(await protect.position()).toEqual({ state: "refused", problems: [problem] });
    await home.jobs.stop();
  });

  test("[PR13] without a vital service the page, the job and the plan are refused", async () => {
    const home = homeOn(await stores.open());
    const { model, hash, asOf } = exampleModel();
    const relations = model.relations.filter(({ kind }) => kind !== "supports");
    const current = { model: { ...model, relations }, hash, asOf };
    const identify: Identify = { ...home.identify, current: () => Promise.resolve(current) };
    const protect = protectOn(home, { identify });
    const problem = { code: "protect/no-vital-service", severity: "error", at: null, args: {} };
    expect(await protect.position()).toEqual({ state: "refused", problems: [problem] });
    expect(await protect.plan(300_000)).toEqual({ ok: false, problems: [problem] });
    const { id } = await home.jobs.submit({
      kind: "plan",
      key: null,
      title: "plan",
      payload: { budgets: [0] },
    });
    expect(await home.jobs.wait(id)).toMatchObject({ state: "failed", problems: [problem] });
    expect(home.logged).toEqual([]);
    await home.jobs.stop();
  });

  test("[PR13] without a model there is no plan", async () => {
    const home = homeOn(await stores.open());
    const protect = protectOn(home);
    expect(await protect.plan(1)).toMatchObject({
      ok: false,
      problems: [{ code: "protect/no-model" }],
    });
    expect([await protect.ways(), await protect.storedPlan(0)]).toEqual([null, null]);
    await home.jobs.stop();
  });

  test("[PR14] the plan of any budget is computed and kept, beside the stops", async () => {
    const home = homeOn(await stores.open());
    const protect = protectOn(home);
    await importInto(home, exampleFiles());
    const answer = await protect.plan(700_000);
    if (!answer.ok) throw new Error("the example can be planned");
    expect(answer.report.budgetSek).toBe(700_000);
    expect(answer.report.costSek).toBeLessThanOrEqual(700_000);
    expect(await protect.plan(700_000)).toEqual(answer);
    expect((await home.store.runs.list("plans")).length).toBe(1);
    // No stop of the curve: the stored plans are those of the stops.
    expect(await protect.storedPlan(700_000)).toBeNull();
    await home.jobs.stop();
  });

  test("[PR32] forms for other tools need stored ways, named as directories do", async () => {
    const home = homeOn(await stores.open());
    const protect = protectOn(home);
    await importInto(home, exampleFiles());
    expect(await protect.interchange("opengraph")).toBeNull();
    await home.jobs.wait(await jobOf(protect));
    const made = await protect.interchange("opengraph");
    const { graph } = JSON.parse(made?.text ?? "{}") as {
      readonly graph: { readonly nodes: readonly { readonly id: string }[] };
    };
    expect(graph.nodes.length).toBe(made?.assets);
    expect(graph.nodes.filter(({ id }) => id.startsWith("S-1-5-21-")).length).toBeGreaterThan(400);
    expect(made?.ways).toBe((await protect.ways())?.ways.length);
    await home.jobs.stop();
  });

  test("[PR15] measures cost what they cost this municipality", async () => {
    const home = homeOn(await stores.open());
    const protect = protectOn(home);
    const costOf = async (id: string): Promise<number> =>
      (await protect.measures()).find((measure) => measure.id === id)?.costSek ?? -1;
    expect(await costOf("admin-keys")).toBe(20_000);
    await importInto(home, exampleFiles());
    expect((await protect.measures()).map(({ id }) => id)).toEqual(measures.map(({ id }) => id));
    const dear = await costOf("admin-keys");
    expect(dear).toBeGreaterThan(20_000);
    expect((dear - 20_000) % 1_090).toBe(0);
    await home.jobs.stop();
  });
});

test("[PR13] an objective that falls without an attacker is refused by name", async () => {
  const municipal = opened((await preparedOf(exampleModel(), smallSize)).setting.municipal);
  expect(refuseFree(municipal)).toEqual([]);
  // The step before the last denial becomes an open gate.
  const { graph, times } = municipal.scene;
  const denied = municipal.objectives.findLast(({ kind }) => kind === "deny")?.node ?? -1;
  const steps = graph.parents.subarray(
    graph.parentOffsets[denied],
    graph.parentOffsets[denied + 1],
  );
  // Its own step before it; the platform under its servers would free others too.
  const before = steps.find((node) => graph.assetOf[node] === graph.assetOf[denied]) ?? -1;
  const kinds = graph.kinds.with(before, nodeKind.defence);
  const scene = {
    ...municipal.scene,
    graph: { ...graph, kinds },
    times: [...times].filter(({ node }) => node !== before),
    detectors: [...municipal.scene.detectors].filter(({ node }) => node !== before),
  };
  expect(refuseFree({ ...municipal, scene })).toEqual([
    {
      code: "protect/free-objective",
      severity: "error",
      at: null,
      args: { count: 1, example: nodeName(graph, denied) },
    },
  ]);
});

/** The example without what dials are about, and so many relations that its setting takes long. */
function largeWithoutService() {
  const { model, hash, asOf } = exampleModel();
  const without = model.relations.filter(({ kind }) => kind !== "supports");
  const one = without.find(({ kind }) => kind === "contained-in");
  if (one === undefined) throw new Error("something lies in something");
  const relations = [...without, ...Array.from({ length: 20_000 }, () => one)];
  return { model: { ...model, relations }, hash, asOf };
}

test("[PR16] a setting is made once for a model, and again after a fault", async () => {
  const current = exampleModel();
  let made = 0;
  let broken = false;
  const book: SettingBook = settingBook(size, () => {
    made += 1;
    return broken
      ? Promise.reject(new Error("broken"))
      : Promise.resolve({ ok: false, problems: [] });
  });
  await Promise.all([book(current), book(current)]);
  await book({ ...current });
  expect(made).toBe(1);
  broken = true;
  const other = { ...current, hash: "other" };
  await expect(book(other)).rejects.toThrow("broken");
  broken = false;
  expect(await book(other)).toEqual({ ok: false, problems: [] });
  expect(made).toBe(3);
});

test("[PR920] a large model's setting is at hand when it is made, a small one's ever", async () => {
  const large = largeWithoutService();
  const first = Promise.withResolvers<SettingResult>();
  const book = settingBook(size, () => first.promise);
  expect([book.isAtHand(exampleModel()), book.isAtHand(large)]).toEqual([true, false]);
  const asked = book(large);
  expect(book.isAtHand(large)).toBe(false);
  first.resolve({ ok: false, problems: [] });
  await asked;
  expect([book.isAtHand(large), book.isAtHand({ ...large, hash: "other" })]).toEqual([true, false]);
});

test("[PR400] a setting made in a thread of its own is the same", async () => {
  const current = packedExample();
  const [here, apart] = [await makeSetting(current, size), await makeSettingApart(current, size)];
  expect(here.ok).toBe(true);
  expect(apart).toEqual(here);
  expect(await makeSetting(exampleModel(), size)).toEqual(here);
  const packed = packModel(intake(), [], { valid: current.asOf, recorded: current.asOf });
  const none = { ...current, ...openModel(packed), packed };
  expect(await makeSettingApart(none, size)).toEqual(await makeSetting(none, size));
});
