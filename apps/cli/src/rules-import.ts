/** `rules import`: rules of others into the home, from a file or an address. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fetchRules, importRules } from "@vallgrav/platform/detect";
import type { Rooms } from "@vallgrav/server";
import type { RulesImportCommand } from "./command.ts";
import { visible, whole } from "./format.ts";
import { filesOf } from "./import-files.ts";
import { settingsOf } from "./settings.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

async function take(
  rooms: Rooms,
  { path, name }: { readonly path: string; readonly name: string },
  speaker: Speaker,
): Promise<Told> {
  const tunings = await rooms.store.watch.tunings();
  const done = await importRules(rooms.home, { path, name }, tunings);
  if (!done.ok) return refused(done.problem);
  const imported = done.value;
  const { words, language } = speaker;
  const count = (value: number): string => whole(value, language);
  const said = words.rulesImport;
  return {
    exit: 0,
    document: imported,
    lines: [
      said.taken(visible(imported.name), imported.sha256),
      said.counts(count(imported.rules + imported.correlations), count(imported.waiting)),
      said.changed(count(imported.added), count(imported.gone)),
      ...imported.tuningsWithoutRule.map((rule) => said.tuned(visible(rule))),
    ],
    problems: imported.problems,
    object: imported.name,
  };
}

/** Imports rules and tells what changed. */
export async function tellRulesImport(
  rooms: Rooms,
  { from }: RulesImportCommand,
  speaker: Speaker,
): Promise<Told> {
  if (!/^[a-z]+:\/\//i.test(from)) {
    const files = filesOf([from]);
    if ("problems" in files) return refused(files.problems);
    return take(rooms, { path: from, name: basename(from) }, speaker);
  }
  const folder = await mkdtemp(join(tmpdir(), "vallgrav-rules-"));
  try {
    const { authorities } = settingsOf(speaker.env).graph;
    const signal = new AbortController().signal;
    const fetched = await fetchRules(from, folder, { authorities, signal });
    if (!fetched.ok) return refused([fetched.problem]);
    return await take(rooms, fetched.value, speaker);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
