/**
 * What the model's structure means for the attack language: which domain is whose, who is
 * privileged, which computers are servers, whose mail a lure can reach. One place for such
 * readings.
 */
import type { Asset } from "@vallgrav/facts";
import { type AssetId, compareText } from "@vallgrav/kernel";
import {
  amount,
  assetsOf,
  flag,
  type Lookup,
  relationsOf,
  relativeId,
  sid,
  text,
} from "./lookup.ts";

/**
 * Groups whose members rule a domain: administrators, domain, schema and enterprise
 * administrators, controllers, and the operators who can become them.
 */
const rulingIds: ReadonlySet<number> = new Set([512, 516, 518, 519, 544, 549, 551]);
/** Accounts nobody signs in with: guest, key distribution, default. */
const builtInIds: ReadonlySet<number> = new Set([501, 502, 503]);

export type Structure = {
  /** Domain of each directory object that has one. */
  readonly domainOf: ReadonlyMap<AssetId, AssetId>;
  /** The domain with most enabled accounts: where what names no domain is assumed to be. */
  readonly homeDomain: AssetId | null;
  /** Groups and accounts that rule a domain. */
  readonly rulers: ReadonlySet<AssetId>;
  /** Accounts that are rulers, or belong to a ruling group through any number of groups. */
  readonly privileged: ReadonlySet<AssetId>;
  /** Accounts of persons: {@link isPersonal}. */
  readonly personal: ReadonlySet<AssetId>;
  readonly servers: ReadonlySet<AssetId>;
  /** Computers that some system runs on. */
  readonly hosts: ReadonlySet<AssetId>;
};

/** Whether an account belongs to a person who reads mail and may sign in from outside. */
export function isPersonal(account: Asset): boolean {
  const id = relativeId(account);
  const name = text(account, "samaccountname") ?? account.name;
  return (
    flag(account, "enabled") !== false &&
    flag(account, "hasspn") !== true &&
    !(id !== null && builtInIds.has(id)) &&
    !name.endsWith("$") &&
    // One that is only mentioned may be anything; an assumed one says itself that it reads mail.
    (account.listed || flag(account, "mailbox") === true)
  );
}

/** Whether anyone in the domain can ask for a ticket that its password can be cracked from. */
export function isRoastable(account: Asset): boolean {
  const name = text(account, "samaccountname") ?? account.name;
  return (
    flag(account, "enabled") !== false &&
    relativeId(account) !== 502 &&
    !name.endsWith("$") &&
    (flag(account, "hasspn") === true || flag(account, "dontreqpreauth") === true)
  );
}

/** Whether the group holds everyone who can sign in: Everyone, Authenticated Users. */
export function isEveryone(group: Asset): boolean {
  return /(^|-)S-1-(1-0|5-11)$/.test(sid(group) ?? "");
}

/** Whether a group or account rules its domain by its well-known identifier. */
export function isRuler(asset: Asset): boolean {
  const id = relativeId(asset);
  if (id === null) return false;
  return asset.kind === "group" ? rulingIds.has(id) : asset.kind === "account" && id === 500;
}

/** Whether maker's support for the operating system has ended, so that known flaws stay open. */
export function isUnsupported(operatingSystem: string): boolean {
  return /\b(2000|2003|2008|2012|xp|vista|windows 7|windows 8)\b/i.test(operatingSystem);
}

function domainsOf(look: Lookup): Map<AssetId, AssetId> {
  const byName = new Map<string, AssetId>();
  const domains = [...assetsOf(look, "domain")].sort((a, b) => compareText(a.id, b.id));
  for (const domain of domains)
    byName.set((text(domain, "domain") ?? domain.name).toLowerCase(), domain.id);
  const found = new Map<AssetId, AssetId>();
  for (const asset of look.byId.values()) {
    const name = text(asset, "domain");
    const domain = name === null ? undefined : byName.get(name.toLowerCase());
    if (domain !== undefined) found.set(asset.id, domain);
  }
  return found;
}

function largestDomain(look: Lookup, domainOf: ReadonlyMap<AssetId, AssetId>): AssetId | null {
  const counts = new Map<AssetId, number>();
  for (const domain of assetsOf(look, "domain")) counts.set(domain.id, 0);
  for (const account of assetsOf(look, "account")) {
    const domain = domainOf.get(account.id);
    if (domain !== undefined && flag(account, "enabled") !== false)
      counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b));
  return ranked[0]?.[0] ?? null;
}

/** Those below `tops` through "member of", any number of groups deep, the tops included. */
export function membersBelow(look: Lookup, tops: ReadonlySet<AssetId>): Set<AssetId> {
  const membersOf = new Map<AssetId, AssetId[]>();
  for (const { from, to } of relationsOf(look, "member-of")) {
    const members = membersOf.get(to);
    if (members === undefined) membersOf.set(to, [from]);
    else members.push(from);
  }
  const found = new Set(tops);
  const open = [...tops];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const member of membersOf.get(next) ?? [])
      if (!found.has(member)) {
        found.add(member);
        open.push(member);
      }
  return found;
}

/** Reads the structure. Linear in the model but for one sort of the domains. */
export function structureOf(look: Lookup): Structure {
  const domainOf = domainsOf(look);
  const rulers = new Set<AssetId>();
  for (const asset of [...assetsOf(look, "group"), ...assetsOf(look, "account")])
    if (isRuler(asset)) rulers.add(asset.id);
  const privileged = new Set<AssetId>();
  for (const id of membersBelow(look, rulers))
    if (look.byId.get(id)?.kind === "account") privileged.add(id);
  for (const account of assetsOf(look, "account"))
    if (flag(account, "admincount") === true || amount(account, "admincount") === 1)
      privileged.add(account.id);
  const hosts = new Set(relationsOf(look, "runs-on").map((relation) => relation.to));
  const servers = new Set<AssetId>();
  for (const computer of assetsOf(look, "computer"))
    if (/server/i.test(text(computer, "operatingsystem") ?? "") || hosts.has(computer.id))
      servers.add(computer.id);
  const homeDomain = largestDomain(look, domainOf);
  const accounts = assetsOf(look, "account").filter(isPersonal);
  const personal = new Set(accounts.map(({ id }) => id));
  return { domainOf, homeDomain, rulers, privileged, personal, servers, hosts };
}
