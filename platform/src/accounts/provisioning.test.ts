/** Accounts that a directory keeps, on every database. */
import { expect, test } from "vitest";
import { onEveryStore } from "../storage/test/contract.ts";
import { at } from "../storage/test/samples.ts";
import { accountsOf } from "./accounts.ts";
import { administrationOf } from "./administration.ts";
import type { IdentityProvider } from "./provider/identity-provider.ts";
import { signOnOf } from "./provider/sign-on.ts";
import { provisioningOf } from "./provisioning.ts";

const page = "https://vallgrav.kommunen.test/inloggning";

onEveryStore((stores) => {
  test("[AC55] a directory makes an employee who signs in by the same lasting name", async () => {
    const store = await stores.open();
    const now = () => at(0);
    const accounts = accountsOf({ store, now });
    const administration = administrationOf({ store, now });
    const provisioning = provisioningOf({ store, administration, now });
    const begun = { state: "s", nonce: "n", verifier: "v", redirectUri: page };
    const provider: IdentityProvider = {
      name: "Kommunens inloggning",
      issuer: "https://id.kommunen.test",
      begin: () => Promise.resolve({ ok: true, value: { url: "https://id", begun } }),
      finish: () => {
        const issuer = "https://id.kommunen.test";
        return Promise.resolve({ ok: true, value: { issuer, subject: "o-1", isStrong: true } });
      },
    };
    const signOn = signOnOf({ store, accounts, provider, now });
    const journey = async () => {
      const gone = await signOn.begin(page, null);
      const key = gone.ok ? gone.value.key : "";
      const done = await signOn.finish(key, new URLSearchParams(), "::1");
      return done.ok ? "in" : done.problem.code;
    };
    expect(await journey()).toBe("accounts/not-linked");
    const made = await provisioning.add({ name: "Elsa", externalId: "o-1", isActive: true });
    if (!made.ok) throw new Error(made.problem.code);
    const { id } = made.value;
    expect(made.value).toMatchObject({ role: "employee", state: "active", externalId: "o-1" });
    expect(await journey()).toBe("in");
    await provisioning.setActive(id, false);
    expect([await journey(), await accounts.sessions(id)]).toEqual(["accounts/not-active", []]);
    await provisioning.setActive(id, true);
    await provisioning.setExternalId(id, "o-2");
    expect(await journey()).toBe("accounts/not-linked");
    expect(await provisioning.list()).toMatchObject([{ id, externalId: "o-2" }]);
    await provisioning.close(id);
    expect([await provisioning.list(), await provisioning.load(id)]).toEqual([[], null]);
  });

  test("[AC150] who got another role from a person gets no other lasting name", async () => {
    const store = await stores.open();
    const now = () => at(0);
    const administration = administrationOf({ store, now });
    const provisioning = provisioningOf({ store, administration, now });
    const made = await provisioning.add({ name: "Elsa", externalId: "o-1", isActive: true });
    const id = made.ok ? made.value.id : "";
    await administration.assign(id, { role: "administrator", unit: null }, null);
    const codeOf = async (externalId: string) => {
      const named = await provisioning.setExternalId(id, externalId);
      return named.ok ? null : named.problem.code;
    };
    // Else whoever holds the directory's token signs in as an administrator.
    expect([await codeOf("o-2"), await codeOf("o-1")]).toEqual(["accounts/not-from-here", null]);
    expect(await provisioning.load(id)).toMatchObject({ externalId: "o-1" });
  });

  test("[AC151] what is done to one account does not look through those of all", async () => {
    const store = await stores.open();
    const now = () => at(0);
    let lists = 0;
    const identities = {
      ...store.identities,
      list: () => {
        lists += 1;
        return store.identities.list();
      },
    };
    const administration = administrationOf({ store, now });
    const provisioning = provisioningOf({ store: { ...store, identities }, administration, now });
    const made = await provisioning.add({ name: "Elsa", externalId: "o-1", isActive: true });
    const id = made.ok ? made.value.id : "";
    await provisioning.setActive(id, false);
    await provisioning.setExternalId(id, "o-2");
    await provisioning.setRole(id, "pupil");
    const found = await provisioning.load(id);
    expect(found).toMatchObject({ externalId: "o-2", role: "pupil", state: "locked" });
    expect(lists).toBe(0);
    expect([(await provisioning.list()).length, lists]).toEqual([1, 1]);
  });

  test("[AC55] lasting names that cannot be kept or are taken make nobody", async () => {
    const store = await stores.open();
    const now = () => at(0);
    const administration = administrationOf({ store, now });
    const provisioning = provisioningOf({ store, administration, now });
    const add = async (name: string, externalId: string | null) => {
      const made = await provisioning.add({ name, externalId, isActive: true });
      return made.ok ? made.value.state : made.problem.code;
    };
    expect(await add("Elsa", "o-1")).toBe("active");
    expect(await add("Ida", "o-1")).toBe("accounts/identity-taken");
    for (const wrong of ["", "x".repeat(256), "a\0b", "\ud800", "account:o-1"])
      expect([wrong, await add("Ida", wrong)]).toEqual([wrong, "accounts/bad-name"]);
    expect(await add("Elsa", "o-2")).toBe("accounts/name-taken");
    expect(await add(" ", "o-2")).toBe("accounts/bad-name");
    expect(await add("Ida", null)).toBe("invited");
    expect((await provisioning.list()).map(({ name }) => name)).toEqual(["Elsa", "Ida"]);
  });
});
