/**
 * A certificate that nobody vouches for, of our own making: what is sent is encrypted before a real
 * certificate has come. Browsers warn of it, and rightly so.
 */
import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { bits, element, identifier, integer, moment, sequence } from "./der.ts";

/** A certificate and its key, both as PEM. */
export type Certified = { readonly certificate: string; readonly key: string };

/** For whom and how long a certificate of our own is made. */
export type SelfSigned = {
  /** Names of machines and addresses; the first is also the subject's name. */
  readonly names: readonly string[];
  readonly fromMs: number;
  readonly days: number;
};

/** Days for which the server makes one: browsers take no certificate of a server for longer. */
export const selfSignedDays = 397;

const dayMs = 86_400_000;
/** Names the algorithm of signatures. */
export const ecdsaWithSha256: Buffer = sequence(identifier("1.2.840.10045.4.3.2"));

function nameOf(common: string): Buffer {
  const pair = sequence(identifier("2.5.4.3"), element(0x0c, Buffer.from(common)));
  return sequence(element(0x31, pair));
}

/** Bytes of an address, four or sixteen. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split(".").map(Number));
  const [head = "", tail] = address.split("::");
  const groups = (text: string | undefined): readonly string[] =>
    text === undefined || text === "" ? [] : text.split(":");
  const [before, after] = [groups(head), groups(tail)];
  const between = Array.from({ length: 8 - before.length - after.length }, () => "0");
  const bytes = Buffer.alloc(16);
  for (const [at, group] of [...before, ...between, ...after].entries())
    bytes.writeUInt16BE(Number.parseInt(group, 16), at * 2);
  return bytes;
}

function alternative(name: string): Buffer {
  return isIP(name) === 0 ? element(0x82, Buffer.from(name)) : element(0x87, addressBytes(name));
}

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  const critical = isCritical ? [element(0x01, Buffer.from([0xff]))] : [];
  return sequence(identifier(id), ...critical, element(0x04, value));
}

/** The extension that says for which names of machines and addresses (RFC 5280 §4.2.1.6). */
export function alternativeNames(names: readonly string[]): Buffer {
  return extension("2.5.29.17", false, sequence(...names.map((name) => alternative(name))));
}

/** Makes a key (ECDSA on P-256) and a certificate of it (RFC 5280 §4.1), signed by itself. */
export function selfSigned({ names, fromMs, days }: SelfSigned): Certified {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const subject = nameOf((names[0] ?? "vallgrav").slice(0, 64));
  const serial = randomBytes(16);
  // Neither nought at the front nor a sign: any number of sixteen bytes.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const spki = publicKey.export({ type: "spki", format: "der" });
  const keyId = element(0x04, createHash("sha256").update(spki).digest().subarray(0, 20));
  const extensions = sequence(
    extension("2.5.29.14", false, keyId),
    extension("2.5.29.15", true, element(0x03, Buffer.from([7, 0x80]))),
    extension("2.5.29.19", true, sequence()),
    extension("2.5.29.37", false, sequence(identifier("1.3.6.1.5.5.7.3.1"))),
    alternativeNames(names),
  );
  const body = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ecdsaWithSha256,
    subject,
    sequence(moment(fromMs), moment(fromMs + days * dayMs)),
    subject,
    spki,
    element(0xa3, extensions),
  );
  const signed = sequence(body, ecdsaWithSha256, bits(sign("sha256", body, privateKey)));
  return {
    certificate: new X509Certificate(signed).toString(),
    key: privateKey.export({ type: "pkcs8", format: "pem" }),
  };
}
