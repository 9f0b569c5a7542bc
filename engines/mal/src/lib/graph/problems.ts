/** Everything that can be wrong with a model and its graph, as data. */
import type { Problem, Severity, Where } from "@vallgrav/kernel";
import type { LanguageProblem } from "../language/problems.ts";

/** What can be wrong with a model. Places are JSON pointers into the model. */
export type ModelProblem =
  | Problem<"mal/duplicate-id", { readonly asset: string }>
  | Problem<"mal/unknown-type", { readonly asset: string; readonly type: string }>
  | Problem<"mal/abstract-type", { readonly asset: string; readonly type: string }>
  | Problem<"mal/unknown-defence", { readonly asset: string; readonly defence: string }>
  | Problem<"mal/bad-probability", { readonly asset: string; readonly defence: string }>
  | Problem<"mal/link-to-nothing", { readonly asset: string }>
  | Problem<"mal/link-field-unknown", { readonly type: string; readonly field: string }>
  | Problem<
      "mal/link-wrong-type",
      {
        readonly type: string;
        readonly field: string;
        readonly expected: string;
        readonly found: string;
      }
    >
  | Problem<
      "mal/too-many-links",
      {
        readonly asset: string;
        readonly field: string;
        readonly max: number;
        readonly found: number;
      }
    >
  /** Once for each type and field: how many assets have too few, and the first of them. */
  | Problem<
      "mal/too-few-links",
      {
        readonly type: string;
        readonly field: string;
        readonly min: number;
        readonly assets: number;
        readonly first: string;
      }
    >
  | Problem<"mal/more-model-problems", { readonly limit: number; readonly found: number }>;

/** What can stop a graph from being made though language and model are right. */
export type GraphProblem =
  | Problem<"mal/too-many-nodes", { readonly limit: number }>
  | Problem<"mal/too-many-edges", { readonly limit: number }>
  | Problem<"mal/too-much-work", { readonly limit: number }>;

/** Every problem the language and graph parts of the engine can report. */
export type MalProblem = LanguageProblem | ModelProblem | GraphProblem;

/** Limits on a graph, so that hostile input costs little. */
export type GraphLimits = {
  readonly nodes: number;
  /** Edges as found, before parallel ones are put together. */
  readonly edges: number;
  /** Assets passed while expressions are evaluated, and entries of look-up tables. */
  readonly work: number;
  /** Problems reported of a model. */
  readonly problems: number;
};

/** Room for a municipality of 100 000 employees; about 2 GB at the limit. */
export const defaultGraphLimits: GraphLimits = {
  nodes: 30_000_000,
  edges: 60_000_000,
  work: 400_000_000,
  problems: 1_000,
};

/** Gathers a model's problems, errors before warnings, at most so many. */
export type ModelReporter = {
  readonly file: string;
  readonly limit: number;
  /** How bad an asset of an abstract type is; the toolbox takes it. */
  readonly abstract: "error" | "warning";
  readonly errors: ModelProblem[];
  readonly warnings: ModelProblem[];
  found: number;
};

type ArgsOf<Code> = Extract<ModelProblem, { readonly code: Code }>["args"];

/** Reports a problem at a JSON pointer. */
export function reportModel<Code extends ModelProblem["code"]>(
  reporter: ModelReporter,
  severity: Exclude<Severity, "notice">,
  place: string,
  [code, args]: readonly [Code, ArgsOf<Code>],
): void {
  const at: Where = { file: reporter.file, place };
  const list = severity === "error" ? reporter.errors : reporter.warnings;
  reporter.found += 1;
  if (list.length < reporter.limit) list.push({ code, severity, at, args } as ModelProblem);
}

/** The problems gathered: errors, then warnings, then whether there were more. */
export function modelProblems(reporter: ModelReporter): readonly ModelProblem[] {
  const { errors, warnings, limit, found } = reporter;
  const problems = [...errors, ...warnings].slice(0, limit);
  if (problems.length < found)
    problems.push({
      code: "mal/more-model-problems",
      severity: "notice",
      at: null,
      args: { limit, found },
    });
  return problems;
}
