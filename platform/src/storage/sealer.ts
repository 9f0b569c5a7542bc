/**
 * Encryption at rest of what is most sensitive: raw files, details of the audit, settings. The key
 * lies outside the database, so that a copied database or backup gives none of it away.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { StoreError } from "./store-error.ts";

/** A key of 256 bits with the short name under which it stands in what it sealed. */
export type DataKey = { readonly id: string; readonly bytes: Uint8Array };

/** Seals and opens. A place binds what is sealed to where it lies, so that it cannot be moved. */
export type Sealer = {
  /** Id of the key that seals; null when nothing is sealed. */
  readonly keyId: string | null;
  sealBytes(bytes: Uint8Array, place: string): Uint8Array;
  /** @throws {StoreError} `storage/key-missing`, `storage/seal-broken` */
  openBytes(bytes: Uint8Array, place: string): Uint8Array;
  /** Text of a JSON value becomes text that is none. */
  sealText(text: string, place: string): string;
  /** Opens what is sealed; text that is not comes back as it is. */
  openText(text: string, place: string): string;
  /** Whether a sealed text or its key is another than the one that seals now. */
  isCurrent(text: string): boolean;
};

const mark = "sealed:";
const idBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const cipher = "aes-256-gcm";

/** A key of given bytes; its id is the beginning of their hash. */
export function dataKeyOf(bytes: Uint8Array): DataKey {
  const hash = createHash("sha256").update("vallgrav data key\n").update(bytes).digest("hex");
  return { id: hash.slice(0, idBytes * 2), bytes };
}

function seal(key: DataKey, bytes: Uint8Array, place: string): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key.bytes, nonce);
  sealing.setAAD(Buffer.from(place));
  const body = Buffer.concat([sealing.update(bytes), sealing.final()]);
  return Buffer.concat([Buffer.from(key.id, "hex"), nonce, body, sealing.getAuthTag()]);
}

function open(keys: readonly DataKey[], sealed: Uint8Array, place: string): Uint8Array {
  const bytes = Buffer.from(sealed);
  const id = bytes.subarray(0, idBytes).toString("hex");
  const key = keys.find((one) => one.id === id);
  if (key === undefined) throw new StoreError("storage/key-missing");
  const start = idBytes + nonceBytes;
  try {
    const opening = createDecipheriv(cipher, key.bytes, bytes.subarray(idBytes, start));
    opening.setAAD(Buffer.from(place));
    opening.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([opening.update(bytes.subarray(start, -tagBytes)), opening.final()]);
  } catch (error) {
    throw new StoreError("storage/seal-broken", error);
  }
}

/**
 * A sealer.
 * @param keys the first seals, all open; none: nothing is sealed, and sealed things stay shut
 */
export function sealerOf(keys: readonly DataKey[]): Sealer {
  const [current] = keys;
  return {
    keyId: current?.id ?? null,
    sealBytes: (bytes, place) => (current === undefined ? bytes : seal(current, bytes, place)),
    openBytes: (bytes, place) => open(keys, bytes, place),
    sealText: (text, place) =>
      current === undefined
        ? text
        : mark + Buffer.from(seal(current, Buffer.from(text), place)).toString("base64"),
    openText: (text, place) =>
      text.startsWith(mark)
        ? Buffer.from(open(keys, Buffer.from(text.slice(mark.length), "base64"), place)).toString()
        : text,
    isCurrent: (text) => {
      if (!text.startsWith(mark)) return current === undefined;
      const id = Buffer.from(text.slice(mark.length, mark.length + 8), "base64").toString("hex");
      return current !== undefined && id.slice(0, idBytes * 2) === current.id;
    },
  };
}
