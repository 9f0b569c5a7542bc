/** Cryptography for validating DNSSEC, from Node's own. */
import { createHash, createPublicKey, verify } from "node:crypto";
import type { JsonWebKeyInput, KeyObject } from "node:crypto";
import type { DnssecPort } from "@vallgrav/domains";

type Jwk = JsonWebKeyInput["key"];

/** Longest modulus that is checked, in octets; longer ones only cost (RFC 5702 §2.1). */
const longestModulus = 512;

const url = (octets: Uint8Array): string => Buffer.from(octets).toString("base64url");

/** RFC 3110 §2: length of the exponent, exponent, modulus. */
function rsaKey(key: Uint8Array): Jwk | null {
  const isLong = key[0] === 0;
  const from = isLong ? 3 : 1;
  const length = isLong ? (key[1] ?? 0) * 0x100 + (key[2] ?? 0) : (key[0] ?? 0);
  const [exponent, modulus] = [key.subarray(from, from + length), key.subarray(from + length)];
  // Exponents of more than four octets serve nobody but who wants us to work.
  const isSound = length > 0 && length <= 4 && modulus.length <= longestModulus;
  return isSound && modulus.length >= 64 ? { kty: "RSA", e: url(exponent), n: url(modulus) } : null;
}

/** RFC 6605 §4: both coordinates, one after the other. */
function curveKey(crv: string, size: number): (key: Uint8Array) => Jwk | null {
  return (key) =>
    key.length === size * 2
      ? { kty: "EC", crv, x: url(key.subarray(0, size)), y: url(key.subarray(size)) }
      : null;
}

/** RFC 8080 §3: the key as it is. */
function edwardsKey(crv: string, size: number): (key: Uint8Array) => Jwk | null {
  return (key) => (key.length === size ? { kty: "OKP", crv, x: url(key) } : null);
}

type Algorithm = {
  readonly digest: string | null;
  readonly keyOf: (key: Uint8Array) => Jwk | null;
};

const algorithms: ReadonlyMap<number, Algorithm> = new Map<number, Algorithm>([
  [8, { digest: "sha256", keyOf: rsaKey }],
  [10, { digest: "sha512", keyOf: rsaKey }],
  [13, { digest: "sha256", keyOf: curveKey("P-256", 32) }],
  [14, { digest: "sha384", keyOf: curveKey("P-384", 48) }],
  [15, { digest: null, keyOf: edwardsKey("Ed25519", 32) }],
  [16, { digest: null, keyOf: edwardsKey("Ed448", 57) }],
]);

function keyOf(algorithm: number, key: Uint8Array): KeyObject | null {
  const jwk = algorithms.get(algorithm)?.keyOf(key) ?? null;
  try {
    return jwk === null ? null : createPublicKey({ key: jwk, format: "jwk" });
  } catch {
    // No point on the curve, no number that is a modulus: no key.
    return null;
  }
}

/** Signatures of the algorithms 8, 10 and 13–16, and digests. */
export const dnssecPort: DnssecPort = {
  verify({ algorithm, key, signature, octets }) {
    const known = keyOf(algorithm, key);
    if (known === null) return false;
    const digest = algorithms.get(algorithm)?.digest ?? null;
    try {
      return verify(digest, octets, { key: known, dsaEncoding: "ieee-p1363" }, signature);
    } catch {
      return false;
    }
  },
  digest: (name, octets) => new Uint8Array(createHash(name).update(octets).digest()),
};
