/**
 * Commands that work on the data of a home: opens its rooms and does what is asked. What answers a
 * command is loaded when it is asked for: a terminal must not wait for what others need.
 */
import { unreachable } from "@vallgrav/kernel";
import type { Rooms } from "@vallgrav/server";
import { type Ground, logToStderr, openFacts, type RoomsOptions } from "@vallgrav/server/facts";
import { actionOf, mayBeSecret, type Moving, type Work } from "./audited-action.ts";
import type { KeepingCommand } from "./command.ts";
import type { ExitCode } from "./run-command.ts";
import { settingsOf, sizeOf } from "./settings.ts";
import type { Speaker } from "./speaker.ts";
import { tell } from "./tell.ts";
import type { OfGoverning } from "./tell-governing.ts";
import { refused, type Told } from "./told.ts";

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
        ? (await import("./show-plan.ts")).showPlan(rooms, command, speaker)
        : (await import("./show-survey.ts")).showSurvey(
            rooms,
            { ...command, ...command.survey },
            speaker,
          );
    case "what-if":
      return (await import("./show-what-if.ts")).showWhatIf(rooms, command, speaker);
    case "costs":
      return (await import("./show-costs.ts")).showCosts(rooms, command, speaker);
    case "paths":
      return (await import("./show-paths.ts")).showPaths(rooms, speaker);
    case "ladder":
      return (await import("./show-ladder.ts")).showLadder(rooms, speaker);
    case "explain":
      return (await import("./show-explanation.ts")).showExplanation(rooms, command, speaker);
    case "affected":
      return (await import("./show-affected.ts")).showAffected(rooms, command, speaker);
    case "findings":
      return (await import("./show-findings.ts")).showFindings(rooms, command, speaker);
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
      return (await import("./show-audit.ts")).showAudit(rooms, command, speaker);
    case "backup":
      return (await import("./keeping.ts")).copyOut(rooms, command, speaker);
    case "export":
      return command.form === null
        ? (await import("./keeping.ts")).copyOut(rooms, command, speaker)
        : (await import("./export-form.ts")).exportForm(
            rooms,
            { form: command.form, to: command.to },
            speaker,
          );
    case "dispose":
      return (await import("./keeping.ts")).disposeNow(rooms, command.dryRun, speaker);
    case "keys":
      return (await import("./keeping.ts")).rotateKeys(rooms, speaker);
    case "doctor":
      return (await import("./doctor.ts")).examine(rooms, speaker);
    default:
      return unreachable(command);
  }
}

async function importGiven(
  rooms: Ground,
  command: Extract<Work, { readonly verb: "import" }>,
  speaker: Speaker,
): Promise<Told> {
  const { filesOf, importFiles, mappingOf } = await import("./import-files.ts");
  const given = command.mapping === undefined ? null : mappingOf(command.mapping);
  if (given !== null && "problems" in given) return refused(given.problems);
  const found = filesOf(command.paths, given?.mapping ?? null);
  if ("problems" in found) return refused(found.problems);
  if (!command.json) {
    const { tellMissingOpinions } = await import("./show-opinions.ts");
    await tellMissingOpinions(rooms, speaker);
  }
  return importFiles(rooms, found, speaker, command.list ?? null);
}

async function importExample(rooms: Ground, speaker: Speaker): Promise<Told> {
  const { importFiles } = await import("./import-files.ts");
  const { exampleFiles } = await import("@vallgrav/server/example");
  return importFiles(rooms, { files: exampleFiles(), more: [] }, speaker);
}

/** What brings in facts, takes them back, or looks at nothing else. */
type OfFacts = Extract<
  Work,
  { readonly verb: "example" | "import" | "mapping" | "questions" | "status" | "withdraw" }
>;

function isOfFacts(command: Work): command is OfFacts {
  return ["example", "import", "mapping", "questions", "status", "withdraw"].includes(command.verb);
}

async function onFacts(rooms: Ground, command: OfFacts, speaker: Speaker): Promise<Told> {
  switch (command.verb) {
    case "import":
      return importGiven(rooms, command, speaker);
    case "example":
      return importExample(rooms, speaker);
    case "withdraw":
      return (await import("./withdraw-import.ts")).withdrawImport(rooms, command.import, speaker);
    case "mapping":
      return (await import("./tell-mappings.ts")).tellMappings(rooms, command, speaker);
    case "status":
      return (await import("./show-status.ts")).showStatus(rooms, speaker);
    case "questions":
      return (await import("./show-questions.ts")).showQuestions(rooms, speaker);
    default:
      return unreachable(command);
  }
}

function isOfGoverning(command: Work): command is OfGoverning {
  return ["committees", "opinions", "place", "releases"].includes(command.verb);
}

async function perform(
  rooms: Rooms,
  command: Exclude<Work, OfFacts>,
  speaker: Speaker,
): Promise<Told> {
  if (isAsking(command)) return answer(rooms, command, speaker);
  if (isKeeping(command)) return keepInOrder(rooms, command, speaker);
  if (isOfGoverning(command))
    return (await import("./tell-governing.ts")).tellGoverning(rooms, command, speaker);
  switch (command.verb) {
    case "account":
      return (await import("./show-accounts.ts")).showAccounts(rooms, command, speaker);
    case "alerts":
      return (await import("./show-alerts.ts")).showAlerts(rooms, command, speaker);
    case "same":
    case "trust":
      return (await import("./show-knowing.ts")).showKnowing(rooms, command, speaker);
    case "ask":
      return (await import("./show-ask.ts")).showAsk(rooms, command, speaker);
    case "asset":
      return (await import("./show-asset.ts")).showAsset(rooms, command, speaker);
    case "clear":
      return (await import("./show-hygiene.ts")).showClearance(rooms, command, speaker);
    case "check-history":
      return (await import("./show-history.ts")).showHistory(rooms, command, speaker);
    case "check-reports":
      return (await import("./show-reports.ts")).showReports(rooms, command, speaker);
    case "rules-import":
      return (await import("./rules-import.ts")).tellRulesImport(rooms, command, speaker);
    case "check":
      return (await import("./show-hygiene.ts")).showCheck(rooms, command, speaker);
    default:
      return unreachable(command);
  }
}

/** Whether a command does jobs itself where nobody else does. */
function doesJobs(command: Work): boolean {
  if (command.verb === "alerts") return command.what === "graph-collect";
  return working.has(command.verb) || (command.verb === "export" && command.form !== null);
}

/** Rooms that are open, and what a command does in them. */
type Opened = { readonly rooms: Ground; readonly perform: () => Promise<Told> };

async function openFor(command: Work, options: RoomsOptions, speaker: Speaker): Promise<Opened> {
  if (isOfFacts(command)) {
    const rooms = await openFacts(options);
    return { rooms, perform: () => onFacts(rooms, command, speaker) };
  }
  const { openRooms } = await import("@vallgrav/server/rooms");
  const rooms = await openRooms(options);
  return { rooms, perform: () => perform(rooms, command, speaker) };
}

/** Opens the rooms, works, writes the audit's line, and only then tells. */
export async function work(command: Work, speaker: Speaker): Promise<ExitCode> {
  const { home, database, keys, graph } = settingsOf(speaker.env);
  const { words } = speaker;
  const size = sizeOf("size" in command ? command.size : null);
  const where = { home, database, keys, graph, size };
  const options = { ...where, work: doesJobs(command), log: logToStderr };
  const opened = await openFor(command, options, speaker);
  const { rooms } = opened;
  try {
    const told = await opened.perform();
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
