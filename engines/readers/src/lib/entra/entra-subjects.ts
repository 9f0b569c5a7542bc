/** From objects of the cloud directory to subjects, claims and values. */
import type { Claim, Subject } from "@vallgrav/kernel";
import { member, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { subjectNamed } from "../naming.ts";
import { holdsPersonalNumber } from "../personal-number.ts";
import { claimOf } from "../sharphound/references.ts";

/** The claim of an identifier in a member: a GUID, or a SID; null where there is none. */
export function claimIn(object: JsonObject, key: string): Claim | null {
  return claimOf(textOf(member(object, key)) ?? "");
}

/** The claim of a sign-in name; null where it is none, or holds a personal identity number. */
export function upnOf(name: string): Claim | null {
  if (!/^[^@\s]{1,256}@[^@\s]{1,255}$/.test(name) || holdsPersonalNumber(name)) return null;
  return { space: "upn", value: name.toLowerCase() };
}

/** An account of the cloud; one that is synchronised has the SID of its origin as well. */
export function accountIn(object: JsonObject): Subject | null {
  return subjectNamed("account", [
    claimIn(object, "onPremisesSecurityIdentifier"),
    claimIn(object, "id"),
    upnOf(textOf(member(object, "userPrincipalName")) ?? ""),
  ]);
}

/** A group of the cloud. */
export function groupIn(object: JsonObject): Subject | null {
  const own = claimIn(object, "id");
  return own === null
    ? null
    : subjectNamed("group", [claimIn(object, "onPremisesSecurityIdentifier"), own]);
}

/** A role: the same template is another role in another tenant. */
export function roleSubject(tenant: string, template: string): Subject {
  return {
    kind: "group",
    claims: [{ space: "register", value: `entra-role/${tenant}/${template}` }],
  };
}
