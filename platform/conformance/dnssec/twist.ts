/** How zones of the tree can differ from a good one. */
import type { DnsRecord, DomainName, RecordData, RecordTypeName } from "@vallgrav/domains";
import { recordTypes } from "@vallgrav/domains";
import {
  type DenialPlan,
  dsOf,
  labelsOf,
  recordOf,
  type SigningKey,
  type Window,
  type ZonePlan,
} from "./sign-zone.ts";

/** How a zone differs from a good one. */
export type Twist = {
  readonly algorithm?: number;
  readonly keys?: readonly SigningKey[];
  readonly denial?: DenialPlan;
  readonly window?: Window;
  readonly more?: readonly DnsRecord[];
  readonly ds?: (keys: readonly SigningKey[]) => readonly RecordData[];
  readonly before?: ZonePlan["before"];
  readonly after?: (
    records: readonly DnsRecord[],
    keys: readonly SigningKey[],
  ) => readonly DnsRecord[];
};

/** NSEC. */
export const nsec: DenialPlan = { kind: "nsec" };
/** NSEC3 as it should be. */
export const nsec3 = { kind: "nsec3", iterations: 0, isOptOut: false } as const;
/** NSEC3 that opts out. */
export const optOut: DenialPlan = { kind: "nsec3", iterations: 0, isOptOut: true };
/** Seconds of a day. */
export const day = 86_400;

/** A delegation without DS. */
export function delegation(zone: string, child: string): DnsRecord {
  return recordOf(labelsOf(`${child}.${zone}`), {
    kind: "NS",
    target: labelsOf(`ns.${child}.${zone}`),
  });
}

/** An alias. */
export const alias = (from: string, to: string): DnsRecord =>
  recordOf(labelsOf(from), { kind: "CNAME", target: labelsOf(to) });

/** Picks signatures over a type. */
export const isSignature =
  (type: RecordTypeName) =>
  ({ data }: DnsRecord): boolean =>
    data.kind === "RRSIG" && data.covered === recordTypes[type];
/** Picks records at names that begin with a label. */
export const isAt =
  (label: string) =>
  ({ name }: DnsRecord): boolean =>
    name[0] === label;

/** Without the records that a test picks. */
export const without =
  (...picks: readonly ((record: DnsRecord) => boolean)[]): NonNullable<Twist["after"]> =>
  (records) =>
    records.filter((record) => !picks.some((pick) => pick(record)));

/** With the last octet of signatures turned. */
export const spoiled =
  (pick: (record: DnsRecord) => boolean): NonNullable<Twist["after"]> =>
  (records) =>
    records.map((record) => {
      if (!pick(record)) return record;
      const rdata = record.rdata.slice();
      rdata[rdata.length - 1] = (rdata.at(-1) ?? 0) ^ 1;
      return { ...record, rdata };
    });

/** With the signature over the A record of www made anew, otherwise than it should be. */
export const resigned =
  (
    make: (set: readonly DnsRecord[], keys: readonly SigningKey[]) => DnsRecord,
  ): NonNullable<Twist["after"]> =>
  (records, keys) => {
    const isA = (one: DnsRecord): boolean => isAt("www")(one) && one.type === recordTypes.A;
    const isOld = (one: DnsRecord): boolean => isAt("www")(one) && isSignature("A")(one);
    return [...records.filter((one) => !isOld(one)), make(records.filter(isA), keys)];
  };

/** The key that signs keys. */
export const firstOf = (keys: readonly SigningKey[]): SigningKey => {
  const [key] = keys;
  if (key === undefined) throw new Error("no key");
  return key;
};

/** A key that says other things of itself. */
export const withFlags = (key: SigningKey, flags: number, protocol = 3): SigningKey => {
  return { ...key, data: { ...key.data, flags, protocol } };
};

/** Labels of a zone under `test`. */
export const zoneOf = (label: string): DomainName => labelsOf(`${label}.test`);

/** From so many days hence to so many. */
export function windowOf(now: number, from: number, to: number): Window {
  return { inception: now + from * day, expiration: now + to * day };
}

/** The DS of a zone's first key, with a digest of the type. */
export function dsBy(digestType: number, keys: readonly SigningKey[], zone: string): RecordData {
  return dsOf(zoneOf(zone), firstOf(keys), digestType);
}

/** The DS of a zone's first key, which says something else besides. */
export function dsWith(
  change: Partial<Extract<RecordData, { kind: "DS" }>>,
  keys: readonly SigningKey[],
  zone: string,
): RecordData {
  return { ...dsOf(zoneOf(zone), firstOf(keys)), ...change } as RecordData;
}
