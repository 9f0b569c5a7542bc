/** Accounts, sessions and throttling over a store in a file. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { instantFromMs } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { onSqlite } from "../storage/test/contract.ts";
import type { Stores } from "../storage/test/contract.ts";
import { accountsOf } from "./index.ts";
import type { Passwords } from "./index.ts";
import { argon2id } from "./password-hash.ts";
import { judgePassword } from "./password-rules.ts";
import { defaultThrottle, parseWaiting, throttleOf } from "./throttle.ts";

const good = "tre gula pumor sover";
const address = "192.0.2.1";
const hour = 3_600_000;

/** Hashes that cost nothing, and what was verified against. */
function cheapPasswords(): { -readonly [K in keyof Passwords]: Passwords[K] } & {
  readonly verified: string[];
} {
  const verified: string[] = [];
  return {
    verified,
    hash: (password) => Promise.resolve(`cheap ${password}`),
    verify: (password, phc) => {
      verified.push(phc);
      return Promise.resolve(phc === `cheap ${password}`);
    },
  };
}

async function opened(stores: Stores) {
  const store = await stores.open();
  const clock = { ms: Date.UTC(2026, 0, 1) };
  const now = (): Instant => instantFromMs(clock.ms) as Instant;
  const passwords = cheapPasswords();
  let made = 0;
  const newId = (): string => {
    made += 1;
    return `id-${made}`;
  };
  const accounts = accountsOf({ store, now, newId, passwords });
  return { store, clock, now, passwords, accounts };
}

function codeOf(result: { readonly ok: boolean; readonly problem?: { readonly code: string } }) {
  return result.ok ? "ok" : result.problem?.code;
}

onSqlite((stores) => {
  test("[AC1] the first run makes one administrator, signed in, and never again", async () => {
    const { accounts } = await opened(stores);
    expect(await accounts.isFirstRun()).toBe(true);
    const attempts = await Promise.all([
      accounts.firstRun({ name: " Åsa Ö ", password: good, address }),
      accounts.firstRun({ name: "Bo", password: good, address }),
    ]);
    expect(attempts.map(codeOf)).toEqual(["ok", "accounts/not-first-run"]);
    expect(await accounts.isFirstRun()).toBe(false);
    const [first] = attempts;
    const { account, token } = first.ok ? first.value : { account: null, token: "" };
    expect(account).toEqual({
      id: "id-1",
      name: "Åsa Ö",
      role: "administrator",
      unit: null,
      createdAt: "2026-01-01T00:00:00.000Z",
      state: "active",
      isBreakGlass: false,
      mustEnrol: false,
      isStrong: false,
      incidentSince: null,
    });
    expect(await accounts.accountOf(token)).toEqual(account);
    const late = await accounts.firstRun({ name: "Cia", password: good, address });
    expect(codeOf(late)).toBe("accounts/not-first-run");
  });

  test("[AC2] names are unique whatever their case, width or spaces", async () => {
    const { accounts } = await opened(stores);
    const create = async (name: string) =>
      codeOf(await accounts.create({ name, password: good, role: "board-reader", unit: null }));
    expect(await create("Åsa  Ö")).toBe("ok");
    expect(await create("ÅSA ö")).toBe("accounts/name-taken");
    expect(await create("A\u030Asa ö")).toBe("accounts/name-taken");
    for (const name of ["", "   ", "a\u0000b", "a\u200Bb", "a\nb", "x".repeat(65), "\uD800"])
      expect(await create(name)).toBe("accounts/bad-name");
    expect((await accounts.list()).map(({ name }) => name)).toEqual(["Åsa  Ö"]);
  });

  test("[AC6] an unknown name costs the same work and gives the same answer", async () => {
    const { accounts, passwords } = await opened(stores);
    await accounts.create({ name: "Åsa", password: good, role: "board-reader", unit: null });
    const wrong = await accounts.signIn({ name: "åsa", password: "wrong", address });
    const unknown = await accounts.signIn({ name: "Bo", password: good, address });
    const odd = await accounts.signIn({ name: "\u0000", password: good, address });
    expect(wrong).toEqual({
      ok: false,
      problem: { code: "accounts/wrong", severity: "error", at: null, args: {} },
    });
    expect([unknown, odd]).toEqual([wrong, wrong]);
    const [known, dummy] = passwords.verified;
    expect(known).toBe(`cheap ${good}`);
    expect(passwords.verified).toEqual([known, dummy, dummy]);
    expect(await argon2id.verify(good, dummy ?? "")).toBe(false);
    expect(dummy).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z\d+/]{22}\$[A-Za-z\d+/]{43}$/,
    );
  });

  test("[AC7] a token is 256 random bits, and only its hash is stored", async () => {
    const { accounts, store } = await opened(stores);
    await accounts.create({ name: "Åsa", password: good, role: "board-reader", unit: null });
    const one = await accounts.signIn({ name: "Åsa", password: good, address });
    const two = await accounts.signIn({ name: "Åsa", password: good, address });
    const tokens = [one, two].map((result) => (result.ok ? result.value.token : ""));
    expect(tokens.map((token) => Buffer.from(token, "base64url").length)).toEqual([32, 32]);
    expect(tokens[0]).not.toBe(tokens[1]);
    const hash = createHash("sha256")
      .update(tokens[0] ?? "")
      .digest("hex");
    expect(await store.sessions.load(hash)).toMatchObject({ accountId: "id-1", address });
    expect(await store.sessions.load(tokens[0] ?? "")).toBeNull();
    expect(await accounts.accountOf(hash)).toBeNull();
    expect(await accounts.accountOf("")).toBeNull();
  });

  test("[AC8] a session ends after 8 hours without use, and after 24 in any case", async () => {
    const { accounts, clock } = await opened(stores);
    await accounts.create({ name: "Åsa", password: good, role: "board-reader", unit: null });
    const signedIn = await accounts.signIn({ name: "Åsa", password: good, address });
    const token = signedIn.ok ? signedIn.value.token : "";
    const name = async (): Promise<string | undefined> => (await accounts.accountOf(token))?.name;
    for (let used = 0; used < 3; used += 1) {
      clock.ms += 8 * hour - 1;
      expect(await name()).toBe("Åsa");
    }
    clock.ms += 3;
    expect(await name()).toBeUndefined();
    const again = await accounts.signIn({ name: "Åsa", password: good, address });
    expect((await accounts.sessions("id-1")).length).toBe(1);
    clock.ms += 8 * hour;
    expect(await accounts.accountOf(again.ok ? again.value.token : "")).toBeNull();
    expect(await accounts.sessions("id-1")).toEqual([]);
  });

  test("[AC9] sessions are listed, signed out of, and revoked all at once", async () => {
    const { accounts, now } = await opened(stores);
    await accounts.create({ name: "Åsa", password: good, role: "board-reader", unit: null });
    const tokens: string[] = [];
    for (let number = 0; number < 3; number += 1) {
      const signedIn = await accounts.signIn({ name: "Åsa", password: good, address });
      tokens.push(signedIn.ok ? signedIn.value.token : "");
    }
    const [first] = await accounts.sessions("id-1");
    expect(first).toEqual({ id: first?.id, address, createdAt: now(), seenAt: now() });
    await accounts.signOut(tokens[0] ?? "");
    await accounts.signOut("nobody's");
    expect((await accounts.sessions("id-1")).length).toBe(2);
    expect(await accounts.revokeAll("id-1")).toBe(2);
    for (const token of tokens) expect(await accounts.accountOf(token)).toBeNull();
  });

  test("[AC10] a changed password ends all sessions; the old one must be known", async () => {
    const { accounts } = await opened(stores);
    await accounts.create({ name: "Åsa", password: good, role: "board-reader", unit: null });
    await accounts.create({ name: "Bo", password: good, role: "board-reader", unit: null });
    await accounts.signIn({ name: "Åsa", password: good, address });
    const change = async (name: string, password: string, newPassword: string) =>
      codeOf(await accounts.changePassword("id-1", { name, password, newPassword, address }));
    const other = "fyra blå pumor vaknar";
    expect(await change("Åsa", "wrong", other)).toBe("accounts/wrong");
    expect(await change("Bo", good, other)).toBe("accounts/wrong");
    expect(await change("Åsa", good, "short")).toBe("accounts/password-too-short");
    expect((await accounts.sessions("id-1")).length).toBe(1);
    expect(await change("Åsa", good, other)).toBe("ok");
    expect(await accounts.sessions("id-1")).toEqual([]);
    expect(codeOf(await accounts.signIn({ name: "Åsa", password: other, address }))).toBe("ok");
  });

  test("[AC10] a sign-in under way does not outlive the password, nor the state", async () => {
    const { accounts, passwords, store } = await opened(stores);
    await accounts.create({ name: "Åsa", password: good, role: "board-reader", unit: null });
    const other = "fyra blå pumor vaknar";
    const during = async (step: () => Promise<unknown>): Promise<unknown> => {
      const verify = passwords.verify;
      passwords.verify = async (password, phc) => {
        passwords.verify = verify;
        const isRight = await verify(password, phc);
        await step();
        return isRight;
      };
      const given = await accounts.signIn({ name: "Åsa", password: good, address });
      return [codeOf(given), await accounts.sessions("id-1")];
    };
    const locked = await during(() => store.accounts.move("id-1", "active", "locked"));
    expect(locked).toEqual(["accounts/not-active", []]);
    await store.accounts.move("id-1", "locked", "active");
    const changed = await during(() =>
      accounts.changePassword("id-1", {
        name: "Åsa",
        password: good,
        newPassword: other,
        address,
      }),
    );
    expect(changed).toEqual(["accounts/not-active", []]);
  });

  test("[AC11] failures slow a name and an address down; those at once count", async () => {
    const { accounts, clock, passwords } = await opened(stores);
    await accounts.create({ name: "Åsa", password: good, role: "board-reader", unit: null });
    const attempt = async (password: string, from: string) =>
      accounts.signIn({ name: "Åsa", password, address: from });
    const many = Array.from({ length: 40 }, (_, from) => attempt("wrong", `192.0.2.${from}`));
    const codes = (await Promise.all(many)).map(codeOf);
    expect(codes.filter((code) => code === "accounts/wrong").length).toBe(5);
    expect(passwords.verified.length).toBe(5);
    expect(await attempt(good, "198.51.100.1")).toEqual({
      ok: false,
      problem: { code: "accounts/wait", severity: "error", at: null, args: { seconds: 1 } },
    });
    clock.ms += 1_000;
    expect(codeOf(await attempt(good, "198.51.100.1"))).toBe("ok");
    expect(codeOf(await attempt("wrong", "198.51.100.1"))).toBe("accounts/wrong");
  });
});

test("[AC3] Argon2id in PHC form, salted, and verified by its own parameters", async () => {
  const [one, two] = await Promise.all([argon2id.hash(good), argon2id.hash(good)]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z\d+/]{22}\$[A-Za-z\d+/]{43}$/);
  expect(one).not.toBe(two);
  expect(await argon2id.verify(good, one)).toBe(true);
  expect(await argon2id.verify(`${good} `, one)).toBe(false);
  // From the reference implementation's own tests (phc-winner-argon2, src/test.c).
  const published =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  expect(await argon2id.verify("password", published)).toBe(true);
  expect(await argon2id.verify("Password", published)).toBe(false);
  for (const foreign of ["", "$2b$10$abc", "$argon2id$v=19$m=8,t=1,p=1$x", "cheap"])
    expect(await argon2id.verify(good, foreign)).toBe(false);
});

test("[AC3] the same characters typed in another way are the same password", async () => {
  const composed = await argon2id.hash("Ångström är långt");
  expect(await argon2id.verify("A\u030Angstro\u0308m a\u0308r la\u030Angt", composed)).toBe(true);
});

test("[AC4] a password has 12 to 1 024 characters, and no other demand on its kinds", () => {
  const code = (password: string) => judgePassword(password, "Åsa")?.code ?? "good";
  expect(judgePassword("kort lösen", "Åsa")).toEqual({
    code: "accounts/password-too-short",
    severity: "error",
    at: null,
    args: { length: 10, least: 12 },
  });
  expect(code("😀🐻🦊🐼🐨🐯🦁🐮🐷🐸🐵")).toBe("accounts/password-too-short");
  expect(code("xk".repeat(513))).toBe("accounts/password-too-long");
  for (const password of [good, "korrekt häst batteri", "jqwkzvhxnmpr"])
    expect([password, code(password)]).toEqual([password, "good"]);
});

test("[AC5] a password that everybody tries, or that holds the name, is refused", () => {
  const code = (password: string) => judgePassword(password, "Kim.Testsson")?.code ?? "good";
  for (const password of [
    "password1234",
    "P@ssw0rd2026",
    "Sommar2026!!",
    "123456789012",
    "987654321098",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "qwertyuiopå1",
    "lösenord!!!!",
    "!!!kommun!!!",
    "2026-01-01-!?",
    "730491826550",
  ])
    expect([password, code(password)]).toEqual([password, "accounts/password-common"]);
  for (const password of ["jag är kim ibland", "TESTSSON hemma bra", "xx kim.testsson xx"])
    expect([password, code(password)]).toEqual([password, "accounts/password-contains-name"]);
});

test("[AC5] judging a password never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (password, name) => {
      const problem = judgePassword(password, name);
      expect(problem === null || problem.code.startsWith("accounts/password-")).toBe(true);
    }),
  );
});

test("[AC11] each failure doubles the wait, up to a minute for a name, and time forgets", () => {
  const throttle = throttleOf(defaultThrottle);
  const waits: number[] = [];
  let nowMs = 0;
  for (let failure = 0; failure < 14; failure += 1) {
    const waitMs = throttle.begin("a", `from ${failure}`, nowMs);
    waits.push(waitMs);
    nowMs += waitMs;
    if (waitMs > 0) expect(throttle.begin("a", `again ${failure}`, nowMs)).toBe(0);
  }
  const doubling = [1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000);
  expect(waits).toEqual([0, 0, 0, 0, 0, ...doubling]);
  expect(throttle.begin("a", "x", nowMs + hour)).toBe(0);
  expect(throttle.begin("a", "x", nowMs + hour)).toBe(0);
});

onSqlite((stores) => {
  test("[AC57] who has to wait waits on after a restart, and only so long", async () => {
    const { store, clock, now, passwords, accounts } = await opened(stores);
    await accounts.firstRun({ name: "Åsa", password: good, address });
    const wrong = { name: "Åsa", password: "fel lösenord här", address: "192.0.2.7" };
    for (let failure = 0; failure < 8; failure += 1) {
      await accounts.signIn(wrong);
      clock.ms += 10_000;
    }
    const again = accountsOf({ store, now, passwords });
    const right = { name: "Åsa", password: good, address: "192.0.2.8" };
    await accounts.signIn(wrong);
    expect(codeOf(await again.signIn(right))).toBe("accounts/wait");
    clock.ms += 61_000;
    expect(codeOf(await again.signIn(right))).toBe("ok");
  });
});

test("[AC57] a clock that is put back makes nobody wait longer than the wait itself", () => {
  const throttle = throttleOf(defaultThrottle);
  const day = 24 * hour;
  for (let failure = 0; failure < 6; failure += 1) throttle.begin("a", `from ${failure}`, day);
  expect(throttle.begin("a", "x", 0)).toBeLessThanOrEqual(2_000);
});

test("[AC57] whatever was kept of waits is read without throwing", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const { key, count } of parseWaiting(value))
        expect([typeof key, count > 0]).toEqual(["string", true]);
    }),
  );
  const rows = [["name a", 6, 5], ["x"], [1, 2, 3], ["address b", -1, 0], null];
  expect(parseWaiting(rows)).toEqual([{ key: "name a", count: 6, lastMs: 5 }]);
});

test("[AC11] an address waits up to a quarter of an hour; success takes back only itself", () => {
  const throttle = throttleOf({ ...defaultThrottle, keys: 100 });
  for (let failure = 0; failure < 19; failure += 1) throttle.begin(`n${failure}`, "here", 0);
  for (let right = 0; right < 50; right += 1) {
    expect(throttle.begin("mine", "here", 0)).toBe(0);
    throttle.succeed("mine", "here");
  }
  expect(throttle.begin("x", "here", 0)).toBe(0);
  expect(throttle.begin("y", "here", 0)).toBe(1_000);
  let nowMs = 0;
  for (let failure = 0; failure < 20; failure += 1) {
    nowMs += throttle.begin(`z${failure}`, "here", nowMs);
    throttle.begin(`w${failure}`, "here", nowMs);
  }
  expect(throttle.begin("v", "here", nowMs)).toBe(900_000);
});
