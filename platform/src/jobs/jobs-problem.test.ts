/** What is told of a job that broke off. */
import { expect, test } from "vitest";
import { StoreError } from "../storage/index.ts";
import { onSqlite } from "../storage/test/contract.ts";
import { request, workerOn } from "./test/worker.ts";

onSqlite((stores) => {
  test("[JB1385] a job that broke off for want of room says so, and is logged", async () => {
    const full = new StoreError("storage/unavailable", new Error("database or disk is full"));
    const { jobs, logged } = workerOn(await stores.open(), { import: () => Promise.reject(full) });
    jobs.start();
    await jobs.submit(request("one"));
    const failed = await jobs.wait("job-1");
    expect([failed?.state, failed?.problems]).toEqual([
      "failed",
      [{ code: "storage/unavailable", severity: "error", at: null, args: {} }],
    ]);
    expect(logged.length).toBe(1);
    await jobs.stop();
  });
});
