/**
 * Tokens by which programs ask in the name of an account: never more than the account itself may,
 * only what the token names of that, and only for a time.
 */
import { randomUUID } from "node:crypto";
import {
  fail,
  type Instant,
  instantFromMs,
  invariant,
  msFromInstant,
  type Result,
  succeed,
} from "@vallgrav/kernel";
import type { Right, TokenView } from "../api/index.ts";
import type { Store, TokenRecord } from "../storage/index.ts";
import { loadAccessPolicy } from "./access-policy.ts";
import { isAhead } from "./ahead.ts";
import { problemOf } from "./accounts-problem.ts";
import type { AccountsProblem } from "./accounts-problem.ts";
import type { Accounts, Present } from "./accounts.ts";
import { isName, nameLimit } from "./names.ts";
import { newToken as randomToken, tokenHashOf } from "./tokens.ts";

type Outcome<T> = Promise<Result<T, AccountsProblem>>;

/** What tokens need from outside. */
export type ApiTokensOptions = {
  readonly store: Pick<Store, "tokens" | "settings" | "factors">;
  readonly accounts: Pick<Accounts, "present">;
  readonly now: () => Instant;
  readonly newId?: () => string;
  /** 256 bits that nobody can guess, as text. */
  readonly newToken?: () => string;
};

/** What somebody wants a token for. */
export type NewApiToken = {
  /** As its owner calls it. */
  readonly name: string;
  /** What of the account's rights it may use; at least one. */
  readonly scopes: readonly Right[];
  /** Days until it ends, 1 to {@link tokenLimits}`.days`. */
  readonly days: number;
};

/** Who asks by a token. */
export type ByToken = Present & {
  readonly tokenId: string;
  /** The rights the token names; the role must have them too. */
  readonly scopes: ReadonlySet<Right>;
};

/** How long a token holds at most, and how many an account has. */
export const tokenLimits = { days: 365, perAccount: 20 } as const;

/** Tokens of the accounts of one store. */
export type ApiTokens = {
  /** Makes one; the token itself is told this once. `by` is the account as it asks now. */
  make(
    by: Pick<Present, "id" | "isStrong" | "isBreakGlass">,
    wanted: NewApiToken,
  ): Outcome<{ readonly token: string; readonly view: TokenView }>;
  /** Those of an account, oldest first, ended ones too. */
  list(accountId: string): Promise<readonly TokenView[]>;
  /** False where the account has none of that id. */
  revoke(accountId: string, id: string): Promise<boolean>;
  /** Ends all of an account; returns how many. */
  revokeAll(accountId: string): Promise<number>;
  /** Who asks; null where it is none of ours or over, or there is an incident. Counts as use. */
  bearerOf(token: string): Promise<ByToken | null>;
};

/** What a token begins with, so that it is known where one was left lying about. */
export const tokenPrefix = "vgt_";
const dayMs = 86_400_000;
/** Use is written down at most this often, so that asking is not a write. */
const touchEveryMs = 60_000;

function viewOf({ id, name, scopes, createdAt, expiresAt, usedAt }: TokenRecord): TokenView {
  return { id, name, scopes: scopes as readonly Right[], createdAt, expiresAt, usedAt };
}

/** Tokens over a store. */
export function apiTokensOf(options: ApiTokensOptions): ApiTokens {
  const { store, accounts, now } = options;
  const newId = options.newId ?? randomUUID;
  const newToken = options.newToken ?? randomToken;
  return {
    make: async (by, { name, scopes, days }) => {
      if (!isName(name)) return fail(problemOf("accounts/bad-name", { limit: nameLimit }));
      // The door of the worst day is a password in an envelope, and no program knows it.
      if (by.isBreakGlass) return fail(problemOf("accounts/not-from-here", {}));
      const wholeDays = Math.min(Math.max(1, Math.floor(days)), tokenLimits.days);
      const expiresAt = instantFromMs(msFromInstant(now()) + wholeDays * dayMs);
      invariant(expiresAt !== null, "the clock stands in years 0 to 9999");
      const token = tokenPrefix + newToken();
      const record: TokenRecord = {
        id: newId(),
        accountId: by.id,
        tokenHash: tokenHashOf(token),
        name: name.trim(),
        scopes: [...new Set(scopes)].sort(),
        isStrong: by.isStrong || (await store.factors.isActive(by.id)),
        createdAt: now(),
        expiresAt,
        usedAt: null,
      };
      return (await store.tokens.add(record, tokenLimits.perAccount))
        ? succeed({ token, view: viewOf(record) })
        : fail(problemOf("accounts/too-many-tokens", { limit: tokenLimits.perAccount }));
    },
    list: async (accountId) => (await store.tokens.list(accountId)).map((one) => viewOf(one)),
    revoke: (accountId, id) => store.tokens.remove(accountId, id),
    revokeAll: (accountId) => store.tokens.removeAll(accountId),
    bearerOf: async (token) => {
      if (!token.startsWith(tokenPrefix)) return null;
      const found = await store.tokens.load(tokenHashOf(token));
      const at = now();
      if (found === null || found.expiresAt <= at || isAhead(found.createdAt, at)) return null;
      // In an incident people are let in by name; what a program was given may be the way in.
      if ((await loadAccessPolicy(store.settings)).incident !== null) return null;
      const present = await accounts.present(found.accountId, found.isStrong);
      if (present === null) return null;
      const usedMs = found.usedAt === null ? null : msFromInstant(found.usedAt);
      if (usedMs === null || Math.abs(msFromInstant(at) - usedMs) >= touchEveryMs)
        await store.tokens.touch(found.id, at);
      const scopes: ReadonlySet<Right> = new Set(found.scopes as readonly Right[]);
      return { ...present, tokenId: found.id, scopes };
    },
  };
}
