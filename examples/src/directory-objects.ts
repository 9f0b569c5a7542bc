/**
 * Objects of a directory collection as its collector writes them, version 6. Fictional throughout.
 */

import type { ExampleFile } from "./example-file.ts";

/**
 * The fictional municipality's directory: a reserved domain name and a made-up domain identifier.
 */
export const domainName = "KOMMUN.EXAMPLE.SE";
export const domainSid = "S-1-5-21-1000000001-2000000002-3000000003";

export type Reference = { readonly ObjectIdentifier: string; readonly ObjectType: string };
export type Ace = {
  readonly PrincipalSID: string;
  readonly PrincipalType: string;
  readonly RightName: string;
  readonly IsInherited: boolean;
};
type Flat = string | number | boolean | null | readonly string[];

/** An object of any kind; `more` holds what only its kind has. */
export type DirectoryObject = Readonly<Record<string, unknown>> & {
  readonly ObjectIdentifier: string;
};

/** A domain SID with this relative identifier. */
export function sidOf(relative: number): string {
  return `${domainSid}-${relative}`;
}

/** A well-known SID as the collector writes it, with the domain's name before it. */
export function wellKnown(sid: string): string {
  return `${domainName}-${sid}`;
}

/** A GUID that says by its digits that it is made up: kind and number. */
export function guidOf(kind: number, number: number): string {
  const tail = String(number).padStart(12, "0");
  return `0000000${kind}-0000-4000-8000-${tail}`;
}

/** An access right over the object it stands on. */
export function ace(principal: string, type: string, right: string, inherited = false): Ace {
  return { PrincipalSID: principal, PrincipalType: type, RightName: right, IsInherited: inherited };
}

/** The rights every object has: administrators own it and may do everything. */
export function usualAces(): readonly Ace[] {
  return [
    ace(sidOf(512), "Group", "Owns"),
    ace(sidOf(512), "Group", "GenericAll"),
    ace(sidOf(519), "Group", "GenericAll", true),
    ace(wellKnown("S-1-5-32-544"), "Group", "WriteDacl", true),
  ];
}

/** 2026-10-01T00:00:00Z: when everything was created; 2026-11-01 is when it was collected. */
export const createdAt = 1_790_812_800;
export const collectedAt = "20261101080000";

/** A reference to another object. */
export function reference(id: string, type: string): Reference {
  return { ObjectIdentifier: id, ObjectType: type };
}

/** An object with what all kinds share. */
export function object(
  id: string,
  properties: Readonly<Record<string, Flat>>,
  more: Readonly<Record<string, unknown>> & { readonly Aces?: readonly Ace[] } = {},
): DirectoryObject {
  return {
    Properties: { domain: domainName, domainsid: domainSid, whencreated: createdAt, ...properties },
    Aces: usualAces(),
    ObjectIdentifier: id,
    IsDeleted: false,
    IsACLProtected: properties["isaclprotected"] === true,
    ContainedBy: null,
    ...more,
  };
}

/** What an account or computer of the directory truly is, named by its relative identifier. */
export function isInDirectory(relative: number): string {
  return `directory/${relative}`;
}

/** The true thing that an object of the directory is, by its SID; null for what is not told. */
export function trueObject(id: string): readonly [kind: "account" | "computer", is: string] | null {
  const relative = Number(id.slice(domainSid.length + 1));
  if (!id.startsWith(`${domainSid}-`) || !Number.isInteger(relative)) return null;
  const isComputer = relative >= 100_001 && relative < 1_000_001;
  return [isComputer ? "computer" : "account", isInDirectory(relative)];
}

/** A file of the collection; its header, which comes first, says how many objects follow. */
export function collectionFile(
  type: string,
  count: number,
  objects: () => Iterable<DirectoryObject>,
): ExampleFile {
  return {
    path: `municipality/${collectedAt}_${type}.json`,
    *pieces(note) {
      yield `{"meta":${JSON.stringify({ methods: 0, type, count, version: 6 })},"data":[\n`;
      let written = 0;
      for (const one of objects()) {
        const about =
          type === "users" || type === "computers" ? trueObject(one.ObjectIdentifier) : null;
        if (about !== null) note(`/data/${written}`, ...about);
        yield `${written === 0 ? "" : ",\n"}${JSON.stringify(one)}`;
        written += 1;
      }
      if (written !== count) throw new Error(`${type}: ${written} objects, not ${count}`);
      yield "\n]}\n";
    },
  };
}
