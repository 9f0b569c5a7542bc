/**
 * Windows security descriptors: who owns a thing and who may do what with it. This file has their
 * readable form and reads the self-relative binary one (MS-DTYP §2.4.6).
 */
import { fail, succeed } from "@vallgrav/kernel";
import type { Result } from "@vallgrav/kernel";
import { guidAt, sidAt } from "./binary-names.ts";

/** What an access control entry does; `conditional` also needs claims, `other` is no access. */
export type AceKind = "allow" | "deny" | "conditional" | "other";

/** One access control entry. */
export type Ace = {
  readonly kind: AceKind;
  /** Bits of access (MS-DTYP §2.4.3), not negative. */
  readonly mask: number;
  /** Upper-case `S-1-…`. */
  readonly sid: string;
  /** It came from above. */
  readonly isInherited: boolean;
  /** It is only for what lies below, not for the thing itself. */
  readonly isInheritOnly: boolean;
  /** Extended right, property set, attribute or class, a lower-case GUID; null: all of them. */
  readonly objectType: string | null;
  /** Class of thing that inherits it, a lower-case GUID; null: all of them. */
  readonly inheritedObjectType: string | null;
};

/** Owner and discretionary access control list. */
export type SecurityDescriptor = {
  /** Null where it was not asked for. */
  readonly owner: string | null;
  /** Whether nothing is inherited from above. */
  readonly isProtected: boolean;
  /** In its order; null where there is none, by which everybody may do everything. */
  readonly dacl: readonly Ace[] | null;
};

/** Why bytes or a text are no security descriptor. */
export type DescriptorFault = "truncated" | "bad-form" | "bad-sid" | "too-many-entries";

/** A descriptor, or what was wrong. */
export type ParsedDescriptor = Result<SecurityDescriptor, DescriptorFault>;

/** Most entries of one list: as many as 64 KiB can hold, which is its largest size. */
export const mostAces = 4096;

/** Bits of the flags of an entry (MS-DTYP §2.4.4.1). */
const aceFlags = { inheritOnly: 0x08, inherited: 0x10 } as const;

/** Bits of the control field (MS-DTYP §2.4.6). */
const controlBits = { daclPresent: 0x0004, daclProtected: 0x1000, selfRelative: 0x8000 } as const;

/** What each type of entry does, and whether it names objects (MS-DTYP §2.4.4.1). */
const aceTypes: Readonly<Record<number, readonly [kind: AceKind, namesObjects: boolean]>> = {
  0: ["allow", false],
  1: ["deny", false],
  5: ["allow", true],
  6: ["deny", true],
  9: ["conditional", false],
  10: ["conditional", false],
  11: ["conditional", true],
  12: ["conditional", true],
};

/** The two GUIDs that an entry may name, and where what follows them begins. */
type NamedTypes = Pick<Ace, "objectType" | "inheritedObjectType"> & { readonly end: number };

/** Reads the flags of an object entry and the GUIDs they announce (MS-DTYP §2.4.4.3). */
function namedTypes(bytes: Uint8Array, at: number): NamedTypes | null {
  const [flags] = bytes.subarray(at, at + 1);
  if (flags === undefined) return null;
  let end = at + 4;
  const take = (bit: number): string | null | undefined => {
    if ((flags & bit) === 0) return null;
    end += 16;
    return guidAt(bytes, end - 16) ?? undefined;
  };
  const [objectType, inheritedObjectType] = [take(1), take(2)];
  if (objectType === undefined || inheritedObjectType === undefined) return null;
  return { objectType, inheritedObjectType, end };
}

/** Reads one entry, which fills the bytes. */
function aceOf(bytes: Uint8Array): Ace | DescriptorFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [kind, namesObjects] = aceTypes[view.getUint8(0)] ?? ["other", false];
  const flags = view.getUint8(1);
  const isInherited = (flags & aceFlags.inherited) !== 0;
  const isInheritOnly = (flags & aceFlags.inheritOnly) !== 0;
  const noTypes: NamedTypes = { objectType: null, inheritedObjectType: null, end: 8 };
  if (kind === "other") {
    const { objectType, inheritedObjectType } = noTypes;
    const named = { objectType, inheritedObjectType };
    return { kind, mask: 0, sid: "", isInherited, isInheritOnly, ...named };
  }
  if (bytes.length < 8) return "truncated";
  const types = namesObjects ? namedTypes(bytes, 8) : noTypes;
  if (types === null) return "truncated";
  const { objectType, inheritedObjectType, end } = types;
  const found = sidAt(bytes, end);
  if (found === null) return "bad-sid";
  const named = { objectType, inheritedObjectType };
  const mask = view.getUint32(4, true);
  return { kind, mask, sid: found.sid, isInherited, isInheritOnly, ...named };
}

/** Reads the list that begins at an offset (MS-DTYP §2.4.5). */
function aclAt(bytes: Uint8Array, at: number): readonly Ace[] | DescriptorFault {
  if (at + 8 > bytes.length) return "truncated";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const revision = view.getUint8(at);
  if (revision !== 2 && revision !== 4) return "bad-form";
  const end = at + view.getUint16(at + 2, true);
  const count = view.getUint16(at + 4, true);
  if (end > bytes.length) return "truncated";
  if (count > mostAces) return "too-many-entries";
  const aces: Ace[] = [];
  let next = at + 8;
  for (let left = count; left > 0; left -= 1) {
    if (next + 4 > end) return "truncated";
    const size = view.getUint16(next + 2, true);
    if (size < 4) return "bad-form";
    if (next + size > end) return "truncated";
    const ace = aceOf(bytes.subarray(next, next + size));
    if (typeof ace === "string") return ace;
    aces.push(ace);
    next += size;
  }
  return aces;
}

/**
 * Reads a self-relative descriptor. Total; linear in the bytes. What may stand in it and is not
 * kept: the primary group, which gives no access, and the list for auditing.
 */
export function parseSecurityDescriptor(bytes: Uint8Array): ParsedDescriptor {
  if (bytes.length < 20) return fail("truncated");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const control = view.getUint16(2, true);
  if (view.getUint8(0) !== 1 || (control & controlBits.selfRelative) === 0) return fail("bad-form");
  const [ownerAt, daclAt] = [view.getUint32(4, true), view.getUint32(16, true)];
  const owner = ownerAt === 0 ? null : sidAt(bytes, ownerAt);
  if (ownerAt !== 0 && owner === null) return fail("bad-sid");
  const hasDacl = (control & controlBits.daclPresent) !== 0 && daclAt !== 0;
  const dacl = hasDacl ? aclAt(bytes, daclAt) : null;
  if (typeof dacl === "string") return fail(dacl);
  const isProtected = (control & controlBits.daclProtected) !== 0;
  return succeed({ owner: owner?.sid ?? null, isProtected, dacl });
}
