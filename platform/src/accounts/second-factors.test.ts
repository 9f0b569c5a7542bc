/** Codes by time, recovery codes, and what a role may demand, on every database. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { instantFromMs } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { dataKeyOf, openStore } from "../storage/index.ts";
import { onEveryStore } from "../storage/test/contract.ts";
import type { Stores } from "../storage/test/contract.ts";
import { parseAccessPolicy } from "./access-policy.ts";
import { accountsOf, changeAccessPolicy, loadAccessPolicy, secondFactorsOf } from "./index.ts";
import type { Passwords } from "./index.ts";
import { base32 } from "./base32.ts";
import { codeOf, matchedStep, stepMs } from "./totp.ts";

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
  let made = 0;
  const random = (length: number): Uint8Array => {
    made += 1;
    return new Uint8Array(length).fill(made);
  };
  const factors = secondFactorsOf({ store, now, random });
  const accounts = accountsOf({ store, now, passwords: cheap, factors });
  const first = await accounts.firstRun({ name: "Åsa", password: good, address });
  const id = first.ok ? first.value.account.id : "";
  const token = first.ok ? first.value.token : "";
  /** The code that an app shows now, of the nth secret made. */
  const shown = (secret = 1): string =>
    codeOf(new Uint8Array(20).fill(secret), Math.floor(clock.ms / stepMs));
  const enrol = async (): Promise<readonly string[]> => {
    await factors.begin(id);
    const confirmed = await factors.confirm(id, shown());
    clock.ms += stepMs;
    return confirmed.ok ? confirmed.value : [];
  };
  const signIn = async (code?: string): Promise<string> => {
    const attempt = await accounts.signIn({ name: "Åsa", password: good, address, code });
    return attempt.ok ? "ok" : attempt.problem.code;
  };
  return { store, clock, factors, accounts, id, token, shown, enrol, signIn };
}

test("[AC19] codes by time are those of the standard", () => {
  const secret = Buffer.from("12345678901234567890");
  // RFC 6238, appendix B, rows of SHA-1: seconds and eight digits.
  const published = [
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ] as const;
  for (const [seconds, code] of published) {
    const step = Math.floor((seconds * 1_000) / stepMs);
    expect(codeOf(secret, step, 8)).toBe(code);
    expect(matchedStep(secret, code.slice(-6), seconds * 1_000, -1)).toBe(step);
  }
  // RFC 4648, section 10, without padding.
  const texts = { f: "MY", fo: "MZXQ", foo: "MZXW6", foob: "MZXW6YQ", foobar: "MZXW6YTBOI" };
  for (const [text, encoded] of Object.entries(texts))
    expect(base32(Buffer.from(text))).toBe(encoded);
});

test("[AC19] [AC20] a step before and after is taken, and none at or before the last", () => {
  const secret = new Uint8Array(20).fill(7);
  const nowMs = 1_000 * stepMs;
  const taken = (step: number, last = -1): number | null =>
    matchedStep(secret, codeOf(secret, step), nowMs, last);
  expect([998, 999, 1_000, 1_001, 1_002].map((step) => taken(step))).toEqual([
    null,
    999,
    1_000,
    1_001,
    null,
  ]);
  expect([taken(999, 999), taken(1_000, 999), taken(1_000, 1_000)]).toEqual([null, 1_000, null]);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const step = matchedStep(secret, text, nowMs, -1);
      expect(step === null || /^\d{6}$/.test(text)).toBe(true);
    }),
  );
});

test("[AC23] whatever stands in the setting is a policy", () => {
  expect(parseAccessPolicy({ secondFactor: ["pupil", "king", 7, "administrator"] })).toEqual({
    secondFactor: ["administrator", "pupil"],
    incident: null,
  });
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parseAccessPolicy(value)).toEqual({ secondFactor: [], incident: null });
    }),
  );
});

onEveryStore((stores) => {
  test("[AC20] a factor is in force after its first code, and a code holds once", async () => {
    const { factors, id, shown, clock, signIn } = await opened(stores);
    expect(await factors.begin(id)).toEqual({
      ok: true,
      value: base32(new Uint8Array(20).fill(1)),
    });
    expect(await signIn()).toBe("ok");
    expect(await factors.use(id, shown())).toBe(false);
    expect(await factors.confirm(id, "000000")).toMatchObject({
      problem: { code: "accounts/wrong-code" },
    });
    const confirmed = await factors.confirm(id, shown());
    expect(confirmed.ok && new Set(confirmed.value).size).toBe(10);
    expect(await factors.confirm(id, shown())).toMatchObject({
      problem: { code: "accounts/no-factor" },
    });
    expect(await factors.begin(id)).toMatchObject({ problem: { code: "accounts/has-factor" } });
    expect(await factors.use(id, shown())).toBe(false);
    clock.ms += stepMs;
    const both = await Promise.all([factors.use(id, shown()), factors.use(id, shown())]);
    expect(both.filter((isRight) => isRight).length).toBe(1);
  });

  test("[AC21] a recovery code holds once, however it is written", async () => {
    const { factors, id, enrol, signIn } = await opened(stores);
    const [one = "", two = ""] = await enrol();
    expect(one).toMatch(/^(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
    expect(await signIn(one.toLowerCase().replaceAll("-", " "))).toBe("ok");
    expect(await signIn(one)).toBe("accounts/wrong-code");
    expect(await factors.state(id)).toEqual({ isActive: true, codesLeft: 9 });
    expect(await factors.use("another", two)).toBe(false);
    await factors.remove(id);
    expect(await factors.use(id, two)).toBe(false);
    expect(await factors.state(id)).toEqual({ isActive: false, codesLeft: 0 });
  });

  test("[AC22] signing in needs the code too, and guessing codes makes one wait", async () => {
    const { enrol, signIn, shown, clock } = await opened(stores);
    await enrol();
    expect(await signIn()).toBe("accounts/needs-code");
    expect(await signIn(shown())).toBe("ok");
    expect(await signIn(shown())).toBe("accounts/wrong-code");
    for (let guess = 0; guess < 4; guess += 1)
      expect(await signIn(`00000${guess}`)).toBe("accounts/wrong-code");
    clock.ms += stepMs / 100;
    expect(await signIn("000009")).toBe("accounts/wait");
    clock.ms += stepMs;
    expect(await signIn(shown())).toBe("ok");
  });

  test("[AC22] knowing the password alone forgets no wrong codes", async () => {
    const { accounts, enrol, signIn, shown, clock, id } = await opened(stores);
    await enrol();
    const change = async (newPassword: string): Promise<string> => {
      const given = { name: "Åsa", password: good, newPassword, address };
      const changed = await accounts.changePassword(id, given);
      return changed.ok ? "ok" : changed.problem.code;
    };
    for (let guess = 0; guess < 4; guess += 1)
      expect(await signIn(`00000${guess}`)).toBe("accounts/wrong-code");
    expect(await change("short")).toBe("accounts/password-too-short");
    expect(await signIn("000009")).toBe("accounts/wait");
    clock.ms += stepMs;
    expect(await signIn(shown())).toBe("ok");
    expect(await change("fyra blå pumor vaknar")).toBe("ok");
  });

  test("[AC23] a role may have to have a second factor before anything else", async () => {
    const { store, accounts, token, enrol, factors, id } = await opened(stores);
    expect(await loadAccessPolicy(store.settings)).toEqual({ secondFactor: [], incident: null });
    expect(await accounts.accountOf(token)).toMatchObject({ mustEnrol: false });
    await changeAccessPolicy(store.settings, { secondFactor: ["administrator"] });
    expect(await accounts.accountOf(token)).toMatchObject({ mustEnrol: true });
    await enrol();
    expect(await accounts.accountOf(token)).toMatchObject({ mustEnrol: false });
    await factors.remove(id);
    expect(await accounts.accountOf(token)).toMatchObject({ mustEnrol: true });
    await changeAccessPolicy(store.settings, { secondFactor: ["pupil"] });
    expect(await accounts.accountOf(token)).toMatchObject({ mustEnrol: false });
  });

  test("[AC29] with the key of the house lost, people get in and decide anew", async () => {
    const place = await stores.newAddress();
    const keys = [dataKeyOf(new Uint8Array(32).fill(3))];
    const now = (): Instant => instantFromMs(1_000_000) as Instant;
    const before = await openStore(place, { keys });
    const sealed = secondFactorsOf({ store: before, now });
    const at = { store: before, now, passwords: cheap };
    const first = await accountsOf(at).firstRun({ name: "Åsa", password: good, address });
    const id = first.ok ? first.value.account.id : "";
    await sealed.begin(id);
    const secret = Buffer.from((await before.factors.load(id))?.secret ?? "", "hex");
    const made = await sealed.confirm(id, codeOf(secret, Math.floor(1_000_000 / stepMs)));
    const [code = ""] = made.ok ? made.value : [];
    await changeAccessPolicy(before.settings, { secondFactor: ["administrator"] });
    await before.close();
    const store = await openStore(place);
    const accounts = accountsOf({ store, now, passwords: cheap });
    const signIn = (given?: string) =>
      accounts.signIn({ name: "Åsa", password: good, address, code: given });
    expect(await signIn()).toMatchObject({ problem: { code: "accounts/needs-code" } });
    expect((await signIn(code)).ok).toBe(true);
    expect((await loadAccessPolicy(store.settings)).secondFactor).toEqual([]);
    await changeAccessPolicy(store.settings, { secondFactor: ["pupil"] });
    expect((await loadAccessPolicy(store.settings)).secondFactor).toEqual(["pupil"]);
    await store.close();
  });

  test("[ST37] a factor is one an account, its step grows, its codes go one by one", async () => {
    const { store, id } = await opened(stores);
    const { factors } = store;
    expect(await factors.load(id)).toBeNull();
    expect(await factors.isActive(id)).toBe(false);
    expect(await factors.begin(id, "aa")).toBe(true);
    expect(await factors.begin(id, "bb")).toBe(true);
    expect(await factors.activate(id, "aa", 5, ["h1"])).toBe(false);
    expect(await factors.activate(id, "bb", 5, ["h1", "h2"])).toBe(true);
    expect(await factors.activate(id, "bb", 6, ["h3"])).toBe(false);
    expect(await factors.begin(id, "cc")).toBe(false);
    expect(await factors.isActive(id)).toBe(true);
    expect(await factors.load(id)).toEqual({ secret: "bb", isActive: true, lastStep: 5 });
    expect([await factors.advance(id, 5, 9), await factors.advance(id, 6, 9)]).toEqual([
      false,
      true,
    ]);
    expect([await factors.advance(id, 5, 7), await factors.advance(id, 5, 6)]).toEqual([
      false,
      true,
    ]);
    expect([await factors.useCode(id, "h1"), await factors.useCode(id, "h1")]).toEqual([
      true,
      false,
    ]);
    expect(await factors.countCodes(id)).toBe(1);
    await factors.remove(id);
    expect([await factors.load(id), await factors.countCodes(id)]).toEqual([null, 0]);
  });
});
