/** The twelve kinds of file that a SharpHound collection consists of, and what they list. */
import type { AssetKind } from "@vallgrav/kernel";

/** The version of the format that is read: what `meta.version` says since SharpHound 2. */
export const supportedVersion = 6;

/** Words of `meta.type`, which are also the last part of the file's name. */
export type SharphoundKind =
  | "aiacas"
  | "certtemplates"
  | "computers"
  | "containers"
  | "domains"
  | "enterprisecas"
  | "gpos"
  | "groups"
  | "ntauthstores"
  | "ous"
  | "rootcas"
  | "users";

/** What the objects of each kind of file are. */
export const assetKinds: Readonly<Record<SharphoundKind, AssetKind>> = {
  aiacas: "certificate-store",
  certtemplates: "certificate-template",
  computers: "computer",
  containers: "container",
  domains: "domain",
  enterprisecas: "certificate-authority",
  gpos: "group-policy",
  groups: "group",
  ntauthstores: "certificate-store",
  ous: "organisational-unit",
  rootcas: "certificate-store",
  users: "account",
};

/** What `ObjectType` and `PrincipalType` name; `Base` and unknown words are not here. */
export const referencedKinds: Readonly<Record<string, AssetKind>> = {
  aiaca: "certificate-store",
  certtemplate: "certificate-template",
  computer: "computer",
  configuration: "container",
  container: "container",
  domain: "domain",
  enterpriseca: "certificate-authority",
  gpo: "group-policy",
  group: "group",
  localgroup: "group",
  localuser: "account",
  ntauthstore: "certificate-store",
  ou: "organisational-unit",
  rootca: "certificate-store",
  user: "account",
};

/** The value of the property `store`, by kind of file. */
export const storeNames: Readonly<Partial<Record<SharphoundKind, string>>> = {
  aiacas: "aia",
  ntauthstores: "ntauth",
  rootcas: "root",
};

/** Whether a word is a kind of file. */
export function isSharphoundKind(word: string): word is SharphoundKind {
  return Object.hasOwn(assetKinds, word);
}

/** The kind that a file's name promises, `20260301120000_users.json` → `users`; null if none. */
export function kindInName(name: string): SharphoundKind | null {
  const [, word = ""] = /(?:^|[\\/_\-.])([a-z]+)\.json$/.exec(name.toLowerCase()) ?? [];
  return isSharphoundKind(word) ? word : null;
}
