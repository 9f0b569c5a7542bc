/** Steps with what they inherit: as malc does it. */
import type { Where } from "@vallgrav/kernel";
import type { NodeKind } from "../attack-graph.ts";
import { nodeKind } from "../attack-graph.ts";
import { readDefenceTime, readStepTime } from "./check-time.ts";
import type { AssetExpression, Detector, Meta, Reach, RiskFlags, Step } from "./language.ts";
import type { Reporter } from "./problems.ts";
import { reportError, reportWarning } from "./problems.ts";
import type { DetectorSyntax, StepKind, StepSyntax } from "./syntax.ts";
import { typeExpression, typeReach } from "./type-expression.ts";
import type { AssetEntry, World } from "./world.ts";
import { findMember, metaOf } from "./world.ts";

const kinds: Readonly<Record<StepKind, NodeKind>> = {
  or: nodeKind.or,
  and: nodeKind.and,
  defence: nodeKind.defence,
  exist: nodeKind.exist,
  notExist: nodeKind.notExist,
};

function isAttack({ kind }: StepSyntax): boolean {
  return kind === "or" || kind === "and";
}

function isExistence({ kind }: StepSyntax): boolean {
  return kind === "exist" || kind === "notExist";
}

/**
 * The step above as far as the toolbox inherits it (SPEC T): nothing where reaches are replaced,
 * and never time, risk, mode or detectors.
 */
function aboveInToolbox({ reaches }: StepSyntax, above: Step | null): Step | null {
  if (above === null || reaches?.mode === "replace") return null;
  return { ...above, mode: null, time: null, risk: null, detectors: [] };
}

/** A step declared by `entry`, with what the step `above` of the same name gives it. */
export function resolveStep(
  world: World,
  entry: AssetEntry,
  syntax: StepSyntax,
  inherited: Step | null,
): Step {
  const { reporter } = world;
  const isToolbox = reporter.compat !== null;
  const above = isToolbox ? aboveInToolbox(syntax, inherited) : inherited;
  const tags = [...syntax.tags, ...(above?.tags ?? [])];
  return {
    name: syntax.name.text,
    kind: kinds[syntax.kind],
    owner: entry.name,
    mode: resolveMode(reporter, syntax, above),
    time: resolveTime(reporter, syntax, above),
    tags: isToolbox ? tags : [...new Set(tags)],
    risk: resolveRisk(reporter, syntax, above),
    meta: resolveMeta(reporter, syntax, above),
    detectors: resolveDetectors(world, entry, syntax, above),
    requires: resolveRequires(world, entry, syntax, above),
    reaches: resolveReaches(world, entry, syntax, above),
  };
}

function resolveMode(reporter: Reporter, syntax: StepSyntax, above: Step | null): Step["mode"] {
  const { mode, name } = syntax;
  if (mode !== null && !isAttack(syntax))
    reportError(reporter, name.at, "mal/mode-on-gate", { step: name.text });
  return mode ?? above?.mode ?? null;
}

function resolveTime(reporter: Reporter, syntax: StepSyntax, above: Step | null): Step["time"] {
  const { time, name } = syntax;
  if (time === null) return above?.time ?? null;
  if (isExistence(syntax)) {
    reportError(reporter, time.at, "mal/time-misplaced", { step: name.text });
    return null;
  }
  if (!isAttack(syntax)) return readDefenceTime(reporter, time);
  if ((syntax.mode ?? above?.mode) === "effect")
    reportWarning(reporter, time.at, "mal/time-on-effect", { step: name.text });
  return readStepTime(reporter, time);
}

function resolveRisk(reporter: Reporter, syntax: StepSyntax, above: Step | null): RiskFlags | null {
  const { risk, name } = syntax;
  if (risk === null) return above?.risk ?? null;
  if (!isAttack(syntax)) reportError(reporter, name.at, "mal/risk-on-gate", { step: name.text });
  for (const [index, letter] of risk.entries())
    if (risk.indexOf(letter) !== index)
      reportWarning(reporter, name.at, "mal/duplicate-risk", { step: name.text, risk: letter });
  return {
    confidentiality: risk.includes("C"),
    integrity: risk.includes("I"),
    availability: risk.includes("A"),
  };
}

function resolveMeta(reporter: Reporter, syntax: StepSyntax, above: Step | null): Meta {
  const own = metaOf(reporter, syntax.meta);
  const inherited = Object.entries(above?.meta ?? {});
  // In the toolbox the text above wins.
  const pairs = reporter.compat === null ? [...inherited, ...own] : [...own, ...inherited];
  return Object.fromEntries(pairs);
}

function resolveDetectors(
  world: World,
  entry: AssetEntry,
  syntax: StepSyntax,
  above: Step | null,
): readonly Detector[] {
  const detectors = new Map((above?.detectors ?? []).map((detector) => [detector.name, detector]));
  const own = new Set<string>();
  for (const detector of syntax.detectors) {
    const { text, at } = detector.name;
    if (own.has(text))
      reportError(world.reporter, at, "mal/duplicate-detector", {
        step: syntax.name.text,
        detector: text,
      });
    own.add(text);
    detectors.set(text, readDetector(world, entry, detector));
  }
  return [...detectors.values()];
}

function readDetector(world: World, entry: AssetEntry, syntax: DetectorSyntax): Detector {
  const { name, type, truePositive, falsePositive } = syntax;
  for (const rate of [truePositive, falsePositive])
    if (rate !== null && rate > 1) reportError(world.reporter, name.at, "mal/bad-rate", { rate });
  const context: Detector["context"][number][] = [];
  for (const { label, expression } of syntax.context) {
    const typed = typeReach(world, entry, expression);
    if (typed !== null) context.push({ label, reach: typed.reach });
  }
  return { name: name.text, context, type, truePositive, falsePositive };
}

function resolveRequires(
  world: World,
  entry: AssetEntry,
  syntax: StepSyntax,
  above: Step | null,
): readonly AssetExpression[] {
  const { requires, name, kind } = syntax;
  const step = name.text;
  if (requires === null) {
    if (isExistence(syntax) && above === null)
      reportError(world.reporter, name.at, "mal/requires-missing", { step });
    return above?.requires ?? [];
  }
  if (!isExistence(syntax))
    reportError(world.reporter, name.at, "mal/requires-misplaced", { step });
  if (kind === "notExist" && requires.length > 1)
    reportWarning(world.reporter, name.at, "mal/several-not-exist", { step });
  const isToolbox = world.reporter.compat !== null;
  const expressions: AssetExpression[] = isToolbox ? [...(above?.requires ?? [])] : [];
  for (const expression of requires) {
    const typed = typeExpression(world, entry, expression);
    if (typed !== null) expressions.push(typed.expression);
  }
  return expressions;
}

function resolveReaches(
  world: World,
  entry: AssetEntry,
  { reaches, name }: StepSyntax,
  above: Step | null,
): readonly Reach[] {
  if (reaches === null) return above?.reaches ?? [];
  if (reaches.mode === "extend" && above === null)
    reportError(world.reporter, reaches.at, "mal/nothing-to-extend", { step: name.text });
  const resolved: Reach[] = reaches.mode === "extend" ? [...(above?.reaches ?? [])] : [];
  for (const expression of reaches.expressions) {
    const typed = typeReach(world, entry, expression);
    if (typed === null) continue;
    warnOfGate(world, typed.on, typed.reach.step, expression.at);
    resolved.push(typed.reach);
  }
  return resolved;
}

/**
 * A step that leads to a gate has no effect; in malc's generated code it would switch a defence
 * off.
 */
function warnOfGate(world: World, asset: AssetEntry, step: string, at: Where): void {
  const target = findMember(asset, "steps", step)?.value;
  if (target !== undefined && !isAttack(target))
    reportWarning(world.reporter, at, "mal/reach-to-gate", { asset: asset.name, step });
}
