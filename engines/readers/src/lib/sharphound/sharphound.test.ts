/** Claims, properties, secrets and scope of every kind of file. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Claim, Json } from "@vallgrav/kernel";
import {
  account,
  collection,
  domainSid,
  fixture,
  fixtureNames,
  inputOf,
  lines,
  readGood,
  readKind,
  readUsers,
  told,
} from "../../../test/file.ts";
import { keptProperties } from "../../index.ts";

const within: Claim = { space: "sid", value: domainSid };

function claimsOf(kind: string, at = 0): readonly Claim[] {
  const { observations } = readKind(kind);
  return observations.find(({ at: { place } }) => place === `/data/${at}`)?.subject.claims ?? [];
}

test("[S9] each kind is recognised by its claims, strongest first", () => {
  expect(claimsOf("users")).toEqual([
    { space: "sid", value: `${domainSid}-1103` },
    { space: "upn", value: "kim.fiktiv@example.se" },
  ]);
  expect(claimsOf("computers")).toEqual([
    { space: "sid", value: `${domainSid}-1301` },
    { space: "fqdn", value: "srv01.example.se" },
    { space: "host", value: "srv01", within: "example.se" },
  ]);
  expect(claimsOf("domains")).toEqual([within, { space: "fqdn", value: "example.se" }]);
  expect(claimsOf("groups")).toEqual([{ space: "sid", value: `${domainSid}-1201` }]);
  const guids: readonly (readonly [string, number])[] = [
    ["containers", 20],
    ["ous", 30],
    ["gpos", 40],
    ["certtemplates", 50],
    ["enterprisecas", 60],
    ["rootcas", 61],
    ["aiacas", 62],
    ["ntauthstores", 63],
  ];
  for (const [kind, number] of guids)
    expect(claimsOf(kind)).toEqual([
      { space: "guid", value: `000000${number}-0000-4000-8000-0000000000${number}` },
    ]);
});

test("[S9] identifiers are upper-case, names lower-case, and a true UPN is preferred", () => {
  const name = "KIM@EXAMPLE.SE";
  const userprincipalname = "Kim.Fiktiv@Kommun.Example.SE";
  const lower = {
    ObjectIdentifier: "s-1-5-21-1-2-3-1000",
    Properties: { name, userprincipalname },
  };
  expect(readUsers(lower).observations[0]?.subject.claims).toEqual([
    { space: "sid", value: "S-1-5-21-1-2-3-1000" },
    { space: "upn", value: "kim.fiktiv@kommun.example.se" },
  ]);
});

test("[S9] names that are no host names give no claims", () => {
  const computer = (name: string): readonly Claim[] => {
    const text = collection("computers", [account(1, { name })]);
    return readGood(inputOf("x", text)).observations[0]?.subject.claims.slice(1) ?? [];
  };
  expect(computer("NOT A HOST")).toEqual([]);
  expect(computer("")).toEqual([]);
  expect(computer("SRV9")).toEqual([{ space: "host", value: "srv9", within: "example.se" }]);
});

test("[S10] well-known SIDs keep the domain before them", () => {
  expect(claimsOf("groups", 1)).toEqual([{ space: "sid", value: "EXAMPLE.SE-S-1-5-32-544" }]);
  expect(claimsOf("users", 1)).toEqual([{ space: "sid", value: "EXAMPLE.SE-S-1-5-20" }]);
});

test("[S12] the white list of users", () => {
  expect(lines(readKind("users")).slice(0, 15)).toEqual([
    "account -1103 present",
    'account -1103 name = "KIM.FIKTIV@EXAMPLE.SE"',
    'account -1103 domain = "example.se"',
    'account -1103 whencreated = "2023-11-14T22:13:20.000Z"',
    "account -1103 isaclprotected = false",
    'account -1103 samaccountname = "kim.fiktiv"',
    "account -1103 admincount = false",
    "account -1103 enabled = true",
    'account -1103 pwdlastset = "2025-01-01T00:00:00.000Z"',
    "account -1103 hasspn = true",
    "account -1103 unconstraineddelegation = false",
    "account -1103 trustedtoauth = false",
    "account -1103 dontreqpreauth = false",
    "account -1103 passwordnotreqd = false",
    "account -1103 pwdneverexpires = true",
  ]);
});

test("[S12] the white lists of templates, authorities, stores, units and domains", () => {
  const own = (kind: string, from: number): readonly string[] =>
    lines(readKind(kind))
      .filter((line) => line.includes(" = "))
      .slice(from)
      .map((line) => line.replace(/^\S+ \S+ /, ""));
  expect(own("certtemplates", 4)).toEqual([
    "enrolleesuppliessubject = true",
    "requiresmanagerapproval = false",
    "nosecurityextension = false",
    "authorizedsignatures = 0",
    "schemaversion = 2",
    'effectiveekus = ["1.3.6.1.5.5.7.3.2"]',
  ]);
  expect(own("enterprisecas", 4)).toEqual([
    'caname = "Example-CA"',
    'dnshostname = "srv01.example.se"',
  ]);
  expect(own("rootcas", 4)).toEqual(['store = "root"']);
  expect(own("aiacas", 4)).toEqual(['store = "aia"']);
  expect(own("ntauthstores", 4)).toEqual(['store = "ntauth"']);
  expect(own("ous", 4)).toEqual(["blocksinheritance = true"]);
  expect(own("domains", 4).slice(0, 1)).toEqual(['functionallevel = "2016"']);
  expect(own("gpos", 4)).toEqual([]);
  expect(own("containers", 0)).toEqual([
    'name = "USERS@EXAMPLE.SE"',
    'domain = "example.se"',
    "isaclprotected = true",
  ]);
});

test("[S12] the white list is data", () => {
  expect(keptProperties.length).toBe(29);
  expect(new Set(keptProperties.map(({ name }) => name)).size).toBe(29);
});

test("[S12] values of another form are told and left out", () => {
  const reading = readUsers(
    account(1, { enabled: "yes", pwdlastset: 1e300, name: 7, admincount: null, hasspn: true }),
  );
  const warned = (field: string, expected: string): readonly unknown[] => [
    "readers/bad-value",
    "warning",
    { field, expected },
    `/data/0/Properties/${field}`,
  ];
  expect(told(reading)).toEqual([
    warned("name", "text"),
    warned("enabled", "boolean"),
    warned("pwdlastset", "seconds"),
  ]);
  expect(lines(reading)).toEqual([
    "account -1 present",
    'account -1 domain = "example.se"',
    "account -1 hasspn = true",
  ]);
});

test("[S12] a deleted object is absent and says nothing else", () => {
  const reading = readUsers(account(1, { name: "A@EXAMPLE.SE" }, { IsDeleted: true }));
  expect(lines(reading)).toEqual(["account -1 absent"]);
});

test("[S13] nothing outside the white list is kept", () => {
  const secret = "Hemligt-Värde-1";
  const fields = [
    ..."description email displayname title homedirectory logonscript userpassword".split(" "),
    ..."unixpassword unicodepassword sfupassword distinguishedname gpcpath flags".split(" "),
    ..."serviceprincipalnames sidhistory allowedtodelegate ms-mcs-admpwd".split(" "),
  ];
  const properties = Object.fromEntries(fields.map((field) => [field, secret]));
  for (const kind of ["users", "computers", "groups", "domains", "ous", "gpos", "rootcas"]) {
    const text = collection(kind, [account(1, properties)]);
    expect(JSON.stringify(readGood(inputOf("x", text))).includes(secret)).toBe(false);
  }
});

test("[S14] passwords and what looks secret are told by place and field, never by value", () => {
  const reading = readUsers(
    account(1, {
      description: "pwd=Fiktiv99",
      userPassword: "x",
      unixpassword: null,
      sfupassword: "",
      unicodepassword: [],
      title: "Kund 121212-1212",
    }),
  );
  const notice = (field: string, what: string, key = field): readonly unknown[] => [
    "readers/secret-in-field",
    "notice",
    { field, what },
    `/data/0/Properties/${key}`,
  ];
  expect(told(reading)).toEqual([
    notice("description", "secret"),
    notice("title", "personal-number"),
    notice("userpassword", "password", "userPassword"),
  ]);
  expect(JSON.stringify(reading).includes("121212-1212")).toBe(false);
});

test("[S14] a field's name that is no name is not repeated", () => {
  const reading = readUsers(account(1, { "my pwd: Fiktiv99": "121212-1212" }));
  expect(told(reading)).toEqual([
    [
      "readers/secret-in-field",
      "notice",
      { field: "?", what: "personal-number" },
      "/data/0/Properties",
    ],
  ]);
});

test("[S15] names that hold a personal identity number are marked, and are no claims", () => {
  const user = readUsers(
    account(1, { name: "201212121212@EXAMPLE.SE", samaccountname: "201212121212" }),
  );
  expect(lines(user)).toEqual([
    "account -1 present",
    'account -1 name = "[personnummer]@EXAMPLE.SE"',
    'account -1 domain = "example.se"',
    'account -1 samaccountname = "[personnummer]"',
  ]);
  const computers = collection("computers", [account(1, { name: "PC121212-1212.EXAMPLE.SE" })]);
  const computer = readGood(inputOf("x", computers));
  expect(computer.observations[0]?.subject.claims.length).toBe(1);
  for (const reading of [user, computer])
    expect(JSON.stringify(reading).includes("1212121212")).toBe(false);
});

test("[S24] complete only where header and objects agree, within the file's one domain", () => {
  expect(readKind("users").scope).toEqual([{ kind: "account", within, complete: true }]);
  expect(readKind("rootcas").scope).toEqual([
    { kind: "certificate-store", within, complete: false },
  ]);
  const scope = (data: readonly Json[], count: Json): readonly unknown[] =>
    readGood(inputOf("x", collection("users", data, { count }))).scope.map((one) => [
      one.within,
      one.complete,
    ]);
  const foreign = {
    ObjectIdentifier: "S-1-5-21-1-2-3-4",
    Properties: { domainsid: "S-1-5-21-1-2-3" },
  };
  expect(scope([account(1)], 1)).toEqual([[within, true]]);
  expect(scope([account(1)], 2)).toEqual([[within, false]]);
  expect(scope([account(1)], null)).toEqual([[within, false]]);
  expect(scope([account(1), 7], 2)).toEqual([[within, false]]);
  expect(scope([account(1), 7], 1)).toEqual([[within, false]]);
  expect(scope([account(1), foreign], 2)).toEqual([[null, false]]);
  expect(scope([account(1), { ObjectIdentifier: "S-1-5-21-1-2-3-4" }], 2)).toEqual([[null, false]]);
  expect(scope([], 0)).toEqual([[null, false]]);
});

test("[S24] the domains of a file are named, lower-case and sorted", () => {
  const reading = readUsers(
    account(1, { domain: "ZON.TEST" }),
    account(2),
    account(3, { domain: "zon.test" }),
  );
  expect(reading.domains).toEqual(["example.se", "zon.test"]);
});

/** The same JSON with the members of every object in reverse order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map((one: Json) => reversed(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, one]) => [key, reversed(one)]),
  );
}

test("[S25] the order of members in an object means nothing", () => {
  for (const name of fixtureNames("sharphound")) {
    const text = new TextDecoder().decode(fixture(`sharphound/${name}`));
    const plain = JSON.stringify(JSON.parse(text));
    const turned = JSON.stringify(reversed(JSON.parse(text) as Json));
    expect(readGood(inputOf(name, turned))).toEqual(readGood(inputOf(name, plain)));
  }
});

test("[S25] nor does it in an account's properties, whatever they are", () => {
  const key = fc.constantFrom(...keptProperties.map(({ name }) => name), "description", "title");
  const value = fc.constantFrom<Json>(true, null, "pwd=1", 1_700_000_000, "121212-1212", [1]);
  fc.assert(
    fc.property(fc.dictionary(key, value), (properties) => {
      const turned = Object.fromEntries(Object.entries(properties).toReversed());
      expect(readUsers(account(1, turned))).toEqual(readUsers(account(1, properties)));
    }),
  );
});
