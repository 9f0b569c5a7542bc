/**
 * A folder behind a passphrase: each file in pieces of 1 MiB by AES-256-GCM under a key from
 * scrypt. A piece is bound to its file, its place and whether it is the last, so that nothing can
 * be moved, repeated or cut off unseen. Names stand inside.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StoreError } from "../storage/index.ts";

const headName = "locked.json";
const pieceBytes = 1 << 20;
const [tagBytes, prefixBytes, saltBytes] = [16, 7, 16];
/** 128 MiB and about half a second: a guess costs that much. */
const work = { N: 131_072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;
const nameLimit = 4_096;

type Head = { readonly salt: string; readonly check: string; readonly files: number };

function keyOf(passphrase: string, salt: Uint8Array): Uint8Array {
  return scryptSync(passphrase.normalize("NFKC"), salt, 32, work);
}

/** Tells a right key from a wrong one without telling anything else, and counts the files. */
function checkOf(key: Uint8Array, files: number): string {
  return createHmac("sha256", key).update(`vallgrav locked 1 ${files}`).digest("hex");
}

function nonceOf(prefix: Uint8Array, index: number, isLast: boolean): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.set(prefix);
  nonce.writeUInt32BE(index, prefixBytes);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Name and bytes as one: length of the name, name, bytes. */
async function lockFile(
  from: { readonly path: string; readonly name: string },
  to: string,
  { key, number }: { readonly key: Uint8Array; readonly number: number },
): Promise<void> {
  const [source, target] = [await open(from.path, "r"), await open(to, "wx", 0o600)];
  try {
    const prefix = randomBytes(prefixBytes);
    await target.appendFile(prefix);
    const { size } = await source.stat();
    const name = Buffer.from(from.name);
    const head = Buffer.alloc(2 + name.length);
    head.writeUInt16BE(name.length);
    head.set(name, 2);
    const count = Math.max(1, Math.ceil((head.length + size) / pieceBytes));
    let position = 0;
    for (let index = 0; index < count; index += 1) {
      const start = index === 0 ? head : Buffer.alloc(0);
      const piece = Buffer.alloc(pieceBytes - start.length);
      const { bytesRead } = await source.read(piece, 0, piece.length, position);
      position += bytesRead;
      const sealing = createCipheriv(
        "aes-256-gcm",
        key,
        nonceOf(prefix, index, index === count - 1),
      );
      sealing.setAAD(Buffer.from(String(number)));
      const whole = Buffer.concat([start, piece.subarray(0, bytesRead)]);
      await target.appendFile(Buffer.concat([sealing.update(whole), sealing.final()]));
      await target.appendFile(sealing.getAuthTag());
    }
    await target.sync();
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Locks a folder into another, which must not exist. @throws {StoreError} */
export async function lockFolder(from: string, to: string, passphrase: string): Promise<void> {
  if (existsSync(to)) throw new StoreError("storage/backup-refused");
  const unfinished = `${to}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const salt = randomBytes(saltBytes);
  const key = keyOf(passphrase, salt);
  const names = await filesBelow(from);
  for (const [number, name] of names.entries())
    await lockFile({ path: join(from, name), name }, join(unfinished, `${number}.bin`), {
      key,
      number,
    });
  const head: Head = {
    salt: salt.toString("hex"),
    check: checkOf(key, names.length),
    files: names.length,
  };
  await writeFile(join(unfinished, headName), `${JSON.stringify(head)}\n`, { mode: 0o600 });
  await rename(unfinished, to);
}

function parseHead(text: string): Head | null {
  try {
    const found: unknown = JSON.parse(text);
    const [salt, check, files] = ["salt", "check", "files"].map((name): unknown =>
      Reflect.get(Object(found), name),
    );
    const isHead =
      typeof salt === "string" &&
      /^[\da-f]{32}$/.test(salt) &&
      typeof check === "string" &&
      /^[\da-f]{64}$/.test(check) &&
      typeof files === "number" &&
      Number.isInteger(files) &&
      files >= 0 &&
      files < 1e6;
    return isHead ? { salt, check, files } : null;
  } catch {
    return null;
  }
}

/** A name that stays below the folder it is put in. */
function isSafeName(name: string): boolean {
  return /^[\w.-]+(?:\/[\w.-]+)*$/.test(name) && !name.split("/").includes("..");
}

async function unlockFile(
  from: string,
  folder: string,
  { key, number }: { readonly key: Uint8Array; readonly number: number },
): Promise<void> {
  const source = await open(from, "r");
  try {
    const { size } = await source.stat();
    const prefix = Buffer.alloc(prefixBytes);
    await source.read(prefix, 0, prefixBytes, 0);
    const lockedBytes = pieceBytes + tagBytes;
    const count = Math.ceil((size - prefixBytes) / lockedBytes);
    if (count < 1) throw new StoreError("storage/backup-damaged");
    let target: Awaited<ReturnType<typeof open>> | null = null;
    for (let index = 0; index < count; index += 1) {
      const piece = Buffer.alloc(lockedBytes);
      const at = prefixBytes + index * lockedBytes;
      const { bytesRead } = await source.read(piece, 0, lockedBytes, at);
      const body = piece.subarray(0, bytesRead - tagBytes);
      const nonce = nonceOf(prefix, index, index === count - 1);
      const opening = createDecipheriv("aes-256-gcm", key, nonce);
      opening.setAAD(Buffer.from(String(number)));
      opening.setAuthTag(piece.subarray(bytesRead - tagBytes, bytesRead));
      let plain = Buffer.concat([opening.update(body), opening.final()]);
      if (target === null) {
        const length = plain.readUInt16BE();
        const name = plain.subarray(2, 2 + length).toString();
        if (length > nameLimit || !isSafeName(name)) throw new StoreError("storage/backup-damaged");
        const path = join(folder, name);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        target = await open(path, "wx", 0o600);
        plain = plain.subarray(2 + length);
      }
      await target.appendFile(plain);
    }
    await target?.close();
  } finally {
    await source.close();
  }
}

/** Whether a folder is behind a passphrase. */
export function isLocked(folder: string): boolean {
  return existsSync(join(folder, headName));
}

/**
 * Opens a locked folder into another, which is made.
 * @throws {StoreError} `storage/wrong-passphrase`, `storage/backup-damaged`
 */
export async function unlockFolder(from: string, to: string, passphrase: string): Promise<void> {
  const head = parseHead(await readFile(join(from, headName), "utf8"));
  if (head === null) throw new StoreError("storage/backup-damaged");
  const key = keyOf(passphrase, Buffer.from(head.salt, "hex"));
  const check = Buffer.from(checkOf(key, head.files), "hex");
  if (!timingSafeEqual(check, Buffer.from(head.check, "hex")))
    throw new StoreError("storage/wrong-passphrase");
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (let number = 0; number < head.files; number += 1)
    try {
      await unlockFile(join(from, `${number}.bin`), to, { key, number });
    } catch (error) {
      if (error instanceof StoreError) throw error;
      throw new StoreError("storage/backup-damaged", error);
    }
}
