/** One step of `langspec.json`, with the toolbox's `detectors` and `causal_mode`. */
import type {
  DetectorSyntax,
  ExpressionSyntax,
  Risk,
  StepKind,
  StepMode,
  StepSyntax,
} from "../language/syntax.ts";
import type { FormatReporter } from "./problems.ts";
import { whereOf } from "./problems.ts";
import { readExpression, readTime } from "./read-expression.ts";
import { nameOf, needName, readMeta } from "./take-names.ts";
import type { Members } from "./take.ts";
import { entriesOf, find, need, needBoolean, needItems, needText, openMap } from "./take.ts";
import { unexpectedKind, unsignedOf } from "./take.ts";
import type { Tree } from "./tree.ts";

const kinds: ReadonlyMap<string, StepKind> = new Map([
  ["or", "or"],
  ["and", "and"],
  ["defense", "defence"],
  ["exist", "exist"],
  ["notExist", "notExist"],
]);

function readRisk(members: Members): readonly Risk[] | null {
  const tree = find(members, "risk");
  if (tree === null) return null;
  const names = ["isConfidentiality", "isIntegrity", "isAvailability"];
  const risk = openMap(members.reporter, tree, "risk", { names, others: "error" });
  if (risk === null) return null;
  return names.flatMap((name) => {
    const letter = name.slice(2, 3);
    const isThere = needBoolean(risk, name);
    return isThere && (letter === "C" || letter === "I" || letter === "A") ? letter : [];
  });
}

type List = {
  readonly overrides: boolean;
  readonly expressions: readonly ExpressionSyntax[];
  readonly at: number;
};

function readList(members: Members, key: "requires" | "reaches"): List | null {
  const tree = find(members, key);
  const { reporter } = members;
  const shape = { names: ["overrides", "stepExpressions"], others: "error" } as const;
  const list = tree === null ? null : openMap(reporter, tree, key, shape);
  if (list === null) return null;
  const expressions = needItems(list, "stepExpressions").flatMap(
    (item) => readExpression(reporter, item, key === "reaches") ?? [],
  );
  return { overrides: needBoolean(list, "overrides"), expressions, at: list.at };
}

function readRate(members: Members, key: "tprate" | "fprate"): number | null {
  const tree = find(members, key);
  return tree === null ? null : unsignedOf(members.reporter, tree, key);
}

const isLabel = /^[A-Za-z_][A-Za-z0-9_]*$/;

function readDetector(reporter: FormatReporter, tree: Tree): DetectorSyntax | null {
  const names = ["name", "context", "type", "tprate", "fprate"];
  const members = openMap(reporter, tree, "detectors", { names, others: "error" });
  if (members === null) return null;
  const context = find(members, "context");
  const entries = context === null ? [] : (entriesOf(reporter, context, "context") ?? []);
  return {
    name: {
      text: needText(members, "name"),
      at: whereOf(reporter, members.byKey.get("name")?.value.at ?? members.at),
    },
    context: entries.flatMap(({ key, value }) => {
      const expression = readExpression(reporter, value, true);
      // The toolbox names what has no label after the expression's text.
      return expression === null ? [] : { label: isLabel.test(key) ? key : null, expression };
    }),
    type: find(members, "type") === null ? null : needText(members, "type"),
    truePositive: readRate(members, "tprate"),
    falsePositive: readRate(members, "fprate"),
  };
}

function readDetectors(members: Members): readonly DetectorSyntax[] {
  const tree = find(members, "detectors");
  const entries = tree === null ? null : entriesOf(members.reporter, tree, "detectors");
  return (entries ?? []).flatMap(({ value }) => readDetector(members.reporter, value) ?? []);
}

function readMode(members: Members): StepMode | null {
  const tree = find(members, "causal_mode");
  if (tree === null) return null;
  if (tree.kind === "text" && (tree.text === "action" || tree.text === "effect")) return tree.text;
  return unexpectedKind(members.reporter, tree.at, "causal_mode", "known-word");
}

function readTags(members: Members): readonly string[] {
  return needItems(members, "tags").flatMap((item) => {
    if (item.kind === "text") return nameOf(members.reporter, item.text, item.at).text;
    unexpectedKind(members.reporter, item.at, "tags", "text");
    return [];
  });
}

const known = ["name", "meta", "type", "tags", "risk", "ttc", "requires", "reaches"];

/** A step; null after a problem that leaves none. */
export function readStep(reporter: FormatReporter, tree: Tree): StepSyntax | null {
  const names = [...known, "detectors", "causal_mode"];
  const members = openMap(reporter, tree, "attackSteps", { names, others: "error" });
  if (members === null) return null;
  const kind = kinds.get(needText(members, "type"));
  if (kind === undefined) return unexpectedKind(reporter, members.at, "type", "known-word");
  for (const key of ["risk", "ttc", "requires", "reaches"]) need(members, key);
  const ttc = find(members, "ttc");
  const requires = readList(members, "requires");
  const reaches = readList(members, "reaches");
  return {
    kind,
    mode: readMode(members),
    name: needName(members, "name"),
    tags: readTags(members),
    risk: readRisk(members),
    time: ttc === null ? null : readTime(reporter, ttc),
    meta: readMeta(members),
    detectors: readDetectors(members),
    requires: requires?.expressions ?? null,
    reaches: reaches && {
      mode: reaches.overrides ? "replace" : "extend",
      expressions: reaches.expressions,
      at: whereOf(reporter, reaches.at),
    },
  };
}
