/** Administration of accounts: invitations by a link of one use, and every step of their way. */
import { randomBytes, randomUUID } from "node:crypto";
import { fail, instantFromMs, invariant, msFromInstant, succeed } from "@vallgrav/kernel";
import type { Instant, Result } from "@vallgrav/kernel";
import type { Role } from "../api/index.ts";
import type { AccountRecord, LinkTime, Locker, Store } from "../storage/index.ts";
import { accountSteps, type AccountStep } from "./account-states.ts";
import { type Breached, noneBreached } from "./breached.ts";
import { problemOf } from "./accounts-problem.ts";
import type { AccountsProblem } from "./accounts-problem.ts";
import type { Account } from "./account.ts";
import { aheadMs } from "./ahead.ts";
import { publicOf } from "./accounts.ts";
import { type HashQueue, hashQueue } from "./hash-queue.ts";
import { isName, nameKeyOf, nameLimit } from "./names.ts";
import { argon2id } from "./password-hash.ts";
import type { Passwords } from "./password-hash.ts";
import { judgeChosen } from "./password-rules.ts";
import { newToken as randomToken, tokenHashOf } from "./tokens.ts";
import { base32, inGroups } from "./base32.ts";

type Outcome<T> = Promise<Result<T, AccountsProblem>>;

/** An account and the link by which its password is chosen; the token is shown this once. */
export type Invited = {
  readonly account: Account;
  readonly token: string;
  readonly expiresAt: Instant;
};
/** Who is invited, and as what. */
export type NewInvitation = {
  readonly name: string;
  readonly role: Role;
  readonly unit: string | null;
};

/** What administration needs from outside. */
export type AdministrationOptions = {
  readonly store: Pick<Store, "accounts" | "units">;
  readonly now: () => Instant;
  readonly newId?: () => string;
  /** 256 bits that nobody can guess, as text. */
  readonly newToken?: () => string;
  readonly passwords?: Passwords;
  /** Who waits to have a password hashed, of all rooms; one of its own where it is left out. */
  readonly queue?: HashQueue;
  /** Whether a password has leaked; nothing is known to have where it is left out. */
  readonly isBreached?: Breached;
  /** Bytes that nobody can guess. */
  readonly random?: (bytes: number) => Uint8Array;
};

/** Bytes of a password that is made for an envelope. */
const passwordBytes = 15;
/** How long a link holds. */
export const linkMs = 259_200_000;

/** When a link that is given now is used. */
export function linkTimeAt(now: Instant): LinkTime {
  const latest = instantFromMs(msFromInstant(now) + linkMs + aheadMs);
  invariant(latest !== null, "the clock stands in years 0 to 9999");
  return { now, latest };
}

/** Administration of the accounts of one store. */
export type Administration = {
  /** Makes an invited account and its link. */
  invite(invitation: NewInvitation): Outcome<Invited>;
  /** A new link in place of password and old link; all sessions of the account end. */
  reset(id: string, by: string | null): Outcome<Invited>;
  /**
   * Makes an administrator's account for the worst day, at once active.
   * @returns it and its password of 120 bits, shown this once
   */
  breakGlass(name: string): Outcome<{ readonly account: Account; readonly password: string }>;
  /**
   * Takes a step; `by` is the account that takes it, null for the terminal; `as` its reach, which
   * decides who may unlock what it locks.
   */
  take(
    step: Exclude<AccountStep, "confirm" | "reset">,
    id: string,
    by: string | null,
    as?: Locker,
  ): Outcome<Account>;
  /** Gives an account another role and unit, at once. */
  assign(id: string, wanted: Omit<NewInvitation, "name">, by: string | null): Outcome<Account>;
  /** The name of the account whose link a token is; null when it holds no more. */
  nameOf(token: string): Promise<string | null>;
  /** Uses a link up: chooses the password. The account then waits to be let in. */
  confirm(token: string, password: string): Outcome<Account>;
  /** The account of an id; null for none. */
  load(id: string): Promise<Account | null>;
};

type Parts = Required<AdministrationOptions>;

async function giveLink(parts: Parts, account: Account): Promise<Invited> {
  const token = parts.newToken();
  const expiresAt = instantFromMs(msFromInstant(parts.now()) + linkMs);
  invariant(expiresAt !== null, "the clock stands in years 0 to 9999");
  await parts.store.accounts.saveLink({
    tokenHash: tokenHashOf(token),
    accountId: account.id,
    expiresAt,
  });
  return { account, token, expiresAt };
}

async function isUnit(parts: Parts, unit: string | null): Promise<boolean> {
  return unit === null || (await parts.store.units.list()).some(({ id }) => id === unit);
}

async function assign(
  parts: Parts,
  id: string,
  { role, unit }: Omit<NewInvitation, "name">,
  by: string | null,
): Outcome<Account> {
  if (id === by) return fail(problemOf("accounts/own-account", {}));
  if (!(await isUnit(parts, unit))) return fail(problemOf("accounts/unknown-unit", {}));
  const account = await parts.store.accounts.byId(id);
  if (account === null) return fail(problemOf("accounts/unknown", {}));
  if (account.state === "closed") return fail(problemOf("accounts/not-from-here", {}));
  const assigned = await parts.store.accounts.assign(id, role, unit);
  if (assigned === "unknown") return fail(problemOf("accounts/unknown", {}));
  if (assigned === "break-glass") return fail(problemOf("accounts/break-glass", {}));
  if (assigned === "last") return fail(problemOf("accounts/last-administrator", {}));
  return succeed({ ...publicOf(account), role, unit });
}

async function invite(parts: Parts, { name: given, role, unit }: NewInvitation): Outcome<Invited> {
  if (!isName(given)) return fail(problemOf("accounts/bad-name", { limit: nameLimit }));
  const name = given.trim();
  if (!(await isUnit(parts, unit))) return fail(problemOf("accounts/unknown-unit", {}));
  const record: AccountRecord = {
    id: parts.newId(),
    name,
    nameKey: nameKeyOf(name),
    role,
    unit,
    passwordHash: "",
    state: "invited",
    isBreakGlass: false,
    createdAt: parts.now(),
  };
  const added = await parts.store.accounts.add(record, false);
  if (added !== "added") return fail(problemOf("accounts/name-taken", { name }));
  return succeed(await giveLink(parts, publicOf(record)));
}

async function addBreakGlass(
  parts: Parts,
  given: string,
): Outcome<{ readonly account: Account; readonly password: string }> {
  if (!isName(given)) return fail(problemOf("accounts/bad-name", { limit: nameLimit }));
  const name = given.trim();
  const password = inGroups(base32(parts.random(passwordBytes)));
  const record: AccountRecord = {
    id: parts.newId(),
    name,
    nameKey: nameKeyOf(name),
    role: "administrator",
    unit: null,
    passwordHash: await parts.queue.run(true, () => parts.passwords.hash(password)),
    state: "active",
    isBreakGlass: true,
    createdAt: parts.now(),
  };
  const added = await parts.store.accounts.add(record, false);
  if (added !== "added") return fail(problemOf("accounts/name-taken", { name }));
  return succeed({ account: publicOf(record), password });
}

async function takeStep(
  { store }: Parts,
  step: AccountStep,
  id: string,
  [by, as]: readonly [by: string | null, as: Locker],
): Outcome<Account> {
  if (id === by) return fail(problemOf("accounts/own-account", {}));
  const account = await store.accounts.byId(id);
  if (account === null) return fail(problemOf("accounts/unknown", {}));
  const to = accountSteps[account.state][step];
  if (to === undefined) return fail(problemOf("accounts/not-from-here", {}));
  // What one who reaches more has locked is not for those to open who reach less.
  if (step === "unlock" && as !== "all" && account.lockedBy !== as)
    return fail(problemOf("accounts/locked-by-other", {}));
  const moved = await store.accounts.move(id, account.state, to, as);
  if (moved === "last") return fail(problemOf("accounts/last-administrator", {}));
  if (moved === "changed") return fail(problemOf("accounts/not-from-here", {}));
  return succeed({ ...publicOf(account), state: to });
}

async function confirm(parts: Parts, token: string, password: string): Outcome<Account> {
  const { accounts } = parts.store;
  const tokenHash = tokenHashOf(token);
  const account = await accounts.byLink(tokenHash, linkTimeAt(parts.now()));
  if (account === null) return fail(problemOf("accounts/bad-link", {}));
  const wrong = await judgeChosen(password, account.name, parts.isBreached);
  if (wrong !== null) return fail(wrong);
  const hash = await parts.queue.run(false, () => parts.passwords.hash(password));
  const isUsed = await accounts.useLink(tokenHash, linkTimeAt(parts.now()), hash);
  if (!isUsed) return fail(problemOf("accounts/bad-link", {}));
  return succeed({ ...publicOf(account), state: "confirmed" });
}

/** Administration over a store. */
export function administrationOf(options: AdministrationOptions): Administration {
  const parts: Parts = {
    newId: randomUUID,
    newToken: randomToken,
    passwords: argon2id,
    queue: hashQueue(),
    isBreached: noneBreached,
    random: randomBytes,
    ...options,
  };
  const { accounts } = parts.store;
  return {
    invite: (invitation) => invite(parts, invitation),
    reset: async (id, by) => {
      const taken = await takeStep(parts, "reset", id, [by, "all"]);
      return taken.ok ? succeed(await giveLink(parts, taken.value)) : taken;
    },
    breakGlass: (name) => addBreakGlass(parts, name),
    take: (step, id, by, as = "all") => takeStep(parts, step, id, [by, as]),
    assign: (id, wanted, by) => assign(parts, id, wanted, by),
    nameOf: async (token) => {
      const account = await accounts.byLink(tokenHashOf(token), linkTimeAt(parts.now()));
      return account?.name ?? null;
    },
    confirm: (token, password) => confirm(parts, token, password),
    load: async (id) => {
      const account = await accounts.byId(id);
      return account === null ? null : publicOf(account);
    },
  };
}
