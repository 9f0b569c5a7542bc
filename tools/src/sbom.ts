/**
 * `npm run sbom -- [folder]`: writes what the product is made of, as a CycloneDX bill of materials,
 * and its checksum, into the folder, or into this one. It is read from the lock file: every package
 * that runs or from which the pages are built, with version, licence, hash, and who needs it; not
 * those of the tests. The same lock file gives the same bytes. `vallgrav match` reads it.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { repositoryRoot } from "./tree.ts";

/** A package of the lock file, by the parts that matter here. */
type Locked = {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

/** Packages of a lock file (version 3), by where they lie. */
export type Lock = Readonly<Record<string, Locked>>;

/** A package that the product has in it. */
export type Part = {
  readonly name: string;
  readonly version: string;
  /** SPDX expression; null: it says none. */
  readonly licence: string | null;
  /** SHA-512 in hexadecimal; null for packages of the house. */
  readonly sha512: string | null;
  readonly url: string;
  /** URLs of the packages it needs. */
  readonly needs: readonly string[];
};

/**
 * Licences under which a package may be part of the product, itself under Apache-2.0. The last
 * two ask for more: changed files of MPL-2.0 stay under it, and are not changed here; fonts
 * of OFL-1.1 are not sold by themselves.
 */
export const licences: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "MPL-2.0",
  "OFL-1.1",
]);

/** Whether a licence is one of ours, or a choice of which one is. */
export function isLicensed(licence: string | null): boolean {
  const choices = (licence ?? "").replaceAll(/^\(|\)$/g, "").split(" OR ");
  return choices.some((one) => licences.has(one));
}

/** Where a package finds another one: beside itself, else above. Null: it is not installed. */
function placeOf(lock: Lock, from: string, name: string): string | null {
  for (let at = from; ;) {
    const path = `${at === "" ? "" : `${at}/`}node_modules/${name}`;
    const found = lock[path];
    if (found !== undefined) return found.link === true ? (found.resolved ?? null) : path;
    if (at === "") return null;
    at = at.includes("/node_modules/")
      ? at.slice(0, at.lastIndexOf("/node_modules/"))
      : at.replace(/\/?(?:node_modules\/.*|[^/]+)$/, "");
  }
}

function urlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

/** Where everything lies that a package needs to run, itself first, with what each needs itself. */
export function placesOf(lock: Lock, root: string): ReadonlyMap<string, readonly string[]> {
  const places = new Set([root]);
  const needs = new Map<string, readonly string[]>();
  for (const place of places) {
    const { dependencies, optionalDependencies } = lock[place] ?? {};
    const names = Object.keys({ ...dependencies, ...optionalDependencies });
    const found = names.flatMap((name) => placeOf(lock, place, name) ?? []);
    needs.set(place, found);
    for (const one of found) places.add(one);
  }
  return needs;
}

/** Everything that a package of the lock file needs to run, itself first, then sorted. */
export function partsOf(lock: Lock, root: string): readonly Part[] {
  const needs = placesOf(lock, root);
  const named = (place: string): readonly [name: string, version: string] => {
    const { name, version } = lock[place] ?? {};
    return [name ?? place.replace(/^.*node_modules\//, ""), version ?? "0.0.0"];
  };
  const parts = new Map<string, Part>();
  for (const place of needs.keys()) {
    const [name, version] = named(place);
    const url = urlOf(name, version);
    const { license, integrity } = lock[place] ?? {};
    const [, base64] = /^sha512-([\w+/=]+)$/.exec(integrity ?? "") ?? [];
    const further = (needs.get(place) ?? []).map((one) => urlOf(...named(one)));
    parts.set(url, {
      name,
      version,
      licence: license ?? null,
      sha512: base64 === undefined ? null : Buffer.from(base64, "base64").toString("hex"),
      url,
      // The same package may lie in several places, each with neighbours of its own.
      needs: [...new Set([...(parts.get(url)?.needs ?? []), ...further])].toSorted(),
    });
  }
  const [first, ...rest] = [...parts.values()];
  if (first === undefined) return [];
  return [first, ...rest.toSorted((a, b) => (a.url < b.url ? -1 : 1))];
}

/** The workspaces that are run, as one package that needs them. */
export function withProduct(lock: Lock): Lock {
  const apps = Object.entries(lock).filter(([place]) => place.startsWith("apps/"));
  const dependencies = Object.fromEntries(apps.map(([, { name = "" }]) => [name, "*"]));
  return { ...lock, "": { ...lock[""], dependencies } };
}

function componentOf({ name, version, licence, sha512, url }: Part, type: string): object {
  const slash = name.indexOf("/");
  const isExpression = licence?.includes(" ") === true;
  return {
    type,
    "bom-ref": url,
    ...(slash < 0 ? {} : { group: name.slice(0, slash) }),
    name: name.slice(slash + 1),
    version,
    ...(sha512 === null ? {} : { hashes: [{ alg: "SHA-512", content: sha512 }] }),
    ...(licence === null
      ? {}
      : { licenses: [isExpression ? { expression: licence } : { license: { id: licence } }] }),
    purl: url,
  };
}

/** The bill of materials of a package and all it needs, in CycloneDX 1.6. */
export function billOf(parts: readonly Part[]): string {
  const [product, ...rest] = parts;
  if (product === undefined) throw new Error("a lock file without packages");
  const body = {
    metadata: { component: componentOf(product, "application") },
    components: rest.map((part) => componentOf(part, "library")),
    dependencies: parts.map(({ url, needs }) => ({ ref: url, dependsOn: needs })),
  };
  // Named by what it says, without clock or chance: anyone can make it again (RFC 9562 §5.8).
  const hex = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  const id = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  const serialNumber = `urn:uuid:${[...id, hex.slice(20, 32)].join("-")}`;
  const head = { bomFormat: "CycloneDX", specVersion: "1.6", serialNumber, version: 1 };
  return `${JSON.stringify({ ...head, ...body }, null, 2)}\n`;
}

/** The lock file of this repository. */
export function ownLock(): Lock {
  const text = readFileSync(join(repositoryRoot, "package-lock.json"), "utf8");
  return (JSON.parse(text) as { readonly packages: Lock }).packages;
}

/** Writes a file's checksum beside it, as `sha256sum --check` reads it. @returns its path */
export function writeChecksum(file: string): string {
  const digest = createHash("sha256").update(readFileSync(file)).digest("hex");
  const path = `${file}.sha256`;
  writeFileSync(path, `${digest}  ${basename(file)}\n`);
  return path;
}

function main(): number {
  const folder = resolve(process.argv[2] ?? ".");
  const parts = partsOf(withProduct(ownLock()), "");
  const unlicensed = parts.filter(({ licence }) => !isLicensed(licence));
  for (const { url, licence } of unlicensed) console.log(`${url}: ${licence ?? "no licence"}`);
  const file = join(folder, `vallgrav-${parts[0]?.version ?? ""}.cdx.json`);
  writeFileSync(file, billOf(parts));
  console.log(file);
  console.log(writeChecksum(file));
  console.log(
    `sbom: ${parts.length} packages, ${unlicensed.length} under a licence not on the list`,
  );
  return unlicensed.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
