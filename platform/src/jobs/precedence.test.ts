/** Facts go before what is calculated of them. */
import { expect, test } from "vitest";
import { onSqlite } from "../storage/test/contract.ts";
import { gated, request, workerOn } from "./test/worker.ts";

onSqlite((stores) => {
  test("[JB1160] an import goes before a calculation, which begins anew afterwards", async () => {
    const store = await stores.open();
    const events: string[] = [];
    const { handler, entered, open } = gated();
    const { jobs, logged } = workerOn(store, {
      plan: async (context) => {
        events.push(`plan ${context.attempt}`);
        return handler(context);
      },
      import: () => Promise.resolve(events.push("import")),
    });
    jobs.start();
    await jobs.submit(request("one", { kind: "plan" }));
    await jobs.submit(request("two", { kind: "plan" }));
    await entered;
    const { id } = await jobs.submit(request("three"));
    expect((await jobs.wait(id))?.state).toBe("done");
    open();
    expect((await jobs.wait("job-1"))?.state).toBe("done");
    expect((await jobs.wait("job-2"))?.state).toBe("done");
    // Having given way counts as no attempt of its own.
    expect(events).toEqual(["plan 1", "import", "plan 1", "plan 1"]);
    expect(logged).toEqual([]);
    await jobs.stop();
  });

  test("[JB1160] an import of another process goes first from the heartbeat on", async () => {
    const store = await stores.open();
    const { handler, entered, open } = gated();
    const { jobs, clock } = workerOn(store, { plan: handler, import: () => Promise.resolve(1) });
    const elsewhere = workerOn(store, {});
    jobs.start();
    await jobs.submit(request("one", { kind: "plan" }));
    const { signal } = await entered;
    const brought = await store.jobs.add({
      ...request("two"),
      id: "elsewhere",
      createdAt: elsewhere.clock.now(),
    });
    expect(signal.aborted).toBe(false);
    clock.beat();
    expect((await jobs.wait(brought.id))?.state).toBe("done");
    open();
    expect((await jobs.wait("job-1"))?.state).toBe("done");
    await jobs.stop();
  });

  test("[JB1160] who cancels a calculation that has given way ends it for good", async () => {
    const store = await stores.open();
    const [calculation, reading] = [gated(), gated()];
    const { jobs } = workerOn(store, { plan: calculation.handler, import: reading.handler });
    jobs.start();
    await jobs.submit(request("one", { kind: "plan" }));
    await calculation.entered;
    await jobs.submit(request("two"));
    await reading.entered;
    expect((await jobs.load("job-1"))?.state).toBe("waiting");
    expect((await jobs.cancel("job-1"))?.state).toBe("cancelled");
    reading.open();
    expect((await jobs.wait("job-2"))?.state).toBe("done");
    expect((await jobs.load("job-1"))?.state).toBe("cancelled");
    await jobs.stop();
  });
});
