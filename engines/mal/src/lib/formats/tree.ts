/** A document as a tree that keeps order, places and the text of numbers; for all formats. */

/** A value of a document. `at` is its offset in the text, in UTF-16 units; 0 where it is made. */
export type Tree =
  | { readonly kind: "map"; readonly at: number; readonly entries: readonly TreeEntry[] }
  | { readonly kind: "list"; readonly at: number; readonly items: readonly Tree[] }
  | { readonly kind: "text"; readonly at: number; readonly text: string }
  /** As written, so that large whole numbers keep all their digits. */
  | { readonly kind: "number"; readonly at: number; readonly text: string }
  | { readonly kind: "boolean"; readonly at: number; readonly value: boolean }
  | { readonly kind: "null"; readonly at: number };

/** One member of a map, with the offset of its key. */
export type TreeEntry = { readonly key: string; readonly at: number; readonly value: Tree };

/** Null. */
export const nothing: Tree = { kind: "null", at: 0 };

/** A map of members in this order; those left undefined are not there. */
export function mapOf(members: readonly (readonly [string, Tree | undefined])[]): Tree {
  const entries: TreeEntry[] = [];
  for (const [key, value] of members) if (value !== undefined) entries.push({ key, at: 0, value });
  return { kind: "map", at: 0, entries };
}

/** A list. */
export function listOf(items: readonly Tree[]): Tree {
  return { kind: "list", at: 0, items };
}

/** A text. */
export function textOf(text: string): Tree {
  return { kind: "text", at: 0, text };
}

/** A whole number, without a point. */
export function wholeOf(value: number): Tree {
  return { kind: "number", at: 0, text: String(value) };
}

/** A number that is written with a point even where it is whole, as other tools for MAL do. */
export function realOf(value: number): Tree {
  const text = String(value);
  return { kind: "number", at: 0, text: /^-?\d+$/.test(text) ? `${text}.0` : text };
}

/** A Boolean. */
export function booleanOf(value: boolean): Tree {
  return { kind: "boolean", at: 0, value };
}
