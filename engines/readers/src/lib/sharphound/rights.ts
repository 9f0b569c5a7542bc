/** Access rights of principals over a listed object, from its `Aces`. */
import type { DirectoryRight } from "@vallgrav/kernel";
import { clipped } from "../gathering.ts";
import { member, objectOf, textOf } from "../json.ts";
import { entriesOf, objectMember, relate, reportValue } from "./listed-object.ts";
import type { Entry, ListedObject } from "./listed-object.ts";
import { referenceTo } from "./references.ts";

/** The rights that the kernel knows, so that a word of a file can be held against them. */
const knownRights: Readonly<Record<DirectoryRight, true>> = {
  AddAllowedToAct: true,
  AddKeyCredentialLink: true,
  AddMember: true,
  AddSelf: true,
  AllExtendedRights: true,
  Enroll: true,
  ForceChangePassword: true,
  GenericAll: true,
  GenericWrite: true,
  GetChanges: true,
  GetChangesAll: true,
  GetChangesInFilteredSet: true,
  ManageCA: true,
  ManageCertificates: true,
  Owns: true,
  ReadGMSAPassword: true,
  ReadLAPSPassword: true,
  WriteAccountRestrictions: true,
  WriteDacl: true,
  WriteOwner: true,
  WritePKIEnrollmentFlag: true,
  WritePKINameFlag: true,
};

/** Whether a word is one of the rights that the kernel knows. */
export function isDirectoryRight(word: string): word is DirectoryRight {
  return Object.hasOwn(knownRights, word);
}

/** The rights of one file as they add up. */
export type RightsTally = {
  readonly keys: string[];
  /** Names that are no right we know, with how often they stand there. */
  readonly unknown: Map<string, number>;
};

/** Tells one right; returns its key, or null when it was not one. */
function relateRight(listed: ListedObject, entry: Entry, tally: RightsTally): string | null {
  const ace = objectOf(entry.value);
  const right = ace === null ? null : textOf(member(ace, "RightName"));
  const sid = ace === null ? null : textOf(member(ace, "PrincipalSID"));
  const type = ace === null ? null : textOf(member(ace, "PrincipalType"));
  const principal = referenceTo(listed.known, sid, type);
  if (ace === null || right === null || principal === null) {
    reportValue(listed, "Aces", "reference", entry.place);
    return null;
  }
  if (!isDirectoryRight(right)) {
    const name = clipped(right);
    tally.unknown.set(name, (tally.unknown.get(name) ?? 0) + 1);
    return null;
  }
  relate(listed, entry.place, [principal, `right/${right}`, listed.subject]);
  const how = member(ace, "IsInherited") === true ? "inherited" : "own";
  return [listed.subject.claims[0].value, principal.claims[0].value, right, how].join(" ");
}

/** Tells every right over a listed object, and those that a CA keeps in its own registry. */
export function relateRights(listed: ListedObject, tally: RightsTally): void {
  for (const entry of entriesOf(listed, listed.object, ["Aces", listed.place])) {
    const key = relateRight(listed, entry, tally);
    if (key !== null) tally.keys.push(key);
  }
  const registry = objectMember(listed, listed.object, ["CARegistryData", listed.place]);
  if (registry === null) return;
  const place = `${listed.place}/CARegistryData`;
  const security = objectMember(listed, registry, ["CASecurity", place]);
  if (security === null || member(security, "Collected") !== true) return;
  for (const entry of entriesOf(listed, security, ["Data", `${place}/CASecurity`]))
    relateRight(listed, entry, tally);
}
