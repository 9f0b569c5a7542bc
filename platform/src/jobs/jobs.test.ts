/** Jobs over a store in a file, with a clock that only moves when told to. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { instantFromMs } from "@vallgrav/kernel";
import type { Store } from "../storage/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { jobLimits, JobRefused } from "./index.ts";
import type { JobHandler } from "./index.ts";
import { gated, manualClock, request, workerOn } from "./test/worker.ts";

onSqlite((stores) => {
  test("[JB1] a job waits, runs and is done with its result, problems and counts", async () => {
    const store = await stores.open();
    const problem = { code: "a/b", severity: "notice", at: null, args: { row: 1 } } as const;
    const { jobs } = workerOn(store, {
      import: async (context) => {
        await context.progress(2, 2, { rows: 7 });
        context.problem(problem);
        return { title: context.payload, attempt: context.attempt };
      },
    });
    const added = await jobs.submit(request("one"));
    const created = { createdAt: "2026-01-01T00:00:00.000Z", title: "one", kind: "import" };
    expect(added).toEqual({
      id: "job-1",
      ...created,
      state: "waiting",
      done: 0,
      total: null,
      counts: {},
      problems: [],
      attempt: 0,
      endedAt: null,
    });
    jobs.start();
    const done = await jobs.wait("job-1");
    expect(done).toEqual({
      id: "job-1",
      ...created,
      state: "done",
      done: 2,
      total: 2,
      counts: { rows: 7 },
      problems: [problem],
      attempt: 1,
      endedAt: "2026-01-01T00:00:00.000Z",
    });
    expect(await jobs.loadResult("job-1")).toEqual({ title: { title: "one" }, attempt: 1 });
    expect(await jobs.wait("job-1")).toEqual(done);
    expect([await jobs.wait("none"), await jobs.load("none")]).toEqual([null, null]);
    await jobs.stop();
  });

  test("[JB2] jobs run one at a time in the order they came", async () => {
    const store = await stores.open();
    const events: string[] = [];
    const handler: JobHandler = async ({ job, progress }) => {
      events.push(`begin ${job}`);
      await progress(1, 1);
      events.push(`end ${job}`);
      return null;
    };
    const { jobs } = workerOn(store, { import: handler, withdraw: handler });
    jobs.start();
    await jobs.submit(request("one"));
    await jobs.submit(request("two", { kind: "withdraw" }));
    await jobs.submit(request("three"));
    await Promise.all(["job-1", "job-2", "job-3"].map((id) => jobs.wait(id)));
    const wanted = [1, 2, 3].flatMap((n) => [`begin job-${n}`, `end job-${n}`]);
    expect(events).toEqual(wanted);
    expect((await jobs.list()).map(({ id }) => id)).toEqual(["job-3", "job-2", "job-1"]);
    await jobs.stop();
  });

  test("[JB3] the same kind and key is the same job until it has ended", async () => {
    const store = await stores.open();
    const { handler, open, entered } = gated();
    const { jobs } = workerOn(store, { import: handler });
    jobs.start();
    const keyed = request("one", { key: "k" });
    const ids = [(await jobs.submit(keyed)).id, (await jobs.submit(keyed)).id];
    await entered;
    ids.push((await jobs.submit(keyed)).id);
    open();
    await jobs.wait("job-1");
    ids.push((await jobs.submit(keyed)).id);
    expect(ids).toEqual(["job-1", "job-1", "job-1", "job-4"]);
    await jobs.stop();
  });

  test("[JB4] a job that waits is cancelled at once, one that runs is told to end", async () => {
    const store = await stores.open();
    const { handler, entered } = gated();
    const { jobs, logged } = workerOn(store, { import: handler });
    jobs.start();
    await jobs.submit(request("one"));
    await jobs.submit(request("two"));
    const { signal } = await entered;
    expect((await jobs.cancel("job-2"))?.state).toBe("cancelled");
    expect(signal.aborted).toBe(false);
    expect((await jobs.cancel("job-1"))?.state).toBe("running");
    expect(signal.aborted).toBe(true);
    expect((await jobs.wait("job-1"))?.state).toBe("cancelled");
    expect(await jobs.cancel("none")).toBeNull();
    expect(logged).toEqual([]);
    await jobs.stop();
  });

  test("[JB4] a handler that tells its progress is reached while it works", async () => {
    const store = await stores.open();
    const begun = Promise.withResolvers<void>();
    const { jobs } = workerOn(store, {
      import: async ({ signal, progress }) => {
        for (let row = 0; ; row += 1) {
          await progress(row, null);
          begun.resolve();
          signal.throwIfAborted();
        }
      },
    });
    jobs.start();
    await jobs.submit(request("one"));
    await begun.promise;
    await jobs.cancel("job-1");
    expect((await jobs.wait("job-1"))?.state).toBe("cancelled");
    await jobs.stop();
  });

  test("[JB5] a cancellation by another process arrives with the heartbeat", async () => {
    const store = await stores.open();
    const { handler, entered } = gated();
    const { jobs, clock } = workerOn(store, { import: handler });
    const elsewhere = workerOn(store, {});
    jobs.start();
    await jobs.submit(request("one"));
    const { signal } = await entered;
    const ended = elsewhere.jobs.wait("job-1");
    await elsewhere.jobs.cancel("job-1");
    expect(signal.aborted).toBe(false);
    clock.beat();
    expect((await jobs.wait("job-1"))?.state).toBe("cancelled");
    // The other process has no worker, but its own heartbeat tells those who wait there.
    elsewhere.jobs.start();
    elsewhere.clock.beat();
    expect((await ended)?.state).toBe("cancelled");
    await elsewhere.jobs.stop();
    await jobs.stop();
  });

  test("[JB1261] a kind that is not there is asked for, and done where it comes", async () => {
    const asked: string[] = [];
    const fetchKind = async (kind: string): Promise<void> => {
      asked.push(kind);
      if (kind === "plan") jobs.register("plan", () => Promise.resolve("well"));
    };
    const there = { import: () => Promise.resolve("read") };
    const { jobs, logged } = workerOn(await stores.open(), there, { fetchKind });
    jobs.start();
    for (const kind of ["import", "plan", "plan", "dials"] as const)
      await jobs.submit(request(`${asked.length} ${kind}`, { kind, key: null }));
    expect((await jobs.wait("job-4"))?.problems.map(({ code }) => code)).toEqual([
      "jobs/unknown-kind",
    ]);
    expect((await jobs.wait("job-2"))?.state).toBe("done");
    expect([asked, logged]).toEqual([["plan", "dials"], []]);
    await jobs.stop();
  });

  test("[JB6] a handler that breaks fails the job with a code; the log has the cause", async () => {
    const store = await stores.open();
    const { jobs, logged } = workerOn(store, {
      import: () => Promise.reject(new Error("secret detail")),
      plan: () => Promise.resolve("well"),
    });
    jobs.start();
    await jobs.submit(request("one"));
    await jobs.submit(request("two", { kind: "plan" }));
    await jobs.submit(request("three", { kind: "dials" }));
    const failed = await jobs.wait("job-1");
    expect(failed?.state).toBe("failed");
    expect(failed?.problems).toEqual([
      { code: "jobs/failed", severity: "error", at: null, args: { job: "job-1" } },
    ]);
    expect(logged).toEqual(["job job-1: Error: secret detail"]);
    expect((await jobs.wait("job-2"))?.state).toBe("done");
    expect((await jobs.wait("job-3"))?.problems).toEqual([
      { code: "jobs/unknown-kind", severity: "error", at: null, args: { kind: "dials" } },
    ]);
    await jobs.stop();
  });

  test("[JB13] a refused input fails the job with its own problems", async () => {
    const store = await stores.open();
    const problem = { code: "a/b", severity: "error", at: null, args: {} } as const;
    const { jobs, logged } = workerOn(store, {
      import: () => Promise.reject(new JobRefused([problem])),
    });
    jobs.start();
    await jobs.submit(request("one"));
    const refused = await jobs.wait("job-1");
    expect([refused?.state, refused?.problems, logged]).toEqual(["failed", [problem], []]);
    await jobs.stop();
  });

  test("[JB480] how a job ended is told once, and a failing listener stops nothing", async () => {
    const store = await stores.open();
    const told: string[] = [];
    const { jobs, logged } = workerOn(
      store,
      {
        import: () => Promise.resolve(null),
        withdraw: () => Promise.reject(new JobRefused([])),
      },
      {
        ended: async ({ id, state }) => {
          told.push(`${id} ${state}`);
          if (state === "failed") throw new Error("nobody listens");
        },
      },
    );
    jobs.start();
    await jobs.submit(request("one"));
    await jobs.submit(request("two", { kind: "withdraw" }));
    await jobs.submit(request("three"));
    await Promise.all(["job-1", "job-2", "job-3"].map((id) => jobs.wait(id)));
    await jobs.stop();
    expect(told).toEqual(["job-1 done", "job-2 failed", "job-3 done"]);
    expect(logged).toHaveLength(1);
  });

  test("[JB7] what ran when the process ended is resumed, three times", async () => {
    const store = await stores.open();
    const seen: unknown[] = [];
    for (let life = 1; life <= 4; life += 1) {
      const reached = Promise.withResolvers<void>();
      const { jobs } = workerOn(store, {
        import: async ({ attempt, loadCheckpoint, saveCheckpoint }) => {
          seen.push([attempt, loadCheckpoint()]);
          await saveCheckpoint({ rows: attempt * 10 });
          reached.resolve();
          return new Promise<null>(() => undefined);
        },
      });
      if (life === 1) await jobs.submit(request("one"));
      jobs.start();
      // Left as if killed: nothing is stopped, nothing written.
      if (life < 4) await reached.promise;
      else {
        const given = await jobs.wait("job-1");
        expect([given?.state, given?.problems]).toEqual([
          "failed",
          [{ code: "jobs/given-up", severity: "error", at: null, args: { attempts: 3 } }],
        ]);
      }
    }
    expect(seen).toEqual([
      [1, null],
      [2, { rows: 10 }],
      [3, { rows: 20 }],
    ]);
  });

  test("[JB8] stopping puts a running job back, without counting it", async () => {
    const store = await stores.open();
    for (let life = 0; life < 5; life += 1) {
      const { handler, entered } = gated();
      const { jobs } = workerOn(store, { import: handler });
      if (life === 0) await jobs.submit(request("one"));
      jobs.start();
      expect((await entered).attempt).toBe(1);
      await jobs.stop();
      expect((await jobs.load("job-1"))?.state).toBe("waiting");
    }
    const last = workerOn(store, { import: () => Promise.resolve("over") });
    last.jobs.start();
    expect((await last.jobs.wait("job-1"))?.state).toBe("done");
    await last.jobs.stop();
  });

  test("[JB9] two workers: the lease keeps the job, its loser writes nothing", async () => {
    const store = await stores.open();
    const clock = manualClock();
    const one = gated();
    const two = gated();
    const first = workerOn(store, { import: one.handler }, { clock, isAlone: false });
    first.jobs.start();
    await first.jobs.submit(request("one"));
    const { signal } = await one.entered;
    const second = workerOn(store, { import: two.handler }, { isAlone: false });
    second.clock.ms = clock.ms + jobLimits.leaseMs - 1;
    second.jobs.start();
    second.clock.beat();
    clock.ms += 1_000;
    clock.beat();
    const leaseUntil = instantFromMs(clock.ms + jobLimits.leaseMs);
    while ((await store.jobs.load("job-1"))?.leaseUntil !== leaseUntil) await nextTurn();
    second.clock.ms = clock.ms + jobLimits.leaseMs;
    second.clock.beat();
    expect((await two.entered).attempt).toBe(2);
    clock.beat();
    while (!signal.aborted) await nextTurn();
    two.open();
    expect((await second.jobs.wait("job-1"))?.state).toBe("done");
    expect(await second.jobs.loadResult("job-1")).toEqual({ by: 2 });
    await first.jobs.stop();
    await second.jobs.stop();
    expect(first.logged).toEqual([]);
  });

  test("[JB10] progress is seen at once here, and written at most every 200 ms", async () => {
    const store = await stores.open();
    let writes = 0;
    const counting: Store = {
      ...store,
      jobs: {
        ...store.jobs,
        save: (id, owner, change) => {
          writes += 1;
          return store.jobs.save(id, owner, change);
        },
      },
    };
    const clock = manualClock();
    const told = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const handler: JobHandler = async ({ progress }) => {
      for (let row = 1; row <= 1_000; row += 1) {
        clock.ms += 1;
        await progress(row, 1_000, { rows: row });
      }
      told.resolve();
      await go.promise;
      return null;
    };
    const { jobs } = workerOn(counting, { import: handler }, { clock });
    jobs.start();
    await jobs.submit(request("one"));
    await told.promise;
    expect(writes).toBe(5);
    expect((await store.jobs.load("job-1"))?.done).toBe(801);
    expect(await jobs.load("job-1")).toMatchObject({ done: 1_000, counts: { rows: 1_000 } });
    expect((await jobs.list())[0]?.done).toBe(1_000);
    go.resolve();
    await jobs.wait("job-1");
    expect((await store.jobs.load("job-1"))?.done).toBe(1_000);
    await jobs.stop();
  });

  test("[JB11] of very many problems the first are kept and the rest counted", async () => {
    const store = await stores.open();
    const { jobs } = workerOn(store, {
      import: (context) => {
        for (let row = 0; row < 1_500; row += 1)
          context.problem({ code: "a/b", severity: "warning", at: null, args: { row } });
        return Promise.resolve(null);
      },
    });
    jobs.start();
    await jobs.submit(request("one"));
    const problems = (await jobs.wait("job-1"))?.problems ?? [];
    expect(problems.length).toBe(1_001);
    expect(problems.at(-1)).toEqual({
      code: "jobs/more-problems",
      severity: "warning",
      at: null,
      args: { count: 500 },
    });
    await jobs.stop();
  });

  test("[JB12] a store that is away for a while stops nothing for good", async () => {
    const store = await stores.open();
    const away = { is: true };
    const flaky: Store = {
      ...store,
      jobs: {
        ...store.jobs,
        claim: (claim) => (away.is ? Promise.reject(new Error("away")) : store.jobs.claim(claim)),
      },
    };
    const { jobs, clock, logged } = workerOn(flaky, { import: () => Promise.resolve(1) });
    jobs.start();
    await jobs.submit(request("one"));
    while (logged.length === 0) await nextTurn();
    away.is = false;
    clock.beat();
    expect((await jobs.wait("job-1"))?.state).toBe("done");
    expect(logged[0]).toBe("jobs: Error: away");
    await jobs.stop();
  });
});
