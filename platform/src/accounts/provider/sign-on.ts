/**
 * Signing in through the municipality's provider. It opens accounts that there are, and only those
 * whose owner was linked to the identity: by an invitation, or by an administrator. Local accounts
 * do not depend on it, and an incident turns it off.
 */
import { fail, type Instant, msFromInstant, type Result, succeed } from "@vallgrav/kernel";
import type { Store } from "../../storage/index.ts";
import { demandsFactor, loadAccessPolicy } from "../access-policy.ts";
import { problemOf } from "../accounts-problem.ts";
import type { AccountsProblem } from "../accounts-problem.ts";
import type { Account } from "../account.ts";
import { type Accounts, publicOf, type SignedIn } from "../accounts.ts";
import { linkTimeAt } from "../administration.ts";
import { provisioningIssuer } from "../provisioning.ts";
import { newToken as randomToken, tokenHashOf } from "../tokens.ts";
import type { Begun, IdentityProvider, VouchedFor } from "./identity-provider.ts";

type Outcome<T> = Promise<Result<T, AccountsProblem>>;

/** What signing in through a provider needs. */
export type SignOnOptions = {
  readonly store: Pick<Store, "accounts" | "identities" | "factors" | "settings">;
  readonly accounts: Pick<Accounts, "enter">;
  /** Null: none is configured. */
  readonly provider: IdentityProvider | null;
  readonly now: () => Instant;
  /** 256 bits that nobody can guess, as text. */
  readonly newToken?: () => string;
};

/** What has come of a journey to the provider. */
export type Returned =
  | { readonly kind: "signed-in"; readonly session: SignedIn }
  /** An invitation was taken up; the account waits to be let in. */
  | { readonly kind: "confirmed"; readonly account: Account };

/** Signing in through the provider. */
export type SignOn = {
  /** What the provider is called; null: there is none. */
  readonly name: string | null;
  /**
   * Begins a journey.
   * @param redirectUri the page to which the provider sends the browser back
   * @param invitation token of a link to take up; null: to sign in
   * @returns where the browser goes, and the key only that browser may have
   */
  begin(
    redirectUri: string,
    invitation: string | null,
  ): Outcome<{ readonly url: string; readonly key: string }>;
  /** Ends a journey, once: the browser must show the key it was given. */
  finish(key: string, returned: URLSearchParams, address: string): Outcome<Returned>;
  /** Links an account to a subject of the provider; one who was invited has then confirmed. */
  link(accountId: string, subject: string): Outcome<Account>;
  /** False where it was not linked. */
  unlink(accountId: string): Promise<boolean>;
};

/** How long a journey may take. */
export const journeyMs = 600_000;
/** Journeys at once; the oldest are forgotten beyond it. */
const mostJourneys = 10_000;
const subjectLimit = 255;

type Journey = {
  readonly begun: Begun;
  readonly invitation: string | null;
  readonly untilMs: number;
};

type Parts = Required<Omit<SignOnOptions, "provider">> & { readonly provider: IdentityProvider };

async function isIncident({ store }: Parts): Promise<boolean> {
  return (await loadAccessPolicy(store.settings)).incident !== null;
}

/** Whether the provider's word is enough for what is demanded of the account. */
async function isEnough({ store }: Parts, account: Account, who: VouchedFor): Promise<boolean> {
  if (who.isStrong) return true;
  const policy = await loadAccessPolicy(store.settings);
  return !demandsFactor(policy, account) && !(await store.factors.isActive(account.id));
}

async function enter(parts: Parts, who: VouchedFor, address: string): Outcome<Returned> {
  const { identities } = parts.store;
  // A directory that keeps accounts by SCIM knows people by the same lasting name as the provider.
  const found =
    (await identities.load(who.issuer, who.subject)) ??
    (await identities.load(provisioningIssuer, who.subject));
  const record = found === null ? null : await parts.store.accounts.byId(found.accountId);
  // An account for the worst day has one door, whatever was linked to it.
  if (record === null || record.isBreakGlass) return fail(problemOf("accounts/not-linked", {}));
  if (!(await isEnough(parts, publicOf(record), who)))
    return fail(problemOf("accounts/provider-weak", {}));
  const entered = await parts.accounts.enter(record.id, address, who.isStrong);
  return entered.ok ? succeed({ kind: "signed-in", session: entered.value }) : entered;
}

async function confirm(parts: Parts, who: VouchedFor, token: string): Outcome<Returned> {
  const { accounts, identities } = parts.store;
  const tokenHash = tokenHashOf(token);
  const account = await accounts.byLink(tokenHash, linkTimeAt(parts.now()));
  if (account === null) return fail(problemOf("accounts/bad-link", {}));
  const done = await identities.confirmLink(tokenHash, linkTimeAt(parts.now()), who);
  if (done === "no-link") return fail(problemOf("accounts/bad-link", {}));
  if (done === "taken") return fail(problemOf("accounts/identity-taken", {}));
  return succeed({ kind: "confirmed", account: { ...publicOf(account), state: "confirmed" } });
}

async function link(
  { store, provider, now }: Parts,
  accountId: string,
  subject: string,
): Outcome<Account> {
  const account = await store.accounts.byId(accountId);
  if (account === null) return fail(problemOf("accounts/unknown", {}));
  if (account.isBreakGlass || account.state === "closed")
    return fail(problemOf("accounts/not-from-here", {}));
  const { issuer } = provider;
  const name = subject.trim();
  if (name === "" || name.length > subjectLimit)
    return fail(problemOf("accounts/bad-name", { limit: subjectLimit }));
  if (!(await store.identities.add({ issuer, subject: name, accountId, createdAt: now() })))
    return fail(problemOf("accounts/identity-taken", {}));
  if (account.state !== "invited") return succeed(publicOf(account));
  const moved = await store.accounts.move(accountId, "invited", "confirmed");
  return moved === "moved"
    ? succeed({ ...publicOf(account), state: "confirmed" })
    : fail(problemOf("accounts/not-from-here", {}));
}

/** Signing in through a provider, or the refusal to where none is configured. */
export function signOnOf(options: SignOnOptions): SignOn {
  const { provider } = options;
  if (provider === null) {
    const none = async (): Promise<Result<never, AccountsProblem>> =>
      fail(problemOf("accounts/no-provider", {}));
    const unlink = (): Promise<boolean> => Promise.resolve(false);
    return { name: null, begin: none, finish: none, link: none, unlink };
  }
  const parts: Parts = { newToken: randomToken, ...options, provider };
  const journeys = new Map<string, Journey>();
  const take = (key: string): Journey | null => {
    const hash = tokenHashOf(key);
    const found = journeys.get(hash);
    journeys.delete(hash);
    return found !== undefined && found.untilMs > msFromInstant(parts.now()) ? found : null;
  };
  return {
    name: provider.name,
    begin: async (redirectUri, invitation) => {
      if (await isIncident(parts)) return fail(problemOf("accounts/incident", {}));
      const gone = await provider.begin(redirectUri);
      if (!gone.ok) return gone;
      const key = parts.newToken();
      const untilMs = msFromInstant(parts.now()) + journeyMs;
      journeys.set(tokenHashOf(key), { begun: gone.value.begun, invitation, untilMs });
      const oldest = journeys.keys().next().value;
      if (journeys.size > mostJourneys && oldest !== undefined) journeys.delete(oldest);
      return succeed({ url: gone.value.url, key });
    },
    finish: async (key, returned, address) => {
      const journey = take(key);
      if (journey === null) return fail(problemOf("accounts/provider-refused", {}));
      const who = await provider.finish(journey.begun, returned);
      if (!who.ok) return who;
      if (await isIncident(parts)) return fail(problemOf("accounts/incident", {}));
      return journey.invitation === null
        ? enter(parts, who.value, address)
        : confirm(parts, who.value, journey.invitation);
    },
    link: (accountId, subject) => link(parts, accountId, subject),
    unlink: (accountId) => parts.store.identities.remove(accountId, provider.issuer),
  };
}
