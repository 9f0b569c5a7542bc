/** A certificate for the key of a request, signed by an authority that was made up just now. */
import { createHash, generateKeyPairSync, sign, verify, X509Certificate } from "node:crypto";
import { alternativeNames, ecdsaWithSha256, type SelfSigned } from "../certificate.ts";
import { bits, element, identifier, integer, moment, sequence } from "../der.ts";

/** One element of DER at a place: its tag, where its content begins and where it ends. */
function elementAt(der: Buffer, at: number) {
  const first = der[at + 1] ?? 0;
  const more = first < 0x80 ? 0 : first & 0x7f;
  let length = more === 0 ? first : 0;
  for (let byte = 0; byte < more; byte += 1) length = length * 256 + (der[at + 2 + byte] ?? 0);
  const start = at + 2 + more;
  return { tag: der[at] ?? 0, start, end: start + length };
}

/** The elements inside one. */
function inside(der: Buffer, { start, end }: { readonly start: number; readonly end: number }) {
  const found: { readonly at: number; readonly start: number; readonly end: number }[] = [];
  for (let at = start; at < end;) {
    const one = elementAt(der, at);
    found.push({ at, start: one.start, end: one.end });
    at = one.end;
  }
  return found;
}

/** @throws {Error} where the request is not signed by its own key, or asks for other names */
export function signedFor(
  csr: Buffer,
  wanted: readonly string[],
  { names, fromMs, days }: SelfSigned,
): string {
  const [info, , signature] = inside(csr, elementAt(csr, 0));
  if (info === undefined || signature === undefined) throw new Error("no request");
  const [, , key] = inside(csr, info);
  if (key === undefined) throw new Error("no key");
  const spki = csr.subarray(key.at, key.end);
  const body = csr.subarray(info.at, info.end);
  const given = csr.subarray(signature.start + 1, signature.end);
  const isSigned = verify("sha256", body, { key: spki, format: "der", type: "spki" }, given);
  if (!isSigned || !csr.includes(alternativeNames(wanted))) throw new Error("a bad request");
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const common = sequence(identifier("2.5.4.3"), element(0x0c, Buffer.from("An authority")));
  const issuer = sequence(element(0x31, common));
  const serial = createHash("sha256").update(csr).digest().subarray(0, 16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const made = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ecdsaWithSha256,
    issuer,
    sequence(moment(fromMs), moment(fromMs + days * 86_400_000)),
    sequence(),
    spki,
    element(0xa3, sequence(alternativeNames(names))),
  );
  const whole = sequence(made, ecdsaWithSha256, bits(sign("sha256", made, privateKey)));
  return new X509Certificate(whole).toString();
}
