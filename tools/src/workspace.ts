/** The packages of the house: where each lies, which doors it has, and what it declares. */
import type { Tree } from "./tree.ts";

/** A package as its package.json states it. */
export type Package = {
  readonly name: string;
  /** Folder relative to the repository, without a slash at the end; empty for the root. */
  readonly folder: string;
  /** Door (`.`, `./words`) → file relative to the folder. */
  readonly doors: ReadonlyMap<string, string>;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
};

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function keys(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

/** Reads one package.json. @throws {Error} when it has no name */
export function parsePackage(path: string, text: string): Package {
  const json: unknown = JSON.parse(text);
  const name = member(json, "name");
  if (typeof name !== "string") throw new Error(`${path} has no name`);
  const doors = new Map<string, string>();
  const exported = member(json, "exports");
  for (const door of keys(exported)) {
    const target = member(exported, door);
    if (typeof target === "string") doors.set(door, target.replace(/^\.\//, ""));
  }
  return {
    name,
    folder: path.replace(/\/?package\.json$/, ""),
    doors,
    dependencies: new Set([
      ...keys(member(json, "dependencies")),
      ...keys(member(json, "peerDependencies")),
    ]),
    devDependencies: new Set(keys(member(json, "devDependencies"))),
  };
}

/** Every package of the tree by folder; the root is the one with the empty folder. */
export function packagesOf(tree: Tree): ReadonlyMap<string, Package> {
  const found = new Map<string, Package>();
  for (const [path, text] of tree) {
    if (!/(?:^|\/)package\.json$/.test(path) || path.includes("/fixtures/")) continue;
    const one = parsePackage(path, text);
    found.set(one.folder, one);
  }
  return found;
}

/** The package a file belongs to: the one with the longest folder above it. */
export function packageOf(
  packages: ReadonlyMap<string, Package>,
  file: string,
): Package | undefined {
  for (let folder = file; folder !== "";) {
    folder = folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/")) : "";
    const one = packages.get(folder);
    if (one !== undefined) return one;
  }
  return undefined;
}
