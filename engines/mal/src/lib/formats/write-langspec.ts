/** A language's tree → `langspec.json`, byte for byte as malc writes it. */
import { unreachable } from "@vallgrav/kernel";
import type { TimeExpression } from "../attack-graph.ts";
import type {
  AssetSyntax,
  AssociationSyntax,
  DetectorSyntax,
  ExpressionSyntax,
  LanguageSyntax,
  MetaSyntax,
  MultiplicitySyntax,
  Risk,
  StepKind,
  StepSyntax,
} from "../language/syntax.ts";
import { malcLayout, renderJson } from "./render.ts";
import type { Tree } from "./tree.ts";
import { booleanOf, listOf, mapOf, nothing, realOf, textOf, wholeOf } from "./tree.ts";

const kinds: Readonly<Record<StepKind, string>> = {
  or: "or",
  and: "and",
  defence: "defense",
  exist: "exist",
  notExist: "notExist",
};

const operators: Readonly<Record<Exclude<TimeExpression["kind"], "call" | "number">, string>> = {
  add: "addition",
  subtract: "subtraction",
  multiply: "multiplication",
  divide: "division",
  power: "exponentiation",
};

function metaTree(meta: readonly MetaSyntax[]): Tree {
  return mapOf(meta.map(({ key, text }) => [key.text, textOf(text)]));
}

function expressionTree(syntax: ExpressionSyntax, endsInStep: boolean): Tree {
  switch (syntax.kind) {
    case "name":
      return mapOf([
        ["type", textOf(endsInStep ? "attackStep" : "field")],
        ["name", textOf(syntax.name)],
      ]);
    case "call":
      return mapOf([
        ["type", textOf("variable")],
        ["name", textOf(syntax.name)],
      ]);
    case "collect":
    case "union":
    case "intersection":
    case "difference":
      return mapOf([
        ["type", textOf(syntax.kind)],
        ["lhs", expressionTree(syntax.left, false)],
        ["rhs", expressionTree(syntax.right, endsInStep && syntax.kind === "collect")],
      ]);
    case "transitive":
      return mapOf([
        ["type", textOf("transitive")],
        ["stepExpression", expressionTree(syntax.of, false)],
      ]);
    case "subtype":
      return mapOf([
        ["type", textOf("subType")],
        ["subType", textOf(syntax.type.text)],
        ["stepExpression", expressionTree(syntax.of, false)],
      ]);
    default:
      return unreachable(syntax);
  }
}

/** A time as both tools write it. */
export function timeTree(syntax: TimeExpression): Tree {
  if (syntax.kind === "number")
    return mapOf([
      ["type", textOf("number")],
      ["value", realOf(syntax.value)],
    ]);
  if (syntax.kind === "call")
    return mapOf([
      ["type", textOf("function")],
      ["name", textOf(syntax.name)],
      ["arguments", listOf(syntax.arguments.map((value) => realOf(value)))],
    ]);
  return mapOf([
    ["type", textOf(operators[syntax.kind])],
    ["lhs", timeTree(syntax.left)],
    ["rhs", timeTree(syntax.right)],
  ]);
}

function riskTree(risk: readonly Risk[] | null): Tree {
  if (risk === null) return nothing;
  return mapOf([
    ["isConfidentiality", booleanOf(risk.includes("C"))],
    ["isIntegrity", booleanOf(risk.includes("I"))],
    ["isAvailability", booleanOf(risk.includes("A"))],
  ]);
}

function listTree(
  overrides: boolean,
  expressions: readonly ExpressionSyntax[],
  endsInStep: boolean,
): Tree {
  const trees = expressions.map((one) => expressionTree(one, endsInStep));
  return mapOf([
    ["overrides", booleanOf(overrides)],
    ["stepExpressions", listOf(trees)],
  ]);
}

const symbols = { collect: ".", union: " \\/ ", intersection: " /\\ ", difference: " - " } as const;

/** An expression as source text. */
export function expressionText(syntax: ExpressionSyntax): string {
  switch (syntax.kind) {
    case "name":
      return syntax.name;
    case "call":
      return `${syntax.name}()`;
    case "transitive":
      return `(${expressionText(syntax.of)})*`;
    case "subtype":
      return `(${expressionText(syntax.of)})[${syntax.type.text}]`;
    case "collect":
    case "union":
    case "intersection":
    case "difference": {
      const [left, right] = [syntax.left, syntax.right].map((side) =>
        side.kind === "name" || side.kind === "call"
          ? expressionText(side)
          : `(${expressionText(side)})`,
      );
      return `${left}${symbols[syntax.kind]}${right}`;
    }
    default:
      return unreachable(syntax);
  }
}

function rateTree(rate: number | null): Tree {
  return rate === null ? nothing : realOf(rate);
}

function detectorTree({ name, context, type, truePositive, falsePositive }: DetectorSyntax): Tree {
  const labelled = context.map(
    ({ label, expression }) =>
      [label ?? expressionText(expression), expressionTree(expression, true)] as const,
  );
  return mapOf([
    ["name", textOf(name.text)],
    ["context", mapOf(labelled)],
    ["type", type === null ? nothing : textOf(type)],
    ["tprate", rateTree(truePositive)],
    ["fprate", rateTree(falsePositive)],
  ]);
}

function stepTree(step: StepSyntax): Tree {
  const { name, meta, kind, tags, risk, time, requires, reaches, mode, detectors } = step;
  const detected = detectors.map((one) => [one.name.text, detectorTree(one)] as const);
  const isExtended = reaches?.mode === "extend";
  return mapOf([
    ["name", textOf(name.text)],
    ["meta", metaTree(meta)],
    ["type", textOf(kinds[kind])],
    ["tags", listOf(tags.map((tag) => textOf(tag)))],
    ["risk", riskTree(risk)],
    ["ttc", time === null ? nothing : timeTree(time)],
    ["requires", requires === null ? nothing : listTree(true, requires, false)],
    ["reaches", reaches === null ? nothing : listTree(!isExtended, reaches.expressions, true)],
    ["detectors", detected.length === 0 ? undefined : mapOf(detected)],
    ["causal_mode", mode === null ? undefined : textOf(mode)],
  ]);
}

function assetTree(asset: AssetSyntax, category: string): Tree {
  const { name, meta, isAbstract, parent, variables, steps } = asset;
  return mapOf([
    ["name", textOf(name.text)],
    ["meta", metaTree(meta)],
    ["category", textOf(category)],
    ["isAbstract", booleanOf(isAbstract)],
    ["superAsset", parent === null ? nothing : textOf(parent.text)],
    [
      "variables",
      listOf(
        variables.map((variable) =>
          mapOf([
            ["name", textOf(variable.name.text)],
            ["stepExpression", expressionTree(variable.expression, false)],
          ]),
        ),
      ),
    ],
    ["attackSteps", listOf(steps.map((step) => stepTree(step)))],
  ]);
}

/** `1` is 1..1 and `*` is 0..*. */
function multiplicityTree({ low, high }: MultiplicitySyntax): Tree {
  const max = high === undefined ? low : high;
  return mapOf([
    ["min", wholeOf(high === undefined && low === null ? 0 : (low ?? 0))],
    ["max", max === null ? nothing : wholeOf(max)],
  ]);
}

function associationTree({ name, meta, left, right }: AssociationSyntax): Tree {
  return mapOf([
    ["name", textOf(name.text)],
    ["meta", metaTree(meta)],
    ["leftAsset", textOf(left.asset.text)],
    ["leftField", textOf(left.field.text)],
    ["leftMultiplicity", multiplicityTree(left.multiplicity)],
    ["rightAsset", textOf(right.asset.text)],
    ["rightField", textOf(right.field.text)],
    ["rightMultiplicity", multiplicityTree(right.multiplicity)],
  ]);
}

/** `langspec.json` (format 1.0.0) of a language that compiles; the toolbox reads it. Linear. */
export function langspecText({ defines, categories, associations }: LanguageSyntax): string {
  const merged = new Map<string, MetaSyntax[]>();
  for (const { name, meta } of categories)
    merged.set(name.text, [...(merged.get(name.text) ?? []), ...meta]);
  const assets = categories.flatMap((category) =>
    category.assets.map((asset) => assetTree(asset, category.name.text)),
  );
  const root = mapOf([
    ["formatVersion", textOf("1.0.0")],
    ["defines", mapOf(defines.map(({ key, value }) => [key.text, textOf(value)]))],
    [
      "categories",
      listOf(
        [...merged].map(([name, meta]) =>
          mapOf([
            ["name", textOf(name)],
            ["meta", metaTree(meta)],
          ]),
        ),
      ),
    ],
    ["assets", listOf(assets)],
    ["associations", listOf(associations.map((one) => associationTree(one)))],
  ]);
  return renderJson(root, malcLayout);
}
