/**
 * The same directory as the printed script collects it: entries with their attributes, and
 * security descriptors as bytes, each once. Made from the objects of the other collection, so that
 * both tell the same.
 */
import {
  type Ace,
  createdAt,
  type DirectoryObject,
  domainName,
  domainSid,
  guidOf,
  trueObject,
} from "./directory-objects.ts";
import { type ExampleFile, jsonItems, type JsonItem } from "./example-file.ts";
import { authorities, computers, domains, policies, templates, units } from "./machines.ts";
import { accounts, groups } from "./people.ts";
import type { Size } from "./size.ts";

const base = "DC=kommun,DC=example,DC=se";
const keyServices = `CN=Public Key Services,CN=Services,CN=Configuration,${base}`;

/** Rights by the mask and the property or extended right that give them (MS-ADTS §5.1.3.2). */
const rights: Readonly<Record<string, readonly [mask: number, guid?: string]>> = {
  AddMember: [0x20, "bf9679c0-0de6-11d0-a285-00aa003049e2"],
  Enroll: [0x100, "0e10c968-78fb-11d2-90d4-00c04f79dc55"],
  ForceChangePassword: [0x100, "00299570-246d-11d0-a768-00aa006e0529"],
  GenericAll: [0xf01ff],
  GenericWrite: [0x20],
  GetChanges: [0x100, "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2"],
  GetChangesAll: [0x100, "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2"],
  WriteDacl: [0x40000],
};

function sidBytes(sid: string): Uint8Array {
  const parts = sid.slice(sid.indexOf("S-1-")).split("-").slice(3).map(Number);
  const bytes = Buffer.alloc(8 + 4 * parts.length);
  bytes[0] = 1;
  bytes[1] = parts.length;
  bytes[7] = 5;
  for (const [index, part] of parts.entries()) bytes.writeUInt32LE(part, 8 + 4 * index);
  return bytes;
}

/** A GUID as bytes, its first three groups from behind. */
function guidBytes(guid: string): Uint8Array {
  const plain = Buffer.from(guid.replaceAll("-", ""), "hex");
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Uint8Array.from(order, (index) => plain[index] ?? 0);
}

function aceBytes({ PrincipalSID, RightName, IsInherited }: Ace): Uint8Array {
  const known = rights[RightName];
  if (known === undefined) throw new Error(`no mask for ${RightName}`);
  const [mask, guid] = known;
  const which = guid === undefined ? [] : [Uint8Array.of(1, 0, 0, 0), guidBytes(guid)];
  const body = Buffer.concat([...which, sidBytes(PrincipalSID)]);
  const head = Buffer.alloc(8);
  head[0] = guid === undefined ? 0 : 5;
  head[1] = IsInherited ? 0x10 : 0;
  head.writeUInt16LE(8 + body.length, 2);
  head.writeUInt32LE(mask, 4);
  return Buffer.concat([head, body]);
}

/** A self-relative security descriptor (MS-DTYP §2.4.6) in base64. */
function descriptorOf(aces: readonly Ace[], isProtected: boolean): string {
  const owner = aces.find(({ RightName }) => RightName === "Owns");
  const ownerBytes = owner === undefined ? Buffer.alloc(0) : sidBytes(owner.PrincipalSID);
  const listed = aces.filter((one) => one !== owner);
  const entries = Buffer.concat(listed.map(aceBytes));
  const acl = Buffer.alloc(8);
  acl[0] = 4;
  acl.writeUInt16LE(8 + entries.length, 2);
  acl.writeUInt16LE(listed.length, 4);
  const head = Buffer.alloc(20);
  head[0] = 1;
  head.writeUInt16LE(0x8004 | (isProtected ? 0x1000 : 0), 2);
  head.writeUInt32LE(owner === undefined ? 0 : 20, 4);
  head.writeUInt32LE(20 + ownerBytes.length, 16);
  return Buffer.concat([head, ownerBytes, acl, entries]).toString("base64");
}

/** Descriptors by number, in the order in which they were first met. */
type Shelf = Map<string, number>;

function numberOf(shelf: Shelf, one: DirectoryObject, properties: Properties): number {
  const aces = one["Aces"] as readonly Ace[];
  const text = descriptorOf(aces, properties["isaclprotected"] === true);
  const known = shelf.get(text) ?? shelf.size;
  shelf.set(text, known);
  return known;
}

type Properties = Readonly<Record<string, unknown>>;

/** Seconds since 1970 as a Windows file time. */
function fileTime(seconds: unknown): string {
  return String((BigInt(Number(seconds)) + 11_644_473_600n) * 10_000_000n);
}

function flagsOf(properties: Properties, own: number): number {
  const has = (name: string, bit: number): number => (properties[name] === true ? bit : 0);
  return (
    own +
    (properties["enabled"] === false ? 0x2 : 0) +
    has("pwdneverexpires", 0x1_0000) +
    has("unconstraineddelegation", 0x8_0000) +
    has("dontreqpreauth", 0x40_0000)
  );
}

const created = new Date(createdAt * 1_000).toISOString().replace(/\.\d+/, "");

/** Names of units by their GUIDs; computers and accounts lie in them. */
function unitNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>([[domainSid, base]]);
  for (const unit of units()) {
    const properties = unit["Properties"] as Properties;
    const [name = ""] = String(properties["name"]).split("@");
    const parent = (unit["ContainedBy"] as { readonly ObjectIdentifier: string }).ObjectIdentifier;
    names.set(unit.ObjectIdentifier, `OU=${name},${names.get(parent) ?? base}`);
  }
  return names;
}

type Naming = { readonly shelf: Shelf; readonly units: ReadonlyMap<string, string> };

/** A GUID for what the other collection knows by its SID only. */
function guidOfSid(sid: string): string {
  const relative = Number(sid.slice(sid.lastIndexOf("-") + 1));
  return guidOf(0, relative);
}

function entryOf(
  { shelf, units: names }: Naming,
  one: DirectoryObject,
  objectClass: string,
): Record<string, unknown> {
  const properties = one["Properties"] as Properties;
  const [name = ""] = String(properties["name"]).split("@");
  const holder = (one["ContainedBy"] as { readonly ObjectIdentifier: string } | null)
    ?.ObjectIdentifier;
  const parent = names.get(holder ?? domainSid) ?? base;
  const sam = properties["samaccountname"] as string | undefined;
  return {
    distinguishedName: `CN=${(sam ?? name).replace(/\$$/, "")},${parent}`,
    objectClass,
    objectGUID: one.ObjectIdentifier.includes("S-1-")
      ? guidOfSid(one.ObjectIdentifier)
      : one.ObjectIdentifier,
    name: sam ?? name,
    whenCreated: created,
    ...(sam === undefined ? {} : { sAMAccountName: sam }),
    descriptor: numberOf(shelf, one, properties),
  };
}

function accountOf(one: DirectoryObject, own: number): Record<string, unknown> {
  const properties = one["Properties"] as Properties;
  const group = String(one["PrimaryGroupSID"]);
  return {
    objectSid: one.ObjectIdentifier,
    userAccountControl: flagsOf(properties, own),
    pwdLastSet: fileTime(properties["pwdlastset"]),
    primaryGroupID: Number(group.slice(group.lastIndexOf("-") + 1)),
  };
}

function* userEntries(naming: Naming, size: Size): Generator<JsonItem> {
  for (const one of accounts(size)) {
    const properties = one["Properties"] as Properties;
    const services = properties["serviceprincipalnames"];
    const isHolder = properties["hasspn"] === true;
    const about = trueObject(one.ObjectIdentifier);
    yield {
      value: {
        ...entryOf(naming, one, "user"),
        ...accountOf(one, 0x200),
        adminCount: properties["admincount"] === true ? 1 : 0,
        ...(isHolder ? { servicePrincipalName: services ?? ["kadmin/changepw"] } : {}),
      },
      about: about === null ? [] : [about],
    };
  }
}

function* computerEntries(naming: Naming, size: Size): Generator<JsonItem> {
  for (const one of computers(size)) {
    const properties = one["Properties"] as Properties;
    const isController = properties["isdc"] === true;
    const about = trueObject(one.ObjectIdentifier);
    yield {
      value: {
        ...entryOf(naming, one, "computer"),
        ...accountOf(one, isController ? 0x2000 : 0x1000),
        dNSHostName: String(properties["name"]).toLowerCase(),
        operatingSystem: properties["operatingsystem"],
        ...(properties["haslaps"] === true
          ? { "msLAPS-PasswordExpirationTime": fileTime(createdAt + 30 * 86_400) }
          : {}),
      },
      about: about === null ? [] : [about],
    };
  }
}

/** Where an entry of the directory lies, by its SID; members are listed by such names. */
function namesBySid(size: Size, naming: Naming): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const known = [[accounts(size), "user"] as const, [groups(size), "group"] as const];
  for (const [objects, objectClass] of known)
    for (const one of objects)
      names.set(
        one.ObjectIdentifier,
        String(entryOf(naming, one, objectClass)["distinguishedName"]),
      );
  return names;
}

function* groupEntries(naming: Naming, size: Size): Generator<JsonItem> {
  const names = namesBySid(size, { ...naming, shelf: new Map() });
  for (const one of groups(size)) {
    // Authenticated users are no entry of any directory.
    if (one.ObjectIdentifier.endsWith("-S-1-5-11")) continue;
    const members = one["Members"] as readonly { readonly ObjectIdentifier: string }[];
    const listed = members.flatMap(({ ObjectIdentifier }) => names.get(ObjectIdentifier) ?? []);
    yield {
      value: {
        ...entryOf(naming, one, "group"),
        objectSid: one.ObjectIdentifier.slice(one.ObjectIdentifier.indexOf("S-1-")),
        adminCount: 0,
        ...(listed.length === 0 ? {} : { member: listed }),
      },
    };
  }
}

function linkTo(links: unknown): Record<string, string> {
  const list = links as readonly { readonly GUID: string }[];
  const text = list.map(({ GUID }) => `[LDAP://CN={${GUID}},CN=Policies,CN=System,${base};0]`);
  return text.length === 0 ? {} : { gPLink: text.join("") };
}

function* otherEntries(naming: Naming, size: Size): Generator<JsonItem> {
  for (const one of domains())
    yield {
      value: {
        ...entryOf(naming, one, "domainDNS"),
        distinguishedName: base,
        name: "kommun",
        objectSid: domainSid,
        "msDS-Behavior-Version": 7,
        ...linkTo(one["Links"]),
      },
    };
  for (const one of units())
    yield {
      value: {
        ...entryOf(naming, one, "organizationalUnit"),
        distinguishedName: naming.units.get(one.ObjectIdentifier) ?? base,
        gPOptions: 0,
        ...linkTo(one["Links"]),
      },
    };
  for (const one of policies()) {
    const entry = entryOf(naming, one, "groupPolicyContainer");
    const name = `CN={${one.ObjectIdentifier}},CN=Policies,CN=System,${base}`;
    yield { value: { ...entry, distinguishedName: name, displayName: entry["name"] } };
  }
  for (const one of templates()) {
    const properties = one["Properties"] as Properties;
    const entry = entryOf(naming, one, "pKICertificateTemplate");
    yield {
      value: {
        ...entry,
        distinguishedName: `CN=${String(entry["name"])},${keyServices}`,
        "msPKI-Certificate-Name-Flag": properties["enrolleesuppliessubject"] === true ? 1 : 0,
        "msPKI-Enrollment-Flag": 0,
        "msPKI-RA-Signature": 0,
        "msPKI-Template-Schema-Version": 2,
        "msPKI-Certificate-Application-Policy": properties["effectiveekus"],
      },
    };
  }
  for (const one of authorities(size)) {
    const properties = one["Properties"] as Properties;
    const named = templates().map((each) => String((each["Properties"] as Properties)["name"]));
    yield {
      value: {
        ...entryOf(naming, one, "pKIEnrollmentService"),
        distinguishedName: `CN=${String(properties["caname"])},${keyServices}`,
        name: properties["caname"],
        dNSHostName: properties["dnshostname"],
        certificateTemplates: named.map((name) => name.replace(/@.*$/, "")),
      },
    };
  }
}

/**
 * What every domain has beside people's accounts and computers, and as many of those as wanted.
 * @yields each entry once
 */
function* entries(naming: Naming, size: Size): Generator<JsonItem> {
  const most = size.sample ?? Number.POSITIVE_INFINITY;
  yield* otherEntries(naming, size);
  yield* groupEntries(naming, size);
  let left = most;
  for (const one of userEntries(naming, size)) {
    if (left === 0) break;
    left -= 1;
    yield one;
  }
  left = most;
  for (const one of computerEntries(naming, size)) {
    if (left === 0) break;
    left -= 1;
    yield one;
  }
}

/** The collection as the printed script writes it; the kept one stops early and says so. */
export function collectedDirectory(size: Size): ExampleFile {
  return {
    path: "collections/vallgrav-ad-20261101083000.json",
    *pieces(note) {
      const naming: Naming = { shelf: new Map(), units: unitNames() };
      const domain = {
        name: domainName.toLowerCase(),
        forest: domainName.toLowerCase(),
        sid: domainSid,
        rootSid: domainSid,
      };
      yield '{"format":"vallgrav-ad","version":1,"producedAt":"2026-11-01T08:30:00Z",';
      yield `"domain":${JSON.stringify(domain)},"objects":[\n`;
      let written = 0;
      const counted = function* (): Generator<JsonItem> {
        for (const item of entries(naming, size)) {
          written += 1;
          yield item;
        }
      };
      yield* jsonItems(note, "/objects", counted());
      const texts = [...naming.shelf.keys()].map((text) => JSON.stringify(text));
      yield `\n],"descriptors":[${texts.join(",\n")}],`;
      const gaps =
        size.sample === null
          ? []
          : [
              { part: "users", reason: "stopped" },
              { part: "computers", reason: "stopped" },
            ];
      yield `"gaps":${JSON.stringify(gaps)},"written":${written}}\n`;
    },
  };
}
