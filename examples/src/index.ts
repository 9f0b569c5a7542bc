/** The door: where the example municipality's files lie, and how they are made in any size. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Instant } from "@vallgrav/kernel";

export { sizeOf, type Size, type SizeName } from "./size.ts";
export { truthPath, writeExample, type Written } from "./write-example.ts";

/** When the files were made, whoever copies them when: everyone sees the same figures. */
export const exampleDate = "2026-11-01T08:00:00.000Z" as Instant;

/** Paths of the files of a folder beside this one, sorted by name. */
function pathsIn(name: string): readonly string[] {
  const folder = fileURLToPath(new URL(`../${name}`, import.meta.url));
  return readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
}

/** Paths of the files of the example municipality that the product loads, sorted by name. */
export function examplePaths(): readonly string[] {
  return pathsIn("municipality");
}

/** Paths of everything else that the municipality's tools would export, sorted. */
export function otherExamplePaths(): readonly string[] {
  return ["collections", "lists", "reports"].flatMap(pathsIn);
}
