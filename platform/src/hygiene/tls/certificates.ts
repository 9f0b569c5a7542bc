/** Reads certificates that a server sent into facts. */
import { createHash } from "node:crypto";
import type { X509Certificate } from "node:crypto";
import type { CertificateFacts } from "@vallgrav/domains";
import { instantFromMs } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";

/** Most certificates of a chain that are looked at. */
export const longestChain = 10;

/** Most names of a certificate that are kept. */
const mostNames = 500;

function hashed(algorithm: "sha256" | "sha512", bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest("hex");
}

function associationsOf(certificate: X509Certificate): CertificateFacts["associations"] {
  const whole = new Uint8Array(certificate.raw);
  const key = new Uint8Array(certificate.publicKey.export({ type: "spki", format: "der" }));
  return {
    "0-0": Buffer.from(whole).toString("hex"),
    "0-1": hashed("sha256", whole),
    "0-2": hashed("sha512", whole),
    "1-0": Buffer.from(key).toString("hex"),
    "1-1": hashed("sha256", key),
    "1-2": hashed("sha512", key),
  };
}

/** A moment out of any calendar is the furthest one on its side. */
function moment(date: Date): Instant {
  const first = instantFromMs(0);
  return instantFromMs(date.getTime()) ?? first ?? ("1970-01-01T00:00:00.000Z" as Instant);
}

/** DNS names of `subjectAltName`, which Node writes as `DNS:a, DNS:b, IP Address:…`. */
function namesOf(certificate: X509Certificate): readonly string[] {
  const names = (certificate.subjectAltName ?? "").split(", ").flatMap((entry) => {
    const name = /^DNS:(?<name>[^"\s]+)$/u.exec(entry)?.groups?.["name"];
    return name === undefined ? [] : [name.toLowerCase()];
  });
  return names.slice(0, mostNames);
}

/** The certificate's facts, before the next of its chain; null where its key cannot be read. */
export function certificateFacts(
  certificate: X509Certificate,
  next: X509Certificate | undefined,
): CertificateFacts | null {
  try {
    const { publicKey } = certificate;
    const details = publicKey.asymmetricKeyDetails ?? {};
    return {
      subject: certificate.subject.replaceAll("\n", ", "),
      issuer: certificate.issuer.replaceAll("\n", ", "),
      names: namesOf(certificate),
      validFrom: moment(certificate.validFromDate),
      validUntil: moment(certificate.validToDate),
      key: {
        kind: publicKey.asymmetricKeyType ?? "unknown",
        bits: details.modulusLength ?? null,
        curve: details.namedCurve ?? null,
      },
      signature: certificate.signatureAlgorithmOid ?? "",
      isSelfSigned: certificate.subject === certificate.issuer && certificate.verify(publicKey),
      isSignedByNext: next !== undefined && certificate.verify(next.publicKey),
      associations: associationsOf(certificate),
    };
  } catch {
    return null;
  }
}
