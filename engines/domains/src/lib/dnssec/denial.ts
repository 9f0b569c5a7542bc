/** Proofs that something is not there, out of the authority section of an answer. */
import { type DomainName, isWithin } from "../domain-name.ts";
import type { DnsRecord } from "../dns/record.ts";
import { recordTypes } from "../dns/record-types.ts";
import * as plain from "./nsec.ts";
import * as hashed from "./nsec3.ts";
import { setsOf, signaturesOf } from "./sets.ts";
import type { Run, SecureZone } from "./setting.ts";
import { countedLabels, type SignatureFault, verifySet } from "./verify-set.ts";

/** What an authority section holds to prove with. */
export type Denials = {
  readonly nsec: readonly plain.Nsec[];
  readonly nsec3: hashed.HashedNames | null;
  /** Why a part of it cannot be believed. */
  readonly fault: SignatureFault | null;
};

const proving: ReadonlySet<number> = new Set([
  recordTypes.SOA,
  recordTypes.NSEC,
  recordTypes.NSEC3,
]);

/** The proofs of a section that the zone has signed. What grew from a wildcard proves nothing. */
export function denialsOf(section: readonly DnsRecord[], zone: SecureZone, run: Run): Denials {
  const nsec: plain.Nsec[] = [];
  const records: Parameters<typeof hashed.hashedNames>[0][number][] = [];
  let fault: SignatureFault | null = null;
  for (const set of setsOf(section, proving)) {
    const [{ name: owner, type }] = set;
    if (!isWithin(owner, zone.zone)) continue;
    const check = verifySet(set, signaturesOf(section, owner, type), zone, run);
    if (!check.ok) fault ??= check.fault;
    else if (check.labels === countedLabels(owner))
      for (const { data } of set) {
        if (data.kind === "NSEC") nsec.push({ owner, next: data.next, types: new Set(data.types) });
        if (data.kind === "NSEC3") records.push({ owner, data });
      }
  }
  return { nsec, nsec3: hashed.hashedNames(records, zone.zone, run), fault };
}

/** The better of two proofs of the same: NSEC is never half. */
function either(
  isPlain: boolean,
  names: Denials["nsec3"],
  prove: () => hashed.Proof,
): hashed.Proof {
  if (isPlain) return "secure";
  if (names === null) return "failed";
  return hashed.isTooCostly(names) ? "too-many-iterations" : prove();
}

/** Whether there is no such name. */
export function provesNoName({ nsec, nsec3 }: Denials, name: DomainName): hashed.Proof {
  return either(plain.provesNoName(nsec, name), nsec3, () =>
    nsec3 === null ? "failed" : hashed.provesNoName3(nsec3, name),
  );
}

/** Whether there are no records of a type at a name. */
export function provesNoData(
  { nsec, nsec3 }: Denials,
  name: DomainName,
  type: number,
): hashed.Proof {
  return either(plain.provesNoData(nsec, name, type), nsec3, () =>
    nsec3 === null ? "failed" : hashed.provesNoData3(nsec3, name, type),
  );
}

/** Whether records may have grown from the wildcard under the last `labels` labels. */
export function provesWildcard(
  { nsec, nsec3 }: Denials,
  name: DomainName,
  labels: number,
): hashed.Proof {
  return either(plain.provesWildcard(nsec, name, labels), nsec3, () =>
    nsec3 === null ? "failed" : hashed.provesWildcard3(nsec3, name, labels),
  );
}

/**
 * What stands at a name that has no DS: `delegation` without one, a `name` within the zone, `gone`
 * where nothing is, at it and below; else how the proof ends.
 */
export type AtCut = "delegation" | "name" | "gone" | Exclude<hashed.Proof, "secure">;

function sideOf(types: ReadonlySet<number>, name: DomainName): AtCut {
  if (!plain.deniesType(types, recordTypes.DS, name))
    return types.has(recordTypes.CNAME) ? "name" : "failed";
  return plain.isDelegation(types) ? "delegation" : "name";
}

/** What the proofs say of a name that the resolver gave no DS for. */
export function cutAt({ nsec, nsec3 }: Denials, name: DomainName): AtCut {
  const own = nsec.find(({ owner }) => owner.length === name.length && isWithin(owner, name));
  if (own !== undefined) return sideOf(own.types, name);
  if (plain.provesEmpty(nsec, name)) return "name";
  if (plain.provesGone(nsec, name)) return "gone";
  if (nsec3 === null) return "failed";
  if (hashed.isTooCostly(nsec3)) return "too-many-iterations";
  const found = hashed.delegationAt3(nsec3, name);
  return typeof found === "string" ? found : sideOf(found, name);
}
