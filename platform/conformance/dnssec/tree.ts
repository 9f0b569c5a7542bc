/** A tree of zones from the root, signed well and badly, and the questions asked of it. */
import type { DnsRecord, RecordData, RecordTypeName } from "@vallgrav/domains";
import { brokenDenials } from "./broken-denials.ts";
import { brokenChains, brokenSets } from "./broken-zones.ts";
import { goodZones } from "./good-zones.ts";
import type { ServedZone } from "./servers.ts";
import { dsOf, labelsOf, makeKey, recordOf, signZone, type ZonePlan } from "./sign-zone.ts";
import { day, delegation, firstOf, nsec, nsec3, type Twist } from "./twist.ts";

/** The zone's own records: a name server, a host, mail, an alias, a wildcard, names in between. */
function contentOf(zone: string): DnsRecord[] {
  const at = (label: string): string => (zone === "." ? label : `${label}.${zone}`);
  const soa = { serial: 1, refreshSeconds: 14_400, retrySeconds: 3_600, expireSeconds: 604_800 };
  const name = (label: string) => labelsOf(label === "" ? zone : at(label));
  const one = (label: string, data: RecordData): DnsRecord => recordOf(name(label), data);
  const a = (label: string): DnsRecord => one(label, { kind: "A", address: "192.0.2.1" });
  const primary = name("ns");
  return [
    one("", { kind: "SOA", primary, mailbox: name("mail"), ...soa, minimumSeconds: 300 }),
    one("", { kind: "NS", target: primary }),
    a("ns"),
    a("www"),
    one("", { kind: "MX", preference: 10, exchange: name("mx") }),
    a("mx"),
    one("www", { kind: "TXT", strings: [new Uint8Array(3).fill(0x61)] }),
    one("alias", { kind: "CNAME", target: name("www") }),
    one("gone", { kind: "CNAME", target: name("not-there") }),
    a("*.wild"),
    a("near.wild"),
    a("a.b.c"),
    one("old", { kind: "DNAME", target: name("c") }),
  ];
}

/** Every zone under `test`, by its name, as of a moment. */
function twists(now: number): Readonly<Record<string, Twist>> {
  return { ...goodZones(), ...brokenChains(now), ...brokenSets(now), ...brokenDenials() };
}

/** Zones below those, which nobody signs. */
const unsignedBelow = ["unsigned.plain", "unsigned.hashed", "unsigned.optout", "child.nods"];

/** A question of the tree. */
export type Asked = { readonly name: string; readonly type: RecordTypeName };

/** The tree: what is served, and the DS that a resolver trusts. */
export type SignedTree = {
  readonly zones: readonly ServedZone[];
  readonly anchor: Extract<RecordData, { readonly kind: "DS" }>;
  readonly anchorText: string;
};

/** Makes the tree with keys of its own, as of a moment in seconds since 1970. */
export function signedTree(now: number): SignedTree {
  const window = { inception: now - day, expiration: now + 30 * day };
  const zones: ServedZone[] = [];
  const top: DnsRecord[] = contentOf("test");
  for (const [label, twist] of Object.entries(twists(now))) {
    const zone = `${label}.test`;
    const keys = twist.keys ?? [makeKey(twist.algorithm ?? 13)];
    const { after, before } = twist;
    const plan: ZonePlan = {
      zone: labelsOf(zone),
      records: [...contentOf(zone), ...(twist.more ?? [])],
      keys,
      denial: twist.denial ?? nsec,
      window: twist.window ?? window,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after: (records) => after(records, keys) }),
    };
    zones.push({ zone: plan.zone, records: signZone(plan) });
    top.push(delegation("test", label));
    const own = (): readonly RecordData[] =>
      keys[0] === undefined ? [] : [dsOf(plan.zone, keys[0])];
    for (const data of twist.ds?.(keys) ?? own()) top.push(recordOf(plan.zone, data));
  }
  for (const label of unsignedBelow)
    zones.push({ zone: labelsOf(`${label}.test`), records: contentOf(`${label}.test`) });
  const topKeys = [makeKey(13, 257), makeKey(13, 256)];
  const topPlan = { zone: ["test"], records: top, keys: topKeys, denial: nsec3, window };
  const rootKeys = [makeKey(13, 257), makeKey(13, 256)];
  const rootRecords = [
    ...contentOf("."),
    recordOf(["test"], { kind: "NS", target: ["ns", "test"] }),
    recordOf(["test"], dsOf(["test"], firstOf(topKeys))),
  ];
  const root = { zone: [], records: rootRecords, keys: rootKeys, denial: nsec, window };
  zones.push({ zone: [], records: signZone(root) }, { zone: ["test"], records: signZone(topPlan) });
  const anchor = dsOf([], firstOf(rootKeys));
  if (anchor.kind !== "DS") throw new Error("no DS");
  const { keyTag, algorithm, digestType, digest } = anchor;
  const hex = Buffer.from(digest).toString("hex");
  return { zones, anchor, anchorText: `. IN DS ${keyTag} ${algorithm} ${digestType} ${hex}` };
}

const everything: readonly (readonly [label: string, type: RecordTypeName])[] = [
  ["www", "A"],
  ["www", "AAAA"],
  ["WWW", "TXT"],
  ["", "MX"],
  ["", "SOA"],
  ["", "DNSKEY"],
  ["", "DS"],
  ["", "AAAA"],
  ["not-there", "A"],
  ["not.there.at.all", "A"],
  ["x.wild", "A"],
  ["x.y.wild", "A"],
  ["x.wild", "MX"],
  ["near.wild", "A"],
  ["x.near.wild", "A"],
  ["*.wild", "A"],
  ["b.c", "A"],
  ["alias", "A"],
  ["alias", "CNAME"],
  ["alias", "AAAA"],
  ["gone", "A"],
  ["a.b.old", "A"],
  ["q.old", "A"],
  ["old", "DNAME"],
  ["unsigned", "DS"],
  ["www.unsigned", "A"],
  ["not-there.unsigned", "A"],
  ["www", "DS"],
];

/** The questions, all of the tree and of the root. */
export function questionsOfTree(now: number): readonly Asked[] {
  const under = (zone: string) =>
    everything.map(([label, type]): Asked => {
      return { name: label === "" ? zone : `${label}.${zone}`, type };
    });
  const some: readonly (readonly [string, RecordTypeName])[] = [
    ...["out", "loose", "bad"].map((label) => [`${label}.plain.test`, "A"] as const),
    ["www.child.nods.test", "A"],
    ["www.test", "A"],
    ["not-there.test", "A"],
    ["not-there", "A"],
    [".", "DNSKEY"],
    [".", "NS"],
    ["www", "A"],
  ];
  const fromEach = Object.keys(twists(now)).flatMap((label): readonly Asked[] => {
    const whole = ["plain", "hashed", "optout"];
    if (whole.includes(label)) return under(`${label}.test`);
    const three = [`www.${label}.test`, `no-such.${label}.test`, `x.wild.${label}.test`];
    return [
      ...three.map((name): Asked => ({ name, type: "A" })),
      { name: `www.${label}.test`, type: "AAAA" },
    ];
  });
  return [...fromEach, ...some.map(([name, type]): Asked => ({ name, type }))];
}
