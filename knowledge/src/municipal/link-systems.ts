/**
 * How systems are administered, run and looked after: by the directory, by the cloud tenant, by the
 * platform their servers stand on, by suppliers. What the register does not say is assumed here.
 */
import type { Asset } from "@vallgrav/facts";
import type { AssetId } from "@vallgrav/kernel";
import { assetsOf, type Lookup, relationsOf, text } from "./lookup.ts";
import { networkId, type Place, placeId } from "./places.ts";
import type { Structure } from "./structure.ts";

/** What the register says of how people sign in to a system: its words, in one text. */
function signIn(system: Asset): string {
  const value = system.facts["sign-in"]?.value;
  return Array.isArray(value) ? value.join(" ") : typeof value === "string" ? value : "";
}

/** Whether somebody else runs it: in the cloud or at a supplier. */
export function isRunElsewhere(system: Asset): boolean {
  const hosting = text(system, "hosting");
  return hosting === "cloud" || hosting === "supplier";
}

/** Whether it controls buildings or water, by its name; a guess that the register may correct. */
export function isControl(system: Asset): boolean {
  return /\bstyr|styrning\b|\bscada\b|\bplc\b|automation/i.test(system.name);
}

/** Type of the attack language for a system. */
export function systemType(system: Asset): string {
  if (isControl(system)) return "ControlSystem";
  return isRunElsewhere(system) ? "CloudSystem" : "System";
}

/** What linking systems adds to. */
export type SystemDraft = {
  readonly look: Lookup;
  readonly structure: Structure;
  readonly place: (place: Place) => void;
  readonly link: (from: string, field: string, to: string) => void;
  /** Counts a system that is taken to be administered from the home domain. */
  readonly assumeHome: (system: AssetId, domain: AssetId) => void;
};

function hostsBySystem(look: Lookup): ReadonlyMap<AssetId, readonly AssetId[]> {
  const found = new Map<AssetId, AssetId[]>();
  for (const { from, to } of relationsOf(look, "runs-on")) {
    const hosts = found.get(from);
    if (hosts === undefined) found.set(from, [to]);
    else hosts.push(to);
  }
  return found;
}

/** The directories a system is administered from. */
function directoriesOf(draft: SystemDraft, system: Asset, hosts: readonly AssetId[]): AssetId[] {
  const { structure } = draft;
  const domains = new Set<AssetId>();
  for (const host of hosts) {
    const domain = structure.domainOf.get(host);
    if (domain !== undefined) domains.add(domain);
  }
  // What others run is administered from here only where people sign in to it from here.
  const isOurs = !isRunElsewhere(system) || /\bad\b/.test(signIn(system));
  if (domains.size === 0 && structure.homeDomain !== null && isOurs) {
    domains.add(structure.homeDomain);
    draft.assumeHome(system.id, structure.homeDomain);
  }
  return [...domains];
}

function linkSuppliers({ look, link }: SystemDraft): void {
  for (const { from, to } of relationsOf(look, "supplied-by")) {
    const system = look.byId.get(from);
    if (system?.kind !== "system" || look.byId.get(to)?.kind !== "supplier") continue;
    if (isRunElsewhere(system)) link(to, "keptSystems", from);
    else {
      link(to, "systems", from);
      link(to, "installedSystems", from);
    }
  }
}

function linkBackups(
  { look, structure, link }: SystemDraft,
  hosts: ReadonlyMap<AssetId, readonly AssetId[]>,
): void {
  for (const { from, to } of relationsOf(look, "backed-up-by")) {
    const near = hosts.get(from) ?? [];
    const domains = new Set(near.map((host) => structure.domainOf.get(host) ?? null));
    domains.delete(null);
    if (domains.size === 0) domains.add(structure.homeDomain);
    for (const domain of domains) if (domain !== null) link(domain, "backups", to);
    for (const host of near) link(host, "backups", to);
  }
}

const unnamed = { name: "", isAssumed: true } as const;

/** The platform the servers stand on and the cloud tenant, where there is reason to take one. */
function placePlatforms(draft: SystemDraft, hosts: ReadonlyMap<AssetId, readonly AssetId[]>): void {
  const { look, structure, place, link } = draft;
  const home = structure.homeDomain;
  if (home === null) return;
  const systems = assetsOf(look, "system");
  const standing = systems.filter(({ id }) => hosts.has(id));
  if (standing.length > 0) {
    place({ ...unnamed, id: placeId.platform, type: "Hypervisor", kind: "platform" });
    link(home, "platforms", placeId.platform);
    link(networkId(home), "platformsIn", placeId.platform);
    for (const { id } of standing) link(placeId.platform, "standing", id);
    for (const { from, to } of relationsOf(look, "backed-up-by"))
      if (hosts.has(from)) link(placeId.platform, "standingCopies", to);
  }
  const inCloud = systems.filter((system) => /\bentra\b/.test(signIn(system)));
  if (inCloud.length === 0) return;
  place({ ...unnamed, id: placeId.tenant, type: "Tenant", kind: "tenant", isAssumed: false });
  link(home, "tenants", placeId.tenant);
  for (const { id } of inCloud) link(placeId.tenant, "cloudSystems", id);
}

/** Links systems, their suppliers, their copies and what they stand on. Linear. */
export function linkSystems(draft: SystemDraft): void {
  const { look, link } = draft;
  const hosts = hostsBySystem(look);
  for (const system of assetsOf(look, "system"))
    for (const domain of directoriesOf(draft, system, hosts.get(system.id) ?? []))
      link(domain, "systems", system.id);
  linkSuppliers(draft);
  linkBackups(draft, hosts);
  placePlatforms(draft, hosts);
}
