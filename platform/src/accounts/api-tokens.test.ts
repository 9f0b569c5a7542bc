/** Tokens of programs: what they may, for how long, and what ends them. */
import type { Right } from "../api/index.ts";
import { expect, test } from "vitest";
import { onEveryStore } from "../storage/test/contract.ts";
import { at } from "../storage/test/samples.ts";
import type { Store } from "../storage/index.ts";
import { changeAccessPolicy, incidentOf } from "./access-policy.ts";
import { accountsOf } from "./accounts.ts";
import { administrationOf } from "./administration.ts";
import { apiTokensOf, tokenLimits, tokenPrefix } from "./api-tokens.ts";

const passwords = {
  hash: (password: string) => Promise.resolve(`hash of ${password}`),
  verify: (password: string, hash: string) => Promise.resolve(hash === `hash of ${password}`),
};
const password = "korrekt häst batteri 7";
const wanted = { name: "Nattlig export", scopes: ["ways/view", "model/view"] as Right[], days: 30 };
const daySeconds = 86_400;

async function around(store: Store) {
  const clock = { seconds: 0 };
  const now = () => at(clock.seconds);
  const accounts = accountsOf({ store, now, passwords });
  const administration = administrationOf({ store, now, passwords });
  const tokens = apiTokensOf({ store, accounts, now });
  const person = { name: "Astrid Exempel", password, role: "it-operations", unit: null } as const;
  const made = await accounts.create(person);
  if (!made.ok) throw new Error(made.problem.code);
  const by = { id: made.value.id, isStrong: false, isBreakGlass: false };
  const make = async (change: Partial<typeof wanted> = {}) => {
    const done = await tokens.make(by, { ...wanted, ...change });
    if (!done.ok) throw new Error(done.problem.code);
    return done.value;
  };
  return { clock, accounts, administration, tokens, by, make, store, now };
}

onEveryStore((stores) => {
  test("[AC50] a token tells its account and some of its rights, until its time", async () => {
    const { tokens, make, by, clock, store } = await around(await stores.open());
    const { token, view } = await make();
    expect(token).toMatch(/^vgt_[\w-]{43}$/);
    expect(view).toMatchObject({ scopes: ["model/view", "ways/view"], usedAt: null });
    const bearer = await tokens.bearerOf(token);
    expect(bearer).toMatchObject({ id: by.id, role: "it-operations", tokenId: view.id });
    expect([...(bearer?.scopes ?? [])]).toEqual(["model/view", "ways/view"]);
    expect((await tokens.list(by.id))[0]).toEqual({ ...view, usedAt: at(0) });
    const kept = JSON.stringify(await store.tokens.list(by.id));
    expect(kept).not.toContain(token.slice(tokenPrefix.length));
    for (const other of ["", tokenPrefix, token.slice(0, -1), `${token}x`, kept.slice(0, 64)])
      expect(await tokens.bearerOf(other)).toBe(null);
    clock.seconds = 30 * daySeconds - 1;
    expect(await tokens.bearerOf(token)).not.toBe(null);
    clock.seconds = 30 * daySeconds;
    expect(await tokens.bearerOf(token)).toBe(null);
  });

  test("[AC50] a token ends within a year, an account has twenty, its owner ends one", async () => {
    const { tokens, make, by } = await around(await stores.open());
    const { view, token } = await make({ days: 10_000 });
    expect(view.expiresAt).toBe(at(tokenLimits.days * daySeconds));
    for (let count = 1; count < tokenLimits.perAccount; count += 1) await make();
    expect(await tokens.make(by, wanted)).toMatchObject({
      problem: { code: "accounts/too-many-tokens", args: { limit: 20 } },
    });
    expect(await tokens.revoke("another", view.id)).toBe(false);
    expect(await tokens.revoke(by.id, view.id)).toBe(true);
    expect([await tokens.bearerOf(token), await tokens.revoke(by.id, view.id)]).toEqual([
      null,
      false,
    ]);
    expect([await tokens.revokeAll(by.id), await tokens.list(by.id)]).toEqual([19, []]);
    expect(await tokens.make(by, { ...wanted, name: " " })).toMatchObject({
      problem: { code: "accounts/bad-name" },
    });
  });

  test("[AC51] a lock, a reset and a new password end its tokens", async () => {
    const { tokens, make, by, administration, accounts } = await around(await stores.open());
    const isOver = async (token: string) =>
      (await tokens.bearerOf(token)) === null && (await tokens.list(by.id)).length === 0;
    const { id } = by;
    const first = await make();
    await administration.take("lock", id, null);
    expect(await isOver(first.token)).toBe(true);
    expect(await tokens.make(by, wanted)).toMatchObject({ ok: false });
    await administration.take("unlock", id, null);
    expect(await isOver(first.token)).toBe(true);
    const second = await make();
    const change = { name: "Astrid Exempel", password, address: "::1" };
    expect(
      await accounts.changePassword(id, { ...change, newPassword: "en helt annan fras" }),
    ).toMatchObject({ ok: true });
    expect(await isOver(second.token)).toBe(true);
    const third = await make();
    await administration.reset(id, null);
    expect(await isOver(third.token)).toBe(true);
  });

  test("[AC52] an incident, a demand not met and another role hold for tokens", async () => {
    const { tokens, make, by, store, now, administration } = await around(await stores.open());
    const { token } = await make();
    await changeAccessPolicy(store.settings, { incident: incidentOf(now(), by.id, [by.id]) });
    expect(await tokens.bearerOf(token)).toBe(null);
    await changeAccessPolicy(store.settings, { incident: null });
    await changeAccessPolicy(store.settings, { secondFactor: ["it-operations"] });
    expect(await tokens.bearerOf(token)).toMatchObject({ mustEnrol: true });
    const strong = await tokens.make({ ...by, isStrong: true }, wanted);
    expect(await tokens.bearerOf(strong.ok ? strong.value.token : "")).toMatchObject({
      mustEnrol: false,
    });
    await administration.assign(by.id, { role: "pupil", unit: null }, null);
    expect(await tokens.bearerOf(token)).toMatchObject({ role: "pupil" });
    const envelope = { id: by.id, isStrong: false, isBreakGlass: true };
    expect(await tokens.make(envelope, wanted)).toMatchObject({
      problem: { code: "accounts/not-from-here" },
    });
  });
});
