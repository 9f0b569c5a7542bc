/** The store's contract on checks of domains. */
import { expect, test } from "vitest";
import { onEveryStore } from "./test/contract.ts";
import { at } from "./test/samples.ts";

onEveryStore((stores) => {
  test("[ST290] the newest check of each domain, its history, and each in whole", async () => {
    const store = await stores.open();
    const check = (id: string, domain: string, ms: number) => {
      return { id, domain, at: at(ms), summary: { id }, report: { whole: id, odd: "\u0000å" } };
    };
    const { domainChecks } = store;
    await domainChecks.add([]);
    expect([await domainChecks.latest(), await domainChecks.report("a1")]).toEqual([[], null]);
    await domainChecks.add([check("a1", "a.example", 1), check("b1", "b.example", 1)]);
    await domainChecks.add([check("a2", "a.example", 2), check("a3", "a.example", 2)]);
    expect((await domainChecks.latest()).map(({ id }) => id)).toEqual(["a3", "b1"]);
    const history = await domainChecks.history("a.example", 2);
    expect(history.map(({ id }) => id)).toEqual(["a3", "a2"]);
    expect(history[0]).toEqual({ id: "a3", domain: "a.example", at: at(2), summary: { id: "a3" } });
    expect(await domainChecks.report("a1")).toEqual({ whole: "a1", odd: "\u0000å" });
    // All or none: an id that is there already refuses its neighbours too.
    const twice = domainChecks.add([check("c1", "c.example", 3), check("a1", "a.example", 3)]);
    await expect(twice).rejects.toMatchObject({ code: "storage/unavailable" });
    expect(await domainChecks.report("c1")).toBeNull();
  });

  test("[ST290] of each domain the newest 520 checks are kept", async () => {
    const store = await stores.open();
    const many = Array.from({ length: 521 }, (_, index) => {
      const id = String(index).padStart(3, "0");
      return { id, domain: "a.example", at: at(index), summary: {}, report: {} };
    });
    await store.domainChecks.add(many);
    const other = { id: "other", domain: "b.example", at: at(0), summary: {}, report: {} };
    await store.domainChecks.add([other]);
    const kept = await store.domainChecks.history("a.example", 1_000);
    expect([kept.length, kept.at(-1)?.id]).toEqual([520, "001"]);
    expect((await store.domainChecks.latest()).length).toBe(2);
  });
});
