/**
 * From the municipality's model to an instance model of its attack language. A pure function of the
 * model: the same facts give the same assets and links, in the same order. What the model does not
 * say is assumed here and nowhere else, and {@link MunicipalInstance.assumed} names it.
 */
import type { Asset, Model } from "@vallgrav/facts";
import { type AssetId, type AssetKind, compareText, type DirectoryRight } from "@vallgrav/kernel";
import type { InstanceAsset, InstanceModel } from "@vallgrav/mal";
import { type AdvisedFlaws, nothingAdvised } from "../findings/flaws.ts";
import { linkCertificates } from "./certificates.ts";
import { assetName } from "../words/place-names.ts";
import { assetsOf, flag, type Lookup, lookup, relationsOf, text } from "./lookup.ts";
import { fieldsOfRight } from "./rights.ts";
import { LinkBook } from "./link-book.ts";
import { isControl, linkSystems, systemType } from "./link-systems.ts";
import {
  networkId,
  type Place,
  placeControls,
  placeFlaws,
  placeId,
  placeNetworks,
  placePeople,
} from "./places.ts";
import { isRoastable, isEveryone, type Structure, structureOf } from "./structure.ts";

/** Types of the attack language by kind of asset; kinds left out do not stand in the graph. */
const typesByKind: Readonly<Partial<Record<AssetKind, string>>> = {
  backup: "Backup",
  "certificate-authority": "CertificateAuthority",
  "certificate-store": "CertificateStore",
  "certificate-template": "CertificateTemplate",
  container: "Container",
  domain: "Domain",
  group: "Group",
  "group-policy": "GroupPolicy",
  information: "Information",
  "organisational-unit": "Container",
  service: "VitalService",
  supplier: "Supplier",
};

/** The type of an asset in the attack language, or null where it does not stand in the graph. */
function typeOf(asset: Asset, structure: Structure): string | null {
  if (asset.kind === "account")
    return structure.personal.has(asset.id) ? "PersonalAccount" : "Account";
  if (asset.kind === "computer") return structure.servers.has(asset.id) ? "Computer" : "Client";
  if (asset.kind === "system") return systemType(asset);
  return typesByKind[asset.kind] ?? null;
}

/** The one asset that is no asset of the municipality. */
export const internet: string = placeId.internet;

export type MunicipalInstance = {
  readonly instance: InstanceModel;
  readonly look: Lookup;
  readonly structure: Structure;
  /** Assets of the instance that no source lists, by id: people, networks, platforms. */
  readonly places: ReadonlyMap<string, Place>;
  /** Pairs of assets with a link that is taken to be there. */
  readonly guessed: readonly (readonly [from: string, to: string])[];
  /** Assets and links that nobody reported, by code of the assumption. */
  readonly assumed: Readonly<Record<Assumption, number>>;
};

/** What is taken to be so where nobody said. */
type Assumption = "host-in-home-domain" | "place" | "system-in-home-domain";

type Draft = {
  readonly look: Lookup;
  readonly structure: Structure;
  readonly links: LinkBook;
  readonly places: Map<string, Place>;
  readonly guessed: (readonly [from: string, to: string])[];
  readonly assumed: Record<Assumption, number>;
};

function place(draft: Draft, made: Place): void {
  if (!draft.places.has(made.id) && made.isAssumed) draft.assumed.place += 1;
  draft.places.set(made.id, made);
}

function link(draft: Draft, from: string, field: string, to: string): void {
  draft.links.add(from, field, to);
}

/** Kinds that can hold rights. */
const principals: ReadonlySet<AssetKind> = new Set(["account", "computer", "group"]);

/** Who can act on what by rights in the directory. */
function linkRights(draft: Draft): void {
  const { look } = draft;
  for (const [kind, relations] of look.byRelation) {
    if (!kind.startsWith("right/")) continue;
    const right = kind.slice("right/".length) as DirectoryRight;
    for (const { from, to } of relations) {
      const target = look.byId.get(to);
      const holder = look.byId.get(from);
      if (target === undefined || holder === undefined || !principals.has(holder.kind)) continue;
      for (const field of fieldsOfRight(right, target.kind)) link(draft, from, field, to);
    }
  }
}

/**
 * Relations that are links of the language as they stand: relation, field of "from", kinds
 * allowed.
 */
const plain = [
  ["local-admin-of", "localAdminOf", "principal", "computer"],
  ["remote-desktop-to", "remoteDesktopTo", "principal", "computer"],
  ["remote-management-to", "remoteDesktopTo", "principal", "computer"],
  ["may-act-for", "mayActFor", "principal", "computer"],
  ["may-delegate-to", "mayActFor", "principal", "computer"],
  ["member-of", "groups", "principal", "group"],
  ["session-on", "sessionHosts", "account", "computer"],
  ["hosted-on", "authorityHost", "certificate-authority", "computer"],
  ["publishes", "published", "certificate-authority", "certificate-template"],
  ["runs-on", "hosts", "system", "computer"],
  ["backed-up-by", "backups", "system", "backup"],
  ["holds", "holds", "system", "information"],
  ["supports", "carries", "system", "service"],
] as const;

function fits(kind: AssetKind | undefined, wanted: string): boolean {
  return wanted === "principal" ? kind !== undefined && principals.has(kind) : kind === wanted;
}

function linkPlain(draft: Draft): void {
  const { look } = draft;
  for (const [relation, field, from, to] of plain)
    for (const found of relationsOf(look, relation))
      if (fits(look.byId.get(found.from)?.kind, from) && fits(look.byId.get(found.to)?.kind, to))
        link(draft, found.from, field, found.to);
  for (const { from, to } of relationsOf(look, "has-sid-of"))
    if (fits(look.byId.get(from)?.kind, "principal"))
      link(draft, from, look.byId.get(to)?.kind === "group" ? "groups" : "controls", to);
}

/** Kinds that hold others, and kinds that are held. */
const holders: ReadonlySet<AssetKind> = new Set(["container", "organisational-unit", "domain"]);
const held: ReadonlySet<AssetKind> = new Set([
  "account",
  "computer",
  "container",
  "group",
  "organisational-unit",
]);

/** What lies in which container, what inherits from it, and which policies reach it. */
function linkContainers(draft: Draft): void {
  const { look } = draft;
  for (const { from, to } of relationsOf(look, "contained-in")) {
    const child = look.byId.get(from);
    const parent = look.byId.get(to);
    if (child === undefined || parent === undefined) continue;
    if (!holders.has(parent.kind) || !held.has(child.kind)) continue;
    link(draft, to, "children", from);
    // An object whose rights are protected inherits none; AdminSDHolder does this to
    // administrators.
    if (flag(child, "isaclprotected") !== true) link(draft, to, "heirs", from);
  }
  for (const { from, to } of relationsOf(look, "linked-to"))
    if (
      look.byId.get(from)?.kind === "group-policy" &&
      holders.has(look.byId.get(to)?.kind ?? "system")
    )
      link(draft, from, "linkedTo", to);
}

function linkAccount(draft: Draft, account: Asset, domain: AssetId | undefined): void {
  if (domain === undefined) return;
  link(draft, domain, "accounts", account.id);
  link(draft, domain, "principals", account.id);
  if (!isRoastable(account)) return;
  if (flag(account, "hasspn") === true) {
    link(draft, domain, "roastable", account.id);
    link(draft, domain, "secretKeepers", account.id);
  }
  if (flag(account, "dontreqpreauth") === true) link(draft, domain, "preauthless", account.id);
}

function linkComputer(draft: Draft, computer: Asset): void {
  const { structure } = draft;
  const known = structure.domainOf.get(computer.id);
  // A host that only the register names is taken to be joined to the domain most accounts are in;
  // what nothing runs on and no directory lists may stand alone.
  const domain = known ?? (structure.hosts.has(computer.id) ? structure.homeDomain : null);
  if (domain === null) return;
  if (known === undefined) {
    draft.assumed["host-in-home-domain"] += 1;
    draft.guessed.push([computer.id, domain]);
  }
  link(draft, domain, "computers", computer.id);
  link(draft, networkId(domain), "computersIn", computer.id);
  if (flag(computer, "isdc") === true) link(draft, domain, "controllersOfDomain", computer.id);
  else if (flag(computer, "unconstraineddelegation") === true)
    link(draft, domain, "coercers", computer.id);
}

/** Whatever belongs to a domain by the domain's name. */
function linkDomains(draft: Draft): void {
  const { look, structure } = draft;
  for (const account of assetsOf(look, "account"))
    linkAccount(draft, account, structure.domainOf.get(account.id));
  for (const computer of assetsOf(look, "computer")) linkComputer(draft, computer);
  for (const group of assetsOf(look, "group")) {
    const domain = structure.domainOf.get(group.id);
    if (domain === undefined) continue;
    link(draft, domain, "principals", group.id);
    if (isEveryone(group)) link(draft, domain, "everyone", group.id);
  }
  for (const ruler of structure.rulers) {
    const domain = structure.domainOf.get(ruler);
    if (domain !== undefined) link(draft, ruler, "dominates", domain);
  }
  for (const { from, to } of relationsOf(look, "trusts")) {
    const trusting = look.byId.get(from);
    const trusted = look.byId.get(to);
    if (trusting?.kind === "domain" && trusted?.kind === "domain" && isOpenTrust(trusting, trusted))
      link(draft, to, "trusting", from);
  }
}

/**
 * Whether taking the trusted domain gives the trusting one: inside a forest, or without SID
 * filtering.
 */
function isOpenTrust(trusting: Asset, trusted: Asset): boolean {
  for (const claim of trusted.claims) {
    if (claim.space !== "sid") continue;
    const kind = text(trusting, `trust-type/${claim.value}`) ?? "";
    return /^(ParentChild|CrossLink|TreeRoot)/.test(kind) || kind.endsWith("sid-filtering-off");
  }
  return false;
}

/** Containers, templates and policies nobody holds rights over cannot matter; they are left out. */
function assetsIn(draft: Draft): InstanceAsset[] {
  const assets: InstanceAsset[] = [];
  for (const { id, type, kind, name } of draft.places.values())
    assets.push({ id, type, name: assetName({ kind, name }, "en"), defences: {} });
  for (const asset of draft.look.byId.values()) {
    const type = typeOf(asset, draft.structure);
    if (type !== null) assets.push({ id: asset.id, type, name: asset.name, defences: {} });
  }
  return assets.sort((a, b) => compareText(a.id, b.id));
}

/** People, networks, systems: what stands around the directory. */
function placeSurroundings(draft: Draft, advised: AdvisedFlaws): void {
  const { look, structure } = draft;
  const add = {
    place: (made: Place): void => {
      place(draft, made);
    },
    link: (from: string, field: string, to: string): void => {
      link(draft, from, field, to);
    },
  };
  placePeople({ look, structure }, add);
  placeNetworks({ look, structure }, add);
  placeFlaws({ look, structure }, advised, add);
  placeControls({ look, structure }, assetsOf(look, "system").filter(isControl), add);
  linkCertificates(look, structure, add.link);
  linkSystems({
    look,
    structure,
    ...add,
    assumeHome: (system, domain) => {
      draft.assumed["system-in-home-domain"] += 1;
      draft.guessed.push([system, domain]);
    },
  });
}

/**
 * Builds the instance. Linear in the model but for the sorting of assets and links.
 * @param advised flaws that advisories tell of computers beside what reports say
 */
export function municipalInstance(
  model: Model,
  advised: AdvisedFlaws = nothingAdvised,
): MunicipalInstance {
  const look = lookup(model);
  const structure = structureOf(look);
  const draft: Draft = {
    look,
    structure,
    links: new LinkBook(),
    places: new Map(),
    guessed: [],
    assumed: { "host-in-home-domain": 0, place: 0, "system-in-home-domain": 0 },
  };
  linkRights(draft);
  linkPlain(draft);
  linkContainers(draft);
  linkDomains(draft);
  placeSurroundings(draft, advised);
  return {
    instance: { name: "municipality", assets: assetsIn(draft), links: draft.links.all() },
    look,
    structure,
    places: draft.places,
    guessed: draft.guessed,
    assumed: draft.assumed,
  };
}
