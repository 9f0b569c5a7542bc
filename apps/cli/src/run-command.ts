/**
 * Runs one command line from its arguments to its exit code. What answers a command is loaded when
 * it is asked for: help, and what is wrong with a line, are there at once.
 */
import { readFileSync } from "node:fs";
import type { Command } from "./command.ts";
import { parseArguments } from "./arguments.ts";
import { helpAbout } from "./help-about.ts";
import { type Speaker, speakerOf, type Terminal } from "./speaker.ts";
import type { Told } from "./told.ts";
import { languageOf, usageText } from "./words-of.ts";

/** 0 done, 1 input refused, 2 wrong usage, 3 our own failure. */
export type ExitCode = 0 | 1 | 2 | 3;

function version(): string {
  const file = new URL("../package.json", import.meta.url);
  const { version: found } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return found;
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
  if (command.verb === "rules")
    return (await import("./tell-rules.ts")).tellRules(command, speaker);
  if (command.verb === "hunt")
    return (await import("./hunt/tell-hunt.ts")).tellHunt(command, speaker);
  if (command.verb === "mal") return (await import("./tell-mal.ts")).tellMal(command, speaker);
  if (command.verb === "calculate")
    return (await import("./tell-calculations.ts")).tellCalculations(command, speaker);
  if (command.verb === "write-example")
    return (await import("./write-example.ts")).writeExampleTo(command, speaker);
  if (command.verb === "match" || command.verb === "update")
    return (await import("./tell-advisories.ts")).tellAdvisories(command, speaker);
  return (await import("./keeping.ts")).moveIn(command, speaker);
}

/** Whether a whole graph is asked for, which has no other form than JSON. */
function isGraph(command: Apart): boolean {
  return command.verb === "mal" && command.act === "graph" && command.full;
}

async function say(speaker: Speaker, told: Told, json: boolean): Promise<void> {
  const { tell } = await import("./tell.ts");
  tell(speaker, told, json);
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
    if (command.verb === "serve") {
      const { serve } = await import("./serve.ts");
      return await serve(command, speaker);
    }
    if (command.verb === "collect" && command.ldap === null) {
      const { collectionScript } = await import("@vallgrav/platform/collect");
      speaker.out(collectionScript(command.source));
      return 0;
    }
    if (command.verb === "collect") {
      const { tellCollection } = await import("./collect.ts");
      const told = await tellCollection(command, speaker);
      await say(speaker, told, command.json);
      return told.exit;
    }
    if (isApart(command)) {
      const told = await tellApart(command, speaker);
      await say(speaker, told, command.json || isGraph(command));
      return told.exit;
    }
    if (command.verb !== "help" && command.verb !== "version") {
      const { work } = await import("./work.ts");
      return await work(command, speaker);
    }
    speaker.out(
      command.verb === "help" ? helpAbout(speaker.words.help, command.about) : `${version()}\n`,
    );
    return 0;
  } catch (error) {
    const { sayFailure } = await import("./say-failure.ts");
    return sayFailure(error, speaker);
  }
}
