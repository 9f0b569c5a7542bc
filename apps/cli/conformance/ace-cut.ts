/**
 * What becomes of the ways in when an access right is taken away: from a directory collection that
 * nobody here wrote, each of twenty rights that lie on ways is cut out of the files by itself, the
 * files are imported anew, and `paths --json` must say something else than before, and not only in
 * its list of rights. Where another right opens the same step as soon, the list alone does: the cut
 * has gained nothing. Then those that took its place are cut as well, until something else changes.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openUpload } from "@vallgrav/platform/collect";
import { register, say } from "./command.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };
type File = { readonly name: string; readonly document: unknown };
type WayRight = {
  readonly holder: { readonly id: string; readonly name: string };
  readonly object: { readonly id: string; readonly name: string };
  readonly rights: readonly string[];
  readonly frequency: number;
};
type Paths = Readonly<Record<string, unknown>> & {
  readonly fell: number;
  readonly rights: readonly WayRight[];
};
type Cut = { readonly holder: string; readonly object: string; readonly right: string };

const cuts = 20;
/** So many of them change more by themselves; beside the others stands a right that is as fast. */
const changeAlone = 19;
/** Rights that can stand for each other are few. */
const mostRounds = 4;

async function filesOf(archive: string): Promise<readonly File[]> {
  const opened = await openUpload(archive, archive);
  if (!opened.ok) throw new Error("the collection cannot be read");
  const files: File[] = [];
  for await (const { name, bytes } of opened.value.files) {
    const text = new TextDecoder("utf8").decode(bytes);
    files.push({ name: name.split("/").at(-1) ?? name, document: JSON.parse(text) as unknown });
  }
  return files;
}

/** The identifier a thing has in the files: what stands after the space of its id here. */
function identifierOf(id: string): string {
  return id.slice(id.indexOf(":") + 1).toUpperCase();
}

/** Copies a value without the entries that give a right, and counts those it left out. */
function without(value: unknown, cut: Cut, found: { count: number }): unknown {
  if (Array.isArray(value))
    return value
      .filter((entry: unknown) => {
        const holder: unknown = Reflect.get(Object(entry), "PrincipalSID");
        const right: unknown = Reflect.get(Object(entry), "RightName");
        const isIt = String(holder).toUpperCase() === cut.holder && right === cut.right;
        if (isIt) found.count += 1;
        return !isIt;
      })
      .map((entry) => without(entry, cut, found));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name, without(held, cut, found)]),
  );
}

/** A file without a right over its object, wherever the object stands in it. */
function cutFile({ name, document }: File, cut: Cut, found: { count: number }): File {
  const data: unknown = Reflect.get(Object(document), "data");
  if (!Array.isArray(data)) return { name, document };
  const things = data.map((thing: unknown) => {
    const id: unknown = Reflect.get(Object(thing), "ObjectIdentifier");
    return String(id).toUpperCase() === cut.object ? without(thing, cut, found) : thing;
  });
  return { name, document: { ...(document as object), data: things } };
}

/** Ways in by the command line, from files and the example's register in a home of their own. */
async function pathsFrom(files: readonly File[]): Promise<Paths> {
  const home = await mkdtemp(join(tmpdir(), "vallgrav-cut-"));
  try {
    const folder = join(home, "files");
    await mkdir(folder);
    const paths: string[] = [];
    for (const { name, document } of files) {
      paths.push(join(folder, name));
      await writeFile(join(folder, name), JSON.stringify(document));
    }
    const imported = await say(join(home, "data"), ["import", ...paths, register, "--json"]);
    const ways = await say(join(home, "data"), ["paths", "--json"]);
    if (imported.code !== 0 || ways.code !== 0)
      throw new Error(`import ends with ${imported.code}, paths with ${ways.code}`);
    return JSON.parse(ways.out) as Paths;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Rights that open a step of ways alone: one of each kind first, then the most frequent. */
function chosenOf({ rights }: Paths): readonly WayRight[] {
  const alone = rights.filter((right) => right.rights.length === 1);
  const kinds = new Set<string>();
  const first = alone.filter(({ rights: [kind = ""] }) => !kinds.has(kind) && kinds.add(kind));
  return [...first, ...alone.filter((right) => !first.includes(right))].slice(0, cuts);
}

/** Members of the document that differ. */
function changed(before: Paths, after: Paths): readonly string[] {
  return Object.keys(before).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

function lists({ rights }: Paths, { holder, object, rights: [right] }: WayRight): boolean {
  return rights.some(
    (one) =>
      one.holder.id === holder.id &&
      one.object.id === object.id &&
      one.rights.includes(right ?? ""),
  );
}

/** Rights over single steps that are listed after a cut and were not before. */
function inItsPlace(before: Paths, after: Paths): readonly WayRight[] {
  return after.rights.filter((right) => right.rights.length === 1 && !lists(before, right));
}

type Done = { readonly count: number; readonly after: Paths };

/** The ways without some rights, and how many entries of the files gave them. */
async function pathsWithout(files: readonly File[], rights: readonly WayRight[]): Promise<Done> {
  const found = { count: 0 };
  let left = files;
  for (const { holder, object, rights: names } of rights) {
    const [right = ""] = names;
    const cut = { holder: identifierOf(holder.id), object: identifierOf(object.id), right };
    left = left.map((file) => cutFile(file, cut, found));
  }
  return { count: found.count, after: await pathsFrom(left) };
}

async function cutOne(
  files: readonly File[],
  before: Paths,
  chosen: WayRight,
): Promise<Comparison & { readonly isAlone: boolean }> {
  const { holder, object, rights, frequency } = chosen;
  const first = await pathsWithout(files, [chosen]);
  let cutOut: readonly WayRight[] = [chosen];
  let { after } = first;
  let differing = changed(before, after);
  const isMore = (): boolean => differing.some((member) => member !== "rights");
  for (let round = 1; round < mostRounds && !isMore(); round += 1) {
    cutOut = [...cutOut, ...inItsPlace(before, after)];
    ({ after } = await pathsWithout(files, cutOut));
    differing = changed(before, after);
  }
  const share = (100 * frequency).toFixed(1);
  const others = cutOut.slice(1).map((one) => `${one.holder.name} ${one.rights.join()}`);
  return {
    name: `${holder.name} ${rights.join()} ${object.name}`,
    passed: first.count > 0 && !lists(first.after, chosen) && isMore(),
    isAlone: cutOut.length === 1,
    detail:
      `on ${share} % of the ways; ${first.count} entries cut` +
      `${others.length === 0 ? "" : `, with ${others.join(" and ")}, as fast`}; changed: ` +
      `${differing.join(", ") || "nothing"}; fell ${before.fell} → ${after.fell}`,
  };
}

/** Runs every cut. @throws where the collection cannot be read */
export async function run(shared: string): Promise<readonly Comparison[]> {
  const files = await filesOf(join(shared, "sharphound-v6", "ad_sampledata.zip"));
  const before = await pathsFrom(files);
  const chosen = chosenOf(before);
  const results: Comparison[] = [
    {
      name: `${cuts} rights lie on ways, each alone`,
      passed: chosen.length === cuts,
      detail: `${chosen.length} of ${before.rights.length} listed`,
    },
  ];
  let alone = 0;
  for (const one of chosen) {
    const { isAlone, ...compared } = await cutOne(files, before, one);
    alone += isAlone ? 1 : 0;
    results.push(compared);
  }
  const name = "most change more than the list of rights by themselves";
  results.push({ name, passed: alone >= changeAlone, detail: `${alone} of ${chosen.length}` });
  return results;
}
