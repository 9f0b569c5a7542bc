/**
 * Reads the configuration backup of a FortiGate: its interfaces and zones, and what may reach what
 * by its policies, the same as of a table of rules. Secrets in it become notices with their line.
 */
import { own } from "@vallgrav/kernel";
import type { Subject } from "@vallgrav/kernel";
import { observe, refused, report, withinLimits } from "../gathering.ts";
import { beginFile, count, endFile, identifierOf, say, sayText } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { nameClaim, subjectNamed } from "../naming.ts";
import { networkIn } from "../network/network.ts";
import { allow, deny, endKey, endReach, startReach } from "../network/reach.ts";
import type { End, ReachTable } from "../network/reach.ts";
import { networkClaim, zoneClaim } from "../network/zones.ts";
import { openText } from "../opening/texts.ts";
import { withoutPersonalNumbers } from "../personal-number.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { assignsSecret } from "../secret.ts";
import { walkConfig } from "./config-text.ts";
import type { ConfigFault, Level, Setting } from "./config-text.ts";
import { addressesOf, servicesOf, valueOf, valuesOf } from "./objects.ts";
import type { Entry, Sections } from "./objects.ts";
import { foundIn } from "./secrets.ts";

/** Sections whose entries are read. */
const wanted = new Set([
  "firewall address",
  "firewall address6",
  "firewall addrgrp",
  "firewall addrgrp6",
  "firewall policy",
  "firewall policy6",
  "firewall service custom",
  "firewall service group",
  "firewall vip",
  "firewall vipgrp",
  "system interface",
  "system zone",
]);

/** An entry under reading. */
type OpenEntry = { name: string; line: number; values: Map<string, readonly string[]> };

/** What a configuration holds, by virtual firewall (empty where there is one), section and name. */
type Held = Map<string, Map<string, Map<string, OpenEntry>>>;

/** Where a wanted entry stands; null for everything else, also what is nested in an entry. */
function standOf(
  levels: readonly Level[],
): { readonly vdom: string; readonly level: Level } | null {
  const [outer] = levels;
  const isOuter = outer?.section === "vdom" || outer?.section === "global";
  const level = levels[isOuter ? 1 : 0];
  if (level === undefined || levels.length !== (isOuter ? 2 : 1)) return null;
  const vdom = outer?.section === "vdom" ? safeName(outer.entry ?? "", outer.serial) : "";
  return { vdom, level };
}

function openEntry(held: Held, levels: readonly Level[], line: number): OpenEntry | null {
  const stand = standOf(levels);
  if (stand === null || !wanted.has(stand.level.section) || stand.level.entry === null) return null;
  const { vdom, level } = stand;
  const sections = held.get(vdom) ?? new Map<string, Map<string, OpenEntry>>();
  held.set(vdom, sections);
  const entries = sections.get(level.section) ?? new Map<string, OpenEntry>();
  sections.set(level.section, entries);
  const name = safeName(level.entry ?? "", level.serial);
  const entry = entries.get(name) ?? { name, line, values: new Map() };
  entries.set(name, entry);
  return entry;
}

/** Names of the device itself. */
type Device = { host: string; model: string; version: string };

/** Keys whose place is told by their own name; others could be anything. */
const plainKey = /^[a-z][a-z0-9-]{0,39}$/;

/** Tells what must not be kept of a setting; its values as they may be. */
function guarded(file: MachineFile, setting: Setting): readonly string[] {
  const found = foundIn(setting);
  if (found.length === 0) return setting.values;
  const field = plainKey.test(setting.key) ? setting.key : "?";
  for (const what of found)
    report(file.into, "notice", ["readers/secret-in-field", { field, what }, `${setting.line}:1`]);
  const isNumberAlone = found.every((what) => what === "personal-number");
  return isNumberAlone ? setting.values.map(withoutPersonalNumbers) : [];
}

/** A name as it may be kept: one that gives something away is only told apart from others. */
function safeName(name: string, serial: number): string {
  return assignsSecret(name) ? `? ${serial}` : withoutPersonalNumbers(name);
}

/** Walks the file: keeps the entries that are wanted, tells secrets, and the device's name. */
function gather(
  file: MachineFile,
  text: string,
  device: Device,
): { readonly held: Held } | { readonly fault: ConfigFault } {
  const held: Held = new Map();
  let strange = 0;
  const fault = walkConfig(text, file.into.limits, {
    entry: (levels, line) => {
      file.into.work += 1;
      openEntry(held, levels, line);
    },
    setting: (setting) => {
      file.into.work += 1;
      const values = guarded(file, setting);
      const { levels, key, line } = setting;
      if (key === "hostname" && levels.at(-1)?.section === "system global")
        device.host = values[0] ?? "";
      const entry = openEntry(held, levels, line);
      // No list of a policy is longer in practice; a hostile one would only cost memory.
      if (entry !== null) entry.values.set(key, values.slice(0, 5_000));
    },
    strange: () => {
      strange += 1;
    },
  });
  if (strange > 0) file.leftOut.set("?", strange);
  return fault === null ? { held } : { fault };
}

/** A name as a zone's: with the virtual firewall before it where there are several. */
function zoneName(vdom: string, name: string): string {
  return vdom === "" || vdom === "root" ? name : `${vdom} ${name}`;
}

/** The networks of an interface. */
function networksOf(entry: Entry): readonly string[] {
  const network = networkIn(valuesOf(entry, "ip").join(" "));
  // An address that is given by others, or none at all.
  return network === null || network.startsWith("0.0.0.0/") ? [] : [network];
}

const purposes: Readonly<Record<string, string>> = { dmz: "edge", wan: "internet" };

/** The zones of one virtual firewall by the names that its policies use. */
type Zones = ReadonlyMap<string, Subject>;

type Unit = {
  readonly vdom: string;
  readonly sections: Sections;
  /** Interfaces of this virtual firewall, wherever the file lists them. */
  readonly interfaces: readonly Entry[];
};

function sayZone(
  file: MachineFile,
  { vdom }: Unit,
  zone: {
    readonly entry: Entry;
    readonly members: readonly Entry[];
    readonly networks: readonly string[];
  },
): Subject | null {
  const { entry, members, networks } = zone;
  const named = zoneName(vdom, entry.name);
  const subject = subjectNamed("zone", [zoneClaim(named), ...networks.map(networkClaim)]);
  if (subject === null) return null;
  const place = `${entry.line}:1`;
  count(file, "zones", subject.claims[0].value);
  observe(file.into, place, subject, { is: "present" });
  sayText(file, [subject, place], ["name", valueOf(entry, "alias") || named]);
  if (networks.length > 0) say(file, [subject, place], ["subnets", [...networks].sort()]);
  const vlan = valueOf(entry, "vlanid");
  if (/^\d{1,4}$/.test(vlan)) say(file, [subject, place], ["vlan", Number(vlan)]);
  const roles = new Set(members.map((one) => valueOf(one, "role")));
  const [role = ""] = roles;
  const purpose = roles.size === 1 ? own(purposes, role) : undefined;
  say(file, [subject, place], ["purpose", purpose ?? null]);
  return subject;
}

/** Says the zones, and the interfaces that are in none: each is one for itself. */
function sayZones(file: MachineFile, unit: Unit): Zones {
  const zones = new Map<string, Subject>();
  const inside = new Set<string>();
  const byName = new Map(unit.interfaces.map((one) => [one.name, one]));
  for (const entry of unit.sections.get("system zone")?.values() ?? []) {
    const names = valuesOf(entry, "interface");
    for (const name of names) inside.add(name);
    const members = names.flatMap((name) => byName.get(name) ?? []);
    const subject = sayZone(file, unit, { entry, members, networks: members.flatMap(networksOf) });
    if (subject !== null) zones.set(entry.name, subject);
  }
  for (const entry of unit.interfaces) {
    if (inside.has(entry.name)) continue;
    const zone = { entry, members: [entry], networks: networksOf(entry) };
    const subject = sayZone(file, unit, zone);
    if (subject !== null) zones.set(entry.name, subject);
  }
  return zones;
}

/** An end of a policy, and whether it is told whole. */
type PolicyEnd = { readonly end: End; readonly isWhole: boolean };

type Side = {
  readonly addresses: readonly string[];
  readonly zones: readonly string[];
  readonly isNegated: boolean;
};

/** The end of a policy: its addresses where they narrow it, else its zones. */
function endOf(unit: Unit, zones: Zones, side: Side): PolicyEnd {
  const { isAny, subjects, isWhole } = addressesOf(unit.sections, side.addresses);
  const isNarrowed = !isAny && !side.isNegated && subjects.length > 0;
  const found = new Map<string, Subject>();
  if (isNarrowed && isWhole) {
    for (const one of subjects) found.set(endKey(one), one);
    return { end: { isAny: false, subjects: found }, isWhole: true };
  }
  let isEvery = side.zones.length === 0;
  for (const name of side.zones) {
    const claim = zoneClaim(zoneName(unit.vdom, name));
    const zone = zones.get(name) ?? subjectNamed("zone", [claim]);
    if (name.toLowerCase() === "any") isEvery = true;
    else if (zone !== null) found.set(endKey(zone), zone);
  }
  const end = { isAny: isEvery && found.size === 0, subjects: found };
  return { end, isWhole: isWhole && !side.isNegated };
}

function side(entry: Entry, prefix: "dst" | "src"): Side {
  const addresses = [...valuesOf(entry, `${prefix}addr`), ...valuesOf(entry, `${prefix}addr6`)];
  return {
    addresses,
    zones: valuesOf(entry, `${prefix}intf`),
    isNegated: ["", "6"].some((six) => valueOf(entry, `${prefix}addr${six}-negate`) === "enable"),
  };
}

function tellPolicy(table: ReachTable, unit: Unit, [entry, zones]: readonly [Entry, Zones]): void {
  if (valueOf(entry, "status") === "disable") return;
  const from = endOf(unit, zones, side(entry, "src"));
  const to = endOf(unit, zones, side(entry, "dst"));
  const isNegated = valueOf(entry, "service-negate") === "enable";
  const services = isNegated ? ["any"] : servicesOf(unit.sections, valuesOf(entry, "service"));
  const rule = { from: from.end, to: to.end, services };
  const action = valueOf(entry, "action");
  if (action === "accept" || action === "ipsec") allow(table, rule, `${entry.line}:1`);
  // One that denies less than could be told here must hide nothing that is below it.
  else if (from.isWhole && to.isWhole && !isNegated) deny(table, rule);
}

/** The virtual firewalls with policies or zones of their own. */
function unitsOf(held: Held): readonly Unit[] {
  const interfaces = [...held.values()].flatMap((sections) => [
    ...(sections.get("system interface")?.values() ?? []),
  ]);
  const several = [...held.keys()].filter((vdom) => vdom !== "");
  const names = several.length === 0 ? [""] : several;
  return names.map((vdom) => ({
    vdom,
    sections: held.get(vdom) ?? new Map<string, ReadonlyMap<string, Entry>>(),
    interfaces: interfaces.filter(
      (one) => several.length === 0 || (valueOf(one, "vdom") || "root") === vdom,
    ),
  }));
}

function sayDevice(file: MachineFile, { host, model, version }: Device): void {
  const subject = subjectNamed("computer", [nameClaim(host)]);
  if (subject === null) return;
  count(file, "hosts", subject.claims[0].value);
  observe(file.into, "1:1", subject, { is: "present" });
  say(file, [subject, "1:1"], ["manufacturer", "Fortinet"]);
  sayText(file, [subject, "1:1"], ["model", model]);
  sayText(file, [subject, "1:1"], ["operatingsystem", version === "" ? "" : `FortiOS ${version}`]);
}

function tell(file: MachineFile, held: Held, device: Device): Reading {
  sayDevice(file, device);
  const table = startReach(file.into);
  for (const unit of unitsOf(held)) {
    const zones = sayZones(file, unit);
    table.denials = [];
    for (const section of ["firewall policy", "firewall policy6"])
      for (const entry of unit.sections.get(section)?.values() ?? []) {
        count(file, "rules", `${unit.vdom} ${identifierOf(entry.name)}`.trim());
        tellPolicy(table, unit, [entry, zones]);
      }
  }
  endReach(table);
  return endFile(file);
}

/** Model and version by the first line: `#config-version=FGT70F-7.0.14-FW-build0601-…`. */
function deviceIn(text: string): Device {
  const [, model = "", version = ""] =
    /^\uFEFF?#config-version=([A-Za-z0-9]{1,20})-(\d{1,2}\.\d{1,3}\.\d{1,3})/.exec(text) ?? [];
  return { host: "", model: withoutPersonalNumbers(model), version };
}

/** Whether a text looks like such a backup. */
export function looksLikeFortigate(text: string): boolean {
  if (/^\uFEFF?#config-version=/.test(text)) return true;
  const start = text.slice(0, 4_096);
  return (
    /^\s{0,8}config (?:system|firewall|vdom|global)\b/m.test(start) &&
    /^\s{0,64}set \S/m.test(start)
  );
}

/** Reads a file as a FortiGate's backup, whatever it looks like. Linear in its size. */
export function readFortigate(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const begun = { reader: "fortigate", made: "", report: "configuration", decodedAs } as const;
    const file = beginFile(input, begun);
    file.into.work += input.bytes.length + text.length;
    const device = deviceIn(text);
    const gathered = gather(file, text, device);
    if ("held" in gathered) return tell(file, gathered.held, device);
    const { fault, line } = gathered.fault;
    const place = `${line}:1`;
    if (fault === "truncated") return refused(input, "readers/truncated-config", {}, place);
    if (fault === "bad") return refused(input, "readers/bad-config", {}, place);
    return refused(input, "readers/limit", { limit: fault, max: file.into.limits[fault] }, place);
  });
}
