/** What a verb has to tell, before anything of it is printed. */
import type { Problem } from "@vallgrav/kernel";

/** The answer of a verb. */
export type Told = {
  /** 0: done. 1: an input was refused, or there is something wrong with it. 3: our own failure. */
  readonly exit: 0 | 1 | 3;
  /** The document of `--json`. */
  readonly document: unknown;
  /** The same for people, on standard output. */
  readonly lines: readonly string[];
  /** What is worded on standard error. */
  readonly problems: readonly Problem<string, object>[];
  /** Id of what was acted on, for the audit; empty where the action says it all. */
  readonly object: string;
};

/** What is no fault of what was given. */
const oursOf: ReadonlySet<string> = new Set([
  "jobs/failed",
  "jobs/given-up",
  "storage/unavailable",
]);

/** A refusal: nothing but its problems. */
export function refused(problems: readonly Problem<string, object>[]): Told {
  const isOurs = problems.some(({ code }) => oursOf.has(code));
  return { exit: isOurs ? 3 : 1, document: { problems }, lines: [], problems, object: "" };
}
