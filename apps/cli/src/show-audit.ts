/** `audit`: verify the log, export it, sign a checkpoint of it. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { checkpointNote } from "@vallgrav/platform/audit";
import { type Rooms, verifyAudit } from "@vallgrav/server/rooms";
import type { KeepingCommand } from "./command.ts";
import { whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

const witnessLimitBytes = 65_536;

/** The text of a witness, or null where there is no file that could be one. */
function witnessText(path: string): string | null {
  if (!existsSync(path) || !statSync(path).isFile()) return null;
  return statSync(path).size > witnessLimitBytes ? "" : readFileSync(path, "utf8");
}

async function verify(rooms: Rooms, path: string | null, speaker: Speaker): Promise<Told> {
  const outside = path === null ? null : witnessText(path);
  if (path !== null && outside === null)
    return refused([
      {
        code: "cli/unreadable",
        severity: "error",
        at: { file: path, place: "" },
        args: { reason: "missing" },
      },
    ]);
  const where = { key: rooms.auditKey, home: rooms.home };
  const { verdict, problems } = await verifyAudit(rooms.audit, where, outside);
  const holds = problems.length === 0;
  const count = whole(verdict.entries, speaker.language);
  const isWitnessed = verdict.witness === "holds";
  return {
    exit: holds ? 0 : 1,
    document: { holds, ...verdict, problems },
    lines: holds ? [speaker.words.keeping.logHolds(count, isWitnessed)] : [],
    problems,
    object: "verify",
  };
}

async function exportLog(rooms: Rooms): Promise<Told> {
  const lines: string[] = [];
  for await (const line of rooms.audit.exportLines()) lines.push(line);
  const document = { entries: lines.map((line): unknown => JSON.parse(line)) };
  return { exit: 0, document, lines, problems: [], object: "export" };
}

async function checkpoint(rooms: Rooms): Promise<Told> {
  const state = await rooms.audit.state();
  const note = checkpointNote(state, rooms.auditKey);
  const document = { ...state, checkpoint: note, key: rooms.auditKey.verifierText };
  return { exit: 0, document, lines: [note.trimEnd()], problems: [], object: "checkpoint" };
}

/** Does what is asked with the log. */
export function showAudit(
  rooms: Rooms,
  command: Extract<KeepingCommand, { readonly verb: "audit" }>,
  speaker: Speaker,
): Promise<Told> {
  if (command.what === "verify") return verify(rooms, command.witness, speaker);
  return command.what === "export" ? exportLog(rooms) : checkpoint(rooms);
}
