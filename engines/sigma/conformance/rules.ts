/**
 * The engine against the public rules and their own test events: all load, each fires on the event
 * that was recorded for it, and the compiled matcher says what the plain meaning says.
 */
import {
  buildRuleSet,
  compileMatcher,
  coverageOf,
  type EventFields,
  interpret,
  isForSource,
  type RuleSet,
} from "../src/index.ts";
import { archiveRules, type SampleCase, sampleCases } from "./archive.ts";
import { windowsCategories, windowsEvent } from "./windows-event.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

function loading(shared: string): readonly [RuleSet, readonly Comparison[]] {
  const { texts, documents, problems } = archiveRules(shared);
  const errors = problems.filter(({ severity }) => severity === "error");
  const rules = buildRuleSet(documents);
  const waiting = rules.inactive.map(({ document, needs }) => `${document.title}: ${needs.join()}`);
  return [
    rules,
    [
      {
        name: "every rule of the archive loads",
        passed: texts.length > 3_000 && documents.length === texts.length && errors.length === 0,
        detail: `${documents.length} of ${texts.length}; ${errors.map(({ code }) => code).join()}`,
      },
      {
        name: "only rules with placeholders wait, and nothing else is left out",
        passed:
          waiting.length === texts.filter(([, text]) => /\|expand/.test(text)).length &&
          rules.rules.length + waiting.length === documents.length &&
          rules.problems.length === 0,
        detail: waiting.join("; "),
      },
    ],
  ];
}

function differences(rules: RuleSet, events: readonly EventFields[]): readonly string[] {
  const matcher = compileMatcher(rules.rules);
  return events.flatMap((fields) => {
    const event = windowsEvent(fields);
    const fast = matcher.match(event);
    const plain = rules.rules.flatMap(({ rule, condition }, place) =>
      isForSource(rule.logSource, event.source) && interpret(condition, event) ? [place] : [],
    );
    const isSame = fast.undecided.length === 0 && fast.rules.join() === plain.join();
    return isSame ? [] : [`${fast.rules.join()} instead of ${plain.join()}`];
  });
}

function firing(rules: RuleSet, cases: readonly SampleCase[]): Comparison {
  const matcher = compileMatcher(rules.rules);
  let hits = 0;
  const silent = cases.filter(({ rule, events }) => {
    const keys = events.flatMap((fields) =>
      matcher.match(windowsEvent(fields)).rules.map((place) => rules.rules[place]?.key),
    );
    hits += keys.length;
    return !keys.includes(rule);
  });
  return {
    name: "every recorded event fires its rule",
    passed: cases.length > 0 && silent.length === 0,
    detail: `${cases.length} cases, ${hits} hits; silent: ${silent.map(({ rule }) => rule).join()}`,
  };
}

/** Windows categories that no event log has: they come from a kernel trace. */
const unfed = new Set(["file_rename"]);

/** Every kind of source that rules ask for, Windows categories only as event logs feed them. */
function coverage(rules: RuleSet): Comparison {
  const feeds = rules.rules.flatMap(({ rule: { logSource } }) => {
    const { product, service, category } = logSource;
    const isFed = product !== "windows" || category === null || windowsCategories.has(category);
    const facts = { product, service, categories: category === null ? [] : [category] };
    return isFed ? [{ facts, fields: null }] : [];
  });
  const judged = coverageOf(rules.rules, feeds);
  const idle = rules.rules.filter((_, place) => judged[place]?.state !== "can-fire");
  const categories = new Set(idle.map(({ rule }) => rule.logSource.category ?? ""));
  return {
    name: "no event log feeds the rules on renamed files, and no others",
    passed: idle.length > 0 && [...categories].every((one) => unfed.has(one)),
    detail: `${idle.length} rules: ${[...categories].join()}`,
  };
}

/** Runs the comparisons. */
export function run(shared: string): readonly Comparison[] {
  const [rules, loaded] = loading(shared);
  const cases = sampleCases(shared);
  const events = cases.flatMap((one) => one.events);
  const different = differences(rules, events);
  return [
    ...loaded,
    coverage(rules),
    firing(rules, cases),
    {
      name: "the compiled matcher says what the plain meaning says",
      passed: events.length > 0 && different.length === 0,
      detail: `${events.length} events; ${different.join("; ")}`,
    },
  ];
}
