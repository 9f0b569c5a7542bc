/**
 * The directory and the cloud as other collectors list them: BloodHound's open graph and
 * AzureHound's list. Made from the same objects as the other collections; the kept ones cover a
 * part.
 */
import { collectedCloudParts, deviceItems } from "./lists-cloud.ts";
import { type Ace, type DirectoryObject, trueObject } from "./directory-objects.ts";
import { type ExampleFile, jsonItems, type JsonItem } from "./example-file.ts";
import { computers, domains, units } from "./machines.ts";
import { accounts, groups } from "./people.ts";
import type { Size } from "./size.ts";

type Listed = { readonly one: DirectoryObject; readonly kind: string };

/**
 * The first of some objects: all of them, or as many as the kept graph covers.
 * @yields each with its kind
 */
function* first(size: Size, kind: string, objects: Iterable<DirectoryObject>): Generator<Listed> {
  let left = size.sample ?? Number.POSITIVE_INFINITY;
  for (const one of objects) {
    if (left === 0) return;
    left -= 1;
    yield { one, kind };
  }
}

function* listed(size: Size): Generator<Listed> {
  for (const one of domains()) yield { one, kind: "Domain" };
  for (const one of units()) yield { one, kind: "OU" };
  for (const one of groups(size)) yield { one, kind: "Group" };
  // Those that are told one by one and rule the others stand after the three built in.
  yield* first(size, "User", accounts(size));
  yield* first(size, "Computer", computers(size));
}

/** Properties of a node; a graph has them in the words of the collector's own files. */
const kept = [
  "name",
  "domain",
  "samaccountname",
  "enabled",
  "admincount",
  "hasspn",
  "haslaps",
  "isdc",
  "operatingsystem",
  "unconstraineddelegation",
];

function* nodes(size: Size): Generator<JsonItem> {
  for (const { one, kind } of listed(size)) {
    const properties = one["Properties"] as Readonly<Record<string, unknown>>;
    const about = trueObject(one.ObjectIdentifier);
    const some = kept.filter((key) => key in properties).map((key) => [key, properties[key]]);
    yield {
      value: { id: one.ObjectIdentifier, kinds: [kind], properties: Object.fromEntries(some) },
      about: about === null || (kind !== "User" && kind !== "Computer") ? [] : [about],
    };
  }
}

function edge(kind: string, start: string, end: string): JsonItem {
  const by = (value: string): unknown => ({ match_by: "id", value });
  return { value: { kind, start: by(start), end: by(end) } };
}

type Reference = { readonly ObjectIdentifier: string };
type Answer<T> = { readonly Results: readonly T[] };

function* edgesOf({ one, kind }: Listed, isListed: (id: string) => boolean): Generator<JsonItem> {
  const id = one.ObjectIdentifier;
  for (const { ObjectIdentifier } of (one["Members"] ?? []) as readonly Reference[])
    if (isListed(ObjectIdentifier)) yield edge("MemberOf", ObjectIdentifier, id);
  const holder = one["ContainedBy"] as Reference | null;
  if (kind !== "Group" && holder !== null) yield edge("Contains", holder.ObjectIdentifier, id);
  // What administrators may do to everything is left to the other collections.
  for (const { PrincipalSID, RightName, IsInherited } of one["Aces"] as readonly Ace[])
    if (/^(?:AddMember|ForceChangePassword|GetChanges|GetChangesAll)$/.test(RightName))
      yield {
        value: {
          ...(edge(RightName, PrincipalSID, id).value as Readonly<Record<string, unknown>>),
          properties: { isacl: true, isinherited: IsInherited },
        },
      };
  const sessions = (one["Sessions"] ?? { Results: [] }) as Answer<{ readonly UserSID: string }>;
  for (const { UserSID } of sessions.Results)
    if (isListed(UserSID)) yield edge("HasSession", id, UserSID);
  for (const local of (one["LocalGroups"] ?? []) as readonly Answer<Reference>[])
    for (const { ObjectIdentifier } of local.Results) yield edge("AdminTo", ObjectIdentifier, id);
}

function* edges(size: Size): Generator<JsonItem> {
  const known = new Set<string>();
  for (const { one } of listed(size)) known.add(one.ObjectIdentifier);
  for (const each of listed(size)) yield* edgesOf(each, (id) => known.has(id));
}

/** The directory as an open graph; sessions and members are those among what it lists. */
function openGraph(size: Size): ExampleFile {
  return {
    path: "collections/opengraph.json",
    *pieces(note) {
      yield '{"metadata":{"source_kind":"Base"},"graph":{"nodes":[\n';
      yield* jsonItems(note, "/graph/nodes", nodes(size));
      yield '\n],"edges":[\n';
      yield* jsonItems(note, "/graph/edges", edges(size));
      yield "\n]}}\n";
    },
  };
}

type Part = Readonly<Record<string, unknown>>;

/** What is false is not written by that tool, nor what is empty. */
function withoutFalse(value: Part): Part {
  const some = Object.entries(value).filter(([, one]) => one !== false && one !== null);
  return Object.fromEntries(some);
}

/** Entries of AzureHound, by the part of the printed script's collection that says the same. */
const entriesOf: Readonly<Record<string, (list: readonly Part[]) => readonly JsonItem[]>> = {
  groups: (list) => list.map((data) => ({ value: { kind: "AZGroup", data: withoutFalse(data) } })),
  groupMembers: (list) =>
    list.map(({ group, member }) => ({
      value: {
        kind: "AZGroupMember",
        data: { groupId: group, members: [{ member: { id: member } }] },
      },
    })),
  roleDefinitions: (list) => list.map((data) => ({ value: { kind: "AZRole", data } })),
  roleAssignments: (list) =>
    list.map((data) => ({
      value: {
        kind: "AZRoleAssignment",
        data: { roleDefinitionId: data["roleDefinitionId"], roleAssignments: [data] },
      },
    })),
  servicePrincipals: (list) =>
    list.map((data) => ({ value: { kind: "AZServicePrincipal", data } })),
  applications: (list) =>
    list.map(({ id, appId, secretsUntil }) => ({
      value: {
        kind: "AZApp",
        data: {
          id,
          appId,
          passwordCredentials: (secretsUntil as readonly string[]).map((endDateTime) => ({
            endDateTime,
          })),
        },
      },
    })),
};

function* azureEntries(size: Size): Generator<JsonItem> {
  const { tenant, users, parts } = collectedCloudParts(size);
  const { id, displayName } = tenant;
  yield { value: { kind: "AZTenant", data: { tenantId: id, displayName } } };
  for (const { value, about } of users())
    yield { value: { kind: "AZUser", data: withoutFalse(value as Part) }, about: about ?? [] };
  for (const [part, entries] of Object.entries(entriesOf))
    yield* entries(parts[part] as readonly Part[]);
  for (const { value, about } of deviceItems(size))
    yield { value: { kind: "AZDevice", data: withoutFalse(value as Part) }, about: about ?? [] };
}

/** The cloud directory as AzureHound lists it; how many there are it says at the end. */
function azureHound(size: Size): ExampleFile {
  return {
    path: "collections/azurehound.json",
    *pieces(note) {
      let count = 0;
      const counted = function* (): Generator<JsonItem> {
        for (const item of azureEntries(size)) {
          count += 1;
          yield item;
        }
      };
      yield '{"data":[\n';
      yield* jsonItems(note, "/data", counted());
      yield `\n],"meta":${JSON.stringify({ type: "azure", version: 5, count })}}\n`;
    },
  };
}

/** Both graphs. */
export function graphCollections(size: Size): readonly ExampleFile[] {
  return [openGraph(size), azureHound(size)];
}
