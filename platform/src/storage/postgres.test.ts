/** What only PostgreSQL promises; the contract itself is in the other tests of this folder. */
import { expect, test } from "vitest";
import { openStore } from "./open-store.ts";
import { onPostgres } from "./test/contract.ts";

onPostgres((stores) => {
  test("[ST27] a backup is left to the database's own tools", async () => {
    const store = await stores.open();
    await expect(store.backup("anywhere")).rejects.toMatchObject({
      code: "storage/backup-refused",
    });
  });

  test("[ST1] two that open an empty database at once make one schema", async () => {
    const address = await stores.newAddress();
    const [one, two] = await Promise.all([stores.open(address), stores.open(address)]);
    expect(await one.settings.save("x", 1, 0)).toBe(1);
    expect(await two.settings.load("x")).toEqual({ value: 1, version: 1 });
  });
});

test("[ST3] a server that does not answer is StoreError, without its address", async () => {
  const address = "postgres://someone:secret@127.0.0.1:1/none";
  const refusal: unknown = await openStore(address).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "storage/unavailable", cause: { code: "ECONNREFUSED" } });
  expect(JSON.stringify(refusal)).not.toContain("secret");
});
