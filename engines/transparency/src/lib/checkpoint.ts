/** Checkpoints as C2SP `tlog-checkpoint` has them: which log, how many entries, which root. */
import { invariant, succeed } from "@vallgrav/kernel";
import type { Result } from "@vallgrav/kernel";
import { bytesOfBase64, openNote, type Verifier } from "./note.ts";
import { refuse, type TransparencyProblem } from "./transparency-problem.ts";

/** A state of a log. */
export type Checkpoint = {
  /** Name of the log: one line, not empty. */
  readonly origin: string;
  /** Number of entries. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Further lines, none of them empty. */
  readonly extensions: readonly string[];
};

const rootBytes = 32;

/** The text of a checkpoint, to be signed. */
export function checkpointText({ origin, size, root, extensions }: Checkpoint): string {
  const lines = [origin, String(size), root.toBase64(), ...extensions];
  const isFit = lines.every((line) => line !== "" && !/\p{Cc}/u.test(line));
  invariant(isFit && root.length === rootBytes, "a checkpoint has one line per part");
  return `${lines.join("\n")}\n`;
}

function sizeOf(text: string): number | null {
  const size = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : null;
}

/** Reads the text of a note as a checkpoint. Total. */
function parseCheckpoint(text: string): Result<Checkpoint, TransparencyProblem> {
  const lines = text.split("\n");
  const [origin = "", sizeText = "", coded = ""] = lines;
  const extensions = lines.slice(3, -1);
  const wrong = (line: number) => refuse("transparency/not-a-checkpoint", { line });
  if (origin === "") return wrong(1);
  const size = sizeOf(sizeText);
  if (size === null) return wrong(2);
  const root = bytesOfBase64(coded);
  if (root?.length !== rootBytes) return wrong(3);
  const empty = extensions.indexOf("");
  return empty >= 0 ? wrong(empty + 4) : succeed({ origin, size, root, extensions });
}

/** The checkpoint of a note that a trusted key has signed, of the log asked for. Total. */
export function openCheckpoint(
  note: string,
  trusted: readonly Verifier[],
  expected: string,
): Result<Checkpoint, TransparencyProblem> {
  const opened = openNote(note, trusted);
  if (!opened.ok) return opened;
  const parsed = parseCheckpoint(opened.value);
  if (!parsed.ok) return parsed;
  const { origin } = parsed.value;
  return origin === expected ? parsed : refuse("transparency/other-log", { origin, expected });
}
