/** The rules that are held, as the pages list them. */
import { isReadable } from "@vallgrav/eventlogs";
import { attackTactics, detectionWords } from "@vallgrav/knowledge";
import type { RuleSet, SigmaDocument } from "@vallgrav/sigma";
import type { MatrixColumn, WatchRule, WatchRules } from "../api/index.ts";
import { headOf } from "./alert-of.ts";

/** What of a rule travels; its words are put to it where it is read. */
export type ListedRule = Omit<WatchRule, "name">;

function sourceOf(document: SigmaDocument): string {
  if (document.kind !== "rule") return "";
  const { product, category, service } = document.logSource;
  return [product, category, service].filter((one) => one !== null).join(" / ");
}

function listed(key: string, document: SigmaDocument, state: ListedRule["state"]): ListedRule {
  const { title, level, techniques } = headOf(key, {
    ...document,
    description: "",
    falsePositives: [],
  });
  return { rule: key, title, level, techniques, source: sourceOf(document), state };
}

/** All that alert, and all that wait, by title. */
export function listRules({ rules, correlations, inactive }: RuleSet): readonly ListedRule[] {
  return [
    ...rules
      .filter(({ alerts }) => alerts)
      .map(({ key, rule }) => listed(key, rule, isReadable(rule.logSource) ? "active" : "unfed")),
    ...correlations
      .filter(({ alerts }) => alerts)
      .map(({ key, correlation }) => listed(key, correlation, "active")),
    ...inactive.map(({ document }) => listed(document.id ?? "", document, "waiting")),
  ].sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** How many can fire as soon as a log comes. */
export function activeOf(list: readonly ListedRule[]): number {
  return list.filter(({ state }) => state === "active").length;
}

/** How many rules that can fire look for each technique of the matrix. */
function matrixOf(list: readonly ListedRule[]): readonly MatrixColumn[] {
  const counts = new Map<string, number>();
  for (const { state, techniques } of list) {
    if (state !== "active") continue;
    // One rule counts once for a technique, however many parts of it it names.
    for (const id of new Set(techniques.map((technique) => technique.slice(0, 5))))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return attackTactics.map(({ name: tactic, techniques }) => ({
    tactic,
    techniques: techniques.map(({ id, name }) => ({ id, name, rules: counts.get(id) ?? 0 })),
  }));
}

/** The list with our own words. */
export function rulesView(list: readonly ListedRule[]): WatchRules {
  const rules = list.map((one) => ({ ...one, name: detectionWords.get(one.rule)?.title ?? null }));
  const techniques = new Set(
    list.filter(({ state }) => state === "active").flatMap((one) => one.techniques),
  );
  return { rules, techniques: techniques.size, matrix: matrixOf(list) };
}
