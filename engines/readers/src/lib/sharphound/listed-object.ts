/** One listed object under reading, and the ways in which it names others. */
import type { Json, RelationKind, Subject } from "@vallgrav/kernel";
import { observe, report } from "../gathering.ts";
import type { Gathering } from "../gathering.ts";
import type { Expected } from "../expected.ts";
import { listOf, member, objectOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { SharphoundKind } from "./kinds.ts";
import { referenceOf } from "./references.ts";
import type { KnownReferences } from "./references.ts";

/** An object of the file with what its statements need. */
export type ListedObject = {
  readonly into: Gathering;
  readonly kind: SharphoundKind;
  readonly subject: Subject;
  readonly object: JsonObject;
  readonly properties: JsonObject;
  /** JSON pointer of the object. */
  readonly place: string;
  readonly known: KnownReferences;
  /** Relations already told of this object, by from and to, so that each is told once. */
  readonly told: Map<RelationKind, Map<Subject, Set<Subject>>>;
};

/** Warns that something has another form than it should. */
export function reportValue(
  { into }: ListedObject,
  field: string,
  expected: Expected,
  place: string,
): void {
  report(into, "warning", ["readers/bad-value", { field, expected }, place]);
}

/** Says `from kind to`, once per listed object. */
export function relate(
  listed: ListedObject,
  place: string,
  [from, relation, to]: readonly [from: Subject, relation: RelationKind, to: Subject],
): void {
  listed.into.work += 1;
  const ofKind = listed.told.get(relation) ?? new Map<Subject, Set<Subject>>();
  const targets = ofKind.get(from) ?? new Set<Subject>();
  if (targets.has(to)) return;
  listed.told.set(relation, ofKind.set(from, targets.add(to)));
  observe(listed.into, place, from, { relation, to });
}

/** An entry of a list with its place. */
export type Entry = { readonly value: Json; readonly place: string };

/** The entries of `holder[key]`; none where it is missing, a warning where it is no list. */
export function entriesOf(
  listed: ListedObject,
  holder: JsonObject,
  [key, place]: readonly [key: string, placeOfHolder: string],
): readonly Entry[] {
  const value = member(holder, key);
  if (value === undefined || value === null) return [];
  const list = listOf(value);
  if (list === null) {
    reportValue(listed, key, "list", `${place}/${key}`);
    return [];
  }
  listed.into.work += list.length;
  return list.map((entry, index) => ({ value: entry, place: `${place}/${key}/${index}` }));
}

/** What `holder[key]`, a list of `{ ObjectIdentifier, ObjectType }`, names. */
export function referencesOf(
  listed: ListedObject,
  holder: JsonObject,
  [key, place]: readonly [key: string, placeOfHolder: string],
): readonly { readonly subject: Subject; readonly place: string }[] {
  const found: { subject: Subject; place: string }[] = [];
  for (const entry of entriesOf(listed, holder, [key, place])) {
    const subject = referenceOf(listed.known, entry.value);
    if (subject === null) reportValue(listed, key, "reference", entry.place);
    else found.push({ subject, place: entry.place });
  }
  return found;
}

/** The member if it is an object; null where it is missing, with a warning where it is not one. */
export function objectMember(
  listed: ListedObject,
  holder: JsonObject,
  [key, place]: readonly [key: string, placeOfHolder: string],
): JsonObject | null {
  const value = member(holder, key);
  if (value === undefined || value === null) return null;
  const object = objectOf(value);
  if (object === null) reportValue(listed, key, "object", `${place}/${key}`);
  return object;
}
