/** Whether a set of records is signed by a zone. Source: RFC 4035 §5.3. */
import { spend } from "@vallgrav/kernel";
import { signedOctets } from "../dns/canonical.ts";
import type { DnsRecord, KeyData, SignatureData } from "../dns/record.ts";
import { dataOctets } from "../dns/write-data.ts";
import { type DomainName, isSameName } from "../domain-name.ts";
import { checkedAlgorithms, type Run, type SecureZone, type ZoneKey } from "./setting.ts";

/** Why no signature held: of several, that which came furthest. */
export type SignatureFault =
  | "signatures-missing"
  | "signer-wrong"
  | "signature-algorithm"
  | "expired"
  | "not-yet-valid"
  | "key-missing"
  | "signature-wrong";

const furthest: readonly SignatureFault[] = [
  "signatures-missing",
  "signer-wrong",
  "signature-algorithm",
  "expired",
  "not-yet-valid",
  "key-missing",
  "signature-wrong",
];

/** A signature that held, with the labels it counts; or why none did. */
export type SetCheck =
  | { readonly ok: true; readonly labels: number }
  | { readonly ok: false; readonly fault: SignatureFault };

/** The tag of a key (RFC 4034 appendix B). */
export function keyTagOf(key: KeyData): number {
  let sum = 0;
  dataOctets({ kind: "DNSKEY", ...key }).forEach((octet, index) => {
    sum += (index & 1) === 0 ? octet * 256 : octet;
  });
  return (sum + (sum >>> 16)) & 0xffff;
}

/** Labels of a name that signatures count: a wildcard's star is none. */
export function countedLabels(owner: DomainName): number {
  return owner[0] === "*" ? owner.length - 1 : owner.length;
}

/** Whether serial number `a` comes before `b` (RFC 1982 §3.2, as RFC 4034 §3.1.5 asks). */
function isBefore(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

/** What is wrong with a signature before any key is looked at. */
function faultOf(
  one: SignatureData,
  owner: DomainName,
  { zone }: SecureZone,
  now: number,
): SignatureFault | null {
  if (!isSameName(one.signer, zone)) return "signer-wrong";
  if (!checkedAlgorithms.has(one.algorithm)) return "signature-algorithm";
  if (isBefore(one.expiration, now)) return "expired";
  if (isBefore(now, one.inception)) return "not-yet-valid";
  return one.labels > countedLabels(owner) ? "signature-wrong" : null;
}

/** Keys of zones alone sign (RFC 4034 §2.1.1), and no revoked ones (RFC 5011 §2.1). */
function canSign({ flags, protocol }: KeyData): boolean {
  return (flags & 0x0180) === 0x0100 && protocol === 3;
}

function tryKeys(
  one: SignatureData,
  set: readonly [DnsRecord, ...DnsRecord[]],
  keys: readonly ZoneKey[],
  run: Run,
): SignatureFault | null {
  const named = keys.filter(
    (key) => key.tag === one.keyTag && key.algorithm === one.algorithm && canSign(key),
  );
  if (named.length === 0) return "key-missing";
  const octets = signedOctets(one, set[0].name, set);
  const { signature, algorithm } = one;
  for (const { key } of named) {
    spend(run.signatures, 1);
    if (run.setting.port.verify({ algorithm, key, signature, octets })) return null;
  }
  return "signature-wrong";
}

/**
 * Whether one of the signatures over the set is the zone's and holds now. Any one is enough (RFC
 * 6840 §5.11).
 * @throws {BudgetExceeded} when the question has had more signatures than it may
 */
export function verifySet(
  set: readonly [DnsRecord, ...DnsRecord[]],
  signatures: readonly SignatureData[],
  zone: SecureZone,
  run: Run,
): SetCheck {
  const now = run.setting.nowSeconds | 0;
  let fault: SignatureFault = "signatures-missing";
  for (const one of signatures) {
    const found = faultOf(one, set[0].name, zone, now) ?? tryKeys(one, set, zone.keys, run);
    if (found === null) return { ok: true, labels: one.labels };
    if (furthest.indexOf(found) > furthest.indexOf(fault)) fault = found;
  }
  return { ok: false, fault };
}
