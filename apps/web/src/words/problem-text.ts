/**
 * Words for problems of input. Stands in until `@vallgrav/knowledge/words` answers every code: it
 * prints the code, its arguments and the place.
 */
import type { Problem } from "@vallgrav/kernel";
import type { Language } from "./format.ts";

/** One line about a problem, without its place. */
export function problemText(problem: Problem, _language: Language): string {
  const args = Object.entries(problem.args).map(([name, value]) => `${name} ${value}`);
  return args.length === 0 ? problem.code : `${problem.code} (${args.join(", ")})`;
}
