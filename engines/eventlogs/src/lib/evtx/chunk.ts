/** A chunk of an EVTX file under reading, and what is known of it so far. */
import { utf16Text } from "./evtx-text.ts";

/** Bytes of a whole chunk. */
export const chunkBytes = 65_536;

/** Offsets inside binary XML count from the chunk's first byte. */
export type Chunk = {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Names by their offset. */
  readonly names: Map<number, string>;
};

/** A chunk, or the piece of one that a file's end left. */
export function newChunk(bytes: Uint8Array): Chunk {
  return {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    names: new Map(),
  };
}

/** Thrown inside the reader where binary XML breaks its rules; one object, as it is frequent. */
export class BrokenBinXml extends Error {
  override readonly name: string = "BrokenBinXml";
}

const broken = new BrokenBinXml("binary XML that breaks its own rules");

/** Ends the reading of a record. @throws {BrokenBinXml} always */
export function breakOff(): never {
  throw broken;
}

/** Longest name of an element or attribute, letters. */
const longestName = 512;

/** The name that stands at an offset. @throws {BrokenBinXml} where none can stand */
export function nameAt(chunk: Chunk, offset: number): string {
  const known = chunk.names.get(offset);
  if (known !== undefined) return known;
  const { bytes, view } = chunk;
  if (offset + 8 > bytes.length) breakOff();
  const length = view.getUint16(offset + 6, true);
  if (length > longestName || offset + 8 + 2 * length > bytes.length) breakOff();
  const name = utf16Text(bytes, offset + 8, length);
  chunk.names.set(offset, name);
  return name;
}

/** Bytes of a name that stands inline: next offset, hash, length, letters and a zero. */
export function nameBytes({ bytes, view }: Chunk, offset: number): number {
  if (offset + 8 > bytes.length) breakOff();
  return 10 + 2 * view.getUint16(offset + 6, true);
}
