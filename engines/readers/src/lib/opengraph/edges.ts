/** What the edges of a graph say. */
import type { Json, RelationKind, Subject } from "@vallgrav/kernel";
import { observe, report } from "../gathering.ts";
import { member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { identifierOf } from "../machine-reading.ts";
import { safeText } from "../safe-text.ts";
import { referenceTo } from "../sharphound/references.ts";
import { isDerived, localGroupEdges, meaningOfEdge, rightOfEdge } from "./graph-kinds.ts";
import { countRead, leaveOut } from "./graph-tally.ts";
import type { GraphTally } from "./graph-tally.ts";
import { askedOf } from "./nodes.ts";
import { domainEdges, meaningOfOwnEdge } from "./own-export.ts";

/** An edge whose ends were found. */
type FoundEdge = {
  readonly kind: string;
  readonly place: string;
  readonly properties: JsonObject;
  readonly start: Subject;
  readonly end: Subject;
};

/** Whom an end names: a node of the file, else what its id is. */
function endOf(tally: GraphTally, value: Json | undefined): Subject | null {
  const asked = askedOf(value);
  if (asked === null) return null;
  if (asked.by === "properties") return tally.nodes.only(asked.wanted, asked.kind)?.subject ?? null;
  const known = tally.nodes.withId(asked.id);
  // A graph of our own names what it left out as assumed: that is nobody's.
  if (known !== undefined || tally.isOwn) return known?.subject ?? null;
  return referenceTo(tally.file.known, asked.id, asked.kind);
}

/** Says a relation, once for each pair. */
function relate(
  tally: GraphTally,
  place: string,
  [from, relation, to]: readonly [Subject, RelationKind, Subject],
): void {
  const ofKind = tally.told.get(relation) ?? new Map<Subject, Set<Subject>>();
  const targets = ofKind.get(from) ?? new Set<Subject>();
  if (targets.has(to)) return;
  tally.told.set(relation, ofKind.set(from, targets.add(to)));
  observe(tally.into, place, from, { relation, to });
}

/** Type and filtering of a trust, which belong to the domain that trusts. */
function sayTrust(tally: GraphTally, { place, properties, start, end }: FoundEdge): void {
  const type = /^[A-Za-z]{1,20}$/.exec(textOf(member(properties, "trusttype")) ?? "")?.[0];
  if (type === undefined) return;
  const blocked = member(properties, "spoofsidhistoryblocked");
  const state = blocked === true ? "on" : blocked === false ? "off" : "unknown";
  observe(tally.into, `${place}/properties/trusttype`, start, {
    property: `trust-type/${end.claims[0].value}`,
    value: `${type}:sid-filtering-${state}`,
  });
}

function countRight(tally: GraphTally, right: string, edge: FoundEdge): void {
  const how = member(edge.properties, "isinherited") === true ? "inherited" : "own";
  const [object, principal] = [edge.end.claims[0].value, edge.start.claims[0].value];
  tally.file.rights.keys.push([object, principal, right, how].join(" "));
}

/** Members of a computer's local groups; the group's id is the computer's with a number behind. */
function relateLocalGroup(tally: GraphTally, edge: FoundEdge): boolean {
  const { end, start, place } = edge;
  const [, sid = "", rid = ""] =
    /^(S-1-5-21(?:-\d{1,15}){4})-(\d{3})$/.exec(end.claims[0].value) ?? [];
  const relation = localGroupEdges.get(rid);
  const computer = referenceTo(tally.file.known, sid, "Computer");
  if (relation === undefined || computer === null) return false;
  relate(tally, place, [start, relation, computer]);
  return true;
}

/** What only some kinds of edge say; whether it was one of them. */
function relateSpecial(tally: GraphTally, edge: FoundEdge): boolean {
  const { kind, place, start, end, properties } = edge;
  if (kind === "MemberOfLocalGroup") return relateLocalGroup(tally, edge);
  if (kind === "DCFor") {
    observe(tally.into, place, start, { property: "isdc", value: true });
    return true;
  }
  if (!tally.isOwn || !domainEdges.has(kind)) return false;
  const domain = end.claims.find(({ space }) => space === "fqdn")?.value ?? domainName(tally, edge);
  if (domain !== "" && properties["assumed"] !== true)
    observe(tally.into, place, start, { property: "domain", value: domain });
  return true;
}

/** The name that a domain's node has; empty where it has none that may be kept. */
function domainName(tally: GraphTally, { end, place }: FoundEdge): string {
  const node = tally.nodes.of(end);
  const name = textOf(node === undefined ? undefined : member(node.properties, "name")) ?? "";
  return safeText(tally.into, ["name", place], name).toLowerCase();
}

function tellEdge(tally: GraphTally, edge: FoundEdge): boolean {
  const { kind, place, start, end } = edge;
  const meaning = tally.isOwn ? meaningOfOwnEdge(kind) : meaningOfEdge(kind);
  if (meaning === null) return relateSpecial(tally, edge);
  const { relation, isReversed } = meaning;
  relate(tally, place, isReversed ? [end, relation, start] : [start, relation, end]);
  const right = rightOfEdge(kind);
  if (right !== null) countRight(tally, right, edge);
  if (relation === "trusts" && !isReversed) sayTrust(tally, edge);
  return true;
}

/** Why an edge of that kind is not told. */
function leaveEdge(tally: GraphTally, kind: string, properties: JsonObject): void {
  if (tally.isOwn || isDerived(kind)) leaveOut(tally, "derived", kind);
  else if (member(properties, "isacl") === true) {
    const { unknown } = tally.file.rights;
    const name = identifierOf(kind);
    unknown.set(name, (unknown.get(name) ?? 0) + 1);
  } else leaveOut(tally, "kind", kind);
}

function isKnown(tally: GraphTally, kind: string): boolean {
  if (tally.isOwn) return meaningOfOwnEdge(kind) !== null || domainEdges.has(kind);
  return meaningOfEdge(kind) !== null || kind === "MemberOfLocalGroup" || kind === "DCFor";
}

/** Reads one edge: says what it says, or counts why it was left out. */
export function relateEdge(tally: GraphTally, value: Json, place: string): void {
  const { into } = tally;
  into.work += 1;
  const object = objectOf(value);
  const kind = object === null ? null : textOf(member(object, "kind"));
  if (object === null || kind === null) {
    report(into, "warning", ["readers/object-skipped", { reason: "not-an-object" }, place]);
    return;
  }
  const properties = objectOf(member(object, "properties")) ?? {};
  if (!isKnown(tally, kind)) {
    leaveEdge(tally, kind, properties);
    return;
  }
  if (tally.isOwn && member(properties, "assumed") === true) {
    leaveOut(tally, "assumed", kind);
    return;
  }
  const [start, end] = [endOf(tally, member(object, "start")), endOf(tally, member(object, "end"))];
  if (start === null || end === null) {
    if (tally.isOwn) leaveOut(tally, "assumed", kind);
    else {
      const field = start === null ? "start" : "end";
      const args = { field, expected: "reference" } as const;
      report(into, "warning", ["readers/bad-value", args, `${place}/${field}`]);
    }
    return;
  }
  if (tellEdge(tally, { kind, place, properties, start, end })) {
    const [from, to] = [start.claims[0].value, end.claims[0].value];
    countRead(tally, "edges", `${from} ${kind} ${to}`);
  } else leaveOut(tally, "kind", kind);
}
