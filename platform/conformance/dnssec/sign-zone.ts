/** Signs zones, well or badly, for servers to serve. Source: RFC 4034, RFC 5155. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import {
  classIn,
  compareNames,
  dataOctets,
  type DnsRecord,
  type DomainName,
  domainNameText,
  isSameName,
  isWithin,
  keyDigest,
  type KeyData,
  keyTagOf,
  type RecordData,
  recordTypes,
  type RecordTypeName,
  signedOctets,
} from "@vallgrav/domains";
import { dnssecPort } from "../../src/hygiene/index.ts";

/** A pair of keys of a zone. */
export type SigningKey = { readonly data: KeyData; readonly secret: KeyObject };

type Kind = { readonly make: () => { publicKey: KeyObject; privateKey: KeyObject } };

const rsa = (): Kind["make"] => () => generateKeyPairSync("rsa", { modulusLength: 2_048 });
const curve =
  (namedCurve: string): Kind["make"] =>
  () =>
    generateKeyPairSync("ec", { namedCurve });

const kinds: Readonly<Record<number, Kind["make"]>> = {
  8: rsa(),
  10: rsa(),
  13: curve("prime256v1"),
  14: curve("secp384r1"),
  15: () => generateKeyPairSync("ed25519"),
  16: () => generateKeyPairSync("ed448"),
};

const digests: Readonly<Record<number, string | null>> = {
  8: "sha256",
  10: "sha512",
  13: "sha256",
  14: "sha384",
  15: null,
  16: null,
};

function octetsOf(text: string | undefined): Buffer {
  return Buffer.from(text ?? "", "base64url");
}

/** A new pair of keys; flags 257 for one that signs keys, 256 for others. */
export function makeKey(algorithm: number, flags = 257): SigningKey {
  const pair = kinds[algorithm]?.();
  if (pair === undefined) throw new Error(`no algorithm ${algorithm}`);
  const { e, n, x, y } = pair.publicKey.export({ format: "jwk" });
  const exponent = octetsOf(e);
  const parts = n === undefined ? [octetsOf(x), octetsOf(y)] : [exponent, octetsOf(n)];
  const head = n === undefined ? [] : [Buffer.of(exponent.length)];
  const key = new Uint8Array(Buffer.concat([...head, ...parts]));
  return { data: { flags, protocol: 3, algorithm, key }, secret: pair.privateKey };
}

/** The DS of a key. */
export function dsOf(zone: DomainName, { data }: SigningKey, digestType = 2): RecordData {
  const digest = keyDigest(zone, data, digestType, dnssecPort) ?? new Uint8Array(32);
  return { kind: "DS", keyTag: keyTagOf(data), algorithm: data.algorithm, digestType, digest };
}

/** Labels of a name written as people do; `.` is the root. */
export function labelsOf(text: string): DomainName {
  return text === "." ? [] : text.split(".");
}

/** A record with five minutes to live. */
export function recordOf(name: DomainName, data: RecordData): DnsRecord {
  const type = recordTypes[data.kind as RecordTypeName];
  return { name, type, class: classIn, ttlSeconds: 300, rdata: dataOctets(data), data };
}

/** From when to when signatures hold, in seconds since 1970. */
export type Window = { readonly inception: number; readonly expiration: number };

/** Signs a set; `as` says what is to be written otherwise than it is. */
export function signSet(
  set: readonly DnsRecord[],
  key: SigningKey,
  zone: DomainName,
  window: Window,
  as: { readonly labels?: number; readonly signer?: DomainName } = {},
): DnsRecord {
  const [first] = set;
  if (first === undefined) throw new Error("an empty set");
  const { name, type } = first;
  const head = {
    covered: type,
    algorithm: key.data.algorithm,
    labels: as.labels ?? (name[0] === "*" ? name.length - 1 : name.length),
    originalTtl: first.ttlSeconds,
    ...window,
    keyTag: keyTagOf(key.data),
    signer: as.signer ?? zone,
  };
  const octets = signedOctets(head, name, set);
  const digest = digests[key.data.algorithm] ?? null;
  const made = sign(digest, octets, { key: key.secret, dsaEncoding: "ieee-p1363" });
  return recordOf(name, { kind: "RRSIG", ...head, signature: new Uint8Array(made) });
}

/** How absence is proven. */
export type DenialPlan =
  | { readonly kind: "nsec" }
  | { readonly kind: "nsec3"; readonly iterations: number; readonly isOptOut: boolean };

/** A zone to sign. */
export type ZonePlan = {
  readonly zone: DomainName;
  /** Records without those of DNSSEC; DS are among them. */
  readonly records: readonly DnsRecord[];
  /** The first signs the keys, the last everything else. None: the zone is not signed. */
  readonly keys: readonly SigningKey[];
  readonly denial: DenialPlan;
  readonly window: Window;
  /** Changes the records before they are signed, and denials made of them. */
  readonly before?: (records: readonly DnsRecord[]) => readonly DnsRecord[];
  /** Changes what is served. */
  readonly after?: (records: readonly DnsRecord[]) => readonly DnsRecord[];
};

const glue: ReadonlySet<number> = new Set([recordTypes.A, recordTypes.AAAA]);

/** Whether the record lies under a delegation, so that the zone has no authority over it. */
function isBelowCut(record: DnsRecord, { zone, records }: ZonePlan): boolean {
  return records.some(
    ({ name, type }) =>
      type === recordTypes.NS &&
      !isSameName(name, zone) &&
      isWithin(record.name, name) &&
      (record.type === recordTypes.NS || glue.has(record.type) || !isSameName(record.name, name)),
  );
}

function groups(records: readonly DnsRecord[]): readonly (readonly DnsRecord[])[] {
  const sets = new Map<string, DnsRecord[]>();
  for (const record of records) {
    const key = `${record.type} ${domainNameText(record.name)}`;
    sets.set(key, [...(sets.get(key) ?? []), record]);
  }
  return [...sets.values()];
}

/** Names that have records of their own or a delegation, in order, with the types that show. */
function ownersOf(plan: ZonePlan): readonly (readonly [DomainName, readonly number[]])[] {
  const shown = plan.records.filter((one) => !isBelowCut(one, plan) || one.type === recordTypes.NS);
  const owners = new Map<string, readonly [DomainName, Set<number>]>();
  for (const { name, type } of shown) {
    const key = domainNameText(name);
    const known = owners.get(key) ?? ([name, new Set<number>()] as const);
    known[1].add(type);
    owners.set(key, known);
  }
  return [...owners.values()]
    .toSorted(([a], [b]) => compareNames(a, b))
    .map(([name, types]) => [name, [...types]] as const);
}

function nsecsOf(plan: ZonePlan): readonly DnsRecord[] {
  const owners = ownersOf(plan);
  return owners.map(([name, types], index) => {
    const next = owners[(index + 1) % owners.length]?.[0] ?? plan.zone;
    const all = [...types, recordTypes.RRSIG, recordTypes.NSEC];
    return recordOf(name, { kind: "NSEC", next, types: all.toSorted((a, b) => a - b) });
  });
}

const alphabet = "0123456789abcdefghijklmnopqrstuv";

function base32(octets: Uint8Array): string {
  let [text, bits, held] = ["", 0, 0];
  for (const octet of octets) {
    bits = ((bits << 8) | octet) & 0xfff;
    held += 8;
    while (held >= 5) {
      held -= 5;
      text += alphabet[(bits >>> held) & 31] ?? "";
    }
  }
  return text;
}

function hashOf(name: DomainName, iterations: number): Uint8Array {
  const octets = name.flatMap((label) => [label.length, ...Buffer.from(label, "latin1")]);
  let hash: Uint8Array = Uint8Array.from([...octets, 0]);
  for (let round = 0; round <= iterations; round += 1)
    hash = new Uint8Array(createHash("sha1").update(hash).digest());
  return hash;
}

function nsec3sOf(
  plan: ZonePlan,
  { iterations, isOptOut }: Extract<DenialPlan, { kind: "nsec3" }>,
): readonly DnsRecord[] {
  const owners = new Map<string, readonly [DomainName, readonly number[]]>();
  for (const [name, types] of ownersOf(plan)) {
    const isUnsigned =
      types.includes(recordTypes.NS) &&
      !types.includes(recordTypes.DS) &&
      !isSameName(name, plan.zone);
    if (isUnsigned && isOptOut) continue;
    const signed = isUnsigned ? types : [...types, recordTypes.RRSIG];
    owners.set(domainNameText(name), [name, signed]);
    for (let up = name.slice(1); up.length > plan.zone.length; up = up.slice(1))
      if (!owners.has(domainNameText(up))) owners.set(domainNameText(up), [up, []]);
  }
  const hashed = [...owners.values()]
    .map(([name, types]) => ({ hash: hashOf(name, iterations), types }))
    .toSorted((a, b) => Buffer.compare(a.hash, b.hash));
  return hashed.map(({ hash, types }, index) =>
    recordOf([base32(hash), ...plan.zone], {
      kind: "NSEC3",
      hash: 1,
      flags: isOptOut ? 1 : 0,
      iterations,
      salt: new Uint8Array(),
      next: hashed[(index + 1) % hashed.length]?.hash ?? hash,
      types: types.toSorted((a, b) => a - b),
    }),
  );
}

/** The zone as it is to be served. */
export function signZone(plan: ZonePlan): readonly DnsRecord[] {
  const { zone, keys, denial, window } = plan;
  const after = plan.after ?? ((all) => all);
  const [keyKey] = keys;
  const dataKey = keys.at(-1);
  if (keyKey === undefined || dataKey === undefined) return after(plan.records);
  const parameters =
    denial.kind === "nsec"
      ? []
      : [{ hash: 1, flags: 0, iterations: denial.iterations, salt: new Uint8Array() }];
  const own = [
    ...plan.records,
    ...keys.map(({ data }) => recordOf(zone, { kind: "DNSKEY", ...data })),
    ...parameters.map((one) => recordOf(zone, { kind: "NSEC3PARAM", ...one })),
  ];
  const whole = { ...plan, records: own };
  const denials = denial.kind === "nsec" ? nsecsOf(whole) : nsec3sOf(whole, denial);
  const all = (plan.before ?? ((same) => same))([...own, ...denials]);
  const signatures = groups(all.filter((one) => !isBelowCut(one, whole)))
    .filter(([first]) => first?.type !== recordTypes.NS || isSameName(first.name, zone))
    .map((set) =>
      signSet(set, set[0]?.type === recordTypes.DNSKEY ? keyKey : dataKey, zone, window),
    );
  return after([...all, ...signatures]);
}

/** A zone file; data is written as octets, so that nothing depends on how it is spelled. */
export function zoneFile(records: readonly DnsRecord[]): string {
  const isFirst = ({ type }: DnsRecord): boolean => type === recordTypes.SOA;
  const inOrder = [...records.filter(isFirst), ...records.filter((one) => !isFirst(one))];
  return inOrder
    .map(({ name, type, ttlSeconds, rdata }) => {
      const owner = name.length === 0 ? "." : `${domainNameText(name)}.`;
      const octets = Buffer.from(rdata).toString("hex");
      return `${owner} ${ttlSeconds} IN TYPE${type} \\# ${rdata.length} ${octets}\n`;
    })
    .join("");
}
