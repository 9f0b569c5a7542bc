/** Signed questions to an authority of certificates (RFC 8555 §6.2, RFC 7515, RFC 7638). */
import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";

/** The key of an account, and what it is known by. */
export type AcmeKey = {
  readonly key: KeyObject;
  /** Members in the order in which the thumbprint wants them. */
  readonly jwk: {
    readonly crv: string;
    readonly kty: string;
    readonly x: string;
    readonly y: string;
  };
  /** SHA-256 of the public key's canonical form, base64url. */
  readonly thumbprint: string;
};

/** A new key for an account: ECDSA on P-256, PEM. */
export function newAcmeKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return privateKey.export({ type: "pkcs8", format: "pem" });
}

/** Reads a key. @throws Error where it is none on P-256 */
export function acmeKeyOf(pem: string): AcmeKey {
  const key = createPrivateKey(pem);
  const { crv = "", kty = "", x = "", y = "" } = createPublicKey(key).export({ format: "jwk" });
  if (crv !== "P-256") throw new Error("the account's key is none on P-256");
  const jwk = { crv, kty, x, y };
  const thumbprint = createHash("sha256").update(JSON.stringify(jwk)).digest("base64url");
  return { key, jwk, thumbprint };
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A question as the authority takes it; a payload of null asks to read. */
export function signed(
  { key, jwk }: AcmeKey,
  {
    url,
    nonce,
    account,
  }: { readonly url: string; readonly nonce: string; readonly account: string },
  payload: unknown,
): string {
  const by = account === "" ? { jwk } : { kid: account };
  const head = encoded({ alg: "ES256", ...by, nonce, url });
  const body = payload === null ? "" : encoded(payload);
  const bytes = Buffer.from(`${head}.${body}`);
  const signature = sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" });
  return JSON.stringify({
    protected: head,
    payload: body,
    signature: signature.toString("base64url"),
  });
}

/** Binds the account's key to an account that the authority has given us (§7.3.4). */
export function bindingOf(
  { jwk }: AcmeKey,
  url: string,
  { id, secret }: { readonly id: string; readonly secret: Uint8Array },
): object {
  const head = encoded({ alg: "HS256", kid: id, url });
  const body = encoded(jwk);
  const mac = createHmac("sha256", secret).update(`${head}.${body}`);
  return { protected: head, payload: body, signature: mac.digest("base64url") };
}
