/**
 * Name, password and perhaps code against the store: slowed down by what went wrong before, and
 * telling nobody which names there are, however many try at once.
 */
import { fail, msFromInstant, succeed } from "@vallgrav/kernel";
import type { Instant, Result } from "@vallgrav/kernel";
import type { AccountRecord, Store } from "../storage/index.ts";
import { problemOf } from "./accounts-problem.ts";
import type { AccountsProblem } from "./accounts-problem.ts";
import { isWorstDayForm } from "./base32.ts";
import type { HashQueue } from "./hash-queue.ts";
import { keptThrottleOf } from "./kept-throttle.ts";
import { isName, nameKeyOf } from "./names.ts";
import type { Passwords } from "./password-hash.ts";
import type { SecondFactors } from "./second-factors.ts";
import { type Throttle, throttleOf, type ThrottleRules } from "./throttle.ts";

/** What somebody enters, and from which network address. */
export type SignInAttempt = {
  readonly name: string;
  readonly password: string;
  readonly address: string;
  /** Code of the second factor, or a recovery code. */
  readonly code?: string | undefined;
};

type Outcome = Promise<Result<AccountRecord, AccountsProblem>>;
type Parts = {
  readonly store: Pick<Store, "accounts" | "settings">;
  readonly now: () => Instant;
  readonly passwords: Passwords;
  readonly queue: HashQueue;
  readonly factors: Pick<SecondFactors, "use" | "state">;
};
/** Who tries, by the key of a name. */
type Trying = SignInAttempt & {
  readonly nameKey: string;
  /** Whether somebody with a second factor must show it. */
  readonly isCodeAsked: boolean;
};

/** More of an entered password is not looked at: no password is that long. */
const enteredLimit = 4_096;
/** A hash of nothing that anybody can enter, so that unknown names take as long as known ones. */
const dummyHash = `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;

/** Whether somebody was told to come back later, without having tried anything. */
function isTurnedAway({ code }: AccountsProblem): boolean {
  return code === "accounts/wait" || code === "accounts/busy";
}

/** Whose the name is, if anybody's. */
async function accountOf({ store }: Parts, { nameKey }: Trying): Promise<AccountRecord | null> {
  return nameKey === "" ? null : store.accounts.byNameKey(nameKey);
}

/** Makes the hash of what was entered. */
function isOf(
  { passwords }: Parts,
  { password }: Trying,
  account: AccountRecord | null,
): Promise<boolean> {
  // Who has no password yet is nobody yet: the same work, and the same answer.
  const hash = account?.passwordHash || dummyHash;
  return passwords.verify(password.slice(0, enteredLimit), hash);
}

/** Lets in who has shown the password, and the code where it is asked for. */
async function admit(
  { factors }: Parts,
  throttle: Throttle,
  account: AccountRecord,
  { nameKey, address, code, isCodeAsked }: Trying,
): Outcome {
  if (account.state !== "active") return fail(problemOf("accounts/not-active", {}));
  const hasFactor = (await factors.state(account.id)).isActive;
  // Whoever knows only the password could else guess codes for ever.
  if (hasFactor && !isCodeAsked) return succeed(account);
  // A code that is missing or wrong counts as a failure until the right one comes.
  if (hasFactor) {
    if (code === undefined) return fail(problemOf("accounts/needs-code", {}));
    if (!(await factors.use(account.id, code))) return fail(problemOf("accounts/wrong-code", {}));
  }
  throttle.succeed(nameKey, address);
  return succeed(account);
}

/** One for whom there is room. */
async function judge(parts: Parts, throttle: Throttle, trying: Trying): Outcome {
  const { nameKey, address, password } = trying;
  // A stranger who fails without end at a name keeps whoever has it out: not the worst day.
  const slowed = isWorstDayForm(password) ? null : nameKey;
  const waitMs = throttle.begin(slowed, address, msFromInstant(parts.now()));
  if (waitMs > 0) return fail(problemOf("accounts/wait", { seconds: Math.ceil(waitMs / 1_000) }));
  // Looked up when its turn has come: an answer without a hash would tell by its time whether there
  // was anything to find.
  const account = await parts.queue.run(false, async () => {
    const found = await accountOf(parts, trying);
    return (await isOf(parts, trying, found)) ? found : null;
  });
  return account === null
    ? fail(problemOf("accounts/wrong", {}))
    : admit(parts, throttle, account, trying);
}

/**
 * One for whom there is none: told to come back, whoever it is, unless it is an account for the
 * worst day and its password. All who enter a password of that form are told as late as each other.
 */
async function turnAway(parts: Parts, inCrowd: Throttle, trying: Trying, seconds: number): Outcome {
  const { address, password } = trying;
  const busy = fail(problemOf("accounts/busy", { seconds }));
  if (!isWorstDayForm(password)) return busy;
  const account = await accountOf(parts, trying);
  const isTried =
    account !== null &&
    account.isBreakGlass &&
    inCrowd.begin(null, address, msFromInstant(parts.now())) === 0;
  const isRight = await parts.queue.turnAway(
    isTried ? () => isOf(parts, trying, account) : null,
    () => isOf(parts, trying, null),
  );
  return account !== null && isRight === true ? admit(parts, inCrowd, account, trying) : busy;
}

/** Judges attempts against a store. */
export function verifierOf(parts: Parts, rules: ThrottleRules) {
  const keeper = keptThrottleOf(parts.store.settings, rules);
  // While there is no room names of no account count nothing. So what is tried at accounts for the
  // worst day then is counted apart: else who tried would have to wait afterwards, and so learn it.
  const inCrowd = throttleOf(rules);
  return async (attempt: SignInAttempt, isCodeAsked: boolean): Outcome => {
    const nameKey = isName(attempt.name) ? nameKeyOf(attempt.name) : "";
    const throttle = await keeper.current();
    const trying = { ...attempt, nameKey, isCodeAsked };
    // Asked before it counts as an attempt: who is turned away here has tried nothing.
    const seconds = parts.queue.waitFor();
    const verified =
      seconds > 0
        ? await turnAway(parts, inCrowd, trying, seconds)
        : await judge(parts, throttle, trying);
    // Who is told to wait has changed nothing.
    if (!verified.ok && !isTurnedAway(verified.problem)) await keeper.keep();
    return verified;
  };
}
