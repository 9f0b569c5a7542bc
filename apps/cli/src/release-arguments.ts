/** The words after `releases`, as data. */
import { type MaterialId, materials, secrecyGrounds } from "@vallgrav/knowledge/secrecy";
import { isGroundId, isMaterialId, isReleaseOutcome } from "@vallgrav/platform/choices";
import type { EnteredDecision } from "@vallgrav/platform/govern";
import type { Given } from "./command-line.ts";

/** What is asked of harm tests; `unit` is an authority's name, null the municipality as a whole. */
export type ReleasesCommand =
  | {
      readonly verb: "releases";
      readonly what: "list";
      readonly csv: boolean;
      readonly json: boolean;
    }
  | {
      readonly verb: "releases";
      readonly what: "ask";
      readonly materials: readonly MaterialId[];
      readonly text: string;
      readonly who: string;
      readonly unit: string | null;
      readonly json: boolean;
    }
  | {
      readonly verb: "releases";
      readonly what: "decide";
      /** Id of a request, or the beginning of one. */
      readonly id: string;
      readonly decision: EnteredDecision;
      readonly json: boolean;
    };

const kinds = materials.map(({ id }) => id).join("|");
const how: readonly string[] = [
  "releases [--csv]",
  `releases ask ${kinds},… --text TEXT [--who NAMN] [--unit NAMN]`,
  "releases decide ID released --by NAMN --text SKÄL",
  `releases decide ID in-part|refused ${secrecyGrounds.map(({ id }) => id).join("|")},… --by …`,
];

type Decided = Pick<Extract<ReleasesCommand, { readonly what: "decide" }>, "id" | "decision">;

/** A decision in words: outcome and paragraphs; null where they are none. */
function decisionOf(
  [id, outcome, third, more]: readonly string[],
  { reason, decidedBy }: Pick<EnteredDecision, "reason" | "decidedBy">,
): Decided | null {
  if (id === undefined || outcome === undefined || more !== undefined) return null;
  const named = third?.split(",") ?? [];
  const grounds = named.filter(isGroundId);
  if (!isReleaseOutcome(outcome) || grounds.length !== named.length) return null;
  return { id, decision: { outcome, grounds, reason, decidedBy } };
}

/** The command, or how to say it. */
export function releasesCommandOf(
  given: Given,
  [what = "list", ...rest]: readonly string[],
): ReleasesCommand | { readonly how: readonly string[] } {
  const [text, who, by] = [given.get("text"), given.get("who"), given.get("by")];
  const [csv, json, unit] = [given.has("csv"), given.has("json"), given.get("unit") ?? null];
  const verb = "releases";
  const isPlain = [text, who, by, unit ?? undefined].every((one) => one === undefined);
  if (what === "list") return isPlain && rest.length === 0 ? { verb, what, csv, json } : { how };
  if (csv || text === undefined) return { how };
  if (what === "ask" && by === undefined) {
    const [kindsGiven = "", more] = rest;
    const of = kindsGiven.split(",").filter(isMaterialId);
    if (more !== undefined || of.length !== kindsGiven.split(",").length) return { how };
    return { verb, what, materials: of, text, who: who ?? "", unit, json };
  }
  if (what !== "decide" || by === undefined || who !== undefined || unit !== null) return { how };
  const decided = decisionOf(rest, { reason: text, decidedBy: by });
  return decided === null ? { how } : { verb, what, ...decided, json };
}

/** What the log calls it: the same words as from the pages. */
export function releasesAction(command: ReleasesCommand): string {
  if (command.what === "ask") return "release/enter";
  if (command.what === "decide") return "release/decide";
  return command.csv ? "releases/export" : "releases/view";
}
