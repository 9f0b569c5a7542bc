/**
 * What sources say about the municipality, before anyone has drawn conclusions. Readers make
 * observations; the facts engine makes the model of them.
 */
import type { Brand } from "./brand.ts";
import type { Instant } from "./instant.ts";

/** SHA-256 of the raw bytes of a piece of evidence, lower-case hexadecimal. */
export type EvidenceId = Brand<string, "EvidenceId">;
/** `<evidence id>#<ordinal>`: readers are deterministic, so the same bytes give the same ids. */
export type ObservationId = Brand<string, "ObservationId">;
/** Stable name of an asset: its kind and its strongest claim. */
export type AssetId = Brand<string, "AssetId">;
/** Stable name of a relation: kind, from, to. */
export type RelationId = Brand<string, "RelationId">;

/**
 * How we know: read from the thing itself, said by a person or register, or a prior of its class.
 */
export type Standing = "observed" | "declared" | "assumed";

/** Where in the raw evidence a statement stands: JSON pointer, XPath, `row:column`, byte range. */
export type At = { readonly evidence: EvidenceId; readonly place: string };

/** Kinds of thing the model knows. */
export type AssetKind =
  | "account"
  | "backup"
  | "certificate-authority"
  | "certificate-store"
  | "certificate-template"
  | "computer"
  | "container"
  | "domain"
  | "group"
  | "group-policy"
  | "information"
  | "organisation"
  | "organisational-unit"
  | "person"
  | "school"
  | "service"
  | "software"
  | "supplier"
  | "system"
  | "zone";

/** The 22 kinds of access right that directory collections name. */
export type DirectoryRight =
  | "AddAllowedToAct"
  | "AddKeyCredentialLink"
  | "AddMember"
  | "AddSelf"
  | "AllExtendedRights"
  | "Enroll"
  | "ForceChangePassword"
  | "GenericAll"
  | "GenericWrite"
  | "GetChanges"
  | "GetChangesAll"
  | "GetChangesInFilteredSet"
  | "ManageCA"
  | "ManageCertificates"
  | "Owns"
  | "ReadGMSAPassword"
  | "ReadLAPSPassword"
  | "WriteAccountRestrictions"
  | "WriteDacl"
  | "WriteOwner"
  | "WritePKIEnrollmentFlag"
  | "WritePKINameFlag";

/**
 * Kinds of relation, read "from … to": account `member-of` group, system `runs-on` computer,
 * software `installed-on` computer, account `used-by` person, zone `may-reach` zone.
 */
export type RelationKind =
  | "backed-up-by"
  | "contained-in"
  | "depends-on"
  | "has-sid-of"
  | "holds"
  | "hosted-on"
  | "in-zone"
  | "installed-on"
  | "linked-to"
  | "local-admin-of"
  | "may-act-for"
  | "may-delegate-to"
  | "may-reach"
  | "member-of"
  | "primary-user-of"
  | "publishes"
  | "remote-desktop-to"
  | "remote-management-to"
  | "runs-on"
  | "session-on"
  | "signs-in-with"
  | "supplied-by"
  | "supports"
  | "trusts"
  | "used-by"
  | `right/${DirectoryRight}`;

/** Names of properties; each reader's SPEC says which it gives and in which unit. */
export type PropertyName = string;

/** A property's value: what JSON can hold, flat. */
export type Value = string | number | boolean | readonly string[];

/** Spaces of names by which assets are recognised; the facts engine knows which is stronger. */
export type ClaimSpace =
  | "sid"
  | "guid"
  | "serial"
  | "register"
  | "mac"
  | "upn"
  | "fqdn"
  | "purl"
  | "host"
  | "ip";

/** A name of an asset in one space. `within` scopes names that are only unique inside something. */
export type Claim = {
  readonly space: ClaimSpace;
  readonly value: string;
  readonly within?: string;
};

/** What an observation speaks of: a kind and at least one claim. */
export type Subject = { readonly kind: AssetKind; readonly claims: readonly [Claim, ...Claim[]] };

/** What kind of report this is; sets likelihoods and half-life (dials.md §2.2). */
export type ReportKind = "exercised" | "configuration" | "outside" | "person";

/**
 * A statement. `present` and `absent` are about the subject itself. What a person judged is taken
 * back by `holds: null` and `source: null`, which are statements too: nothing is erased.
 */
export type Statement =
  | { readonly is: "present" | "absent" }
  | { readonly property: PropertyName; readonly value: Value }
  | { readonly relation: RelationKind; readonly to: Subject }
  | { readonly sameAs: Subject; readonly holds: boolean | null }
  /** Whose word on a property of the subject to take where sources differ: a report's source. */
  | { readonly trust: PropertyName; readonly source: string | null };

/** One statement of one source about one subject, with both its times. */
export type Observation = {
  readonly id: ObservationId;
  readonly at: At;
  readonly subject: Subject;
  /** True in the world from … */
  readonly validFrom: Instant;
  /** … until; null while nothing says otherwise. */
  readonly validUntil: Instant | null;
  /** When we learnt it. */
  readonly recordedAt: Instant;
  readonly standing: "observed" | "declared";
  readonly report: ReportKind;
  readonly says: Statement;
};

/** What part of the world a piece of evidence lists, and whether it lists all of it. */
export type Scope = {
  readonly kind: AssetKind;
  readonly within: Claim | null;
  readonly complete: boolean;
};

/**
 * What a person said of a list that people keep: that it is one of its own, or the next edition of
 * the one it is most alike; null takes back what was said.
 */
export type ListWord = { readonly list: EvidenceId; readonly is: "own" | "next" | null };

/** A file or answer as it came in. Raw bytes are kept apart and for a time; this stays. */
export type Evidence = {
  readonly id: EvidenceId;
  readonly name: string;
  readonly sizeBytes: number;
  readonly producedAt: Instant | null;
  readonly receivedAt: Instant;
  readonly by: string;
  readonly reader: { readonly id: string; readonly version: number };
  readonly scope: readonly Scope[];
  readonly keepUntil: Instant | null;
  readonly secrecy: "open" | "possible";
  /** What is said in it of other pieces of evidence. */
  readonly lists?: readonly ListWord[];
};
