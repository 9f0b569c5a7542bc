/** The way of an account, from the link to its end, on every database. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { instantFromMs } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { onEveryStore, onSqlite } from "../storage/test/contract.ts";
import type { Stores } from "../storage/test/contract.ts";
import {
  accountSteps,
  accountsOf,
  administrationOf,
  changeAccessPolicy,
  incidentOf,
  linkMs,
  unitsOf,
} from "./index.ts";
import type { AccountStep, Passwords } from "./index.ts";

const good = "tre gula pumor sover";
const address = "192.0.2.1";
const cheap: Passwords = {
  hash: (password) => Promise.resolve(`cheap ${password}`),
  verify: (password, phc) => Promise.resolve(phc === `cheap ${password}`),
};

async function opened(stores: Stores) {
  const store = await stores.open();
  const clock = { ms: Date.UTC(2026, 0, 1) };
  const now = (): Instant => instantFromMs(clock.ms) as Instant;
  const administration = administrationOf({ store, now, passwords: cheap });
  const accounts = accountsOf({ store, now, passwords: cheap });
  const first = await accounts.firstRun({ name: "Åsa", password: good, address });
  const boss = first.ok ? first.value.account.id : "";
  const signIn = async (name: string, password = good): Promise<string> => {
    const attempt = await accounts.signIn({ name, password, address });
    return attempt.ok ? attempt.value.token : attempt.problem.code;
  };
  return { store, clock, administration, accounts, boss, signIn };
}

function codeOf(result: { readonly ok: boolean; readonly problem?: { readonly code: string } }) {
  return result.ok ? "ok" : result.problem?.code;
}

const steps: readonly AccountStep[] = ["confirm", "activate", "lock", "unlock", "reset", "close"];

onEveryStore((stores) => {
  test("[AC53] what one who reaches more has locked stays so for others", async () => {
    const { administration, accounts, boss } = await opened(stores);
    const made = await accounts.create({ name: "Bo", password: good, role: "pupil", unit: null });
    const id = made.ok ? made.value.id : "";
    const reaches = ["all", "own", "program"] as const;
    const found: Record<string, readonly string[]> = {};
    for (const locker of reaches) {
      const may: string[] = [];
      for (const as of reaches) {
        expect(codeOf(await administration.take("lock", id, boss, locker))).toBe("ok");
        const code = codeOf(await administration.take("unlock", id, boss, as));
        if (code === "ok") may.push(as);
        else {
          expect(code).toBe("accounts/locked-by-other");
          await administration.take("unlock", id, boss);
        }
      }
      found[locker] = may;
    }
    expect(found).toEqual({ all: ["all"], own: ["all", "own"], program: ["all", "program"] });
  });

  test("[AC54] an account for the worst day keeps its role", async () => {
    const { administration, accounts, boss } = await opened(stores);
    const made = await administration.breakGlass("Kuvertet");
    const id = made.ok ? made.value.account.id : "";
    const assigned = await administration.assign(id, { role: "pupil", unit: null }, boss);
    expect(codeOf(assigned)).toBe("accounts/break-glass");
    const kept = (await accounts.list()).find((one) => one.id === id);
    expect([kept?.role, kept?.isBreakGlass]).toEqual(["administrator", true]);
    const same = await administration.assign(id, { role: "administrator", unit: null }, boss);
    expect(codeOf(same)).toBe("ok");
  });

  test("[AC14] a link is used once, and lets nobody in by itself", async () => {
    const { administration, signIn, boss } = await opened(stores);
    const made = await administration.invite({ name: " Bo ", role: "employee", unit: null });
    const { account, token } = made.ok ? made.value : { account: null, token: "" };
    expect(account).toMatchObject({ name: "Bo", role: "employee", state: "invited" });
    expect(await signIn("Bo", "")).toBe("accounts/wrong");
    expect(await administration.nameOf(token)).toBe("Bo");
    expect(codeOf(await administration.confirm(token, "kort"))).toBe("accounts/password-too-short");
    const both = await Promise.all([
      administration.confirm(token, good),
      administration.confirm(token, "fyra blå pumor vaknar"),
    ]);
    expect(both.map((one) => String(codeOf(one))).toSorted()).toEqual(["accounts/bad-link", "ok"]);
    expect(await administration.nameOf(token)).toBeNull();
    const chosen = codeOf(both[0]) === "ok" ? good : "fyra blå pumor vaknar";
    expect(await signIn("Bo", chosen)).toBe("accounts/not-active");
    expect(await signIn("Bo", "fel")).toBe("accounts/wrong");
    const id = account?.id ?? "";
    expect(await administration.take("activate", id, boss)).toMatchObject({
      ok: true,
      value: { state: "active" },
    });
    expect((await signIn("Bo", chosen)).length).toBe(43);
  });

  test("[AC15] a link grows old, and a new one or any step takes it", async () => {
    const { administration, clock, boss } = await opened(stores);
    const made = await administration.invite({ name: "Bo", role: "employee", unit: null });
    const { account, token } = made.ok ? made.value : { account: null, token: "" };
    const id = account?.id ?? "";
    clock.ms += linkMs - 1;
    expect(await administration.nameOf(token)).toBe("Bo");
    clock.ms += 1;
    expect(await administration.nameOf(token)).toBeNull();
    expect(codeOf(await administration.confirm(token, good))).toBe("accounts/bad-link");
    const again = await administration.reset(id, boss);
    const newer = again.ok ? again.value.token : "";
    const third = await administration.reset(id, boss);
    expect(await administration.nameOf(newer)).toBeNull();
    const last = third.ok ? third.value.token : "";
    expect(await administration.nameOf(last)).toBe("Bo");
    expect(codeOf(await administration.take("close", id, boss))).toBe("ok");
    expect(await administration.nameOf(last)).toBeNull();
    for (const none of ["", "x".repeat(43)])
      expect(codeOf(await administration.confirm(none, good))).toBe("accounts/bad-link");
  });

  test("[AC16] a lock, a reset and the end take sessions; the last two the password", async () => {
    const { administration, accounts, signIn, boss } = await opened(stores);
    const lockedOut = {
      lock: "accounts/not-active",
      reset: "accounts/wrong",
      close: "accounts/wrong",
    };
    for (const [step, answer] of Object.entries(lockedOut)) {
      const name = `Bo ${step}`;
      const made = await accounts.create({ name, password: good, role: "employee", unit: null });
      const id = made.ok ? made.value.id : "";
      const token = await signIn(name);
      expect((await accounts.accountOf(token))?.name).toBe(name);
      if (step === "reset") await administration.reset(id, boss);
      else await administration.take(step as "lock" | "close", id, boss);
      expect([step, await accounts.accountOf(token)]).toEqual([step, null]);
      expect([step, await signIn(name)]).toEqual([step, answer]);
      if (step !== "lock") continue;
      expect(codeOf(await administration.take("unlock", id, boss))).toBe("ok");
      expect(await accounts.accountOf(token)).toBeNull();
      expect((await signIn(name)).length).toBe(43);
    }
  });

  test("[AC17] nobody steps on their own account, and one administrator stays", async () => {
    const { administration, accounts, boss } = await opened(stores);
    for (const step of ["lock", "close"] as const) {
      expect(codeOf(await administration.take(step, boss, boss))).toBe("accounts/own-account");
      expect(codeOf(await administration.take(step, boss, null))).toBe(
        "accounts/last-administrator",
      );
    }
    expect(codeOf(await administration.reset(boss, null))).toBe("accounts/last-administrator");
    const made = await accounts.create({
      name: "Bo",
      password: good,
      role: "administrator",
      unit: null,
    });
    const other = made.ok ? made.value.id : "";
    const both = await Promise.all([
      administration.take("lock", boss, other),
      administration.take("lock", other, boss),
    ]);
    expect(both.map((one) => String(codeOf(one))).toSorted()).toEqual([
      "accounts/last-administrator",
      "ok",
    ]);
    expect(codeOf(await administration.take("lock", "nobody", boss))).toBe("accounts/unknown");
  });

  test("[ST36] an account moves only from where it is, and its link goes with it", async () => {
    const { store, accounts } = await opened(stores);
    const made = await accounts.create({ name: "Bo", password: good, role: "pupil", unit: null });
    const id = made.ok ? made.value.id : "";
    const at = (ms: number): Instant => instantFromMs(ms) as Instant;
    const when = (ms: number) => ({ now: at(ms), latest: at(20) });
    expect(await store.accounts.move(id, "locked", "active")).toBe("changed");
    expect(await store.accounts.move("nobody", "active", "locked")).toBe("changed");
    expect(await store.accounts.move(id, "active", "invited")).toBe("moved");
    expect(await store.accounts.byId(id)).toMatchObject({ state: "invited", passwordHash: "" });
    await store.accounts.saveLink({ tokenHash: "one", accountId: id, expiresAt: at(10) });
    await store.accounts.saveLink({ tokenHash: "two", accountId: id, expiresAt: at(20) });
    expect(await store.accounts.byLink("one", when(0))).toBeNull();
    expect(await store.accounts.byLink("two", when(20))).toBeNull();
    expect(await store.accounts.byLink("two", when(19))).toMatchObject({ id });
    const early = { now: at(0), latest: at(19) };
    expect(await store.accounts.byLink("two", early)).toBeNull();
    expect(await store.accounts.useLink("two", early, "h")).toBe(false);
    expect(await store.accounts.useLink("two", when(19), "h")).toBe(true);
    expect(await store.accounts.useLink("two", when(19), "h")).toBe(false);
    expect(await store.accounts.byId(id)).toMatchObject({ state: "confirmed", passwordHash: "h" });
    await store.accounts.saveLink({ tokenHash: "three", accountId: id, expiresAt: at(20) });
    expect(await store.accounts.byLink("three", when(0))).toBeNull();
    expect(await store.accounts.move(id, "confirmed", "closed")).toBe("moved");
    expect(await store.accounts.useLink("three", when(0), "h")).toBe(false);
  });
});

onEveryStore((stores) => {
  test("[AC24] an account for the worst day works without a second factor", async () => {
    const { store, administration, accounts, signIn } = await opened(stores);
    await changeAccessPolicy(store.settings, { secondFactor: ["administrator"] });
    const made = await administration.breakGlass(" Kuvertet ");
    const { account, password } = made.ok ? made.value : { account: null, password: "" };
    expect(account).toMatchObject({
      name: "Kuvertet",
      role: "administrator",
      state: "active",
      isBreakGlass: true,
    });
    expect(password).toMatch(/^(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
    expect(await accounts.accountOf(await signIn("Kuvertet", password))).toMatchObject({
      mustEnrol: false,
    });
    expect(await accounts.accountOf(await signIn("Åsa"))).toMatchObject({ mustEnrol: true });
    expect(codeOf(await administration.breakGlass("kuvertet"))).toBe("accounts/name-taken");
  });

  test("[AC25] in an incident those named are let in, and others' sessions rest", async () => {
    const { store, administration, accounts, signIn, boss } = await opened(stores);
    const member = async (name: string): Promise<string> => {
      const made = await accounts.create({ name, password: good, role: "pupil", unit: null });
      return made.ok ? made.value.id : "";
    };
    const named = await member("Bo");
    await member("Cia");
    const made = await administration.breakGlass("Kuvertet");
    const password = made.ok ? made.value.password : "";
    const tokens = [await signIn("Åsa"), await signIn("Bo"), await signIn("Cia")];
    const present = async (): Promise<readonly boolean[]> =>
      Promise.all(tokens.map(async (token) => (await accounts.accountOf(token)) !== null));
    const since = "2026-01-01T00:00:00.000Z" as Instant;
    await changeAccessPolicy(store.settings, { incident: incidentOf(since, boss, [named]) });
    expect(await present()).toEqual([true, true, false]);
    expect(await accounts.accountOf(tokens[0] ?? "")).toMatchObject({ incidentSince: since });
    expect(await signIn("Cia")).toBe("accounts/incident");
    expect(await signIn("Cia", "fel")).toBe("accounts/wrong");
    expect((await signIn("Kuvertet", password)).length).toBe(43);
    await changeAccessPolicy(store.settings, { incident: null });
    expect(await present()).toEqual([true, true, true]);
  });
});

onEveryStore((stores) => {
  test("[AC30] a role and unit are given anew at once, save one's own and the last", async () => {
    const { store, administration, accounts, signIn, boss } = await opened(stores);
    const now = (): Instant => instantFromMs(0) as Instant;
    const unit = await unitsOf({ store, now }).add({ name: "Skolan", parent: null });
    const where = unit.ok ? unit.value.id : "";
    const made = await accounts.create({ name: "Bo", password: good, role: "pupil", unit: null });
    const id = made.ok ? made.value.id : "";
    const token = await signIn("Bo");
    const wanted = { role: "administrator", unit: where } as const;
    expect(await administration.assign(id, wanted, boss)).toMatchObject({
      ok: true,
      value: wanted,
    });
    expect(await accounts.accountOf(token)).toMatchObject(wanted);
    const less = { role: "auditor", unit: null } as const;
    expect(codeOf(await administration.assign(id, less, id))).toBe("accounts/own-account");
    const nowhere = { ...less, unit: "nowhere" };
    expect(codeOf(await administration.assign(id, nowhere, boss))).toBe("accounts/unknown-unit");
    expect(codeOf(await administration.assign("none", less, boss))).toBe("accounts/unknown");
    const both = await Promise.all([
      administration.assign(id, less, boss),
      administration.assign(boss, less, id),
    ]);
    expect(both.map((one) => String(codeOf(one))).toSorted()).toEqual([
      "accounts/last-administrator",
      "ok",
    ]);
  });
});

onSqlite((stores) => {
  test("[AC18] whatever steps are tried, an account is where the table leads", async () => {
    const { administration, accounts, store, boss } = await opened(stores);
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...steps), { maxLength: 12 }), async (tried) => {
        made += 1;
        const name = `Prov ${made}`;
        const invited = await administration.invite({ name, role: "pupil", unit: null });
        let token = invited.ok ? invited.value.token : "";
        const id = invited.ok ? invited.value.account.id : "";
        let state = invited.ok ? invited.value.account.state : "closed";
        for (const step of tried) {
          const to = accountSteps[state][step];
          if (step === "confirm") await administration.confirm(token, good);
          else if (step === "reset") {
            const again = await administration.reset(id, boss);
            if (again.ok) token = again.value.token;
          } else await administration.take(step, id, boss);
          state = to ?? state;
          expect(await store.accounts.byId(id)).toMatchObject({ state });
        }
        // From elsewhere each time: what fails slows an address down.
        const from = `192.0.2.${made}`;
        const isIn = (await accounts.signIn({ name, password: good, address: from })).ok;
        expect(isIn).toBe(state === "active");
      }),
      { numRuns: 60 },
    );
  });

  test("[AC18] only a closed account has no way on, and no link lets in", () => {
    const ways = Object.entries(accountSteps);
    expect(ways.filter(([, way]) => Object.keys(way).length === 0).map(([state]) => state)).toEqual(
      ["closed"],
    );
    const letsIn = ways
      .flatMap(([, way]) => Object.entries(way))
      .filter(([, to]) => to === "active");
    expect(letsIn.map(([step]) => step)).toEqual(["activate", "unlock"]);
  });

  test("[AC9] a session is ended by its id, by its own account alone", async () => {
    const { accounts, boss, signIn } = await opened(stores);
    await accounts.create({ name: "Bo", password: good, role: "pupil", unit: null });
    await signIn("Bo");
    const [mine] = await accounts.sessions(boss);
    const id = mine?.id ?? "";
    expect(await accounts.revoke("id of Bo", id)).toBe(false);
    expect(await accounts.revoke(boss, id)).toBe(true);
    expect(await accounts.revoke(boss, id)).toBe(false);
  });
});
