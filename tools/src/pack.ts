/**
 * `npm run pack -- <package> [folder]`: makes of one package of the house an npm package that a
 * stranger can install: `npm run pack -- mal` writes `vallgrav-mal-0.1.0.tgz` into the folder, or
 * into this one, with its checksum beside it. Here Node runs the sources as they are; below
 * `node_modules` it does not, so they are compiled, with their types. Packages of the house it
 * needs travel inside it.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeChecksum } from "./sbom.ts";
import { readTree, repositoryRoot } from "./tree.ts";
import type { Tree } from "./tree.ts";
import { packagesOf } from "./workspace.ts";
import type { Package } from "./workspace.ts";

/** The oldest Node that the compiled packages run on: `ArrayBuffer.transfer` is not in Node 20. */
const oldestNode = ">=22";

/** A package of the house and, behind it, those of the house that it needs. */
export function withNeeds(one: Package, all: readonly Package[]): readonly Package[] {
  const found = new Set([one]);
  for (const next of found)
    for (const name of next.dependencies) {
      const needed = all.find((other) => other.name === name);
      if (needed !== undefined) found.add(needed);
    }
  return [...found];
}

/**
 * Compiles the doors of a package into `out`, below the path it has here. One run for each package:
 * what a run comes to through a package's name first it takes for installed, and does not write.
 */
function compile({ folder, doors }: Package, out: string): string | null {
  const settings = join(out, "tsconfig.json");
  const files = [...doors.values()].map((door) => join(repositoryRoot, folder, door));
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    rewriteRelativeImportExtensions: true,
    target: "es2023",
    rootDir: repositoryRoot,
    outDir: out,
  };
  const base = join(repositoryRoot, "tsconfig.base.json");
  writeFileSync(settings, JSON.stringify({ extends: base, compilerOptions, files }));
  const compiler = join(repositoryRoot, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", settings], {
    cwd: repositoryRoot,
    encoding: "utf8",
  });
  return status === 0 ? null : stdout;
}

/** In declarations the compiler leaves `./x.ts` as it is; older compilers want `./x.js`. */
function renameImports(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".d.ts")) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replaceAll(/((?:from|import\() ?"\.{1,2}\/[^"]+)\.ts"/g, '$1.js"'));
  }
}

/** The package.json a stranger gets: compiled doors, nothing private, no range of ours. */
function manifestOf(one: Package, houses: ReadonlySet<string>): object {
  const path = join(repositoryRoot, one.folder, "package.json");
  const {
    private: _private,
    exports: _exports,
    ...rest
  } = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const doors = [...one.doors].map(([door, file]) => {
    const plain = `./dist/${file.replace(/^src\//, "").replace(/\.ts$/, "")}`;
    return [door, { types: `${plain}.d.ts`, default: `${plain}.js` }] as const;
  });
  const bundled = [...one.dependencies].filter((name) => houses.has(name));
  return {
    ...rest,
    engines: { node: oldestNode },
    exports: Object.fromEntries(doors),
    files: ["dist", "src", "SPEC.md"],
    ...(bundled.length === 0 ? {} : { bundleDependencies: bundled }),
  };
}

/** Puts one package, compiled into `out`, and its documents into `at`. */
function stage(
  tree: Tree,
  one: Package,
  { out, at }: { readonly out: string; readonly at: string },
  houses: ReadonlySet<string>,
): void {
  cpSync(join(out, one.folder, "src"), join(at, "dist"), { recursive: true });
  renameImports(join(at, "dist"));
  writeFileSync(join(at, "package.json"), `${JSON.stringify(manifestOf(one, houses), null, 2)}\n`);
  for (const path of tree.keys())
    if (path.startsWith(`${one.folder}/`) && /\/(?:README|SPEC)\.md$/.test(path))
      cpSync(join(repositoryRoot, path), join(at, path.slice(one.folder.length + 1)));
  cpSync(join(repositoryRoot, "LICENSE"), join(at, "LICENSE"));
}

/**
 * Packs the package of this name, or whose folder ends with it, into `folder`.
 * @returns the path of the archive, or what went wrong in words
 */
export function pack(
  tree: Tree,
  name: string,
  folder: string,
): { readonly archive: string } | { readonly wrong: string } {
  const all = [...packagesOf(tree).values()].filter(({ folder: at }) => at !== "");
  const one = all.find((each) => each.name === name || each.folder.split("/").at(-1) === name);
  if (one === undefined) return { wrong: `no package is called ${name}` };
  const needed = withNeeds(one, all);
  const houses = new Set(needed.map((each) => each.name));
  const out = realpathSync(mkdtempSync(join(tmpdir(), "vallgrav-pack-")));
  try {
    for (const each of needed) {
      const complaints = compile(each, out);
      if (complaints !== null) return { wrong: complaints };
    }
    const at = join(out, "package");
    for (const each of needed) {
      const place = each === one ? at : join(at, "node_modules", each.name);
      mkdirSync(place, { recursive: true });
      stage(tree, each, { out, at: place }, houses);
    }
    const npm = spawnSync("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: at,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (npm.status !== 0) return { wrong: `npm pack: ${npm.stderr}` };
    const [packed] = JSON.parse(npm.stdout) as readonly { readonly filename: string }[];
    return { archive: join(folder, packed?.filename ?? "") };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function main(): number {
  const [name, folder = "."] = process.argv.slice(2);
  if (name === undefined) {
    console.log("npm run pack -- <package> [folder]");
    return 2;
  }
  const packed = pack(readTree(repositoryRoot), name, resolve(folder));
  console.log("archive" in packed ? packed.archive : packed.wrong);
  if (!("archive" in packed)) return 1;
  console.log(writeChecksum(packed.archive));
  return 0;
}

if (import.meta.main) process.exitCode = main();
