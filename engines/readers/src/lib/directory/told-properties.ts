/** The properties of an entry as a SharpHound collection of the same domain would name them. */
import type { Json } from "@vallgrav/kernel";
import type { SharphoundKind } from "../sharphound/kinds.ts";
import { hasAccountBit } from "./catalogue.ts";
import type { Catalogue, Listed } from "./catalogue.ts";
import { fileTimeIn, flagIn, textIn, textsIn, timeIn, wholeIn } from "./entry.ts";
import type { Entry } from "./entry.ts";

/** A property with the attribute that it was made from. */
export type ToldProperty = readonly [property: string, value: Json, attribute: string];

/** Where LAPS, now and formerly, says when the password of a computer runs out. */
const lapsAttributes = ["msLAPS-PasswordExpirationTime", "ms-Mcs-AdmPwdExpirationTime"] as const;

function lapsAttribute(entry: Entry): string | null {
  return lapsAttributes.find((name) => (wholeIn(entry, name) ?? 0) > 0) ?? null;
}

/** Whether LAPS keeps a password for a computer: then it says when that runs out. */
export function hasLaps(entry: Entry): boolean {
  return lapsAttribute(entry) !== null;
}

/** Names of `msDS-Behavior-Version` of a domain (MS-ADTS §6.1.4.3). */
const levels = [
  "2000 Mixed/Native",
  "2003 Interim",
  "2003",
  "2008",
  "2008 R2",
  "2012",
  "2012 R2",
  "2016",
];

function levelOf(entry: Entry): string | null {
  const level = wholeIn(entry, "msDS-Behavior-Version");
  if (level === null) return null;
  return level === 10 ? "2025" : (levels[level] ?? "Unknown");
}

const nameAttributes: Readonly<Partial<Record<SharphoundKind, string>>> = {
  computers: "dNSHostName",
  gpos: "displayName",
  groups: "sAMAccountName",
  users: "sAMAccountName",
};

/** The display name: `NAME@DOMAIN`, of computers the name in the net, of domains their own. */
function nameOf({ entry, kind }: Listed, domain: string): ToldProperty {
  const attribute = nameAttributes[kind] ?? "name";
  const name = textIn(entry, attribute);
  if (kind === "domains") return ["name", domain, "distinguishedName"];
  if (kind !== "computers")
    return ["name", `${name ?? textIn(entry, "name") ?? "?"}@${domain}`.toUpperCase(), attribute];
  const account = (textIn(entry, "sAMAccountName") ?? "?").replace(/\$$/, "");
  return ["name", (name ?? `${account}.${domain}`).toUpperCase(), attribute];
}

function accountProperties(entry: Entry): readonly ToldProperty[] {
  const control = "userAccountControl";
  const told = (property: string, bit: Parameters<typeof hasAccountBit>[1]): ToldProperty => [
    property,
    hasAccountBit(entry, bit),
    control,
  ];
  return [
    ["enabled", !hasAccountBit(entry, "disabled"), control],
    told("unconstraineddelegation", "trustedForDelegation"),
    told("trustedtoauth", "trustedToAuthenticate"),
    ["pwdlastset", fileTimeIn(entry, "pwdLastSet"), "pwdLastSet"],
    ["lastlogontimestamp", fileTimeIn(entry, "lastLogonTimestamp"), "lastLogonTimestamp"],
  ];
}

function userProperties(entry: Entry): readonly ToldProperty[] {
  const control = "userAccountControl";
  return [
    ...accountProperties(entry),
    ["userprincipalname", textIn(entry, "userPrincipalName"), "userPrincipalName"],
    ["admincount", (wholeIn(entry, "adminCount") ?? 0) !== 0, "adminCount"],
    ["hasspn", textIn(entry, "servicePrincipalName") !== null, "servicePrincipalName"],
    ["dontreqpreauth", hasAccountBit(entry, "noPreauthentication"), control],
    ["passwordnotreqd", hasAccountBit(entry, "passwordNotRequired"), control],
    ["pwdneverexpires", hasAccountBit(entry, "passwordNeverExpires"), control],
    ["sensitive", hasAccountBit(entry, "notDelegated"), control],
  ];
}

function computerProperties(entry: Entry): readonly ToldProperty[] {
  const system = ["operatingSystem", "operatingSystemServicePack"]
    .flatMap((name) => textIn(entry, name) ?? [])
    .join(" ");
  return [
    ...accountProperties(entry),
    ["haslaps", hasLaps(entry), lapsAttribute(entry) ?? lapsAttributes[0]],
    ["isdc", hasAccountBit(entry, "domainController"), "userAccountControl"],
    ["operatingsystem", system, "operatingSystem"],
  ];
}

/** Purposes that decide what a certificate of a template is good for. */
function effectivePurposes(entry: Entry): readonly string[] {
  const old = textsIn(entry, "pKIExtendedKeyUsage");
  const isOld = wholeIn(entry, "msPKI-Template-Schema-Version") === 1 && old.length > 0;
  return isOld ? old : textsIn(entry, "msPKI-Certificate-Application-Policy");
}

/** Flags of templates (MS-CRTD §2.26, §2.28). */
function templateProperties(entry: Entry): readonly ToldProperty[] {
  const [enrolment, naming] = ["msPKI-Enrollment-Flag", "msPKI-Certificate-Name-Flag"];
  const flag = (property: string, name: string, bits: number): readonly ToldProperty[] =>
    wholeIn(entry, name) === null ? [] : [[property, flagIn(entry, name, bits), name]];
  const [version, signatures] = ["msPKI-Template-Schema-Version", "msPKI-RA-Signature"];
  return [
    ...flag("enrolleesuppliessubject", naming, 0x1),
    ...flag("requiresmanagerapproval", enrolment, 0x2),
    ...flag("nosecurityextension", enrolment, 0x8_0000),
    ["authorizedsignatures", wholeIn(entry, signatures), signatures],
    ["schemaversion", wholeIn(entry, version), version],
    ["effectiveekus", effectivePurposes(entry), "msPKI-Certificate-Application-Policy"],
  ];
}

const ofKind: Readonly<Partial<Record<SharphoundKind, (entry: Entry) => readonly ToldProperty[]>>> =
  {
    certtemplates: templateProperties,
    computers: computerProperties,
    domains: (entry) => [["functionallevel", levelOf(entry), "msDS-Behavior-Version"]],
    enterprisecas: (entry) => [
      ["caname", textIn(entry, "name"), "name"],
      ["dnshostname", textIn(entry, "dNSHostName"), "dNSHostName"],
    ],
    gpos: (entry) => {
      const name = "distinguishedName";
      return [["distinguishedname", textIn(entry, name), name]];
    },
    groups: (entry) => [["admincount", (wholeIn(entry, "adminCount") ?? 0) !== 0, "adminCount"]],
    ous: (entry) => [["blocksinheritance", wholeIn(entry, "gPOptions") === 1, "gPOptions"]],
    users: userProperties,
  };

const accounts: ReadonlySet<SharphoundKind> = new Set<SharphoundKind>([
  "computers",
  "groups",
  "users",
]);

/** Everything that an entry says of itself. */
export function propertiesOf(listed: Listed, catalogue: Catalogue): readonly ToldProperty[] {
  const { entry, kind } = listed;
  const domain = catalogue.names.name.toUpperCase();
  const account = textIn(entry, "sAMAccountName");
  return [
    nameOf(listed, domain),
    ["domain", domain, "distinguishedName"],
    ["domainsid", catalogue.domainSid, "distinguishedName"],
    ["whencreated", timeIn(entry, "whenCreated"), "whenCreated"],
    ...(accounts.has(kind) ? [["samaccountname", account, "sAMAccountName"] as const] : []),
    ...(ofKind[kind]?.(entry) ?? []),
  ];
}
