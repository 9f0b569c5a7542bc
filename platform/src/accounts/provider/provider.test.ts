/** Signing in through a real provider, and everything that must not pass for it. */
import { createHmac, createPublicKey, generateKeyPairSync } from "node:crypto";
import type { Instant } from "@vallgrav/kernel";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  redirectUri,
  type RealProvider,
  signInThere,
  signToken,
  startProvider,
} from "../test/real-provider.ts";
import { identityProviderOf, isProvider, type ProviderSettings } from "./identity-provider.ts";
import { fetchFrom, ProviderAway, type ProviderFetch } from "./provider-fetch.ts";

let real: RealProvider;
beforeAll(async () => {
  real = await startProvider();
});
afterAll(() => real.stop());

const now = (): Instant => new Date().toISOString() as Instant;
const settings = (change: Partial<ProviderSettings> = {}): ProviderSettings => ({
  name: "Kommunens inloggning",
  issuer: real.issuer,
  clientId: real.clientId,
  clientSecret: real.clientSecret,
  subjectClaim: "sub",
  strongAcr: [],
  ...change,
});

type Token = { header: Record<string, unknown>; claims: Record<string, unknown> };
type Tokens = { id_token: string } & Record<string, unknown>;

/** The way to the provider with somebody in it who writes the ID token anew. */
function bending(bend: (token: Token) => string): ProviderFetch {
  const plain = fetchFrom(new URL(real.issuer));
  return async (url, request) => {
    const answer = await plain(url, request);
    if (!url.endsWith("/token")) return answer;
    const tokens = (await answer.json()) as Tokens;
    const [header, claims] = tokens.id_token
      .split(".", 2)
      .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()) as Token["header"]);
    const bent = { ...tokens, id_token: bend({ header: header ?? {}, claims: claims ?? {} }) };
    return Response.json(bent, { status: answer.status });
  };
}

const signed = ({ header, claims }: Token): string => signToken(header, claims, real.privateKey);

/** One whole journey. @returns the code of its failure, or whom the provider vouches for */
async function journey(request?: ProviderFetch, change: Partial<ProviderSettings> = {}) {
  const options = {
    settings: settings(change),
    now,
    ...(request === undefined ? {} : { request }),
  };
  const provider = identityProviderOf(options);
  const gone = await provider.begin(redirectUri);
  if (!gone.ok) return gone.problem.code;
  const returned = await signInThere(gone.value.url);
  const who = await provider.finish(gone.value.begun, returned);
  return who.ok ? who.value : who.problem.code;
}

const astrid = () => ({ issuer: real.issuer, subject: "astrid", isStrong: false });

test("[AC40] a real provider vouches for whoever signs in there", async () => {
  expect(await journey()).toEqual(astrid());
  real.person = "bertil";
  expect(await journey()).toEqual({ ...astrid(), subject: "bertil" });
  real.person = "astrid";
  // A token that is written anew as it was passes: so those below are refused for what was changed.
  expect(await journey(bending(signed))).toEqual(astrid());
});

test("[AC41] altered tokens are refused: issuer, audience, time, nonce, signature", async () => {
  const bent = (change: (claims: Token["claims"]) => object) =>
    journey(
      bending(({ header, claims }) => signed({ header, claims: { ...claims, ...change(claims) } })),
    );
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
  const refused = {
    issuer: await bent(() => ({ iss: "https://id.elsewhere.test" })),
    audience: await bent(() => ({ aud: "another client" })),
    presenter: await bent(() => ({ aud: ["vallgrav", "other"], azp: "other" })),
    expired: await bent(({ iat }) => ({ iat: Number(iat) - 7_200, exp: Number(iat) - 3_600 })),
    "not yet": await bent(({ iat }) => ({ nbf: Number(iat) + 3_600 })),
    nonce: await bent(() => ({ nonce: "of another journey" })),
    "no nonce": await bent(() => ({ nonce: undefined })),
    "no subject": await bent(() => ({ sub: undefined })),
    "empty subject": await bent(() => ({ sub: "" })),
    "long subject": await bent(() => ({ sub: "x".repeat(256) })),
    stranger: await journey(bending(({ header, claims }) => signToken(header, claims, stranger))),
    unsigned: await journey(bending((token) => signed(token).replace(/[^.]+$/, ""))),
  };
  expect(refused).toEqual(
    Object.fromEntries(Object.keys(refused).map((name) => [name, "accounts/provider-refused"])),
  );
});

test("[AC42] algorithms are not confused: none, and a public key taken for a secret", async () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const none = bending(
    ({ header, claims }) => `${part({ ...header, alg: "none" })}.${part(claims)}.`,
  );
  expect(await journey(none)).toBe("accounts/provider-refused");
  const publicKey = createPublicKey(real.privateKey);
  const pem = publicKey.export({ format: "pem", type: "spki" });
  for (const secret of [pem, JSON.stringify(real.publicKey), real.clientSecret]) {
    const hmac = bending(({ header, claims }) => {
      const content = `${part({ ...header, alg: "HS256" })}.${part(claims)}`;
      return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
    });
    expect([secret, await journey(hmac)]).toEqual([secret, "accounts/provider-refused"]);
  }
});

test("[AC43] what is another journey's or was altered on the way is refused", async () => {
  const provider = identityProviderOf({ settings: settings(), now });
  const [one, other] = [await provider.begin(redirectUri), await provider.begin(redirectUri)];
  if (!one.ok || !other.ok) throw new Error("the provider is away");
  const returned = await signInThere(one.value.url);
  const crossed = await provider.finish(other.value.begun, returned);
  const without = new URLSearchParams(returned);
  without.delete("state");
  const twice = new URLSearchParams([...returned, ["code", "another"]]);
  const denied = new URLSearchParams({ error: "access_denied", state: one.value.begun.state });
  const stolen = { ...one.value.begun, verifier: "x".repeat(43) };
  for (const [what, wrong] of [
    ["crossed", crossed],
    ["no state", await provider.finish(one.value.begun, without)],
    ["two codes", await provider.finish(one.value.begun, twice)],
    ["denied", await provider.finish(one.value.begun, denied)],
    ["another's code", await provider.finish(stolen, returned)],
  ] as const)
    expect([what, wrong.ok ? "passed" : wrong.problem.code]).toEqual([
      what,
      "accounts/provider-refused",
    ]);
});

test("[AC43] a code is redeemed once", async () => {
  const provider = identityProviderOf({ settings: settings(), now });
  const gone = await provider.begin(redirectUri);
  if (!gone.ok) throw new Error("the provider is away");
  const returned = await signInThere(gone.value.url);
  expect(await provider.finish(gone.value.begun, returned)).toMatchObject({ ok: true });
  expect(await provider.finish(gone.value.begun, returned)).toMatchObject({
    problem: { code: "accounts/provider-refused" },
  });
});

test("[AC44] of a token only the subject and how surely it signed in count", async () => {
  const bent = (change: object, strongAcr: readonly string[] = []) =>
    journey(
      bending(({ header, claims }) => signed({ header, claims: { ...claims, ...change } })),
      {
        strongAcr,
      },
    );
  expect([
    await bent({ amr: ["pwd"], roles: ["administrator"] }),
    await bent({ amr: "mfa" }),
    await bent({ acr: "urn:strong" }),
    await bent({ acr: "urn:strong" }, ["urn:strong"]),
    await bent({ amr: ["pwd", "mfa"] }),
  ]).toEqual([false, false, false, true, true].map((isStrong) => ({ ...astrid(), isStrong })));
  const oid = await journey(
    bending(({ header, claims }) => signed({ header, claims: { ...claims, oid: "o-1" } })),
    { subjectClaim: "oid" },
  );
  expect(oid).toEqual({ ...astrid(), subject: "o-1" });
  expect(await journey(undefined, { subjectClaim: "oid" })).toBe("accounts/provider-refused");
});

test("[AC45] asked at its own origin, within limits; keys are remembered", async () => {
  const ask = (url: string, issuer = real.issuer) =>
    fetchFrom(new URL(issuer))(url, { method: "GET", headers: {} });
  await expect(ask("http://127.0.0.1:1/x")).rejects.toBeInstanceOf(ProviderAway);
  await expect(ask("http://id.example.se/x", "http://id.example.se")).rejects.toBeInstanceOf(
    ProviderAway,
  );
  const provider = identityProviderOf({ settings: settings(), now });
  const before = real.asked.get("/jwks") ?? 0;
  for (let round = 0; round < 3; round += 1) {
    const gone = await provider.begin(redirectUri);
    if (!gone.ok) throw new Error(gone.problem.code);
    const returned = await signInThere(gone.value.url);
    expect(await provider.finish(gone.value.begun, returned)).toMatchObject({ ok: true });
  }
  expect((real.asked.get("/jwks") ?? 0) - before).toBe(1);
  // Metadata that lead elsewhere, and an answer without end.
  const elsewhere =
    (change: object): ProviderFetch =>
    async (url, request) => {
      const answer = await fetchFrom(new URL(real.issuer))(url, request);
      if (!url.includes(".well-known")) return answer;
      return Response.json({ ...((await answer.json()) as object), ...change });
    };
  const away = { authorization_endpoint: "https://elsewhere.test/auth" };
  expect(await journey(elsewhere(away))).toBe("accounts/provider-refused");
  expect(await journey(elsewhere({ issuer: "https://elsewhere.test" }))).toBe(
    "accounts/provider-refused",
  );
  expect(
    await journey(elsewhere({ id_token_signing_alg_values_supported: ["HS256", "none"] })),
  ).toBe("accounts/provider-refused");
});

test("[AC45] a provider that is away, broken or without end is told as away", async () => {
  const failing = async () => Promise.reject(new ProviderAway());
  expect(await journey(failing)).toBe("accounts/provider-away");
  const { createServer } = await import("node:http");
  const server = createServer((request, response) => {
    if (request.url === "/endless") response.write(Buffer.alloc(2_000_000));
    response.statusCode = 503;
    response.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const { port } = server.address() as { port: number };
  const issuer = `http://127.0.0.1:${port}`;
  const plain = fetchFrom(new URL(issuer));
  for (const path of ["/endless", "/broken"])
    await expect(plain(issuer + path, { method: "GET", headers: {} })).rejects.toBeInstanceOf(
      ProviderAway,
    );
  expect(await journey(plain, { issuer })).toBe("accounts/provider-away");
  server.closeAllConnections();
  server.close();
});

test("[AC40] settings that lead outside TLS or to no address are none", () => {
  const judged = (issuer: string) => isProvider({ ...settings(), issuer });
  expect(
    ["https://id.kommunen.test", "https://id.kommunen.test/t/v2.0", "http://localhost:9"].map(
      judged,
    ),
  ).toEqual([true, true, true]);
  expect(
    ["http://id.kommunen.test", "nowhere", "https://a:b@id.test", "https://id.test/?x=1"].map(
      judged,
    ),
  ).toEqual([false, false, false, false]);
  expect(isProvider({ ...settings(), clientId: "" })).toBe(false);
});

test("[AC43] nothing that comes back in an address makes finishing throw", async () => {
  const provider = identityProviderOf({ settings: settings(), now });
  const gone = await provider.begin(redirectUri);
  if (!gone.ok) throw new Error("the provider is away");
  const pair = fc.tuple(
    fc.constantFrom("code", "state", "iss", "error", "id_token", "x"),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { maxLength: 6 }), async (pairs) => {
      const returned = new URLSearchParams(pairs);
      expect((await provider.finish(gone.value.begun, returned)).ok).toBe(false);
    }),
    { numRuns: 100 },
  );
});
