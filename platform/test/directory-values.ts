/**
 * A directory that answers with values of every kind: mostly as Active Directory does, with names,
 * SIDs, descriptors, ranges and texts that no directory should give.
 */
import { binaryAttributes } from "../src/collect/directory/directory-plan.ts";
import type { DirectorySource, SourceEntry } from "../src/collect/directory/directory-source.ts";

type Next = (below: number) => number;
type Value = string | Uint8Array;

/** A free text of an entry that no collection may hold. */
export const freeText = "Vikarie i Exempelby, Lösen: Hemligt99";

const domain = "DC=example,DC=se";
const sid = "010500000000000515000000010000000200000003000000";
const descriptor =
  "010004800000000000000000000000001400000002001c000100000000001400ff010f00" +
  "01010000000000051200000000";
const texts = [
  "",
  "0",
  "-1",
  "9223372036854775807",
  "1e999",
  "20260301120000.0Z",
  "TRUE",
  "__proto__",
  "512",
  "66048",
  "4096",
  "\0",
  "\u001b[2J",
  "\u202e",
  "\ud800",
  "å".repeat(40),
  '"],"',
  "\\",
  "[LDAP://CN={31B2F340-016D-11D2-945F-00C04FB984F9},CN=Policies;0]",
  "cifs/srv1.example.se",
  "CN=u1,DC=example,DC=se",
  "S-1-5-32-544",
  "121212-1212",
  "=1+1",
  "</script>",
];
const names = [
  "sAMAccountName",
  "userAccountControl",
  "pwdLastSet",
  "lastLogonTimestamp",
  "adminCount",
  "primaryGroupID",
  "member",
  "servicePrincipalName",
  "msDS-AllowedToDelegateTo",
  "gPLink",
  "userPrincipalName",
  "dNSHostName",
  "operatingSystem",
  "whenCreated",
  "name",
  "displayName",
  "trustPartner",
  "trustDirection",
  "trustAttributes",
  "certificateTemplates",
  "lDAPDisplayName",
  "msPKI-Certificate-Name-Flag",
  "pKIExtendedKeyUsage",
  "msDS-Behavior-Version",
  "gPOptions",
  "distinguishedName",
  "descriptor",
  "secretIn",
  "__proto__",
  "constructor",
  "member;range=0-*",
];
const classes = [
  ["top", "user"],
  ["top", "person", "user", "computer"],
  ["top", "group"],
  ["top", "organizationalUnit"],
  ["top", "domainDNS"],
  ["top", "container", "groupPolicyContainer"],
  ["top", "trustedDomain"],
  ["top", "pKICertificateTemplate"],
  ["top", "attributeSchema"],
];

/** Bytes of a SID or a descriptor; one in four has octets changed, or is cut. */
function bytesOf(form: string, next: Next): Uint8Array {
  const bytes = Buffer.from(form, "hex");
  if (form === sid) {
    const own = Buffer.concat([bytes, Buffer.from([next(256), next(256), 0, 0])]);
    return damaged(own, next);
  }
  return damaged(bytes, next);
}

/** The SID of a domain, which few directories have wrong: with it nothing more is asked. */
function domainSid(next: Next): Uint8Array {
  const bytes = Buffer.from(sid.replace("0105", "0104"), "hex");
  return next(40) === 0 ? damaged(bytes, next) : bytes;
}

function damaged(bytes: Buffer, next: Next): Uint8Array {
  if (next(4) > 0) return bytes;
  for (let edits = 1 + next(4); edits > 0; edits -= 1) bytes[next(bytes.length)] = next(256);
  return bytes.subarray(0, next(3) === 0 ? next(bytes.length + 1) : bytes.length);
}

function textOf(next: Next): string {
  return next(2) === 0 ? `u${next(1_000_000)}` : (texts[next(texts.length)] ?? "");
}

/** One value, or several; seldom of the other kind than the attribute has. */
function valuesOf(isBinary: boolean, form: string, next: Next): readonly Value[] {
  const one = (): Value => {
    const isBytes = next(24) === 0 ? !isBinary : isBinary;
    return isBytes ? bytesOf(form, next) : textOf(next);
  };
  return Array.from({ length: next(12) === 0 ? next(4) : 1 }, one);
}

/** An entry of any class with any attributes. */
function entryOf(next: Next): SourceEntry {
  const dn = next(10) === 0 ? textOf(next) : `CN=u${next(1_000_000)},${domain}`;
  const attributes = new Map<string, readonly Value[]>();
  attributes.set("objectClass", classes[next(classes.length)] ?? []);
  attributes.set("objectSid", [bytesOf(sid, next)]);
  for (let more = next(6); more > 0; more -= 1) {
    const isBinary = next(3) === 0;
    const pool = isBinary ? binaryAttributes : names;
    const name = pool[next(pool.length)] ?? "";
    const form = /Descriptor|Membership|ActOn/.test(name) ? descriptor : sid;
    attributes.set(name, valuesOf(isBinary, form, next));
  }
  if (next(4) === 0)
    attributes.set(["description", "info", "Description", "INFO"][next(4)] ?? "", [freeText]);
  if (next(6) === 0)
    attributes.set(`member;range=0-${next(1_000)}`, [`CN=u${next(100)},${domain}`]);
  return { dn, attributes };
}

/** A directory whose every answer is made from `next`; one in sixteen of them is an error. */
export function directoryOf(next: Next): DirectorySource {
  const fail = (): void => {
    if (next(16) > 0) return;
    const codes = [3, 4, 11, 32, 49, 50, 80, undefined];
    throw Object.assign(new Error("from the directory"), { code: codes[next(codes.length)] });
  };
  const root = (): readonly (readonly [string, readonly Value[]])[] =>
    ["default", "rootDomain", "configuration", "schema"].map((name) => [
      `${name}NamingContext`,
      next(40) === 0 ? valuesOf(false, sid, next) : [name === "default" ? domain : `CN=${name}`],
    ]);
  return {
    entry: async (dn, [asked = ""]) => {
      if (next(8) === 0) fail();
      if (dn === "") return { dn, attributes: new Map(root()) };
      if (!asked.includes(";range="))
        return { dn, attributes: new Map([["objectSid", [domainSid(next)]]]) };
      const from = Number(/=(\d+)/.exec(asked)?.[1]);
      const to = next(3) === 0 ? String(from + next(9)) : "*";
      const name = next(9) === 0 ? "member" : `member;range=${from}-${to}`;
      return { dn, attributes: new Map([[name, valuesOf(false, sid, next)]]) };
    },
    async *pages() {
      if (next(2) > 0) return;
      fail();
      yield Array.from({ length: 1 + next(2) }, () => entryOf(next));
    },
    close: async () => {},
  };
}
