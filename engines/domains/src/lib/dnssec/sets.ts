/** Sets of records: those of one owner and type, and the signatures over them. */
import { domainNameText, type DomainName, isSameName } from "../domain-name.ts";
import { type DnsRecord, dataOf, type SignatureData } from "../dns/record.ts";
import { recordTypes } from "../dns/record-types.ts";

/** The records of an owner and type. */
export function setOf(
  records: readonly DnsRecord[],
  owner: DomainName,
  type: number,
): readonly DnsRecord[] {
  return records.filter((one) => one.type === type && isSameName(one.name, owner));
}

/** The signatures over such a set. */
export function signaturesOf(
  records: readonly DnsRecord[],
  owner: DomainName,
  type: number,
): readonly SignatureData[] {
  const all = dataOf(setOf(records, owner, recordTypes.RRSIG), "RRSIG");
  return all.filter(({ covered }) => covered === type);
}

/** Sets of the given types, in the order of their first records. */
export function setsOf(
  records: readonly DnsRecord[],
  types: ReadonlySet<number>,
): readonly (readonly [DnsRecord, ...DnsRecord[]])[] {
  const sets = new Map<string, [DnsRecord, ...DnsRecord[]]>();
  for (const record of records) {
    if (!types.has(record.type)) continue;
    const key = `${record.type} ${domainNameText(record.name)}`;
    const known = sets.get(key);
    if (known === undefined) sets.set(key, [record]);
    else known.push(record);
  }
  return [...sets.values()];
}
