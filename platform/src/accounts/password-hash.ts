/**
 * Passwords as Argon2id in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, base64 without
 * padding. Parameters after OWASP's Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane; 27 ms.
 */
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";

const memoryKib = 19_456;
const passes = 2;
const lanes = 1;
const saltBytes = 16;
const tagBytes = 32;
const form = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([\w+/]+)\$([\w+/]+)$/;

type Parameters = { readonly memory: number; readonly passes: number; readonly lanes: number };

/** The same characters typed in another way give the same bytes (NIST SP 800-63B). */
function normalised(password: string): string {
  return password.normalize("NFKC");
}

function derive(
  password: string,
  nonce: Uint8Array,
  length: number,
  given: Parameters,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  argon2(
    "argon2id",
    {
      message: normalised(password),
      nonce,
      parallelism: given.lanes,
      tagLength: length,
      memory: given.memory,
      passes: given.passes,
    },
    (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    },
  );
  return promise;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replaceAll("=", "");
}

async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, tagBytes, { memory: memoryKib, passes, lanes });
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${base64(salt)}$${base64(key)}`;
}

async function isPassword(password: string, phc: string): Promise<boolean> {
  const [, memory, time, parallel, salt = "", tag = ""] = form.exec(phc) ?? [];
  if (memory === undefined) return false;
  const expected = Buffer.from(tag, "base64");
  const given = { memory: Number(memory), passes: Number(time), lanes: Number(parallel) };
  const key = await derive(password, Buffer.from(salt, "base64"), expected.length, given);
  return timingSafeEqual(key, expected);
}

/** How passwords are hashed and verified. */
export type Passwords = {
  /** Hashes with a fresh salt, off the main thread. */
  hash(password: string): Promise<string>;
  /** Whether a password is the one hashed, in time that tells nothing; false for a foreign hash. */
  verify(password: string, phc: string): Promise<boolean>;
};

/** Argon2id as described above. */
export const argon2id: Passwords = { hash: hashPassword, verify: isPassword };
