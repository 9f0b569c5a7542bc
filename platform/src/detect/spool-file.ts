/**
 * A file of the buffer: lines one after the other, in the open, or sealed block by block where the
 * home has a key. A sealed file has a key of its own, made of the home's and of random bytes at its
 * head (HKDF, RFC 5869); each write to the disk is a block under AES-256-GCM, bound to the number
 * of its first line, so that none can be left out, moved or exchanged.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { type DataKey, StoreError } from "../storage/index.ts";
import { decodeLine, fileMark, type ReceivedLine } from "./spool-format.ts";

/** What a sealed file begins with; then come 4 bytes of the key's id and 32 random ones. */
const sealedMark = new TextEncoder().encode("VGLINES2");
const idBytes = 4;
const saltBytes = 32;
const sealedHeadBytes = sealedMark.length + idBytes + saltBytes;
/** Length of what is sealed, and the block's number in its file. */
const blockHeadBytes = 8;
const tagBytes = 16;
const nonceBytes = 12;
const cipher = "aes-256-gcm";
/** What no write is as long as: a length beyond it is damage. */
const mostBlockBytes = 268_435_456;

function fileKey({ bytes }: DataKey, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", bytes, salt, "vallgrav received lines", 32));
}

/** The number is never used twice under a file's key: so it serves as the nonce. */
function nonceOf(block: number): Uint8Array {
  const nonce = Buffer.alloc(nonceBytes);
  nonce.writeUInt32BE(block, nonceBytes - 4);
  return nonce;
}

/** How a new file is written. */
export type FileWriting = {
  /** What stands at its beginning. */
  readonly head: Uint8Array;
  /** What is written for lines, the first of which has that number. */
  readonly pieces: (lines: readonly Uint8Array[], first: number) => readonly Uint8Array[];
};

/** Begins a file; without a key it is in the open. */
export function newFileWriting(key: DataKey | undefined): FileWriting {
  if (key === undefined) return { head: fileMark, pieces: (lines) => lines };
  const salt = randomBytes(saltBytes);
  const own = fileKey(key, salt);
  let block = 0;
  return {
    head: Buffer.concat([sealedMark, Buffer.from(key.id, "hex"), salt]),
    pieces: (lines, first) => {
      block += 1;
      const sealing = createCipheriv(cipher, own, nonceOf(block));
      sealing.setAAD(Buffer.from(String(first)));
      const body = lines.map((line) => sealing.update(line));
      sealing.final();
      const head = Buffer.alloc(blockHeadBytes);
      head.writeUInt32LE(
        body.reduce((sum, one) => sum + one.length, tagBytes),
        0,
      );
      head.writeUInt32LE(block, 4);
      return [head, ...body, sealing.getAuthTag()];
    },
  };
}

/** A line that was read, or why there is none: the bytes end, or are not as they were written. */
export type FileLine = ReceivedLine | "short" | "damaged";

/** The bytes of a file, read on as they come. */
export type FileReading = {
  /** The next line of what was given so far. @throws {StoreError} `storage/key-missing` */
  readonly next: () => FileLine;
  /** Gives the bytes that follow. */
  readonly give: (bytes: Uint8Array) => void;
  /** Place in the file up to which all is whole; 0 where not even its head is. */
  readonly whole: () => number;
};

/** Bytes given and not used up yet. */
class Rest {
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  add(bytes: Uint8Array): void {
    const rest = this.#bytes.subarray(this.#at);
    const joined = new Uint8Array(rest.length + bytes.length);
    joined.set(rest);
    joined.set(bytes, rest.length);
    this.#bytes = joined;
    this.#at = 0;
  }
  /** What is there from the present place on; it must not be written to. */
  view(): Uint8Array {
    return this.#at === 0 ? this.#bytes : this.#bytes.subarray(this.#at);
  }
  skip(bytes: number): void {
    this.#at += bytes;
  }
  line(): FileLine {
    const found = decodeLine(this.#bytes, this.#at);
    if (typeof found === "string") return found;
    this.#at = found.next;
    return found.line;
  }
  at(): number {
    return this.#at;
  }
  isEmpty(): boolean {
    return this.#at === this.#bytes.length;
  }
}

type Reading = {
  readonly keys: readonly DataKey[];
  readonly raw: Rest;
  /** Lines of the block that was opened last. */
  lines: Rest;
  /** Null: the head was not read yet. */
  kind: "open" | { readonly key: Uint8Array } | null;
  number: number;
  whole: number;
};

function readHead(reading: Reading): "short" | "damaged" | null {
  const bytes = reading.raw.view();
  if (bytes.length < fileMark.length) return "short";
  const mark = Buffer.from(bytes.subarray(0, fileMark.length));
  if (mark.equals(fileMark)) {
    reading.kind = "open";
    reading.whole = fileMark.length;
    reading.raw.skip(fileMark.length);
    return null;
  }
  if (!mark.equals(sealedMark)) return "damaged";
  if (bytes.length < sealedHeadBytes) return "short";
  const salt = bytes.subarray(sealedMark.length + idBytes, sealedHeadBytes);
  const id = Buffer.from(bytes.subarray(sealedMark.length, sealedMark.length + idBytes));
  const key = reading.keys.find((one) => one.id === id.toString("hex"));
  if (key === undefined) throw new StoreError("storage/key-missing");
  reading.kind = { key: fileKey(key, salt) };
  reading.whole = sealedHeadBytes;
  reading.raw.skip(sealedHeadBytes);
  return null;
}

/** Opens the next block. */
function readBlock(reading: Reading, key: Uint8Array): "short" | "damaged" | null {
  const view = reading.raw.view();
  const bytes = Buffer.from(view.buffer, view.byteOffset, view.length);
  if (bytes.length < blockHeadBytes) return "short";
  const length = bytes.readUInt32LE(0);
  if (length < tagBytes || length > mostBlockBytes) return "damaged";
  const end = blockHeadBytes + length;
  if (bytes.length < end) return "short";
  try {
    const opening = createDecipheriv(cipher, key, nonceOf(bytes.readUInt32LE(4)));
    opening.setAAD(Buffer.from(String(reading.number)));
    opening.setAuthTag(bytes.subarray(end - tagBytes, end));
    const lines = opening.update(bytes.subarray(blockHeadBytes, end - tagBytes));
    opening.final();
    reading.lines = new Rest();
    reading.lines.add(lines);
  } catch {
    return "damaged";
  }
  reading.raw.skip(end);
  reading.whole += end;
  return null;
}

function next(reading: Reading): FileLine {
  if (reading.kind === null) {
    const problem = readHead(reading);
    if (problem !== null) return problem;
  }
  const { kind, raw } = reading;
  if (kind === "open" || kind === null) {
    const before = raw.at();
    const found = raw.line();
    if (typeof found === "string") return found;
    reading.whole += raw.at() - before;
    reading.number += 1;
    return found;
  }
  if (reading.lines.isEmpty()) {
    const problem = readBlock(reading, kind.key);
    if (problem !== null) return problem;
  }
  const found = reading.lines.line();
  // A block that was opened holds whole lines.
  if (typeof found === "string") return "damaged";
  reading.number += 1;
  return found;
}

/**
 * Reads a file whose first line has that number.
 * @param keys those of the home; the file names the one that it needs
 */
export function newFileReading(keys: readonly DataKey[], first: number): FileReading {
  const reading: Reading = {
    keys,
    raw: new Rest(),
    lines: new Rest(),
    kind: null,
    number: first,
    whole: 0,
  };
  return {
    next: () => next(reading),
    give: (bytes) => reading.raw.add(bytes),
    whole: () => reading.whole,
  };
}
