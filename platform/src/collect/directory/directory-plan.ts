/**
 * What is asked of a directory, part by part: where, for which entries, for which attributes of
 * them. Nothing of passwords and addresses; free texts are only searched for secrets. The printed
 * script asks the same.
 */
import type { CollectionPart } from "@vallgrav/readers";

/** Places of a domain, as its directory names them. */
export type DirectoryPlaces = {
  readonly domain: string;
  readonly configuration: string;
  readonly schema: string;
};

/** What is asked of one part. */
export type PartQuery = {
  readonly part: CollectionPart;
  readonly base: string;
  /** RFC 4515. */
  readonly filter: string;
  readonly attributes: readonly string[];
};

/** Attributes that every entry is asked for. */
const always = ["distinguishedName", "objectClass", "objectGUID", "name", "whenCreated"];

const descriptor = "nTSecurityDescriptor";

const ofAccounts = [
  "sAMAccountName",
  "userAccountControl",
  "pwdLastSet",
  "lastLogonTimestamp",
  "primaryGroupID",
  "sIDHistory",
  "msDS-AllowedToDelegateTo",
  "objectSid",
  "adminCount",
  "servicePrincipalName",
  "userPrincipalName",
  "msDS-GroupMSAMembership",
];

const ofComputers = [
  ...ofAccounts,
  "dNSHostName",
  "operatingSystem",
  "operatingSystemServicePack",
  "msLAPS-PasswordExpirationTime",
  "ms-Mcs-AdmPwdExpirationTime",
  "msDS-AllowedToActOnBehalfOfOtherIdentity",
];

const ofCertificates = [
  "displayName",
  "msPKI-Template-Schema-Version",
  "msPKI-Certificate-Name-Flag",
  "msPKI-Enrollment-Flag",
  "msPKI-RA-Signature",
  "msPKI-Certificate-Application-Policy",
  "pKIExtendedKeyUsage",
  "dNSHostName",
  "certificateTemplates",
];

const ofTrusts = ["trustPartner", "securityIdentifier", "trustDirection", "trustAttributes"];

/** Free texts that are searched for secrets and never written down. */
export const searchedAttributes: readonly string[] = ["description", "info"];

/** Attributes whose values are bytes and no text. */
export const binaryAttributes: readonly string[] = [
  "objectGUID",
  "objectSid",
  "sIDHistory",
  "securityIdentifier",
  "schemaIDGUID",
  "nTSecurityDescriptor",
  "msDS-GroupMSAMembership",
  "msDS-AllowedToActOnBehalfOfOtherIdentity",
];

/** Every question to an Active Directory, in order. */
export function directoryPlan(places: DirectoryPlaces): readonly PartQuery[] {
  const { domain, configuration, schema } = places;
  const system = `CN=System,${domain}`;
  const keys = `CN=Public Key Services,CN=Services,${configuration}`;
  const ask = (
    part: CollectionPart,
    base: string,
    [filter, attributes]: readonly [filter: string, attributes: readonly string[]],
  ): PartQuery => {
    const own = part === "laps" ? always : [...always, descriptor];
    return { part, base, filter, attributes: [...own, ...attributes] };
  };
  return [
    ask("laps", schema, [
      "(|(lDAPDisplayName=ms-Mcs-AdmPwd)(lDAPDisplayName=msLAPS-Password)" +
        "(lDAPDisplayName=msLAPS-EncryptedPassword))",
      ["lDAPDisplayName", "schemaIDGUID"],
    ]),
    ask("domain", domain, [
      "(objectClass=domainDNS)",
      ["objectSid", "gPLink", "msDS-Behavior-Version"],
    ]),
    ask("units", domain, [
      "(|(objectClass=organizationalUnit)" +
        "(&(objectClass=container)(!(objectClass=groupPolicyContainer))))",
      ["gPLink", "gPOptions"],
    ]),
    ask("policies", system, ["(objectClass=groupPolicyContainer)", ["displayName"]]),
    ask("trusts", system, ["(objectClass=trustedDomain)", ofTrusts]),
    ask("groups", domain, [
      "(objectClass=group)",
      ["sAMAccountName", "objectSid", "adminCount", "member", "sIDHistory", ...searchedAttributes],
    ]),
    ask("users", domain, ["(sAMAccountType=805306368)", [...ofAccounts, ...searchedAttributes]]),
    ask("computers", domain, [
      "(sAMAccountType=805306369)",
      [...ofComputers, ...searchedAttributes],
    ]),
    ask("certificates", keys, [
      "(|(objectClass=pKICertificateTemplate)(objectClass=pKIEnrollmentService)" +
        "(objectClass=certificationAuthority)(objectClass=container))",
      ofCertificates,
    ]),
  ];
}
