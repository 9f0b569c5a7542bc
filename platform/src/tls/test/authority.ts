/**
 * An authority of certificates that speaks ACME, in memory: it verifies every signature, nonce and
 * proof as RFC 8555 says, and errs, lies or tarries where a test wants it to.
 */
import { createHash, createHmac, createPublicKey, randomBytes, verify } from "node:crypto";
import { selfSigned } from "../certificate.ts";
import { signedFor } from "./signed-for.ts";
import type { AcmeAnswer, AcmePorts } from "../acme.ts";

/** In which way it is not as it should be. */
export type AuthorityChoices = {
  readonly nowMs: number;
  /** Nonces in a row that it has forgotten. */
  readonly losesNonces?: number;
  readonly binding?: { readonly id: string; readonly secret: Uint8Array };
  readonly cannotReach?: boolean;
  readonly neverEnds?: boolean;
  readonly gives?: "other-names" | "other-key" | "old" | "nothing";
  /** What stands before and after the certificate that it gives. */
  readonly around?: readonly [before: string, after: string];
  /** Address that it says orders have. */
  readonly leadsTo?: string;
  readonly token?: string;
  /** What stands in the place of its directory. */
  readonly directory?: string;
};

/** The authority, with what it saw. */
export type Authority = {
  readonly ask: AcmePorts["ask"];
  /** What lies at our paths, by token. */
  readonly proofs: Map<string, string>;
  readonly proved: string[];
  readonly contacts: string[];
  /** Thumbprints of keys, with their addresses. */
  readonly accounts: Map<string, string>;
};

/** A public key as JSON (RFC 7517). */
type Jwk = { readonly crv: string; readonly kty: string; readonly x: string; readonly y: string };

type Order = {
  readonly names: readonly string[];
  readonly states: Map<string, "pending" | "valid" | "invalid">;
  chain: string;
};

const base = "https://ca.example.test";

function refusal(type: string, status = 400): AcmeAnswer {
  const body = JSON.stringify({ type: `urn:ietf:params:acme:error:${type}`, status });
  return { status, headers: { "replay-nonce": fresh() }, body };
}

let made = 0;
const nonces = new Set<string>();
function fresh(): string {
  const nonce = `nonce-${(made += 1)}-${randomBytes(8).toString("hex")}`;
  nonces.add(nonce);
  return nonce;
}

function decoded(text: unknown): Record<string, unknown> {
  const plain = Buffer.from(String(text), "base64url").toString();
  return Object(plain === "" ? {} : JSON.parse(plain)) as Record<string, unknown>;
}

function thumbprintOf({ crv, kty, x, y }: Jwk): string {
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
}

/** Opens one. */
export function authorityOf(choices: AuthorityChoices): Authority {
  const proofs = new Map<string, string>();
  const [proved, contacts]: [string[], string[]] = [[], []];
  const accounts = new Map<string, string>();
  const keys = new Map<string, Jwk>();
  const orders: Order[] = [];
  const token = choices.token ?? "a".repeat(32);
  let lost = 0;

  const answer = (
    body: unknown,
    headers: Record<string, string> = {},
    status = 200,
  ): AcmeAnswer => ({
    status,
    headers: { "replay-nonce": fresh(), ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

  /** Who signed, or how it is refused. */
  function signerOf(url: string, body: string): { jwk: Jwk; payload: unknown } | AcmeAnswer {
    const sent = JSON.parse(body) as { protected: string; payload: string; signature: string };
    const head = decoded(sent.protected);
    if (lost < (choices.losesNonces ?? 0) || !nonces.delete(String(head["nonce"]))) {
      lost += 1;
      return refusal("badNonce");
    }
    const kid = typeof head["kid"] === "string" ? head["kid"] : null;
    const jwk = kid === null ? (head["jwk"] as Jwk) : keys.get(kid);
    if (jwk === undefined || head["url"] !== url || head["alg"] !== "ES256")
      return refusal("malformed");
    const key = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" };
    const bytes = Buffer.from(`${sent.protected}.${sent.payload}`);
    const signature = Buffer.from(sent.signature, "base64url");
    if (!verify("sha256", bytes, key as never, signature)) return refusal("unauthorized", 401);
    return { jwk, payload: decoded(sent.payload) };
  }

  function account(jwk: Jwk, payload: unknown): AcmeAnswer {
    const {
      termsOfServiceAgreed: agreed,
      contact,
      externalAccountBinding: bound,
    } = payload as {
      termsOfServiceAgreed?: boolean;
      contact?: string[];
      externalAccountBinding?: { protected: string; payload: string; signature: string };
    };
    if (agreed !== true) return refusal("userActionRequired");
    if (choices.binding !== undefined) {
      if (bound === undefined) return refusal("externalAccountRequired");
      const mac = createHmac("sha256", choices.binding.secret);
      const right = mac.update(`${bound.protected}.${bound.payload}`).digest("base64url");
      const isKey = JSON.stringify(decoded(bound.payload)) === JSON.stringify(jwk);
      const isId = decoded(bound.protected)["kid"] === choices.binding.id;
      if (right !== bound.signature || !isKey || !isId) return refusal("unauthorized", 401);
    }
    const print = thumbprintOf(jwk);
    const address = accounts.get(print) ?? `${base}/account/${accounts.size + 1}`;
    if (!accounts.has(print)) contacts.push(...(contact ?? []));
    accounts.set(print, address);
    keys.set(address, jwk);
    return answer({ status: "valid" }, { location: address }, 201);
  }

  function orderView(at: number): AcmeAnswer {
    const order = orders[at];
    if (order === undefined) return refusal("malformed", 404);
    const isProved = [...order.states.values()].every((state) => state === "valid");
    const status = order.chain !== "" ? "valid" : isProved ? "ready" : "pending";
    const address = choices.leadsTo ?? `${base}/order/${at}`;
    return answer(
      {
        status,
        authorizations: order.names.map((_, name) => `${base}/authorization/${at}/${name}`),
        finalize: `${base}/finalize/${at}`,
        ...(order.chain === "" ? {} : { certificate: `${base}/certificate/${at}` }),
      },
      { location: address },
      201,
    );
  }

  function authorization(at: number, name: number): AcmeAnswer {
    const value = orders[at]?.names[name] ?? "";
    const status = orders[at]?.states.get(value) ?? "invalid";
    const url = `${base}/challenge/${at}/${name}`;
    const error = status === "invalid" ? { error: { type: connection } } : {};
    const challenges = [
      { type: "dns-01", url: `${base}/no`, token },
      { type: "http-01", url, token, ...error },
    ];
    return answer({ status, identifier: { type: "dns", value }, challenges });
  }

  function challenge(at: number, name: number, jwk: Jwk): AcmeAnswer {
    const value = orders[at]?.names[name] ?? "";
    const isLaid = proofs.get(token) === `${token}.${thumbprintOf(jwk)}`;
    if (choices.neverEnds !== true)
      orders[at]?.states.set(value, isLaid && choices.cannotReach !== true ? "valid" : "invalid");
    if (isLaid) proved.push(value);
    return answer({ status: "processing" });
  }

  function finalize(at: number, payload: unknown): AcmeAnswer {
    const order = orders[at];
    const csr = Buffer.from(String(Reflect.get(Object(payload), "csr")), "base64url");
    if (order === undefined) return refusal("malformed", 404);
    const names = choices.gives === "other-names" ? ["other.example.test"] : order.names;
    const fromMs = choices.nowMs - (choices.gives === "old" ? 90 : 1) * 86_400_000;
    const own = selfSigned({ names, fromMs, days: 30 }).certificate;
    order.chain =
      choices.gives === "other-key"
        ? own
        : choices.gives === "nothing"
          ? "-"
          : signedFor(csr, order.names, { names, fromMs, days: 30 });
    return orderView(at);
  }

  const handle = (url: string, jwk: Jwk, payload: unknown): AcmeAnswer => {
    const [, what = "", first = "", second = ""] = new URL(url).pathname.split("/");
    const [at, name] = [Number(first), Number(second)];
    if (what === "new-account") return account(jwk, payload);
    if (what === "new-order") {
      const { identifiers } = payload as { identifiers: { value: string }[] };
      const names = identifiers.map(({ value }) => value);
      orders.push({ names, states: new Map(names.map((one) => [one, "pending"])), chain: "" });
      return orderView(orders.length - 1);
    }
    if (what === "order") return orderView(at);
    if (what === "authorization") return authorization(at, name);
    if (what === "challenge") return challenge(at, name, jwk);
    if (what === "finalize") return finalize(at, payload);
    const [before, after] = choices.around ?? ["", ""];
    if (what === "certificate") return answer(before + (orders[at]?.chain ?? "") + after);
    return refusal("malformed", 404);
  };

  const directory = JSON.stringify({
    newNonce: `${base}/new-nonce`,
    newAccount: `${base}/new-account`,
    newOrder: `${base}/new-order`,
  });
  return {
    proofs,
    proved,
    contacts,
    accounts,
    ask: async (url, method, body) => {
      if (method === "GET") return answer(choices.directory ?? directory);
      if (method === "HEAD") return answer("");
      const signer = signerOf(url, body ?? "{}");
      return "status" in signer ? signer : handle(url, signer.jwk, signer.payload);
    },
  };
}

const connection = "urn:ietf:params:acme:error:connection";
