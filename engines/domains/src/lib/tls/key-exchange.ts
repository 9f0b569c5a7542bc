/**
 * The server's part of a key exchange before TLS 1.3: which curve or which prime, and by which hash
 * it was signed.
 */
import { left, uint16, uint8 } from "../dns/octets.ts";
import type { Octets } from "../dns/octets.ts";
import { framed } from "./framed.ts";
import { suiteTraits } from "./suites.ts";
import type { TlsVersion } from "./parameters.ts";

/** What the server put into the exchange. */
export type KeyExchange = {
  /** A named curve, or null where the exchange is over a prime. */
  readonly group: number | null;
  /** The prime and the generator, highest octet first; null where the exchange is over a curve. */
  readonly prime: Uint8Array | null;
  readonly generator: Uint8Array | null;
  /** Signature scheme, hash in the high octet; null before TLS 1.2 and where nothing is signed. */
  readonly scheme: number | null;
};

/** Parameters over a curve (RFC 8422 §5.4): named ones alone are in use. */
function readCurve(body: Octets): KeyExchange | null {
  if (uint8(body) !== 3) return null;
  const group = uint16(body);
  framed(body, 1);
  return { group, prime: null, generator: null, scheme: null };
}

/** Parameters over a prime (RFC 5246 §7.4.3). */
function readPrime(body: Octets): KeyExchange {
  const prime = framed(body, 2).bytes;
  const generator = framed(body, 2).bytes;
  framed(body, 2);
  return { group: null, prime, generator, scheme: null };
}

/**
 * Reads a ServerKeyExchange; null where the suite has none that says something.
 * @throws {Malformed} where it is cut
 */
export function readKeyExchange(
  chosen: { readonly suite: number; readonly version: TlsVersion },
  body: Octets,
): KeyExchange | null {
  const exchange = suiteTraits(chosen.suite)?.exchange ?? "";
  if (exchange.endsWith("_PSK")) framed(body, 2);
  const read = exchange.startsWith("ECDH")
    ? readCurve(body)
    : exchange.startsWith("DH")
      ? readPrime(body)
      : null;
  if (read === null) return null;
  const isSigned = !/anon|PSK/u.test(exchange) && chosen.version === "tls1.2";
  if (!isSigned || left(body) < 4) return read;
  return { ...read, scheme: uint16(body) };
}
