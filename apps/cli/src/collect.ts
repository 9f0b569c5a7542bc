/** `collect ad --ldap`: asks the directory itself and writes what it says to a file. */
import { existsSync, readFileSync } from "node:fs";
import { link, open, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { Problem } from "@vallgrav/kernel";
import { collectDirectory, DirectoryFailed, openDirectory } from "@vallgrav/platform/collect";
import type { CollectionEnd } from "@vallgrav/platform/collect";
import type { CollectCommand } from "./collect-command.ts";
import { visible, whole } from "./format.ts";
import { askSecret } from "./ask-secret.ts";
import { filesOf } from "./import-files.ts";
import { earlierIn, fileKeeper } from "./part-keeper.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

type Live = Extract<CollectCommand, { readonly ldap: object }>;

/** The password: of a file, else typed in, else the first line of standard input. */
async function passwordOf({ ldap }: Live, speaker: Speaker): Promise<string> {
  const { passwordFile } = ldap;
  if (passwordFile !== null) return readFileSync(passwordFile, "utf8").split(/\r?\n/)[0] ?? "";
  return askSecret(speaker.words.collect.password(visible(ldap.user)), speaker.err);
}

function defaultName(now: Date): string {
  return `vallgrav-ad-${now.toISOString().replaceAll(/\D/g, "").slice(0, 14)}.json`;
}

/** Characters that are written at once. */
const pieceLength = 262_144;

/** Writes every piece, some at a time. */
async function pour(
  pieces: AsyncGenerator<string, CollectionEnd>,
  out: FileHandle,
): Promise<CollectionEnd> {
  let held = "";
  for (;;) {
    const next = await pieces.next();
    if (next.done !== true) held += next.value;
    if (held.length >= pieceLength || next.done === true) {
      await out.writeFile(held);
      held = "";
    }
    if (next.done === true) return next.value;
  }
}

/** Gives a file its name; only where nothing has it, as far as the file system can tell. */
async function nameAs(partly: string, to: string): Promise<void> {
  try {
    await link(partly, to);
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "EEXIST") throw error;
    await rename(partly, to);
  }
}

/** What keeps the files of a command from being used, or null. */
function fileProblem({ ldap }: Live, to: string): Problem | null {
  if (existsSync(to) || existsSync(`${to}.part`))
    return { code: "cli/exists", severity: "error", at: { file: to, place: "" }, args: {} };
  const given = [ldap.passwordFile, ldap.authoritiesFile].filter((path) => path !== null);
  const found = filesOf(given);
  return "problems" in found ? (found.problems[0] ?? null) : null;
}

/** The user has had enough; never leaves this file. */
class Interrupted extends Error {
  override readonly name: string = "Interrupted";
}

/** Collects into a file that only its owner may read, and that is there whole or not at all. */
async function collectTo(to: string, command: Live, speaker: Speaker): Promise<CollectionEnd> {
  const { url, user, authoritiesFile } = command.ldap;
  const password = await passwordOf(command, speaker);
  const authorities = authoritiesFile === null ? null : readFileSync(authoritiesFile, "utf8");
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort(new Error("interrupted"));
  };
  process.once("SIGINT", stop);
  const { words, language, isWatched } = speaker;
  const [partly, parts] = [`${to}.part`, `${to}.parts`];
  const out = await open(partly, "wx", 0o600);
  try {
    const pieces = collectDirectory({
      keeper: fileKeeper(parts, new Date()),
      open: () => openDirectory({ url, user, password, authorities }),
      now: () => new Date(),
      elapsedMs: () => performance.now(),
      progress: (_, entries) => {
        if (isWatched) speaker.err(`\r${words.collect.progress(whole(entries, language))}`);
      },
      signal: controller.signal,
    });
    const end = await pour(pieces, out);
    await nameAs(partly, to);
    await rm(parts, { force: true });
    return end;
  } catch (error) {
    throw controller.signal.aborted ? new Interrupted() : error;
  } finally {
    process.off("SIGINT", stop);
    await out.close();
    await rm(partly, { force: true });
    if (isWatched) speaker.err("\n");
  }
}

/** Collects a directory and tells what was written. */
export async function tellCollection(command: Live, speaker: Speaker): Promise<Told> {
  const to = command.ldap.to ?? defaultName(new Date());
  const problem = fileProblem(command, to);
  if (problem !== null) return refused([problem]);
  try {
    const { entries, gaps } = await collectTo(to, command, speaker);
    const problems = gaps.map((args): Problem => {
      const at = { file: to, place: "/gaps" };
      return { code: "readers/partial-collection", severity: "warning", at, args };
    });
    const { words, language } = speaker;
    return {
      exit: 0,
      document: { to, entries, problems },
      lines: [words.collect.written(whole(entries, language), visible(to))],
      problems,
      object: "",
    };
  } catch (error) {
    const isCancelled = error instanceof Interrupted;
    if (!isCancelled && !(error instanceof DirectoryFailed)) throw error;
    if (earlierIn(`${to}.parts`, new Date())?.parts.length)
      speaker.err(`${speaker.words.collect.goOn(visible(to))}\n`);
    const code = isCancelled ? "cli/cancelled" : error.code;
    return refused([{ code, severity: "error", at: null, args: {} }]);
  }
}
