/** Kinds of node and edge of BloodHound's graphs, by what each says here. */
import type { DirectoryRight, RelationKind } from "@vallgrav/kernel";
import { isDirectoryRight } from "../sharphound/rights.ts";
import type { SharphoundKind } from "../sharphound/kinds.ts";

/** Which kind of SharpHound's files lists the nodes of a kind, and the word references use. */
export const directoryNodes: ReadonlyMap<string, readonly [SharphoundKind, string]> = new Map([
  ["User", ["users", "User"]],
  ["Computer", ["computers", "Computer"]],
  ["Group", ["groups", "Group"]],
  ["Domain", ["domains", "Domain"]],
  ["OU", ["ous", "OU"]],
  ["Container", ["containers", "Container"]],
  ["GPO", ["gpos", "GPO"]],
  ["CertTemplate", ["certtemplates", "CertTemplate"]],
  ["EnterpriseCA", ["enterprisecas", "EnterpriseCA"]],
  ["RootCA", ["rootcas", "RootCA"]],
  ["AIACA", ["aiacas", "AIACA"]],
  ["NTAuthStore", ["ntauthstores", "NTAuthStore"]],
]);

/** What an edge says: the relation, and whether it runs from the end to the start. */
export type EdgeMeaning = { readonly relation: RelationKind; readonly isReversed: boolean };

function forward(relation: RelationKind): EdgeMeaning {
  return { relation, isReversed: false };
}

function reversed(relation: RelationKind): EdgeMeaning {
  return { relation, isReversed: true };
}

/** Edges that are facts, apart from rights. */
const edges: ReadonlyMap<string, EdgeMeaning> = new Map([
  ["AdminTo", forward("local-admin-of")],
  ["AllowedToAct", forward("may-act-for")],
  ["AllowedToDelegate", forward("may-delegate-to")],
  ["AZHasRole", forward("member-of")],
  ["AZMemberOf", forward("member-of")],
  ["CanPSRemote", forward("remote-management-to")],
  ["CanRDP", forward("remote-desktop-to")],
  ["Contains", reversed("contained-in")],
  ["CrossForestTrust", forward("trusts")],
  ["GPLink", forward("linked-to")],
  ["HasSession", reversed("session-on")],
  ["HasSIDHistory", forward("has-sid-of")],
  ["HostsCAService", reversed("hosted-on")],
  ["MemberOf", forward("member-of")],
  ["PublishedTo", reversed("publishes")],
  ["SameForestTrust", forward("trusts")],
  ["TrustedBy", reversed("trusts")],
]);

/** Rights that BloodHound stores under another name until it has worked on them. */
const raw: ReadonlyMap<string, DirectoryRight> = new Map([
  ["OwnsRaw", "Owns"],
  ["WriteOwnerRaw", "WriteOwner"],
]);

/** The right an edge is, or null. */
export function rightOfEdge(kind: string): DirectoryRight | null {
  return raw.get(kind) ?? (isDirectoryRight(kind) ? kind : null);
}

/** What an edge of that kind says; null where it is no fact that is read here. */
export function meaningOfEdge(kind: string): EdgeMeaning | null {
  const right = rightOfEdge(kind);
  return right === null ? (edges.get(kind) ?? null) : forward(`right/${right}`);
}

/**
 * Edges that a tool works out from others. They are no observations: whoever needs them can work
 * them out again, and ours are worked out from the facts alone.
 */
const derived = new RegExp(
  "^(?:DCSync|SyncLAPSPassword|ADCSESC\\w*|GoldenCert|AbuseTGTDelegation|SpoofSIDHistory|" +
    "CoerceToTGT|CoerceAndRelay\\w*|HasTrustKeys|EnrollOnBehalfOf|ExtendedByPolicy|" +
    "IssuedSignedBy|EnterpriseCAFor|RootCAFor|NTAuthStoreFor|TrustedForNTAuth|" +
    "OwnsLimitedRights|WriteOwnerLimitedRights|ClaimSpecialIdentity|ProtectAdminGroups|" +
    "PropagatesACEsTo|GPOAppliesTo|CanApplyGPO|SyncedTo\\w*|VgWay)$",
);

/** Whether edges of that kind are worked out from others. */
export function isDerived(kind: string): boolean {
  return derived.test(kind);
}

/** Relations to a computer of members of its local groups, by the last part of the group's SID. */
export const localGroupEdges: ReadonlyMap<string, RelationKind> = new Map([
  ["544", "local-admin-of"],
  ["555", "remote-desktop-to"],
  ["580", "remote-management-to"],
]);
