/** `rules check` and `rules explain`: what rules say, and why one did or did not fire. */
import { unreachable } from "@vallgrav/kernel";
import type { ActiveRule, Explanation, RuleSet, ScalarValue, Test } from "@vallgrav/sigma";
import { explain, isForSource } from "@vallgrav/sigma";
import type { RulesCommand } from "./command.ts";
import { visible, whole } from "./format.ts";
import { tellCoverage } from "./hunt/rules-coverage.ts";
import { type FoundEvent, findEvents, findRules } from "./rule-files.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** A step as data: what was asked, of what, and the answer. */
type Step = {
  readonly step: Explanation["kind"] | "selection" | "item" | "filter" | "source";
  readonly name: string;
  readonly place: string;
  readonly holds: boolean;
  /** Values the event has; texts, numbers and the like by their text. */
  readonly found: readonly string[];
  readonly steps: readonly Step[];
};

const literalOnly = /[*?\\]/g;

/** What a value must be, written as in a rule. */
function wanted(test: Test): string {
  switch (test.kind) {
    case "text":
      return test.pattern
        .map((part) => {
          if (part.kind === "literal") return part.text.replaceAll(literalOnly, "\\$&");
          return { many: "*", one: "?", dash: "-" }[part.kind];
        })
        .join("");
    case "regex":
    case "cidr":
      return test.source;
    case "number":
      return `${test.comparison} ${test.value}`;
    case "time":
      return `${test.part} ${test.comparison} ${test.value}`;
    case "field":
      return test.other;
    case "exists":
    case "null":
      return test.kind;
    default:
      return unreachable(test);
  }
}

/** Longer values are cut: they are in the event. */
const longest = 200;

function shown(value: ScalarValue): string {
  const text = String(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function stepOf(explanation: Explanation): Step {
  const { holds } = explanation;
  switch (explanation.kind) {
    case "named": {
      const { what, name, at, part } = explanation;
      return { step: what, name, place: at.place, holds, found: [], steps: [stepOf(part)] };
    }
    case "leaf": {
      const { test, values } = explanation;
      const name = wanted(test);
      return { step: "leaf", name, place: "", holds, found: values.map(shown), steps: [] };
    }
    case "and":
    case "or":
    case "not": {
      const steps = explanation.parts.map(stepOf);
      return { step: explanation.kind, name: "", place: "", holds, found: [], steps };
    }
    default:
      return unreachable(explanation);
  }
}

/** Steps for people: those with a name, and under an item the values that decided it. */
function linesOf(step: Step, speaker: Speaker, depth: number): readonly string[] {
  const { rules } = speaker.words;
  const isShown = step.name !== "" || step.step === "not";
  const name =
    step.step === "not" ? "not" : `${step.name}${step.place === "" ? "" : `  (${step.place})`}`;
  const values = step.found.length === 0 ? "" : `  ← ${step.found.slice(0, 3).join(" | ")}`;
  const mark = step.holds ? rules.yes : rules.no;
  const line = `${"  ".repeat(depth)}${mark}  ${visible(name + values)}`;
  const inner = step.steps.flatMap((one) => linesOf(one, speaker, depth + (isShown ? 1 : 0)));
  return isShown ? [line, ...inner] : inner;
}

type Answer = { readonly line: number; readonly step: Step };

const noSource = { product: null, service: null, categories: [] };

function explained(rule: ActiveRule, { line, fields, views }: FoundEvent): Answer {
  const { logSource } = rule.rule;
  const fitting = views?.find(({ source }) => isForSource(logSource, source));
  const event = { source: noSource, fields: fitting?.fields ?? fields, text: null, timeMs: null };
  const step = stepOf(explain(rule.condition, event));
  if (views === null) return { line, step };
  // What a rule says is of no account in an event that is not of its source.
  const isOfSource = fitting !== undefined;
  const name = sourceText(rule);
  const of: Step = { step: "source", name, place: "", holds: isOfSource, found: [], steps: [] };
  const holds = isOfSource && step.holds;
  const steps = isOfSource ? [of, step] : [of];
  return { line, step: { step: "and", name: "", place: "", holds, found: [], steps } };
}

function sourceText({ rule: { logSource } }: ActiveRule): string {
  return Object.entries(logSource)
    .flatMap(([name, value]) => (value === null ? [] : [`${name} ${visible(value)}`]))
    .join(", ");
}

function ruleNamed({ rules }: RuleSet, name: string): ActiveRule | undefined {
  return rules.find(({ key, rule }) => [key, rule.name, rule.title].includes(name));
}

async function tellExplain(
  command: Extract<RulesCommand, { readonly act: "explain" }>,
  speaker: Speaker,
): Promise<Told> {
  const found = await findRules([command.rules]);
  const events = await findEvents(command.events);
  if (!found.ok || !events.ok)
    return refused([found, events].flatMap((one) => (one.ok ? [] : one.problems)));
  const rule = ruleNamed(found.rules, command.rule);
  if (rule === undefined) {
    const at = { file: command.rules, place: "" };
    const args = { name: command.rule };
    return refused([{ code: "sigma/no-such-rule", severity: "error", at, args }]);
  }
  const { title, level, logSource } = rule.rule;
  const answers = events.events.map((event) => explained(rule, event));
  const { words, language } = speaker;
  return {
    exit: 0,
    document: {
      rule: { key: rule.key, title, level, logSource },
      events: answers.map(({ line, step }) => ({ line, holds: step.holds, why: step })),
      problems: events.problems,
    },
    lines: [
      visible(title),
      words.rules.source(
        sourceText(rule),
        events.events.some(({ views }) => views !== null),
      ),
      ...answers.flatMap(({ line, step }) => [
        words.rules.event(whole(line, language), step.holds),
        ...linesOf(step, speaker, 1),
      ]),
    ],
    problems: events.problems,
    object: "",
  };
}

async function tellCheck(
  command: Extract<RulesCommand, { readonly act: "check" }>,
  speaker: Speaker,
): Promise<Told> {
  const found = await findRules(command.paths);
  if (!found.ok) return refused(found.problems);
  const { rules, files, problems } = found;
  const hasErrors = problems.some(({ severity }) => severity === "error");
  const waiting = rules.inactive.map(({ document: { id, title, kind }, needs }) => ({
    kind,
    id,
    title,
    needs,
  }));
  const { words, language } = speaker;
  const counts = [files, rules.rules.length, rules.correlations.length].map((count) =>
    whole(count, language),
  );
  const [fileCount = "", ruleCount = "", correlationCount = ""] = counts;
  return {
    exit: hasErrors ? 1 : 0,
    document: {
      files,
      rules: rules.rules.length,
      correlations: rules.correlations.length,
      waiting,
      problems,
    },
    lines: [
      words.rules.counted(fileCount, ruleCount, correlationCount),
      ...waiting.map(({ title, needs }) => words.rules.waits(visible(title), needs.join(", "))),
    ],
    problems,
    object: "",
  };
}

/** Tells what is asked of rules. */
export async function tellRules(command: RulesCommand, speaker: Speaker): Promise<Told> {
  if (command.act === "coverage") return tellCoverage(command, speaker);
  return command.act === "check" ? tellCheck(command, speaker) : tellExplain(command, speaker);
}
