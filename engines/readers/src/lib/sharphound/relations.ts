/** Relations of a listed object, apart from access rights and trusts. */
import type { RelationKind, Subject } from "@vallgrav/kernel";
import { member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { entriesOf, objectMember, referencesOf, relate, reportValue } from "./listed-object.ts";
import type { ListedObject } from "./listed-object.ts";
import { referenceOf, referenceTo } from "./references.ts";

/** Whether the relation runs from the listed object, or from what the list names to it. */
type Direction = "from-listed" | "to-listed";

/** Lists of references that mean one relation each. */
const plainLists: readonly (readonly [key: string, relation: RelationKind, Direction])[] = [
  ["Members", "member-of", "to-listed"],
  ["HasSIDHistory", "has-sid-of", "from-listed"],
  ["AllowedToDelegate", "may-delegate-to", "from-listed"],
  ["AllowedToAct", "may-act-for", "to-listed"],
  ["ChildObjects", "contained-in", "to-listed"],
  ["EnabledCertTemplates", "publishes", "from-listed"],
];

function relatePlainLists(listed: ListedObject): void {
  for (const [key, relation, direction] of plainLists)
    for (const { subject, place } of referencesOf(listed, listed.object, [key, listed.place]))
      relate(
        listed,
        place,
        direction === "from-listed"
          ? [listed.subject, relation, subject]
          : [subject, relation, listed.subject],
      );
}

/** Members that hold one SID of a known type. */
function relateSid(
  listed: ListedObject,
  [key, type, relation]: readonly [key: string, type: string, relation: RelationKind],
): void {
  const value = member(listed.object, key);
  if (value === undefined || value === null || value === "") return;
  const place = `${listed.place}/${key}`;
  const to = referenceTo(listed.known, textOf(value), type);
  if (to === null) reportValue(listed, key, "reference", place);
  else relate(listed, place, [listed.subject, relation, to]);
}

function relateContainer(listed: ListedObject): void {
  const value = member(listed.object, "ContainedBy");
  if (value === undefined || value === null) return;
  const place = `${listed.place}/ContainedBy`;
  const to = referenceOf(listed.known, value);
  if (to === null) reportValue(listed, "ContainedBy", "reference", place);
  else relate(listed, place, [listed.subject, "contained-in", to]);
}

function relateLinks(listed: ListedObject): void {
  for (const { value, place } of entriesOf(listed, listed.object, ["Links", listed.place])) {
    const link = objectOf(value);
    const policy = referenceTo(
      listed.known,
      link === null ? null : textOf(member(link, "GUID")),
      "GPO",
    );
    if (policy === null) reportValue(listed, "Links", "reference", place);
    else relate(listed, place, [policy, "linked-to", listed.subject]);
  }
}

/** Whether the collector reached what it asked; what it did not reach says nothing. */
function isCollected(answer: JsonObject): boolean {
  return member(answer, "Collected") === true;
}

function relateSessions(listed: ListedObject): void {
  for (const key of ["Sessions", "PrivilegedSessions", "RegistrySessions"]) {
    const answer = objectMember(listed, listed.object, [key, listed.place]);
    if (answer === null || !isCollected(answer)) continue;
    for (const entry of entriesOf(listed, answer, ["Results", `${listed.place}/${key}`])) {
      const session = objectOf(entry.value);
      const user = referenceTo(listed.known, session && textOf(member(session, "UserSID")), "User");
      const computer = referenceTo(
        listed.known,
        session && textOf(member(session, "ComputerSID")),
        "Computer",
      );
      if (user === null || computer === null) reportValue(listed, key, "reference", entry.place);
      else relate(listed, entry.place, [user, "session-on", computer]);
    }
  }
}

/** Local groups of Windows by the last part of their SID (MS-DTYP §2.4.2.4). */
const localGroups: Readonly<Record<string, RelationKind>> = {
  "544": "local-admin-of",
  "555": "remote-desktop-to",
  "580": "remote-management-to",
};

function relateLocalGroups(listed: ListedObject): void {
  const key = "LocalGroups";
  for (const { value, place } of entriesOf(listed, listed.object, [key, listed.place])) {
    const group = objectOf(value);
    const identifier = group === null ? null : textOf(member(group, "ObjectIdentifier"));
    if (group === null || identifier === null) {
      reportValue(listed, key, "reference", place);
      continue;
    }
    const rid = identifier.slice(identifier.lastIndexOf("-") + 1);
    const relation = Object.hasOwn(localGroups, rid) ? localGroups[rid] : undefined;
    if (relation === undefined || !isCollected(group)) continue;
    for (const one of referencesOf(listed, group, ["Results", place]))
      relate(listed, one.place, [one.subject, relation, listed.subject]);
  }
}

const changedGroups: readonly (readonly [key: string, relation: RelationKind])[] = [
  ["LocalAdmins", "local-admin-of"],
  ["RemoteDesktopUsers", "remote-desktop-to"],
  ["PSRemoteUsers", "remote-management-to"],
];

/** What group policies make of local groups: every principal on every affected computer. */
function relatePolicyChanges(listed: ListedObject): void {
  const key = "GPOChanges";
  const changes = objectMember(listed, listed.object, [key, listed.place]);
  if (changes === null) return;
  const place = `${listed.place}/${key}`;
  const computers: readonly { readonly subject: Subject }[] = referencesOf(listed, changes, [
    "AffectedComputers",
    place,
  ]);
  for (const [group, relation] of changedGroups)
    for (const principal of referencesOf(listed, changes, [group, place]))
      for (const { subject } of computers)
        relate(listed, principal.place, [principal.subject, relation, subject]);
}

/** Tells every relation of a listed object. */
export function relateAll(listed: ListedObject): void {
  relatePlainLists(listed);
  relateSid(listed, ["PrimaryGroupSID", "Group", "member-of"]);
  relateSid(listed, ["HostingComputer", "Computer", "hosted-on"]);
  relateContainer(listed);
  relateLinks(listed);
  relateSessions(listed);
  relateLocalGroups(listed);
  relatePolicyChanges(listed);
}
