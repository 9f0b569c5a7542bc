/**
 * An invented municipality as an instance model in the terms of coreLang, of any size: per employee
 * a person, an account, a password, for half of them a second factor, and a computer with its
 * system and one program; per fifteen a server with two programs and two data sets; per sixty a
 * network and a software product with no to two vulnerabilities. About seven assets for each.
 */
import { drawKey, seeded, uniformAt } from "@vallgrav/kernel";
import type { InstanceAsset, InstanceLink, InstanceModel } from "../src/index.ts";

/** Numbers of employees for one of each thing that is not everybody's own. */
const per = { server: 15, group: 12, zone: 60, product: 60 } as const;

/** Groups that an account is a member of. */
const memberships = 3;

/** A model under way. Assets are referred to by their ids, the numbers in which they were made. */
type Draft = {
  readonly assets: InstanceAsset[];
  readonly links: InstanceLink[];
  /** A whole number from 0, below `n`; 0 for n = 0. */
  readonly below: (n: number) => number;
};

function newDraft(seed: number): Draft {
  const { high, low } = seeded(drawKey("municipality"), String(seed));
  let at = 0;
  const below = (n: number): number => Math.floor(uniformAt(high, low, 0, (at += 1)) * n);
  return { assets: [], links: [], below };
}

function add({ assets }: Draft, type: string, defences: InstanceAsset["defences"] = {}): string {
  const id = String(assets.length);
  assets.push({ id, type, name: `${type} ${id}`, defences });
  return id;
}

function link({ links }: Draft, from: string, field: string, to: string | undefined): void {
  if (to !== undefined) links.push({ from, field, to });
}

/** One of a list, by chance; undefined where it is empty. */
function any<T>({ below }: Draft, list: readonly T[]): T | undefined {
  return list[below(list.length)];
}

/** A list of what `make` gives `count` times, at least once. */
function several(count: number, make: (nth: number) => string): readonly string[] {
  return Array.from({ length: Math.max(1, Math.round(count)) }, (_, nth) => make(nth));
}

type Shared = {
  readonly zones: readonly string[];
  readonly groups: readonly string[];
  readonly products: readonly string[];
};

/** Networks in a ring of rules, with one more rule from each to the first. */
function addZones(draft: Draft, employees: number): readonly string[] {
  const zones = several(employees / per.zone, () =>
    add(draft, "Network", { networkAccessControl: 0.5 }),
  );
  const core = zones[0];
  zones.forEach((zone, nth) => {
    const rule = add(draft, "ConnectionRule", { restricted: 0.4, payloadInspection: 0.5 });
    link(draft, zone, "netConnections", rule);
    link(draft, zones[(nth + 1) % zones.length] ?? zone, "netConnections", rule);
    if (nth % 4 === 0 && core !== undefined && zone !== core)
      link(draft, core, "outgoingNetConnections", rule);
  });
  return zones;
}

function addShared(draft: Draft, employees: number): Shared {
  const zones = addZones(draft, employees);
  const groups = several(employees / per.group, () => add(draft, "Group"));
  groups.forEach((group, nth) => {
    if (nth > 0 && nth % 5 === 0) link(draft, group, "parentGroup", groups[Math.floor(nth / 5)]);
  });
  const products = several(employees / per.product, () => add(draft, "SoftwareProduct"));
  for (const product of products)
    for (let left = draft.below(3); left > 0; left -= 1) {
      const needs = { networkAccessRequired: 1, highComplexityExploitRequired: 0.7 };
      const vulnerability = add(draft, "SoftwareVulnerability", { notPresent: 0.6, ...needs });
      link(draft, product, "softProductVulnerabilities", vulnerability);
    }
  return { zones, groups, products };
}

type Machine = { readonly machine: string; readonly system: string };

/** A machine with its system in a zone. */
function addMachine(draft: Draft, shared: Shared, zone: string | undefined): Machine {
  const machine = add(draft, "Hardware", { hardwareModificationsProtection: 0.5 });
  const system = add(draft, "Application");
  link(draft, machine, "sysExecutedApps", system);
  link(draft, system, "networks", zone);
  link(draft, system, "appSoftProduct", any(draft, shared.products));
  return { machine, system };
}

function addServer(draft: Draft, shared: Shared): void {
  const zone = any(draft, shared.zones);
  const { system } = addMachine(draft, shared, zone);
  link(draft, system, "executionPrivIAMs", any(draft, shared.groups));
  for (let nth = 0; nth < 2; nth += 1) {
    const program = add(draft, "Application");
    link(draft, program, "hostApp", system);
    link(draft, program, "networks", zone);
    link(draft, program, "appSoftProduct", any(draft, shared.products));
    link(draft, program, "lowPrivAppIAMs", any(draft, shared.groups));
    const data = add(draft, "Data");
    link(draft, program, "containedData", data);
    link(draft, data, "readingIAMs", any(draft, shared.groups));
    link(draft, data, "writingIAMs", any(draft, shared.groups));
  }
}

function addEmployee(draft: Draft, shared: Shared, zone: string | undefined): void {
  const person = add(draft, "User", { noPasswordReuse: 0.5, securityAwareness: 0.6 });
  const account = add(draft, "Identity");
  const password = add(draft, "Credentials", { notGuessable: 0.8, unique: 0.5 });
  link(draft, person, "userIds", account);
  link(draft, account, "credentials", password);
  if (draft.below(2) === 0) {
    const factor = add(draft, "Credentials", { notPhishable: 0.5 });
    link(draft, password, "requiredFactors", factor);
  }
  for (let nth = 0; nth < memberships; nth += 1)
    link(draft, account, "memberOf", any(draft, shared.groups));
  const { machine, system } = addMachine(draft, shared, zone);
  link(draft, person, "hardwareSystems", machine);
  link(draft, system, "lowPrivAppIAMs", account);
  const program = add(draft, "Application");
  link(draft, program, "hostApp", system);
  link(draft, program, "networks", zone);
  link(draft, program, "appSoftProduct", any(draft, shared.products));
  link(draft, program, "executionPrivIAMs", account);
}

/**
 * The model of a municipality with so many employees; the same for the same seed. Linear.
 * @param employees at least 1
 * @param seed whole number
 */
export function municipality(employees: number, seed: number): InstanceModel {
  const draft = newDraft(seed);
  const shared = addShared(draft, employees);
  several(employees / per.server, () => {
    addServer(draft, shared);
    return "";
  });
  for (let nth = 0; nth < employees; nth += 1)
    addEmployee(draft, shared, shared.zones[Math.floor(nth / per.zone) % shared.zones.length]);
  const { assets, links } = draft;
  return { name: `${employees} employees`, assets, links };
}
