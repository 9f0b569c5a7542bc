/** Members of a map of a document, read with their problems. */
import type { SigmaExpected, Reporter } from "./sigma-problem.ts";
import { report } from "./sigma-problem.ts";
import type { MapTree, Tree, TreeEntry } from "./yaml-tree.ts";
import { scalarText } from "./parse-test.ts";

/** The member of a name, or undefined. */
export function member(map: MapTree, name: string): TreeEntry | undefined {
  return map.entries.find(({ key }) => key === name);
}

/** Says that a member is not what it should be. */
export function reportExpected(
  reporter: Reporter,
  at: number,
  name: string,
  expected: SigmaExpected,
): void {
  report(reporter, "error", at, ["sigma/expected", { name, expected }]);
}

/** The member's text (numbers and booleans by their text), or null where it is absent or null. */
export function textMember(reporter: Reporter, map: MapTree, name: string): string | null {
  const found = member(map, name);
  if (found === undefined || found.value.kind === "null") return null;
  const text = scalarText(found.value);
  if (text === null) reportExpected(reporter, found.value.at, name, "text");
  return text;
}

/** The member as a map; null (reported as missing or not a map) where it is none. */
export function mapMember(reporter: Reporter, map: MapTree, name: string): MapTree | null {
  const found = member(map, name);
  if (found?.value.kind === "map") return found.value;
  if (found === undefined) report(reporter, "error", map.at, ["sigma/missing", { name }]);
  else reportExpected(reporter, found.value.at, name, "map");
  return null;
}

/** Texts of a list; a single text is a list of one. Reports what is neither. */
export function textsOf(
  reporter: Reporter,
  tree: Tree | undefined,
  name: string,
): readonly string[] {
  if (tree === undefined || tree.kind === "null") return [];
  const items = tree.kind === "list" ? tree.items : [tree];
  return items.flatMap((item) => {
    const text = scalarText(item);
    if (text === null && item.kind !== "null") reportExpected(reporter, item.at, name, "text");
    return text === null ? [] : [text];
  });
}

/** Texts of the member; see {@link textsOf}. */
export function textsMember(reporter: Reporter, map: MapTree, name: string): readonly string[] {
  return textsOf(reporter, member(map, name)?.value, name);
}
