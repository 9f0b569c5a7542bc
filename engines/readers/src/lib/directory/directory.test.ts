/** A collected domain says what the SharpHound collection of the same domain says. */
import { expect, test } from "vitest";
import {
  base,
  collected,
  computer,
  descriptors,
  domainEntries,
  readCollected,
  relationLines,
  user,
} from "../../../test/collected-domain.ts";
import { sidBytes } from "../../../test/descriptor.ts";
import { domainSid, inputOf, lines, readKind, told } from "../../../test/file.ts";
import { read, recognise } from "../../index.ts";

/** What needs to ask computers, registries or policies' files; no directory holds it. */
const beyond = /session-on|local-admin-of|remote-desktop-to|remote-management-to/;

const fixtureKinds = [
  "domains",
  "users",
  "computers",
  "groups",
  "ous",
  "containers",
  "gpos",
  "certtemplates",
  "enterprisecas",
  "rootcas",
];

test("[A1] a collection is recognised by its content, whatever its name", () => {
  const bytes = new TextEncoder().encode(collected());
  for (const name of ["ad.json", "x", "20260301120000_users.json"])
    expect(recognise(name, bytes)).toBe("ad-collection");
  const bom = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]);
  expect(recognise("ad.json", bom)).toBe("ad-collection");
  expect(read(inputOf("ad.json", bom)).ok).toBe(true);
});

test("[A2] the same domain as files of SharpHound: every statement of theirs, and no other", () => {
  const theirs = fixtureKinds.flatMap((kind) => lines(readKind(kind)));
  const ours = new Set(lines(readCollected()));
  const missing = new Set(theirs.filter((line) => !ours.has(line) && !beyond.test(line)));
  expect([...missing]).toEqual([
    // Without protocol transition a delegation is not told, nor by SharpHound itself.
    "account -1103 may-delegate-to computer -1301",
    // Objects that the fixtures made up apart from the domain.
    "account EXAMPLE.SE-S-1-5-20 present",
    'account EXAMPLE.SE-S-1-5-20 name = "NETWORK SERVICE@EXAMPLE.SE"',
    'account EXAMPLE.SE-S-1-5-20 domain = "example.se"',
    "account EXAMPLE.SE-S-1-5-20 isaclprotected = false",
    "computer -1302 contained-in organisational-unit 00000030-0000-4000-8000-000000000030",
    // What the authority keeps in its own registry.
    "group -1201 right/ManageCA certificate-authority 00000060-0000-4000-8000-000000000060",
    "group -1301-544 right/ManageCertificates certificate-authority " +
      "00000060-0000-4000-8000-000000000060",
    // The container that holds the store in the directory stands in no fixture.
    "certificate-store 00000061-0000-4000-8000-000000000061 contained-in container " +
      "00000021-0000-4000-8000-000000000021",
  ]);
  const known = new Set(theirs);
  const added = relationLines(readCollected()).filter((line) => !known.has(line));
  expect(added).toEqual([
    // Entries that the fixtures name but do not list.
    "group -1202 contained-in organisational-unit 00000030-0000-4000-8000-000000000030",
    "group EXAMPLE.SE-S-1-5-32-544 contained-in domain DOMAIN",
  ]);
});

test("[A2] counts, rights, domains and the time of the collection", () => {
  const reading = readCollected();
  expect(reading.counts.map(({ kind, read: many }) => `${kind} ${many}`)).toEqual([
    "certtemplates 1",
    "computers 1",
    "containers 2",
    "domains 1",
    "enterprisecas 1",
    "gpos 2",
    "groups 3",
    "ous 1",
    "rootcas 1",
    "users 1",
  ]);
  expect(reading.reader).toEqual({ id: "ad-collection", version: 2 });
  expect(reading.producedAt).toBe("2026-03-01T12:00:00.000Z");
  expect(reading.domains).toEqual(["example.se"]);
  expect(reading.rights.read).toBe(reading.rights.keys.length);
  expect(reading.rights.keys).toContain(
    `${domainSid}-1103 ${domainSid}-1201 ForceChangePassword inherited`,
  );
  expect(told(reading)).toEqual([["readers/no-descriptor", "warning", { count: 1 }, ""]]);
});

test("[A3] values as scripts write them and as LDAP does mean the same", () => {
  const script = user(1104, {
    objectClass: "user",
    userAccountControl: 514,
    adminCount: 1,
    primaryGroupID: 513,
    whenCreated: "2023-11-14T22:13:20Z",
    pwdLastSet: 133_801_632_000_000_000,
    objectSid: `${domainSid}-1104`,
  });
  const ldap = {
    ...script,
    objectClass: ["top", "user"],
    userAccountControl: "514",
    adminCount: ["1"],
    primaryGroupID: "513",
    whenCreated: "20231114221320.0Z",
    pwdLastSet: "133801632000000000",
    objectSid: Buffer.from(sidBytes(`${domainSid}-1104`)).toString("base64"),
  };
  const [one, other] = [script, ldap].map((entry) => lines(readCollected([entry])));
  expect(other).toEqual(one);
  expect(one).toContain("account -1104 enabled = false");
  expect(one).toContain('account -1104 pwdlastset = "2025-01-01T00:00:00.000Z"');
  expect(one).toContain('account -1104 whencreated = "2023-11-14T22:13:20.000Z"');
});

test("[A3] times that never were, and flags with the sign bit", () => {
  const entry = computer(1302, {
    userAccountControl: "-2147475456",
    pwdLastSet: "9223372036854775807",
    lastLogonTimestamp: "-1",
    "msLAPS-PasswordExpirationTime": "133801632000000000",
    whenCreated: "20231399999999.0Z",
    operatingSystem: "Windows Server 2012",
    operatingSystemServicePack: "SP 1",
  });
  const said = lines(readCollected([entry]));
  expect(said).toContain("computer -1302 isdc = true");
  expect(said).toContain("computer -1302 haslaps = true");
  expect(said).toContain('computer -1302 operatingsystem = "Windows Server 2012 SP 1"');
  expect(said.join("\n")).not.toMatch(/pwdlastset|lastlogontimestamp|whencreated/);
});

test("[A4] what is missing is said: parts, descriptors, objects", () => {
  const reading = readCollected(domainEntries, {
    gaps: [
      { part: "certificates", reason: "denied" },
      { part: "certificates", reason: "failed" },
      { part: "users", reason: "moon" },
      { part: "moon" },
      7,
    ],
    descriptors: [...descriptors.slice(0, 8), "O:QQ", "AAAA"],
    written: 99,
  });
  expect(told(reading)).toEqual([
    ["readers/bad-descriptor", "warning", { fault: "truncated" }, "/descriptors/9"],
    ["readers/bad-descriptor", "warning", { fault: "bad-sid" }, "/descriptors/8"],
    ["readers/partial-collection", "warning", { part: "certificates", reason: "denied" }, "/gaps"],
    ["readers/partial-collection", "warning", { part: "users", reason: "failed" }, "/gaps"],
    ["readers/no-descriptor", "warning", { count: 6 }, ""],
    ["readers/count-differs", "warning", { kind: "objects", declared: 99, read: 18 }, "/written"],
  ]);
  const none = readCollected([user(1104, { descriptor: null })], { descriptors: [] });
  expect(told(none)).toEqual([["readers/no-descriptor", "warning", { count: 1 }, "/descriptors"]]);
});

test("[A4] entries that are none, without identifier, or of another class", () => {
  const nameless = { distinguishedName: `CN=x,${base}`, objectClass: "user" };
  const contact = { distinguishedName: `CN=y,${base}`, objectClass: ["top", "contact"] };
  const odd = { objectClass: "certificationAuthority", distinguishedName: `CN=z,${base}` };
  expect(told(readCollected([7, nameless, contact, contact, odd]))).toEqual([
    ["readers/object-skipped", "warning", { reason: "not-an-object" }, "/objects/0"],
    ["readers/object-skipped", "warning", { reason: "no-identifier" }, "/objects/1"],
    ["readers/left-out", "notice", { what: "kind", name: "contact", count: 2 }, ""],
    ["readers/left-out", "notice", { what: "kind", name: "certificationAuthority", count: 1 }, ""],
  ]);
});

test("[A5] what is no whole collection is refused", () => {
  const refusal = (content: string): readonly unknown[] => {
    const reading = read(inputOf("ad.json", content));
    return reading.ok ? [] : told(reading).map(([code, , args, place]) => [code, args, place]);
  };
  const other = { found: "2", supported: 1 };
  expect(refusal(collected([], { version: 2 }))).toEqual([
    ["readers/unsupported-version", other, "/version"],
  ]);
  for (const domain of [null, {}, { name: "x y", sid: domainSid }, { name: "x", sid: "S-1-5-32" }])
    expect(refusal(collected([], { domain }))).toEqual([["readers/no-domain", {}, "/domain"]]);
  expect(refusal(collected([], { objects: {} }))).toEqual([["readers/no-domain", {}, "/domain"]]);
  expect(refusal(collected().slice(0, -1))).toEqual([
    ["readers/truncated-json", { line: 1, column: collected().length }, `1:${collected().length}`],
  ]);
  expect(refusal('{"format":"other","x":"vallgrav-ad"}')).toEqual([
    ["readers/other-kind", { expected: "vallgrav-ad", found: "other" }, ""],
  ]);
  const limited = read({ ...inputOf("ad.json", collected()), limits: { rows: 3 } });
  expect(told(limited)).toEqual([
    ["readers/limit", "error", { limit: "rows", max: 3 }, "/objects"],
  ]);
});
