/** Local accounts: the sign-in that works on the worst day, without directory, mail or internet. */
import { randomUUID } from "node:crypto";
import { fail, instantFromMs, invariant, msFromInstant, succeed } from "@vallgrav/kernel";
import type { Instant, Result } from "@vallgrav/kernel";
import type { Role } from "../api/index.ts";
import type { AccountRecord, SessionRecord, Store } from "../storage/index.ts";
import { problemOf } from "./accounts-problem.ts";
import type { AccountsProblem } from "./accounts-problem.ts";
import { isName, nameKeyOf, nameLimit } from "./names.ts";
import { argon2id } from "./password-hash.ts";
import type { Passwords } from "./password-hash.ts";
import { judgePassword } from "./password-rules.ts";
import { defaultThrottle, throttleOf } from "./throttle.ts";
import type { ThrottleRules } from "./throttle.ts";
import { newToken, tokenHashOf } from "./tokens.ts";

/** An account, without its secret. */
export type Account = Pick<AccountRecord, "id" | "name" | "role" | "unit" | "createdAt" | "state">;
/** What a new account needs. */
export type NewAccount = {
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  /** Unit in which the role holds; null: it is bound to none. */
  readonly unit: string | null;
};
/** What somebody enters, and from which network address. */
export type SignInAttempt = {
  readonly name: string;
  readonly password: string;
  readonly address: string;
};
/** A session has begun; the token is shown this once and kept by nobody but its bearer. */
export type SignedIn = { readonly token: string; readonly account: Account };
/** A session in a list: the id is the hash of its token and signs nobody in. */
export type Session = {
  readonly id: string;
  readonly address: string;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
};

/** When sessions end. */
export type SessionLimits = { readonly idleMs: number; readonly absoluteMs: number };
/** Eight hours without use, a day in all. */
export const defaultSessionLimits: SessionLimits = {
  idleMs: 28_800_000,
  absoluteMs: 86_400_000,
};

/** What accounts need from outside. */
export type AccountsOptions = {
  readonly store: Pick<Store, "accounts" | "sessions">;
  readonly now: () => Instant;
  readonly newId?: () => string;
  /** 256 bits that nobody can guess, as text. */
  readonly newToken?: () => string;
  readonly passwords?: Passwords;
  readonly limits?: SessionLimits;
  readonly throttle?: ThrottleRules;
};

type Outcome<T> = Promise<Result<T, AccountsProblem>>;

/** Accounts and sessions of one store. */
export type Accounts = {
  /** Whether no account exists yet. */
  isFirstRun(): Promise<boolean>;
  /** Makes the first account, an administrator, and signs it in; only while there is none. */
  firstRun(attempt: SignInAttempt): Outcome<SignedIn>;
  /** Makes a further account. */
  create(account: NewAccount): Outcome<Account>;
  /** Name and password for a session; as slow for an unknown name as for a wrong password. */
  signIn(attempt: SignInAttempt): Outcome<SignedIn>;
  /** Whose token this is, or null when it is nobody's or its time is out. Counts as use. */
  accountOf(token: string): Promise<Account | null>;
  /** Ends a session; nothing happens when there is none. */
  signOut(token: string): Promise<void>;
  /** Replaces a password by one who knows it; all sessions of the account end. */
  changePassword(
    accountId: string,
    change: SignInAttempt & { readonly newPassword: string },
  ): Outcome<Account>;
  /** All accounts by name. */
  list(): Promise<readonly Account[]>;
  /** Living sessions of an account, oldest first. */
  sessions(accountId: string): Promise<readonly Session[]>;
  /** Ends one session of an account by its id; false when the account has none of that id. */
  revoke(accountId: string, sessionId: string): Promise<boolean>;
  /** Ends all sessions of an account; returns how many. */
  revokeAll(accountId: string): Promise<number>;
};

/** More of an entered password is not looked at: no password is that long. */
const enteredLimit = 4_096;
/** Use is written down at most this often, so that reading a page is not a write. */
const touchEveryMs = 60_000;
/** A hash of nothing that anybody can enter, so that unknown names take as long as known ones. */
const dummyHash = `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;

/** An account without its secret. */
export function publicOf({ id, name, role, unit, createdAt, state }: AccountRecord): Account {
  return { id, name, role, unit, createdAt, state };
}

function earlier(now: Instant, byMs: number): Instant {
  const instant = instantFromMs(msFromInstant(now) - byMs);
  invariant(instant !== null, "the clock stands in years 0 to 9999");
  return instant;
}

function isAlive(session: SessionRecord, now: Instant, limits: SessionLimits): boolean {
  return (
    session.createdAt > earlier(now, limits.absoluteMs) &&
    session.seenAt > earlier(now, limits.idleMs)
  );
}

type Parts = Required<Omit<AccountsOptions, "throttle">>;

async function addAccount(parts: Parts, account: NewAccount, first: boolean): Outcome<Account> {
  if (!isName(account.name)) return fail(problemOf("accounts/bad-name", { limit: nameLimit }));
  const name = account.name.trim();
  const wrong = judgePassword(account.password, name);
  if (wrong !== null) return fail(wrong);
  const record: AccountRecord = {
    id: parts.newId(),
    name,
    nameKey: nameKeyOf(name),
    role: account.role,
    unit: account.unit,
    passwordHash: await parts.passwords.hash(account.password),
    createdAt: parts.now(),
    state: "active",
  };
  const added = await parts.store.accounts.add(record, first);
  if (added === "not-first") return fail(problemOf("accounts/not-first-run", {}));
  if (added === "name-taken") return fail(problemOf("accounts/name-taken", { name }));
  return succeed(publicOf(record));
}

async function beginSession(parts: Parts, account: Account, address: string): Promise<SignedIn> {
  const { sessions } = parts.store;
  const now = parts.now();
  const { absoluteMs, idleMs } = parts.limits;
  await sessions.removeExpired(earlier(now, absoluteMs), earlier(now, idleMs));
  const token = parts.newToken();
  await sessions.add({
    tokenHash: tokenHashOf(token),
    accountId: account.id,
    address,
    createdAt: now,
    seenAt: now,
  });
  return { token, account };
}

async function accountOfToken(parts: Parts, token: string): Promise<Account | null> {
  const { sessions, accounts } = parts.store;
  const session = await sessions.load(tokenHashOf(token));
  const now = parts.now();
  if (session === null || !isAlive(session, now, parts.limits)) return null;
  const account = await accounts.byId(session.accountId);
  if (msFromInstant(now) - msFromInstant(session.seenAt) >= touchEveryMs)
    await sessions.touch(session.tokenHash, now);
  return account?.state === "active" ? publicOf(account) : null;
}

/** Name and password against the store, slowed down by what went wrong before. */
function verifierOf(parts: Parts, rules: ThrottleRules) {
  const throttle = throttleOf(rules);
  return async ({ name, password, address }: SignInAttempt): Outcome<AccountRecord> => {
    const nameKey = isName(name) ? nameKeyOf(name) : "";
    const waitMs = throttle.begin(nameKey, address, msFromInstant(parts.now()));
    if (waitMs > 0) return fail(problemOf("accounts/wait", { seconds: Math.ceil(waitMs / 1_000) }));
    const account = nameKey === "" ? null : await parts.store.accounts.byNameKey(nameKey);
    // Who has no password yet is nobody yet: the same work, and the same answer.
    const hash = account?.passwordHash || dummyHash;
    const isRight = await parts.passwords.verify(password.slice(0, enteredLimit), hash);
    if (account === null || !isRight) return fail(problemOf("accounts/wrong", {}));
    throttle.succeed(nameKey, address);
    if (account.state !== "active") return fail(problemOf("accounts/not-active", {}));
    return succeed(account);
  };
}

/** Accounts over a store. */
export function accountsOf(options: AccountsOptions): Accounts {
  const parts: Parts = {
    newId: randomUUID,
    newToken,
    passwords: argon2id,
    limits: defaultSessionLimits,
    ...options,
  };
  const { store, now, limits } = parts;
  const verify = verifierOf(parts, options.throttle ?? defaultThrottle);
  return {
    isFirstRun: async () => (await store.accounts.count()) === 0,
    firstRun: async ({ name, password, address }) => {
      if ((await store.accounts.count()) > 0) return fail(problemOf("accounts/not-first-run", {}));
      const added = await addAccount(
        parts,
        { name, password, role: "administrator", unit: null },
        true,
      );
      return added.ok ? succeed(await beginSession(parts, added.value, address)) : added;
    },
    create: (account) => addAccount(parts, account, false),
    signIn: async (attempt) => {
      const verified = await verify(attempt);
      if (!verified.ok) return verified;
      return succeed(await beginSession(parts, publicOf(verified.value), attempt.address));
    },
    accountOf: (token) => accountOfToken(parts, token),
    signOut: async (token) => {
      await store.sessions.remove(tokenHashOf(token));
    },
    changePassword: async (accountId, change) => {
      const verified = await verify(change);
      if (!verified.ok) return verified;
      if (verified.value.id !== accountId) return fail(problemOf("accounts/wrong", {}));
      const wrong = judgePassword(change.newPassword, verified.value.name);
      if (wrong !== null) return fail(wrong);
      await store.accounts.savePasswordHash(
        accountId,
        await parts.passwords.hash(change.newPassword),
      );
      await store.sessions.removeAll(accountId);
      return succeed(publicOf(verified.value));
    },
    list: async () => (await store.accounts.list()).map((account) => publicOf(account)),
    sessions: async (accountId) => {
      const at = now();
      const all = await store.sessions.list(accountId);
      return all
        .filter((session) => isAlive(session, at, limits))
        .map(({ tokenHash, address, createdAt, seenAt }) => ({
          id: tokenHash,
          address,
          createdAt,
          seenAt,
        }));
    },
    revoke: async (accountId, sessionId) => {
      const all = await store.sessions.list(accountId);
      const isTheirs = all.some(({ tokenHash }) => tokenHash === sessionId);
      return isTheirs && (await store.sessions.remove(sessionId));
    },
    revokeAll: (accountId) => store.sessions.removeAll(accountId),
  };
}
