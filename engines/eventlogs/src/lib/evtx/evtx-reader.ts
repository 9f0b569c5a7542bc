/**
 * EVTX files, piece by piece: the caller reads the file, the reader says where its pieces lie. What
 * is damaged is passed over and counted, and records are looked for wherever they may be.
 */
import type { LogRecord } from "../log-event.ts";
import type { ChecksumPart, LogProblem, ProblemList } from "../log-problem.ts";
import { addProblem } from "../log-problem.ts";
import type { Chunk } from "./chunk.ts";
import { BrokenBinXml, chunkBytes, newChunk } from "./chunk.ts";
import { fileTimeMs, wholeText } from "./evtx-value.ts";
import { xmlLimits } from "./parse-binxml.ts";
import type { Play } from "./play-fragment.ts";
import { beginRecord, mostSteps, mostValueBytes, newPlay, playFragment } from "./play-fragment.ts";

/** Bytes of the file's own header; chunks follow it. */
export const evtxHeaderBytes = 4_096;

/** Bytes of a chunk. The last one of a file may be cut off. */
export const evtxPieceBytes: number = chunkBytes;

/** Records of a chunk begin here. */
const recordsFrom = 512;

/** Signature, size, number and time of a record; after its XML the size stands again. */
const recordHead = 24;
const recordFrame = 28;
const recordMark = 0x00_00_2a_2a;

/** What was found in a file. */
export type EvtxCounts = {
  /** Pieces that are chunks, and pieces with nothing in them. */
  readonly chunks: number;
  readonly emptyPieces: number;
  /** Records given, and how many of them were found by searching. */
  readonly records: number;
  readonly recovered: number;
  /** Records left out: those that could not be read, and older copies of ones that were given. */
  readonly damaged: number;
  readonly repeated: number;
  /** Bytes among records that belong to none. */
  readonly lostBytes: number;
  readonly badChecksums: number;
};

type Counting = { -readonly [K in keyof EvtxCounts]: number };

/** What a file was, when it has been read. */
export type EvtxReport = { readonly counts: EvtxCounts; readonly problems: readonly LogProblem[] };

/** How a file is read. */
export type EvtxOptions = {
  /** CRC-32 of bytes (IEEE 802.3); null: checksums are not looked at. */
  readonly crc32: ((bytes: Uint8Array) => number) | null;
  /** Whether to look for older records behind what a chunk says it holds. */
  readonly remains: boolean;
  /** Problems told; the counts go on. */
  readonly problems: number;
};

/** What the file says it holds, without checksums. */
export const defaultEvtxOptions: EvtxOptions = { crc32: null, remains: false, problems: 100 };

/** Takes the records as they come. */
export type RecordSink = (record: LogRecord) => void;

/** A file under reading. */
export type EvtxReader = {
  /** Looks at the file's first {@link evtxHeaderBytes}; answers where its first piece begins. */
  readonly start: (head: Uint8Array) => number;
  /** Takes a piece of {@link evtxPieceBytes} bytes and its offset; the last may be shorter. */
  readonly take: (piece: Uint8Array, offset: number, sink: RecordSink) => void;
  readonly report: () => EvtxReport;
};

type Reading = {
  readonly file: string;
  readonly options: EvtxOptions;
  readonly counts: Counting;
  readonly list: ProblemList;
  play: Play | null;
};

const fileMark = [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0];
const chunkMark = [0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0];

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** Whether a file that begins so is an event log of Windows, whole or a chunk of one. */
export function isEvtx(head: Uint8Array): boolean {
  return begins(head, fileMark) || begins(head, chunkMark);
}

function tell(reading: Reading, offset: number, problem: Pick<LogProblem, "code" | "args">): void {
  const at = { file: reading.file, place: `byte ${offset}` };
  addProblem(reading.list, { ...problem, severity: "warning", at } as LogProblem);
}

function checkSum(
  reading: Reading,
  part: ChecksumPart,
  offset: number,
  sums: readonly [bytes: Uint8Array, wanted: number],
): void {
  const { crc32 } = reading.options;
  if (crc32 === null || crc32(sums[0]) === sums[1]) return;
  reading.counts.badChecksums += 1;
  tell(reading, offset, { code: "eventlogs/checksum", args: { part } });
}

function start(reading: Reading, head: Uint8Array): number {
  if (begins(head, chunkMark)) {
    tell(reading, 0, { code: "eventlogs/no-file-header", args: {} });
    return 0;
  }
  if (!begins(head, fileMark) || head.length < 128)
    tell(reading, 0, { code: "eventlogs/no-file-header", args: {} });
  else {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    checkSum(reading, "file-header", 0, [head.subarray(0, 120), view.getUint32(124, true)]);
  }
  return evtxHeaderBytes;
}

/** Whether a record may begin there: its mark, and a size that stands again at its end. */
function isRecord({ bytes, view }: Chunk, at: number): boolean {
  if (at + recordFrame > bytes.length || view.getUint32(at, true) !== recordMark) return false;
  const size = view.getUint32(at + 4, true);
  if (size < recordFrame || at + size > bytes.length) return false;
  return view.getUint32(at + size - 4, true) === size;
}

/** Where the next record may begin, at or after a place; the end where none does. */
function findRecord(chunk: Chunk, from: number): number {
  const { bytes } = chunk;
  for (let at = bytes.indexOf(0x2a, from); at >= 0; at = bytes.indexOf(0x2a, at + 1))
    if (isRecord(chunk, at) && canBegin(chunk, at + recordHead)) return at;
  return bytes.length;
}

/** Fragments begin with their header, an instruction or their end. */
function canBegin({ view }: Chunk, at: number): boolean {
  const first = view.getUint8(at);
  return first === 0x0a || first === 0 || (first === 0x0f && view.getUint16(at, true) === 0x010f);
}

function idText(view: DataView, at: number): string {
  const high = view.getUint32(at + 12, true);
  const low = view.getUint32(at + 8, true);
  if (high < 0x20_00_00) return wholeText(high * 4_294_967_296 + low);
  return String((BigInt(high) << 32n) | BigInt(low));
}

type Found = { readonly at: number; readonly size: number; readonly isRecovered: boolean };

/** Reads one record; null where it breaks the rules. */
function readRecord(
  play: Play,
  { at, size, isRecovered }: Found,
  offset: number,
): LogRecord | null {
  const { view } = play.chunk;
  beginRecord(play);
  const end = at + size - 4;
  const cursor = {
    at: at + recordHead,
    end,
    hasDependency: false,
    left: xmlLimits.nodes,
    marks: null,
  };
  try {
    playFragment(play, cursor, "root", 0);
  } catch (error) {
    if (error instanceof BrokenBinXml) return null;
    throw error;
  }
  const written = fileTimeMs(view.getUint32(at + 16, true), view.getUint32(at + 20, true));
  return {
    id: idText(view, at),
    timeMs: play.timeMs ?? written,
    names: play.shape.names,
    values: play.values.slice(),
    at: offset + at,
    isRecovered: isRecovered || play.isPatched,
  };
}

type Walk = {
  readonly play: Play;
  readonly offset: number;
  readonly sink: RecordSink;
  /** Beyond it the chunk says that nothing is. */
  readonly freeFrom: number;
  readonly hasHead: boolean;
  /** Numbers given so far; null where nothing is looked for twice. */
  readonly ids: Set<string> | null;
};

function give(reading: Reading, walk: Walk, found: Found): void {
  const { counts } = reading;
  const { play, offset, ids } = walk;
  const record = readRecord(play, found, offset);
  if (record === null) {
    // Beyond what the chunk holds lie the remains of older records: nobody misses them.
    if (found.at >= walk.freeFrom) return;
    counts.damaged += 1;
    tell(reading, offset + found.at, {
      code: "eventlogs/bad-record",
      args: { fault: "binxml" },
    });
    return;
  }
  if (ids?.has(record.id) === true) {
    counts.repeated += 1;
    return;
  }
  ids?.add(record.id);
  counts.records += 1;
  if (record.isRecovered) counts.recovered += 1;
  walk.sink(record);
}

/** A record whose size does not stand again at its end: it was copied while it was written. */
function giveTorn(reading: Reading, walk: Walk, at: number): void {
  const { bytes, view } = walk.play.chunk;
  if (at + recordFrame > bytes.length || view.getUint32(at, true) !== recordMark) return;
  const size = view.getUint32(at + 4, true);
  if (size < recordFrame || at + size > bytes.length || !canBegin(walk.play.chunk, at + recordHead))
    return;
  give(reading, walk, { at, size, isRecovered: true });
}

function walkRecords(reading: Reading, walk: Walk): void {
  const { chunk } = walk.play;
  const { bytes, view } = chunk;
  let at = walk.hasHead ? recordsFrom : 0;
  let isLost = !walk.hasHead;
  const end = reading.options.remains ? bytes.length : Math.min(bytes.length, walk.freeFrom);
  while (at < end) {
    if (isRecord(chunk, at)) {
      const size = view.getUint32(at + 4, true);
      give(reading, walk, { at, size, isRecovered: isLost || at >= walk.freeFrom });
      at += size;
      isLost = !walk.hasHead;
      continue;
    }
    const isInside = at < walk.freeFrom;
    if (isInside) giveTorn(reading, walk, at);
    const next = findRecord(chunk, at + 1);
    if (isInside && walk.hasHead) {
      reading.counts.lostBytes += Math.min(next, walk.freeFrom) - at;
      isLost = true;
    }
    at = next;
  }
}

function checkChunk(reading: Reading, chunk: Chunk, offset: number, freeFrom: number): void {
  if (reading.options.crc32 === null) return;
  const { bytes, view } = chunk;
  const head = new Uint8Array(504);
  head.set(bytes.subarray(0, 120));
  head.set(bytes.subarray(128, 512), 120);
  // A bit among the flags says that there are no checksums.
  if ((view.getUint32(120, true) & 4) !== 0) return;
  checkSum(reading, "chunk-header", offset, [head, view.getUint32(124, true)]);
  if (freeFrom <= bytes.length)
    checkSum(reading, "chunk-records", offset, [
      bytes.subarray(recordsFrom, freeFrom),
      view.getUint32(52, true),
    ]);
}

function isEmpty({ bytes, view }: Chunk): boolean {
  const whole = bytes.length & ~15;
  for (let at = 0; at < whole; at += 16) {
    const low = view.getInt32(at, true) | view.getInt32(at + 4, true);
    if ((low | view.getInt32(at + 8, true) | view.getInt32(at + 12, true)) !== 0) return false;
  }
  for (let at = whole; at < bytes.length; at += 1) if (bytes[at] !== 0) return false;
  return true;
}

function take(reading: Reading, piece: Uint8Array, offset: number, sink: RecordSink): void {
  const { counts } = reading;
  const chunk = newChunk(piece);
  const hasHead = piece.length >= recordsFrom && begins(piece, chunkMark);
  if (!hasHead && isEmpty(chunk)) {
    counts.emptyPieces += 1;
    return;
  }
  const free = hasHead ? chunk.view.getUint32(48, true) : 0;
  const freeFrom = free >= recordsFrom && free <= chunkBytes ? free : piece.length;
  if (hasHead) {
    counts.chunks += 1;
    checkChunk(reading, chunk, offset, freeFrom);
  } else tell(reading, offset, { code: "eventlogs/no-chunk", args: {} });
  if (piece.length < Math.min(freeFrom, chunkBytes))
    tell(reading, offset + piece.length, { code: "eventlogs/cut-off", args: {} });
  reading.play ??= newPlay(chunk);
  reading.play.chunk = chunk;
  reading.play.templates.clear();
  reading.play.left = mostSteps;
  reading.play.bytesLeft = mostValueBytes;
  const ids = reading.options.remains ? new Set<string>() : null;
  const walk = { play: reading.play, offset, sink, freeFrom, hasHead, ids };
  walkRecords(reading, walk);
}

/** A reader of one file. `file` is its name as the user knows it. Linear in the file's bytes. */
export function newEvtxReader(file: string, options: Partial<EvtxOptions> = {}): EvtxReader {
  const all = { ...defaultEvtxOptions, ...options };
  const reading: Reading = {
    file,
    options: all,
    counts: {
      chunks: 0,
      emptyPieces: 0,
      records: 0,
      recovered: 0,
      damaged: 0,
      repeated: 0,
      lostBytes: 0,
      badChecksums: 0,
    },
    list: { problems: [], limit: all.problems },
    play: null,
  };
  return {
    start: (head) => start(reading, head),
    take: (piece, offset, sink) => take(reading, piece, offset, sink),
    report: () => ({ counts: { ...reading.counts }, problems: [...reading.list.problems] }),
  };
}

/** Reads a whole file from memory. */
export function readEvtx(
  file: string,
  bytes: Uint8Array,
  sink: RecordSink,
  options: Partial<EvtxOptions> = {},
): EvtxReport {
  const reader = newEvtxReader(file, options);
  const from = reader.start(bytes.subarray(0, evtxHeaderBytes));
  for (let at = from; at < bytes.length; at += chunkBytes)
    reader.take(bytes.subarray(at, at + chunkBytes), at, sink);
  return reader.report();
}
