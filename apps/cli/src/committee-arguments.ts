/** The words after `committees`, as data. */
import type { AuthorityKind } from "@vallgrav/platform/api";

/** What is asked of committees and companies. */
export type CommitteesCommand =
  | {
      readonly verb: "committees";
      readonly what: "list";
      /** Whose; null: all. */
      readonly unit: string | null;
      readonly csv: boolean;
      readonly json: boolean;
    }
  | {
      readonly verb: "committees";
      readonly what: "wall";
      readonly unit: string;
      readonly authority: AuthorityKind | null;
      /** Other names of it. */
      readonly also: readonly string[];
      readonly json: boolean;
    };

const kinds: ReadonlyMap<string, AuthorityKind | null> = new Map([
  ["committee", "committee"],
  ["company", "company"],
  ["none", null],
]);
const how: readonly string[] = [
  "committees [--unit NAMN] [--csv]",
  "committees wall NAMN committee|company|none [ANNAT NAMN …]",
];

/** The command, or how to say it. */
export function committeesOf(
  [what = "list", name, kind = "", ...also]: readonly string[],
  given: { readonly unit: string | null; readonly csv: boolean; readonly json: boolean },
): CommitteesCommand | { readonly how: readonly string[] } {
  const { unit, csv, json } = given;
  const verb = "committees";
  if (what === "list" && name === undefined) return { verb, what, unit, csv, json };
  const authority = kinds.get(kind);
  if (what !== "wall" || name === undefined || authority === undefined || csv || unit !== null)
    return { how };
  return { verb, what, unit: name, authority, also, json };
}

/** What the log calls it: the same words as from the pages. */
export function committeesAction(command: CommitteesCommand): string {
  if (command.what === "wall") return "unit/wall";
  return command.csv ? "registers/export" : "registers/view";
}
