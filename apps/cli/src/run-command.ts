/** Runs one command line from its arguments to its exit code. */
import { readFileSync } from "node:fs";
import { unreachable } from "@vallgrav/kernel";
import { collectionScript } from "@vallgrav/platform/collect";
import {
  exampleFiles,
  logFailure,
  logToStderr,
  openRooms,
  type Rooms,
  StartFailed,
} from "@vallgrav/server";
import { actionOf, mayBeSecret, type Moving, type Work } from "./audited-action.ts";
import type { Command, KeepingCommand } from "./command.ts";
import { parseArguments } from "./arguments.ts";
import { tellCollection } from "./collect.ts";
import { copyOut, disposeNow, moveIn, rotateKeys } from "./keeping.ts";
import { examine } from "./doctor.ts";
import { showAccounts } from "./show-accounts.ts";
import { tellRulesImport } from "./rules-import.ts";
import { showAlerts } from "./show-alerts.ts";
import { showAudit } from "./show-audit.ts";
import { filesOf, importFiles, mappingOf } from "./import-files.ts";
import { serve } from "./serve.ts";
import { settingsOf, sizeOf } from "./settings.ts";
import { showCosts } from "./show-costs.ts";
import { showExplanation } from "./show-explanation.ts";
import { helpAbout } from "./help-about.ts";
import { exportForm } from "./export-form.ts";
import { showAsset } from "./show-asset.ts";
import { showAsk } from "./show-ask.ts";
import { showHistory } from "./show-history.ts";
import { showCheck, showClearance } from "./show-hygiene.ts";
import { showAffected } from "./show-affected.ts";
import { showFindings } from "./show-findings.ts";
import { showKnowing } from "./show-knowing.ts";
import { showLadder } from "./show-ladder.ts";
import { tellMissingOpinions } from "./show-opinions.ts";
import { isOfGoverning, tellGoverning } from "./tell-governing.ts";
import { showPaths } from "./show-paths.ts";
import { showPlan } from "./show-plan.ts";
import { showReports } from "./show-reports.ts";
import { showQuestions } from "./show-questions.ts";
import { showSurvey } from "./show-survey.ts";
import { showStatus } from "./show-status.ts";
import { showWhatIf } from "./show-what-if.ts";
import { sayProblems, type Speaker, speakerOf, tell, type Terminal } from "./speaker.ts";
import { tellCalculations } from "./tell-calculations.ts";
import { tellAdvisories } from "./tell-advisories.ts";
import { refused, type Told } from "./told.ts";
import { tellMal } from "./tell-mal.ts";
import { tellMappings } from "./tell-mappings.ts";
import { tellHunt } from "./hunt/tell-hunt.ts";
import { tellRules } from "./tell-rules.ts";
import { languageOf, usageText } from "./words-of.ts";
import { withdrawImport } from "./withdraw-import.ts";
import { writeExampleTo } from "./write-example.ts";

/** 0 done, 1 input refused, 2 wrong usage, 3 our own failure. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Those that may begin a job; the others only look, or work on the data themselves. */
const working: ReadonlySet<string> = new Set([
  "import",
  "example",
  "withdraw",
  "plan",
  "what-if",
  "paths",
  "ask",
]);

function version(): string {
  const file = new URL("../package.json", import.meta.url);
  const { version: found } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return found;
}

async function importGiven(
  rooms: Rooms,
  command: Extract<Work, { readonly verb: "import" }>,
  speaker: Speaker,
): Promise<Told> {
  const given = command.mapping === undefined ? null : mappingOf(command.mapping);
  if (given !== null && "problems" in given) return refused(given.problems);
  const found = filesOf(command.paths, given?.mapping ?? null);
  if ("problems" in found) return refused(found.problems);
  if (!command.json) await tellMissingOpinions(rooms, speaker);
  return importFiles(rooms, found.files, speaker, command.list ?? null);
}

/** What is asked of computed plans, ways and findings. */
type Asking = Extract<
  Work,
  {
    readonly verb:
      | "affected"
      | "costs"
      | "explain"
      | "findings"
      | "ladder"
      | "paths"
      | "plan"
      | "what-if";
  }
>;

const asking: readonly string[] = [
  "affected",
  "costs",
  "explain",
  "findings",
  "ladder",
  "paths",
  "plan",
  "what-if",
] satisfies readonly Asking["verb"][];

function isAsking(command: Work): command is Asking {
  return asking.includes(command.verb);
}

async function answer(rooms: Rooms, command: Asking, speaker: Speaker): Promise<Told> {
  switch (command.verb) {
    case "plan":
      return command.survey === null
        ? showPlan(rooms, command, speaker)
        : showSurvey(rooms, { ...command, ...command.survey }, speaker);
    case "what-if":
      return showWhatIf(rooms, command, speaker);
    case "costs":
      return showCosts(rooms, command, speaker);
    case "paths":
      return showPaths(rooms, speaker);
    case "ladder":
      return showLadder(rooms, speaker);
    case "explain":
      return showExplanation(rooms, command, speaker);
    case "affected":
      return showAffected(rooms, command, speaker);
    case "findings":
      return showFindings(rooms, command, speaker);
    default:
      return unreachable(command);
  }
}

/** What keeps the data, its copies and its log in order, where it is already opened. */
type Keeping = Exclude<Extract<Work, KeepingCommand>, Moving>;

function isKeeping(command: Work): command is Keeping {
  return ["audit", "backup", "dispose", "doctor", "export", "keys"].includes(command.verb);
}

async function keepInOrder(rooms: Rooms, command: Keeping, speaker: Speaker): Promise<Told> {
  switch (command.verb) {
    case "audit":
      return showAudit(rooms, command, speaker);
    case "backup":
      return copyOut(rooms, command, speaker);
    case "export":
      return command.form === null
        ? copyOut(rooms, command, speaker)
        : exportForm(rooms, { form: command.form, to: command.to }, speaker);
    case "dispose":
      return disposeNow(rooms, command.dryRun, speaker);
    case "keys":
      return rotateKeys(rooms, speaker);
    case "doctor":
      return examine(rooms, speaker);
    default:
      return unreachable(command);
  }
}

/** What is about imports that are done. */
type OfImports = Extract<Work, { readonly verb: "withdraw" | "mapping" }>;

function isOfImports(command: Work): command is OfImports {
  return command.verb === "withdraw" || command.verb === "mapping";
}

function tellOfImports(rooms: Rooms, command: OfImports, speaker: Speaker): Promise<Told> {
  return command.verb === "withdraw"
    ? withdrawImport(rooms, command.import, speaker)
    : tellMappings(rooms, command, speaker);
}

async function perform(rooms: Rooms, command: Work, speaker: Speaker): Promise<Told> {
  if (isAsking(command)) return answer(rooms, command, speaker);
  if (isKeeping(command)) return keepInOrder(rooms, command, speaker);
  if (isOfImports(command)) return tellOfImports(rooms, command, speaker);
  if (isOfGoverning(command)) return tellGoverning(rooms, command, speaker);
  switch (command.verb) {
    case "import":
      return importGiven(rooms, command, speaker);
    case "example":
      return importFiles(rooms, exampleFiles(), speaker);
    case "status":
      return showStatus(rooms, speaker);
    case "questions":
      return showQuestions(rooms, speaker);
    case "account":
      return showAccounts(rooms, command, speaker);
    case "alerts":
      return showAlerts(rooms, command, speaker);
    case "same":
    case "trust":
      return showKnowing(rooms, command, speaker);
    case "ask":
      return showAsk(rooms, command, speaker);
    case "asset":
      return showAsset(rooms, command, speaker);
    case "clear":
      return showClearance(rooms, command, speaker);
    case "check-history":
      return showHistory(rooms, command, speaker);
    case "check-reports":
      return showReports(rooms, command, speaker);
    case "rules-import":
      return tellRulesImport(rooms, command, speaker);
    case "check":
      return showCheck(rooms, command, speaker);
    default:
      return unreachable(command);
  }
}

/** Whether a command does jobs itself where nobody else does. */
function doesJobs(command: Work): boolean {
  if (command.verb === "alerts") return command.what === "graph-collect";
  return working.has(command.verb) || (command.verb === "export" && command.form !== null);
}

/** Opens the rooms, works, writes the audit's line, and only then tells. */
async function work(command: Work, speaker: Speaker): Promise<ExitCode> {
  const { home, database, keys, graph } = settingsOf(speaker.env);
  const { words } = speaker;
  const rooms = await openRooms({
    home,
    database,
    keys,
    graph,
    size: sizeOf("size" in command ? command.size : null),
    work: doesJobs(command),
    log: logToStderr,
  });
  try {
    const told = await perform(rooms, command, speaker);
    await rooms.audit.record({
      actor: "system",
      action: actionOf(command),
      object: told.object,
      outcome: told.exit === 0 ? "done" : "failed",
      at: rooms.now(),
      // The key that this process would seal by is gone after a rotation.
      detail:
        command.verb === "keys"
          ? null
          : { user: speaker.env["USER"] ?? speaker.env["USERNAME"] ?? "" },
    });
    tell(speaker, told, command.json);
    // For people: what is piped on is another program's, and files of ours carry the mark inside.
    if (speaker.isWatched && mayBeSecret.has(command.verb)) speaker.err(`${words.releases.mark}\n`);
    return told.exit;
  } finally {
    await rooms.close();
  }
}

/** Codes of the world's failures that have words of their own. */
function codeOf(error: unknown): string | null {
  // A lost key is why the log cannot be read: that says more than that it cannot.
  const cause: unknown = Reflect.get(Object(error), "cause");
  const causeCode: unknown = Reflect.get(Object(cause), "code");
  if (causeCode === "storage/key-missing" || causeCode === "storage/seal-broken") return causeCode;
  const code: unknown = Reflect.get(Object(error), "code");
  return typeof code === "string" && /^(?:server|storage|audit|watch)\//.test(code) ? code : null;
}

/** Says what failed on our side or in the world, never with a stack on standard output. */
function sayFailure(error: unknown, speaker: Speaker): ExitCode {
  const code = codeOf(error);
  if (code === null || (!(error instanceof StartFailed) && code.startsWith("audit/"))) {
    const reference = logFailure(logToStderr, code ?? "cli/failed", error);
    speaker.err(`${speaker.words.failed} ${reference}\n`);
  }
  const args = error instanceof StartFailed ? error.args : {};
  if (code !== null) sayProblems(speaker, [{ code, severity: "error", at: null, args }]);
  return error instanceof StartFailed ? 1 : 3;
}

/** Commands that need no data of the municipality, or open it themselves. */
type Apart = Extract<
  Command,
  {
    readonly verb:
      | "calculate"
      | "hunt"
      | "import-all"
      | "mal"
      | "match"
      | "restore"
      | "rules"
      | "update"
      | "write-example";
  }
>;

const apartVerbs: Readonly<Record<Apart["verb"], true>> = {
  calculate: true,
  hunt: true,
  "import-all": true,
  mal: true,
  match: true,
  restore: true,
  rules: true,
  update: true,
  "write-example": true,
};

function isApart(command: Command): command is Apart {
  return command.verb in apartVerbs;
}

async function tellApart(command: Apart, speaker: Speaker): Promise<Told> {
  if (command.verb === "rules") return tellRules(command, speaker);
  if (command.verb === "hunt") return tellHunt(command, speaker);
  if (command.verb === "mal") return tellMal(command, speaker);
  if (command.verb === "calculate") return tellCalculations(command, speaker);
  if (command.verb === "write-example") return writeExampleTo(command, speaker);
  if (command.verb === "match" || command.verb === "update")
    return tellAdvisories(command, speaker);
  return moveIn(command, speaker);
}

/** Whether a whole graph is asked for, which has no other form than JSON. */
function isGraph(command: Apart): boolean {
  return command.verb === "mal" && command.act === "graph" && command.full;
}

/** Runs a command line. */
export async function runCommand(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const speaker = speakerOf(terminal, languageOf(terminal.env));
  const parsed = parseArguments(argv);
  if (!parsed.ok) {
    const { seeHelp } = speaker.words;
    const where = parsed.about === undefined ? seeHelp : `${seeHelp} ${parsed.about}`;
    speaker.err(`vallgrav: ${usageText(parsed.problem, speaker.words)}\n${where}\n`);
    return 2;
  }
  const { command } = parsed;
  try {
    if (command.verb === "serve") return await serve(command, speaker);
    if (command.verb === "collect" && command.ldap === null) {
      speaker.out(collectionScript(command.source));
      return 0;
    }
    if (command.verb === "collect") {
      const told = await tellCollection(command, speaker);
      tell(speaker, told, command.json);
      return told.exit;
    }
    if (isApart(command)) {
      const told = await tellApart(command, speaker);
      tell(speaker, told, command.json || isGraph(command));
      return told.exit;
    }
    if (command.verb !== "help" && command.verb !== "version") return await work(command, speaker);
    speaker.out(
      command.verb === "help" ? helpAbout(speaker.words.help, command.about) : `${version()}\n`,
    );
    return 0;
  } catch (error) {
    return sayFailure(error, speaker);
  }
}
