/** Versions, groups and signature schemes by the numbers TLS gives them. */

/** Versions of the protocol, oldest first. */
export const tlsVersions = ["ssl2", "ssl3", "tls1.0", "tls1.1", "tls1.2", "tls1.3"] as const;

/** One of {@link tlsVersions}. */
export type TlsVersion = (typeof tlsVersions)[number];

const numbers: Readonly<Record<TlsVersion, number>> = {
  ssl2: 0x0002,
  ssl3: 0x0300,
  "tls1.0": 0x0301,
  "tls1.1": 0x0302,
  "tls1.2": 0x0303,
  "tls1.3": 0x0304,
};

/** The version's number on the wire. */
export function versionNumber(version: TlsVersion): number {
  return numbers[version];
}

/** The version of a number on the wire, or null for one that is none of ours. */
export function versionOf(number: number): TlsVersion | null {
  return tlsVersions.find((version) => numbers[version] === number) ?? null;
}

/** A group of key exchange: its number in TLS and its name in the IANA registry. */
export const groupNames: ReadonlyMap<number, string> = new Map(
  (
    "sect163k1 sect163r1 sect163r2 sect193r1 sect193r2 sect233k1 sect233r1 sect239k1 sect283k1 " +
    "sect283r1 sect409k1 sect409r1 sect571k1 sect571r1 secp160k1 secp160r1 secp160r2 secp192k1 " +
    "secp192r1 secp224k1 secp224r1 secp256k1 secp256r1 secp384r1 secp521r1 brainpoolP256r1 " +
    "brainpoolP384r1 brainpoolP512r1 x25519 x448 brainpoolP256r1tls13 brainpoolP384r1tls13 " +
    "brainpoolP512r1tls13 GC256A GC256B GC256C GC256D GC512A GC512B GC512C curveSM2"
  )
    .split(" ")
    .map((name, at): [number, string] => [at + 1, name])
    .concat([
      [0x0100, "ffdhe2048"],
      [0x0101, "ffdhe3072"],
      [0x0102, "ffdhe4096"],
      [0x0103, "ffdhe6144"],
      [0x0104, "ffdhe8192"],
      [0x0200, "MLKEM512"],
      [0x0201, "MLKEM768"],
      [0x0202, "MLKEM1024"],
      [0x11eb, "SecP256r1MLKEM768"],
      [0x11ec, "X25519MLKEM768"],
      [0x11ed, "SecP384r1MLKEM1024"],
    ]),
);

/** The group's registered name; a number without one stands as `0xXXXX`. */
export function groupName(id: number): string {
  return groupNames.get(id) ?? `0x${id.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The number of a curve by the name that certificates' keys have it by; null for others. */
export function curveNumber(curve: string | null): number | null {
  const name = curve === "prime256v1" ? "secp256r1" : curve;
  return [...groupNames].find(([, one]) => one === name)?.[0] ?? null;
}

/** Groups older versions than TLS 1.3 can name, in the order we offer them. */
export const earlierGroups: readonly number[] = [...groupNames.keys()].filter(
  (id) => id <= 30 || id === 41,
);

/** Groups TLS 1.3 can name, in the order we offer them. */
export const tls13Groups: readonly number[] = [...groupNames.keys()].filter(
  (id) => id >= 0x0100 || (id >= 23 && id !== 26 && id !== 27 && id !== 28),
);

/**
 * Signature schemes, strongest kinds first: RSA-PSS, ECDSA, EdDSA, RSA PKCS #1, then what is old.
 * Sources: RFC 8446 §4.2.3, RFC 8734, RFC 5246 §7.4.1.4.1.
 */
export const signatureSchemes: readonly number[] = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x081a,
  0x081b, 0x081c, 0x0401, 0x0501, 0x0601, 0x0402, 0x0502, 0x0602, 0x0301, 0x0303, 0x0302, 0x0201,
  0x0203, 0x0202, 0x0101,
];

/** Schemes whose hash is SHA-1: with RSA, ECDSA and DSA. */
export const sha1Schemes: readonly number[] = [0x0201, 0x0203, 0x0202];

/** Schemes whose hash is SHA-224: with RSA, ECDSA and DSA. */
export const sha224Schemes: readonly number[] = [0x0301, 0x0303, 0x0302];
