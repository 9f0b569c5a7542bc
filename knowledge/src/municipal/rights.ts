/**
 * What a directory right lets its holder do, as a link of the attack language. Rights that give
 * nothing an intruder can use alone are left out on purpose; a right not in this table gives none.
 */
import type { AssetKind, DirectoryRight } from "@vallgrav/kernel";

/** Field of Principal in the attack language that a right fills. */
export type RightField =
  | "controls"
  | "mayActFor"
  | "mayAddTo"
  | "mayEnrol"
  | "mayReadLocalPasswordOf"
  | "mayReadManagedPasswordOf"
  | "mayReset"
  | "mayWriteKeyOf";

const ownership = {
  GenericAll: "controls",
  Owns: "controls",
  WriteDacl: "controls",
  WriteOwner: "controls",
} as const;

type RightTable = Readonly<Partial<Record<DirectoryRight, RightField>>>;

const table: Readonly<Partial<Record<AssetKind, RightTable>>> = {
  account: {
    ...ownership,
    AddKeyCredentialLink: "mayWriteKeyOf",
    AllExtendedRights: "mayReset",
    ForceChangePassword: "mayReset",
    GenericWrite: "mayWriteKeyOf",
    ReadGMSAPassword: "mayReadManagedPasswordOf",
  },
  group: {
    ...ownership,
    AddMember: "mayAddTo",
    AddSelf: "mayAddTo",
    AllExtendedRights: "mayAddTo",
    GenericWrite: "mayAddTo",
  },
  computer: {
    ...ownership,
    AddAllowedToAct: "mayActFor",
    AddKeyCredentialLink: "mayWriteKeyOf",
    AllExtendedRights: "mayReadLocalPasswordOf",
    GenericWrite: "mayActFor",
    ReadLAPSPassword: "mayReadLocalPasswordOf",
    WriteAccountRestrictions: "mayActFor",
  },
  domain: { ...ownership, AllExtendedRights: "controls" },
  "organisational-unit": { ...ownership, GenericWrite: "controls" },
  container: { ...ownership },
  "group-policy": { ...ownership, GenericWrite: "controls" },
  "certificate-template": {
    ...ownership,
    AllExtendedRights: "mayEnrol",
    Enroll: "mayEnrol",
    GenericWrite: "controls",
    WritePKIEnrollmentFlag: "controls",
    WritePKINameFlag: "controls",
  },
  "certificate-authority": { ...ownership, ManageCA: "controls" },
};

/** The field a right over an object of `kind` fills, or null where it gives nothing by itself. */
export function fieldOfRight(right: DirectoryRight, kind: AssetKind): RightField | null {
  return table[kind]?.[right] ?? null;
}
