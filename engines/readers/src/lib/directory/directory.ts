/**
 * Reads a collected directory domain. Its entries become what a SharpHound collection of the same
 * domain would list, and from there on the same code says the same about them.
 */
import { msFromInstant, own } from "@vallgrav/kernel";
import type { Claim, Instant, Json, Scope } from "@vallgrav/kernel";
import { clipped, problemsOf, report, startGathering, withinLimits } from "../gathering.ts";
import type { Gathering } from "../gathering.ts";
import { objectOf } from "../json.ts";
import { holdsPersonalNumber } from "../personal-number.ts";
import { readers } from "../reading.ts";
import type { KindCount, Reading, ReaderInput } from "../reading.ts";
import { looksSecret } from "../secret.ts";
import { assetKinds } from "../sharphound/kinds.ts";
import type { SharphoundKind } from "../sharphound/kinds.ts";
import { propertiesOf as keptOf } from "../sharphound/properties.ts";
import type { KeptProperty } from "../sharphound/properties.ts";
import { fileTally, readObject } from "../sharphound/sharphound.ts";
import type { FileTally } from "../sharphound/sharphound.ts";
import { catalogueOf } from "./catalogue.ts";
import type { Catalogue, Listed } from "./catalogue.ts";
import { openCollection } from "./collection.ts";
import type { Collection } from "./collection.ts";
import type { CollectionPart } from "./collection-parts.ts";
import { textsIn } from "./entry.ts";
import type { Entry } from "./entry.ts";
import { isListed, kindOf } from "./entry-kind.ts";
import { propertiesOf } from "./told-properties.ts";
import { controllersOf, principalsIn, relationsOf } from "./told-relations.ts";
import { rightsOver } from "./told-rights.ts";
import type { DescriptorShelf, ToldRights } from "./told-rights.ts";

/** Attributes behind the members of what is told, so that places name what stands in the file. */
const attributeOf: Readonly<Record<string, string>> = {
  Aces: "descriptor",
  AllowedToAct: "msDS-AllowedToActOnBehalfOfOtherIdentity",
  AllowedToDelegate: "msDS-AllowedToDelegateTo",
  ContainedBy: "distinguishedName",
  EnabledCertTemplates: "certificateTemplates",
  HasSIDHistory: "sIDHistory",
  HostingComputer: "dNSHostName",
  Links: "gPLink",
  Members: "member",
  PrimaryGroupSID: "primaryGroupID",
};

/** The parts of a collection in which each kind of object is listed. */
const partsOf: Readonly<Record<SharphoundKind, CollectionPart>> = {
  aiacas: "certificates",
  certtemplates: "certificates",
  computers: "computers",
  containers: "units",
  domains: "domain",
  enterprisecas: "certificates",
  gpos: "policies",
  groups: "groups",
  ntauthstores: "certificates",
  ous: "units",
  rootcas: "certificates",
  users: "users",
};

/** A collection under reading. */
type Run = {
  readonly into: Gathering;
  readonly producedAt: Instant | null;
  readonly collection: Collection;
  readonly entries: readonly Entry[];
  readonly catalogue: Catalogue;
  readonly shelf: DescriptorShelf;
  readonly tally: FileTally;
  readonly kept: ReadonlyMap<SharphoundKind, readonly KeptProperty[]>;
  readonly ids: Map<SharphoundKind, string[]>;
  /** Entries of classes that are not read, by class. */
  readonly leftOut: Map<string, number>;
  /** Objects of which no security descriptor came along. */
  undescribed: number;
  skipped: number;
};

/** An object as a SharpHound file would list it, and the attributes its properties came from. */
type ToldObject = { readonly object: Json; readonly from: ReadonlyMap<string, string> };

/** Makes places of what is told name what stands in the file: an attribute, or another entry. */
function placesOf(run: Run, base: string, { from }: ToldObject): (place: string) => string {
  return (place) => {
    const [, name = "", next = ""] = place.slice(base.length).split("/");
    if (name === "") return place;
    if (name === "Trusts") return `/objects/${run.catalogue.trusts[Number(next)] ?? 0}`;
    const attribute = name === "Properties" ? from.get(next) : own(attributeOf, name);
    const index = name === "Members" ? `/${next}` : "";
    return attribute === undefined ? base : `${base}/${attribute}${index}`;
  };
}

/** The rights over an entry as its list of access; those without a name are counted. */
function acesOf(run: Run, listed: Listed, rights: ToldRights | null): readonly Json[] {
  const { unknown } = run.tally.rights;
  for (const [right, count] of rights?.unknown ?? [])
    unknown.set(right, (unknown.get(right) ?? 0) + count);
  const own = rights?.aces ?? [];
  if (listed.kind !== "users") return own;
  const readable = principalsIn(listed.entry, "msDS-GroupMSAMembership", run.catalogue);
  const passwords = readable.map(({ ObjectIdentifier, ObjectType }) => ({
    PrincipalSID: ObjectIdentifier,
    PrincipalType: ObjectType,
    RightName: "ReadGMSAPassword",
    IsInherited: false,
  }));
  return [...own, ...passwords];
}

/** The object that a SharpHound file would list for an entry. */
function toldObject(run: Run, listed: Listed): ToldObject {
  const { catalogue, entries, shelf } = run;
  const properties: Record<string, Json> = {};
  const from = new Map<string, string>([["isaclprotected", "descriptor"]]);
  for (const [property, value, attribute] of propertiesOf(listed, catalogue)) {
    properties[property] = value;
    from.set(property, attribute);
  }
  const rights = rightsOver(shelf, listed);
  if (rights === null) run.undescribed += 1;
  else properties["isaclprotected"] = rights.isProtected;
  const object = {
    ObjectIdentifier: listed.reference.ObjectIdentifier,
    Properties: properties,
    Aces: acesOf(run, listed, rights),
    ...relationsOf(listed, catalogue, entries),
  };
  return { object, from };
}

/** Texts of an entry in which people write what they should not. */
const freeTexts = ["comment", "description", "info"] as const;

/**
 * Says where an entry holds a secret: as its collector found it, who leaves the text itself out, or
 * in a text that came along.
 */
function tellSecrets({ into }: Run, { entry }: Listed, place: string): void {
  const found = textsIn(entry, "secretIn").slice(0, freeTexts.length);
  for (const field of freeTexts) {
    const text = textsIn(entry, field).join(" ").slice(0, 8_192);
    const told = found.includes(field) ? `${place}/secretIn` : `${place}/${field}`;
    if (found.includes(field) || looksSecret(text))
      report(into, "notice", ["readers/secret-in-field", { field, what: "secret" }, told]);
    else if (holdsPersonalNumber(text))
      report(into, "notice", ["readers/secret-in-field", { field, what: "personal-number" }, told]);
  }
}

function tellObject(run: Run, listed: Listed, place: string): void {
  tellSecrets(run, listed, place);
  const { into, kept, tally, ids } = run;
  const { kind } = listed;
  const told = toldObject(run, listed);
  const { object } = told;
  into.placeOf = placesOf(run, place, told);
  const reason = readObject(into, { kind, kept: kept.get(kind) ?? [], place }, [object, tally]);
  into.placeOf = null;
  if (reason !== null) report(into, "warning", ["readers/object-skipped", { reason }, place]);
  else ids.get(kind)?.push(listed.reference.ObjectIdentifier);
}

/** Says why an entry is not told, where that is worth saying. */
function tellSkipped(run: Run, index: number): void {
  const entry = objectOf(run.collection.objects[index]);
  const kind = entry === null ? null : kindOf(entry);
  const isAside = kind !== null && !isListed(kind);
  if (entry !== null && kind === null) {
    const name = clipped(textsIn(entry, "objectClass").at(-1) ?? "");
    run.leftOut.set(name, (run.leftOut.get(name) ?? 0) + 1);
  } else if (!isAside) {
    run.skipped += 1;
    const reason = entry === null ? "not-an-object" : "no-identifier";
    const place = `/objects/${index}`;
    report(run.into, "warning", ["readers/object-skipped", { reason }, place]);
  }
}

/** Tells the group of domain controllers, which stands in no entry. */
function tellControllers({ into, catalogue, kept, tally }: Run): void {
  const controllers = controllersOf(catalogue);
  if (controllers === null) return;
  into.placeOf = () => "/domain";
  const place = { kind: "groups", kept: kept.get("groups") ?? [], place: "/domain" } as const;
  readObject(into, place, [controllers, tally]);
  into.placeOf = null;
}

/** Says what is missing of the whole. */
function tellGaps({ into, collection, tally, leftOut, undescribed }: Run): void {
  const { gaps, declared, objects, descriptors } = collection;
  for (const { part, reason } of gaps)
    report(into, "warning", ["readers/partial-collection", { part, reason }, "/gaps"]);
  if (undescribed > 0) {
    const args = { count: undescribed };
    const place = descriptors.length === 0 ? "/descriptors" : "";
    report(into, "warning", ["readers/no-descriptor", args, place]);
  }
  if (declared !== null && declared !== objects.length) {
    const args = { kind: "objects", declared, read: objects.length };
    report(into, "warning", ["readers/count-differs", args, "/written"]);
  }
  for (const [name, count] of leftOut)
    report(into, "notice", ["readers/left-out", { what: "kind", name, count }, ""]);
  for (const [name, count] of tally.rights.unknown)
    report(into, "warning", ["readers/unknown-right", { name, count }, ""]);
}

/** Kinds of which a collection leaves some out on purpose, so that it never lists all. */
const neverWhole: ReadonlySet<SharphoundKind> = new Set<SharphoundKind>([
  "aiacas",
  "containers",
  "ntauthstores",
  "rootcas",
]);

function scopesOf({ collection, skipped, ids }: Run): readonly Scope[] {
  const { gaps, declared, objects, domainSid } = collection;
  const within: Claim = { space: "sid", value: domainSid };
  const isWhole = skipped === 0 && declared === objects.length;
  const missing = new Set(gaps.map(({ part }) => part));
  return [...ids.keys()]
    .filter((kind) => !neverWhole.has(kind))
    .map((kind) => ({
      kind: assetKinds[kind],
      within,
      complete: isWhole && !missing.has(partsOf[kind]),
    }));
}

function startRun(input: ReaderInput, collection: Collection): Run {
  const { producedAt: made, objects, descriptors: texts, rootDomainSid } = collection;
  const isFuture = made !== null && msFromInstant(made) > msFromInstant(input.receivedAt);
  const producedAt = isFuture ? input.receivedAt : made;
  const into = startGathering(input, {
    validFrom: producedAt ?? input.receivedAt,
    standing: "observed",
    report: "configuration",
  });
  into.work = collection.work;
  if (collection.decodedAs !== null)
    report(into, "notice", ["readers/decoded-as", { encoding: collection.decodedAs }, ""]);
  const entries = objects.map((value) => objectOf(value) ?? {});
  const catalogue = catalogueOf(entries, collection);
  const shelf = { into, texts, catalogue, rootDomainSid, parsed: new Map(), told: new Map() };
  const kinds = Object.keys(partsOf) as SharphoundKind[];
  return {
    into,
    producedAt,
    collection,
    entries,
    catalogue,
    shelf,
    tally: fileTally(),
    kept: new Map(kinds.map((kind) => [kind, keptOf(kind)])),
    ids: new Map(kinds.map((kind) => [kind, []])),
    leftOut: new Map(),
    undescribed: 0,
    skipped: 0,
  };
}

function readCollection(input: ReaderInput, collection: Collection): Reading {
  const run = startRun(input, collection);
  const { into, tally, ids } = run;
  for (const [index, listed] of run.catalogue.listed.entries()) {
    into.work += 1;
    if (listed === null) tellSkipped(run, index);
    else tellObject(run, listed, `/objects/${index}`);
  }
  tellControllers(run);
  tellGaps(run);
  const counts = [...ids].flatMap(([kind, read]): readonly KindCount[] =>
    read.length === 0 ? [] : [{ kind, declared: null, read: read.length, ids: read }],
  );
  return {
    ok: true,
    reader: readers["ad-collection"],
    producedAt: run.producedAt,
    scope: scopesOf(run),
    observations: into.observations,
    counts,
    rights: { read: tally.rights.keys.length, keys: tally.rights.keys },
    domains: [...tally.domains].sort(),
    problems: problemsOf(into),
    work: into.work,
  };
}

/** Reads a file as a collected domain, whatever it looks like. Linear in its size. */
export function readDirectory(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const collection = openCollection(input);
    return "ok" in collection ? collection : readCollection(input, collection);
  });
}
