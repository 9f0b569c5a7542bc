/**
 * A SharpHound collection as BloodHound stores it: the nodes and edges that its own ingest makes of
 * the same files, in the open form. For tests that hold the two readers against each other.
 */
import type { Json } from "@vallgrav/kernel";
import { member, objectOf, objectsIn, textOf } from "../src/lib/json.ts";
import type { JsonObject } from "../src/lib/json.ts";

const nodeKinds: Readonly<Record<string, string>> = {
  aiacas: "AIACA",
  certtemplates: "CertTemplate",
  computers: "Computer",
  containers: "Container",
  domains: "Domain",
  enterprisecas: "EnterpriseCA",
  gpos: "GPO",
  groups: "Group",
  ntauthstores: "NTAuthStore",
  ous: "OU",
  rootcas: "RootCA",
  users: "User",
};

type End = { readonly value: string; readonly kind: string };
type Graph = { readonly nodes: Json[]; readonly edges: Json[] };

function edge(kind: string, start: End, end: End, properties: JsonObject = {}): Json {
  const side = ({ value, kind: of }: End): Json => ({ match_by: "id", value, kind: of });
  return { kind, start: side(start), end: side(end), properties };
}

function objects(holder: JsonObject, key: string): readonly JsonObject[] {
  return objectsIn(member(holder, key));
}

function text(object: JsonObject, key: string): string {
  return textOf(member(object, key)) ?? "";
}

function typed(object: JsonObject): End {
  return { value: text(object, "ObjectIdentifier"), kind: text(object, "ObjectType") };
}

/** Lists of typed principals: kind of edge, and whether the listed object is its start. */
const lists: readonly (readonly [key: string, kind: string, isStart: boolean])[] = [
  ["Members", "MemberOf", false],
  ["HasSIDHistory", "HasSIDHistory", true],
  ["AllowedToDelegate", "AllowedToDelegate", true],
  ["AllowedToAct", "AllowedToAct", false],
  ["ChildObjects", "Contains", true],
  ["EnabledCertTemplates", "PublishedTo", false],
];

function addPlain(graph: Graph, object: JsonObject, self: End): void {
  for (const [key, kind, isStart] of lists)
    for (const one of objects(object, key).map(typed))
      graph.edges.push(isStart ? edge(kind, self, one) : edge(kind, one, self));
  const primary = text(object, "PrimaryGroupSID");
  if (primary !== "") graph.edges.push(edge("MemberOf", self, { value: primary, kind: "Group" }));
  const holder = objectOf(member(object, "ContainedBy"));
  if (holder !== null) graph.edges.push(edge("Contains", typed(holder), self));
  const host = text(object, "HostingComputer");
  if (host !== "")
    graph.edges.push(edge("HostsCAService", { value: host, kind: "Computer" }, self));
  for (const link of objects(object, "Links"))
    graph.edges.push(
      edge("GPLink", { value: text(link, "GUID"), kind: "GPO" }, self, {
        enforced: member(link, "IsEnforced") ?? false,
      }),
    );
}

function collected(object: JsonObject, key: string): readonly JsonObject[] {
  const answer = objectOf(member(object, key));
  return answer !== null && member(answer, "Collected") === true ? objects(answer, "Results") : [];
}

function addComputer(graph: Graph, object: JsonObject): void {
  for (const key of ["Sessions", "PrivilegedSessions", "RegistrySessions"])
    for (const session of collected(object, key))
      graph.edges.push(
        edge(
          "HasSession",
          { value: text(session, "ComputerSID"), kind: "Computer" },
          { value: text(session, "UserSID"), kind: "User" },
        ),
      );
  for (const group of objects(object, "LocalGroups")) {
    if (member(group, "Collected") !== true) continue;
    const local = { value: text(group, "ObjectIdentifier"), kind: "LocalGroup" };
    for (const one of objects(group, "Results").map(typed))
      graph.edges.push(edge("MemberOfLocalGroup", one, local));
  }
}

function addPolicies(graph: Graph, object: JsonObject): void {
  const changes = objectOf(member(object, "GPOChanges"));
  if (changes === null) return;
  const groups = { LocalAdmins: "544", RemoteDesktopUsers: "555", PSRemoteUsers: "580" };
  for (const computer of objects(changes, "AffectedComputers"))
    for (const [key, rid] of Object.entries(groups))
      for (const one of objects(changes, key).map(typed)) {
        const value = `${text(computer, "ObjectIdentifier")}-${rid}`;
        graph.edges.push(edge("MemberOfLocalGroup", one, { value, kind: "LocalGroup" }));
      }
}

function addTrusts(graph: Graph, object: JsonObject, self: End): void {
  for (const trust of objects(object, "Trusts")) {
    const directions = ["Disabled", "Inbound", "Outbound", "Bidirectional"];
    const given = member(trust, "TrustDirection");
    const direction = typeof given === "number" ? directions[given] : textOf(given);
    const type = text(trust, "TrustType");
    const other = { value: text(trust, "TargetDomainSid"), kind: "Domain" };
    const kind = /^(ParentChild|TreeRoot|CrossLink)$/.test(type)
      ? "SameForestTrust"
      : "CrossForestTrust";
    if (direction !== "Outbound") graph.edges.push(edge(kind, other, self));
    if (direction !== "Inbound")
      graph.edges.push(
        edge(kind, self, other, {
          trusttype: type,
          spoofsidhistoryblocked: member(trust, "SidFilteringEnabled") ?? null,
        }),
      );
  }
}

/** The graph of the given collection's files. */
export function graphOfCollection(files: readonly string[]): string {
  const graph: Graph = { nodes: [], edges: [] };
  for (const file of files) {
    const root = objectOf(JSON.parse(file) as Json) ?? {};
    const meta = objectOf(member(root, "meta")) ?? {};
    const kind = nodeKinds[text(meta, "type")] ?? "Base";
    for (const object of objects(root, "data")) {
      const self = { value: text(object, "ObjectIdentifier"), kind };
      const properties = member(object, "Properties") ?? null;
      graph.nodes.push({ id: self.value, kinds: [kind, "Base"], properties });
      addPlain(graph, object, self);
      addTrusts(graph, object, self);
      addPolicies(graph, object);
      if (kind === "Computer") addComputer(graph, object);
      for (const ace of objects(object, "Aces")) {
        const holder = { value: text(ace, "PrincipalSID"), kind: text(ace, "PrincipalType") };
        const isinherited = member(ace, "IsInherited") ?? false;
        graph.edges.push(edge(text(ace, "RightName"), holder, self, { isacl: true, isinherited }));
      }
    }
  }
  return JSON.stringify({ metadata: { source_kind: "Base" }, graph });
}
