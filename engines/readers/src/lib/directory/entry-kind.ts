/** What kind of thing an entry of the directory is, by its classes and its place. */
import type { SharphoundKind } from "../sharphound/kinds.ts";
import type { RightsHolder } from "./access-rights.ts";
import { nameKey, textIn, textsIn } from "./entry.ts";
import type { Entry } from "./entry.ts";

/** Kinds of entry that are told as objects, by the kind of SharpHound file they would stand in. */
const holders: Readonly<Record<SharphoundKind, RightsHolder>> = {
  aiacas: "aiaca",
  certtemplates: "certtemplate",
  computers: "computer",
  containers: "container",
  domains: "domain",
  enterprisecas: "enterpriseca",
  gpos: "gpo",
  groups: "group",
  ntauthstores: "ntauthstore",
  ous: "ou",
  rootcas: "rootca",
  users: "user",
};

/** What an entry is: an object of a kind, or something that says more about others. */
export type EntryKind = SharphoundKind | "trust" | "schema";

/** Classes, the more special ones first: a computer is also a user, a policy also a container. */
const classKinds: readonly (readonly [objectClass: string, kind: EntryKind])[] = [
  ["msds-groupmanagedserviceaccount", "users"],
  ["msds-managedserviceaccount", "users"],
  ["computer", "computers"],
  ["user", "users"],
  ["inetorgperson", "users"],
  ["group", "groups"],
  ["domaindns", "domains"],
  ["organizationalunit", "ous"],
  ["grouppolicycontainer", "gpos"],
  ["pkicertificatetemplate", "certtemplates"],
  ["pkienrollmentservice", "enterprisecas"],
  ["trusteddomain", "trust"],
  ["attributeschema", "schema"],
  ["configuration", "containers"],
  ["container", "containers"],
  // Scripts are given the most special class only, so those that are containers stand here.
  ["rpccontainer", "containers"],
  ["msimaging-psps", "containers"],
  ["msexchsystemobjectscontainer", "containers"],
];

/** Places of the stores of certificates, which are all of one class. */
const storePlaces: readonly (readonly [place: string, kind: EntryKind])[] = [
  ["cn=ntauthcertificates,", "ntauthstores"],
  [",cn=certification authorities,cn=public key services,", "rootcas"],
  [",cn=aia,cn=public key services,", "aiacas"],
];

function storeKind(entry: Entry): EntryKind | null {
  const name = nameKey(textIn(entry, "distinguishedName") ?? "");
  return storePlaces.find(([place]) => name.includes(place))?.[1] ?? null;
}

/** The kind of an entry, or null where it is none that is read. */
export function kindOf(entry: Entry): EntryKind | null {
  const classes = new Set(textsIn(entry, "objectClass").map((one) => one.toLowerCase()));
  if (classes.has("certificationauthority")) return storeKind(entry);
  return classKinds.find(([objectClass]) => classes.has(objectClass))?.[1] ?? null;
}

/** Whether entries of a kind are told as objects of their own. */
export function isListed(kind: EntryKind | null): kind is SharphoundKind {
  return kind !== null && Object.hasOwn(holders, kind);
}

/** The word by which rights and references name a kind. */
export function holderOf(kind: SharphoundKind): RightsHolder {
  return holders[kind];
}
