/** Passkeys against a device in software, on every database. */
import { expect, test } from "vitest";
import { instantFromMs } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { onEveryStore } from "../storage/test/contract.ts";
import type { Stores } from "../storage/test/contract.ts";
import { accountsOf, administrationOf, changeAccessPolicy, passkeysOf } from "./index.ts";
import type { Passwords } from "./index.ts";
import { softwareKey } from "./test/software-key.ts";

const good = "tre gula pumor sover";
const address = "192.0.2.1";
const site = { host: "vallgrav.example.se", origin: "https://vallgrav.example.se" };
const cheap: Passwords = {
  hash: (password) => Promise.resolve(`cheap ${password}`),
  verify: (password, phc) => Promise.resolve(phc === `cheap ${password}`),
};

async function opened(stores: Stores) {
  const store = await stores.open();
  const clock = { ms: Date.UTC(2026, 0, 1) };
  const now = (): Instant => instantFromMs(clock.ms) as Instant;
  const accounts = accountsOf({ store, now, passwords: cheap });
  const passkeys = passkeysOf({ store, now });
  const first = await accounts.firstRun({ name: "Åsa", password: good, address });
  const id = first.ok ? first.value.account.id : "";
  const key = softwareKey();
  const beginning = async (): Promise<string> =>
    String((await passkeys.begin({ id, name: "Åsa" }, site))["challenge"]);
  const asking = (): string => String(passkeys.ask(site)["challenge"]);
  const add = async (bent: object = {}) =>
    passkeys.add(
      id,
      "Telefonen",
      key.make({ challenge: await beginning(), ...site, ...bent }),
      site,
    );
  const show = async (bent: object = {}) =>
    passkeys.show(key.show({ challenge: asking(), ...site, ...bent }), site);
  return { store, clock, now, accounts, passkeys, id, key, add, show, asking, beginning };
}

function said(result: { readonly ok: boolean; readonly problem?: { readonly code: string } }) {
  return result.ok ? "ok" : String(result.problem?.code);
}

onEveryStore((stores) => {
  test("[AC26] a passkey is kept once and shows whose it is", async () => {
    const { passkeys, id, add, show, now } = await opened(stores);
    expect(said(await show())).toBe("accounts/bad-passkey");
    const made = await add();
    expect(made).toMatchObject({ ok: true, value: { name: "Telefonen", usedAt: null } });
    expect(said(await add())).toBe("accounts/bad-passkey");
    expect(await show()).toEqual({ ok: true, value: id });
    const [view] = await passkeys.list(id);
    expect(view).toMatchObject({ name: "Telefonen", createdAt: now(), usedAt: now() });
    expect(await passkeys.remove("another", view?.id ?? "")).toBe(false);
    expect(await passkeys.remove(id, view?.id ?? "")).toBe(true);
    expect(said(await show())).toBe("accounts/bad-passkey");
  });

  test("[AC56] a key of RSA is taken from 2 048 bits, a shorter one never believed", async () => {
    const { store, passkeys, id, asking, beginning, now } = await opened(stores);
    const offered = await passkeys.begin({ id, name: "Åsa" }, site);
    expect(offered["pubKeyCredParams"]).toEqual(
      [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
    );
    const long = softwareKey(2_048);
    const taken = long.make({ challenge: await beginning(), ...site });
    expect(said(await passkeys.add(id, "TPM", taken, site))).toBe("ok");
    expect(said(await passkeys.show(long.show({ challenge: asking(), ...site }), site))).toBe("ok");
    const short = softwareKey(1_024);
    const made = short.make({ challenge: await beginning(), ...site });
    expect(said(await passkeys.add(id, "Kort", made, site))).toBe("accounts/bad-passkey");
    const { publicKey } = short;
    const kept = { id: made.id, accountId: id, name: "Kort", publicKey, counter: 0 };
    await store.passkeys.add({ ...kept, createdAt: now(), usedAt: null });
    const shown = short.show({ challenge: asking(), ...site });
    expect(said(await passkeys.show(shown, site))).toBe("accounts/bad-passkey");
  });

  test("[AC27] what was made or shown elsewhere, unrecognised, or before, is refused", async () => {
    const { passkeys, id, key, add, show, asking, beginning, clock } = await opened(stores);
    const elsewhere = [
      { origin: "https://vallgrav.example.test" },
      { origin: "http://vallgrav.example.se" },
      { host: "example.se" },
      { isVerified: false },
      { challenge: "x".repeat(43) },
      { challenge: asking() },
    ];
    for (const bent of elsewhere)
      expect([bent, said(await add(bent))]).toEqual([bent, "accounts/bad-passkey"]);
    expect(said(await add())).toBe("ok");
    const others = [...elsewhere.slice(0, -1), { challenge: await beginning() }];
    for (const bent of others)
      expect([bent, said(await show(bent))]).toEqual([bent, "accounts/bad-passkey"]);
    const once = key.show({ challenge: asking(), ...site });
    expect([said(await passkeys.show(once, site)), said(await passkeys.show(once, site))]).toEqual([
      "ok",
      "accounts/bad-passkey",
    ]);
    const late = key.show({ challenge: asking(), ...site });
    clock.ms += 300_000;
    expect(said(await passkeys.show(late, site))).toBe("accounts/bad-passkey");
    const foreign = softwareKey().show({ challenge: asking(), ...site });
    const borrowed = { ...foreign, id: once.id, rawId: once.rawId };
    expect(said(await passkeys.show(borrowed, site))).toBe("accounts/bad-passkey");
    const broken = { clientDataJSON: "AA", attestationObject: "AA" };
    const nonsense = { ...key.make({ challenge: await beginning(), ...site }), response: broken };
    expect(said(await passkeys.add(id, "Telefonen", nonsense, site))).toBe("accounts/bad-passkey");
  });

  test("[AC27] a counter that goes back or stands still is refused", async () => {
    const { add, show } = await opened(stores);
    await add({ counter: 5 });
    expect(said(await show({ counter: 6 }))).toBe("ok");
    for (const counter of [6, 5, 0])
      expect([counter, said(await show({ counter }))]).toEqual([counter, "accounts/bad-passkey"]);
    expect(said(await show({ counter: 7 }))).toBe("ok");
  });

  test("[AC28] a session by passkey meets the demand of a second factor", async () => {
    const { store, accounts, passkeys, id, add, now } = await opened(stores);
    await add();
    await changeAccessPolicy(store.settings, { secondFactor: ["administrator"] });
    const strong = await accounts.enter(id, address, true);
    const weak = await accounts.signIn({ name: "Åsa", password: good, address });
    const present = async (one: typeof strong): Promise<boolean | undefined> =>
      (await accounts.accountOf(one.ok ? one.value.token : ""))?.mustEnrol;
    expect([await present(strong), await present(weak)]).toEqual([false, true]);
    const bo = await accounts.create({ name: "Bo", password: good, role: "pupil", unit: null });
    const other = bo.ok ? bo.value.id : "";
    const theirs = softwareKey();
    const challenge = String((await passkeys.begin({ id: other, name: "Bo" }, site))["challenge"]);
    expect(said(await passkeys.add(other, "Bos", theirs.make({ challenge, ...site }), site))).toBe(
      "ok",
    );
    const administration = administrationOf({ store, now, passwords: cheap });
    await administration.take("lock", other, id);
    expect(said(await accounts.enter(other, address, true))).toBe("accounts/not-active");
    expect((await passkeys.list(other)).length).toBe(1);
    await administration.take("unlock", other, id);
    await administration.reset(other, id);
    expect(await passkeys.list(other)).toEqual([]);
  });
});
