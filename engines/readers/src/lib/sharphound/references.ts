/** From identifiers of a collection to subjects: of the listed objects, and of what they name. */
import type { AssetKind, Claim, Json, Subject } from "@vallgrav/kernel";
import { holdsPersonalNumber } from "../personal-number.ts";
import { member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { policyFolderClaim } from "../naming.ts";
import { referencedKinds } from "./kinds.ts";

const sidPattern = /^(?:[\p{L}\p{N}._-]+-)?S-1(?:-\d{1,15}){1,16}$/u;
const guidPattern = /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

/**
 * The claim of an object identifier, upper-case: a SID, also a well-known one with its domain
 * before it (`EXAMPLE.SE-S-1-5-32-544`), or a GUID. Null when it is neither.
 */
export function claimOf(identifier: string): Claim | null {
  if (identifier.length > 256) return null;
  const value = identifier.toUpperCase();
  if (sidPattern.test(value)) return { space: "sid", value };
  const bare = value.replace(/^\{(.*)\}$/, "$1");
  return guidPattern.test(bare) ? { space: "guid", value: bare } : null;
}

/** RIDs below 1000 that are accounts; all others of that range are groups (MS-DTYP §2.4.2.4). */
const accountRids = new Set([500, 501, 502, 503, 504]);

/** What a well-known SID without a domain of its own names: service accounts, else groups. */
const accountSids = new Set(["S-1-5-7", "S-1-5-17", "S-1-5-18", "S-1-5-19", "S-1-5-20"]);

/** The likeliest kind of what an identifier of unknown type names; see SPEC. */
function guessedKind(claim: Claim): AssetKind {
  if (claim.space === "guid") return "container";
  const sid = claim.value.slice(claim.value.lastIndexOf("S-1-"));
  if (sid === "S-1-5-32") return "container";
  if (!sid.startsWith("S-1-5-21-")) return accountSids.has(sid) ? "account" : "group";
  const parts = sid.split("-");
  if (parts.length === 7) return "domain";
  const rid = Number(parts.at(-1));
  return rid < 1000 && !accountRids.has(rid) ? "group" : "account";
}

/** Subjects already named in a file, by type and identifier as given: each is made once. */
export type KnownReferences = Map<string, Map<string, Subject | null>>;

function makeReference(identifier: string, type: string): Subject | null {
  const claim = claimOf(identifier);
  if (claim === null) return null;
  const word = type.toLowerCase();
  const kind = Object.hasOwn(referencedKinds, word) ? referencedKinds[word] : undefined;
  return { kind: kind ?? guessedKind(claim), claims: [claim] };
}

/**
 * The subject that an identifier and a type name; null when the identifier is not one. The same
 * names give the same object, so that large files stay small in memory.
 */
export function referenceTo(
  known: KnownReferences,
  identifier: string | null,
  type: string | null,
): Subject | null {
  if (identifier === null) return null;
  let ofType = known.get(type ?? "");
  if (ofType === undefined) {
    ofType = new Map();
    known.set(type ?? "", ofType);
  }
  let subject = ofType.get(identifier);
  if (subject === undefined) {
    subject = makeReference(identifier, type ?? "");
    ofType.set(identifier, subject);
  }
  return subject;
}

/** The subject of `{ ObjectIdentifier, ObjectType }`; null when it is not one. */
export function referenceOf(known: KnownReferences, value: Json | undefined): Subject | null {
  const object = objectOf(value);
  if (object === null) return null;
  const identifier = textOf(member(object, "ObjectIdentifier"));
  return referenceTo(known, identifier, textOf(member(object, "ObjectType")));
}

const hostPattern = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Claims of a computer by its name `HOST.EXAMPLE.SE` and its directory domain. */
function hostClaims(name: string, domain: string): readonly Claim[] {
  const fqdn = name.toLowerCase();
  const labels = fqdn.split(".");
  if (fqdn.length > 253 || !labels.every((label) => hostPattern.test(label))) return [];
  const [host = ""] = labels;
  const claims: Claim[] = labels.length > 1 ? [{ space: "fqdn", value: fqdn }] : [];
  claims.push({ space: "host", value: host, ...(domain === "" ? {} : { within: domain }) });
  return claims;
}

const policyForm =
  /^CN=\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\},.{0,512}?,(DC=.{1,256})$/i;

/** The folder of a policy's files, which is called as its entry in the directory is. */
function folderClaims(properties: JsonObject): readonly Claim[] {
  const [, guid, parts = ""] =
    policyForm.exec(textOf(member(properties, "distinguishedname")) ?? "") ?? [];
  if (guid === undefined) return [];
  const domain = parts.replaceAll(/,?DC=/gi, ".").slice(1);
  const claim = policyFolderClaim(guid, domain);
  return claim === null ? [] : [claim];
}

/** Weaker claims of a listed object: names that other sources may know it by. */
function nameClaims(kind: AssetKind, properties: JsonObject, domain: string): readonly Claim[] {
  const name = textOf(member(properties, "name")) ?? "";
  const principal = textOf(member(properties, "userprincipalname")) ?? name;
  if (kind === "account" && !holdsPersonalNumber(principal))
    return /^[^@\s]{1,256}@[^@\s]{1,255}$/.test(principal)
      ? [{ space: "upn", value: principal.toLowerCase() }]
      : [];
  if (kind === "computer" && !holdsPersonalNumber(name)) return hostClaims(name, domain);
  if (kind === "group-policy") return folderClaims(properties);
  if (kind === "domain") return hostClaims(name, "").filter(({ space }) => space === "fqdn");
  return [];
}

/** The subject of a listed object with all its claims, strongest first. */
export function subjectOf(
  kind: AssetKind,
  claim: Claim,
  properties: JsonObject,
  domain: string,
): Subject {
  return { kind, claims: [claim, ...nameClaims(kind, properties, domain)] };
}
