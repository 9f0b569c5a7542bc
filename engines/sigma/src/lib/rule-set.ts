/** Documents of many files → one rule set: filters in place, correlations resolved, gaps named. */
import type {
  Expression,
  LogSource,
  SigmaCorrelation,
  SigmaDocument,
  SigmaFilter,
  SigmaRule,
} from "./rule.ts";
import type { SigmaProblem } from "./sigma-problem.ts";
import { sigmaProblem } from "./sigma-problem.ts";

/** A rule that runs. */
export type ActiveRule = {
  /** Its id; else its name; else its place. One in a rule set. */
  readonly key: string;
  readonly rule: SigmaRule;
  /** The rule's condition with its filters joined. */
  readonly condition: Expression;
  /** False where a correlation uses it and does not say `generate`. */
  readonly alerts: boolean;
};

/** A correlation that runs. */
export type ActiveCorrelation = {
  readonly key: string;
  readonly correlation: SigmaCorrelation;
  /** Keys of the rules and correlations it builds on, in the order it lists them. */
  readonly rules: readonly string[];
  /** Key by the id or name that the correlation uses for it. */
  readonly keyOf: ReadonlyMap<string, string>;
  readonly alerts: boolean;
};

/** A document that is read but does not run, and the placeholders without values it waits for. */
export type InactiveDocument = {
  readonly document: SigmaDocument;
  readonly needs: readonly string[];
};

/** All that runs, and all that does not. */
export type RuleSet = {
  readonly rules: readonly ActiveRule[];
  /** Each after those it builds on. */
  readonly correlations: readonly ActiveCorrelation[];
  readonly inactive: readonly InactiveDocument[];
  readonly problems: readonly SigmaProblem[];
};

/** Correlations on correlations may be this deep. */
export const deepestChain = 10;

function keyOfDocument({ id, name, at }: SigmaDocument): string {
  return id ?? name ?? `${at.file}:${at.place}`;
}

type Named<T> = ReadonlyMap<string, { readonly key: string; readonly document: T }>;

/** Leaves out documents whose id or name another had before. */
function distinct(documents: readonly SigmaDocument[], problems: SigmaProblem[]): SigmaDocument[] {
  const seen = new Set<string>();
  return documents.filter((document) => {
    const { id, name, at } = document;
    if (id !== null && seen.has(id)) {
      problems.push(sigmaProblem("error", at, "sigma/duplicate-id", { id }));
      return false;
    }
    if (name !== null && seen.has(name)) {
      problems.push(sigmaProblem("error", at, "sigma/duplicate-name", { name }));
      return false;
    }
    for (const one of [id, name]) if (one !== null) seen.add(one);
    return true;
  });
}

function byIdAndName<T extends SigmaDocument>(documents: readonly T[]): Named<T> {
  const named = new Map<string, { key: string; document: T }>();
  for (const document of documents) {
    const key = keyOfDocument(document);
    for (const one of [key, document.id, document.name])
      if (one !== null) named.set(one, { key, document });
  }
  return named;
}

function isForFilter(filter: LogSource, rule: LogSource): boolean {
  return (["category", "product", "service"] as const).every(
    (name) => filter[name] === null || filter[name] === rule[name],
  );
}

function withFilters(rule: SigmaRule, filters: readonly SigmaFilter[]): Expression {
  const fitting = filters.filter(
    ({ rules, logSource }) =>
      isForFilter(logSource, rule.logSource) &&
      (rules === null || rules.some((one) => one === rule.id || one === rule.name)),
  );
  if (fitting.length === 0) return rule.condition;
  const joined = fitting.map(({ title, at, condition }): Expression => ({
    kind: "named",
    what: "filter",
    name: title,
    at,
    part: condition,
  }));
  return { kind: "and", parts: [rule.condition, ...joined] };
}

type Draft = Omit<ActiveCorrelation, "alerts"> & { readonly depth: number };

type Linking = {
  readonly rules: Named<SigmaRule>;
  readonly correlations: Named<SigmaCorrelation>;
  readonly problems: SigmaProblem[];
  /** Null: under way, or refused. */
  readonly done: Map<string, Draft | null>;
  readonly inactive: InactiveDocument[];
};

/** What one reference of a correlation leads to. */
function follow(
  linking: Linking,
  { at }: SigmaCorrelation,
  name: string,
): { readonly key: string; readonly depth: number } | null {
  const rule = linking.rules.get(name);
  if (rule !== undefined) return { key: rule.key, depth: 0 };
  const other = linking.correlations.get(name);
  if (other === undefined) {
    linking.problems.push(sigmaProblem("error", at, "sigma/no-such-rule", { name }));
    return null;
  }
  if (linking.done.get(other.key) === null && !linking.done.has(`${other.key} refused`))
    linking.problems.push(sigmaProblem("error", at, "sigma/rule-circle", { name }));
  const draft = link(linking, other.document, other.key);
  return draft === null ? null : { key: draft.key, depth: draft.depth + 1 };
}

function link(linking: Linking, correlation: SigmaCorrelation, key: string): Draft | null {
  const { done, problems, inactive } = linking;
  const before = done.get(key);
  if (before !== undefined) return before;
  done.set(key, null);
  const keyOf = new Map<string, string>();
  let depth = 0;
  for (const name of correlation.rules) {
    const found = follow(linking, correlation, name);
    if (found === null) continue;
    keyOf.set(name, found.key);
    depth = Math.max(depth, found.depth);
  }
  const rules = correlation.rules.flatMap((name) => keyOf.get(name) ?? []);
  const needs = rules.flatMap((one) => linking.rules.get(one)?.document.needs ?? []);
  done.set(`${key} refused`, null);
  if (depth >= deepestChain) {
    const args = { what: "chain", limit: deepestChain } as const;
    problems.push(sigmaProblem("error", correlation.at, "sigma/too-large", args));
  } else if (needs.length > 0) inactive.push({ document: correlation, needs });
  else if (rules.length === correlation.rules.length) {
    const draft = { key, correlation, rules, keyOf, depth };
    done.set(key, draft);
    return draft;
  }
  return null;
}

/** Filters that name a rule nobody has. */
function checkFilters(
  filters: readonly SigmaFilter[],
  rules: Named<SigmaRule>,
  problems: SigmaProblem[],
): void {
  for (const { rules: names, at } of filters)
    for (const name of names ?? [])
      if (!rules.has(name))
        problems.push(sigmaProblem("warning", at, "sigma/no-such-rule", { name }));
}

/**
 * Makes one rule set. Documents with the id or name of one before them, and correlations that
 * cannot be resolved, are left out with an error. Filters without values for their placeholders do
 * not apply.
 */
export function buildRuleSet(documents: readonly SigmaDocument[]): RuleSet {
  const problems: SigmaProblem[] = [];
  const all = distinct(documents, problems);
  const rules = all.filter((one) => one.kind === "rule");
  const filters = all.filter((one) => one.kind === "filter");
  const correlations = all.filter((one) => one.kind === "correlation");
  const inactive: InactiveDocument[] = [...rules, ...filters].flatMap((document) =>
    document.needs.length > 0 ? [{ document, needs: document.needs }] : [],
  );
  const linking: Linking = {
    rules: byIdAndName(rules),
    correlations: byIdAndName(correlations),
    problems,
    done: new Map(),
    inactive,
  };
  checkFilters(filters, linking.rules, problems);
  const drafts = correlations
    .flatMap((one) => link(linking, one, keyOfDocument(one)) ?? [])
    .sort((a, b) => a.depth - b.depth);
  const silent = new Set(
    drafts.flatMap((draft) => (draft.correlation.generate ? [] : draft.rules)),
  );
  const ready = filters.filter(({ needs }) => needs.length === 0);
  return {
    rules: rules
      .filter(({ needs }) => needs.length === 0)
      .map((rule) => {
        const key = keyOfDocument(rule);
        return { key, rule, condition: withFilters(rule, ready), alerts: !silent.has(key) };
      }),
    correlations: drafts.map(({ key, correlation, rules: keys, keyOf }) => ({
      key,
      correlation,
      rules: keys,
      keyOf,
      alerts: !silent.has(key),
    })),
    inactive,
    problems,
  };
}
