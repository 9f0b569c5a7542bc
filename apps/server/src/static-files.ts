/**
 * The built web interface. Only files that were there when first looked for are served, by exact
 * path, so no path of a request ever reaches the disk; other addresses are pages of the interface.
 */
import { readdirSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

/** A file to send, relative to the folder, and how long browsers may keep it. */
export type StaticFile = { readonly name: string; readonly caching: string };

/** What the pages lack when they have not been built, for people. */
export const notBuilt =
  "Webbgränssnittet är inte byggt. Starta med: npm start\n" +
  "The web interface has not been built. Start with: npm start\n";

const forever = "public, max-age=31536000, immutable";

function filesIn(folder: string): readonly string[] {
  try {
    return (
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
        // Packed copies are sent under the name of what they are copies of.
        .filter((name) => !name.endsWith(".gz"))
    );
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return [];
    throw error;
  }
}

/** Looks files up by address: a file, null when there is none, `not-built` when there are none. */
export function staticFiles(folder: string): (path: string) => StaticFile | "not-built" | null {
  let names: ReadonlySet<string> = new Set();
  return (path) => {
    if (!names.has("index.html")) names = new Set(filesIn(folder));
    if (!names.has("index.html")) return "not-built";
    const name = path.slice(1);
    if (names.has(name))
      return { name, caching: name.startsWith("assets/") ? forever : "no-cache" };
    return extname(name) === "" ? { name: "index.html", caching: "no-cache" } : null;
  };
}
