/**
 * Records in a file of the home: each with its length and checksum, readable to its user alone.
 * What the disk refuses is given up in silence, for what is kept can be made anew.
 */
import {
  closeSync,
  constants,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { type FileHandle, open, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { crc32 } from "node:zlib";

/** Length of what stands before each record: its length and checksum, 32 bits each. */
export const headLength = 8;

/** Read at once; the checksum of as much takes some milliseconds. */
const readAtOnce = 4_194_304;

/** Longest record that is read: beyond it lies damage. */
const longestRecord = 1_073_741_824;

/** Writes records one after the other. */
export type RecordWriter = {
  readonly write: (make: () => Uint8Array) => void;
  /** Closes the file; a new one is put in its place. */
  readonly end: () => void;
};

/** Where records are written, and what to do at the end and where the disk refuses. */
type Place = { readonly descriptor: number; readonly end: () => void; readonly giveUp: () => void };

function writerAt(open: () => Place): RecordWriter {
  let place: Place | null = null;
  const trying = (work: (place: Place) => void): void => {
    if (place === null) return;
    try {
      work(place);
    } catch {
      const { descriptor, giveUp } = place;
      place = null;
      try {
        closeSync(descriptor);
        giveUp();
      } catch {
        // Nothing more can be done about it.
      }
    }
  };
  const whole = (descriptor: number, bytes: Uint8Array): void => {
    for (let from = 0; from < bytes.length;) from += writeSync(descriptor, bytes, from);
  };
  try {
    place = open();
  } catch {
    // A folder that cannot be written to.
  }
  return {
    write: (make) =>
      trying(({ descriptor }) => {
        const record = make();
        const head = Buffer.alloc(headLength);
        head.writeUInt32LE(record.length, 0);
        head.writeUInt32LE(crc32(record), 4);
        whole(descriptor, head);
        whole(descriptor, record);
      }),
    end: () =>
      trying(({ descriptor, end }) => {
        closeSync(descriptor);
        place = null;
        end();
      }),
  };
}

const unfinished = ".new";

/**
 * Removes what was begun for a file and never became whole, whoever wrote it: a process that was
 * killed removes nothing itself, and one that still writes gives up as where the disk refuses.
 * What the disk does not let go is left for the next time.
 */
export async function removeUnfinished(file: string): Promise<void> {
  const folder = dirname(file);
  for (const name of await readdir(folder).catch(() => []))
    if (name.startsWith(`${basename(file)}.`) && name.endsWith(unfinished))
      await rm(join(folder, name), { force: true }).catch(() => null);
}

/** Writes a file beside its place, and puts it there when it is whole. */
export function newRecords(file: string): RecordWriter {
  const beside = `${file}.${process.pid}${unfinished}`;
  const giveUp = (): void => rmSync(beside, { force: true });
  return writerAt(() => {
    // Whatever lies there already: its mode would stay, and a link would be followed.
    giveUp();
    return {
      descriptor: openSync(beside, "wx", 0o600),
      end: () => {
        try {
          renameSync(beside, file);
        } catch {
          giveUp();
        }
      },
      giveUp,
    };
  });
}

/** Writes on in a file that is there. @param from how many of its bytes stay */
export function moreRecords(file: string, from: number): RecordWriter {
  const nothing = (): void => undefined;
  return writerAt(() => {
    const descriptor = openSync(file, "r+");
    const place = { descriptor, end: nothing, giveUp: nothing };
    try {
      ftruncateSync(descriptor, from);
      // What is written stands after what was there.
      closeSync(descriptor);
      return { ...place, descriptor: openSync(file, "a") };
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  });
}

/**
 * Opens a file of records to read. What is no plain file of our own that nobody else can write to
 * was put there by somebody else: what stands in it is no model.
 * @throws Error where it is not there, or is not ours
 */
export async function openRecords(file: string): Promise<FileHandle> {
  const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
  // A pipe that nobody writes to would else be waited for, for ever. Windows has neither flag.
  const handle = await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { mode, uid, nlink } = await handle.stat();
    const isPlain = (mode & constants.S_IFMT) === constants.S_IFREG && nlink === 1;
    // Windows knows neither owner nor mode.
    const isOurs = process.getuid === undefined || (uid === process.getuid() && !(mode & 0o077));
    if (!isPlain || !isOurs) throw new Error("a kept file is not ours");
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The next bytes; null where there are fewer. */
async function nextBytes(
  handle: FileHandle,
  length: number,
): Promise<{ readonly bytes: Buffer; readonly sum: number } | null> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let sum = 0;
  for (let from = 0; from < length;) {
    const most = Math.min(readAtOnce, length - from);
    const { bytesRead } = await handle.read(bytes, from, most, null);
    if (bytesRead === 0) return null;
    sum = crc32(bytes.subarray(from, from + bytesRead), sum);
    from += bytesRead;
  }
  return { bytes, sum };
}

/** The next record, in memory of its own; null where there is none that is whole. */
export async function nextRecord(handle: FileHandle): Promise<Buffer | null> {
  const head = (await nextBytes(handle, headLength))?.bytes;
  const length = head?.readUInt32LE(0) ?? 0;
  if (head === undefined || length > longestRecord) return null;
  const record = await nextBytes(handle, length);
  return record !== null && record.sum === head.readUInt32LE(4) ? record.bytes : null;
}
