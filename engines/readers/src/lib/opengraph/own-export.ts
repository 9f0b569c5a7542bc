/**
 * Vallgrav's own graphs read back: nodes by their ids here, edges by the names of the attack
 * language's associations. What was assumed there is nothing that anybody saw.
 */
import type { AssetKind, Claim, ClaimSpace, RelationKind, Subject } from "@vallgrav/kernel";
import { holdsPersonalNumber } from "../personal-number.ts";
import { assignsSecret } from "../secret.ts";
import type { EdgeMeaning } from "./graph-kinds.ts";

/** What `metadata.source_kind` says in a graph of Vallgrav's. */
export const ownSource = "Vallgrav";

const spaces: Readonly<Record<ClaimSpace, true>> = {
  fqdn: true,
  guid: true,
  host: true,
  ip: true,
  mac: true,
  purl: true,
  register: true,
  serial: true,
  sid: true,
  upn: true,
};

/** Kinds of asset that stand in the graph. */
const kinds: Readonly<Partial<Record<AssetKind, true>>> = {
  account: true,
  backup: true,
  "certificate-authority": true,
  "certificate-store": true,
  "certificate-template": true,
  computer: true,
  container: true,
  domain: true,
  group: true,
  "group-policy": true,
  information: true,
  "organisational-unit": true,
  service: true,
  supplier: true,
  system: true,
};

/** The signs that ids write as `%25`, `%7C`, `%7E` and `%29`. */
function unescaped(text: string): string {
  return text.replaceAll(/%(25|7C|7E|29)/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const idForm = /^([a-z-]{1,32})\/([a-z]{1,8})(?:\(([^()]{1,256})\))?:(.{1,512})$/s;

/**
 * The subject that an asset's id names: `computer/fqdn:srv01.example.se`, with its scope
 * `computer/host(example.se):srv01`. Null for places that no source lists, and for what was
 * assumed.
 */
export function subjectOfId(id: string): Subject | null {
  const [, kind = "", space = "", within = "", rest = ""] = idForm.exec(id) ?? [];
  if (!Object.hasOwn(kinds, kind) || !Object.hasOwn(spaces, space)) return null;
  const value = unescaped(rest);
  const named = `${value} ${within}`;
  if (holdsPersonalNumber(named) || assignsSecret(named)) return null;
  const claim: Claim = {
    space: space as ClaimSpace,
    value,
    ...(within === "" ? {} : { within: unescaped(within) }),
  };
  return { kind: kind as AssetKind, claims: [claim] };
}

const forward: Readonly<Record<string, RelationKind>> = {
  VgHolds: "holds",
  VgHostedOn: "hosted-on",
  VgLinkedTo: "linked-to",
  VgLocalAdmin: "local-admin-of",
  VgMemberOf: "member-of",
  VgPublishes: "publishes",
  VgRemoteDesktop: "remote-desktop-to",
  VgRunsOn: "runs-on",
  VgSession: "session-on",
  VgSupports: "supports",
  // One right each, which gives that link and no other.
  VgControls: "right/WriteDacl",
  VgMayActFor: "may-act-for",
  VgMayAddMember: "right/AddMember",
  VgMayApprove: "right/ManageCertificates",
  VgMayAsk: "right/Enroll",
  VgMayEnrol: "right/Enroll",
  VgMayReadChanges: "right/GetChanges",
  VgMayReadFiltered: "right/GetChangesInFilteredSet",
  VgMayReadLocalPassword: "right/ReadLAPSPassword",
  VgMayReadManagedPassword: "right/ReadGMSAPassword",
  VgMayReadSecrets: "right/GetChangesAll",
  VgMayResetPassword: "right/ForceChangePassword",
  VgMayWriteKey: "right/AddKeyCredentialLink",
};
const backward: Readonly<Record<string, RelationKind>> = {
  VgBackedUpBy: "backed-up-by",
  VgContains: "contained-in",
  VgForestTrust: "trusts",
};

/** What an edge of Vallgrav's own says; null where it is worked out from other facts. */
export function meaningOfOwnEdge(kind: string): EdgeMeaning | null {
  const ahead = Object.hasOwn(forward, kind) ? forward[kind] : undefined;
  if (ahead !== undefined) return { relation: ahead, isReversed: false };
  const back = Object.hasOwn(backward, kind) ? backward[kind] : undefined;
  return back === undefined ? null : { relation: back, isReversed: true };
}

/** Edges from a directory's object to its domain: the object's property `domain`. */
export const domainEdges: ReadonlySet<string> = new Set([
  "VgAccountOf",
  "VgAuthorityOf",
  "VgComputerOf",
  "VgInDomain",
  "VgTemplateOf",
]);
