/**
 * The fictional domain of the SharpHound fixtures as its directory would hold it: the form in which
 * scripts and LDAP collect it. Security descriptors are SDDL here, to be read by people.
 */
import type { Json } from "@vallgrav/kernel";
import { domainSid, inputOf, lines, readGood } from "./file.ts";
import type { Read } from "./file.ts";

/** An entry of the directory. */
export type MadeEntry = { readonly [attribute: string]: Json };

/** Where the domain's names end. */
export const base = "DC=example,DC=se";
const configuration = `CN=Configuration,${base}`;
const keyServices = `CN=Public Key Services,CN=Services,${configuration}`;
const unit = `OU=Forvaltning,${base}`;
const created = "20231114221320.0Z";

/** Security descriptors that entries name by their number. */
export const descriptors: readonly string[] = [
  // 0: the domain
  `O:DAD:(OA;;CR;1131f6aa-9c07-11d1-f79f-00c04fc2dcd2;;${domainSid}-1103)` +
    `(OA;;CR;1131f6ad-9c07-11d1-f79f-00c04fc2dcd2;;${domainSid}-1103)` +
    `(OA;;CR;89e95b76-444d-4c62-991a-0facbeda640c;;${domainSid}-1103)`,
  // 1: an account
  `D:(OA;ID;CR;00299570-246d-11d0-a768-00aa006e0529;;${domainSid}-1201)` +
    `(OA;;CR;00299570-246d-11d0-a768-00aa006e0529;;${domainSid}-1201)`,
  // 2: a computer
  `D:(OA;;RPCR;00000070-0000-4000-8000-000000000070;;${domainSid}-1201)` +
    `(OA;;WP;3f78c3e5-f79a-46bd-a0b8-9d18116ddc79;;${domainSid}-1103)`,
  // 3: a group
  `D:(OA;;WP;bf9679c0-0de6-11d0-a285-00aa003049e2;;${domainSid}-1103)` +
    `(OA;;SW;bf9679c0-0de6-11d0-a285-00aa003049e2;;${domainSid}-1103)`,
  // 4: a unit
  `D:(A;;GA;;;${domainSid}-1201)`,
  // 5: a container
  "D:P(A;;WD;;;DA)",
  // 6: a policy
  `D:(A;;WP;;;${domainSid}-1201)(A;;WO;;;DA)`,
  // 7: a template
  "D:(OA;;CR;0e10c968-78fb-11d2-90d4-00c04f79dc55;;DU)" +
    `(OA;;WP;ea1dddc4-60ff-416e-8cc0-17cee534bce7;;${domainSid}-1201)` +
    `(OA;;WP;d15ef7d8-f226-46db-ae79-b34e560bd12c;;${domainSid}-1201)`,
  // 8: an authority
  "D:(OA;;CR;0e10c968-78fb-11d2-90d4-00c04f79dc55;;DU)",
  // 9: nobody
  "D:",
];

function guid(number: number): string {
  const digits = String(number).padStart(8, "0");
  return `${digits}-0000-4000-8000-0000${digits}`;
}

function entry(distinguishedName: string, objectClass: string, attributes: MadeEntry): MadeEntry {
  return { distinguishedName, objectClass, whenCreated: created, ...attributes };
}

const principals: readonly MadeEntry[] = [
  entry(`CN=Kim Fiktiv,${unit}`, "user", {
    objectSid: `${domainSid}-1103`,
    objectGUID: guid(1103),
    sAMAccountName: "kim.fiktiv",
    userAccountControl: 0x1_0200,
    pwdLastSet: "133801632000000000",
    lastLogonTimestamp: 0,
    servicePrincipalName: ["HTTP/intra.example.se"],
    primaryGroupID: 513,
    sIDHistory: ["S-1-5-21-2000000001-2000000002-2000000003-1109"],
    descriptor: 1,
  }),
  entry(`CN=SRV01,${unit}`, "computer", {
    objectSid: `${domainSid}-1301`,
    objectGUID: guid(1301),
    sAMAccountName: "SRV01$",
    dNSHostName: "SRV01.example.se",
    userAccountControl: 0x100_1000,
    pwdLastSet: 133_801_632_000_000_000,
    lastLogonTimestamp: "133801632010000000",
    operatingSystem: "Windows Server 2022 Standard",
    "ms-Mcs-AdmPwdExpirationTime": "133801632000000000",
    // The account with the number 1103 may act for anybody here.
    "msDS-AllowedToActOnBehalfOfOtherIdentity":
      "AQAEgBQAAAAAAAAAAAAAACQAAAABAgAAAAAABSAAAAAgAgAABAAsAAEAAAAAACQA" +
      "/wEPAAEFAAAAAAAFFQAAAAHKmjsCypo7A8qaO08EAAA=",
    primaryGroupID: 515,
    descriptor: 2,
  }),
  entry(`CN=IT-drift,${unit}`, "group", {
    objectSid: `${domainSid}-1201`,
    objectGUID: guid(1201),
    sAMAccountName: "IT-drift",
    adminCount: 1,
    member: [`CN=Kim Fiktiv,${unit}`, `CN=SRV01,${unit}`, `CN=Servicedesk,${unit}`],
    descriptor: 3,
  }),
  entry(`CN=Servicedesk,${unit}`, "group", {
    objectSid: `${domainSid}-1202`,
    objectGUID: guid(1202),
    sAMAccountName: "Servicedesk",
    descriptor: 9,
  }),
  entry(`CN=Administrators,CN=Builtin,${base}`, "group", {
    objectSid: "S-1-5-32-544",
    objectGUID: guid(544),
    sAMAccountName: "Administrators",
    member: `CN=IT-drift,${unit}`,
    descriptor: 9,
  }),
];

const places: readonly MadeEntry[] = [
  entry(base, "domainDNS", {
    objectSid: domainSid,
    objectGUID: guid(10),
    name: "example",
    gPLink: `[LDAP://cn={${guid(1)}},cn=policies,cn=system,${base};0][LDAP://cn=x,${base};1]`,
    "msDS-Behavior-Version": 7,
    descriptor: 0,
  }),
  entry(unit, "organizationalUnit", {
    objectGUID: guid(30),
    name: "Forvaltning",
    gPOptions: 1,
    gPLink: `[LDAP://CN={${guid(2)}},CN=Policies,CN=System,${base};2]`,
    descriptor: 4,
  }),
  entry(`CN=Users,${base}`, "container", {
    objectGUID: guid(20),
    name: "Users",
    whenCreated: null,
    descriptor: 5,
  }),
  entry(keyServices, "container", { objectGUID: guid(21), name: "Public Key Services" }),
  entry(`CN={${guid(1)}},CN=Policies,CN=System,${base}`, "groupPolicyContainer", {
    objectGUID: guid(40),
    displayName: "Standard",
    descriptor: 6,
  }),
  entry(`CN={${guid(2)}},CN=Policies,CN=System,${base}`, "groupPolicyContainer", {
    objectGUID: guid(41),
    displayName: "Forvaltning",
    descriptor: 9,
  }),
];

const certificates: readonly MadeEntry[] = [
  entry(`CN=Webbserver,${keyServices}`, "pKICertificateTemplate", {
    objectGUID: guid(50),
    name: "Webbserver",
    "msPKI-Certificate-Name-Flag": 1,
    "msPKI-Enrollment-Flag": 8,
    "msPKI-RA-Signature": 0,
    "msPKI-Template-Schema-Version": 2,
    "msPKI-Certificate-Application-Policy": ["1.3.6.1.5.5.7.3.2"],
    pKIExtendedKeyUsage: ["1.3.6.1.5.5.7.3.1"],
    descriptor: 7,
  }),
  entry(`CN=Example-CA,${keyServices}`, "pKIEnrollmentService", {
    objectGUID: guid(60),
    name: "Example-CA",
    dNSHostName: "SRV01.example.se",
    certificateTemplates: ["Webbserver"],
    descriptor: 8,
  }),
  entry(`CN=Example-Rot,CN=Certification Authorities,${keyServices}`, "certificationAuthority", {
    objectGUID: guid(61),
    name: "Example-Rot",
    descriptor: 9,
  }),
];

function trust(name: string, sid: string, direction: number, attributes: number): MadeEntry {
  return entry(`CN=${name},CN=System,${base}`, "trustedDomain", {
    trustPartner: name,
    securityIdentifier: sid,
    trustDirection: direction,
    trustAttributes: attributes,
  });
}

const others: readonly MadeEntry[] = [
  trust("child.example.se", "S-1-5-21-2000000001-2000000002-2000000003", 3, 0x20),
  trust("bolag.test", "S-1-5-21-3000000001-3000000002-3000000003", 2, 0x4),
  trust("skola.test", "S-1-5-21-4000000001-4000000002-4000000003", 1, 0x8),
  entry(`CN=ms-Mcs-AdmPwd,CN=Schema,${configuration}`, "attributeSchema", {
    lDAPDisplayName: "ms-Mcs-AdmPwd",
    schemaIDGUID: guid(70),
  }),
];

/** Every entry of the domain. */
export const domainEntries: readonly MadeEntry[] = [
  ...places,
  ...principals,
  ...certificates,
  ...others,
];

/** A collection of those entries, `members` replacing parts of the whole. */
export function collected(
  objects: readonly Json[] = domainEntries,
  members: { readonly [member: string]: Json } = {},
): string {
  return JSON.stringify({
    format: "vallgrav-ad",
    version: 1,
    producedAt: "2026-03-01T12:00:00Z",
    domain: { name: "example.se", forest: "example.se", sid: domainSid },
    objects,
    descriptors,
    gaps: [],
    written: objects.length,
    ...members,
  });
}

/** Reads a collection of those entries, which must not be refused. */
export function readCollected(
  objects: readonly Json[] = domainEntries,
  members: { readonly [member: string]: Json } = {},
): Read {
  return readGood(inputOf("ad.json", collected(objects, members)));
}

/** An account of that domain; nobody has rights over it. */
export function user(rid: number, attributes: MadeEntry = {}): MadeEntry {
  return {
    distinguishedName: `CN=u${rid},${base}`,
    objectClass: ["top", "person", "organizationalPerson", "user"],
    objectSid: `${domainSid}-${rid}`,
    sAMAccountName: `u${rid}`,
    descriptor: 9,
    ...attributes,
  };
}

/** A computer of that domain. */
export function computer(rid: number, attributes: MadeEntry = {}): MadeEntry {
  return user(rid, {
    objectClass: "computer",
    sAMAccountName: `PC${rid}$`,
    dNSHostName: `pc${rid}.example.se`,
    ...attributes,
  });
}

/** Lines of one reading that tell relations. */
export function relationLines(reading: Read): readonly string[] {
  return lines({
    ...reading,
    observations: reading.observations.filter(({ says }) => "relation" in says),
  });
}
