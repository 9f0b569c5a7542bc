/** Members of a {@link Tree} by name and kind; what is not as it should be is reported. */
import type { Expected, FormatReporter } from "./problems.ts";
import { reportFormat } from "./problems.ts";
import type { Tree, TreeEntry } from "./tree.ts";

/** A map whose members are looked up by name. */
export type Members = {
  readonly reporter: FormatReporter;
  readonly at: number;
  readonly byKey: ReadonlyMap<string, TreeEntry>;
};

/** Reports that a member is of the wrong kind; always null. */
export function unexpectedKind(
  reporter: FormatReporter,
  at: number,
  member: string,
  expected: Expected,
): null {
  reportFormat(reporter, "error", at, ["mal/document-expected", { member, expected }]);
  return null;
}

/** The entries of a map; null, with a problem, where it is none. */
export function entriesOf(
  reporter: FormatReporter,
  tree: Tree,
  member: string,
): readonly TreeEntry[] | null {
  return tree.kind === "map" ? tree.entries : unexpectedKind(reporter, tree.at, member, "map");
}

/** The items of a list; null, with a problem, where it is none. */
export function itemsOf(
  reporter: FormatReporter,
  tree: Tree,
  member: string,
): readonly Tree[] | null {
  return tree.kind === "list" ? tree.items : unexpectedKind(reporter, tree.at, member, "list");
}

/**
 * A map with the members it may have; others are problems of this severity, or none where null.
 */
export function openMap(
  reporter: FormatReporter,
  tree: Tree,
  member: string,
  known: { readonly names: readonly string[]; readonly others: "error" | "warning" },
): Members | null {
  const entries = entriesOf(reporter, tree, member);
  if (entries === null) return null;
  const byKey = new Map<string, TreeEntry>();
  for (const entry of entries) {
    byKey.set(entry.key, entry);
    if (!known.names.includes(entry.key))
      reportFormat(reporter, known.others, entry.at, [
        "mal/document-unknown",
        { member: entry.key },
      ]);
  }
  return { reporter, at: tree.at, byKey };
}

/** A member that must be there; null, with a problem, where it is not. */
export function need(members: Members, key: string): Tree | null {
  const found = members.byKey.get(key);
  if (found !== undefined) return found.value;
  reportFormat(members.reporter, "error", members.at, ["mal/document-missing", { member: key }]);
  return null;
}

/** A member that may be missing or null. */
export function find(members: Members, key: string): Tree | null {
  const found = members.byKey.get(key)?.value;
  return found === undefined || found.kind === "null" ? null : found;
}

/** A text that must be there; empty, with a problem, where it is not. */
export function needText(members: Members, key: string): string {
  const found = need(members, key);
  if (found === null) return "";
  if (found.kind === "text") return found.text;
  unexpectedKind(members.reporter, found.at, key, "text");
  return "";
}

/** A Boolean that must be there; false, with a problem, where it is not. */
export function needBoolean(members: Members, key: string): boolean {
  const found = need(members, key);
  if (found === null) return false;
  if (found.kind === "boolean") return found.value;
  unexpectedKind(members.reporter, found.at, key, "boolean");
  return false;
}

/** The items of a list that must be there; none, with a problem, where it is not. */
export function needItems(members: Members, key: string): readonly Tree[] {
  const found = need(members, key);
  return found === null ? [] : (itemsOf(members.reporter, found, key) ?? []);
}

/** A finite number without sign, as the language has them; 0, with a problem, otherwise. */
export function unsignedOf(reporter: FormatReporter, tree: Tree, member: string): number {
  if (tree.kind !== "number") {
    unexpectedKind(reporter, tree.at, member, "number");
    return 0;
  }
  const value = Number(tree.text);
  if (value >= 0 && Number.isFinite(value)) return value;
  reportFormat(reporter, "error", tree.at, ["mal/document-number", { number: tree.text }]);
  return 0;
}
