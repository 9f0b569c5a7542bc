/** The form in which a whole directory domain is collected: by a printed script, or over LDAP. */
import { parseInstant } from "@vallgrav/kernel";
import type { Instant, Json } from "@vallgrav/kernel";
import { clipped, limitsOf, refused } from "../gathering.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { openJson } from "../opening/json-file.ts";
import type { OpenedJson } from "../opening/json-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { collectionParts } from "./collection-parts.ts";
import type { CollectionPart, GapReason } from "./collection-parts.ts";
import type { DomainNames } from "./well-known.ts";

/** What the member `format` says. */
export const collectionFormat = "vallgrav-ad";

/** The version of the form that is read. */
export const collectionVersion = 1;

/** A part that is missing or not whole. */
export type CollectionGap = { readonly part: CollectionPart; readonly reason: GapReason };

/** A collection that was recognised as one. */
export type Collection = {
  readonly producedAt: Instant | null;
  readonly names: DomainNames;
  readonly domainSid: string;
  readonly rootDomainSid: string;
  /** Entries as they stand; one that is no object counts in its place as an empty one. */
  readonly objects: readonly Json[];
  readonly descriptors: readonly Json[];
  readonly gaps: readonly CollectionGap[];
  /** What the collector says it wrote; null where it does not say. */
  readonly declared: number | null;
  readonly decodedAs: OpenedJson["decodedAs"];
  readonly work: number;
};

/**
 * Longest text of a collection unless the caller says otherwise, in UTF-16 code units: a security
 * descriptor of the largest size, in base64.
 */
const longestText = 262_144;

const domainForm = /^[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){0,20}$/u;
const domainSidForm = /^S-1-5-21(?:-\d{1,10}){3}$/i;

/** Whether names and SID, as a directory tells them, are those of a domain. */
export function isDomain({
  name,
  forest,
  sid,
}: {
  readonly name: string;
  readonly forest: string;
  readonly sid: string;
}): boolean {
  return domainForm.test(name) && domainForm.test(forest) && domainSidForm.test(sid);
}

function isPart(word: string): word is CollectionPart {
  return collectionParts.some((part) => part === word);
}

function gapOf(value: Json): CollectionGap | null {
  const gap = objectOf(value);
  const part = gap === null ? null : textOf(member(gap, "part"));
  const said = gap === null ? null : textOf(member(gap, "reason"));
  if (part === null || !isPart(part)) return null;
  const reasons: readonly GapReason[] = ["denied", "limit", "stopped"];
  return { part, reason: reasons.find((one) => one === said) ?? "failed" };
}

/** The gaps that a collection tells of, each part once. */
function gapsOf(root: JsonObject): readonly CollectionGap[] {
  const found = new Map<CollectionPart, CollectionGap>();
  for (const value of listOf(member(root, "gaps")) ?? []) {
    const gap = gapOf(value);
    if (gap !== null && !found.has(gap.part)) found.set(gap.part, gap);
  }
  return [...found.values()];
}

/** Names and SIDs of the domain, and what is said of the whole; null where they are no names. */
function headOf(
  root: JsonObject,
): Omit<Collection, "objects" | "descriptors" | "decodedAs" | "work"> | null {
  const domain = objectOf(member(root, "domain"));
  if (domain === null) return null;
  const name = textOf(member(domain, "name"))?.toLowerCase() ?? "";
  const forest = textOf(member(domain, "forest"))?.toLowerCase() ?? name;
  const sid = textOf(member(domain, "sid"))?.toUpperCase() ?? "";
  const rootSid = textOf(member(domain, "rootSid"))?.toUpperCase() ?? "";
  if (!isDomain({ name, forest, sid })) return null;
  const written = member(root, "written");
  return {
    producedAt: parseInstant(textOf(member(root, "producedAt")) ?? ""),
    names: { name, forest },
    domainSid: sid,
    rootDomainSid: domainSidForm.test(rootSid) ? rootSid : sid,
    gaps: gapsOf(root),
    declared: typeof written === "number" && Number.isInteger(written) ? written : null,
  };
}

/** Opens a collection: ceilings, encoding, form, version, names of the domain, in this order. */
export function openCollection(given: ReaderInput): Collection | Reading {
  const input = { ...given, limits: { stringLength: longestText, ...given.limits } };
  const opened = openJson(input);
  if ("ok" in opened) return opened;
  const root = objectOf(opened.value);
  const format = root === null ? null : textOf(member(root, "format"));
  if (root === null || format !== collectionFormat) {
    const args = { expected: collectionFormat, found: clipped(format ?? "") };
    return refused(input, "readers/other-kind", args);
  }
  const version = member(root, "version");
  if (version !== collectionVersion) {
    const found = typeof version === "number" ? String(version) : clipped(textOf(version) ?? "");
    const args = { found, supported: collectionVersion };
    return refused(input, "readers/unsupported-version", args, "/version");
  }
  const objects = listOf(member(root, "objects"));
  const head = headOf(root);
  if (objects === null || head === null) return refused(input, "readers/no-domain", {}, "/domain");
  const { rows } = limitsOf(input);
  if (objects.length > rows)
    return refused(input, "readers/limit", { limit: "rows", max: rows }, "/objects");
  const descriptors = listOf(member(root, "descriptors")) ?? [];
  const { decodedAs, work } = opened;
  return { ...head, objects, descriptors, decodedAs, work };
}

/** Whether the beginning and end of a file look like such a collection. */
export function looksLikeCollection(text: string): boolean {
  return /^\s{0,64}\{/.test(text) && text.includes(`"${collectionFormat}"`);
}
