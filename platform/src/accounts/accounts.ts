/** Local accounts: the sign-in that works on the worst day, without directory, mail or internet. */
import { randomUUID } from "node:crypto";
import { fail, instantFromMs, invariant, msFromInstant, succeed } from "@vallgrav/kernel";
import type { Instant, Result } from "@vallgrav/kernel";
import type { Role } from "../api/index.ts";
import type { AccountRecord, SessionRecord, Store } from "../storage/index.ts";
import type { Account } from "./account.ts";
import { isAhead, latestAt } from "./ahead.ts";
import { demandsFactor, isAdmitted, loadAccessPolicy } from "./access-policy.ts";
import { type Breached, noneBreached } from "./breached.ts";
import { problemOf } from "./accounts-problem.ts";
import type { AccountsProblem } from "./accounts-problem.ts";
import { type HashQueue, hashQueue } from "./hash-queue.ts";
import { isName, nameKeyOf, nameLimit } from "./names.ts";
import { argon2id } from "./password-hash.ts";
import type { Passwords } from "./password-hash.ts";
import { judgeChosen } from "./password-rules.ts";
import { secondFactorsOf } from "./second-factors.ts";
import type { SecondFactors } from "./second-factors.ts";
import { defaultThrottle } from "./throttle.ts";
import type { ThrottleRules } from "./throttle.ts";
import { newToken, tokenHashOf } from "./tokens.ts";
import { type SignInAttempt, verifierOf } from "./verify-attempt.ts";

/** What a new account needs. */
export type NewAccount = {
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  /** Unit in which the role holds; null: it is bound to none. */
  readonly unit: string | null;
  readonly isBreakGlass?: boolean;
};
/** An account whose session holds. */
export type Present = Account & {
  /** Whether it lacks the second factor that its role must have. */
  readonly mustEnrol: boolean;
  /** Whether the session was begun by more than a password. */
  readonly isStrong: boolean;
  /** Since when there is an incident; null: there is none. */
  readonly incidentSince: string | null;
};
/** A session has begun; the token is shown this once and kept by nobody but its bearer. */
export type SignedIn = { readonly token: string; readonly account: Present };
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
  readonly store: Pick<Store, "accounts" | "sessions" | "factors" | "settings">;
  readonly now: () => Instant;
  readonly newId?: () => string;
  /** 256 bits that nobody can guess, as text. */
  readonly newToken?: () => string;
  readonly passwords?: Passwords;
  /** Who waits to have a password hashed, of all rooms; one of its own where it is left out. */
  readonly queue?: HashQueue;
  /** Whether a password has leaked; nothing is known to have where it is left out. */
  readonly isBreached?: Breached;
  readonly factors?: Pick<SecondFactors, "use" | "state">;
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
  /**
   * Name, password and code, where there is a second factor, for a session; as slow for an unknown
   * name as for a wrong password.
   */
  signIn(attempt: SignInAttempt): Outcome<SignedIn>;
  /** Whose token this is, or null when it is nobody's or its time is out. Counts as use. */
  accountOf(token: string): Promise<Present | null>;
  /** Ends a session; nothing happens when there is none. */
  signOut(token: string): Promise<void>;
  /** Whether somebody signed in knows password and code, where there is one, of that account. */
  verify(accountId: string, attempt: SignInAttempt): Outcome<Account>;
  /** Replaces a password by one who knows it; all sessions of the account end. */
  changePassword(
    accountId: string,
    change: SignInAttempt & { readonly newPassword: string },
  ): Outcome<Account>;
  /** A new session for one who has just shown that the account is theirs; `isStrong`: by more than
   * a password. Refused where the account is not active or not let in. */
  enter(accountId: string, address: string, isStrong: boolean): Outcome<SignedIn>;
  /** An account as it may ask now; null where it is not active or not let in. */
  present(accountId: string, isStrong: boolean): Promise<Present | null>;
  /** All accounts by name. */
  list(): Promise<readonly Account[]>;
  /** Living sessions of an account, oldest first. */
  sessions(accountId: string): Promise<readonly Session[]>;
  /** Ends one session of an account by its id; false when the account has none of that id. */
  revoke(accountId: string, sessionId: string): Promise<boolean>;
  /** Ends all sessions of an account; returns how many. */
  revokeAll(accountId: string): Promise<number>;
};

/** Use is written down at most this often, so that reading a page is not a write. */
const touchEveryMs = 60_000;
/** An account without its secret. */
export function publicOf(record: AccountRecord): Account {
  const { id, name, role, unit, createdAt, state, isBreakGlass } = record;
  return { id, name, role, unit, createdAt, state, isBreakGlass };
}

function earlier(now: Instant, byMs: number): Instant {
  const instant = instantFromMs(msFromInstant(now) - byMs);
  invariant(instant !== null, "the clock stands in years 0 to 9999");
  return instant;
}

/** Whether it was begun or seen by a clock that has been put back since. */
function isOfNoTime({ createdAt, seenAt }: SessionRecord, now: Instant): boolean {
  return isAhead(createdAt, now) || isAhead(seenAt, now);
}

function isAlive(session: SessionRecord, now: Instant, limits: SessionLimits): boolean {
  return (
    session.createdAt > earlier(now, limits.absoluteMs) &&
    session.seenAt > earlier(now, limits.idleMs) &&
    !isOfNoTime(session, now)
  );
}

type Parts = Required<Omit<AccountsOptions, "throttle">>;

async function addAccount(
  parts: Parts,
  account: NewAccount,
  first: boolean,
): Outcome<AccountRecord> {
  if (!isName(account.name)) return fail(problemOf("accounts/bad-name", { limit: nameLimit }));
  const name = account.name.trim();
  const wrong = await judgeChosen(account.password, name, parts.isBreached);
  if (wrong !== null) return fail(wrong);
  const record: AccountRecord = {
    id: parts.newId(),
    name,
    nameKey: nameKeyOf(name),
    role: account.role,
    unit: account.unit,
    passwordHash: await parts.queue.run(false, () => parts.passwords.hash(account.password)),
    createdAt: parts.now(),
    state: "active",
    isBreakGlass: account.isBreakGlass ?? false,
  };
  const added = await parts.store.accounts.add(record, first);
  if (added === "not-first") return fail(problemOf("accounts/not-first-run", {}));
  if (added === "name-taken") return fail(problemOf("accounts/name-taken", { name }));
  return succeed(record);
}

async function presentOf(
  { store, factors }: Parts,
  account: Account,
  isStrong: boolean,
): Promise<Present | null> {
  const policy = await loadAccessPolicy(store.settings);
  if (!isAdmitted(policy, account)) return null;
  const isLacking = demandsFactor(policy, account) && !isStrong;
  const mustEnrol = isLacking && !(await factors.state(account.id)).isActive;
  return { ...account, mustEnrol, isStrong, incidentSince: policy.incident?.since ?? null };
}

/** Begins a session of an account as it was when its owner had shown that it is theirs. */
async function beginSession(
  parts: Parts,
  record: AccountRecord,
  { address, isStrong }: { readonly address: string; readonly isStrong: boolean },
): Outcome<SignedIn> {
  const account = publicOf(record);
  const present = await presentOf(parts, account, isStrong);
  if (present === null) return fail(problemOf("accounts/incident", {}));
  const { sessions } = parts.store;
  const now = parts.now();
  const { absoluteMs, idleMs } = parts.limits;
  await sessions.removeExpired(earlier(now, absoluteMs), earlier(now, idleMs), latestAt(now));
  const token = parts.newToken();
  await sessions.add({
    tokenHash: tokenHashOf(token),
    accountId: account.id,
    address,
    createdAt: now,
    seenAt: now,
    isStrong,
  });
  // Locked, reset or with another password meanwhile, all its sessions ended without this one.
  const after = await parts.store.accounts.byId(record.id);
  if (after?.state === "active" && after.passwordHash === record.passwordHash)
    return succeed({ token, account: present });
  await sessions.remove(tokenHashOf(token));
  return fail(problemOf("accounts/not-active", {}));
}

async function accountOfToken(parts: Parts, token: string): Promise<Present | null> {
  const { sessions, accounts } = parts.store;
  const session = await sessions.load(tokenHashOf(token));
  const now = parts.now();
  if (session === null) return null;
  // Left there, it would hold again when its time comes.
  if (isOfNoTime(session, now)) await sessions.remove(session.tokenHash);
  if (!isAlive(session, now, parts.limits)) return null;
  const account = await accounts.byId(session.accountId);
  if (msFromInstant(now) - msFromInstant(session.seenAt) >= touchEveryMs)
    await sessions.touch(session.tokenHash, now);
  return account?.state === "active" ? presentOf(parts, publicOf(account), session.isStrong) : null;
}

async function changePassword(
  parts: Parts,
  account: AccountRecord,
  newPassword: string,
): Outcome<Account> {
  const wrong = await judgeChosen(newPassword, account.name, parts.isBreached);
  if (wrong !== null) return fail(wrong);
  const hash = await parts.queue.run(false, () => parts.passwords.hash(newPassword));
  await parts.store.accounts.savePasswordHash(account.id, hash);
  await parts.store.sessions.removeAll(account.id);
  return succeed(publicOf(account));
}

async function livingSessions(
  { store, now, limits }: Parts,
  accountId: string,
): Promise<readonly Session[]> {
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
}

async function firstRun(
  parts: Parts,
  { name, password, address }: SignInAttempt,
): Outcome<SignedIn> {
  const { accounts } = parts.store;
  if ((await accounts.count()) > 0) return fail(problemOf("accounts/not-first-run", {}));
  const first = { name, password, role: "administrator", unit: null } as const;
  const added = await addAccount(parts, first, true);
  return added.ok ? beginSession(parts, added.value, { address, isStrong: false }) : added;
}

/** Accounts over a store. */
export function accountsOf(options: AccountsOptions): Accounts {
  const parts: Parts = {
    newId: randomUUID,
    newToken,
    passwords: argon2id,
    queue: hashQueue(),
    isBreached: noneBreached,
    factors: secondFactorsOf(options),
    limits: defaultSessionLimits,
    ...options,
  };
  const { store } = parts;
  const verify = verifierOf(parts, options.throttle ?? defaultThrottle);
  const verifyOwn = async (
    accountId: string,
    attempt: SignInAttempt,
    isCodeAsked: boolean,
  ): Outcome<AccountRecord> => {
    const verified = await verify(attempt, isCodeAsked);
    const isOther = verified.ok && verified.value.id !== accountId;
    return isOther ? fail(problemOf("accounts/wrong", {})) : verified;
  };
  return {
    isFirstRun: async () => (await store.accounts.count()) === 0,
    firstRun: (attempt) => firstRun(parts, attempt),
    create: async (account) => {
      const added = await addAccount(parts, account, false);
      return added.ok ? succeed(publicOf(added.value)) : added;
    },
    signIn: async (attempt) => {
      const verified = await verify(attempt, true);
      if (!verified.ok) return verified;
      // A code that was given was asked for, and is right.
      const isStrong = (await parts.factors.state(verified.value.id)).isActive;
      return beginSession(parts, verified.value, { address: attempt.address, isStrong });
    },
    accountOf: (token) => accountOfToken(parts, token),
    signOut: async (token) => {
      await store.sessions.remove(tokenHashOf(token));
    },
    verify: async (accountId, attempt) => {
      const verified = await verifyOwn(accountId, attempt, true);
      return verified.ok ? succeed(publicOf(verified.value)) : verified;
    },
    changePassword: async (accountId, change) => {
      const verified = await verifyOwn(accountId, change, false);
      return verified.ok ? changePassword(parts, verified.value, change.newPassword) : verified;
    },
    enter: async (accountId, address, isStrong) => {
      const account = await store.accounts.byId(accountId);
      return account?.state === "active"
        ? beginSession(parts, account, { address, isStrong })
        : fail(problemOf("accounts/not-active", {}));
    },
    present: async (accountId, isStrong) => {
      const account = await store.accounts.byId(accountId);
      return account?.state === "active" ? presentOf(parts, publicOf(account), isStrong) : null;
    },
    list: async () => (await store.accounts.list()).map((account) => publicOf(account)),
    sessions: (accountId) => livingSessions(parts, accountId),
    revoke: async (accountId, sessionId) => {
      const all = await store.sessions.list(accountId);
      const isTheirs = all.some(({ tokenHash }) => tokenHash === sessionId);
      return isTheirs && (await store.sessions.remove(sessionId));
    },
    revokeAll: (accountId) => store.sessions.removeAll(accountId),
  };
}
