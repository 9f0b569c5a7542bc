/** What the audit calls each command that works on the data. */
import { alertsAction } from "./alerts-arguments.ts";
import type { Command } from "./command.ts";
import { committeesAction } from "./committee-arguments.ts";
import type { CostsCommand } from "./costs-arguments.ts";
import { findingsAction } from "./findings-arguments.ts";
import { releasesAction } from "./release-arguments.ts";
import { isKnowing, knowingAction, type KnowingCommand } from "./knowing-arguments.ts";

/** A command that works on the data. */
export type Work = Exclude<
  Command,
  {
    readonly verb:
      | "calculate"
      | "collect"
      | "help"
      | "version"
      | "serve"
      | "mal"
      | "rules"
      | "hunt"
      | "match"
      | "update"
      | "write-example"
      | Moving["verb"];
  }
>;

/** A command that fills an empty place: its log is the one it brings, so it adds no line. */
export type Moving = Extract<Command, { readonly verb: "restore" | "import-all" }>;

type OwnAction =
  | "account"
  | "alerts"
  | "clear"
  | "committees"
  | "costs"
  | "findings"
  | "opinions"
  | "place"
  | "releases"
  | KnowingCommand["verb"];

const actions: Readonly<Record<Exclude<Work["verb"], OwnAction>, string>> = {
  import: "import/start",
  example: "example/load",
  status: "status/view",
  withdraw: "import/withdraw",
  mapping: "mapping/view",
  questions: "questions/view",
  plan: "plan/view",
  "what-if": "plan/try",
  paths: "ways/view",
  ladder: "ladder/compare",
  explain: "run/view",
  audit: "audit/verify",
  backup: "data/back-up",
  export: "data/export",
  dispose: "data/dispose",
  keys: "keys/rotate",
  doctor: "system/examine",
  check: "domains/check",
  "check-history": "domains/history",
  "check-reports": "domains/reports",
  affected: "affected/view",
  "rules-import": "watch/import-rules",
};

/** The same words in the log as from the pages. */
const costActions: Readonly<Record<CostsCommand["what"], string>> = {
  show: "costs/view",
  "show-one": "costs/view",
  compare: "costs/view",
  add: "costs/change",
  remove: "costs/change",
  set: "costs/change",
  "leave-out": "costs/change",
  restore: "costs/change",
  approve: "costs/approve",
};

/** The name of the action that a command is. */
export function actionOf(command: Work): string {
  if (command.verb === "alerts") return alertsAction(command);
  if (isKnowing(command)) return knowingAction(command);
  if (command.verb === "costs") return costActions[command.what];
  if (command.verb === "mapping" && command.what === "forget") return "mapping/forget";
  if (command.verb === "opinions")
    return command.what === "record" ? "opinions/record" : "opinions/view";
  if (command.verb === "clear")
    return `clearance/${command.what === "list" ? "view" : command.what}`;
  if (command.verb === "committees") return committeesAction(command);
  if (command.verb === "place") return command.what === "show" ? "place/view" : "place/tell";
  if (command.verb === "releases") return releasesAction(command);
  if (command.verb === "findings") return findingsAction(command);
  if (command.verb !== "account") return actions[command.verb];
  // The same words in the log as from the pages.
  if (command.what === "incident") return "incident/begin";
  return command.what === "incident-end" ? "incident/end" : `account/${command.what}`;
}

/** Those that tell of systems, weaknesses and incidents: all of it may be secret. */
export const mayBeSecret: ReadonlySet<string> = new Set<Work["verb"]>([
  "affected",
  "alerts",
  "asset",
  "ask",
  "audit",
  "check",
  "check-history",
  "check-reports",
  "committees",
  "explain",
  "export",
  "findings",
  "ladder",
  "paths",
  "plan",
  "releases",
  "status",
  "what-if",
]);
