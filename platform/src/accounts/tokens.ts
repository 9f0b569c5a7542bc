/** Tokens: what nobody can guess, and the hash under which it is kept. */
import { createHash, randomBytes } from "node:crypto";

const tokenBytes = 32;

/** 256 random bits as text. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString("base64url");
}

/** SHA-256 of a token, lower-case hexadecimal: finds it, and signs nobody in. */
export function tokenHashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
