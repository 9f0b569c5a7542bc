/**
 * Checks the arrows of the house: rooms import only from rooms below, engines never from each
 * other, everything from outside a package comes through a declared door, every imported package is
 * declared, pure rooms know no `node:*`, and no two files import each other in a circle.
 */
import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { importsOf, parse } from "./syntax.ts";
import type { Import } from "./syntax.ts";
import { conclude, isSource, isTest, readTree, repositoryRoot } from "./tree.ts";
import type { Finding, Report, Tree } from "./tree.ts";
import { packageOf, packagesOf } from "./workspace.ts";
import type { Package } from "./workspace.ts";

/** Room or single package → the rooms, packages or doors it may import from. This is the law. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  engines: ["kernel"],
  knowledge: ["kernel", "engines"],
  platform: ["kernel", "engines", "knowledge"],
  examples: ["kernel", "engines", "knowledge"],
  "apps/server": ["kernel", "engines", "knowledge", "platform", "examples"],
  "apps/cli": ["kernel", "engines", "knowledge", "platform", "examples", "apps/server"],
  "apps/web": [
    "kernel",
    "engines",
    "knowledge/duties",
    "knowledge/names",
    "knowledge/words",
    "platform/api",
  ],
  tools: [],
  bench: ["kernel", "engines", "knowledge", "platform", "examples", "apps/server"],
  "": [],
};

const pureRooms = new Set(["kernel", "engines", "knowledge"]);

/** A package's row in the table: its own folder if it stands there, else its room. */
function rowOf(folder: string, file: string): string {
  if (folder in mayImport) return folder === "" && file.startsWith("bench/") ? "bench" : folder;
  return folder.split("/")[0] ?? "";
}

function isAllowed(row: string, target: Package, door: string): boolean {
  const room = target.folder.split("/")[0] ?? "";
  const exact = `${target.folder}/${door.replace(/^\.\/?/, "")}`;
  return (mayImport[row] ?? []).some(
    (allowed) => allowed === room || allowed === target.folder || allowed === exact,
  );
}

/** `@a/b/c/d` → `@a/b` and `./c/d`; `x` → `x` and `.`. */
function splitSpecifier(specifier: string): { readonly name: string; readonly door: string } {
  const parts = specifier.split("/");
  const length = specifier.startsWith("@") ? 2 : 1;
  const rest = parts.slice(length).join("/");
  return { name: parts.slice(0, length).join("/"), door: rest === "" ? "." : `./${rest}` };
}

type Place = {
  readonly file: string;
  readonly home: Package;
  readonly row: string;
  readonly root: Package | undefined;
  readonly byName: ReadonlyMap<string, Package>;
  readonly tree: Tree;
};

type Wrong = { readonly rule: string; readonly what: string };

/** A package of the house must be entered by one of its doors, and only by those above it. */
function judgeRoom({ home, row }: Place, target: Package, specifier: string): Wrong | null {
  const { door } = splitSpecifier(specifier);
  if (!target.doors.has(door)) return { rule: "door", what: `${specifier} is not a door` };
  if (target === home || isAllowed(row, target, door)) return null;
  return { rule: "arrow", what: `${row} may not import ${specifier}` };
}

function judgePackage(place: Place, specifier: string): Wrong | null {
  const { file, home, row, root } = place;
  const { name } = splitSpecifier(specifier);
  const target = place.byName.get(name);
  const wrong = target === undefined ? null : judgeRoom(place, target, specifier);
  if (wrong !== null || target === home || (target !== undefined && row === "bench")) return wrong;
  const isDeclared =
    home.dependencies.has(name) ||
    home.devDependencies.has(name) ||
    (isTest(file) && root?.devDependencies.has(name) === true);
  return isDeclared ? null : { rule: "declared", what: `${name} is not in its package.json` };
}

/** What is wrong with one import of one file, or null. */
function judge(place: Place, specifier: string | null): Wrong | null {
  const { file, home, row } = place;
  const isPure = pureRooms.has(row) && !isTest(file);
  if (specifier === null)
    return isPure ? { rule: "pure", what: "a computed import in a pure room" } : null;
  const path = specifier.replace(/\?.*$/, "");
  if (path.startsWith(".")) {
    const target = posix.join(posix.dirname(file), path);
    const isInside = home.folder === "" || target.startsWith(`${home.folder}/`);
    return isInside ? null : { rule: "door", what: `${specifier} reaches around a door` };
  }
  if (isBuiltin(path)) {
    if (isPure) return { rule: "pure", what: `${specifier} in a pure room` };
    return path.startsWith("node:") ? null : { rule: "door", what: `write node:${path}` };
  }
  if (path.startsWith("#") || path.startsWith("/"))
    return { rule: "door", what: `${specifier} is neither relative nor a package` };
  return judgePackage(place, path);
}

/** Declared dependencies obey the arrows too. */
function judgeDeclarations(
  packages: ReadonlyMap<string, Package>,
  byName: Place["byName"],
): Finding[] {
  const findings: Finding[] = [];
  for (const one of packages.values())
    for (const name of one.dependencies) {
      const target = byName.get(name);
      const row = rowOf(one.folder, `${one.folder}/`);
      if (target === undefined) continue;
      const doors = [".", ...target.doors.keys()];
      if (!doors.some((door) => isAllowed(row, target, door)))
        findings.push({
          rule: "arrow",
          file: `${one.folder}/package.json`,
          what: `${row} may not depend on ${name}`,
        });
    }
  return findings;
}

/** Circles in a graph of files, each once, as the files on it (Tarjan's components). */
export function circles(arrows: ReadonlyMap<string, readonly string[]>): readonly string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const found: string[][] = [];
  const visit = (file: string): void => {
    const index = order.size;
    order.set(file, index);
    low.set(file, index);
    stack.push(file);
    onStack.add(file);
    for (const next of arrows.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (onStack.has(next))
        low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0, order.get(next) ?? 0));
    }
    if (low.get(file) !== index) return;
    const component = stack.splice(stack.indexOf(file));
    for (const member of component) onStack.delete(member);
    if (component.length > 1 || (arrows.get(file) ?? []).includes(file))
      found.push(component.toSorted());
  };
  for (const file of arrows.keys()) if (!order.has(file)) visit(file);
  return found;
}

function localTargets(file: string, imports: readonly Import[], tree: Tree): readonly string[] {
  return imports.flatMap(({ specifier }) => {
    if (specifier === null || !specifier.startsWith(".")) return [];
    const target = posix.join(posix.dirname(file), specifier);
    return tree.has(target) ? [target] : [];
  });
}

/** Runs the whole check over a tree. Cost: one parse per source file. */
export function checkBoundaries(tree: Tree): Report {
  const packages = packagesOf(tree);
  const byName = new Map([...packages.values()].map((one) => [one.name, one]));
  const root = packages.get("");
  const findings: Finding[] = judgeDeclarations(packages, byName);
  const arrows = new Map<string, readonly string[]>();
  let read = 0;
  for (const [file, text] of tree) {
    const home = isSource(file) ? packageOf(packages, file) : undefined;
    if (home === undefined || file.includes("/fixtures/")) continue;
    const row = rowOf(home.folder, file);
    const imports = importsOf(file, text);
    const report = (rule: string, line: number, what: string): void => {
      findings.push({ rule, file: `${file}:${line}`, what });
    };
    for (const error of parse(file, text).errors) report("syntax", 1, error.message);
    for (const one of imports) {
      const wrong = judge({ file, home, row, root, byName, tree }, one.specifier);
      if (wrong !== null) report(wrong.rule, one.line, wrong.what);
    }
    if (pureRooms.has(row) && !isTest(file) && /^\/\/\/\s*<reference/m.test(text))
      report("pure", 1, "a reference directive in a pure room");
    if (row === "kernel" || row === "engines") arrows.set(file, localTargets(file, imports, tree));
    read += imports.length;
  }
  for (const circle of circles(arrows))
    findings.push({
      rule: "circle",
      file: circle[0] ?? "",
      what: `imports in a circle: ${circle.join(", ")}`,
    });
  return { read, unit: "imports", findings };
}

if (import.meta.main)
  process.exitCode = conclude("boundaries", checkBoundaries(readTree(repositoryRoot)));
