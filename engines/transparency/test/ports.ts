/** SHA-256 and Ed25519 for the tests; the engine itself is handed them. */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { type Hash, type Signer, type Verify, verifierKey } from "../src/index.ts";

/** SHA-256. */
export const hash: Hash = (bytes) => Uint8Array.from(createHash("sha256").update(bytes).digest());

/** Ed25519 as the platform has it. */
export const verifyEd25519: Verify = (key, text, signature) => {
  const jwk = { kty: "OKP", crv: "Ed25519", x: Buffer.from(key).toString("base64url") };
  return verify(null, Buffer.from(text), createPublicKey({ key: jwk, format: "jwk" }), signature);
};

function privateKeyOf(seed: number): KeyObject {
  const start = Buffer.from("302e020100300506032b657004220420", "hex");
  const der = Buffer.concat([start, Buffer.alloc(32, seed)]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

/** A signer whose key follows from a number. */
export function signerOf(name: string, seed: number): Signer {
  const secret = privateKeyOf(seed);
  const { x = "" } = createPublicKey(secret).export({ format: "jwk" });
  const made = verifierKey(name, Uint8Array.from(Buffer.from(x, "base64url")), hash);
  if (!made.ok) throw new Error(made.problem.code);
  return {
    key: made.value,
    sign: (text) => Uint8Array.from(sign(null, Buffer.from(text), secret)),
  };
}
