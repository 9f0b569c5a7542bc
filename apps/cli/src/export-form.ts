/** `export model|opengraph|navigator|navigator-ics|graphml`: the model and its ways for others. */
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { InterchangeForm } from "@vallgrav/platform/protect";
import { StoreError } from "@vallgrav/platform/storage";
import type { Rooms } from "@vallgrav/server";
import { whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

type ExportCommand = { readonly form: InterchangeForm; readonly to: string };

/**
 * Writes the file, computing the ways where they are not stored.
 * @throws {StoreError} `storage/file-exists` where there is a file already
 */
export async function exportForm(
  rooms: Rooms,
  { form, to }: ExportCommand,
  speaker: Speaker,
): Promise<Told> {
  const paths = form === "model" ? null : await rooms.protect.paths();
  if (paths?.ok === false) return refused(paths.problems);
  const made = await rooms.protect.interchange(form);
  if (made === null)
    // Forms with ways are refused above; the model alone is missing only where nothing is known.
    return refused([{ code: "protect/no-model", severity: "error", at: null, args: {} }]);
  const path = resolve(to);
  if (existsSync(path)) throw new StoreError("storage/file-exists");
  writeFileSync(path, made.text, { encoding: "utf8", flag: "wx", mode: 0o600 });
  const sizeBytes = Buffer.byteLength(made.text);
  const { assets, ways } = made;
  const { words, language } = speaker;
  const line = words.keeping.exportedForm({
    form,
    to: path,
    assets: whole(assets, language),
    ways: whole(ways, language),
  });
  return {
    exit: 0,
    document: { form, to: path, assets, ways, sizeBytes },
    lines: [line],
    problems: [],
    object: form,
  };
}
