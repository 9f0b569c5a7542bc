/**
 * The installation's keys: files for their owner alone, outside the database. By default they lie
 * in the home; a credentials folder of the system or another disk is better.
 */
import { randomBytes } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type AuditKey, auditKeyOf, newAuditKey } from "@vallgrav/platform/audit";
import { type DataKey, dataKeyOf } from "@vallgrav/platform/storage";

/** Names of the key files. */
export const keyNames = { audit: "audit.key", data: "data.key" } as const;

/** The keys of an installation. */
export type HomeKeys = {
  readonly audit: AuditKey;
  /** The first seals, all open. */
  readonly data: readonly DataKey[];
};

const keyBytes = 32;
const keyLine = /^[\da-f]{64}$/;

/** A key file is not what it should be; the message names no content. */
export class KeyFileBroken extends Error {
  override readonly name: string = "KeyFileBroken";
  readonly code: string = "server/key-broken";
}

/** Writes a file for its owner alone, whole or not at all. */
export function writePrivately(file: string, text: string): void {
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, text, { mode: 0o600, flush: true });
  renameSync(unfinished, file);
}

/** Makes a file that is not there; whoever comes second takes the first's. */
function makeOnce(file: string, text: string): void {
  if (existsSync(file)) return;
  const unfinished = `${file}.${randomBytes(8).toString("hex")}`;
  writeFileSync(unfinished, text, { mode: 0o600, flush: true });
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if (Reflect.get(Object(error), "code") !== "EEXIST") throw error;
  } finally {
    rmSync(unfinished);
  }
}

/** Paths of the key files of a folder, by their names. */
export function keyPaths(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.values(keyNames).map((name) => [name, join(folder, name)]));
}

function dataKeysOf(text: string): readonly DataKey[] {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  if (lines.length === 0 || !lines.every((line) => keyLine.test(line))) throw new KeyFileBroken();
  return lines.map((line) => dataKeyOf(Uint8Array.fromHex(line)));
}

function freshKey(): string {
  return `${randomBytes(keyBytes).toString("hex")}\n`;
}

/**
 * Reads the keys, making those that are missing.
 * @throws {KeyFileBroken} when a file holds something else
 */
export function openKeys(folder: string): HomeKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [audit, data] = [join(folder, keyNames.audit), join(folder, keyNames.data)];
  makeOnce(audit, newAuditKey());
  makeOnce(data, freshKey());
  try {
    return {
      audit: auditKeyOf(readFileSync(audit, "utf8")),
      data: dataKeysOf(readFileSync(data, "utf8")),
    };
  } catch (error) {
    if (error instanceof KeyFileBroken) throw error;
    throw new KeyFileBroken("", { cause: error });
  }
}

/** Puts a new key first in the file; the old ones still open. @returns all keys */
export function addDataKey(folder: string): readonly DataKey[] {
  const file = join(folder, keyNames.data);
  writePrivately(file, freshKey() + readFileSync(file, "utf8"));
  return dataKeysOf(readFileSync(file, "utf8"));
}

/** Keeps only the first key: nothing is sealed by the others any more. */
export function dropOldDataKeys(folder: string): void {
  const file = join(folder, keyNames.data);
  const [first = ""] = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => keyLine.test(line));
  writePrivately(file, `${first}\n`);
}
