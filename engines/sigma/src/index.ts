/** The door of this engine; see README and SPEC. */
export type {
  About,
  Bound,
  Comparison,
  CorrelationCondition,
  CorrelationType,
  Expression,
  LogSource,
  NamedExpression,
  NamedKind,
  PatternPart,
  Position,
  RuleExpression,
  SigmaCorrelation,
  SigmaDocument,
  SigmaFilter,
  SigmaLevel,
  SigmaRule,
  Test,
  TimePart,
} from "./lib/rule.ts";
export type { Assertion, CodeSet, RegexNode } from "./lib/regex/regex-tree.ts";
export { parseSigma, type ParsedSigma, type ParseOptions } from "./lib/parse-sigma.ts";
export {
  type ActiveCorrelation,
  type ActiveRule,
  buildRuleSet,
  deepestChain,
  type InactiveDocument,
  type RuleSet,
} from "./lib/rule-set.ts";
export {
  type EventFields,
  type EventValue,
  isForSource,
  type LogFacts,
  type ScalarValue,
  type SigmaEvent,
} from "./lib/event.ts";
export {
  compileMatcher,
  defaultMatcherOptions,
  type Matched,
  type Matcher,
  type MatcherOptions,
} from "./lib/match/matcher.ts";
export {
  type CorrelationAlert,
  type Correlator,
  type CorrelatorCounts,
  type CorrelatorLimits,
  defaultCorrelatorLimits,
  type MatchedEvent,
  newCorrelator,
} from "./lib/correlate/correlator.ts";
export { coverageOf, type LogFeed, type RuleCoverage } from "./lib/coverage.ts";
export { explain, type Explanation, interpret } from "./lib/interpret.ts";
export {
  defaultSigmaLimits,
  type SigmaExpected,
  type SigmaLimitName,
  type SigmaLimits,
  type SigmaProblem,
  type SigmaProblemCode,
} from "./lib/sigma-problem.ts";
