/**
 * What is known of a server's TLS once it has been asked; null stands for "not known" throughout.
 */
import type { VersionSupport } from "./lanes.ts";
import type { TlsVersion } from "./parameters.ts";
import type { SuiteId } from "./suites.ts";

/** The prime of an exchange over a prime. */
export type PrimeFacts = {
  readonly bits: number;
  /** The generator as hexadecimal without leading zeros. */
  readonly generator: string;
  /** The group of RFC 7919 that the prime belongs to. */
  readonly group: number | null;
};

/** What was learnt beside versions and suites. Questions that do not arise stay null. */
export type TlsDetails = {
  /** The version below 1.3 the questions were asked in: the highest the server takes. */
  readonly askedIn: TlsVersion | null;
  /** Whose order of suites rules there; null with fewer than two suites. */
  readonly order: "server" | "client" | null;
  /** What was chosen when the worst suites stood first. */
  readonly worstFirst: SuiteId | null;
  /** Curves below 1.3, in the order chosen. */
  readonly earlierGroups: readonly number[] | null;
  /** Groups of TLS 1.3, in the order chosen. */
  readonly tls13Groups: readonly number[] | null;
  readonly prime: PrimeFacts | null;
  /** It signs its part of the exchange with SHA-1, or SHA-224, when nothing else is offered. */
  readonly signsSha1: boolean | null;
  readonly signsSha224: boolean | null;
  readonly compresses: boolean | null;
  /** It knows secure renegotiation (RFC 5746). */
  readonly renegotiatesSecurely: boolean | null;
  /** It knows the extended master secret (RFC 7627). */
  readonly hasExtendedMasterSecret: boolean | null;
};

/** All of it. */
export type TlsFacts = TlsDetails & { readonly versions: readonly VersionSupport[] };

/** Nothing known. */
export const noDetails: TlsDetails = {
  askedIn: null,
  order: null,
  worstFirst: null,
  earlierGroups: null,
  tls13Groups: null,
  prime: null,
  signsSha1: null,
  signsSha224: null,
  compresses: null,
  renegotiatesSecurely: null,
  hasExtendedMasterSecret: null,
};

/** The suites of one version; none where it is not offered or not known. */
export function suitesIn(
  versions: readonly VersionSupport[],
  version: TlsVersion,
): readonly SuiteId[] {
  return versions.find((one) => one.version === version)?.suites ?? [];
}
