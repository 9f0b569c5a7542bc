/** Many who sign in at once, from as many networks as they like. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Instant } from "@vallgrav/kernel";
import { onSqlite } from "../storage/test/contract.ts";
import { administrationOf } from "./administration.ts";
import { accountsOf } from "./index.ts";
import { type HashQueue, hashQueue, hashRules } from "./hash-queue.ts";

const rules = { atOnce: 2, waiting: 3, againSeconds: 5 };
const good = "tre gula pumor sover";
const now = (): Instant => "2026-11-24T00:00:00.000Z" as Instant;

/** Hashing that ends when the test says so, and how many were at it at once. */
function heldPasswords() {
  const held: (() => void)[] = [];
  let most = 0;
  return {
    held,
    most: () => most,
    hash: async (password: string) => `cheap ${password}`,
    verify: async (password: string, phc: string) => {
      await new Promise<void>((resolve) => {
        held.push(resolve);
        most = Math.max(most, held.length);
      });
      return phc === `cheap ${password}`;
    },
  };
}

test("[AC1090] so many run at once, in the order they came, and all of them end", async () => {
  const works = fc.array(fc.record({ isKept: fc.boolean(), fails: fc.boolean() }), {
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(works, async (all) => {
      const queue = hashQueue(rules);
      const running = { true: 0, false: 0 };
      const began = { true: [] as number[], false: [] as number[] };
      const ended = await Promise.allSettled(
        all.map(({ isKept, fails }, at) =>
          queue.run(isKept, async () => {
            const lane = `${isKept}` as const;
            began[lane].push(at);
            running[lane] += 1;
            expect(running[lane]).toBeLessThanOrEqual(isKept ? 1 : rules.atOnce);
            await Promise.resolve();
            running[lane] -= 1;
            if (fails) throw new Error("no hash");
            return at;
          }),
        ),
      );
      expect(ended.map(({ status }) => status === "rejected")).toEqual(
        all.map(({ fails }) => fails),
      );
      for (const order of Object.values(began))
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(queue.waitFor()).toBe(0);
    }),
    { numRuns: 200 },
  );
});

onSqlite((stores) => {
  test("[AC1091, AC1300] beyond the ceiling nobody is hashed for, looked up, counted", async () => {
    const opened = await stores.open();
    let looks = 0;
    const byNameKey = (key: string) => {
      looks += 1;
      return opened.accounts.byNameKey(key);
    };
    const store = { ...opened, accounts: { ...opened.accounts, byNameKey } };
    const passwords = heldPasswords();
    const accounts = accountsOf({ store, now, passwords, queue: hashQueue(rules) });
    await accounts.create({ name: "Bo", password: good, role: "auditor", unit: null });
    const from = (at: number) => ({ name: `n${at}`, password: good, address: `2001:db8:${at}::1` });
    const trying = Array.from({ length: 5 }, (_, at) => accounts.signIn(from(at)));
    await expect.poll(() => passwords.held.length).toBe(2);
    const busy = {
      ok: false,
      problem: { code: "accounts/busy", severity: "error", at: null, args: { seconds: 5 } },
    };
    const bo = { name: "Bo", password: good, address: "192.0.2.1" };
    // Far more often than a name may fail.
    for (let at = 0; at < 40; at += 1) expect(await accounts.signIn(bo)).toEqual(busy);
    expect([passwords.most(), looks]).toEqual([2, 2]);
    const ends = setInterval(() => passwords.held.splice(0).forEach((end) => end()), 1);
    const codes = (await Promise.all(trying)).map((one) => (one.ok ? "ok" : one.problem.code));
    expect(codes).toEqual(Array.from({ length: 5 }, () => "accounts/wrong"));
    expect((await accounts.signIn(bo)).ok).toBe(true);
    expect(passwords.most()).toBeLessThanOrEqual(2);
    looks = 0;
    const guessed: string[] = [];
    for (let at = 1; at < 8; at += 1) {
      const tried = await accounts.signIn({ ...bo, password: "fel", address: `198.51.100.${at}` });
      guessed.push(tried.ok ? "ok" : tried.problem.code);
    }
    // Five are looked up; who waits after them is not.
    expect([guessed.lastIndexOf("accounts/wrong"), guessed.at(-1), looks]).toEqual([
      4,
      "accounts/wait",
      5,
    ]);
    clearInterval(ends);
  });

  test("[AC1235] who fails without end at a name keeps nobody out on the worst day", async () => {
    const [store, passwords] = [await stores.open(), heldPasswords()];
    const ends = setInterval(() => passwords.held.splice(0).forEach((end) => end()), 1);
    const accounts = accountsOf({ store, now, passwords });
    const made = await administrationOf({ store, now, passwords }).breakGlass("Kuvert 1");
    if (!made.ok) throw new Error(made.problem.code);
    const guess = (at: number) => ({ name: "Kuvert 1", password: good, address: `192.0.2.${at}` });
    for (let at = 1; at < 12; at += 1) await accounts.signIn(guess(at));
    expect(await accounts.signIn(guess(12))).toMatchObject({ problem: { code: "accounts/wait" } });
    const { password } = made.value;
    // Of the form, and wrong: it is the address that waits.
    const wrong = { name: "Kuvert 1", password: "AAAA-BBBB-CCCC-DDDD-EEEE-2345" };
    const codes: string[] = [];
    for (let at = 0; at < 21; at += 1) {
      const tried = await accounts.signIn({ ...wrong, address: "198.51.100.7" });
      codes.push(tried.ok ? "ok" : tried.problem.code);
    }
    expect([codes.indexOf("accounts/wait"), new Set(codes).size]).toEqual([20, 2]);
    const entering = { name: "Kuvert 1", password, address: "198.51.100.8" };
    expect((await accounts.signIn(entering)).ok).toBe(true);
    clearInterval(ends);
  });

  test("[AC1092, AC1235] while all places are taken, the worst day gets in", async () => {
    const store = await stores.open();
    const passwords = heldPasswords();
    const queue = hashQueue(rules);
    const accounts = accountsOf({ store, now, passwords, queue });
    const administration = administrationOf({ store, now, passwords, queue });
    const made = await administration.breakGlass("Kuvert 1");
    if (!made.ok) throw new Error(made.problem.code);
    const from = (at: number) => ({ name: `n${at}`, password: good, address: `2001:db8:${at}::1` });
    for (let at = 0; at < 5; at += 1) void accounts.signIn(from(at));
    await expect.poll(() => passwords.held.length).toBe(2);
    expect(queue.waitFor()).toBe(5);
    const { password } = made.value;
    const entering = accounts.signIn({ name: "Kuvert 1", password, address: "192.0.2.9" });
    await expect.poll(() => passwords.held.length).toBe(3);
    passwords.held[2]?.();
    expect((await entering).ok).toBe(true);
    passwords.held.splice(2);
    // Turned away as all are: by the answer nobody learns which name is one for the worst day.
    const guess = { name: "Kuvert 1", password: good, address: "192.0.2.10" };
    const busy = { code: "accounts/busy" };
    expect(await accounts.signIn(guess)).toMatchObject({ ok: false, problem: busy });
    const ends = setInterval(() => passwords.held.splice(0).forEach((end) => end()), 1);
    await expect.poll(() => queue.waitFor()).toBe(0);
    clearInterval(ends);
  });

  test("[AC1215] who is turned away cannot tell whose name is for the worst day", async () => {
    const store = await stores.open();
    const passwords = heldPasswords();
    const { turnAway, ...rest } = hashQueue(rules);
    let turned = 0;
    const queue: HashQueue = {
      ...rest,
      turnAway: (work, nobodys) => {
        turned += 1;
        return turnAway(work, nobodys);
      },
    };
    const accounts = accountsOf({ store, now, passwords, queue });
    const made = await administrationOf({ store, now, passwords, queue }).breakGlass("Kuvert 1");
    if (!made.ok) throw new Error(made.problem.code);
    let asked = 0;
    const from = (name: string, password = "AAAA-BBBB-CCCC-DDDD-EEEE-2345") => {
      asked += 1;
      return accounts.signIn({ name, password, address: `2001:db8:${asked.toString(16)}::1` });
    };
    for (let at = 0; at < 5; at += 1) void from(`n${at}`);
    await expect.poll(() => passwords.held.length).toBe(2);
    const endRound = async (): Promise<void> => {
      await expect.poll(() => passwords.held.length).toBe(3);
      passwords.held.splice(2).forEach((end) => end());
    };
    // Far more often than a name may fail, several at once: one hash, and one end, for all.
    for (let round = 1; round <= 10; round += 1) {
      const before = from("n9");
      await expect.poll(() => passwords.held.length).toBe(3);
      let ended = 0;
      const all = ["Kuvert 1", "Kuvert 2", "Kuvert 1", "Kuvert 2"].map(async (name) => {
        const answer = await from(name);
        ended += 1;
        return answer;
      });
      await expect.poll(() => turned).toBe(5 * round);
      await endRound();
      const busy = await before;
      expect(busy).toMatchObject({ ok: false, problem: { code: "accounts/busy" } });
      await expect.poll(() => passwords.held.length).toBe(3);
      expect(ended).toBe(0);
      await endRound();
      for (const answer of await Promise.all(all)) expect(answer).toEqual(busy);
    }
    const ends = setInterval(() => passwords.held.splice(0).forEach((end) => end()), 1);
    await expect.poll(() => queue.waitFor()).toBe(0);
    // Nor afterwards: neither has to wait.
    const wrong = { ok: false, problem: { code: "accounts/wrong" } };
    for (const name of ["Kuvert 1", "Kuvert 2"]) expect(await from(name)).toMatchObject(wrong);
    expect((await from("Kuvert 1", made.value.password)).ok).toBe(true);
    clearInterval(ends);
  });
});

test("[AC1090] two of Node's four threads are left to files and to the worst day", () => {
  expect(hashRules.atOnce).toBe(2);
  expect(hashRules.waiting * 27).toBeLessThan(2_000);
});
