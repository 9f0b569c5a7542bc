/**
 * From a security descriptor to the named rights of the directory graph, as a SharpHound collection
 * names them: which right over which kind of object an entry amounts to.
 */
import type { Ace, SecurityDescriptor } from "./security-descriptor.ts";

/** Kinds of object that rights are told of, by SharpHound's words. */
export type RightsHolder =
  | "aiaca"
  | "certtemplate"
  | "computer"
  | "container"
  | "domain"
  | "enterpriseca"
  | "gpo"
  | "group"
  | "ntauthstore"
  | "ou"
  | "rootca"
  | "user";

/** One right of one principal. The last two names are SharpHound's and not the kernel's. */
export type NamedRight = {
  readonly right: string;
  readonly sid: string;
  readonly isInherited: boolean;
  /** Number of the entry in the list; null for the owner and for a list that is not there. */
  readonly entry: number | null;
};

/** What of an object and its domain decides which rights there are. */
export type RightsContext = {
  readonly holder: RightsHolder;
  /** Whether a password of LAPS is kept for it, so that reading it means something. */
  readonly hasLaps: boolean;
  /** Schema GUIDs of the attributes in which LAPS keeps passwords; they differ by forest. */
  readonly lapsAttributes: ReadonlySet<string>;
};

/** Bits of access to directory objects (MS-ADTS §5.1.3.2). */
const bit = {
  createChild: 0x1,
  deleteChild: 0x2,
  self: 0x8,
  writeProperty: 0x20,
  extendedRight: 0x100,
  /** Enrol, where the thing is a certification authority. */
  enroll: 0x200,
  all: 0xf_01ff,
  writeDacl: 0x4_0000,
  writeOwner: 0x8_0000,
} as const;

/** Generic bits and what they mean for directory objects (MS-ADTS §5.1.3.2). */
const genericBits: readonly (readonly [generic: number, specific: number])[] = [
  [0x1000_0000, bit.all],
  [0x2000_0000, 0x2_0004],
  [0x4000_0000, 0x2_0028],
  [0x8000_0000, 0x2_0094],
];

/** GUIDs of classes (MS-ADSC), by which an inherited entry says what it is for. */
const classGuids: Readonly<Record<RightsHolder, string>> = {
  aiaca: "3fdfee50-47f4-11d1-a9c3-0000f80367c1",
  certtemplate: "e5209ca2-3bba-11d2-90cc-00c04fd91ab1",
  computer: "bf967a86-0de6-11d0-a285-00aa003049e2",
  container: "bf967a8b-0de6-11d0-a285-00aa003049e2",
  domain: "19195a5a-6da0-11d0-afd3-00c04fd930c9",
  enterpriseca: "ee4aa692-3bba-11d2-90cc-00c04fd91ab1",
  gpo: "f30e3bc2-9ff0-11d1-b603-0000f80367c1",
  group: "bf967a9c-0de6-11d0-a285-00aa003049e2",
  ntauthstore: "3fdfee50-47f4-11d1-a9c3-0000f80367c1",
  ou: "bf967aa5-0de6-11d0-a285-00aa003049e2",
  rootca: "3fdfee50-47f4-11d1-a9c3-0000f80367c1",
  user: "bf967aba-0de6-11d0-a285-00aa003049e2",
};

/** Extended rights and validated writes (MS-ADTS §5.1.3.2.1, §5.1.3.2.2), by their GUIDs. */
const enrollGuid = "0e10c968-78fb-11d2-90d4-00c04f79dc55";
const memberGuid = "bf9679c0-0de6-11d0-a285-00aa003049e2";

/** Names of extended rights, by kind of object. */
const extendedRights: Readonly<Partial<Record<RightsHolder, Readonly<Record<string, string>>>>> = {
  certtemplate: { [enrollGuid]: "Enroll" },
  domain: {
    "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2": "GetChanges",
    "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2": "GetChangesAll",
    "89e95b76-444d-4c62-991a-0facbeda640c": "GetChangesInFilteredSet",
  },
  user: { "00299570-246d-11d0-a768-00aa006e0529": "ForceChangePassword" },
};

const keyCredential = { "5b47d60f-6090-40b2-9f37-2a4de88f3063": "AddKeyCredentialLink" };
const policyLink = { "f30e3bbe-9ff0-11d1-b603-0000f80367c1": "WriteGPLink" };

/** Names of attributes and property sets (MS-ADA, MS-ADTS §5.1.3.2.3) that may be written. */
const writtenProperties: Readonly<Partial<Record<RightsHolder, Readonly<Record<string, string>>>>> =
  {
    certtemplate: {
      "d15ef7d8-f226-46db-ae79-b34e560bd12c": "WritePKIEnrollmentFlag",
      "ea1dddc4-60ff-416e-8cc0-17cee534bce7": "WritePKINameFlag",
    },
    computer: {
      ...keyCredential,
      "3f78c3e5-f79a-46bd-a0b8-9d18116ddc79": "AddAllowedToAct",
      "4c164200-20c0-11d0-a768-00aa006e0529": "WriteAccountRestrictions",
    },
    domain: policyLink,
    group: { [memberGuid]: "AddMember" },
    ou: policyLink,
    user: { ...keyCredential, "f3a64788-5306-11d1-a9c5-0000f80367c1": "WriteSPN" },
  };

/** Kinds of object for which writing every property is told; of containers it is not. */
const writable: ReadonlySet<RightsHolder> = new Set<RightsHolder>([
  "aiaca",
  "certtemplate",
  "computer",
  "domain",
  "enterpriseca",
  "gpo",
  "group",
  "ntauthstore",
  "ou",
  "rootca",
  "user",
]);

/** The system itself, the creator of what does not exist yet, and the object itself. */
const ignoredSids = new Set(["S-1-3-0", "S-1-5-10", "S-1-5-18"]);

const everyone = "S-1-1-0";
const noGuid = "00000000-0000-0000-0000-000000000000";

/** The mask with generic bits as what they mean here. */
function specificMask(mask: number): number {
  let found = mask;
  for (const [generic, specific] of genericBits) if ((mask & generic) !== 0) found |= specific;
  return found;
}

function holdsAll(mask: number, bits: number): boolean {
  return (mask & bits) === bits;
}

function extendedNames(context: RightsContext, objectType: string | null): readonly string[] {
  const { holder, hasLaps, lapsAttributes } = context;
  if (holder === "computer") {
    if (!hasLaps) return [];
    if (objectType === null) return ["AllExtendedRights"];
    return lapsAttributes.has(objectType) ? ["ReadLAPSPassword"] : [];
  }
  const named = extendedRights[holder];
  if (named === undefined) return [];
  if (objectType === null) return ["AllExtendedRights"];
  const name = Object.hasOwn(named, objectType) ? named[objectType] : undefined;
  return name === undefined ? [] : [name];
}

function writeNames(holder: RightsHolder, objectType: string | null): readonly string[] {
  if (objectType === null) return writable.has(holder) ? ["GenericWrite"] : [];
  const named = writtenProperties[holder] ?? {};
  const name = Object.hasOwn(named, objectType) ? named[objectType] : undefined;
  return name === undefined ? [] : [name];
}

/** What the bits mean on an enrolment service, as SharpHound reads them. */
function authorityNames(mask: number, objectType: string | null): readonly string[] {
  return [
    objectType === enrollGuid || (mask & bit.enroll) !== 0 ? ["Enroll"] : [],
    (mask & bit.createChild) !== 0 ? ["ManageCA"] : [],
    (mask & bit.deleteChild) !== 0 ? ["ManageCertificates"] : [],
  ].flat();
}

/** Names of the rights that one entry gives over an object. */
function namesOf(ace: Ace, context: RightsContext): readonly string[] {
  const { holder } = context;
  const objectType = ace.objectType === noGuid ? null : ace.objectType;
  const mask = specificMask(ace.mask);
  if (holdsAll(mask, bit.all)) return objectType === null ? ["GenericAll"] : [];
  const names: string[] = [];
  if ((mask & bit.writeDacl) !== 0) names.push("WriteDacl");
  if ((mask & bit.writeOwner) !== 0) names.push("WriteOwner");
  const writes = (mask & bit.writeProperty) !== 0;
  const addsSelf = holder === "group" && objectType === memberGuid && (mask & bit.self) !== 0;
  if (addsSelf && !writes) names.push("AddSelf");
  if ((mask & bit.extendedRight) !== 0) names.push(...extendedNames(context, objectType));
  if (writes) names.push(...writeNames(holder, objectType));
  if (holder === "enterpriseca") names.push(...authorityNames(mask, objectType));
  return names;
}

/** Whether an entry is for this very object: not only for those below, nor for another class. */
function applies(ace: Ace, holder: RightsHolder): boolean {
  if (ace.kind !== "allow" || ace.isInheritOnly || ignoredSids.has(ace.sid)) return false;
  const { inheritedObjectType: wanted, isInherited } = ace;
  return !isInherited || wanted === null || wanted === noGuid || wanted === classGuids[holder];
}

/**
 * The rights that a descriptor gives over an object, in its order, the owner first; repeats are
 * kept. Linear in the entries. Entries that deny take nothing away, since a principal may be in
 * many groups: like SharpHound's, these are ways in to look at, not effective access.
 */
export function rightsOf(
  descriptor: SecurityDescriptor,
  context: RightsContext,
): readonly NamedRight[] {
  const { owner, dacl } = descriptor;
  const found: NamedRight[] = [];
  if (owner !== null && !ignoredSids.has(owner))
    found.push({ right: "Owns", sid: owner, isInherited: false, entry: null });
  if (dacl === null)
    found.push({ right: "GenericAll", sid: everyone, isInherited: false, entry: null });
  for (const [entry, ace] of (dacl ?? []).entries()) {
    if (!applies(ace, context.holder)) continue;
    for (const right of namesOf(ace, context))
      found.push({ right, sid: ace.sid, isInherited: ace.isInherited, entry });
  }
  return found;
}

/**
 * Principals that a descriptor lets in at all: of lists that hold nothing but principals, as who
 * may act for a computer, or read a managed account's password. Each once, in order.
 */
export function principalsOf(descriptor: SecurityDescriptor): readonly string[] {
  const sids = (descriptor.dacl ?? [])
    .filter(({ kind, sid }) => kind === "allow" && !ignoredSids.has(sid))
    .map(({ sid }) => sid);
  return [...new Set(sids)];
}
