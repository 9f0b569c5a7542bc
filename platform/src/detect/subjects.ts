/** Whom an alert is about, as things of the model: hosts, accounts and addresses by their names. */
import type { Asset, Model } from "@vallgrav/facts";
import type { AlertSubject, AssetRef } from "../api/index.ts";

/** Finds the things of a subject; host first, then account, then address. */
export type SubjectFinder = (subject: AlertSubject) => readonly AssetRef[];

type Names = Map<string, Asset | "several">;

type Index = { readonly hosts: Names; readonly accounts: Names; readonly addresses: Names };

/** A name that two things bear points at neither. */
function put(names: Names, name: string, asset: Asset): void {
  const known = names.get(name);
  names.set(name, known === undefined || known === asset ? asset : "several");
}

function putNames(asset: Asset, { hosts, accounts, addresses }: Index): void {
  for (const { space, value } of asset.claims) {
    const name = value.toLowerCase();
    if ((space === "fqdn" || space === "host") && asset.kind === "computer") {
      put(hosts, name, asset);
      put(hosts, name.split(".", 1)[0] ?? name, asset);
    }
    if (space === "upn" && asset.kind === "account") {
      put(accounts, name, asset);
      put(accounts, name.split("@", 1)[0] ?? name, asset);
    }
    if (space === "ip") put(addresses, name, asset);
  }
  const short = asset.kind === "account" ? asset.facts["samaccountname"]?.value : undefined;
  if (typeof short === "string") put(accounts, short.toLowerCase(), asset);
}

function found(names: Names, given: readonly string[]): Asset | null {
  for (const name of given) {
    const asset = names.get(name);
    if (asset !== undefined && asset !== "several") return asset;
  }
  return null;
}

/** `DOMAIN\name` and `name@domain` are tried whole, then by the name alone. */
function accountNames(account: string): readonly string[] {
  const name = account.toLowerCase();
  const bare = name.slice(name.lastIndexOf("\\") + 1);
  return [name, bare, bare.split("@", 1)[0] ?? bare];
}

/** A name whole, then its first part; an address has no first part that names anything. */
function hostNames(host: string): readonly string[] {
  const name = host.toLowerCase().replace(/\.$/, "");
  return /^[\d.:]+$/.test(name) ? [name] : [name, name.split(".", 1)[0] ?? name];
}

/** Makes a finder for a model. Cost: linear in its names. */
export function subjectFinder({ assets }: Model): SubjectFinder {
  const index: Index = { hosts: new Map(), accounts: new Map(), addresses: new Map() };
  for (const asset of assets) putNames(asset, index);
  return ({ host, account, address }) => {
    const hosts = host === null ? [] : hostNames(host);
    const things = [
      found(index.hosts, hosts) ?? found(index.addresses, hosts),
      account === null ? null : found(index.accounts, accountNames(account)),
      address === null ? null : found(index.addresses, [address.toLowerCase()]),
    ];
    const known = new Map(things.flatMap((one) => (one === null ? [] : [[one.id, one]])));
    return [...known.values()].map(({ id, kind, name }) => ({ id, kind, name }));
  };
}
