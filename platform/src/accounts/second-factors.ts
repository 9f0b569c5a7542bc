/** Second factors: a code by time from an app, and recovery codes of one use for the lost phone. */
import { createHash, randomBytes } from "node:crypto";
import { fail, msFromInstant, succeed } from "@vallgrav/kernel";
import type { Instant, Result } from "@vallgrav/kernel";
import type { Store } from "../storage/index.ts";
import { problemOf } from "./accounts-problem.ts";
import type { AccountsProblem } from "./accounts-problem.ts";
import { base32, inGroups } from "./base32.ts";
import { firstImpossible, matchedStep } from "./totp.ts";

type Outcome<T> = Promise<Result<T, AccountsProblem>>;

/** What second factors need from outside. */
export type SecondFactorsOptions = {
  readonly store: Pick<Store, "factors">;
  readonly now: () => Instant;
  /** Bytes that nobody can guess. */
  readonly random?: (bytes: number) => Uint8Array;
};

/** Second factors of the accounts of one store. */
export type SecondFactors = {
  /** Whether an account has one in force, and how many recovery codes are left. */
  state(accountId: string): Promise<{ readonly isActive: boolean; readonly codesLeft: number }>;
  /** A new secret, in base 32, not in force before {@link SecondFactors.confirm}. */
  begin(accountId: string): Outcome<string>;
  /** Puts the begun one in force by its first code. @returns recovery codes, shown this once */
  confirm(accountId: string, code: string): Outcome<readonly string[]>;
  /** Whether a code of the app or a recovery code is right; a right one is used up. */
  use(accountId: string, code: string): Promise<boolean>;
  /** Takes it away, with its recovery codes. */
  remove(accountId: string): Promise<void>;
};

/** 160 bits, as RFC 4226 §4 asks for. */
const secretBytes = 20;
const recoveryCodes = 10;
/** 120 bits: 24 characters, so that a plain hash is enough (ASVS 5.0, 6.5.2). */
const recoveryBytes = 15;

/** A recovery code as it is kept, whatever its case and however it is parted. */
function recoveryHash(code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^A-Z2-7]/g, "");
  return createHash("sha256").update(`recovery ${plain}`).digest("hex");
}

/** Second factors over a store. */
export function secondFactorsOf(options: SecondFactorsOptions): SecondFactors {
  const { store, now, random = randomBytes } = options;
  const { factors } = store;
  return {
    state: async (accountId) => {
      if (!(await factors.isActive(accountId))) return { isActive: false, codesLeft: 0 };
      return { isActive: true, codesLeft: await factors.countCodes(accountId) };
    },
    begin: async (accountId) => {
      const secret = Buffer.from(random(secretBytes));
      const isBegun = await factors.begin(accountId, secret.toString("hex"));
      return isBegun ? succeed(base32(secret)) : fail(problemOf("accounts/has-factor", {}));
    },
    confirm: async (accountId, code) => {
      const factor = await factors.load(accountId);
      if (factor === null || factor.isActive) return fail(problemOf("accounts/no-factor", {}));
      const secret = Buffer.from(factor.secret, "hex");
      const step = matchedStep(secret, code, msFromInstant(now()), -1);
      if (step === null) return fail(problemOf("accounts/wrong-code", {}));
      const codes = Array.from({ length: recoveryCodes }, () =>
        inGroups(base32(random(recoveryBytes))),
      );
      const hashes = codes.map((one) => recoveryHash(one));
      const isInForce = await factors.activate(accountId, factor.secret, step, hashes);
      return isInForce ? succeed(codes) : fail(problemOf("accounts/no-factor", {}));
    },
    use: async (accountId, code) => {
      const typed = code.replaceAll(/\s/g, "");
      // Recovery codes need no secret to be opened: they hold when the key of the house is lost.
      if (!/^\d+$/.test(typed)) return factors.useCode(accountId, recoveryHash(code));
      const factor = await factors.load(accountId);
      if (factor?.isActive !== true) return false;
      const secret = Buffer.from(factor.secret, "hex");
      const nowMs = msFromInstant(now());
      const step = matchedStep(secret, typed, nowMs, factor.lastStep);
      // Of two at once with the same code one wins: the step only grows.
      return step !== null && factors.advance(accountId, step, firstImpossible(nowMs));
    },
    remove: (accountId) => factors.remove(accountId),
  };
}
