/** Signing in through a provider: whom it opens accounts for, and whom it does not. */
import { fail, succeed } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { Store } from "../../storage/index.ts";
import { onEveryStore } from "../../storage/test/contract.ts";
import { at } from "../../storage/test/samples.ts";
import { changeAccessPolicy, incidentOf } from "../access-policy.ts";
import { problemOf } from "../accounts-problem.ts";
import { accountsOf } from "../accounts.ts";
import { administrationOf } from "../administration.ts";
import type { IdentityProvider, VouchedFor } from "./identity-provider.ts";
import { journeyMs, signOnOf } from "./sign-on.ts";

const passwords = {
  hash: (password: string) => Promise.resolve(`hash of ${password}`),
  verify: (password: string, hash: string) => Promise.resolve(hash === `hash of ${password}`),
};
const password = "korrekt häst batteri 7";
const issuer = "https://id.kommunen.test";
const page = "https://vallgrav.kommunen.test/inloggning";
const back = new URLSearchParams();

/** A provider that vouches for whomever a test says. */
function vouching(who: { is: VouchedFor | null }): IdentityProvider {
  const begun = { state: "s", nonce: "n", verifier: "v", redirectUri: page };
  return {
    name: "Kommunens inloggning",
    issuer,
    begin: () => Promise.resolve(succeed({ url: `${issuer}/auth`, begun })),
    finish: () =>
      Promise.resolve(
        who.is === null ? fail(problemOf("accounts/provider-refused", {})) : succeed(who.is),
      ),
  };
}

function around(store: Store) {
  const clock = { seconds: 0 };
  const now = () => at(clock.seconds);
  const who: { is: VouchedFor | null } = { is: { issuer, subject: "s-1", isStrong: false } };
  const accounts = accountsOf({ store, now, passwords });
  const administration = administrationOf({ store, now, passwords });
  const signOn = signOnOf({ store, accounts, provider: vouching(who), now });
  const journey = async (invitation: string | null = null) => {
    const gone = await signOn.begin(page, invitation);
    if (!gone.ok) return gone.problem.code;
    const done = await signOn.finish(gone.value.key, back, "192.0.2.1");
    if (!done.ok) return done.problem.code;
    return done.value.kind === "confirmed" ? done.value.account.state : done.value.session;
  };
  const create = async (name: string, role: "employee" | "administrator" = "employee") => {
    const made = await accounts.create({ name, password, role, unit: null });
    if (!made.ok) throw new Error(made.problem.code);
    return made.value.id;
  };
  return { clock, who, accounts, administration, signOn, journey, create, now };
}

onEveryStore((stores) => {
  test("[AC46] nobody gets an account by signing in; a linked one is signed in to", async () => {
    const house = around(await stores.open());
    await house.create("Astrid Exempel", "administrator");
    expect(await house.journey()).toBe("accounts/not-linked");
    expect((await house.accounts.list()).length).toBe(1);
    const id = await house.create("Bertil Exempel");
    expect(await house.signOn.link(id, " s-1 ")).toMatchObject({ value: { id, state: "active" } });
    expect(await house.journey()).toMatchObject({
      account: { id, role: "employee", isStrong: false },
    });
    expect(await house.signOn.unlink(id)).toBe(true);
    expect([await house.journey(), await house.signOn.unlink(id)]).toEqual([
      "accounts/not-linked",
      false,
    ]);
  });

  test("[AC46] an identity is one account's, and an account has one of an issuer", async () => {
    const house = around(await stores.open());
    const [one, other] = [await house.create("En Exempel"), await house.create("Två Exempel")];
    await house.signOn.link(one, "s-1");
    const taken = { problem: { code: "accounts/identity-taken" } };
    expect(await house.signOn.link(other, "s-1")).toMatchObject(taken);
    expect(await house.signOn.link(one, "s-2")).toMatchObject(taken);
    expect(await house.signOn.link("nobody", "s-3")).toMatchObject({
      problem: { code: "accounts/unknown" },
    });
    for (const subject of ["", "x".repeat(256)])
      expect(await house.signOn.link(other, subject)).toMatchObject({ ok: false });
    const envelope = await house.administration.breakGlass("Kuvertet");
    const id = envelope.ok ? envelope.value.account.id : "";
    expect(await house.signOn.link(id, "s-4")).toMatchObject({
      problem: { code: "accounts/not-from-here" },
    });
  });

  test("[AC47] an invitation is taken up at the provider, once, and then waits", async () => {
    const house = around(await stores.open());
    const first = await house.create("Astrid Exempel", "administrator");
    const made = await house.administration.invite({
      name: "Bo Exempel",
      role: "auditor",
      unit: null,
    });
    if (!made.ok) throw new Error(made.problem.code);
    const { token, account } = made.value;
    house.who.is = null;
    expect(await house.journey(token)).toBe("accounts/provider-refused");
    house.who.is = { issuer, subject: "s-1", isStrong: true };
    await house.signOn.link(first, "s-1");
    // An identity that is another's takes nothing up, and the link holds on.
    expect(await house.journey(token)).toBe("accounts/identity-taken");
    expect(await house.administration.nameOf(token)).toBe("Bo Exempel");
    house.who.is = { issuer, subject: "s-2", isStrong: true };
    expect(await house.journey(token)).toBe("confirmed");
    expect([await house.journey(token), await house.journey("x".repeat(43))]).toEqual([
      "accounts/bad-link",
      "accounts/bad-link",
    ]);
    expect(await house.journey()).toBe("accounts/not-active");
    await house.administration.take("activate", account.id, first);
    expect(await house.journey()).toMatchObject({ account: { role: "auditor", isStrong: true } });
    expect(
      await house.accounts.signIn({ name: "Bo Exempel", password: "", address: "::1" }),
    ).toMatchObject({ problem: { code: "accounts/wrong" } });
    // A reset takes the identity like a password; the end of an account too.
    await house.administration.reset(account.id, first);
    expect(await house.journey()).toBe("accounts/not-linked");
  });

  test("[AC47] one who was invited and is linked by an administrator has confirmed", async () => {
    const house = around(await stores.open());
    const made = await house.administration.invite({
      name: "Bo Exempel",
      role: "pupil",
      unit: null,
    });
    if (!made.ok) throw new Error(made.problem.code);
    const { id } = made.value.account;
    expect(await house.signOn.link(id, "s-1")).toMatchObject({ value: { state: "confirmed" } });
    expect(await house.administration.nameOf(made.value.token)).toBe(null);
    expect(await house.journey()).toBe("accounts/not-active");
    await house.administration.take("activate", id, null);
    expect(await house.journey()).toMatchObject({ account: { id } });
  });

  test("[AC48] a second factor demanded or in force must be vouched for", async () => {
    const store = await stores.open();
    const house = around(store);
    const id = await house.create("Bertil Exempel");
    await house.signOn.link(id, "s-1");
    await store.factors.begin(id, "00");
    await store.factors.activate(id, "00", 1, ["h"]);
    expect(await house.journey()).toBe("accounts/provider-weak");
    await store.factors.remove(id);
    expect(await house.journey()).toMatchObject({ account: { mustEnrol: false } });
    await changeAccessPolicy(store.settings, { secondFactor: ["employee"] });
    expect(await house.journey()).toBe("accounts/provider-weak");
    house.who.is = { issuer, subject: "s-1", isStrong: true };
    expect(await house.journey()).toMatchObject({ account: { mustEnrol: false, isStrong: true } });
  });

  test("[AC49] an incident turns it off, also in the middle of a journey", async () => {
    const store = await stores.open();
    const house = around(store);
    const id = await house.create("Bertil Exempel");
    await house.signOn.link(id, "s-1");
    const gone = await house.signOn.begin(page, null);
    const key = gone.ok ? gone.value.key : "";
    await changeAccessPolicy(store.settings, { incident: incidentOf(house.now(), id, []) });
    expect([await house.journey(), await house.signOn.finish(key, back, "::1")]).toMatchObject([
      "accounts/incident",
      { problem: { code: "accounts/incident" } },
    ]);
    // Named people and local passwords go on.
    expect(
      await house.accounts.signIn({ name: "Bertil Exempel", password, address: "::1" }),
    ).toMatchObject({ ok: true });
  });

  test("[AC43] a journey ends once, within ten minutes, for its own browser", async () => {
    const house = around(await stores.open());
    const id = await house.create("Bertil Exempel");
    await house.signOn.link(id, "s-1");
    const begin = async () => {
      const gone = await house.signOn.begin(page, null);
      return gone.ok ? gone.value.key : "";
    };
    const end = async (key: string) => {
      const done = await house.signOn.finish(key, back, "::1");
      return done.ok ? "done" : done.problem.code;
    };
    const [key, late] = [await begin(), await begin()];
    expect([await end("another"), await end(key), await end(key)]).toEqual([
      "accounts/provider-refused",
      "done",
      "accounts/provider-refused",
    ]);
    house.clock.seconds = journeyMs / 1_000;
    expect(await end(late)).toBe("accounts/provider-refused");
  });
});

test("[AC49] without a provider nothing is begun", async () => {
  const none = signOnOf({ provider: null } as unknown as Parameters<typeof signOnOf>[0]);
  expect([none.name, await none.begin(page, null), await none.unlink("x")]).toMatchObject([
    null,
    { problem: { code: "accounts/no-provider" } },
    false,
  ]);
});
