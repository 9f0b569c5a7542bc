/**
 * A real provider of OpenID Connect on this machine, and a browser that signs in at it: whoever
 * comes is let in as the person the test names.
 */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** A provider that listens. */
export type RealProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The key its tokens are signed with, and the other half as anybody can read it. */
  readonly privateKey: KeyObject;
  readonly publicKey: ReturnType<KeyObject["export"]>;
  /** How often each of its addresses was asked, by path. */
  readonly asked: Map<string, number>;
  /** Who signs in next. */
  person: string;
  stop(): Promise<void>;
};

/** The page to which the provider sends the browser back. */
export const redirectUri = "http://localhost:4600/inloggning";
const clientId = "vallgrav";
const clientSecret = "a secret of the test alone";

type Context = {
  readonly oidc: {
    readonly provider: { readonly Grant: new (of: object) => Grant };
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
  };
};
type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> };

async function grantAll({ oidc }: Context): Promise<Grant> {
  const { clientId: client } = oidc.client;
  const grant = new oidc.provider.Grant({
    clientId: client,
    accountId: oidc.session.accountId,
  });
  grant.addOIDCScope("openid");
  await grant.save();
  return grant;
}

/** Starts one on a free port. */
export async function startProvider(): Promise<RealProvider> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "k1", use: "sig" }] },
    cookies: { keys: ["only for this test"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/let-in/${uid}` },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, roles: ["administrator"], email: "astrid@example.se" }),
    }),
    loadExistingGrant: grantAll,
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60 },
    pkce: { required: () => true },
  });
  const asked = new Map<string, number>();
  const answer = provider.callback();
  const running: RealProvider = {
    issuer,
    clientId,
    clientSecret,
    privateKey,
    publicKey: publicKey.export({ format: "jwk" }),
    asked,
    person: "astrid",
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  server.on("request", (request, response) => {
    const path = new URL(request.url ?? "/", issuer).pathname;
    asked.set(path, (asked.get(path) ?? 0) + 1);
    if (path.startsWith("/let-in/"))
      void provider.interactionFinished(request, response, {
        login: { accountId: running.person },
      });
    else answer(request, response);
  });
  return running;
}

/** Follows a browser's way through the provider. @returns what it brings back in the address */
export async function signInThere(url: string): Promise<URLSearchParams> {
  const cookies = new Map<string, string>();
  for (let at = url, step = 0; step < 10; step += 1) {
    if (at.startsWith(redirectUri)) return new URL(at).searchParams;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(at, { redirect: "manual", headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=", 2);
      cookies.set(name, value);
    }
    const location = answer.headers.get("location");
    if (location === null) throw new Error(`no way on: ${answer.status} ${await answer.text()}`);
    at = new URL(location, at).href;
  }
  throw new Error("no end of ways");
}

/** A token with other content, signed anew with a key of the provider's kind. */
export function signToken(
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
  key: KeyObject,
): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const content = `${part(header)}.${part(claims)}`;
  return `${content}.${sign("sha256", Buffer.from(content), key).toString("base64url")}`;
}
