/** Files that must be refused: a collection cut short, and an archive that climbs out of itself. */
import { crc32 } from "node:zlib";

/** A file as the browser's file field takes it. */
export type Chosen = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** A directory export whose last half never arrived. */
export const truncatedJson: Chosen = {
  name: "20261101080000_users.json",
  mimeType: "application/json",
  buffer: Buffer.from(
    '{"data":[{"ObjectIdentifier":"S-1-5-21-1-2-3-1104","Properties":{"name":"ANNA@EXEMPEL.TEST"',
  ),
};

/** An archive whose one entry names a file above the folder it is opened in. */
export function climbingZip(): Chosen {
  const name = Buffer.from("../../utanfor.json");
  const content = Buffer.from("{}");
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, name, content]);
  const head = Buffer.from("PK\u0001\u0002\u0014\u0003");
  const central = Buffer.concat([head, fields, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return {
    name: "katalog.zip",
    mimeType: "application/zip",
    buffer: Buffer.concat([local, central, end]),
  };
}
