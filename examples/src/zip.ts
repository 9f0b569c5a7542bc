/** Writes archives (ZIP, APPNOTE 4.3) whose bytes depend on nothing but what is in them. */
import { crc32, deflateRawSync } from "node:zlib";

/** A member of an archive: its path and its text. */
export type Part = { readonly name: string; readonly text: string };

/** The header of a member, local or of the table of contents, without its name. */
function header(
  signature: number,
  [raw, packed, name]: readonly [Buffer, Buffer, Buffer],
  at: number | null,
): Buffer {
  const shift = at === null ? 0 : 2;
  const bytes = Buffer.alloc(at === null ? 30 : 46);
  bytes.writeUInt32LE(signature, 0);
  // 1980-01-01: the same content gives the same bytes whenever it is written.
  bytes.writeUInt16LE(0x21, 12 + shift);
  bytes.writeUInt16LE(8, 8 + shift);
  bytes.writeUInt32LE(crc32(raw), 14 + shift);
  bytes.writeUInt32LE(packed.length, 18 + shift);
  bytes.writeUInt32LE(raw.length, 22 + shift);
  bytes.writeUInt16LE(name.length, 26 + shift);
  if (at !== null) bytes.writeUInt32LE(at, 42);
  return bytes;
}

/** The bytes of an archive of these members, packed, in their order. */
export function zipOf(parts: readonly Part[]): Uint8Array {
  const members: Buffer[] = [];
  const contents: Buffer[] = [];
  let at = 0;
  for (const { name, text } of parts) {
    const raw = Buffer.from(text);
    const bytes = [raw, deflateRawSync(raw, { level: 9 }), Buffer.from(name)] as const;
    const member = Buffer.concat([header(0x04034b50, bytes, null), bytes[2], bytes[1]]);
    contents.push(header(0x02014b50, bytes, at), bytes[2]);
    members.push(member);
    at += member.length;
  }
  const listing = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...members, listing, end]));
}
