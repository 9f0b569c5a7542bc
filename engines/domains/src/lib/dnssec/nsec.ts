/** What NSEC records prove. Source: RFC 4035 §5.4, RFC 6840 §4. */
import { compareNames, type DomainName, isSameName, isWithin } from "../domain-name.ts";
import { recordTypes } from "../dns/record-types.ts";

/** An NSEC record that is signed as it should be. */
export type Nsec = {
  readonly owner: DomainName;
  readonly next: DomainName;
  readonly types: ReadonlySet<number>;
};

/** Whether a name stands for a delegation on the parent's side. */
export function isDelegation(types: ReadonlySet<number>): boolean {
  return types.has(recordTypes.NS) && !types.has(recordTypes.SOA);
}

/**
 * Whether the types at a name prove that it has none of `type`: from the right side of a cut, and
 * with no alias that would lead on.
 */
export function deniesType(types: ReadonlySet<number>, type: number, name: DomainName): boolean {
  if (types.has(type) || types.has(recordTypes.CNAME)) return false;
  if (type !== recordTypes.DS) return !isDelegation(types);
  return !types.has(recordTypes.SOA) || name.length === 0;
}

function lies({ owner, next }: Nsec, name: DomainName): boolean {
  const isAfter = compareNames(owner, name) < 0;
  const isLast = compareNames(next, owner) <= 0;
  return isAfter && (isLast || compareNames(name, next) < 0);
}

/** Whether what lies under the owner is not the zone's to deny: cut off, or renamed. */
function isCutAbove({ owner, types }: Nsec, name: DomainName): boolean {
  const isUnder = isWithin(name, owner) && !isSameName(name, owner);
  return isUnder && (isDelegation(types) || types.has(recordTypes.DNAME));
}

/** The record that proves that the name itself has no records, names under it or not. */
function cover(all: readonly Nsec[], name: DomainName): Nsec | undefined {
  return all.find((one) => lies(one, name) && !isCutAbove(one, name));
}

/** The longest part of a name that is proven to be there by what lies around it. */
function encloser(name: DomainName, { owner, next }: Nsec): DomainName {
  const shared = (other: DomainName): number => {
    let length = 0;
    while (length < name.length && isWithin(other, name.slice(name.length - length - 1)))
      length += 1;
    return length;
  };
  return name.slice(name.length - Math.max(shared(owner), shared(next)));
}

const starOf = (name: DomainName): DomainName => ["*", ...name];

/** Whether the name is there only because names lie under it. */
export function provesEmpty(all: readonly Nsec[], name: DomainName): boolean {
  return all.some((one) => lies(one, name) && isWithin(one.next, name));
}

/** Whether neither the name nor one under it is there; a wildcard may be. */
export function provesGone(all: readonly Nsec[], name: DomainName): boolean {
  const found = cover(all, name);
  return found !== undefined && !isWithin(found.next, name);
}

/** Whether there is no such name, nor a wildcard for it. */
export function provesNoName(all: readonly Nsec[], name: DomainName): boolean {
  const found = cover(all, name);
  if (found === undefined || isWithin(found.next, name)) return false;
  return cover(all, starOf(encloser(name, found))) !== undefined;
}

/** Whether the name, or the wildcard for it, has no records of the type. */
export function provesNoData(all: readonly Nsec[], name: DomainName, type: number): boolean {
  const own = all.find(({ owner }) => isSameName(owner, name));
  if (own !== undefined) return deniesType(own.types, type, name);
  if (provesEmpty(all, name)) return true;
  const found = cover(all, name);
  if (found === undefined) return false;
  const star = starOf(encloser(name, found));
  const wild = all.find(({ owner }) => isSameName(owner, star));
  return wild !== undefined && deniesType(wild.types, type, star);
}

/** Whether no nearer name than the wildcard under the last `labels` labels is there. */
export function provesWildcard(all: readonly Nsec[], name: DomainName, labels: number): boolean {
  const found = cover(all, name);
  return found !== undefined && encloser(name, found).length === labels;
}
