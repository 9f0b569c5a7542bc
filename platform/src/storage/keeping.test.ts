/** The store's contract on runs, settings, jobs, accounts and sessions. */
import { describe, expect, test } from "vitest";
import type { Instant } from "@vallgrav/kernel";
import type { AccountRecord, JobClaim, NewJob, SessionRecord, UnitRecord } from "./store.ts";
import { onEveryStore } from "./test/contract.ts";
import { at } from "./test/samples.ts";

/** Names whose order differs between bytes and nearly every language's rules. */
const inByteOrder = ["A", "Z", "_", "a", "a b", "ab", "z", "Ä", "Å", "å", "ö", "\uFB01", "😀"];

function job(id: string, change: Partial<NewJob> = {}): NewJob {
  return {
    id,
    kind: "import",
    key: null,
    title: id,
    payload: { id },
    createdAt: at(0),
    ...change,
  };
}

function claim(owner: string, change: Partial<JobClaim> = {}): JobClaim {
  return { owner, now: at(10), leaseUntil: at(20), takeOver: false, ...change };
}

function account(name: string): AccountRecord {
  return {
    id: `id of ${name}`,
    name,
    nameKey: name,
    role: "board-reader",
    unit: null,
    state: "active",
    isBreakGlass: false,
    lockedBy: null,
    passwordHash: "$none$",
    createdAt: at(0),
  };
}

function session(tokenHash: string, createdAt: Instant, seenAt: Instant): SessionRecord {
  const isStrong = tokenHash === "t1";
  return { tokenHash, accountId: "id of a", address: "192.0.2.1", createdAt, seenAt, isStrong };
}

onEveryStore((stores) => {
  describe("order and text", () => {
    test("[ST16] lists are in order of bytes, whatever the database's language", async () => {
      const store = await stores.open();
      for (const name of inByteOrder.toReversed()) await store.accounts.add(account(name), false);
      const names = (await store.accounts.list()).map(({ name }) => name);
      expect(names).toEqual(inByteOrder);
    });

    test("[ST17] a key that PostgreSQL cannot hold is refused by both alike", async () => {
      const store = await stores.open();
      const refusal = { code: "storage/bad-text" };
      for (const key of ["a\u0000b", "a\uD800b"]) {
        await expect(store.settings.save(key, 1, 0)).rejects.toMatchObject(refusal);
        await expect(store.jobs.add(job("j", { key }))).rejects.toMatchObject(refusal);
        await expect(store.accounts.add(account(key), false)).rejects.toMatchObject(refusal);
      }
    });
  });

  describe("runs", () => {
    test("[ST18] a run comes back byte for byte; the first of an id stays", async () => {
      const store = await stores.open();
      const result = `{"b":1,  "a":"å😀 \\u0000${"x".repeat(1_048_576)}"}`;
      const run = { id: "r1", kind: "plan", identity: { seed: "1" }, result, at: at(0) };
      await store.runs.save(run);
      await store.runs.save({ ...run, result: "other" });
      await store.runs.save({ ...run, id: "r2", kind: "dials", at: at(1) });
      expect(await store.runs.load("r1")).toEqual(run);
      expect(await store.runs.load("none")).toBeNull();
      expect((await store.runs.list()).map(({ id }) => id)).toEqual(["r2", "r1"]);
      expect(await store.runs.list("plan")).toEqual([
        { id: "r1", kind: "plan", identity: { seed: "1" }, at: at(0) },
      ]);
    });
  });

  describe("settings", () => {
    test("[ST19] a setting is saved only over the version it was read at", async () => {
      const store = await stores.open();
      expect(await store.settings.load("budget")).toBeNull();
      expect(await store.settings.save("budget", { sek: 1 }, 0)).toBe(1);
      expect(await store.settings.save("budget", { sek: 2 }, 1)).toBe(2);
      const conflict = { name: "StoreConflict", code: "storage/conflict", key: "budget" };
      await expect(store.settings.save("budget", 3, 1)).rejects.toMatchObject({
        ...conflict,
        expected: 1,
        actual: 2,
      });
      await expect(store.settings.save("budget", 3, 0)).rejects.toMatchObject(conflict);
      await expect(store.settings.save("none", 3, 7)).rejects.toMatchObject({ actual: 0 });
      expect(await store.settings.load("budget")).toEqual({ value: { sek: 2 }, version: 2 });
    });

    test("[ST19] of two that save at once one wins, in one process and in two", async () => {
      const address = await stores.newAddress();
      const one = await stores.open(address);
      const two = await stores.open(address);
      await one.settings.save("x", 0, 0);
      const saved = await Promise.allSettled([
        one.settings.save("x", 1, 1),
        one.settings.save("x", 2, 1),
        two.settings.save("x", 3, 1),
      ]);
      expect(saved.filter(({ status }) => status === "fulfilled").length).toBe(1);
    });
  });

  describe("jobs", () => {
    test("[ST20] a kind and key under way is the same job; afterwards a new one", async () => {
      const store = await stores.open();
      const first = await store.jobs.add(job("one", { key: "k" }));
      expect(first).toEqual({
        ...job("one", { key: "k" }),
        state: "waiting",
        done: 0,
        total: null,
        counts: {},
        problems: [],
        attempt: 0,
        endedAt: null,
        checkpoint: null,
        result: null,
        owner: null,
        leaseUntil: null,
        cancelRequested: false,
      });
      expect((await store.jobs.add(job("two", { key: "k" }))).id).toBe("one");
      expect((await store.jobs.add(job("three", { key: "k", kind: "plan" }))).id).toBe("three");
      expect((await store.jobs.add(job("four"))).id).toBe("four");
      await store.jobs.cancel("one", at(1));
      expect((await store.jobs.add(job("five", { key: "k" }))).id).toBe("five");
      const newest = await store.jobs.list(3);
      expect(newest.map(({ id }) => id)).toEqual(["five", "four", "three"]);
    });

    test("[ST21] one job runs at a time, oldest first, over all owners", async () => {
      const address = await stores.newAddress();
      const store = await stores.open(address);
      const beside = await stores.open(address);
      await store.jobs.add(job("one"));
      await store.jobs.add(job("two"));
      const claims = await Promise.all([
        store.jobs.claim(claim("a")),
        beside.jobs.claim(claim("b")),
        store.jobs.claim(claim("c")),
      ]);
      const taken = claims.filter((one) => one !== null);
      expect(taken.map(({ id, attempt, state }) => [id, attempt, state])).toEqual([
        ["one", 1, "running"],
      ]);
      const owner = taken[0]?.owner ?? "";
      expect(await store.jobs.save("one", owner, { state: "done", endedAt: at(11) })).toBe(true);
      expect((await beside.jobs.claim(claim("b")))?.id).toBe("two");
    });

    test("[ST22] a job whose lease is out is taken over; its old owner is shut out", async () => {
      const store = await stores.open();
      await store.jobs.add(job("one"));
      await store.jobs.claim(claim("a"));
      const change = {
        done: 3,
        total: 9.5,
        counts: { rows: 3 },
        problems: [{ code: "a/b", severity: "notice", at: null, args: {} }] as const,
        checkpoint: { row: 3 },
        leaseUntil: at(30),
      };
      expect(await store.jobs.save("one", "a", change)).toBe(true);
      expect(await store.jobs.claim(claim("b", { now: at(29) }))).toBeNull();
      const again = await store.jobs.claim(claim("b", { now: at(30), leaseUntil: at(50) }));
      expect(again).toMatchObject({ ...change, owner: "b", attempt: 2, leaseUntil: at(50) });
      expect(await store.jobs.save("one", "a", { done: 4 })).toBe(false);
      const forced = await store.jobs.claim(claim("c", { now: at(31), takeOver: true }));
      expect(forced).toMatchObject({ owner: "c", attempt: 3 });
      expect(await store.jobs.save("one", "c", { result: { ok: true }, state: "done" })).toBe(true);
      expect(await store.jobs.load("one")).toMatchObject({ state: "done", result: { ok: true } });
      expect(await store.jobs.claim(claim("d"))).toBeNull();
    });

    test("[ST23] cancelling ends a waiting job and asks a running one", async () => {
      const store = await stores.open();
      await store.jobs.add(job("one"));
      await store.jobs.add(job("two"));
      await store.jobs.claim(claim("a"));
      expect(await store.jobs.cancel("one", at(11))).toMatchObject({
        state: "running",
        cancelRequested: true,
      });
      expect(await store.jobs.cancel("two", at(12))).toMatchObject({
        state: "cancelled",
        endedAt: at(12),
      });
      expect(await store.jobs.cancel("none", at(12))).toBeNull();
      expect(await store.jobs.load("none")).toBeNull();
    });
  });

  describe("accounts and sessions", () => {
    test("[ST24] the first account is added once, and a name once", async () => {
      const store = await stores.open();
      expect(await store.accounts.count()).toBe(0);
      const both = await Promise.all([
        store.accounts.add(account("a"), true),
        store.accounts.add(account("b"), true),
      ]);
      expect(both).toEqual(["added", "not-first"]);
      expect(await store.accounts.add(account("a"), false)).toBe("name-taken");
      expect(await store.accounts.add(account("b"), false)).toBe("added");
      expect(await store.accounts.add(account("c"), true)).toBe("not-first");
      expect(await store.accounts.count()).toBe(2);
      await store.accounts.savePasswordHash("id of a", "$new$");
      const changed = { ...account("a"), passwordHash: "$new$" };
      expect(await store.accounts.byNameKey("a")).toEqual(changed);
      expect(await store.accounts.byId("id of a")).toEqual(changed);
      expect(await store.accounts.byId("none")).toBeNull();
    });

    test("[ST35] a unit lies under one that is there, and goes when it is empty", async () => {
      const store = await stores.open();
      const unit = (id: string, parent: string | null): UnitRecord => {
        const none = { authority: null, also: [] };
        return { id, name: id, nameKey: id, parent, createdAt: at(0), ...none };
      };
      expect(await store.units.add(unit("under", "top"))).toBe("no-parent");
      expect(await store.units.add(unit("top", null))).toBe("added");
      expect(await store.units.add(unit("top", null))).toBe("name-taken");
      expect(await store.units.add(unit("under", "top"))).toBe("added");
      expect(await store.units.list()).toEqual([unit("top", null), unit("under", "top")]);
      const walled = { authority: "company", also: ["Bolaget"] } as const;
      expect(await store.units.setAuthority("under", walled)).toBe(true);
      expect(await store.units.setAuthority("none", walled)).toBe(false);
      expect((await store.units.list())[1]).toEqual({ ...unit("under", "top"), ...walled });
      await store.accounts.add({ ...account("a"), unit: "under" }, false);
      expect(await store.accounts.byId("id of a")).toMatchObject({ unit: "under" });
      for (const id of ["top", "under"]) expect(await store.units.remove(id)).toBe("in-use");
      await store.units.add(unit("empty", "top"));
      expect(await store.units.remove("empty")).toBe("removed");
      expect(await store.units.remove("empty")).toBe("unknown");
    });

    test("[ST25] sessions are kept by the hash of their token and end in time", async () => {
      const store = await stores.open();
      await store.accounts.add(account("a"), true);
      await store.sessions.add(session("t1", at(0), at(50)));
      await store.sessions.add(session("t2", at(20), at(20)));
      await store.sessions.add(session("t3", at(30), at(30)));
      expect(await store.sessions.load("t1")).toEqual(session("t1", at(0), at(50)));
      await store.sessions.touch("t2", at(60));
      expect(await store.sessions.removeExpired(at(0), at(30), at(60))).toBe(2);
      expect(await store.sessions.list("id of a")).toEqual([session("t2", at(20), at(60))]);
      expect(await store.sessions.remove("t2")).toBe(true);
      expect(await store.sessions.remove("t2")).toBe(false);
      await store.sessions.add(session("t4", at(0), at(0)));
      expect(await store.sessions.removeAll("id of a")).toBe(1);
      expect(await store.sessions.load("t4")).toBeNull();
    });
  });
});
