/** `backup`, `restore`, `export --all`, `import --all`, `dispose`, `keys rotate`. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { resealLines } from "@vallgrav/platform/detect";
import {
  backUpStore,
  exportStore,
  importStore,
  limitsAt,
  restoreStore,
} from "@vallgrav/platform/keeping";
import { openStore } from "@vallgrav/platform/storage";
import {
  addDataKey,
  dropOldDataKeys,
  keyPaths,
  openHome,
  openKeys,
  openRooms,
  type Rooms,
} from "@vallgrav/server/rooms";
import { logToStderr, StartFailed } from "@vallgrav/server/facts";
import type { KeepingCommand, RunOptions } from "./command.ts";
import { table, whole } from "./format.ts";
import { settingsOf, sizeOf } from "./settings.ts";
import type { Speaker } from "./speaker.ts";
import type { Told } from "./told.ts";

type Of<V extends KeepingCommand["verb"]> = Extract<KeepingCommand, { readonly verb: V }>;

function done(document: unknown, lines: readonly string[], object: string): Told {
  return { exit: 0, document, lines, problems: [], object };
}

/** The passphrase of a file: its first line. */
function passphraseOf(file: string | null): string | null {
  return file === null ? null : (readFileSync(file, "utf8").split("\n")[0] ?? "");
}

function sizeOfFolder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Copies everything out: a backup or an export in the open form. */
export async function copyOut(
  rooms: Rooms,
  command: Of<"backup"> | Of<"export">,
  speaker: Speaker,
): Promise<Told> {
  const { words, language } = speaker;
  const to = resolve(command.to);
  if (command.verb === "export") {
    const { tables, evidence } = await exportStore(rooms.store, to);
    return done({ to, tables, evidence }, [words.keeping.exported(to)], "export");
  }
  const startMs = performance.now();
  await backUpStore(rooms.store, to, {
    passphrase: passphraseOf(command.passphraseFile),
    keys: keyPaths(rooms.keyFolder),
  });
  const seconds = Math.round((performance.now() - startMs) / 100) / 10;
  const sizeBytes = sizeOfFolder(to);
  const line = words.keeping.backedUp({
    to,
    size: whole(sizeBytes / 1e6, language),
    seconds: String(seconds),
    hasKeys: command.passphraseFile !== null,
  });
  return done({ to, sizeBytes, seconds }, [line], "backup");
}

/** Whether the dials come out again as they were kept. */
async function recompute(options: RunOptions, speaker: Speaker): Promise<Told> {
  const rooms = await openRooms({
    ...settingsOf(speaker.env),
    size: sizeOf(options),
    work: false,
    log: logToStderr,
  });
  try {
    const found = await rooms.protect.recheck();
    const { keeping } = speaker.words;
    if (found === null)
      return { ...done({ recomputed: null }, [keeping.notComputed], ""), exit: 1 };
    const isSame = found.kept === found.again;
    const told = done({ recomputed: { ...found, same: isSame } }, [keeping.recomputed(isSame)], "");
    return { ...told, exit: isSame ? 0 : 1 };
  } finally {
    await rooms.close();
  }
}

/** Fills an empty place from a backup or an export. */
export async function moveIn(
  command: Of<"restore"> | Of<"import-all">,
  speaker: Speaker,
): Promise<Told> {
  const settings = settingsOf(speaker.env);
  const from = resolve(command.from);
  const home = openHome(settings.home, true);
  const keyFolder = settings.keys ?? join(home.folder, "keys");
  try {
    if (!home.isOwner) throw new StartFailed("server/home-in-use");
    const address = settings.database ?? home.database;
    const options = () => ({ keys: openKeys(keyFolder).data });
    if (command.verb === "import-all") {
      const store = await openStore(address, options());
      try {
        await importStore(store, from);
      } finally {
        await store.close();
      }
    } else
      await restoreStore(
        from,
        {
          address,
          isPostgres: settings.database !== undefined,
          keys: keyPaths(keyFolder),
          options,
        },
        passphraseOf(command.passphraseFile),
      );
  } finally {
    home.release();
  }
  const lines = [speaker.words.keeping.restored(from)];
  if (command.verb === "import-all" || !command.recompute) return done({ from }, lines, "");
  const told = await recompute(command.size, speaker);
  const document = { from, ...(told.document as object) };
  return { ...told, document, lines: [...lines, ...told.lines] };
}

/** Disposes of what is too old, or says what would go. */
export async function disposeNow(rooms: Rooms, isDry: boolean, speaker: Speaker): Promise<Told> {
  const { words, language } = speaker;
  const gone = await rooms.store.dispose(limitsAt(rooms.now()), isDry);
  const counts = [gone.rawFiles, gone.jobs, gone.sessions, gone.auditDetails];
  const rows = words.keeping.kinds.map((kind, at) => [kind, whole(counts[at] ?? 0, language)]);
  const lines = [words.keeping.disposed(isDry), ...table(rows, [1])];
  return done({ dryRun: isDry, ...gone }, lines, isDry ? "dry-run" : "");
}

/** A new key first, everything sealed by it, and only then the old ones go. */
export async function rotateKeys(rooms: Rooms, speaker: Speaker): Promise<Told> {
  const { words, language, env } = speaker;
  const owner = openHome(rooms.home, true);
  try {
    // A server at work would go on sealing by the key that is about to go.
    if (!owner.isOwner) throw new StartFailed("server/home-in-use");
    const keys = addDataKey(rooms.keyFolder);
    const address = settingsOf(env).database ?? owner.database;
    const store = await openStore(address, { recover: false, keys });
    const inStore = await store.reseal();
    await store.close();
    const values = inStore + resealLines(join(rooms.home, "watch"), keys);
    dropOldDataKeys(rooms.keyFolder);
    return done({ values }, [words.keeping.rotated(whole(values, language))], "");
  } finally {
    owner.release();
  }
}
