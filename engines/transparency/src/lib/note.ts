/** Signed notes as C2SP `signed-note` has them: a text, an empty line, and signatures. */
import { succeed } from "@vallgrav/kernel";
import type { Result } from "@vallgrav/kernel";
import { refuse, type TransparencyProblem } from "./transparency-problem.ts";
import { equalBytes, type Hash } from "./tree.ts";

/** A key by which signatures are verified: Ed25519, 32 bytes, under a name. */
export type VerifierKey = {
  /** Visible ASCII without plus signs. */
  readonly name: string;
  /** First four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ key). */
  readonly id: Uint8Array;
  readonly key: Uint8Array;
};

/** Verifies an Ed25519 signature over the UTF-8 bytes of a text. */
export type Verify = (key: Uint8Array, text: string, signature: Uint8Array) => boolean;

/** A key that is trusted, and how to verify by it. */
export type Verifier = { readonly key: VerifierKey; readonly verify: Verify };

/** Signs the UTF-8 bytes of a text by Ed25519: 64 bytes. */
export type Signer = {
  readonly key: VerifierKey;
  readonly sign: (text: string) => Uint8Array;
};

/** How large a note may be. */
export type NoteLimits = {
  readonly characters: number;
  readonly lines: number;
  readonly signatures: number;
};

const defaultLimits: NoteLimits = { characters: 65_536, lines: 64, signatures: 16 };
/** The kind of key that signs: Ed25519. */
const ed25519 = 1;
const idBytes = 4;
const keyBytes = 32;
const signatureBytes = 64;
const base64 = /^(?=.)(?:[\dA-Za-z+/]{4})*(?:[\dA-Za-z+/]{2}==|[\dA-Za-z+/]{3}=)?$/;
const nameForm = /^[!-*,-~]{1,256}$/;

/** Bytes of strict base64, or null. */
export function bytesOfBase64(text: string): Uint8Array | null {
  if (!base64.test(text)) return null;
  try {
    return Uint8Array.fromBase64(text, { lastChunkHandling: "strict" });
  } catch {
    return null;
  }
}

function idOf(name: string, key: Uint8Array, hash: Hash): Uint8Array {
  const whole = new Uint8Array(name.length + 2 + key.length);
  for (let at = 0; at < name.length; at += 1) whole[at] = name.charCodeAt(at);
  whole[name.length] = 10;
  whole[name.length + 1] = ed25519;
  whole.set(key, name.length + 2);
  return hash(whole).slice(0, idBytes);
}

/**
 * A verifier key under a name.
 * @returns `transparency/bad-key` for a name or key of another form
 */
export function verifierKey(
  name: string,
  key: Uint8Array,
  hash: Hash,
): Result<VerifierKey, TransparencyProblem> {
  if (!nameForm.test(name) || key.length !== keyBytes) return refuse("transparency/bad-key", {});
  return succeed({ name, id: idOf(name, key, hash), key });
}

/** The key as `name+hash+key`, to be handed to a witness. */
export function verifierKeyText({ name, id, key }: VerifierKey): string {
  return `${name}+${id.toHex()}+${Uint8Array.of(ed25519, ...key).toBase64()}`;
}

/** Reads `name+hash+key`. Total. */
export function parseVerifierKey(
  text: string,
  hash: Hash,
): Result<VerifierKey, TransparencyProblem> {
  const [, name = "", id = "", coded = ""] =
    /^([!-*,-~]{1,256})\+([\da-f]{8})\+([\dA-Za-z+/=]{1,64})$/.exec(text) ?? [];
  const bytes = bytesOfBase64(coded);
  if (bytes === null || bytes[0] !== ed25519) return refuse("transparency/bad-key", {});
  const made = verifierKey(name, bytes.slice(1), hash);
  return made.ok && made.value.id.toHex() === id ? made : refuse("transparency/bad-key", {});
}

/**
 * Signs a text.
 * @param text ends with a line feed and holds no other control characters
 */
export function signNote(text: string, { key, sign }: Signer): string {
  const signature = Uint8Array.of(...key.id, ...sign(text));
  return `${text}\n\u2014 ${key.name} ${signature.toBase64()}\n`;
}

type Signature = { readonly name: string; readonly id: Uint8Array; readonly bytes: Uint8Array };
type Parts = { readonly text: string; readonly signatures: readonly Signature[] };

function signatureOf(line: string): Signature | null {
  const [, name = "", coded = ""] = /^\u2014 ([!-*,-~]{1,256}) (\S+)$/.exec(line) ?? [];
  const bytes = bytesOfBase64(coded);
  if (bytes === null || bytes.length <= idBytes) return null;
  return { name, id: bytes.slice(0, idBytes), bytes: bytes.slice(idBytes) };
}

function partsOf(note: string, limits: NoteLimits): Result<Parts, TransparencyProblem> {
  if (note.length > limits.characters)
    return refuse("transparency/too-large", { what: "characters", limit: limits.characters });
  const lines = note.split("\n");
  if (lines.length > limits.lines)
    return refuse("transparency/too-large", { what: "lines", limit: limits.lines });
  const wrong = lines.findIndex((line) => /\p{Cc}/u.test(line) || !line.isWellFormed());
  if (wrong >= 0) return refuse("transparency/not-a-note", { line: wrong + 1 });
  const gap = lines.lastIndexOf("", lines.length - 2);
  if (lines.at(-1) !== "" || gap < 1)
    return refuse("transparency/not-a-note", { line: lines.length });
  const signed = lines.slice(gap + 1, -1);
  if (signed.length > limits.signatures)
    return refuse("transparency/too-large", { what: "signatures", limit: limits.signatures });
  const signatures: Signature[] = [];
  for (const [at, line] of signed.entries()) {
    const signature = signatureOf(line);
    if (signature === null) return refuse("transparency/not-a-note", { line: gap + 2 + at });
    signatures.push(signature);
  }
  if (signatures.length === 0) return refuse("transparency/not-a-note", { line: lines.length });
  return succeed({ text: `${lines.slice(0, gap).join("\n")}\n`, signatures });
}

/**
 * The text of a note that at least one trusted key has signed; a wrong signature by a trusted key
 * refuses it, those by other keys are passed over. Total.
 */
export function openNote(
  note: string,
  trusted: readonly Verifier[],
  limits: NoteLimits = defaultLimits,
): Result<string, TransparencyProblem> {
  const parts = partsOf(note, limits);
  if (!parts.ok) return parts;
  const { text, signatures } = parts.value;
  let signers = 0;
  for (const { name, id, bytes } of signatures) {
    const known = trusted.find(({ key }) => key.name === name && equalBytes(key.id, id));
    if (known === undefined) continue;
    const isRight = bytes.length === signatureBytes && known.verify(known.key.key, text, bytes);
    if (!isRight) return refuse("transparency/bad-signature", { name });
    signers += 1;
  }
  return signers > 0 ? succeed(text) : refuse("transparency/unknown-key", {});
}
