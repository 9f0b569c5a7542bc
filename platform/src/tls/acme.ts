/**
 * A certificate from an authority that speaks ACME (RFC 8555), proved by HTTP (§8.3). Everything it
 * touches is handed in: how to ask, where to lay the proof, how to wait.
 */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { type AcmeKey, acmeKeyOf, bindingOf, signed } from "./acme-signing.ts";
import type { Certified } from "./certificate.ts";
import { certificateRequest } from "./request.ts";

export { newAcmeKey } from "./acme-signing.ts";

/** Which authority, and for what. */
export type AcmeSettings = {
  /** Address of the authority's directory, `https` alone. */
  readonly directory: string;
  /** Address of mail for warnings of the authority; null: none. */
  readonly contact: string | null;
  /** The account the authority has given us, where it wants one (§7.3.4). */
  readonly binding: { readonly id: string; readonly secret: Uint8Array } | null;
};

/** An answer of the authority. */
export type AcmeAnswer = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

/** What is needed besides. */
export type AcmePorts = {
  /** Asks one address; a body is sent as `application/jose+json`. */
  readonly ask: (
    url: string,
    method: "GET" | "HEAD" | "POST",
    body?: string,
  ) => Promise<AcmeAnswer>;
  /** Lays out the proof at `/.well-known/acme-challenge/<token>` until the end is called. */
  readonly prove: (token: string, proof: string) => () => void;
  readonly wait: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
};

/** Why there is no certificate. */
export type AcmeCode =
  /** The authority answered something that the protocol does not have. */
  | "tls/acme-malformed"
  /** The authority refused; `detail` says what. */
  | "tls/acme-refused"
  /** A name could not be proved: the authority did not reach us on port 80. */
  | "tls/acme-not-proved"
  /** It took too long. */
  | "tls/acme-too-slow"
  /** What came is no certificate for our names and key. */
  | "tls/acme-unfit"
  /** An address of the answer leads elsewhere. */
  | "tls/acme-elsewhere";

/** The certificate was not obtained. */
export class AcmeFailed extends Error {
  override readonly name: string = "AcmeFailed";
  readonly code: AcmeCode;
  /** The authority's own word for it (`urn:ietf:params:acme:error:…`), or a status. */
  readonly detail: string;
  constructor(code: AcmeCode, detail = "") {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** Looks at one thing under way, milliseconds between them, names, and questions, at most. */
const acmeLimits = {
  questions: 1_000,
  looks: 60,
  leastWaitMs: 1_000,
  mostWaitMs: 30_000,
  names: 100,
} as const;

const tokenForm = /^[\w-]{16,128}$/;
const detailForm = /^[\w:.-]{1,120}$/;

/** Whether the settings can be used for these names: `https`, and names that are no addresses. */
export function isAcmeUsable({ directory }: AcmeSettings, names: readonly string[]): boolean {
  if (!URL.canParse(directory) || new URL(directory).protocol !== "https:") return false;
  const isName = (name: string): boolean => isIP(name.replace(/^\[|\]$/g, "")) === 0;
  return names.length > 0 && names.length <= acmeLimits.names && names.every(isName);
}

function textIn(value: unknown, name: string): string {
  const found: unknown = Reflect.get(Object(value), name);
  return typeof found === "string" ? found : "";
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const found: unknown = Reflect.get(Object(value), name);
  return Array.isArray(found) ? found : [];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AcmeFailed("tls/acme-malformed");
  }
}

/** A conversation with one authority. */
class Talk {
  readonly #ports: AcmePorts;
  readonly #key: AcmeKey;
  readonly #origin: string;
  #nonce = "";
  #nonceAddress = "";
  #questions = 0;
  /** Address of the account; empty until there is one. */
  #account = "";

  constructor(ports: AcmePorts, key: AcmeKey, directory: string) {
    this.#ports = ports;
    this.#key = key;
    this.#origin = new URL(directory).origin;
  }

  /** The address, which is the authority's own. @throws {AcmeFailed} for any other */
  #checked(url: string): string {
    if (URL.canParse(url) && new URL(url).origin === this.#origin) return url;
    throw new AcmeFailed("tls/acme-elsewhere");
  }

  async directory(url: string): Promise<unknown> {
    const { status, body } = await this.#ports.ask(this.#checked(url), "GET");
    if (status !== 200) throw new AcmeFailed("tls/acme-refused", `status ${status}`);
    const found = parsed(body);
    this.#nonceAddress = textIn(found, "newNonce");
    return found;
  }

  async #freshNonce(): Promise<string> {
    if (this.#nonce === "") {
      const { headers } = await this.#ports.ask(this.#checked(this.#nonceAddress), "HEAD");
      this.#nonce = headers["replay-nonce"] ?? "";
    }
    if (this.#nonce === "") throw new AcmeFailed("tls/acme-malformed");
    const nonce = this.#nonce;
    this.#nonce = "";
    return nonce;
  }

  /** Asks with a signature; null asks to read (§6.3). A nonce that is gone is replaced twice. */
  async post(url: string, payload: unknown): Promise<AcmeAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      this.#questions += 1;
      if (this.#questions > acmeLimits.questions) throw new AcmeFailed("tls/acme-too-slow");
      const nonce = await this.#freshNonce();
      const named = { url: this.#checked(url), nonce, account: this.#account };
      const body = signed(this.#key, named, payload);
      const answer = await this.#ports.ask(url, "POST", body);
      this.#nonce = answer.headers["replay-nonce"] ?? "";
      if (answer.status < 300) return answer;
      const type = textIn(parsed(answer.body), "type");
      if (type === "urn:ietf:params:acme:error:badNonce" && attempt < 3) continue;
      throw new AcmeFailed(
        "tls/acme-refused",
        detailForm.test(type) ? type : `status ${answer.status}`,
      );
    }
  }

  /** Takes or finds the account of the key. */
  async account(url: string, { contact, binding }: AcmeSettings): Promise<void> {
    const bound =
      binding === null ? {} : { externalAccountBinding: bindingOf(this.#key, url, binding) };
    const told = contact === null ? {} : { contact: [`mailto:${contact}`] };
    const answer = await this.post(url, { termsOfServiceAgreed: true, ...told, ...bound });
    this.#account = answer.headers["location"] ?? "";
    if (this.#account === "") throw new AcmeFailed("tls/acme-malformed");
  }

  /** Reads something until it is in one of these states. */
  async until(url: string, states: readonly string[]): Promise<unknown> {
    for (let look = 0; look < acmeLimits.looks; look += 1) {
      const answer = await this.post(url, null);
      const found = parsed(answer.body);
      const state = textIn(found, "status");
      if (states.includes(state)) return found;
      if (state === "invalid") throw new AcmeFailed("tls/acme-not-proved", whyOf(found));
      const asked = Number(answer.headers["retry-after"] ?? "") * 1_000;
      const { leastWaitMs, mostWaitMs } = acmeLimits;
      const waitMs = Number.isFinite(asked) ? asked : leastWaitMs;
      await this.#ports.wait(Math.min(Math.max(waitMs, leastWaitMs), mostWaitMs));
    }
    throw new AcmeFailed("tls/acme-too-slow");
  }

  /** Proves that one name leads to us. */
  async prove(authorization: string): Promise<void> {
    const found = parsed((await this.post(authorization, null)).body);
    if (textIn(found, "status") === "valid") return;
    const challenge = listIn(found, "challenges").find((one) => textIn(one, "type") === "http-01");
    const token = textIn(challenge, "token");
    if (!tokenForm.test(token)) throw new AcmeFailed("tls/acme-malformed");
    const end = this.#ports.prove(token, `${token}.${this.#key.thumbprint}`);
    try {
      await this.post(textIn(challenge, "url"), {});
      await this.until(authorization, ["valid"]);
    } finally {
      end();
    }
  }
}

/** What the authority says of the challenge that failed, where it is one of its own words. */
function whyOf(authorization: unknown): string {
  const types = listIn(authorization, "challenges").map((one) =>
    textIn(Reflect.get(Object(one), "error"), "type"),
  );
  return types.find((type) => detailForm.test(type)) ?? "";
}

/** Certificates of one chain at most: ours, and those between it and a root. */
const mostCertificates = 10;
const pemForm = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/**
 * What the authority gave for our key and every name, as PEM of certificates alone: a key among
 * them would stand before ours in the file. Null where it does not fit, or does not hold now.
 */
function fitting(
  given: string,
  { key, names, nowMs }: { key: string; names: readonly string[]; nowMs: number },
): string | null {
  try {
    const chain = (given.match(pemForm) ?? []).map((one) => new X509Certificate(one));
    const [found] = chain;
    if (found === undefined || chain.length > mostCertificates) return null;
    const holds = found.validFromDate.getTime() <= nowMs && found.validToDate.getTime() > nowMs;
    const isOurs = found.checkPrivateKey(createPrivateKey(key));
    const isFit = holds && isOurs && names.every((name) => found.checkHost(name) !== undefined);
    return isFit ? chain.map((one) => one.toString()).join("") : null;
  } catch {
    return null;
  }
}

/**
 * Obtains a certificate for names. The key is new each time; `accountKey` is the account's, PEM.
 * @throws {AcmeFailed}
 */
export async function obtainCertificate(
  settings: AcmeSettings,
  { names, accountKey }: { readonly names: readonly string[]; readonly accountKey: string },
  ports: AcmePorts,
): Promise<Certified> {
  const talk = new Talk(ports, acmeKeyOf(accountKey), settings.directory);
  const places = await talk.directory(settings.directory);
  await talk.account(textIn(places, "newAccount"), settings);
  const identifiers = names.map((value) => ({ type: "dns", value }));
  const made = await talk.post(textIn(places, "newOrder"), { identifiers });
  const address = made.headers["location"] ?? "";
  const order = parsed(made.body);
  for (const authorization of listIn(order, "authorizations"))
    await talk.prove(typeof authorization === "string" ? authorization : "");
  const { key, request } = certificateRequest(names);
  await talk.until(address, ["ready", "valid"]);
  await talk.post(textIn(order, "finalize"), { csr: Buffer.from(request).toString("base64url") });
  const done = await talk.until(address, ["valid"]);
  const { body } = await talk.post(textIn(done, "certificate"), null);
  const certificate = fitting(body, { key, names, nowMs: ports.nowMs() });
  if (certificate === null) throw new AcmeFailed("tls/acme-unfit");
  return { certificate, key };
}
