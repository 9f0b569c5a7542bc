/**
 * The contract of the store, run on every database: a test file hands in its tests, and they are
 * registered once for SQLite and once for PostgreSQL. Without PostgreSQL's programs its half is
 * skipped and says so, unless `VALLGRAV_REQUIRE` names `postgres`: then it fails.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, test } from "vitest";
import { openStore } from "../open-store.ts";
import type { Store } from "../store.ts";
import { findBinaries, startCluster } from "./cluster.ts";
import type { Cluster } from "./cluster.ts";

/** What a contract's tests open stores with; all are closed after each test. */
export type Stores = {
  readonly kind: Store["kind"];
  /** Address of a database that does not exist yet, or is empty. */
  newAddress(): Promise<string>;
  /** Opens the database of an address, or a new one. */
  open(address?: string, options?: { readonly recover?: boolean }): Promise<Store>;
};

function storesOf(kind: Store["kind"], newAddress: () => Promise<string>): Stores {
  const opened: Store[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  return {
    kind,
    newAddress,
    open: async (address, options) => {
      const store = await openStore(address ?? (await newAddress()), options);
      opened.push(store);
      return store;
    },
  };
}

/** Registers tests for SQLite, each database a file in a temporary folder. */
export function onSqlite(register: (stores: Stores) => void): void {
  describe("sqlite", () => {
    const folder = mkdtempSync(join(tmpdir(), "vallgrav-sqlite-"));
    let made = 0;
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    register(
      storesOf("sqlite", () => {
        made += 1;
        return Promise.resolve(join(folder, `store-${made}.db`));
      }),
    );
  });
}

/** Registers tests for PostgreSQL on a cluster of their own. */
export function onPostgres(register: (stores: Stores) => void): void {
  const binaries = findBinaries();
  const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").split(",").includes("postgres");
  if (binaries === null && isRequired) {
    test("PostgreSQL is required here", () => {
      throw new Error("no PostgreSQL below /usr/lib/postgresql");
    });
    return;
  }
  if (binaries === null) process.stderr.write("skipped: no PostgreSQL is installed\n");
  describe.skipIf(binaries === null)("postgres", () => {
    let cluster: Cluster | null = null;
    beforeAll(async () => {
      if (binaries !== null) cluster = await startCluster(binaries);
    });
    afterAll(async () => {
      await cluster?.stop();
    });
    register(
      storesOf("postgres", () => {
        if (cluster === null) throw new Error("the cluster is not running");
        return cluster.newDatabase();
      }),
    );
  });
}

/** Registers tests for every database. */
export function onEveryStore(register: (stores: Stores) => void): void {
  onSqlite(register);
  onPostgres(register);
}
