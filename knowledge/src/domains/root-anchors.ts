/** The keys of the root of DNS that are trusted where nobody says otherwise. */
import type { TrustAnchor } from "@vallgrav/domains";
import type { Source } from "../source.ts";

/** Digests of both keys; the second is published and signs from 2026 on. */
const digests = {
  20_326: "e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d",
  38_696: "683d2d0acb8c9b712a1948b27f741219298d0a450d612c483af444a4c0fb2b16",
} as const;

const octetsOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );

/** RSA with SHA-256, digested by SHA-256. */
export const rootAnchors: readonly TrustAnchor[] = [
  {
    zone: [],
    ds: Object.entries(digests).map(([keyTag, hex]) => {
      return { keyTag: Number(keyTag), algorithm: 8, digestType: 2, digest: octetsOf(hex) };
    }),
  },
];

/** To be checked against the file that IANA publishes and signs. */
export const rootAnchorsSource: Source = {
  kind: "secondary",
  name: {
    sv: "IANA, Root Zone Trust Anchors (root-anchors.xml)",
    en: "IANA, Root Zone Trust Anchors (root-anchors.xml)",
  },
  reviewed: "2026-11-29",
};
