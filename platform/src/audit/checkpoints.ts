/** Signed checkpoints of the log, by a key of the installation that lies outside the database. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { invariant, type Result } from "@vallgrav/kernel";
import {
  checkpointText,
  openCheckpoint,
  type Signer,
  signNote,
  type TransparencyProblem,
  type Verify,
  verifierKey,
  verifierKeyText,
} from "@vallgrav/transparency";
import type { AuditWitness } from "./audit.ts";
import { treeHash } from "./audit-tree.ts";

/** The installation's key; its name is the log's. */
export type AuditKey = {
  readonly signer: Signer;
  /** `name+hash+key`, for whoever verifies our checkpoints. */
  readonly verifierText: string;
};

/** Hexadecimal digits of the key's hash in the log's name. */
const nameDigits = 16;

const verifyEd25519: Verify = (key, text, signature) => {
  const jwk = { kty: "OKP", crv: "Ed25519", x: Buffer.from(key).toString("base64url") };
  try {
    const made = createPublicKey({ key: jwk, format: "jwk" });
    return verify(null, Buffer.from(text), made, signature);
  } catch {
    return false;
  }
};

/** A fresh key as PEM (PKCS #8), for a file that only its owner reads. */
export function newAuditKey(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  return privateKey.export({ format: "pem", type: "pkcs8" });
}

function publicBytes(secret: KeyObject): Uint8Array {
  const { x = "" } = createPublicKey(secret).export({ format: "jwk" });
  return Uint8Array.from(Buffer.from(x, "base64url"));
}

/** The key behind a PEM text. @throws {Error} of the crypto library when it is no Ed25519 key */
export function auditKeyOf(pem: string): AuditKey {
  const secret = createPrivateKey(pem);
  const bytes = publicBytes(secret);
  const name = `vallgrav/audit/${treeHash(bytes).toHex().slice(0, nameDigits)}`;
  const made = verifierKey(name, bytes, treeHash);
  invariant(made.ok, "a name of ours is a name");
  const signText = (text: string): Uint8Array =>
    Uint8Array.from(sign(null, Buffer.from(text), secret));
  return {
    signer: { key: made.value, sign: signText },
    verifierText: verifierKeyText(made.value),
  };
}

/** A signed checkpoint of a state of the log. */
export function checkpointNote({ entries, root }: AuditWitness, { signer }: AuditKey): string {
  const origin = signer.key.name;
  const text = checkpointText({
    origin,
    size: entries,
    root: Uint8Array.fromHex(root),
    extensions: [],
  });
  return signNote(text, signer);
}

/** What a checkpoint of ours says, if it is one. Total. */
export function openWitness(
  note: string,
  { signer }: AuditKey,
): Result<AuditWitness, TransparencyProblem> {
  const trusted = [{ key: signer.key, verify: verifyEd25519 }];
  const opened = openCheckpoint(note, trusted, signer.key.name);
  if (!opened.ok) return opened;
  const { size, root } = opened.value;
  return { ok: true, value: { entries: size, root: root.toHex() } };
}
