/** The words after `findings`, as data. */

/** What is asked of findings; single ones by their id. */
export type FindingsCommand =
  | {
      readonly verb: "findings";
      readonly what: "list";
      /** As CSV for a ticket system, instead of rows for people. */
      readonly csv: boolean;
      /** Unit whose findings are shown; null: all. */
      readonly unit: string | null;
      readonly json: boolean;
    }
  | {
      readonly verb: "findings";
      readonly what: "show";
      readonly id: string;
      readonly json: boolean;
    }
  | {
      readonly verb: "findings";
      readonly what: "assign";
      readonly id: string;
      readonly owner: string;
      /** Day by which it is to be mended; null leaves what there is. */
      readonly due: string | null;
      readonly json: boolean;
    }
  | {
      readonly verb: "findings";
      readonly what: "accept";
      readonly id: string;
      readonly until: string;
      readonly reason: string;
      readonly json: boolean;
    }
  | {
      readonly verb: "findings";
      readonly what: "reopen";
      readonly id: string;
      readonly json: boolean;
    };

/** What a warning concerns here. */
export type AffectedCommand = {
  readonly verb: "affected";
  /** The text itself; `-`: what comes on standard input. */
  readonly text: string;
  readonly json: boolean;
};

/** The command, or how to say it. */
export function affectedOf(
  rest: readonly string[],
  json: boolean,
): AffectedCommand | { readonly how: readonly string[] } {
  const text = rest.join(" ").trim();
  return text === "" ? { how: ["affected TEXT", "affected -"] } : { verb: "affected", text, json };
}

const how = [
  "findings [--unit UNIT] [--csv]",
  "findings show ID",
  "findings assign ID OWNER [DAY]",
  "findings accept ID DAY REASON …",
  "findings reopen ID",
];

/** Options of the verb. */
export type FindingsOptions = {
  readonly csv: boolean;
  readonly unit: string | null;
  readonly json: boolean;
};

/** The command, or how to say it. */
export function findingsOf(
  [what, id, ...more]: readonly string[],
  { csv, unit, json }: FindingsOptions,
): FindingsCommand | { readonly how: readonly string[] } {
  const verb = "findings";
  if (what === undefined) return csv && json ? { how } : { verb, what: "list", csv, unit, json };
  if (id === undefined || csv || unit !== null) return { how };
  const [first, second] = more;
  if ((what === "show" || what === "reopen") && first === undefined)
    return { verb, what, id, json };
  if (what === "assign" && first !== undefined && more.length <= 2)
    return { verb, what, id, owner: first, due: second ?? null, json };
  if (what === "accept" && first !== undefined && second !== undefined)
    return { verb, what, id, until: first, reason: more.slice(1).join(" "), json };
  return { how };
}

/** What the log calls a command. */
export function findingsAction(command: FindingsCommand): string {
  if (command.what === "list") return command.csv ? "findings/export" : "findings/view";
  return command.what === "show" ? "finding/view" : "finding/decide";
}
