/** The words after `alerts`, as data. */
import type { AlertState } from "@vallgrav/platform/api";
import { type GraphCommand, graphCommandOf, graphHow } from "./graph-arguments.ts";

/** What is asked of alerts. */
export type AlertsCommand =
  | GraphCommand
  | {
      readonly verb: "alerts";
      readonly what: "list";
      /** Those found benign too. */
      readonly all: boolean;
      readonly json: boolean;
    }
  | {
      readonly verb: "alerts";
      readonly what: "show";
      readonly id: string;
      readonly json: boolean;
    }
  | {
      readonly verb: "alerts";
      readonly what: "set";
      readonly id: string;
      readonly state: AlertState;
      readonly note: string;
      readonly json: boolean;
    }
  | {
      readonly verb: "alerts";
      readonly what: "import";
      readonly paths: readonly string[];
      readonly json: boolean;
    };

const states: readonly AlertState[] = ["new", "seen", "case", "benign"];

const how: readonly string[] = [
  "alerts [--all]",
  "alerts show ID",
  `alerts set ID ${states.join("|")} [NOTE …]`,
  "alerts import FILE …",
  ...graphHow,
];

/** The command, or how to say it. */
export function alertsOf(
  [what, id, ...more]: readonly string[],
  { all, json }: { readonly all: boolean; readonly json: boolean },
): AlertsCommand | { readonly how: readonly string[] } {
  const verb = "alerts";
  if (what === undefined) return { verb, what: "list", all, json };
  if (!all && (what === "graph" || what === "collect"))
    return graphCommandOf([what, ...(id === undefined ? [] : [id, ...more])], json) ?? { how };
  if (all || id === undefined) return { how };
  if (what === "import") return { verb, what, paths: [id, ...more], json };
  const [word, ...note] = more;
  if (what === "show" && word === undefined) return { verb, what, id, json };
  const state = states.find((one) => one === word);
  if (what !== "set" || state === undefined) return { how };
  return { verb, what, id, state, note: note.join(" "), json };
}

/** What the log calls a command. */
export function alertsAction({ what }: AlertsCommand): string {
  const actions = {
    list: "watch/view",
    show: "watch/view-alert",
    set: "watch/settle-alert",
    import: "watch/import-alerts",
    "graph-show": "watch/view",
    "graph-set": "watch/connect-graph",
    "graph-forget": "watch/disconnect-graph",
    "graph-collect": "watch/collect-alerts",
  } as const;
  return actions[what];
}
