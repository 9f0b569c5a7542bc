/** Associations and the fields they give to assets. */
import type { Where } from "@vallgrav/kernel";
import type { Association, AssociationEnd } from "./language.ts";
import type { Reporter } from "./problems.ts";
import { reportError, reportWarning } from "./problems.ts";
import type { AssociationSyntax, EndSyntax, MultiplicitySyntax } from "./syntax.ts";
import type { AssetEntry, World } from "./world.ts";
import { checkName, findAsset, findMember, metaOf } from "./world.ts";

type Bounds = Pick<AssociationEnd, "min" | "max">;

function show(bound: number | null): string {
  return bound === null ? "*" : String(bound);
}

/**
 * `1` is 1..1, `*` is 0..*. Others than 0..1, 1, * and 1..* are taken with a warning if sensible.
 */
function readMultiplicity(reporter: Reporter, syntax: MultiplicitySyntax): Bounds {
  const { low, high, at } = syntax;
  const multiplicity = high === undefined ? show(low) : `${show(low)}..${show(high)}`;
  const isAny = low === null && high === undefined;
  const min = isAny ? 0 : low;
  const max = high === undefined ? low : high;
  if (min === null || (max !== null && (max < 1 || max < min))) {
    reportError(reporter, at, "mal/bad-multiplicity", { multiplicity });
    return { min: 0, max: null };
  }
  if (min > 1 || (max !== null && max > 1))
    reportWarning(reporter, at, "mal/unusual-multiplicity", { multiplicity });
  return { min, max };
}

type End = { readonly entry: AssetEntry; readonly end: AssociationEnd; readonly at: Where };

function readEnd(world: World, { asset, field, multiplicity }: EndSyntax): End | null {
  const { reporter } = world;
  checkName(reporter, field);
  const entry = findAsset(world, asset);
  const bounds = readMultiplicity(reporter, multiplicity);
  if (entry === null) return null;
  return { entry, end: { asset: asset.text, field: field.text, ...bounds }, at: field.at };
}

/** Gives the asset of `near` the field that holds what stands at `far`. */
function addField(world: World, near: End, far: End, association: number): void {
  const { asset, field, min, max } = far.end;
  const { entry } = near;
  if (entry.fields.has(field)) {
    reportError(world.reporter, far.at, "mal/duplicate-field", { asset: entry.name, field });
    return;
  }
  entry.fields.set(field, {
    name: field,
    owner: entry.name,
    target: asset,
    reverse: near.end.field,
    association,
    min,
    max,
  });
}

/** Reads all associations and gives assets their own fields. */
export function gatherAssociations(
  world: World,
  associations: readonly AssociationSyntax[],
): readonly Association[] {
  const { reporter } = world;
  const known = new Set<string>();
  const read: Association[] = [];
  for (const { name, meta, ...ends } of associations) {
    checkName(reporter, name);
    const key = `${name.text} ${ends.left.field.text} ${ends.right.field.text}`;
    if (known.has(key))
      reportError(reporter, name.at, "mal/duplicate-association", { association: name.text });
    known.add(key);
    const left = readEnd(world, ends.left);
    const right = readEnd(world, ends.right);
    const texts = metaOf(reporter, meta);
    if (left === null || right === null) continue;
    addField(world, left, right, read.length);
    addField(world, right, left, read.length);
    read.push({
      name: name.text,
      left: left.end,
      right: right.end,
      meta: Object.fromEntries(texts),
    });
  }
  return read;
}

/** A field's name is no other field's and no step's anywhere in the hierarchy above its asset. */
export function checkFieldNames(world: World, associations: readonly AssociationSyntax[]): void {
  for (const { left, right } of associations)
    for (const [near, far] of [
      [left, right],
      [right, left],
    ] as const) {
      const entry = world.assets.get(near.asset.text);
      const parent = entry?.lineage[1];
      const { text, at } = far.field;
      if (entry === undefined || parent === undefined) continue;
      if (findMember(parent, "fields", text) !== null)
        reportError(world.reporter, at, "mal/duplicate-field", { asset: entry.name, field: text });
      if (findMember(parent, "steps", text) !== null)
        reportError(world.reporter, at, "mal/field-named-as-step", {
          asset: entry.name,
          name: text,
        });
    }
}
