/**
 * OpenID Connect with one configured provider: authorisation code with PKCE (RFC 7636), state and
 * nonce (OpenID Connect Core 1.0 §3.1), and tokens whose signature, issuer, audience and time are
 * verified, although they come over TLS. Nothing of a token but who it is about and how surely is
 * used: roles are ours to give.
 */
import { fail, type Instant, msFromInstant, type Result, succeed } from "@vallgrav/kernel";
import * as oauth from "oauth4webapi";
import { problemOf } from "../accounts-problem.ts";
import type { AccountsProblem } from "../accounts-problem.ts";
import { fetchFrom, isOnThisMachine, ProviderAway, type ProviderFetch } from "./provider-fetch.ts";

/** What whoever runs the machine says of the provider. */
export type ProviderSettings = {
  /** What the button on the sign-in page says it is. */
  readonly name: string;
  /** Its address, as it stands in its tokens. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a client without one: PKCE alone protects the code then. */
  readonly clientSecret: string | null;
  /** Which claim is the lasting name of a person. */
  readonly subjectClaim: "sub" | "oid";
  /** Values of `acr` that mean more than a password; `amr` with `mfa` always does. */
  readonly strongAcr: readonly string[];
};

/** Somebody the provider vouches for. */
export type VouchedFor = {
  readonly issuer: string;
  readonly subject: string;
  /** Whether the provider says that more than a password was asked for. */
  readonly isStrong: boolean;
};

/** What is kept of a sign-in that was begun; none of it is told to anybody but the provider. */
export type Begun = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
};

type Outcome<T> = Promise<Result<T, AccountsProblem>>;

/** One provider. */
export type IdentityProvider = {
  readonly name: string;
  readonly issuer: string;
  /** Where the browser goes, and what must be kept until it comes back. */
  begin(redirectUri: string): Outcome<{ readonly url: string; readonly begun: Begun }>;
  /** Who has come back, by what the provider put into the address. */
  finish(begun: Begun, returned: URLSearchParams): Outcome<VouchedFor>;
};

/** What a provider needs from outside. */
export type ProviderOptions = {
  readonly settings: ProviderSettings;
  readonly now: () => Instant;
  /** The way to the provider; by default the network. */
  readonly request?: ProviderFetch;
};

/** Signatures with a public key, of which nobody but the provider has the other half. */
const algorithms: ReadonlySet<string> = new Set(
  "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 Ed25519 EdDSA".split(" "),
);
const metadataMs = 3_600_000;
const toleranceSeconds = 30;
/** More of a name is no name. */
const subjectLimit = 255;

/** Whether settings can be used: an address inside TLS or on this machine, and a client. */
export function isProvider({ issuer, clientId }: ProviderSettings): boolean {
  if (!URL.canParse(issuer) || clientId === "") return false;
  const url = new URL(issuer);
  const isPlain = url.search === "" && url.hash === "" && url.username === "";
  return isPlain && (url.protocol === "https:" || isOnThisMachine(url));
}

function isStrong({ amr, acr }: oauth.IDToken, strongAcr: readonly string[]): boolean {
  const byMeans = Array.isArray(amr) && amr.includes("mfa");
  return byMeans || (typeof acr === "string" && strongAcr.includes(acr));
}

/** A subject that can be kept: text of a length, as the claim was configured. */
function subjectOf(claims: oauth.IDToken, claim: ProviderSettings["subjectClaim"]): string | null {
  const found: unknown = claims[claim];
  const isText = typeof found === "string" && found !== "" && found.length <= subjectLimit;
  return isText && found.isWellFormed() && !found.includes("\0") ? found : null;
}

type Metadata = { readonly server: oauth.AuthorizationServer; readonly untilMs: number };

/** How the library reaches the provider: through our one way out, and through no other. */
function wayTo(issuer: URL, request: ProviderFetch) {
  return {
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, unknown>) =>
      request(url, {
        method: init.method,
        headers: init.headers,
        body: init.body instanceof URLSearchParams ? init.body : null,
      }),
    // Only on this very machine: every address is checked again by the way out.
    [oauth.allowInsecureRequests]: issuer.protocol === "http:" && isOnThisMachine(issuer),
  };
}

type Way = ReturnType<typeof wayTo>;

/** The provider's metadata, asked for once an hour. */
function metadataOf(issuer: URL, way: Way, nowMs: () => number) {
  let known: Metadata | null = null;
  return async (): Promise<oauth.AuthorizationServer> => {
    if (known !== null && known.untilMs > nowMs()) return known.server;
    const answer = await oauth.discoveryRequest(issuer, { ...way, algorithm: "oidc" });
    const found = await oauth.processDiscoveryResponse(issuer, answer);
    const offered = found.id_token_signing_alg_values_supported ?? ["RS256"];
    const server = {
      ...found,
      // Neither `none` nor a secret that both know is a signature here, whatever is offered.
      id_token_signing_alg_values_supported: offered.filter((one) => algorithms.has(one)),
    };
    known = { server, untilMs: nowMs() + metadataMs };
    return server;
  };
}

/** Exchanges what came back for a token, and verifies all there is to verify of it. */
function redeemer(
  { clientId, clientSecret }: ProviderSettings,
  way: Way,
  nowMs: () => number,
): (
  server: oauth.AuthorizationServer,
  begun: Begun,
  returned: URLSearchParams,
) => Promise<oauth.IDToken | null> {
  const keys: oauth.JWKSCacheInput = {};
  const authentication =
    clientSecret === null ? oauth.None() : oauth.ClientSecretPost(clientSecret);
  return async (server, begun, returned) => {
    const client: oauth.Client = {
      client_id: clientId,
      [oauth.clockTolerance]: toleranceSeconds,
      [oauth.clockSkew]: Math.round((nowMs() - Date.now()) / 1_000),
    };
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      oauth.validateAuthResponse(server, client, returned, begun.state),
      begun.redirectUri,
      begun.verifier,
      way,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
      expectedNonce: begun.nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, answer, {
      ...way,
      [oauth.jwksCache]: keys,
    });
    return oauth.getValidatedIdTokenClaims(tokens) ?? null;
  };
}

/** What did not fit is of no use to an honest user, and of some to another. */
function failed(error?: unknown): Result<never, AccountsProblem> {
  const isAway = error instanceof ProviderAway;
  return fail(
    isAway ? problemOf("accounts/provider-away", {}) : problemOf("accounts/provider-refused", {}),
  );
}

/** The address of a journey that begins. */
async function addressOf(
  endpoint: string,
  { clientId, strongAcr }: ProviderSettings,
  begun: Begun,
): Promise<string> {
  const url = new URL(endpoint);
  const asked: Readonly<Record<string, string>> = {
    client_id: clientId,
    redirect_uri: begun.redirectUri,
    response_type: "code",
    scope: "openid",
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: "S256",
    ...(strongAcr.length === 0 ? {} : { acr_values: strongAcr.join(" ") }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

/** A provider; nothing is asked of it before somebody signs in. */
export function identityProviderOf(options: ProviderOptions): IdentityProvider {
  const { settings, now } = options;
  const issuer = new URL(settings.issuer);
  const way = wayTo(issuer, options.request ?? fetchFrom(issuer));
  const nowMs = (): number => msFromInstant(now());
  const discover = metadataOf(issuer, way, nowMs);
  const redeem = redeemer(settings, way, nowMs);
  return {
    name: settings.name,
    issuer: settings.issuer,
    begin: async (redirectUri) => {
      try {
        const { authorization_endpoint: endpoint } = await discover();
        if (endpoint === undefined || new URL(endpoint).origin !== issuer.origin) return failed();
        const begun: Begun = {
          state: oauth.generateRandomState(),
          nonce: oauth.generateRandomNonce(),
          verifier: oauth.generateRandomCodeVerifier(),
          redirectUri,
        };
        return succeed({ url: await addressOf(endpoint, settings, begun), begun });
      } catch (error) {
        return failed(error);
      }
    },
    finish: async (begun, returned) => {
      try {
        const claims = await redeem(await discover(), begun, returned);
        const subject = claims === null ? null : subjectOf(claims, settings.subjectClaim);
        if (claims === null || subject === null) return failed();
        const { strongAcr } = settings;
        return succeed({
          issuer: settings.issuer,
          subject,
          isStrong: isStrong(claims, strongAcr),
        });
      } catch (error) {
        return failed(error);
      }
    },
  };
}
