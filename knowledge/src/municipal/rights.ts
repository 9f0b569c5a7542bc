/**
 * What a directory right lets its holder do, as a link of the attack language. Every kind of right
 * over every kind of object either fills a field or stands in {@link rightsWithoutStep} with the
 * reason why it gives an intruder nothing.
 */
import type { AssetKind, DirectoryRight, Text } from "@vallgrav/kernel";

/** Field of Principal in the attack language that a right fills. */
export type RightField =
  | "controls"
  | "mayActFor"
  | "mayAddTo"
  | "mayApproveAt"
  | "mayAsk"
  | "mayEnrol"
  | "mayReadChangesOf"
  | "mayReadFilteredOf"
  | "mayReadLocalPasswordOf"
  | "mayReadManagedPasswordOf"
  | "mayReadSecretsOf"
  | "mayReset"
  | "mayWriteKeyOf";

/** The step of the attack language that each field leads to, from its holder's `act`. */
export const stepOfRightField: Readonly<Record<RightField, string>> = {
  controls: "controlled",
  mayActFor: "actedFor",
  mayAddTo: "memberAdded",
  mayApproveAt: "approving",
  mayAsk: "openToAttacker",
  mayEnrol: "enrolled",
  mayReadChangesOf: "changesGranted",
  mayReadFilteredOf: "filteredGranted",
  mayReadLocalPasswordOf: "localPasswordRead",
  mayReadManagedPasswordOf: "managedPasswordRead",
  mayReadSecretsOf: "secretsGranted",
  mayReset: "passwordReset",
  mayWriteKeyOf: "keyWritten",
};

type RightTable = Readonly<Partial<Record<DirectoryRight, readonly RightField[]>>>;

const ownership = {
  GenericAll: ["controls"],
  Owns: ["controls"],
  WriteDacl: ["controls"],
  WriteOwner: ["controls"],
} as const satisfies RightTable;

/** Kinds of which writing every property is as good as owning them. */
const written = { ...ownership, GenericWrite: ["controls"] } as const satisfies RightTable;

const table: Readonly<Partial<Record<AssetKind, RightTable>>> = {
  account: {
    ...ownership,
    AddKeyCredentialLink: ["mayWriteKeyOf"],
    AllExtendedRights: ["mayReset"],
    ForceChangePassword: ["mayReset"],
    GenericWrite: ["mayWriteKeyOf"],
    ReadGMSAPassword: ["mayReadManagedPasswordOf"],
    WriteAccountRestrictions: ["mayWriteKeyOf"],
  },
  group: {
    ...ownership,
    AddMember: ["mayAddTo"],
    AddSelf: ["mayAddTo"],
    AllExtendedRights: ["mayAddTo"],
    GenericWrite: ["mayAddTo"],
  },
  computer: {
    ...ownership,
    AddAllowedToAct: ["mayActFor"],
    AddKeyCredentialLink: ["mayWriteKeyOf"],
    AllExtendedRights: ["mayReadLocalPasswordOf"],
    GenericWrite: ["mayActFor"],
    ReadLAPSPassword: ["mayReadLocalPasswordOf"],
    WriteAccountRestrictions: ["mayActFor"],
  },
  domain: {
    ...ownership,
    AllExtendedRights: ["controls"],
    GenericWrite: ["controls"],
    GetChanges: ["mayReadChangesOf"],
    GetChangesAll: ["mayReadSecretsOf"],
    GetChangesInFilteredSet: ["mayReadFilteredOf"],
  },
  "organisational-unit": written,
  container: ownership,
  "group-policy": written,
  "certificate-template": {
    ...written,
    AllExtendedRights: ["mayEnrol"],
    Enroll: ["mayEnrol"],
    GenericAll: ["controls", "mayEnrol"],
    WritePKIEnrollmentFlag: ["controls"],
    WritePKINameFlag: ["controls"],
  },
  "certificate-authority": {
    ...ownership,
    AllExtendedRights: ["mayAsk"],
    Enroll: ["mayAsk"],
    GenericAll: ["controls", "mayAsk"],
    GenericWrite: ["controls"],
    ManageCA: ["controls"],
    ManageCertificates: ["mayApproveAt"],
  },
  "certificate-store": written,
};

/** The fields a right over an object of `kind` fills; none where it gives nothing by itself. */
export function fieldsOfRight(right: DirectoryRight, kind: AssetKind): readonly RightField[] {
  return table[kind]?.[right] ?? [];
}

/** Rights that a collection may list and that give no step, each with its reason. */
export const rightsWithoutStep: readonly {
  readonly right: DirectoryRight;
  readonly kind: AssetKind;
  readonly why: Text;
}[] = [
  {
    right: "GenericWrite",
    kind: "container",
    why: {
      sv: "Egenskaperna hos en behållare styr inga konton; rättigheter i den går inte att ändra så.",
      en: "The properties of a container rule no accounts; rights in it cannot be changed so.",
    },
  },
  {
    right: "AllExtendedRights",
    kind: "container",
    why: {
      sv: "Ingen utökad rättighet gäller en behållare själv.",
      en: "No extended right applies to a container itself.",
    },
  },
  {
    right: "AllExtendedRights",
    kind: "organisational-unit",
    why: {
      sv: "Ingen utökad rättighet som ger makt gäller en organisationsenhet själv.",
      en: "No extended right that gives power applies to an organisational unit itself.",
    },
  },
  {
    right: "AllExtendedRights",
    kind: "group-policy",
    why: {
      sv: "Rätten att tillämpa en grupprincip ändrar den inte.",
      en: "The right to apply a group policy does not change it.",
    },
  },
  {
    right: "AllExtendedRights",
    kind: "certificate-store",
    why: {
      sv: "Listan över utfärdare ändras inte med utökade rättigheter.",
      en: "The list of authorities is not changed by extended rights.",
    },
  },
];
