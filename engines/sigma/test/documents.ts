/** Rules, filters and events for the tests, from as few words as they need. */
import type {
  EventFields,
  RuleSet,
  SigmaDocument,
  SigmaEvent,
  SigmaProblem,
  SigmaRule,
} from "../src/index.ts";
import { buildRuleSet, parseSigma } from "../src/index.ts";

/** A rule around a detection, whose lines are written at the left margin. */
export function ruleText(detection: string, more = "", title = "Test"): string {
  const body = detection.replaceAll(/^/gm, "  ");
  return `title: ${title}\nlogsource:\n  product: test\ndetection:\n${body}\n${more}`;
}

/** The documents of a text that must be read without an error. */
export function documentsOf(
  text: string,
  placeholders: Readonly<Record<string, readonly string[]>> = {},
): readonly SigmaDocument[] {
  const { documents, problems } = parseSigma("test.yml", text, {
    placeholders: new Map(Object.entries(placeholders)),
  });
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return documents;
}

/** The one rule of a detection. */
export function ruleOf(
  detection: string,
  placeholders: Readonly<Record<string, readonly string[]>> = {},
): SigmaRule {
  const [rule] = documentsOf(ruleText(detection), placeholders);
  if (rule?.kind !== "rule") throw new Error("not a rule");
  return rule;
}

/** A rule whose only selection is these items. */
export function itemRule(
  items: string,
  placeholders: Readonly<Record<string, readonly string[]>> = {},
): SigmaRule {
  return ruleOf(`s:\n${items.replaceAll(/^/gm, "  ")}\ncondition: s`, placeholders);
}

/** An event of the product `test`. */
export function eventOf(fields: EventFields, more: Partial<SigmaEvent> = {}): SigmaEvent {
  const source = { product: "test", service: null, categories: [] };
  return { source, fields, text: null, timeMs: null, ...more };
}

/** What was wrong with a text: severity, code, place and arguments. */
export function problemsOf(text: string): readonly (readonly [string, string, string, object])[] {
  return parseSigma("test.yml", text).problems.map(told);
}

/** A problem in short. */
export function told({
  severity,
  code,
  at,
  args,
}: SigmaProblem): readonly [string, string, string, object] {
  return [severity, code, at?.place ?? "", args];
}

/** Problems of a rule with this detection, without their places. */
export function detectionProblems(
  detection: string,
): readonly (readonly [string, string, object])[] {
  return problemsOf(ruleText(detection)).map(([severity, code, , args]) => [severity, code, args]);
}

/** The rule set of a text that must be read without an error. */
export function ruleSetOf(text: string): RuleSet {
  return buildRuleSet(documentsOf(text));
}
