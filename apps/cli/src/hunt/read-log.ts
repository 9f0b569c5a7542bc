/** One log's bytes → its events, whatever its form. */
import { crc32 } from "node:zlib";
import {
  type EvtxCounts,
  evtxHeaderBytes,
  evtxPieceBytes,
  eventTimeMs,
  fieldsOf,
  isEvtx,
  type LogEvent,
  newEvtxReader,
  newTextLog,
  type TextForm,
  windowsEvents,
} from "@vallgrav/eventlogs";
import type { Problem } from "@vallgrav/kernel";
import type { LogBytes } from "./log-bytes.ts";

/** One record: the events it is to rules, and where it stands. */
export type HuntedRecord = {
  readonly events: readonly LogEvent[];
  /** `byte N` or `line:column`. */
  readonly place: string;
  readonly id: string;
  /** Worked out when asked for. */
  readonly timeMs: () => number | null;
  readonly isRecovered: boolean;
};

/** What was read of a log. */
export type ReadLog = {
  /** Null: it is no log in any known form. */
  readonly form: "evtx" | TextForm | null;
  readonly records: number;
  readonly recovered: number;
  readonly damaged: number;
  readonly problems: readonly Problem<string, object>[];
};

/** How logs are read. */
export type ReadOptions = {
  /** Older records behind what an EVTX file says it holds, too. */
  readonly remains: boolean;
};

type Take = (record: HuntedRecord) => void;

/** Pieces of any size → pieces of just the sizes asked for; the last may be shorter. */
function newSlicer(first: number, size: number, take: (piece: Uint8Array, at: number) => void) {
  let kept = new Uint8Array(0);
  let wanted = first;
  let at = 0;
  const give = (piece: Uint8Array): void => {
    take(piece, at);
    at += piece.length;
    wanted = size;
  };
  return {
    add: (piece: Uint8Array): void => {
      let bytes = piece;
      if (kept.length > 0) {
        bytes = new Uint8Array(kept.length + piece.length);
        bytes.set(kept);
        bytes.set(piece, kept.length);
      }
      let from = 0;
      while (bytes.length - from >= wanted) {
        const next = from + wanted;
        give(bytes.subarray(from, next));
        from = next;
      }
      kept = bytes.slice(from);
    },
    end: (): void => {
      if (kept.length > 0) give(kept);
    },
  };
}

function newEvtx(name: string, options: ReadOptions, take: Take) {
  const reader = newEvtxReader(name, {
    crc32: (bytes) => crc32(bytes),
    remains: options.remains,
  });
  const onRecord = (record: Parameters<Parameters<typeof reader.take>[2]>[0]): void => {
    take({
      events: windowsEvents(fieldsOf(record)),
      place: `byte ${record.at}`,
      id: record.id,
      timeMs: () => record.timeMs,
      isRecovered: record.isRecovered,
    });
  };
  const piece = (bytes: Uint8Array, at: number): void => reader.take(bytes, at, onRecord);
  return { reader, piece };
}

function reportOf(counts: EvtxCounts, problems: ReadLog["problems"]): ReadLog {
  const { records, recovered, damaged } = counts;
  return { form: "evtx", records, recovered, damaged, problems };
}

async function readBinary(
  log: LogBytes,
  [first, rest]: readonly [Uint8Array, AsyncIterator<Uint8Array>],
  [options, take]: readonly [ReadOptions, Take],
): Promise<ReadLog> {
  const { reader, piece } = newEvtx(log.name, options, take);
  const from = reader.start(first.subarray(0, evtxHeaderBytes));
  const slicer = newSlicer(from === 0 ? evtxPieceBytes : from, evtxPieceBytes, (bytes, at) => {
    if (from === 0 || at > 0) piece(bytes, at);
  });
  slicer.add(first);
  for (let next = await rest.next(); next.done !== true; next = await rest.next())
    slicer.add(next.value);
  slicer.end();
  const { counts, problems } = reader.report();
  return reportOf(counts, problems);
}

/** Characters of a line that is kept; the rest of a longer one is left out. */
const mostLine = 33_554_433;

function encodingOf(first: Uint8Array): string {
  if (first[0] === 0xff && first[1] === 0xfe) return "utf-16le";
  return first[0] === 0xfe && first[1] === 0xff ? "utf-16be" : "utf-8";
}

async function readText(
  log: LogBytes,
  [first, rest]: readonly [Uint8Array, AsyncIterator<Uint8Array>],
  take: Take,
): Promise<ReadLog> {
  const text = newTextLog(log.name, (events, line) => {
    const timeMs = (): number | null => eventTimeMs(events[0]?.fields ?? {});
    take({ events, place: `${line}:1`, id: "", timeMs, isRecovered: false });
  });
  const decoder = new TextDecoder(encodingOf(first));
  let kept = "";
  const add = (decoded: string): boolean => {
    let from = 0;
    for (let end = decoded.indexOf("\n"); end >= 0; end = decoded.indexOf("\n", from)) {
      const line = kept + decoded.slice(from, end);
      kept = "";
      from = end + 1;
      if (!text.line(line.endsWith("\r") ? line.slice(0, -1) : line)) return false;
    }
    if (kept.length < mostLine) kept += decoded.slice(from);
    return true;
  };
  let isGoing = add(decoder.decode(first, { stream: true }));
  while (isGoing) {
    const next = await rest.next();
    if (next.done === true) break;
    isGoing = add(decoder.decode(next.value, { stream: true }));
  }
  if (isGoing && kept + decoder.decode() !== "") text.line(kept);
  const { form, records, damaged, problems } = text.close();
  return { form, records, recovered: 0, damaged, problems };
}

/** The first bytes of a log, as many as its form needs to be known, and what comes after them. */
async function begin(
  pieces: AsyncIterable<Uint8Array>,
): Promise<readonly [Uint8Array, AsyncIterator<Uint8Array>]> {
  const rest = pieces[Symbol.asyncIterator]();
  let first = new Uint8Array(0);
  while (first.length < evtxHeaderBytes) {
    const next = await rest.next();
    if (next.done === true) break;
    const joined = new Uint8Array(first.length + next.value.length);
    joined.set(first);
    joined.set(next.value, first.length);
    first = joined;
  }
  return [first, rest];
}

/** Reads a log and gives its records as they come. @throws what reading the bytes throws */
export async function readLog(log: LogBytes, options: ReadOptions, take: Take): Promise<ReadLog> {
  const [first, rest] = await begin(log.pieces);
  try {
    return isEvtx(first)
      ? await readBinary(log, [first, rest], [options, take])
      : await readText(log, [first, rest], take);
  } finally {
    await rest.return?.();
  }
}
