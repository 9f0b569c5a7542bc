/** What a collected directory holds, by name and by SID: entries point at each other by both. */
import type { SharphoundKind } from "../sharphound/kinds.ts";
import { bytesOfBase64, guidAt, sidOfBytes } from "./binary-names.ts";
import { flagIn, firstValue, nameKey, parentOf, textIn, textsIn } from "./entry.ts";
import type { Entry } from "./entry.ts";
import { holderOf, isListed, kindOf } from "./entry-kind.ts";
import { identifierOfSid } from "./well-known.ts";
import type { DomainNames } from "./well-known.ts";

/** How one object names another: `{ ObjectIdentifier, ObjectType }` of a SharpHound file. */
export type Reference = { readonly ObjectIdentifier: string; readonly ObjectType: string };

/** An entry that is told as an object. */
export type Listed = {
  readonly entry: Entry;
  readonly kind: SharphoundKind;
  readonly reference: Reference;
};

/** The whole of a collection, ready to be asked. */
export type Catalogue = {
  readonly names: DomainNames;
  readonly domainSid: string;
  /** What each entry is; null where it is not told as an object. In the order of the file. */
  readonly listed: readonly (Listed | null)[];
  /** By the keys of distinguished names. */
  readonly byName: ReadonlyMap<string, Reference>;
  readonly bySid: ReadonlyMap<string, Reference>;
  /** Computers by their names, with and without domain, lower-case. */
  readonly byHost: ReadonlyMap<string, Reference>;
  /** Certificate templates by their short names, lower-case. */
  readonly byTemplate: ReadonlyMap<string, Reference>;
  /** GUIDs of the attributes in which LAPS keeps passwords, lower-case. */
  readonly lapsAttributes: ReadonlySet<string>;
  /** Numbers of the entries that are trusts. */
  readonly trusts: readonly number[];
};

const sidForm = /^S-1(?:-\d{1,15}){1,16}$/i;

/** The SID in an attribute, as text or as base64 of its bytes; null where there is none. */
export function sidIn(entry: Entry, name: string): string | null {
  const text = textIn(entry, name);
  return text === null ? null : sidOfText(text);
}

function sidOfText(text: string): string | null {
  if (sidForm.test(text)) return text.toUpperCase();
  const bytes = text.length <= 96 ? bytesOfBase64(text) : null;
  return bytes === null ? null : sidOfBytes(bytes);
}

/** Every SID of an attribute that is one. */
export function sidsIn(entry: Entry, name: string): readonly (string | null)[] {
  return textsIn(entry, name).map(sidOfText);
}

/** The GUID in an attribute, as text or as base64 of its bytes, lower-case; null: there is none. */
export function guidIn(entry: Entry, name: string): string | null {
  const text = textIn(entry, name);
  if (text === null) return null;
  if (/^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(text))
    return text.toLowerCase().replaceAll(/[{}]/g, "");
  const bytes = text.length === 24 ? bytesOfBase64(text) : null;
  return bytes === null ? null : guidAt(bytes, 0);
}

const lapsNames = new Set(["ms-mcs-admpwd", "mslaps-password", "mslaps-encryptedpassword"]);

/** The GUID by which entries speak of one of the attributes in which LAPS keeps passwords. */
function lapsGuid(entry: Entry): string | null {
  const name = textIn(entry, "lDAPDisplayName")?.toLowerCase() ?? "";
  return lapsNames.has(name) ? guidIn(entry, "schemaIDGUID") : null;
}

/** The names a computer is looked for by. */
function hostNames(entry: Entry): readonly string[] {
  const account = textIn(entry, "sAMAccountName")?.replace(/\$$/, "") ?? "";
  const host = textIn(entry, "dNSHostName") ?? "";
  return [host, account].filter((name) => name !== "").map((name) => name.toLowerCase());
}

/** Adds what is not there yet: where two have one name, the first in the file has it. */
function addTo<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value);
}

/** How an entry is named in the graph: by SID, else by GUID; null where it has neither. */
function identifierOf(entry: Entry, names: DomainNames): string | null {
  const sid = sidIn(entry, "objectSid");
  if (sid !== null) return identifierOfSid(sid, names);
  return guidIn(entry, "objectGUID")?.toUpperCase() ?? null;
}

/** Goes through the entries once. Linear in them. */
export function catalogueOf(
  entries: readonly Entry[],
  { names, domainSid }: Pick<Catalogue, "names" | "domainSid">,
): Catalogue {
  const [byName, bySid] = [new Map<string, Reference>(), new Map<string, Reference>()];
  const [byHost, byTemplate] = [new Map<string, Reference>(), new Map<string, Reference>()];
  const lapsAttributes = new Set<string>();
  const trusts: number[] = [];
  const listed = entries.map((entry, index): Listed | null => {
    const kind = kindOf(entry);
    const name = textIn(entry, "distinguishedName") ?? "";
    if (kind === "trust") trusts.push(index);
    const laps = kind === "schema" ? lapsGuid(entry) : null;
    if (laps !== null) lapsAttributes.add(laps);
    const identifier = identifierOf(entry, names);
    if (identifier === null || !isListed(kind)) return null;
    const reference = { ObjectIdentifier: identifier, ObjectType: holderOf(kind) };
    addTo(byName, nameKey(name), reference);
    const sid = sidIn(entry, "objectSid");
    if (sid !== null) addTo(bySid, sid, reference);
    if (kind === "computers") for (const host of hostNames(entry)) addTo(byHost, host, reference);
    const short = textIn(entry, "cn") ?? firstValue(name);
    if (kind === "certtemplates") addTo(byTemplate, short.toLowerCase(), reference);
    return { entry, kind, reference };
  });
  return { names, domainSid, listed, byName, bySid, byHost, byTemplate, lapsAttributes, trusts };
}

/** The reference to a SID, whether the collection holds it or not. */
export function referenceToSid(catalogue: Catalogue, sid: string): Reference {
  return (
    catalogue.bySid.get(sid.toUpperCase()) ?? {
      ObjectIdentifier: identifierOfSid(sid, catalogue.names),
      ObjectType: "Base",
    }
  );
}

/** The reference to what a distinguished name names; null where the collection does not hold it. */
export function referenceToName(catalogue: Catalogue, name: string): Reference | null {
  const known = catalogue.byName.get(nameKey(name));
  if (known !== undefined) return known;
  // A principal from elsewhere carries its SID in its name.
  const isForeign = nameKey(parentOf(name)).startsWith("cn=foreignsecurityprincipals,");
  const sid = isForeign ? sidOfText(firstValue(name)) : null;
  return sid === null ? null : referenceToSid(catalogue, sid);
}

/** Bits of `userAccountControl` (MS-ADTS §2.2.16). */
export const accountBits = {
  disabled: 0x2,
  passwordNotRequired: 0x20,
  domainController: 0x2000,
  passwordNeverExpires: 0x1_0000,
  trustedForDelegation: 0x8_0000,
  notDelegated: 0x10_0000,
  noPreauthentication: 0x40_0000,
  trustedToAuthenticate: 0x100_0000,
} as const;

/** Whether a bit of the account's control field is set. */
export function hasAccountBit(entry: Entry, bit: keyof typeof accountBits): boolean {
  return flagIn(entry, "userAccountControl", accountBits[bit]);
}
