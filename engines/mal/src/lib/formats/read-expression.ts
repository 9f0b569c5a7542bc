/** Expressions of `langspec.json`: over assets, and over time. */
import type { ExpressionSyntax, TimeOperator, TimeSyntax } from "../language/syntax.ts";
import type { FormatReporter } from "./problems.ts";
import { whereOf } from "./problems.ts";
import { needName } from "./take-names.ts";
import type { Members } from "./take.ts";
import { find, need, needItems, needText, unexpectedKind, unsignedOf } from "./take.ts";
import { openMap } from "./take.ts";
import type { Tree } from "./tree.ts";

const shape = {
  names: ["type", "name", "lhs", "rhs", "stepExpression", "subType", "arguments", "value"],
  others: "error",
} as const;

function operand(members: Members, key: string, endsInStep: boolean): ExpressionSyntax | null {
  const tree = need(members, key);
  return tree === null ? null : readExpression(members.reporter, tree, endsInStep);
}

/** An expression; null after a problem. Where it `endsInStep`, its last part names a step. */
export function readExpression(
  reporter: FormatReporter,
  tree: Tree,
  endsInStep: boolean,
): ExpressionSyntax | null {
  const members = openMap(reporter, tree, "stepExpression", shape);
  if (members === null) return null;
  const at = whereOf(reporter, tree.at);
  const type = needText(members, "type");
  switch (type) {
    case "union":
    case "intersection":
    case "difference":
    case "collect": {
      const left = operand(members, "lhs", false);
      const right = operand(members, "rhs", endsInStep && type === "collect");
      return left === null || right === null ? null : { kind: type, left, right, at };
    }
    case "transitive": {
      const of = operand(members, "stepExpression", false);
      return of === null ? null : { kind: "transitive", of, at };
    }
    case "subType": {
      const of = operand(members, "stepExpression", false);
      return of === null ? null : { kind: "subtype", of, type: needName(members, "subType"), at };
    }
    case "field":
    case "attackStep":
    case "variable":
      // A field where a step must stand would be looked up as a step, and the other way round.
      if (type !== "variable" && (type === "attackStep") !== endsInStep)
        return unexpectedKind(reporter, tree.at, "type", "known-word");
      return {
        kind: type === "variable" ? "call" : "name",
        name: needName(members, "name").text,
        at,
      };
    default:
      return unexpectedKind(reporter, tree.at, "type", "known-word");
  }
}

const operators: ReadonlyMap<string, TimeOperator> = new Map([
  ["addition", "add"],
  ["subtraction", "subtract"],
  ["multiplication", "multiply"],
  ["division", "divide"],
  ["exponentiation", "power"],
]);

/** A time; null after a problem. */
export function readTime(reporter: FormatReporter, tree: Tree): TimeSyntax | null {
  const members = openMap(reporter, tree, "ttc", shape);
  if (members === null) return null;
  const at = whereOf(reporter, tree.at);
  const type = needText(members, "type");
  const kind = operators.get(type);
  if (kind !== undefined) {
    const [left, right] = ["lhs", "rhs"].map((key) => {
      const side = need(members, key);
      return side === null ? null : readTime(reporter, side);
    });
    return left && right ? { kind, left, right, at } : null;
  }
  if (type === "function") {
    const values = find(members, "arguments") === null ? [] : needItems(members, "arguments");
    const numbers = values.map((value) => unsignedOf(reporter, value, "arguments"));
    return { kind: "call", name: needText(members, "name"), arguments: numbers, at };
  }
  if (type !== "number") return unexpectedKind(reporter, tree.at, "type", "known-word");
  const value = need(members, "value");
  return value === null
    ? null
    : { kind: "number", value: unsignedOf(reporter, value, "value"), at };
}
