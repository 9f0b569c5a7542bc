/** What NSEC3 records prove. Source: RFC 5155 §8, RFC 9276 §3.2. */
import { spend } from "@vallgrav/kernel";
import type { DomainName } from "../domain-name.ts";
import { hexOf, joined } from "../dns/octets.ts";
import type { DataOf } from "../dns/record.ts";
import { recordTypes } from "../dns/record-types.ts";
import { nameOctets } from "../dns/wire-name.ts";
import { deniesType, isDelegation } from "./nsec.ts";
import type { Run } from "./setting.ts";

/** An NSEC3 record that is signed as it should be; hashes are 40 hexadecimal figures. */
type Hashed = {
  readonly own: string;
  readonly next: string;
  readonly types: ReadonlySet<number>;
  readonly isOptOut: boolean;
};

/** Records of one zone, hashed alike, and how. */
export type HashedNames = {
  readonly zone: DomainName;
  readonly all: readonly Hashed[];
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly run: Run;
};

/** What a proof comes to; `secure` also where it proves what is asked and no more. */
export type Proof = "secure" | "opt-out" | "too-many-iterations" | "failed";

/** The octets that a label in base 32 with the extended hex alphabet stands for; null: none. */
export function base32Octets(label: string): Uint8Array | null {
  const octets: number[] = [];
  let [bits, held] = [0, 0];
  for (const sign of label) {
    const value = "0123456789abcdefghijklmnopqrstuv".indexOf(sign);
    if (value < 0) return null;
    bits = ((bits << 5) | value) & 0xfff;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    octets.push((bits >>> held) & 0xff);
  }
  return Uint8Array.from(octets);
}

const hashLength = 20;

/**
 * The records that can be used: hashed by SHA-1, with no flag that is not known, hashed as the
 * first of them; null where none can, which proves nothing.
 */
export function hashedNames(
  records: readonly { readonly owner: DomainName; readonly data: DataOf<"NSEC3"> }[],
  zone: DomainName,
  run: Run,
): HashedNames | null {
  const usable = records.filter(({ owner, data }) => {
    const isOurs = owner.length === zone.length + 1 && data.next.length === hashLength;
    return isOurs && data.hash === 1 && (data.flags & 0xfe) === 0;
  });
  const [first] = usable;
  if (first === undefined) return null;
  const { iterations, salt } = first.data;
  const saltText = hexOf(salt);
  const all = usable.flatMap(({ owner: [label = ""], data }): readonly Hashed[] => {
    const own = base32Octets(label);
    const isAlike = data.iterations === iterations && hexOf(data.salt) === saltText;
    if (own === null || own.length !== hashLength || !isAlike) return [];
    const isOptOut = (data.flags & 1) === 1;
    return [{ own: hexOf(own), next: hexOf(data.next), types: new Set(data.types), isOptOut }];
  });
  return { zone, all, iterations, salt, run };
}

/** The hash of a name (RFC 5155 §5). Cost: iterations + 1 digests. */
export function hashOf(name: DomainName, { iterations, salt, run }: HashedNames): string {
  spend(run.hashes, 1);
  let octets = nameOctets(name);
  for (let round = 0; round <= iterations; round += 1)
    octets = run.setting.port.digest("sha1", joined([octets, salt]));
  return hexOf(octets);
}

function match(names: HashedNames, name: DomainName): Hashed | undefined {
  const hash = hashOf(name, names);
  return names.all.find(({ own }) => own === hash);
}

function cover(names: HashedNames, name: DomainName): Hashed | undefined {
  const hash = hashOf(name, names);
  return names.all.find(({ own, next }) =>
    own < next ? own < hash && hash < next : own < hash || hash < next,
  );
}

/** Whether hashing is beyond what is checked: then nothing is proven and the zone is insecure. */
export function isTooCostly({ iterations, run }: HashedNames): boolean {
  return iterations > run.setting.limits.iterations;
}

type Closest = {
  readonly encloser: DomainName;
  /** Null where the encloser is the name itself. */
  readonly next: Hashed | null;
};

/** The nearest name above that is there, with what proves that the next one below it is not. */
function closest(names: HashedNames, name: DomainName): Closest | null {
  for (let depth = name.length; depth >= names.zone.length; depth -= 1) {
    const encloser = name.slice(name.length - depth);
    const found = match(names, encloser);
    if (found === undefined) continue;
    if (depth === name.length) return { encloser, next: null };
    // What is cut off or renamed here is not the zone's to deny (RFC 5155 §8.3).
    if (isDelegation(found.types) || found.types.has(recordTypes.DNAME)) return null;
    const next = cover(names, name.slice(name.length - depth - 1));
    return next === undefined ? null : { encloser, next };
  }
  return null;
}

const starOf = (name: DomainName): DomainName => ["*", ...name];

const asFar = ({ isOptOut }: Hashed): Proof => (isOptOut ? "opt-out" : "secure");

/** Whether there is no such name, nor a wildcard for it (RFC 5155 §8.4). */
export function provesNoName3(names: HashedNames, name: DomainName): Proof {
  const found = closest(names, name);
  if (found === null || found.next === null) return "failed";
  return cover(names, starOf(found.encloser)) === undefined ? "failed" : asFar(found.next);
}

/** Whether the name, or the wildcard for it, has no records of the type (RFC 5155 §8.5–8.7). */
export function provesNoData3(names: HashedNames, name: DomainName, type: number): Proof {
  const own = match(names, name);
  if (own !== undefined) return deniesType(own.types, type, name) ? "secure" : "failed";
  const found = closest(names, name);
  if (found === null || found.next === null) return "failed";
  const star = starOf(found.encloser);
  const wild = match(names, star);
  if (wild !== undefined) return deniesType(wild.types, type, star) ? asFar(found.next) : "failed";
  return found.next.isOptOut ? "opt-out" : "failed";
}

/** Whether no nearer name than the wildcard under the last `labels` labels is there (§8.8). */
export function provesWildcard3(names: HashedNames, name: DomainName, labels: number): Proof {
  const next = cover(names, name.slice(name.length - labels - 1));
  return next === undefined ? "failed" : asFar(next);
}

/**
 * What is known of a name that has no DS: the types at it, `gone` where neither it nor one under it
 * is there, or how the proof ends.
 */
export function delegationAt3(
  names: HashedNames,
  name: DomainName,
): ReadonlySet<number> | "gone" | "opt-out" | "failed" {
  const own = match(names, name);
  if (own !== undefined) return own.types;
  const found = closest(names, name);
  if (found === null || found.next === null) return "failed";
  return found.next.isOptOut ? "opt-out" : "gone";
}
