/** Certificates by ACME, against an authority of our own making. */
import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AcmeFailed, type AcmePorts, isAcmeUsable, newAcmeKey, obtainCertificate } from "./acme.ts";
import { selfSigned } from "./certificate.ts";
import { type Authority, authorityOf } from "./test/authority.ts";

const nowMs = Date.UTC(2026, 10, 24);
const names = ["vallgrav.example.test", "v.example.test"];
const settings = {
  directory: "https://ca.example.test/directory",
  contact: "drift@example.test",
  binding: null,
} as const;

function portsOf(authority: Authority): { readonly ports: AcmePorts; readonly laid: Set<string> } {
  const laid = new Set<string>();
  return {
    laid,
    ports: {
      ask: authority.ask,
      prove: (token, proof) => {
        laid.add(token);
        authority.proofs.set(token, proof);
        return () => {
          laid.delete(token);
          authority.proofs.delete(token);
        };
      },
      wait: async () => {},
      nowMs: () => nowMs,
    },
  };
}

async function codeOf(
  authority: Authority,
  change: Partial<Parameters<typeof obtainCertificate>[0]> = {},
): Promise<string> {
  const accountKey = newAcmeKey();
  try {
    const { ports } = portsOf(authority);
    await obtainCertificate({ ...settings, ...change }, { names, accountKey }, ports);
    return "obtained";
  } catch (error) {
    return error instanceof AcmeFailed ? `${error.code} ${error.detail}`.trim() : String(error);
  }
}

test("[ST701] every name is proved, and what comes is for our names and a new key", async () => {
  const authority = authorityOf({ nowMs });
  const { ports, laid } = portsOf(authority);
  const accountKey = newAcmeKey();
  const first = await obtainCertificate(settings, { names, accountKey }, ports);
  const second = await obtainCertificate(settings, { names, accountKey }, ports);
  const found = new X509Certificate(first.certificate);
  expect(names.map((name) => found.checkHost(name))).toEqual(names);
  expect(first.key === second.key).toBe(false);
  // The proofs are gone, and the account is one: its key is the same.
  expect([laid.size, authority.accounts.size, authority.proved.toSorted()]).toEqual([
    0,
    1,
    [...names, ...names].toSorted(),
  ]);
  expect(authority.contacts).toEqual(["mailto:drift@example.test"]);
});

test("[ST702] a nonce that is gone is replaced; an account that was given is bound", async () => {
  expect(await codeOf(authorityOf({ nowMs, losesNonces: 2 }))).toBe("obtained");
  expect(await codeOf(authorityOf({ nowMs, losesNonces: 3 }))).toBe(
    "tls/acme-refused urn:ietf:params:acme:error:badNonce",
  );
  const secret = Buffer.from("en påhittad nyckel av trettiotvå");
  const wants = authorityOf({ nowMs, binding: { id: "kid-1", secret } });
  expect(await codeOf(wants, { binding: { id: "kid-1", secret } })).toBe("obtained");
  const other = Buffer.from("en annan");
  expect(await codeOf(wants, { binding: { id: "kid-1", secret: other } })).toBe(
    "tls/acme-refused urn:ietf:params:acme:error:unauthorized",
  );
  expect(await codeOf(wants)).toBe(
    "tls/acme-refused urn:ietf:params:acme:error:externalAccountRequired",
  );
});

test("[ST703] an authority that errs, lies, leads elsewhere or never ends: a code", async () => {
  const cases: readonly (readonly [Parameters<typeof authorityOf>[0], string])[] = [
    [{ nowMs, cannotReach: true }, "tls/acme-not-proved urn:ietf:params:acme:error:connection"],
    [{ nowMs, neverEnds: true }, "tls/acme-too-slow"],
    [{ nowMs, gives: "other-names" }, "tls/acme-unfit"],
    [{ nowMs, gives: "other-key" }, "tls/acme-unfit"],
    [{ nowMs, gives: "old" }, "tls/acme-unfit"],
    [{ nowMs, gives: "nothing" }, "tls/acme-unfit"],
    [{ nowMs, leadsTo: "https://elsewhere.example.test/order" }, "tls/acme-elsewhere"],
    [{ nowMs, leadsTo: "http://ca.example.test/order" }, "tls/acme-elsewhere"],
    [{ nowMs, token: "../../keys/data.key" }, "tls/acme-malformed"],
    [{ nowMs, directory: "<html>" }, "tls/acme-malformed"],
    [{ nowMs, directory: "[]" }, "tls/acme-elsewhere"],
    [{ nowMs, directory: '{"newNonce":7}' }, "tls/acme-elsewhere"],
  ];
  for (const [choices, code] of cases)
    expect([choices, await codeOf(authorityOf(choices))]).toEqual([choices, code]);
});

test("[ST1231] of a chain the certificates alone are kept, each one that can be read", async () => {
  const other = selfSigned({ names, fromMs: nowMs, days: 1 });
  const chainOf = async (around: readonly [string, string]): Promise<string> => {
    const { ports } = portsOf(authorityOf({ nowMs, around }));
    const order = { names, accountKey: newAcmeKey() };
    const made = await obtainCertificate(settings, order, ports);
    createSecureContext({ cert: made.certificate, key: made.certificate + made.key });
    return made.certificate;
  };
  const begins = "-----BEGIN CERTIFICATE-----\n";
  const inside = await chainOf([`Bag\r\n${other.key}`, `${other.certificate}${other.key}`]);
  expect([
    inside.split(begins).length,
    inside.includes("PRIVATE"),
    inside.startsWith(begins),
  ]).toEqual([3, false, true]);
  for (const after of [`${begins}AAAA\n-----END CERTIFICATE-----\n`, other.certificate.repeat(10)])
    await expect(chainOf(["", after])).rejects.toThrow(new AcmeFailed("tls/acme-unfit"));
});

test("[ST704] an authority is asked inside TLS alone, for names that are no addresses", () => {
  const cases: readonly (readonly [string, readonly string[], boolean])[] = [
    [settings.directory, names, true],
    ["http://ca.example.test/directory", names, false],
    ["not an address", names, false],
    [settings.directory, [], false],
    [settings.directory, ["192.0.2.7"], false],
    [settings.directory, ["[2001:db8::7]"], false],
    [settings.directory, Array.from({ length: 101 }, (_, at) => `n${at}.example.test`), false],
  ];
  for (const [directory, some, isUsable] of cases)
    expect([directory, some.length, isAcmeUsable({ ...settings, directory }, some)]).toEqual([
      directory,
      some.length,
      isUsable,
    ]);
});

/** Answers of any kind: members the protocol knows, with values of any kind. */
const members = [
  "newNonce",
  "newAccount",
  "newOrder",
  "status",
  "authorizations",
  "challenges",
  "finalize",
  "certificate",
  "type",
  "token",
  "url",
] as const;
const value = fc.oneof(
  fc.constantFrom(
    "https://ca.example.test/x",
    "valid",
    "ready",
    "pending",
    "invalid",
    "http-01",
    "a".repeat(32),
    "urn:ietf:params:acme:error:badNonce",
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
const fine = {
  newNonce: "https://ca.example.test/n",
  newAccount: "https://ca.example.test/a",
  newOrder: "https://ca.example.test/o",
  finalize: "https://ca.example.test/f",
  authorizations: ["https://ca.example.test/z"],
  challenges: [{ type: "http-01", token: "a".repeat(32), url: "https://ca.example.test/c" }],
  status: "valid",
  certificate: "https://ca.example.test/k",
};
const orders = Array.from({ length: 9 }, () => "https://ca.example.test/1");
const member = fc.constantFrom(...members);
/** Mostly as it should be, with one member or another that is not. */
const answered = fc.record({
  status: fc.constantFrom(200, 200, 200, 200, 200, 200, 201, 201, 400, 500),
  headers: fc.record({
    "replay-nonce": fc.constantFrom("n", "n", "n", "n", "n", ""),
    location: fc.constantFrom(...orders, "https://else.test/"),
    "retry-after": fc.constantFrom("1", "-5", "Mon, 30 Nov 2026", "1e999"),
  }),
  body: fc.oneof(
    { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
    { weight: 1, arbitrary: fc.dictionary(member, value).map((body) => JSON.stringify(body)) },
    {
      weight: 12,
      arbitrary: fc
        .array(fc.tuple(member, value), { maxLength: 1 })
        .map((pairs) => JSON.stringify({ ...fine, ...Object.fromEntries(pairs) })),
    },
  ),
});

test("[ST703] whatever an authority answers, it ends with a code and no proof", async () => {
  const accountKey = newAcmeKey();
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(answered, { minLength: 1, maxLength: 12 }), async (answers) => {
      let at = -1;
      const laid = new Set<string>();
      const ports: AcmePorts = {
        ask: async () =>
          answers[(at += 1) % answers.length] ?? { status: 0, headers: {}, body: "" },
        prove: (token) => {
          laid.add(token);
          return () => void laid.delete(token);
        },
        wait: async () => {},
        nowMs: () => nowMs,
      };
      const end = await obtainCertificate(settings, { names, accountKey }, ports).then(
        () => "obtained",
        (error: unknown) => (error instanceof AcmeFailed ? error.code : `thrown ${String(error)}`),
      );
      codes.add(end);
      expect([end, laid.size]).toEqual([expect.stringMatching(/^tls\/acme-/), 0]);
    }),
    { numRuns: 300, seed: 703 },
  );
  // The answers are good enough to get far.
  expect(codes.size).toBeGreaterThan(3);
});
