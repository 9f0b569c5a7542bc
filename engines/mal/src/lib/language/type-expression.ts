/** Static types of expressions over assets, and the expressions with every name looked up. */
import { unreachable } from "@vallgrav/kernel";
import { commonAncestor } from "./analyse-assets.ts";
import type { AssetExpression, Reach } from "./language.ts";
import { reportError } from "./problems.ts";
import type { ExpressionSyntax } from "./syntax.ts";
import type { AssetEntry, Typed, World } from "./world.ts";
import { findAsset, findMember, isWithin } from "./world.ts";

type TwoSided = Extract<
  ExpressionSyntax,
  { readonly kind: "collect" | "union" | "intersection" | "difference" }
>;

/**
 * Finds the type of an expression that starts at an asset of type `start`. Null after a problem.
 * Each variable is looked at once, whatever the number of its uses.
 */
export function typeExpression(
  world: World,
  start: AssetEntry,
  syntax: ExpressionSyntax,
): Typed | null {
  switch (syntax.kind) {
    case "name":
      return typeField(world, start, syntax);
    case "call":
      return typeVariable(world, start, syntax);
    case "collect":
      return typeCollect(world, start, syntax);
    case "union":
    case "intersection":
    case "difference":
      return typeSets(world, start, syntax);
    case "transitive":
      return typeTransitive(world, start, syntax);
    case "subtype":
      return typeSubtype(world, start, syntax);
    default:
      return unreachable(syntax);
  }
}

type Named = Extract<ExpressionSyntax, { readonly kind: "name" | "call" }>;

function typeField(world: World, start: AssetEntry, { name, at }: Named): Typed | null {
  const field = findMember(start, "fields", name)?.value;
  if (field !== undefined)
    return { expression: { kind: "field", name, type: field.target }, depth: 1 };
  reportError(world.reporter, at, "mal/unknown-field", { asset: start.name, field: name });
  return null;
}

function typeVariable(world: World, start: AssetEntry, { name, at }: Named): Typed | null {
  const found = findMember(start, "variables", name);
  if (found === null) {
    reportError(world.reporter, at, "mal/unknown-variable", {
      asset: start.name,
      variable: name,
    });
    return null;
  }
  const owner = found.owner.name;
  const known = world.variables.get(found.value);
  const isOpenName = world.reporter.compat !== null && world.openNames.has(name);
  if (known === "open" || isOpenName) {
    reportError(world.reporter, at, "mal/variable-cycle", { asset: owner, variable: name });
    return null;
  }
  if (known === "wrong") return null;
  const body = known ?? typeBody(world, found.owner, name);
  if (body === null) return null;
  const { type } = body.expression;
  return deeper(world, { at }, body.depth, { kind: "variable", owner, name, type });
}

/** Finds the type of a variable's own expression and remembers it. */
export function typeBody(world: World, owner: AssetEntry, name: string): Typed | null {
  const variable = owner.variables.get(name);
  if (variable === undefined) return null;
  const known = world.variables.get(variable);
  if (known !== undefined) return typeof known === "string" ? null : known;
  world.variables.set(variable, "open");
  world.openNames.add(name);
  const body = typeExpression(world, owner, variable.expression);
  world.openNames.delete(name);
  world.variables.set(variable, body ?? "wrong");
  return body;
}

/**
 * An expression one level above parts of `depth` levels; null, with a problem, beyond the limit.
 */
function deeper(
  world: World,
  { at }: Pick<ExpressionSyntax, "at">,
  depth: number,
  expression: AssetExpression,
): Typed | null {
  const limit = 5 * world.reporter.limits.depth;
  if (depth < limit) return { expression, depth: depth + 1 };
  reportError(world.reporter, at, "mal/too-deep", { limit });
  return null;
}

/** The entry of a type that was found; types come from entries, so it is there. */
function entryOf(world: World, typed: Typed): AssetEntry | null {
  return world.assets.get(typed.expression.type) ?? null;
}

function typeCollect(world: World, start: AssetEntry, syntax: TwoSided): Typed | null {
  const left = typeExpression(world, start, syntax.left);
  const middle = left === null ? null : entryOf(world, left);
  const right = middle === null ? null : typeExpression(world, middle, syntax.right);
  return left === null || right === null ? null : collect(world, syntax, left, right);
}

function collect(world: World, syntax: TwoSided, left: Typed, right: Typed): Typed | null {
  return deeper(world, syntax, Math.max(left.depth, right.depth), {
    kind: "collect",
    left: left.expression,
    right: right.expression,
    type: right.expression.type,
  });
}

function typeSets(world: World, start: AssetEntry, syntax: TwoSided): Typed | null {
  const left = typeExpression(world, start, syntax.left);
  const right = typeExpression(world, start, syntax.right);
  if (left === null || right === null) return null;
  const leftType = entryOf(world, left);
  const rightType = entryOf(world, right);
  const common =
    leftType === null || rightType === null ? null : commonAncestor(leftType, rightType);
  if (common === null) {
    reportError(world.reporter, syntax.at, "mal/no-common-type", {
      left: left.expression.type,
      right: right.expression.type,
    });
    return null;
  }
  return deeper(world, syntax, Math.max(left.depth, right.depth), {
    kind: syntax.kind,
    left: left.expression,
    right: right.expression,
    type: common.name,
  });
}

type Closure = Extract<ExpressionSyntax, { readonly kind: "transitive" }>;

function typeTransitive(world: World, start: AssetEntry, syntax: Closure): Typed | null {
  const of = typeExpression(world, start, syntax.of);
  const result = of === null ? null : entryOf(world, of);
  if (of === null || result === null) return null;
  const { type } = of.expression;
  if (!isWithin(result, start)) {
    reportError(world.reporter, syntax.at, "mal/closure-leaves-type", {
      type,
      start: start.name,
    });
    return null;
  }
  return deeper(world, syntax, of.depth, { kind: "transitive", of: of.expression, type });
}

type Narrowing = Extract<ExpressionSyntax, { readonly kind: "subtype" }>;

function typeSubtype(world: World, start: AssetEntry, syntax: Narrowing): Typed | null {
  const of = typeExpression(world, start, syntax.of);
  const narrow = findAsset(world, syntax.type);
  const wide = of === null ? null : entryOf(world, of);
  if (of === null || narrow === null || wide === null) return null;
  if (!isWithin(narrow, wide)) {
    reportError(world.reporter, syntax.type.at, "mal/not-a-subtype", {
      type: narrow.name,
      of: wide.name,
    });
    return null;
  }
  return deeper(world, syntax, of.depth, {
    kind: "subtype",
    of: of.expression,
    type: narrow.name,
  });
}

/**
 * A reach with the entry of the asset its step is looked up on, and nesting as in {@link Typed}.
 */
export type TypedReach = { readonly reach: Reach; readonly on: AssetEntry; readonly depth: number };

/** Looks up an expression that must end in a step, as after `->`. Null after a problem. */
export function typeReach(
  world: World,
  start: AssetEntry,
  syntax: ExpressionSyntax,
): TypedReach | null {
  const { reporter } = world;
  if (syntax.kind === "name") {
    if (findMember(start, "steps", syntax.name) === null) {
      reportError(reporter, syntax.at, "mal/unknown-step", {
        asset: start.name,
        step: syntax.name,
      });
      return null;
    }
    const from: AssetExpression = { kind: "self", type: start.name };
    return { reach: { from, step: syntax.name }, on: start, depth: 0 };
  }
  if (syntax.kind !== "collect") {
    reportError(reporter, syntax.at, "mal/not-a-step", {});
    return null;
  }
  const left = typeExpression(world, start, syntax.left);
  const middle = left === null ? null : entryOf(world, left);
  const rest = middle === null ? null : typeReach(world, middle, syntax.right);
  if (left === null || rest === null) return null;
  const right: Typed = { expression: rest.reach.from, depth: rest.depth };
  const path = right.expression.kind === "self" ? left : collect(world, syntax, left, right);
  if (path === null) return null;
  return {
    reach: { from: path.expression, step: rest.reach.step },
    on: rest.on,
    depth: path.depth,
  };
}
