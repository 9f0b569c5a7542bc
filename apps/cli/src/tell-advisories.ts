/** `update` and `match`: advisories on this machine, and what an inventory has of them. */
import { statSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { instantFromMs, invariant } from "@vallgrav/kernel";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { defaultLimits, read } from "@vallgrav/readers";
import {
  type Match,
  type Matched,
  matchInventory,
  updateAdvisories,
} from "@vallgrav/platform/advisories";
import type { AdvisoryCommand } from "./command.ts";
import { table, visible, whole } from "./format.ts";
import { filesOf, unreadable } from "./import-files.ts";
import { settingsOf } from "./settings.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Rows that a terminal is shown; the document has all. */
const rowsShown = 50;

function now(): Instant {
  const at = instantFromMs(Date.now());
  invariant(at !== null, "the clock shows a time there is");
  return at;
}

function folderOf(db: string | null, speaker: Speaker): string {
  return db ?? join(settingsOf(speaker.env).home, "advisories");
}

/** What of the paths can be neither read as a file nor as a folder. */
function unreadableOf(paths: readonly string[]): readonly ReturnType<typeof unreadable>[] {
  return paths.flatMap((path) => {
    try {
      if (statSync(path).isDirectory()) return [];
    } catch (error) {
      return [unreadable(path, error)];
    }
    const found = filesOf([path]);
    return "problems" in found ? found.problems : [];
  });
}

async function update(
  command: Extract<AdvisoryCommand, { readonly verb: "update" }>,
  speaker: Speaker,
): Promise<Told> {
  const missing = unreadableOf(command.paths);
  if (missing.length > 0) return refused(missing);
  const count = (value: number): string => whole(value, speaker.language);
  const updated = await updateAdvisories(folderOf(command.db, speaker), command.paths, {
    now: now(),
    onProgress: (records) => {
      if (speaker.isWatched) speaker.err(`\r${count(records)}`);
    },
  });
  if (speaker.isWatched) speaker.err("\r");
  if (!updated.ok) return refused([updated.problem]);
  const { manifest, files, problems } = updated.value;
  const words = speaker.words.advisories;
  const rows = files.map((one) => [
    visible(one.name),
    ...[one.records, one.changed, one.leftOut].map(count),
  ]);
  return {
    exit: 0,
    document: {
      generation: manifest.generation,
      updatedAt: manifest.updatedAt,
      counts: manifest.counts,
      files,
      problems,
    },
    lines: [
      ...table([[...words.head], ...rows], [1, 2, 3]),
      words.updated(count(manifest.counts.advisories), count(manifest.generation)),
    ],
    problems,
    object: "",
  };
}

function nameOf({ component, weakness }: Match): string {
  return `${component}\n${weakness}`;
}

/** One row for a weakness of a component, however many advisories tell of it: the first. */
function eachOnce(matches: readonly Match[]): readonly Match[] {
  const first = new Map<string, Match>();
  for (const one of matches) if (!first.has(nameOf(one))) first.set(nameOf(one), one);
  return [...first.values()];
}

function linesOf(matched: Matched, speaker: Speaker): readonly string[] {
  const words = speaker.words.advisories;
  const count = (value: number): string => whole(value, speaker.language);
  const affected = eachOnce(matched.matches.filter(({ status }) => status === "affected"));
  const known = new Set(affected.map(nameOf));
  const unknown = eachOnce(matched.matches).filter((one) => !known.has(nameOf(one))).length;
  const components = new Set(affected.map(({ component }) => component)).size;
  const rows = affected
    .slice(0, rowsShown)
    .map((one) => [
      visible(one.weakness),
      visible(one.component.replace(/[@?].*$/, "")),
      visible(one.version ?? "–"),
      visible(one.fixedIn ?? "–"),
      one.exploited === null ? "" : words.exploited,
    ]);
  return [
    words.lead(count(affected.length), count(components)),
    ...(rows.length === 0 ? [] : table([[...words.matches], ...rows])),
    ...(affected.length > rowsShown ? [`… ${count(affected.length - rowsShown)}`] : []),
    ...(unknown === 0 ? [] : [words.unknown(count(unknown))]),
    ...(matched.notExamined.length === 0
      ? []
      : [words.notExamined(count(matched.notExamined.length))]),
    words.age(matched.manifest.updatedAt.slice(0, 10)),
  ];
}

async function match(
  command: Extract<AdvisoryCommand, { readonly verb: "match" }>,
  speaker: Speaker,
): Promise<Told> {
  const found = filesOf([command.inventory]);
  if ("problems" in found) return refused(found.problems);
  const name = basename(command.inventory);
  const { size } = await stat(command.inventory);
  const isTooLarge = size > defaultLimits.bytes;
  const reading = read({
    name,
    // What is too large is refused by its size, without being read.
    bytes: isTooLarge ? new Uint8Array(defaultLimits.bytes + 1) : await readFile(command.inventory),
    evidence: "inventory" as EvidenceId,
    receivedAt: now(),
  });
  if (!reading.ok) return refused(reading.problems);
  const matched = await matchInventory(folderOf(command.db, speaker), reading.observations);
  if (!matched.ok) return refused([matched.problem]);
  const { manifest, ...rest } = matched.value;
  return {
    exit: 0,
    document: {
      database: {
        generation: manifest.generation,
        updatedAt: manifest.updatedAt,
        counts: manifest.counts,
      },
      inventory: { name, reader: reading.reader.id },
      ...rest,
      problems: reading.problems,
    },
    lines: linesOf(matched.value, speaker),
    problems: reading.problems,
    object: "",
  };
}

/** Runs one of the two verbs. */
export async function tellAdvisories(command: AdvisoryCommand, speaker: Speaker): Promise<Told> {
  return command.verb === "update" ? update(command, speaker) : match(command, speaker);
}
