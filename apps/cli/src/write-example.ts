/** `example write`: the fictional municipality as the files its tools would export. */
import { existsSync, readdirSync } from "node:fs";
import { sizeOf, truthPath, writeExample } from "@vallgrav/examples";
import type { WriteExampleCommand } from "./command.ts";
import { visible, whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Writes them to a folder that is empty or not there, and tells how many. */
export function writeExampleTo(command: WriteExampleCommand, speaker: Speaker): Told {
  const { to, size, seed } = command;
  if (existsSync(to) && readdirSync(to).length > 0)
    return refused([
      { code: "cli/exists", severity: "error", at: { file: to, place: "" }, args: {} },
    ]);
  let [files, sizeBytes] = [0, 0];
  for (const written of writeExample(sizeOf(size, seed ?? undefined), to)) {
    files += 1;
    sizeBytes += written.sizeBytes;
    if (speaker.isWatched) speaker.err(`\r${whole(files, speaker.language)}`);
  }
  if (speaker.isWatched) speaker.err("\n");
  const count = (value: number): string => whole(value, speaker.language);
  return {
    exit: 0,
    document: { to, size, files, sizeBytes, truth: truthPath, problems: [] },
    lines: [
      speaker.words.exampleWritten({
        to: visible(to),
        files: count(files),
        megabytes: count(Math.max(1, Math.round(sizeBytes / 1e6))),
        truth: truthPath,
      }),
    ],
    problems: [],
    object: "",
  };
}
