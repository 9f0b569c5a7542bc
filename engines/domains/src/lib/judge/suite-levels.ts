/**
 * How good a suite, a group or a certificate is by the guideline for TLS of the Dutch NCSC of May
 * 2025, as Internet.nl 1.11.2 holds servers to it.
 */
import type { CertificateFacts } from "../tls/certificate-facts.ts";
import { suiteTraits } from "../tls/suites.ts";
import type { SuiteId } from "../tls/suites.ts";

/** Levels, best first; what is to be phased out still passes, with a word of advice. */
export const strengths = ["good", "sufficient", "phase-out", "insufficient"] as const;

/** One of {@link strengths}. */
export type Strength = (typeof strengths)[number];

const goodSuites = new Set<SuiteId>([0x1302, 0x1303]);
const sufficientSuites = new Set<SuiteId>([0x1301, 0x1304]);

/** The level of a suite. */
export function suiteStrength(suite: SuiteId): Strength {
  if (goodSuites.has(suite)) return "good";
  if (sufficientSuites.has(suite)) return "sufficient";
  const { exchange, cipher, isAead } = suiteTraits(suite) ?? { exchange: "", cipher: "" };
  const isSigned = /^(?:EC)?DHE_(?:RSA|ECDSA|DSS)$/u.test(exchange);
  if (!isSigned || /CCM_8|_OLD$|NULL|RC4|DES/u.test(cipher)) return "insufficient";
  if (isAead === true) {
    const isModern = exchange.startsWith("ECDHE") && !/CAMELLIA|ARIA/u.test(cipher);
    return isModern ? "sufficient" : "phase-out";
  }
  return /_CBC_SHA(?:256|384)$/u.test(cipher) ? "phase-out" : "insufficient";
}

/** Worse suites have higher numbers; for the scan's question of order. */
export function suiteRank(suite: SuiteId): number {
  return strengths.indexOf(suiteStrength(suite));
}

/** Good: secp256, 384 and 521, brainpool, x25519, x448, and the hybrids of ML-KEM. */
const goodGroups = new Set([23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 0x11eb, 0x11ec, 0x11ed]);

/** The level of a group; primes of RFC 7919 from 3072 bits are to be phased out, others are not. */
export function groupStrength(group: number): Strength {
  if (goodGroups.has(group)) return "good";
  return group === 21 || (group >= 0x0101 && group <= 0x0104) ? "phase-out" : "insufficient";
}

const goodCurves = new Set([
  "prime256v1",
  "secp384r1",
  "secp521r1",
  "brainpoolP256r1",
  "brainpoolP384r1",
  "brainpoolP512r1",
]);

/** The level of a certificate's key. */
export function keyStrength({ key }: CertificateFacts): Strength {
  if (key.kind === "ed25519" || key.kind === "ed448") return "good";
  if (key.kind === "ec") {
    if (key.curve === "secp224r1") return "phase-out";
    return goodCurves.has(key.curve ?? "") ? "good" : "insufficient";
  }
  if (key.kind !== "rsa" || key.bits === null || key.bits < 2048) return "insufficient";
  return key.bits < 3072 ? "phase-out" : "good";
}

/** RSA and ECDSA with SHA-256, 384 and 512, and EdDSA, by their identifiers. */
const goodSignatures = new Set([
  "1.2.840.113549.1.1.11",
  "1.2.840.113549.1.1.12",
  "1.2.840.113549.1.1.13",
  "1.2.840.10045.4.3.2",
  "1.2.840.10045.4.3.3",
  "1.2.840.10045.4.3.4",
  "1.3.101.112",
  "1.3.101.113",
]);

/** RSA and ECDSA with SHA-224. */
const oldSignatures = new Set(["1.2.840.113549.1.1.14", "1.2.840.10045.4.3.1"]);

/**
 * The level of the signature on a certificate. RSA-PSS counts as insufficient, as it does there,
 * though nothing is wrong with it.
 */
export function signatureStrength({ signature }: CertificateFacts): Strength {
  if (goodSignatures.has(signature)) return "good";
  return oldSignatures.has(signature) ? "phase-out" : "insufficient";
}

/** The worst of several levels; null of none. */
export function worstOf(all: readonly Strength[]): Strength | null {
  return all.toSorted((a, b) => strengths.indexOf(b) - strengths.indexOf(a))[0] ?? null;
}
