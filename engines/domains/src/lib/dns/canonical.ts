/** The one form and order in which sets of records are signed. Source: RFC 4034 §6. */
import type { DomainName } from "../domain-name.ts";
import { compareOctets, joined, octets16, octets32 } from "./octets.ts";
import { canonicalRdata } from "./rdata-names.ts";
import type { DnsRecord, SignatureData } from "./record.ts";
import { nameOctets } from "./wire-name.ts";

/** The data of a set in canonical form and order, each once (RFC 4034 §6.3). */
export function canonicalSet(records: readonly DnsRecord[]): readonly Uint8Array[] {
  const data = records.map(({ type, rdata }) => canonicalRdata(type, rdata));
  return data
    .toSorted(compareOctets)
    .filter((one, index, all) => index === 0 || compareOctets(one, all[index - 1] ?? one) !== 0);
}

/**
 * The octets that a signature over a set is made of. The owner is the wildcard that the set grew
 * from where the signature counts fewer labels than the owner has.
 * @param records of one owner, class and type; not empty. Source: RFC 4034 §3.1.8.1, RFC 4035
 * §5.3.2
 */
export function signedOctets(
  signature: Omit<SignatureData, "signature">,
  owner: DomainName,
  records: readonly DnsRecord[],
): Uint8Array {
  const { labels } = signature;
  const name = owner.length > labels ? ["*", ...owner.slice(owner.length - labels)] : owner;
  const head = joined([
    nameOctets(name),
    octets16(signature.covered),
    octets16(records[0]?.class ?? 1),
    octets32(signature.originalTtl),
  ]);
  return joined([
    octets16(signature.covered),
    [signature.algorithm, labels],
    octets32(signature.originalTtl),
    octets32(signature.expiration),
    octets32(signature.inception),
    octets16(signature.keyTag),
    nameOctets(signature.signer),
    ...canonicalSet(records).flatMap((rdata) => [head, octets16(rdata.length), rdata]),
  ]);
}
