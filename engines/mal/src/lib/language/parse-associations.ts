/** Associations: `A [a] 0..1 <-- Name --> * [b] B`. */
import type { Cursor } from "./cursor.ts";
import { accept, expect, expectNumber, expectWord, here, parseMeta, peek } from "./cursor.ts";
import { take, unexpected } from "./cursor.ts";
import type { AssociationSyntax, MultiplicitySyntax } from "./syntax.ts";

function parseBound(cursor: Cursor): number | null | undefined {
  if (accept(cursor, "*")) return null;
  const { kind, text } = peek(cursor);
  if (kind !== "number" || text.includes(".")) {
    unexpected(cursor, "multiplicity");
    return undefined;
  }
  return expectNumber(cursor) ?? undefined;
}

function parseMultiplicity(cursor: Cursor): MultiplicitySyntax | null {
  const at = here(cursor);
  const low = parseBound(cursor);
  if (low === undefined) return null;
  if (!accept(cursor, "..")) return { low, high: undefined, at };
  const high = parseBound(cursor);
  return high === undefined ? null : { low, high, at };
}

function parseAssociation(cursor: Cursor): AssociationSyntax | null {
  const leftAsset = expectWord(cursor, "name");
  if (leftAsset === null || expect(cursor, "[") === null) return null;
  const leftField = expectWord(cursor, "name");
  if (leftField === null || expect(cursor, "]") === null) return null;
  const leftMultiplicity = parseMultiplicity(cursor);
  if (leftMultiplicity === null || expect(cursor, "<--") === null) return null;
  const name = expectWord(cursor, "name");
  if (name === null || expect(cursor, "-->") === null) return null;
  const rightMultiplicity = parseMultiplicity(cursor);
  if (rightMultiplicity === null || expect(cursor, "[") === null) return null;
  const rightField = expectWord(cursor, "name");
  if (rightField === null || expect(cursor, "]") === null) return null;
  const rightAsset = expectWord(cursor, "name");
  if (rightAsset === null) return null;
  const meta = parseMeta(cursor);
  if (meta === null) return null;
  return {
    name,
    left: { asset: leftAsset, field: leftField, multiplicity: leftMultiplicity },
    right: { asset: rightAsset, field: rightField, multiplicity: rightMultiplicity },
    meta,
  };
}

/** After a problem: to the next line that can begin an association, or to the end of the block. */
function skipAssociation(cursor: Cursor): void {
  for (;;) {
    const { kind, isFirst } = peek(cursor);
    if (kind === "end" || kind === "}" || kind === "{") return;
    if (isFirst && kind === "name" && peek(cursor, 1).kind !== "name") return;
    if (isFirst && kind === "name" && peek(cursor, 2).kind === "{") return;
    take(cursor);
  }
}

/** Reads `associations { … }`, the keyword being the next token. What could be read is returned. */
export function parseAssociations(cursor: Cursor): readonly AssociationSyntax[] {
  const associations: AssociationSyntax[] = [];
  take(cursor);
  if (expect(cursor, "{") === null) return associations;
  while (peek(cursor).kind === "name" && peek(cursor, 1).kind === "[") {
    const start = cursor.position;
    const association = parseAssociation(cursor);
    if (association !== null) associations.push(association);
    else if (cursor.position > start) skipAssociation(cursor);
  }
  expect(cursor, "}");
  return associations;
}
