/** A request for a certificate (PKCS #10, RFC 2986), for names of machines and one key. */
import { generateKeyPairSync, sign } from "node:crypto";
import { alternativeNames, ecdsaWithSha256 } from "./certificate.ts";
import { bits, element, identifier, integer, sequence } from "./der.ts";

/** A new key, and the request that it signs. */
export type CertificateRequest = {
  /** PEM, PKCS #8. */
  readonly key: string;
  /** DER. */
  readonly request: Uint8Array;
};

/** Makes a key (ECDSA on P-256) and a request for these names, without a subject. */
export function certificateRequest(names: readonly string[]): CertificateRequest {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const wanted = sequence(
    identifier("1.2.840.113549.1.9.14"),
    element(0x31, sequence(alternativeNames(names))),
  );
  const body = sequence(integer(Buffer.from([0])), sequence(), spki, element(0xa0, wanted));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }),
    request: sequence(body, ecdsaWithSha256, bits(sign("sha256", body, privateKey))),
  };
}
