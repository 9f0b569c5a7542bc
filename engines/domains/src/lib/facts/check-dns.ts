/**
 * Checks of a domain's DNS. The thresholds are those of Zonemaster 2025.2 and Internet.nl 1.11.2,
 * whose ids stand beside each check. What could not be found out is unknown and never passed.
 */
import { domainNameText } from "../domain-name.ts";
import { dataOf, type KeyData } from "../dns/record.ts";
import type { Validated } from "../dnssec/verdict.ts";
import { addressesOf, type DnsFacts, type HostFacts } from "./dns-facts.ts";
import { isSpecialAddress } from "./special-addresses.ts";

/** Checks, by the ids of the catalogue. */
export const dnsChecks = [
  /** Two name servers with addresses of their own (Zonemaster DELEGATION01, 02). */
  "DNS-02",
  /** Times of the zone within what serves it (Zonemaster ZONE02–06). */
  "DNS-05",
  /** No alias where a server or mail host is named (Zonemaster DELEGATION05, ZONE08). */
  "DNS-10",
  /** No address that the internet cannot reach (Zonemaster ADDRESS01). */
  "DNS-11",
  /** Every server, mail host and alias leads to a name that is there. */
  "DNS-12",
  /** Two name servers with an IPv6 address (Internet.nl). */
  "DNS-14",
  /** The domain is signed and holds (Internet.nl). */
  "SEC-01",
  /** Digests of DS (Zonemaster DNSSEC01). */
  "SEC-02",
  /** Hashing of names (Zonemaster DNSSEC03). */
  "SEC-04",
  /** How long signatures hold (Zonemaster DNSSEC04). */
  "SEC-05",
  /** Algorithms of keys (Zonemaster DNSSEC05). */
  "SEC-06",
  /** Sizes of keys (Zonemaster DNSSEC14). */
  "SEC-07",
  /** Keys and DS, both or neither (Zonemaster DNSSEC07). */
  "SEC-08",
  /** The names of mail hosts are signed and hold (Internet.nl). */
  "SEC-13",
] as const;

/** One of {@link dnsChecks}. */
export type DnsCheckId = (typeof dnsChecks)[number];

/** `none`: there is nothing that the check is about. `unknown`: it could not be found out. */
export type CheckResult = "passed" | "warning" | "failed" | "unknown" | "none";

/** What a check comes to. */
export type DnsCheck = {
  readonly id: DnsCheckId;
  readonly result: CheckResult;
  /** Names, addresses or figures that it is about, sorted; empty where it passed. */
  readonly about: readonly string[];
};

type Judged = { readonly result: CheckResult; readonly about: readonly string[] };

const passed: Judged = { result: "passed", about: [] };
const none: Judged = { result: "none", about: [] };
const unknown = (about: readonly string[] = []): Judged => ({ result: "unknown", about });
const day = 86_400;

/** Bogus answers say nothing that can be built on. */
function isKnown({ outcome, status }: Validated): boolean {
  return outcome !== "none" && status !== "bogus";
}

const textOf = ({ name }: HostFacts): string => domainNameText(name);

/** Failed for those that are at fault; else unknown for those nobody knows of; else passed. */
function fromHosts(
  hosts: readonly HostFacts[],
  isWrong: (host: HostFacts) => boolean,
  isUnknown: (host: HostFacts) => boolean,
): Judged {
  const wrong = hosts.filter(isWrong).map(textOf);
  if (wrong.length > 0) return { result: "failed", about: wrong };
  const open = hosts.filter(isUnknown).map(textOf);
  return open.length > 0 ? unknown(open) : passed;
}

const isOpen = ({ four, six }: HostFacts): boolean => !isKnown(four) || !isKnown(six);

function twoServers({ ns, servers }: DnsFacts): Judged {
  if (!isKnown(ns)) return unknown();
  const addresses = new Set(servers.flatMap(addressesOf));
  if (servers.length >= 2 && addresses.size >= 2) return passed;
  if (servers.length >= 2 && servers.some(isOpen)) return unknown(servers.map(textOf));
  return { result: "failed", about: servers.map(textOf) };
}

function zoneTimes({ soa }: DnsFacts): Judged {
  const [found] = dataOf(soa.records, "SOA");
  if (!isKnown(soa)) return unknown();
  if (found === undefined) return none;
  const { refreshSeconds: refresh, retrySeconds: retry, expireSeconds: expire } = found;
  const { minimumSeconds: minimum } = found;
  const about = [
    refresh < 14_400 ? `refresh ${refresh}` : null,
    retry < 3_600 || retry >= refresh ? `retry ${retry}` : null,
    expire < 604_800 || expire < refresh ? `expire ${expire}` : null,
    minimum < 300 || minimum > day ? `minimum ${minimum}` : null,
  ].filter((one) => one !== null);
  return about.length === 0 ? passed : { result: "warning", about };
}

function noAlias({ ns, mx, servers, mailHosts }: DnsFacts): Judged {
  if (!isKnown(ns) || !isKnown(mx)) return unknown();
  const isAlias = ({ four, six }: HostFacts): boolean =>
    four.aliases.length > 0 || six.aliases.length > 0;
  return fromHosts([...servers, ...mailHosts], isAlias, isOpen);
}

function reachable({ sites, servers, mailHosts }: DnsFacts): Judged {
  const hosts = [...sites, ...servers, ...mailHosts];
  const special = hosts.flatMap((host) =>
    addressesOf(host)
      .filter(isSpecialAddress)
      .map((address) => `${textOf(host)} ${address}`),
  );
  if (special.length > 0) return { result: "failed", about: special };
  const open = hosts.filter(isOpen).map(textOf);
  return open.length > 0 ? unknown(open) : passed;
}

function leadsSomewhere({ ns, mx, sites, servers, mailHosts }: DnsFacts): Judged {
  if (!isKnown(ns) || !isKnown(mx)) return unknown();
  const isGone = ({ four }: HostFacts): boolean => isKnown(four) && four.outcome === "no-name";
  // A site that is not there is none; one that is an alias to nowhere can be taken over.
  const aliased = sites.filter(({ four }) => four.aliases.length > 0);
  return fromHosts([...servers, ...mailHosts, ...aliased], isGone, isOpen);
}

function sixServers({ ns, servers }: DnsFacts): Judged {
  if (!isKnown(ns)) return unknown();
  const withSix = servers.filter(({ six }) => isKnown(six) && six.records.length > 0);
  if (withSix.length >= 2) return passed;
  const open = servers.filter(({ six }) => !isKnown(six));
  if (open.length > 0) return unknown(open.map(textOf));
  const about = servers.filter((one) => !withSix.includes(one)).map(textOf);
  return { result: withSix.length === 1 ? "warning" : "failed", about };
}

function isSigned({ soa }: DnsFacts): Judged {
  if (soa.status === "secure") return passed;
  const about = [soa.reason ?? "", domainNameText(soa.at ?? [])];
  return soa.status === "indeterminate" ? unknown(about) : { result: "failed", about };
}

function digests({ ds }: DnsFacts): Judged {
  if (!isKnown(ds)) return unknown();
  const types = dataOf(ds.records, "DS").map(({ digestType }) => digestType);
  if (types.length === 0) return none;
  const about = types.includes(1) ? ["SHA-1"] : [];
  if (about.length > 0) return { result: "failed", about };
  return types.includes(2) ? passed : { result: "warning", about: types.map(String) };
}

function hashing({ hashing: parameters }: DnsFacts): Judged {
  if (!isKnown(parameters)) return unknown();
  const all = dataOf(parameters.records, "NSEC3PARAM");
  if (all.length === 0) return none;
  const about = all.flatMap(({ iterations, salt }) => [
    ...(iterations > 0 ? [`iterations ${iterations}`] : []),
    ...(salt.length > 0 ? [`salt ${salt.length}`] : []),
  ]);
  return about.length === 0 ? passed : { result: "warning", about };
}

/** Seconds from now to when a signature ends; times of records go round at 2³². */
export function secondsLeft(expiration: number, nowSeconds: number): number {
  return (expiration - nowSeconds) | 0;
}

function lifetimes({ soa, keys }: DnsFacts, nowSeconds: number): Judged {
  if (soa.outcome === "none" || keys.outcome === "none") return unknown();
  const all = [...soa.signatures, ...keys.signatures];
  if (all.length === 0) return none;
  const longest = 180 * day;
  const lefts = all.map(({ expiration }) => secondsLeft(expiration, nowSeconds));
  const about = (left: number): readonly string[] => [`${Math.floor(left / 3_600)} h`];
  const least = Math.min(...lefts);
  if (least < 0) return { result: "failed", about: about(least) };
  if (least < 12 * 3_600) return { result: "warning", about: about(least) };
  const isLong = all.some(
    ({ expiration, inception }) =>
      secondsLeft(expiration, nowSeconds) > longest || secondsLeft(expiration, inception) > longest,
  );
  return isLong ? { result: "warning", about: about(Math.max(...lefts)) } : passed;
}

const soundAlgorithms: ReadonlySet<number> = new Set([8, 13, 14, 15, 16, 17, 23]);

function algorithms({ keys }: DnsFacts): Judged {
  if (!isKnown(keys)) return unknown();
  const used = [...new Set(dataOf(keys.records, "DNSKEY").map(({ algorithm }) => algorithm))];
  if (used.length === 0) return none;
  const weak = used.filter((one) => !soundAlgorithms.has(one));
  if (weak.length === 0) return passed;
  const isOnlyTen = weak.every((one) => one === 10);
  return { result: isOnlyTen ? "warning" : "failed", about: weak.map(String) };
}

const rsa: ReadonlySet<number> = new Set([5, 7, 8, 10]);

/** Bits of the modulus of an RSA key (RFC 3110 §2); null for other keys. */
function modulusBits({ algorithm, key }: KeyData): number | null {
  if (!rsa.has(algorithm)) return null;
  const isLong = key[0] === 0;
  const length = isLong ? (key[1] ?? 0) * 0x100 + (key[2] ?? 0) : (key[0] ?? 0);
  const modulus = key.subarray(length + (isLong ? 3 : 1));
  const first = modulus.findIndex((octet) => octet !== 0);
  if (first < 0) return 0;
  return (modulus.length - first) * 8 - (Math.clz32(modulus[first] ?? 0) - 24);
}

function keySizes({ keys }: DnsFacts): Judged {
  if (!isKnown(keys)) return unknown();
  const all = dataOf(keys.records, "DNSKEY");
  if (all.length === 0) return none;
  const sizes = all.map(modulusBits).filter((bits) => bits !== null);
  const bad = sizes.filter((bits) => bits < 1_024 || bits > 4_096);
  if (bad.length > 0) return { result: "failed", about: bad.map(String) };
  const small = sizes.filter((bits) => bits < 2_048);
  return small.length > 0 ? { result: "warning", about: small.map(String) } : passed;
}

function keysAndDs({ ds, keys }: DnsFacts): Judged {
  // Bogus keys are keys: that they do not match their DS is another check's finding.
  if (ds.outcome === "none" || keys.outcome === "none" || ds.status === "bogus") return unknown();
  const [hasDs, hasKeys] = [ds.records.length > 0, keys.records.length > 0];
  if (!hasDs && !hasKeys) return none;
  if (hasDs && hasKeys) return passed;
  return hasDs ? { result: "failed", about: ["DS"] } : { result: "warning", about: ["DNSKEY"] };
}

function mailIsSigned({ mx, mailHosts }: DnsFacts): Judged {
  if (!isKnown(mx)) return unknown();
  if (mailHosts.length === 0) return none;
  const states = ({ four, six }: HostFacts) => [four.status, six.status];
  return fromHosts(
    mailHosts,
    (host) => states(host).some((one) => one === "insecure" || one === "bogus"),
    (host) => states(host).includes("indeterminate"),
  );
}

const judges: Readonly<Record<DnsCheckId, (facts: DnsFacts, nowSeconds: number) => Judged>> = {
  "DNS-02": twoServers,
  "DNS-05": zoneTimes,
  "DNS-10": noAlias,
  "DNS-11": reachable,
  "DNS-12": leadsSomewhere,
  "DNS-14": sixServers,
  "SEC-01": isSigned,
  "SEC-02": digests,
  "SEC-04": hashing,
  "SEC-05": lifetimes,
  "SEC-06": algorithms,
  "SEC-07": keySizes,
  "SEC-08": keysAndDs,
  "SEC-13": mailIsSigned,
};

/** Every check of the facts, in the order of their ids, as of a moment in seconds since 1970. */
export function checkDns(facts: DnsFacts, nowSeconds: number): readonly DnsCheck[] {
  return dnsChecks.map((id) => {
    const { result, about } = judges[id](facts, nowSeconds);
    return { id, result, about: [...new Set(about)].toSorted() };
  });
}
