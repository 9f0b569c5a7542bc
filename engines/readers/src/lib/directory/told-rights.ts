/**
 * Rights over the entries. Security descriptors stand once each in a collection and are shared by
 * many entries, so each is read once per kind of thing that has it.
 */
import type { Json } from "@vallgrav/kernel";
import { report } from "../gathering.ts";
import type { Gathering } from "../gathering.ts";
import { textOf } from "../json.ts";
import { isDirectoryRight } from "../sharphound/rights.ts";
import { rightsOf } from "./access-rights.ts";
import { bytesOfBase64 } from "./binary-names.ts";
import { referenceToSid } from "./catalogue.ts";
import type { Catalogue, Listed } from "./catalogue.ts";
import { wholeIn } from "./entry.ts";
import { holderOf } from "./entry-kind.ts";
import { parseSddl } from "./sddl.ts";
import { parseSecurityDescriptor } from "./security-descriptor.ts";
import type { ParsedDescriptor, SecurityDescriptor } from "./security-descriptor.ts";
import { hasLaps } from "./told-properties.ts";

/** The rights of one descriptor over one kind of thing. */
export type ToldRights = {
  readonly isProtected: boolean;
  /** As a SharpHound object lists them, each once. */
  readonly aces: readonly Json[];
  /** Names of rights that the kernel has none for, with their number. */
  readonly unknown: ReadonlyMap<string, number>;
};

/** The descriptors of a collection, read as they are asked for. */
export type DescriptorShelf = {
  readonly into: Gathering;
  readonly texts: readonly Json[];
  readonly catalogue: Catalogue;
  /** SID of the forest's first domain. */
  readonly rootDomainSid: string;
  readonly parsed: Map<number, SecurityDescriptor | null>;
  readonly told: Map<string, ToldRights>;
};

function parseText(shelf: DescriptorShelf, text: string): ParsedDescriptor {
  const { catalogue, rootDomainSid } = shelf;
  if (/^\s*[OGDS]:/i.test(text))
    return parseSddl(text, { domainSid: catalogue.domainSid, rootDomainSid });
  const bytes = bytesOfBase64(text);
  return bytes === null ? { ok: false, problem: "bad-form" } : parseSecurityDescriptor(bytes);
}

/** The descriptor of a number; null, told once, where it is none. */
function descriptorAt(shelf: DescriptorShelf, at: number): SecurityDescriptor | null {
  const known = shelf.parsed.get(at);
  if (known !== undefined) return known;
  const text = textOf(shelf.texts[at]) ?? "";
  shelf.into.work += text.length;
  const parsed = parseText(shelf, text);
  if (!parsed.ok) {
    const place = `/descriptors/${at}`;
    report(shelf.into, "warning", ["readers/bad-descriptor", { fault: parsed.problem }, place]);
  }
  const descriptor = parsed.ok ? parsed.value : null;
  shelf.parsed.set(at, descriptor);
  return descriptor;
}

function toldOf(shelf: DescriptorShelf, listed: Listed, found: SecurityDescriptor): ToldRights {
  const { catalogue } = shelf;
  const holder = holderOf(listed.kind);
  const { lapsAttributes } = catalogue;
  const rights = rightsOf(found, { holder, hasLaps: hasLaps(listed.entry), lapsAttributes });
  const aces = new Map<string, Json>();
  const unknown = new Map<string, number>();
  shelf.into.work += rights.length;
  for (const { right, sid, isInherited } of rights) {
    const { ObjectIdentifier, ObjectType } = referenceToSid(catalogue, sid);
    if (!isDirectoryRight(right)) unknown.set(right, (unknown.get(right) ?? 0) + 1);
    else
      aces.set(`${right} ${ObjectIdentifier} ${isInherited}`, {
        PrincipalSID: ObjectIdentifier,
        PrincipalType: ObjectType,
        RightName: right,
        IsInherited: isInherited,
      });
  }
  return { isProtected: found.isProtected, aces: [...aces.values()], unknown };
}

/**
 * The rights over an entry; null where its descriptor did not come along or cannot be read. Which
 * of the two, the shelf has told.
 */
export function rightsOver(shelf: DescriptorShelf, listed: Listed): ToldRights | null {
  const at = wholeIn(listed.entry, "descriptor");
  const descriptor = at === null ? null : descriptorAt(shelf, at);
  if (descriptor === null) return null;
  const key = `${at} ${listed.kind} ${hasLaps(listed.entry)}`;
  const known = shelf.told.get(key);
  if (known !== undefined) return known;
  const told = toldOf(shelf, listed, descriptor);
  shelf.told.set(key, told);
  return told;
}
