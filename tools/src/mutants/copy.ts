/** A copy of the house in which faults may be planted: its own files, the same packages. */
import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const left = new Set(["node_modules", "dist", ".git", ".cache", "coverage"]);

/** Where a workspace's link in node_modules leads, from the root of the house. */
type House = { readonly name: string; readonly folder: string };

/** Windows lets anyone link folders only as junctions, which are absolute. */
function link(target: string, at: string): void {
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(target, at, "junction");
}

/**
 * Copies the house from `root` into the empty folder `into`. Installed packages are linked; those
 * of the house itself lead to the copy, so that a fault in one is seen by the others.
 */
export function copyHouse(root: string, into: string, houses: readonly House[]): void {
  cpSync(root, into, {
    recursive: true,
    filter: (path) => {
      const parts = relative(root, path).split(/[\\/]/);
      return !parts.some((part) => left.has(part)) && parts.join("/") !== "data";
    },
  });
  const own = new Set(houses.map(({ name }) => name));
  const packages = join(root, "node_modules");
  for (const entry of readdirSync(packages)) {
    const names = entry.startsWith("@")
      ? readdirSync(join(packages, entry)).map((inner) => `${entry}/${inner}`)
      : [entry];
    for (const name of names)
      if (!own.has(name) && !entry.startsWith("."))
        link(join(packages, name), join(into, "node_modules", name));
  }
  for (const { name, folder } of houses) link(join(into, folder), join(into, "node_modules", name));
}
