/**
 * Passkeys (WebAuthn level 3): a key pair per account and device that signs a challenge of ours for
 * our own address and nobody else's, after the device has recognised its user. The cryptography is
 * SimpleWebAuthn's, loaded when it is first needed; challenges are kept here, once each.
 */
import { randomBytes } from "node:crypto";
import { fail, msFromInstant, succeed } from "@vallgrav/kernel";
import type { Instant, Result } from "@vallgrav/kernel";
import type { PasskeyView } from "../api/index.ts";
import type { PasskeyRecord, Store } from "../storage/index.ts";
import { problemOf } from "./accounts-problem.ts";
import type { AccountsProblem } from "./accounts-problem.ts";
import { isName, nameLimit } from "./names.ts";

type Outcome<T> = Promise<Result<T, AccountsProblem>>;

/** Where the pages are, as the browser knows it. */
export type Site = {
  /** The name of the machine, without port: what a passkey is bound to. */
  readonly host: string;
  /** Scheme, name and port. */
  readonly origin: string;
};

/** What a browser sends of a new passkey; binary as base64url. */
export type NewPasskey = {
  readonly id: string;
  readonly rawId: string;
  readonly type: "public-key";
  readonly response: { readonly clientDataJSON: string; readonly attestationObject: string };
  readonly clientExtensionResults: Readonly<Record<string, never>>;
};

/** What a browser sends to show a passkey; binary as base64url. */
export type ShownPasskey = {
  readonly id: string;
  readonly rawId: string;
  readonly type: "public-key";
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
  };
  readonly clientExtensionResults: Readonly<Record<string, never>>;
};

/** What passkeys need from outside. */
export type PasskeysOptions = {
  readonly store: Pick<Store, "passkeys">;
  readonly now: () => Instant;
};

/** Options for the browser, as JSON. */
type BrowserOptions = Readonly<Record<string, unknown>>;

/** Passkeys of the accounts of one store. */
export type Passkeys = {
  list(accountId: string): Promise<readonly PasskeyView[]>;
  /** What the browser needs to make one. */
  begin(
    account: { readonly id: string; readonly name: string },
    site: Site,
  ): Promise<BrowserOptions>;
  /** Keeps one that was made by the last {@link Passkeys.begin}, under a name of the user's. */
  add(accountId: string, name: string, made: NewPasskey, site: Site): Outcome<PasskeyView>;
  /** What the browser needs to show one. */
  ask(site: Site): BrowserOptions;
  /** The account whose passkey was shown; every challenge holds once, for five minutes. */
  show(shown: ShownPasskey, site: Site): Outcome<string>;
  remove(accountId: string, id: string): Promise<boolean>;
  removeAll(accountId: string): Promise<void>;
};

const challengeMs = 300_000;
const challengeBytes = 32;
const mostChallenges = 10_000;
/** Most passkeys of one account. */
const mostPasskeys = 20;
/**
 * ES256, EdDSA and RS256 (COSE), wanted in this order. The last one is for security chips that know
 * no other, as many under Windows Hello: their keys have 2 048 bits, 112 bits of security, which is
 * less than all else here has, and still beyond guessing or stealing, which passwords are not.
 */
const algorithms = [-7, -8, -257];
const leastRsaBytes = 256;

/** Whether a public key (COSE) is of a kind and length that is taken. @throws Error for none */
async function isStrongKey(publicKey: Uint8Array): Promise<boolean> {
  const { cose, decodeCredentialPublicKey } = await import("@simplewebauthn/server/helpers");
  const key = decodeCredentialPublicKey(Uint8Array.from(publicKey));
  if (!cose.isCOSEPublicKeyRSA(key)) return true;
  const modulus = key.get(cose.COSEKEYS.n);
  // Leading noughts make no key longer.
  const length = modulus === undefined ? 0 : modulus.length - modulus.findIndex((b) => b !== 0);
  return length >= leastRsaBytes && key.get(cose.COSEKEYS.alg) === cose.COSEALG.RS256;
}

/** Challenges given out, each for an account or for whoever signs in; the oldest go when full. */
function challengesOf(now: () => Instant) {
  const given = new Map<string, { readonly accountId: string | null; readonly untilMs: number }>();
  return {
    give: (accountId: string | null): string => {
      const challenge = randomBytes(challengeBytes).toString("base64url");
      given.set(challenge, { accountId, untilMs: msFromInstant(now()) + challengeMs });
      const oldest = given.keys().next().value;
      if (given.size > mostChallenges && oldest !== undefined) given.delete(oldest);
      return challenge;
    },
    take: (challenge: string, accountId: string | null): boolean => {
      const found = given.get(challenge);
      given.delete(challenge);
      return (
        found !== undefined && found.accountId === accountId && found.untilMs > msFromInstant(now())
      );
    },
  };
}

function viewOf({ id, name, createdAt, usedAt }: PasskeyRecord): PasskeyView {
  return { id, name, createdAt, usedAt };
}

type Verified = { readonly id: string; readonly publicKey: Uint8Array; readonly counter: number };

async function verifyNew(
  made: NewPasskey,
  site: Site,
  take: (challenge: string) => boolean,
): Promise<Verified | null> {
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...made, response: { ...made.response } },
      expectedChallenge: take,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified || !(await isStrongKey(registrationInfo.credential.publicKey))) return null;
    return registrationInfo.credential;
  } catch {
    // The library throws at whatever does not fit; what it was is of no use to an honest user.
    return null;
  }
}

async function verifyShown(
  shown: ShownPasskey,
  kept: PasskeyRecord,
  site: Site,
  take: (challenge: string) => boolean,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  try {
    const publicKey = Uint8Array.from(Buffer.from(kept.publicKey, "base64url"));
    const isStrong = await isStrongKey(publicKey);
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...shown, response: { ...shown.response } },
      expectedChallenge: take,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      credential: {
        id: kept.id,
        publicKey,
        counter: kept.counter,
      },
      requireUserVerification: true,
    });
    return verified && isStrong ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

/** Passkeys over a store. */
export function passkeysOf({ store, now }: PasskeysOptions): Passkeys {
  const { passkeys } = store;
  const challenges = challengesOf(now);
  const wrong = (): Result<never, AccountsProblem> => fail(problemOf("accounts/bad-passkey", {}));
  return {
    list: async (accountId) => (await passkeys.list(accountId)).map((one) => viewOf(one)),
    begin: async ({ id, name }, { host }) => ({
      challenge: challenges.give(id),
      rp: { id: host, name: "Vallgrav" },
      user: { id: Buffer.from(id).toString("base64url"), name, displayName: name },
      pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
      timeout: challengeMs,
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: (await passkeys.list(id)).map((one) => ({
        type: "public-key",
        id: one.id,
      })),
    }),
    add: async (accountId, name, made, site) => {
      if (!isName(name)) return fail(problemOf("accounts/bad-name", { limit: nameLimit }));
      const take = (challenge: string): boolean => challenges.take(challenge, accountId);
      const verified = await verifyNew(made, site, take);
      const isFull = (await passkeys.list(accountId)).length >= mostPasskeys;
      if (verified === null || isFull) return wrong();
      const record: PasskeyRecord = {
        id: verified.id,
        accountId,
        name: name.trim(),
        publicKey: Buffer.from(verified.publicKey).toString("base64url"),
        counter: verified.counter,
        createdAt: now(),
        usedAt: null,
      };
      return (await passkeys.add(record)) ? succeed(viewOf(record)) : wrong();
    },
    ask: ({ host }) => ({
      challenge: challenges.give(null),
      rpId: host,
      timeout: challengeMs,
      userVerification: "required",
      allowCredentials: [],
    }),
    show: async (shown, site) => {
      const kept = await passkeys.load(shown.id);
      if (kept === null) return wrong();
      const take = (challenge: string): boolean => challenges.take(challenge, null);
      const counter = await verifyShown(shown, kept, site, take);
      if (counter === null) return wrong();
      // Of two at once with the same counter one wins, where the device counts at all.
      const isUsed = await passkeys.use(kept.id, kept.counter, counter, now());
      return isUsed ? succeed(kept.accountId) : wrong();
    },
    remove: (accountId, id) => passkeys.remove(accountId, id),
    removeAll: (accountId) => passkeys.removeAll(accountId),
  };
}
