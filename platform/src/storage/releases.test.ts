/** The store's contract on requests for release. */
import { expect, test } from "vitest";
import { StoreConflict } from "./store-error.ts";
import { onEveryStore } from "./test/contract.ts";
import { at } from "./test/samples.ts";

onEveryStore((stores) => {
  test("[ST700] requests are kept over the version named, the latest first", async () => {
    const { releases } = await stores.open();
    const one = { id: "r1", unit: null, askedAt: at(1), body: { what: "å \u0000" } };
    const other = { id: "r2", unit: "u1", askedAt: at(2), body: { what: "andra" } };
    expect([await releases.save(one, 0), await releases.save(other, 0)]).toEqual([1, 1]);
    // Twice under one id, and over a version that is gone.
    await expect(releases.save(one, 0)).rejects.toBeInstanceOf(StoreConflict);
    const changed = { ...one, body: { what: "ändrad" } };
    expect(await releases.save(changed, 1)).toBe(2);
    await expect(releases.save(one, 1)).rejects.toBeInstanceOf(StoreConflict);
    expect(await releases.list(9)).toEqual([
      { ...other, version: 1 },
      { ...changed, version: 2 },
    ]);
    expect((await releases.list(1)).map(({ id }) => id)).toEqual(["r2"]);
    expect([await releases.find("r1"), await releases.find("r3")]).toEqual([
      { ...changed, version: 2 },
      null,
    ]);
    await releases.remove("r1");
    expect((await releases.list(9)).map(({ id }) => id)).toEqual(["r2"]);
  });
});
