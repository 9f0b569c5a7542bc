/** Reads one JSON file of a SharpHound collection, version 6; see SPEC. */
import type { Claim, Json, Scope, Value } from "@vallgrav/kernel";
import { observe, problemsOf, report, startGathering, withinLimits } from "../gathering.ts";
import type { Gathering } from "../gathering.ts";
import { withoutPersonalNumbers } from "../personal-number.ts";
import { readers } from "../reading.ts";
import type { Reading, ReaderInput, SkippedObject } from "../reading.ts";
import { safeText } from "../safe-text.ts";
import { assignsSecret } from "../secret.ts";
import { collectionTime, openEnvelope } from "./envelope.ts";
import type { Envelope } from "./envelope.ts";
import { member, objectOf, textOf } from "../json.ts";
import { assetKinds, storeNames } from "./kinds.ts";
import type { SharphoundKind } from "./kinds.ts";
import { reportValue } from "./listed-object.ts";
import type { ListedObject } from "./listed-object.ts";
import { propertiesOf, takeValue } from "./properties.ts";
import type { KeptProperty } from "./properties.ts";
import { claimOf, subjectOf } from "./references.ts";
import type { KnownReferences } from "./references.ts";
import { relateAll } from "./relations.ts";
import { relateRights } from "./rights.ts";
import type { RightsTally } from "./rights.ts";
import { reportSecrets } from "./secrets.ts";
import { relateTrusts } from "./trusts.ts";

/** What adds up over the objects of a file. */
export type FileTally = {
  readonly rights: RightsTally;
  readonly known: KnownReferences;
  readonly ids: string[];
  readonly domains: Set<string>;
  readonly domainSids: Set<string>;
  /** Whether every object could be attributed to a domain. */
  isAttributed: boolean;
};

/** A value as it may be kept: null, with a notice, where a text assigns a secret. */
function safeValue(into: Gathering, where: readonly [string, string], value: Value): Value | null {
  if (typeof value === "string") return safeText(into, where, value) || null;
  if (typeof value !== "object") return value;
  const texts = value.map((one) => safeText(into, where, one)).filter((one) => one !== "");
  return texts.length < value.length ? null : texts;
}

function observeProperties(listed: ListedObject, kept: readonly KeptProperty[]): void {
  const { into, kind, object, properties, place, subject } = listed;
  for (const { name, form } of kept) {
    const own = member(properties, name);
    const outer = name === "isdc" ? "IsDC" : name === "isaclprotected" ? "IsACLProtected" : null;
    const isOuter = (own === undefined || own === null) && outer !== null;
    const at = isOuter ? `${place}/${outer}` : `${place}/Properties/${name}`;
    const result = takeValue(form, isOuter ? member(object, outer) : own);
    if (result.is === "wrong") reportValue(listed, name, result.expected, at);
    else if (result.is === "value") {
      const value = safeValue(into, [name, at], result.value);
      if (value !== null) observe(into, at, subject, { property: name, value });
    }
  }
  const store = storeNames[kind];
  if (store !== undefined) observe(into, place, subject, { property: "store", value: store });
}

/** A tally of nothing yet. */
export function fileTally(): FileTally {
  return {
    rights: { keys: [], unknown: new Map() },
    known: new Map(),
    ids: [],
    domains: new Set(),
    domainSids: new Set(),
    isAttributed: true,
  };
}

/** Reads one object; returns why it was skipped, or null. */
export function readObject(
  into: Gathering,
  { kind, kept, place }: { kind: SharphoundKind; kept: readonly KeptProperty[]; place: string },
  [value, tally]: readonly [value: Json, tally: FileTally],
): SkippedObject | null {
  const object = objectOf(value);
  if (object === null) return "not-an-object";
  const identifier = textOf(member(object, "ObjectIdentifier"));
  if (identifier === null || identifier === "") return "no-identifier";
  const claim = claimOf(identifier);
  if (claim === null) return "bad-identifier";
  const given = member(object, "Properties") ?? null;
  const properties = objectOf(given) ?? {};
  if (given !== null && objectOf(given) === null) {
    const args = { field: "Properties", expected: "object" } as const;
    report(into, "warning", ["readers/bad-value", args, `${place}/Properties`]);
  }
  const named = textOf(member(properties, "domain")) ?? "";
  const domain = assignsSecret(named) ? "" : withoutPersonalNumbers(named).toLowerCase();
  const subject = subjectOf(assetKinds[kind], claim, properties, domain);
  const listed: ListedObject = {
    into,
    kind,
    subject,
    object,
    properties,
    place,
    told: new Map(),
    known: tally.known,
  };
  tally.ids.push(claim.value);
  if (domain !== "") tally.domains.add(domain);
  const domainClaim = claimOf(textOf(member(properties, "domainsid")) ?? "");
  if (domainClaim === null) tally.isAttributed = false;
  else tally.domainSids.add(domainClaim.value);
  reportSecrets(into, properties, `${place}/Properties`);
  if (member(object, "IsDeleted") === true) {
    observe(into, place, subject, { is: "absent" });
    return null;
  }
  observe(into, place, subject, { is: "present" });
  observeProperties(listed, kept);
  relateAll(listed);
  if (kind === "domains") relateTrusts(listed);
  relateRights(listed, tally.rights);
  return null;
}

function scopeOf(kind: SharphoundKind, tally: FileTally, isWhole: boolean): Scope {
  const [sid = ""] = tally.domainSids;
  const isOneDomain = tally.isAttributed && tally.domainSids.size === 1;
  const within: Claim | null = isOneDomain ? { space: "sid", value: sid } : null;
  // Root, AIA and NTAuth stores are one kind of asset and three files: none of them lists all.
  const complete = isWhole && isOneDomain && assetKinds[kind] !== "certificate-store";
  return { kind: assetKinds[kind], within, complete };
}

function readObjects(input: ReaderInput, envelope: Envelope): Reading {
  const { kind, declared, data } = envelope;
  const producedAt = collectionTime(input.name, input.receivedAt);
  const into = startGathering(input, {
    validFrom: producedAt ?? input.receivedAt,
    standing: "observed",
    report: "configuration",
  });
  into.work = envelope.work;
  const tally = fileTally();
  if (declared !== null && declared !== data.length) {
    const args = { kind, declared, read: data.length };
    report(into, "warning", ["readers/count-differs", args, "/meta/count"]);
  }
  const kept = propertiesOf(kind);
  for (const [index, value] of data.entries()) {
    const place = `/data/${index}`;
    const reason = readObject(into, { kind, kept, place }, [value, tally]);
    if (reason !== null) report(into, "warning", ["readers/object-skipped", { reason }, place]);
  }
  for (const [name, count] of tally.rights.unknown)
    report(into, "warning", ["readers/unknown-right", { name, count }, ""]);
  const { ids, rights, domains } = tally;
  return {
    ok: true,
    reader: readers.sharphound,
    producedAt,
    scope: [scopeOf(kind, tally, declared === ids.length && ids.length === data.length)],
    observations: into.observations,
    counts: [{ kind, declared, read: ids.length, ids }],
    rights: { read: rights.keys.length, keys: rights.keys },
    domains: [...domains].sort(),
    problems: problemsOf(into),
    work: into.work,
  };
}

/** Reads a file as one of a SharpHound collection, whatever it looks like. Linear in its size. */
export function readSharphound(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const envelope = openEnvelope(input);
    return "ok" in envelope ? envelope : readObjects(input, envelope);
  });
}
