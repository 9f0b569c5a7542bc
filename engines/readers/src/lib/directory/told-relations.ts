/** What an entry says of others: members, delegation, links, trusts, where it lies. */
import type { Json } from "@vallgrav/kernel";
import { bytesOfBase64 } from "./binary-names.ts";
import { principalsOf } from "./access-rights.ts";
import { hasAccountBit, referenceToName, referenceToSid, sidIn, sidsIn } from "./catalogue.ts";
import type { Catalogue, Listed, Reference } from "./catalogue.ts";
import { nameKey, parentOf, textIn, textsIn, wholeIn } from "./entry.ts";
import type { Entry } from "./entry.ts";
import { parseSecurityDescriptor } from "./security-descriptor.ts";
import { enterpriseControllers, identifierOfSid } from "./well-known.ts";

/** A member of a SharpHound object. A reference that cannot be resolved stays what it was. */
export type ToldRelations = Readonly<Record<string, Json>>;

/** What holds a thing; the built-in groups lie in the domain itself, as SharpHound has it. */
function containerOf({ entry, kind }: Listed, catalogue: Catalogue): Reference | null {
  const name = textIn(entry, "distinguishedName");
  if (name === null || kind === "domains") return null;
  const parent = parentOf(name);
  if (/^cn=builtin,dc=/i.test(parent)) return referenceToSid(catalogue, catalogue.domainSid);
  return catalogue.byName.get(nameKey(parent)) ?? null;
}

function membersOf(entry: Entry, catalogue: Catalogue): readonly Json[] {
  return textsIn(entry, "member").map((name) => referenceToName(catalogue, name) ?? name);
}

function formerSids(entry: Entry, catalogue: Catalogue): readonly Json[] {
  return sidsIn(entry, "sIDHistory").map((sid) =>
    sid === null ? null : referenceToSid(catalogue, sid),
  );
}

/** The primary group of an account: a number within the account's own domain. */
function primaryGroup(entry: Entry): string | null {
  const [sid, number] = [sidIn(entry, "objectSid"), wholeIn(entry, "primaryGroupID")];
  if (sid === null || number === null) return null;
  return `${sid.slice(0, sid.lastIndexOf("-"))}-${number}`;
}

/** The computer that a service's name is of, `HTTP/web.example.se:8080` (MS-ADTS §2.2.21). */
function computerOfService(catalogue: Catalogue, service: string): Reference | null {
  const [, instance = ""] = service.toLowerCase().split("/", 2);
  const host = instance.replace(/:.*$/, "");
  return catalogue.byHost.get(host) ?? catalogue.byHost.get(host.replace(/\..*$/, "")) ?? null;
}

/** Computers that an account may act towards as anybody; only told with protocol transition. */
function delegationTargets(entry: Entry, catalogue: Catalogue): readonly Json[] {
  if (!hasAccountBit(entry, "trustedToAuthenticate")) return [];
  const targets = textsIn(entry, "msDS-AllowedToDelegateTo").flatMap(
    (service) => computerOfService(catalogue, service) ?? [],
  );
  return [...new Set(targets)];
}

/** Principals of an attribute that is a security descriptor of its own; none where it is broken. */
export function principalsIn(
  entry: Entry,
  name: string,
  catalogue: Catalogue,
): readonly Reference[] {
  const bytes = bytesOfBase64(textIn(entry, name) ?? "");
  const parsed = bytes === null ? null : parseSecurityDescriptor(bytes);
  if (parsed?.ok !== true) return [];
  return principalsOf(parsed.value).map((sid) => referenceToSid(catalogue, sid));
}

const linkForm = /\[LDAP:\/\/([^\];]{1,1024});(\d{1,10})\]/gi;

/** Policies linked to a unit or domain (MS-GPOL §2.2.2), links that are switched off left out. */
function linksOf(entry: Entry, catalogue: Catalogue): readonly Json[] {
  const text = textIn(entry, "gPLink") ?? "";
  return [...text.matchAll(linkForm)].flatMap(([, name = "", options = "0"]) => {
    if ((Number(options) & 1) !== 0) return [];
    const policy = referenceToName(catalogue, name);
    return [{ GUID: policy?.ObjectIdentifier ?? name, IsEnforced: (Number(options) & 2) !== 0 }];
  });
}

/** Bits of `trustAttributes` (MS-ADTS §6.1.6.7.9). */
const trustBits = { quarantined: 0x4, forest: 0x8, withinForest: 0x20, asExternal: 0x40 } as const;

/** A trust as SharpHound tells it; the type is by what it is good for, not by its technique. */
function trustOf(entry: Entry): Json {
  const attributes = wholeIn(entry, "trustAttributes") ?? 0;
  const has = (bit: keyof typeof trustBits): boolean => (attributes & trustBits[bit]) !== 0;
  const type = has("withinForest") ? "ParentChild" : has("forest") ? "Forest" : "External";
  return {
    TargetDomainSid: sidIn(entry, "securityIdentifier"),
    TargetDomainName: textIn(entry, "trustPartner") ?? textIn(entry, "cn"),
    TrustDirection: wholeIn(entry, "trustDirection"),
    TrustType: type,
    SidFilteringEnabled: has("quarantined") || (has("forest") && !has("asExternal")),
  };
}

function templatesOf(entry: Entry, catalogue: Catalogue): readonly Json[] {
  return textsIn(entry, "certificateTemplates").flatMap(
    (name) => catalogue.byTemplate.get(name.toLowerCase()) ?? [],
  );
}

/** What each kind of object says of others. */
export function relationsOf(
  listed: Listed,
  catalogue: Catalogue,
  entries: readonly Entry[],
): ToldRelations {
  const { entry, kind } = listed;
  const told: Record<string, Json> = { ContainedBy: containerOf(listed, catalogue) };
  if (kind === "groups") told["Members"] = membersOf(entry, catalogue);
  if (kind === "users" || kind === "computers") {
    told["PrimaryGroupSID"] = primaryGroup(entry);
    told["HasSIDHistory"] = formerSids(entry, catalogue);
    told["AllowedToDelegate"] = delegationTargets(entry, catalogue);
  }
  if (kind === "computers") {
    const attribute = "msDS-AllowedToActOnBehalfOfOtherIdentity";
    told["AllowedToAct"] = principalsIn(entry, attribute, catalogue);
  }
  if (kind === "ous" || kind === "domains") told["Links"] = linksOf(entry, catalogue);
  // Only the first one of its SID, so that repeats cannot multiply the trusts.
  if (kind === "domains" && catalogue.bySid.get(catalogue.domainSid) === listed.reference)
    told["Trusts"] = catalogue.trusts.flatMap((at) => {
      const trust = entries[at];
      return trust === undefined ? [] : [trustOf(trust)];
    });
  if (kind === "enterprisecas") {
    const host = textIn(entry, "dNSHostName")?.toLowerCase() ?? "";
    told["HostingComputer"] = catalogue.byHost.get(host)?.ObjectIdentifier ?? null;
    told["EnabledCertTemplates"] = templatesOf(entry, catalogue);
  }
  return told;
}

/**
 * The group of the forest's domain controllers as an object of its own, since no entry lists it and
 * rights are given to it; null where no controller was collected.
 */
export function controllersOf(catalogue: Catalogue): Json {
  const controllers = catalogue.listed.flatMap((one) =>
    one?.kind === "computers" && hasAccountBit(one.entry, "domainController") ? one.reference : [],
  );
  if (controllers.length === 0) return null;
  const forest = catalogue.names.forest.toUpperCase();
  return {
    ObjectIdentifier: identifierOfSid(enterpriseControllers, catalogue.names),
    Properties: {
      name: `ENTERPRISE DOMAIN CONTROLLERS@${forest}`,
      domain: forest,
      domainsid: catalogue.domainSid,
    },
    Members: controllers,
  };
}
