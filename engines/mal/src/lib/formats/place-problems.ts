/** Problems of a model held against its language, at the places of the file it was read from. */
import type { GraphProblem, ModelProblem } from "../graph/problems.ts";
import type { LoadedModel } from "./read-model.ts";

/** The same problems, with `line:column` in the model's file instead of pointers into the data. */
export function placedProblems<P extends ModelProblem | GraphProblem>(
  { placeOf }: LoadedModel,
  problems: readonly P[],
): readonly P[] {
  return problems.map((problem) => {
    const [, list, index] = /^\/(assets|links)\/(\d+)/.exec(problem.at?.place ?? "") ?? [];
    if (index === undefined) return problem;
    return { ...problem, at: placeOf(list === "assets" ? "assets" : "links", Number(index)) };
  });
}
