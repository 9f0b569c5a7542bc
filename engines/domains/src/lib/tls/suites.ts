/** Cipher suites by number: their names, and what the names say of how they work. */
import { suiteLines } from "./suite-names.ts";

/** A cipher suite's number, 0–65 535; SSLv2 kinds have three octets. */
export type SuiteId = number;

/** How the parts of a suite work together, as its name says. */
export type SuiteTraits = {
  /**
   * Key exchange and authentication, such as `ECDHE_RSA`; `TLS13` where the suite leaves it open.
   */
  readonly exchange: string;
  /** Cipher, mode and hash, such as `AES_128_GCM_SHA256`. */
  readonly cipher: string;
  /** Whether a recorded conversation stays closed when the server's key is found later. */
  readonly hasForwardSecrecy: boolean;
  /** The message shows when it was tampered with, by the cipher itself (GCM, CCM, Poly1305). */
  readonly isAead: boolean;
};

function readLines(): ReadonlyMap<SuiteId, string> {
  const names = new Map<SuiteId, string>();
  for (const line of suiteLines) {
    const [first = "", ...rest] = line.split(" ");
    for (const [at, name] of rest.entries()) names.set(Number.parseInt(first, 16) + at, name);
  }
  return names;
}

const names = readLines();

/** Suites of SSLv2, three octets each (SSL 2.0 specification, appendix C.4). */
const ssl2Names: ReadonlyMap<SuiteId, string> = new Map([
  [0x010080, "SSL2_RC4_128_WITH_MD5"],
  [0x020080, "SSL2_RC4_128_EXPORT40_WITH_MD5"],
  [0x030080, "SSL2_RC2_128_CBC_WITH_MD5"],
  [0x040080, "SSL2_RC2_128_CBC_EXPORT40_WITH_MD5"],
  [0x050080, "SSL2_IDEA_128_CBC_WITH_MD5"],
  [0x060040, "SSL2_DES_64_CBC_WITH_MD5"],
  [0x0700c0, "SSL2_DES_192_EDE3_CBC_WITH_MD5"],
  [0x080080, "SSL2_RC4_64_WITH_MD5"],
]);

/** Suites that TLS 1.3 and nothing earlier speaks (RFC 8446, 8998, 9150, 9367). */
const onlyTls13 = (id: SuiteId): boolean =>
  (id >= 0x1301 && id <= 0x1307) ||
  id === 0xc6 ||
  id === 0xc7 ||
  id === 0xc0b4 ||
  id === 0xc0b5 ||
  (id >= 0xc103 && id <= 0xc106);

/** Suites of TLS 1.3, in order of their numbers. */
export const tls13Suites: readonly SuiteId[] = [...names.keys()].filter(onlyTls13);

/** Suites of SSLv3 to TLS 1.2, in order of their numbers. */
export const earlierSuites: readonly SuiteId[] = [...names.keys()].filter((id) => !onlyTls13(id));

/** Suites of SSLv2, in order of their numbers. */
export const ssl2Suites: readonly SuiteId[] = [...ssl2Names.keys()];

/** The suite's name as the IANA registry writes it; a number without name stands as `0xXXXX`. */
export function suiteName(id: SuiteId): string {
  const name = names.get(id);
  if (name !== undefined) return `TLS_${name}`;
  return ssl2Names.get(id) ?? `0x${id.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** What the suite's name says; null for a number without name. */
export function suiteTraits(id: SuiteId): SuiteTraits | null {
  const name = names.get(id) ?? ssl2Names.get(id);
  if (name === undefined) return null;
  const isNew = onlyTls13(id);
  const [exchange = "", cipher = ""] = isNew ? ["TLS13", name] : name.split("_WITH_", 2);
  return {
    exchange,
    cipher,
    hasForwardSecrecy: isNew || /^(?:ECDHE|DHE|ECCPWD)_/u.test(exchange),
    isAead: /_(?:GCM|CCM|POLY1305|MGM|AEGIS)|^AEGIS/u.test(`_${cipher}`),
  };
}
