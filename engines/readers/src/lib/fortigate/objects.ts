/** Named objects of a configuration: addresses, services, groups, as what they stand for. */
import type { Subject } from "@vallgrav/kernel";
import { nameClaim } from "../naming.ts";
import { isSingle, networkIn } from "../network/network.ts";
import { networkClaim } from "../network/zones.ts";
import { slugOf } from "../table/cells.ts";

/** An entry of a section with what was set in it. */
export type Entry = {
  readonly name: string;
  readonly line: number;
  readonly values: ReadonlyMap<string, readonly string[]>;
};

/** Entries of one virtual firewall by section and name. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, Entry>>;

/** The first value of a key; empty where it is not set. */
export function valueOf({ values }: Entry, key: string): string {
  return values.get(key)?.[0] ?? "";
}

/** All values of a key. */
export function valuesOf({ values }: Entry, key: string): readonly string[] {
  return values.get(key) ?? [];
}

/** What addresses stand for: everything, some subjects, and whether all of them could be told. */
export type Addresses = {
  isAny: boolean;
  readonly subjects: Subject[];
  isWhole: boolean;
};

/** Most members that groups are followed to, and networks that a range is cut into. */
const mostMembers = 2_000;
const mostNetworks = 64;

function numberOf(address: string): number | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) || networkIn(address) === null) return null;
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function dotted(value: number): string {
  return [0x100_0000, 0x1_0000, 0x100, 1].map((unit) => Math.floor(value / unit) % 256).join(".");
}

/** The networks that a range of addresses consists of; null where it is none, or of too many. */
export function networksOfRange(first: string, last: string): readonly string[] | null {
  const [start, end] = [numberOf(first), numberOf(last)];
  if (start === null || end === null || start > end) return null;
  const networks: string[] = [];
  for (let at = start; at <= end;) {
    let [size, prefix] = [1, 32];
    while (prefix > 0 && at % (2 * size) === 0 && at + 2 * size - 1 <= end) {
      size *= 2;
      prefix -= 1;
    }
    networks.push(`${dotted(at)}/${prefix}`);
    if (networks.length > mostNetworks) return null;
    at += size;
  }
  return networks;
}

function subjectOfNetwork(network: string): Subject {
  return isSingle(network)
    ? { kind: "computer", claims: [{ space: "ip", value: network.replace(/\/\d+$/, "") }] }
    : { kind: "zone", claims: [networkClaim(network)] };
}

/** What one address stands for: networks, or a computer by its name; null for other kinds. */
function subjectsOf(entry: Entry): readonly Subject[] | null {
  const type = valueOf(entry, "type");
  if (type === "iprange") {
    const networks = networksOfRange(valueOf(entry, "start-ip"), valueOf(entry, "end-ip"));
    return networks === null ? null : networks.map(subjectOfNetwork);
  }
  const fqdn = valueOf(entry, "fqdn");
  if (type === "fqdn" || (type === "" && fqdn !== "")) {
    const claim = nameClaim(fqdn);
    return claim === null ? null : [{ kind: "computer", claims: [claim] }];
  }
  if (type !== "" && type !== "ipmask" && type !== "ipprefix") return null;
  const written = valuesOf(entry, "subnet").join(" ") || valueOf(entry, "ip6");
  const network = networkIn(written);
  return network === null ? null : [subjectOfNetwork(network)];
}

/** Whether an address is everything. */
function isEverything(name: string, entry: Entry | undefined): boolean {
  if (entry === undefined) return name.toLowerCase() === "all";
  const subnet = networkIn(valuesOf(entry, "subnet").join(" ") || valueOf(entry, "ip6"));
  if (valueOf(entry, "start-ip") === "0.0.0.0" && valueOf(entry, "end-ip") === "255.255.255.255")
    return true;
  const isPlain = /^(?:|ipmask|ipprefix)$/.test(valueOf(entry, "type"));
  // Without a subnet an address is 0.0.0.0/0: that is how the device writes its own `all`.
  const isBare = name.toLowerCase() === "all" && subnet === null;
  return (
    isPlain &&
    valueOf(entry, "fqdn") === "" &&
    (isBare || /^(?:0\.0\.0\.0|::)\/0$/.test(subnet ?? ""))
  );
}

const addressSections = ["firewall address", "firewall address6"];
const groupSections = ["firewall addrgrp", "firewall addrgrp6"];

function find(sections: Sections, names: readonly string[], name: string): Entry | undefined {
  return names.map((one) => sections.get(one)?.get(name)).find((one) => one !== undefined);
}

function addAddress(sections: Sections, name: string, into: Addresses): void {
  const entry = find(sections, addressSections, name);
  const mapped = sections.get("firewall vip")?.get(name);
  if (mapped !== undefined) {
    const [first = "", last = first] = valueOf(mapped, "mappedip").split("-");
    const networks = networksOfRange(first.trim(), last.trim());
    if (networks === null) into.isWhole = false;
    else into.subjects.push(...networks.map(subjectOfNetwork));
  } else if (isEverything(name, entry)) into.isAny = true;
  else {
    const subjects = entry === undefined ? null : subjectsOf(entry);
    if (subjects === null) into.isWhole = false;
    else into.subjects.push(...subjects);
  }
}

/** What a list of names of addresses and groups stands for. Circles are followed once. */
export function addressesOf(sections: Sections, names: readonly string[]): Addresses {
  const into: Addresses = { isAny: false, subjects: [], isWhole: true };
  const seen = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (seen.size > mostMembers) {
      into.isWhole = false;
      break;
    }
    const group = find(sections, groupSections, name) ?? sections.get("firewall vipgrp")?.get(name);
    if (group === undefined) addAddress(sections, name, into);
    else {
      waiting.push(...valuesOf(group, "member"));
      // A group may leave some of its members out: then it is not all that it says.
      if (valueOf(group, "exclude") === "enable") into.isWhole = false;
    }
  }
  return into;
}

/** Ports of a service: `80 443-445:1024-65535`, those of the sender behind the colon. */
function portsOf(entry: Entry, protocol: "sctp" | "tcp" | "udp"): readonly string[] {
  return valuesOf(entry, `${protocol}-portrange`).flatMap((range) => {
    const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?(?::|$)/.exec(range) ?? [];
    if (first === undefined) return [];
    if (Number(first) <= 1 && Number(last) === 65_535) return [`${protocol}/1-65535`];
    return [`${protocol}/${first}${last === undefined || last === first ? "" : `-${last}`}`];
  });
}

function portsOfService(name: string, entry: Entry): readonly string[] {
  const protocol = valueOf(entry, "protocol");
  if (protocol === "IP") {
    const number = valueOf(entry, "protocol-number");
    return number === "" || number === "0" ? ["any"] : [`ip/${slugOf(number)}`];
  }
  if (/^ICMP6?$/.test(protocol)) return [protocol.toLowerCase()];
  const ports = (["tcp", "udp", "sctp"] as const).flatMap((one) => portsOf(entry, one));
  return ports.length === 0 ? [slugOf(name)] : ports;
}

/** The services that a list of names of services and groups stands for; `any` alone for all. */
export function servicesOf(sections: Sections, names: readonly string[]): readonly string[] {
  const services = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name) || seen.size > mostMembers) continue;
    seen.add(name);
    const group = sections.get("firewall service group")?.get(name);
    if (group !== undefined) {
      waiting.push(...valuesOf(group, "member"));
      continue;
    }
    const entry = sections.get("firewall service custom")?.get(name);
    if (entry !== undefined) for (const port of portsOfService(name, entry)) services.add(port);
    else services.add(/^(?:all|any)$/i.test(name) ? "any" : slugOf(name));
  }
  services.delete("");
  return services.size === 0 || services.has("any") ? ["any"] : [...services].sort();
}
