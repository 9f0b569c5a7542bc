/**
 * Problems of input, as data. A problem carries a code, a place and arguments and never prose: the
 * words live once, in `knowledge/src/words`, in Swedish and English.
 */

/** Where in foreign input a problem stands. */
export type Where = {
  /** Name of the file or member as the user knows it, e.g. `export.zip/users.json`. */
  readonly file: string;
  /**
   * Place inside it: JSON pointer, `line:column`, `row:column` or `byte N`; empty for the whole.
   */
  readonly place: string;
};

/**
 * `error`: nothing of the input was taken. `warning`: taken, but look at it. `notice`: for
 * information.
 */
export type Severity = "error" | "warning" | "notice";

/**
 * One thing that was wrong with an input. Codes read `room/what-is-wrong` and are never renamed.
 */
export type Problem<
  Code extends string = string,
  Args extends object = Readonly<Record<string, string | number>>,
> = {
  readonly code: Code;
  readonly severity: Severity;
  readonly at: Where | null;
  readonly args: Args;
};
