/** Writes zip archives for tests, honest ones and hostile ones. Not for use elsewhere. */
import { crc32, deflateRawSync } from "node:zlib";

/** An entry and what it lies about. */
export type ZipEntry = {
  /** As text, or as bytes in whatever encoding. */
  readonly name: string | Uint8Array;
  readonly content?: Uint8Array | string;
  /** Already packed content, with the sizes and checksum to claim for it. */
  readonly packed?: Uint8Array;
  readonly claimedBytes?: number;
  readonly claimedCrc?: number;
  readonly flags?: number;
  /** 0 store, 8 deflate (the default). */
  readonly method?: number;
  /** Unix mode. */
  readonly mode?: number;
  /** Point the table of contents at the content of an earlier entry. */
  readonly sameAs?: number;
};

const utf8Names = 0x800;

type Written = { readonly local: Buffer; readonly central: (offset: number) => Buffer };

function write(entry: ZipEntry): Written {
  const name = Buffer.from(entry.name);
  const content = Buffer.from(entry.content ?? "");
  const method = entry.method ?? 8;
  const packed = entry.packed ?? (method === 8 ? deflateRawSync(content) : content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(entry.flags ?? utf8Names, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt32LE(entry.claimedCrc ?? crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(entry.claimedBytes ?? content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, name, packed]);
  return {
    local,
    central: (offset) => {
      const head = Buffer.from("PK\u0001\u0002\u0014\u0003");
      const rest = Buffer.alloc(14);
      rest.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6);
      rest.writeUInt32LE(offset, 10);
      return Buffer.concat([head, fields, rest, name]);
    },
  };
}

/** The bytes of an archive of these entries. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const written = entries.map(write);
  const offsets: number[] = [];
  let size = 0;
  const locals: Buffer[] = [];
  for (const [index, { local }] of written.entries()) {
    const shared = entries[index]?.sameAs;
    offsets.push(shared === undefined ? size : (offsets[shared] ?? 0));
    if (shared !== undefined) continue;
    locals.push(local);
    size += local.length;
  }
  const central = Buffer.concat(written.map((one, at) => one.central(offsets[at] ?? 0)));
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(size, 16);
  return new Uint8Array(Buffer.concat([...locals, central, end]));
}

/**
 * Deflate data that inflates to zeros, some 1 000 times its size: one packed block of 16 MiB over
 * and over, each ending on a byte so that they can be put after each other.
 */
export function packedZeros(sizeBytes: number): Uint8Array {
  const unit = 16_777_216;
  const zeros = Buffer.alloc(unit);
  // Flushed, not finished: another block may follow.
  const block = deflateRawSync(zeros, { level: 9, finishFlush: 3 });
  const last = deflateRawSync(zeros.subarray(0, sizeBytes % unit), { level: 9 });
  return Buffer.concat([
    ...Array.from({ length: Math.floor(sizeBytes / unit) }, () => block),
    last,
  ]);
}
