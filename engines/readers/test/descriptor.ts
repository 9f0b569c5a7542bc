/** Makes security descriptors for the tests: the same entries as bytes and as text. */

/** An entry as a test writes it down. */
export type MadeAce = {
  readonly denies?: boolean;
  /** Letters of the flags, `CIID`. */
  readonly flags?: string;
  readonly mask: number;
  readonly object?: string | null;
  readonly inheritedBy?: string | null;
  readonly sid: string;
};

/** A descriptor as a test writes it down; no list: everybody may do everything. */
export type MadeDescriptor = {
  readonly owner: string | null;
  readonly isProtected?: boolean;
  readonly aces: readonly MadeAce[] | null;
};

const flagBits: Readonly<Record<string, number>> = { OI: 1, CI: 2, NP: 4, IO: 8, ID: 16 };

/** A SID as bytes. */
export function sidBytes(sid: string): Uint8Array {
  const [, , authority = "", ...parts] = sid.split("-");
  const bytes = Buffer.alloc(8 + 4 * parts.length);
  bytes[0] = 1;
  bytes[1] = parts.length;
  bytes.writeUIntBE(Number(authority), 2, 6);
  for (const [index, part] of parts.entries()) bytes.writeUInt32LE(Number(part), 8 + 4 * index);
  return bytes;
}

/** A GUID as bytes, its first three groups little-endian. */
export function guidBytes(guid: string): Uint8Array {
  const plain = Buffer.from(guid.replaceAll("-", ""), "hex");
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Uint8Array.from(order, (index) => plain[index] ?? 0);
}

function flagsOf(letters: string): number {
  return (letters.match(/../g) ?? []).reduce((sum, pair) => sum | (flagBits[pair] ?? 0), 0);
}

function aceBytes({ denies, flags, mask, object, inheritedBy, sid }: MadeAce): Uint8Array {
  const guids = [object, inheritedBy].map((guid) => (guid ? guidBytes(guid) : new Uint8Array()));
  const namesObjects = object !== undefined || inheritedBy !== undefined;
  const which = (object ? 1 : 0) | (inheritedBy ? 2 : 0);
  const named = namesObjects ? [Uint8Array.of(which, 0, 0, 0), ...guids] : [];
  const body = Buffer.concat([...named, sidBytes(sid)]);
  const head = Buffer.alloc(8);
  head[0] = (namesObjects ? 5 : 0) + (denies === true ? 1 : 0);
  head[1] = flagsOf(flags ?? "");
  head.writeUInt16LE(8 + body.length, 2);
  head.writeUInt32LE(mask, 4);
  return Buffer.concat([head, body]);
}

/** A list of entries, or one of made-up bytes. */
function aclBytes(entries: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(entries);
  const head = Buffer.alloc(8);
  head[0] = 4;
  head.writeUInt16LE(8 + body.length, 2);
  head.writeUInt16LE(entries.length, 4);
  return Buffer.concat([head, body]);
}

/** A self-relative descriptor; `raw` stands behind the entries. */
export function descriptorBytes(made: MadeDescriptor, raw: readonly Uint8Array[] = []): Uint8Array {
  const owner = made.owner === null ? Buffer.alloc(0) : Buffer.from(sidBytes(made.owner));
  const acl = made.aces === null ? null : aclBytes([...made.aces.map(aceBytes), ...raw]);
  const head = Buffer.alloc(20);
  head[0] = 1;
  const control = 0x8000 | (acl === null ? 0 : 4) | (made.isProtected === true ? 0x1000 : 0);
  head.writeUInt16LE(control, 2);
  head.writeUInt32LE(made.owner === null ? 0 : 20, 4);
  head.writeUInt32LE(acl === null ? 0 : 20 + owner.length, 16);
  return new Uint8Array(Buffer.concat([head, owner, acl ?? Buffer.alloc(0)]));
}

/** The same descriptor as SDDL. */
export function descriptorText({ owner, isProtected, aces }: MadeDescriptor): string {
  const entries = (aces ?? []).map(({ denies, flags, mask, object, inheritedBy, sid }) => {
    const isObject = object !== undefined || inheritedBy !== undefined;
    const type = (isObject ? "O" : "") + (denies === true ? "D" : "A");
    const rights = `0x${mask.toString(16)}`;
    return `(${[type, flags ?? "", rights, object ?? "", inheritedBy ?? "", sid].join(";")})`;
  });
  const list =
    aces === null ? "NO_ACCESS_CONTROL" : (isProtected === true ? "P" : "") + entries.join("");
  return `${owner === null ? "" : `O:${owner}`}D:${list}`;
}
