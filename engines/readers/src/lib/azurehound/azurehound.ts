/**
 * Reads what AzureHound lists (format version 5, `{ data: [{ kind, data }], meta }`): the same
 * directory as the printed script collects, so each entry is put among the parts of that and read
 * there. Resources of the cloud (subscriptions, vaults, machines) are counted and left out.
 */
import type { Json, Subject } from "@vallgrav/kernel";
import { readEntraParts } from "../entra/entra.ts";
import type { EntraPart } from "../entra/entra-parts.ts";
import { clipped, observe, refused, report, withinLimits } from "../gathering.ts";
import { listOf, member, objectOf, objectsIn, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import {
  beginFile,
  count,
  declare,
  identifierOf,
  momentOf,
  say,
  sayText,
} from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { nameClaim, subjectNamed } from "../naming.ts";
import { openJson } from "../opening/json-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { claimOf } from "../sharphound/references.ts";
import { reportSecrets } from "../sharphound/secrets.ts";

type Item = { readonly part: EntraPart; readonly object: JsonObject; readonly from: number };

/** The parts under gathering, and what entries of one kind need of another. */
type Sorted = {
  readonly file: MachineFile;
  readonly items: Item[];
  /** Names of app roles by resource and role, upper-case. */
  readonly appRoles: Map<string, string>;
};

function text(object: JsonObject, key: string): string {
  return textOf(member(object, key)) ?? "";
}

function objectsOf(object: JsonObject, key: string): readonly JsonObject[] {
  return objectsIn(member(object, key));
}

/** Go leaves out what is false: of these members silence is an answer. */
function withFlags(object: JsonObject, keys: readonly string[]): JsonObject {
  const flags = keys.map((key): [string, Json] => [key, member(object, key) === true]);
  return { ...object, ...Object.fromEntries(flags) };
}

function ends(object: JsonObject, key: string): readonly string[] {
  return objectsOf(object, key).map((one) => text(one, "endDateTime"));
}

/** What an entry of a kind is among the parts of a collection; undefined for kinds not read. */
const kinds: Readonly<
  Record<string, (data: JsonObject) => readonly (readonly [EntraPart, JsonObject])[]>
> = {
  AZTenant: (data) => [
    ["organization", { id: text(data, "tenantId"), displayName: text(data, "displayName") }],
  ],
  AZUser: (data) => [["users", withFlags(data, ["accountEnabled", "onPremisesSyncEnabled"])]],
  AZGroup: (data) => [
    ["groups", withFlags(data, ["isAssignableToRole", "onPremisesSyncEnabled", "securityEnabled"])],
  ],
  AZGroupMember: (data) =>
    objectsOf(data, "members").map((one) => {
      const inner: JsonObject = objectOf(member(one, "member")) ?? {};
      return ["groupMembers", { group: text(data, "groupId"), member: text(inner, "id") }];
    }),
  AZRole: (data) => [["roleDefinitions", withFlags(data, ["isBuiltIn"])]],
  AZRoleAssignment: (data) =>
    objectsOf(data, "roleAssignments").map((one) => ["roleAssignments", one]),
  AZRoleEligibilityScheduleInstance: (data) => [["roleEligibilities", data]],
  AZServicePrincipal: (data) => [["servicePrincipals", withFlags(data, ["accountEnabled"])]],
  AZApp: (data) => [
    [
      "applications",
      {
        appId: text(data, "appId"),
        secretsUntil: ends(data, "passwordCredentials"),
        keysUntil: ends(data, "keyCredentials"),
      },
    ],
  ],
  AZAppRoleAssignment: (data) => [
    [
      "appRoleAssignments",
      {
        principal: text(data, "principalId"),
        resource: text(data, "resourceDisplayName"),
        role: `${text(data, "resourceId")} ${text(data, "appRoleId")}`.toUpperCase(),
      },
    ],
  ],
};

/** A device of the directory, which the script leaves to Intune's list. */
function readDevice(file: MachineFile, data: JsonObject, place: string): void {
  const claim = claimOf(text(data, "deviceId"));
  const subject: Subject | null = subjectNamed("computer", [
    claim,
    nameClaim(text(data, "displayName").toLowerCase()),
  ]);
  if (subject === null) {
    file.unnamed += 1;
    return;
  }
  count(file, "hosts", subject.claims[0].value);
  observe(file.into, place, subject, { is: "present" });
  const words = [
    ["operatingsystem", "operatingSystem"],
    ["os-build", "operatingSystemVersion"],
    ["manufacturer", "manufacturer"],
    ["model", "model"],
  ] as const;
  for (const [property, key] of words)
    sayText(file, [subject, `${place}/${key}`], [property, text(data, key)]);
  say(file, [subject, place], ["enabled", member(data, "accountEnabled") === true]);
  say(file, [subject, place], ["compliant", member(data, "isCompliant") === true ? "yes" : "no"]);
  const seen = momentOf(text(data, "approximateLastSignInDateTime"), file.into.input.receivedAt);
  if (seen !== null) say(file, [subject, place], ["last-seen", seen.slice(0, 10)]);
}

function noteAppRoles({ appRoles }: Sorted, data: JsonObject): void {
  for (const role of objectsOf(data, "appRoles").slice(0, 5_000))
    appRoles.set(`${text(data, "id")} ${text(role, "id")}`.toUpperCase(), text(role, "value"));
}

function sortEntry(sorted: Sorted, value: Json, index: number): void {
  const { file, items } = sorted;
  file.into.work += 1;
  const place = `/data/${index}`;
  const entry = objectOf(value);
  const kind = entry === null ? "" : text(entry, "kind");
  const data = entry === null ? null : objectOf(member(entry, "data"));
  if (data === null) {
    report(file.into, "warning", ["readers/object-skipped", { reason: "not-an-object" }, place]);
    return;
  }
  reportSecrets(file.into, data, `${place}/data`);
  const parts = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (kind === "AZServicePrincipal") noteAppRoles(sorted, data);
  if (kind === "AZDevice") readDevice(file, data, `${place}/data`);
  else if (parts === undefined) {
    const name = identifierOf(kind);
    file.leftOut.set(name, (file.leftOut.get(name) ?? 0) + 1);
    return;
  } else for (const [part, object] of parts(data)) items.push({ part, object, from: index });
  count(file, "entries", `${index}`);
}

/** The parts with the names of app roles put in, and where each entry stands in the file. */
function partsOf({ items, appRoles }: Sorted): {
  readonly root: JsonObject;
  readonly places: ReadonlyMap<string, readonly number[]>;
} {
  const root: Record<string, JsonObject[]> = {};
  const places = new Map<string, number[]>();
  for (const { part, object, from } of items) {
    const role = textOf(member(object, "role"));
    const named = role === null ? object : { ...object, role: appRoles.get(role) ?? role };
    (root[part] ??= []).push(named);
    const known = places.get(part);
    if (known === undefined) places.set(part, [from]);
    else known.push(from);
  }
  return { root, places };
}

function readEntries(input: ReaderInput, root: JsonObject, work: number): Reading {
  const data = listOf(member(root, "data")) ?? [];
  const file = beginFile(input, {
    reader: "azurehound",
    made: "",
    report: "configuration",
    decodedAs: null,
  });
  file.into.work += work;
  const sorted: Sorted = { file, items: [], appRoles: new Map() };
  declare(file, "entries", null);
  for (const [index, value] of data.entries()) sortEntry(sorted, value, index);
  const { root: parts, places } = partsOf(sorted);
  file.into.placeOf = (place) => {
    const [, part = "", at = ""] = /^\/([a-zA-Z]+)\/(\d+)/.exec(place) ?? [];
    const index = places.get(part)?.[Number(at)];
    return index === undefined ? place : `/data/${index}/data`;
  };
  return readEntraParts(parts, file);
}

/** Whether a text looks like such a list: its header says `azure`, or an entry's kind begins so. */
export function looksLikeAzurehound(text: string): boolean {
  if (!/^\uFEFF?\s{0,64}\{\s{0,64}"(?:data|meta)"/.test(text)) return false;
  return /"kind"\s{0,8}:\s{0,8}"AZ[A-Z]/.test(text) || /"type"\s{0,8}:\s{0,8}"azure"/.test(text);
}

/** Reads a file as AzureHound's list, whatever it looks like. Linear in its size. */
export function readAzurehound(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const root: JsonObject | null = objectOf(opened.value);
    const meta = root === null ? null : objectOf(member(root, "meta"));
    const type = meta === null ? "" : text(meta, "type");
    if (root === null || type !== "azure")
      return refused(input, "readers/other-kind", { expected: "azure", found: clipped(type) });
    const version = meta === null ? undefined : member(meta, "version");
    if (version !== 5) {
      const found = typeof version === "number" ? String(version) : "";
      const args = { found, supported: 5 };
      return refused(input, "readers/unsupported-version", args, "/meta/version");
    }
    return readEntries(input, root, opened.work);
  });
}
