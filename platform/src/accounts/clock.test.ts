/** A clock that ran ahead and was put right: no right lasts longer, and nobody is kept out. */
import { instantFromMs } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { isOpen } from "../asking/forms.ts";
import { onSqlite } from "../storage/test/contract.ts";
import {
  accountsOf,
  administrationOf,
  apiTokensOf,
  type Passwords,
  secondFactorsOf,
} from "./index.ts";
import { tokenHashOf } from "./tokens.ts";
import { defaultThrottle, throttleOf } from "./throttle.ts";
import { codeOf, firstImpossible, matchedStep, stepMs } from "./totp.ts";

const password = "tre gula pumor sover";
const address = "192.0.2.1";
const passwords: Passwords = {
  hash: (plain) => Promise.resolve(`cheap ${plain}`),
  verify: (plain, phc) => Promise.resolve(phc === `cheap ${plain}`),
};
const minute = 60_000;
const year = 365 * 86_400_000;

onSqlite((stores) => {
  test("[AC1381] what a clock that ran ahead began holds no more once it is right", async () => {
    const store = await stores.open();
    const clock = { ms: Date.UTC(2026, 0, 1) };
    const now = (): Instant => instantFromMs(clock.ms) as Instant;
    const accounts = accountsOf({ store, now, passwords });
    const administration = administrationOf({ store, now, passwords });
    const tokens = apiTokensOf({ store, accounts, now });
    const first = await accounts.firstRun({ name: "Åsa", password, address });
    if (!first.ok) throw new Error(first.problem.code);
    const by = { id: first.value.account.id, isStrong: false, isBreakGlass: false };
    let made = 0;
    const begun = async () => {
      made += 1;
      const session = await accounts.enter(by.id, address, false);
      const wanted = { name: `Bo ${made}`, role: "employee", unit: null } as const;
      const link = await administration.invite(wanted);
      const token = await tokens.make(by, { name: "t", scopes: ["model/view"], days: 1 });
      if (!session.ok || !link.ok || !token.ok) throw new Error("all three are given");
      return [session.value.token, link.value.token, token.value.token] as const;
    };
    const holds = async ([session, link, token]: readonly [string, string, string]) => [
      (await accounts.accountOf(session)) !== null,
      (await administration.nameOf(link)) !== null,
      (await tokens.bearerOf(token)) !== null,
    ];
    clock.ms += year;
    const far = await begun();
    const unused = await begun();
    expect(await holds(far)).toEqual([true, true, true]);
    clock.ms -= year;
    expect(await holds(far)).toEqual([false, false, false]);
    expect(await administration.confirm(far[1], password)).toMatchObject({ ok: false });
    // Gone for good: shown or not, none of them waits until its time comes.
    expect(await store.sessions.load(tokenHashOf(far[0]))).toBeNull();
    // Two machines need not agree on the minute.
    clock.ms += 4 * minute;
    const near = await begun();
    clock.ms -= 4 * minute;
    expect(await holds(near)).toEqual([true, true, true]);
    expect(await store.sessions.load(tokenHashOf(unused[0]))).toBeNull();
  });

  test("[AC1382] a code used by a clock that ran ahead keeps nobody out afterwards", async () => {
    const store = await stores.open();
    const clock = { ms: Date.UTC(2026, 0, 1) };
    const now = (): Instant => instantFromMs(clock.ms) as Instant;
    let made = 0;
    const random = (length: number): Uint8Array => new Uint8Array(length).fill((made += 1));
    const secret = new Uint8Array(20).fill(1);
    const factors = secondFactorsOf({ store, now, random });
    const accounts = accountsOf({ store, now, passwords, factors });
    const first = await accounts.firstRun({ name: "Åsa", password, address });
    const id = first.ok ? first.value.account.id : "";
    const shown = (): string => codeOf(secret, Math.floor(clock.ms / stepMs));
    await factors.begin(id);
    clock.ms += year;
    await factors.confirm(id, shown());
    clock.ms -= year;
    const code = shown();
    expect([await factors.use(id, code), await factors.use(id, code)]).toEqual([true, false]);
    clock.ms += stepMs;
    expect(await factors.use(id, shown())).toBe(true);
  });
});

test("[AC1381] a link to questions that was made by such a clock is open no more", () => {
  const at = (ms: number): Instant => instantFromMs(ms) as Instant;
  const form = { state: "open", createdAt: at(10 * minute), expiresAt: at(year) } as const;
  const open = (ms: number): boolean => isOpen(form as Parameters<typeof isOpen>[0], at(ms));
  expect([open(0), open(5 * minute - 1), open(5 * minute), open(year)]).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

test("[AC1382] within the hour a code that was used stays used", () => {
  const secret = new Uint8Array(20).fill(7);
  const code = codeOf(secret, 1_000);
  const taken = (last: number) => matchedStep(secret, code, 1_000 * stepMs, last);
  const first = firstImpossible(1_000 * stepMs);
  expect([taken(1_000), taken(first - 1), taken(first)]).toEqual([null, null, 1_000]);
});

test("[AC1383] a wait goes by from when the clock was put back, whoever tries meanwhile", () => {
  const throttle = throttleOf(defaultThrottle);
  for (let failure = 0; failure < 12; failure += 1)
    throttle.begin("a", `from ${failure}`, year + failure * minute);
  const waits = [0, 10_000, 59_999, 60_000].map((ms) => throttle.begin("a", `x ${ms}`, ms));
  expect(waits).toEqual([60_000, 50_000, 1, 0]);
});
