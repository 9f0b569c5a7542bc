/**
 * What a hunt has done, file by file, so that one that was stopped goes on where it was: a line of
 * JSON for each file, behind a line that says by which rules and how it was hunted.
 */
import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { serialize } from "node:v8";
import type { ActiveRule } from "@vallgrav/sigma";
import type { FileHunt, HuntOptions } from "./hunter.ts";
import type { LogFile } from "./log-bytes.ts";

/** What was hunted before, and where what is hunted now is kept. */
export type HuntProgress = {
  /** What was found in a file, where it is the same file still. */
  readonly foundIn: (file: LogFile) => FileHunt | null;
  /** Keeps what was found in a file. */
  readonly keep: (file: LogFile, found: FileHunt) => void;
};

/** Where somebody said something else, or the file is none of these. */
export type OtherHunt = "other-hunt";

/** Raised when what is found in the same file by the same rules becomes something else. */
const form = 1;

type Kept = { readonly file: string; readonly sign: string; readonly found: FileHunt };

function signOf(rules: readonly ActiveRule[], options: HuntOptions): string {
  const asked = rules.map(({ key, rule, condition }) => [
    key,
    rule.level,
    rule.logSource,
    condition,
  ]);
  return createHash("sha256")
    .update(serialize([form, options, asked]))
    .digest("hex");
}

/** A file is the same where its size and its last change are. */
function fileSign({ path }: LogFile): string {
  const { size, mtimeMs } = statSync(path);
  return `${size} ${mtimeMs}`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return null;
  }
}

function isKept(value: unknown): value is Kept {
  return (
    typeof Reflect.get(Object(value), "file") === "string" &&
    typeof Reflect.get(Object(value), "sign") === "string" &&
    typeof Reflect.get(Object(value), "found") === "object"
  );
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return null;
    throw error;
  }
}

/**
 * Opens the file of a hunt, and makes it where there is none. A line that was cut off by a stop is
 * left out: its file is hunted again. @throws what the disk throws
 */
export function openProgress(
  path: string,
  rules: readonly ActiveRule[],
  options: HuntOptions,
): HuntProgress | OtherHunt {
  const hunt = signOf(rules, options);
  const text = textOf(path);
  const known = new Map<string, Kept>();
  if (text === null) writeFileSync(path, `${JSON.stringify({ hunt })}\n`, { mode: 0o600 });
  else {
    const [head = "", ...lines] = text.split("\n");
    if (Reflect.get(Object(parsed(head)), "hunt") !== hunt) return "other-hunt";
    for (const line of lines) {
      const one = parsed(line);
      if (isKept(one)) known.set(one.file, one);
    }
    // What is written next must not stand behind half a line.
    if (!text.endsWith("\n")) appendFileSync(path, "\n");
  }
  return {
    foundIn: (file) => {
      const one = known.get(file.path);
      return one !== undefined && one.sign === fileSign(file) ? one.found : null;
    },
    keep: (file, found) => {
      const kept: Kept = { file: file.path, sign: fileSign(file), found };
      appendFileSync(path, `${JSON.stringify(kept)}\n`);
    },
  };
}
