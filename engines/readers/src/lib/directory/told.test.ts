/** Entries of a collected domain that point at others, and entries of every form. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "@vallgrav/kernel";
import {
  base,
  collected,
  computer,
  domainEntries,
  readCollected,
  relationLines,
  user,
} from "../../../test/collected-domain.ts";
import type { MadeEntry } from "../../../test/collected-domain.ts";
import { domainSid, inputOf, lines, told } from "../../../test/file.ts";
import type { Read } from "../../../test/file.ts";
import { read } from "../../index.ts";

test("[A6] well-known SIDs carry the domain, that of the controllers the forest", () => {
  const group = {
    distinguishedName: `CN=g,${base}`,
    objectClass: "group",
    objectSid: `${domainSid}-1201`,
    sAMAccountName: "g",
    member: [
      `CN=S-1-5-11,CN=ForeignSecurityPrincipals,${base}`,
      `CN=S-1-5-21-7-8-9-1000,CN=ForeignSecurityPrincipals,${base}`,
      `CN=nobody,${base}`,
    ],
    descriptor: 0,
  };
  const controller = computer(1000, { userAccountControl: 0x2000, descriptor: null });
  const reading = readCollected([group, controller], {
    domain: { name: "example.se", forest: "root.example", sid: domainSid },
    descriptors: ["O:S-1-5-80-1-2D:(A;;WD;;;ED)(A;;WD;;;BA)(A;;WD;;;SY)"],
  });
  expect(relationLines(reading)).toEqual([
    "group EXAMPLE.SE-S-1-5-11 member-of group -1201",
    "account S-1-5-21-7-8-9-1000 member-of group -1201",
    "group S-1-5-80-1-2 right/Owns group -1201",
    "group ROOT.EXAMPLE-S-1-5-9 right/WriteDacl group -1201",
    "group EXAMPLE.SE-S-1-5-32-544 right/WriteDacl group -1201",
    "computer -1000 member-of group ROOT.EXAMPLE-S-1-5-9",
  ]);
  expect(told(reading)).toEqual([
    [
      "readers/bad-value",
      "warning",
      { field: "Members", expected: "reference" },
      "/objects/0/member/2",
    ],
    ["readers/no-descriptor", "warning", { count: 1 }, ""],
  ]);
});

test("[A7] delegation with protocol transition, by the services' names", () => {
  const services = ["cifs/pc1302.example.se", "HTTP/PC1302:80", "http/pc1302.other.se", "x", "y/z"];
  const entry = user(1104, {
    userAccountControl: 0x100_0200,
    "msDS-AllowedToDelegateTo": services,
    primaryGroupID: 513,
  });
  expect(relationLines(readCollected([entry, computer(1302)]))).toEqual([
    "account -1104 may-delegate-to computer -1302",
    "account -1104 member-of group -513",
  ]);
});

test("[A8] who may read the password of a managed account", () => {
  const entry = user(1104, {
    objectClass: ["user", "computer", "msDS-GroupManagedServiceAccount"],
    // The principal of the fixture that may act for a computer.
    "msDS-GroupMSAMembership": domainEntries.find(
      ({ objectClass }) => objectClass === "computer",
    )?.["msDS-AllowedToActOnBehalfOfOtherIdentity"],
  } as MadeEntry);
  expect(relationLines(readCollected([entry]))).toEqual([
    "account -1103 right/ReadGMSAPassword account -1104",
  ]);
  const broken = { ...entry, "msDS-GroupMSAMembership": "AAAA" };
  expect(relationLines(readCollected([broken]))).toEqual([]);
});

test("[A8] rights that the kernel has no name for are counted", () => {
  const written = "D:(OA;;WP;f3a64788-5306-11d1-a9c5-0000f80367c1;;AU)";
  const reading = readCollected([user(1104, { descriptor: 0 }), user(1105, { descriptor: 0 })], {
    descriptors: [written],
  });
  expect(told(reading)).toEqual([
    ["readers/unknown-right", "warning", { name: "WriteSPN", count: 2 }, ""],
  ]);
});

test("[A9] a part is complete only where nothing of it is missing", () => {
  const complete = (reading: Read): string =>
    reading.scope
      .filter((scope) => scope.complete)
      .map(({ kind, within }) => `${kind} ${within?.value === domainSid}`)
      .join(", ");
  expect(complete(readCollected())).toBe(
    "certificate-template true, computer true, domain true, certificate-authority true, " +
      "group-policy true, group true, organisational-unit true, account true",
  );
  const gaps = [{ part: "certificates", reason: "denied" }];
  expect(complete(readCollected(domainEntries, { gaps }))).toBe(
    "computer true, domain true, group-policy true, group true, organisational-unit true, " +
      "account true",
  );
  expect(complete(readCollected(domainEntries, { written: 99 }))).toBe("");
  expect(complete(readCollected(domainEntries, { written: null }))).toBe("");
  expect(complete(readCollected([...domainEntries, 7]))).toBe("");
});

test("[A10] places name the attribute, of members their number, of trusts the trust", () => {
  const reading = readCollected();
  const at = (line: RegExp): string => {
    const all = lines(reading);
    return reading.observations[all.findIndex((one) => line.test(one))]?.at.place ?? "";
  };
  expect(at(/-1103 enabled/)).toBe("/objects/6/userAccountControl");
  expect(at(/-1103 present/)).toBe("/objects/6");
  expect(at(/-1301 haslaps/)).toBe("/objects/7/ms-Mcs-AdmPwdExpirationTime");
  expect(at(/-1301 member-of group -1201/)).toBe("/objects/8/member/1");
  expect(at(/right\/AddMember/)).toBe("/objects/8/descriptor");
  expect(at(/DOMAIN trusts domain S-1-5-21-3/)).toBe("/objects/15");
  expect(at(/linked-to organisational-unit/)).toBe("/objects/1/gPLink");
  expect(at(/hosted-on/)).toBe("/objects/12/dNSHostName");
  expect(at(/-1103 contained-in/)).toBe("/objects/6/distinguishedName");
});

test("[A20] where an entry holds a secret is told; the text is not", () => {
  const number = ["121212", "1212"].join("-");
  const reading = readCollected([
    user(1, { secretIn: ["description", "moon"] }),
    user(2, { description: "Lösen: Hemligt99", info: `ring ${number}` }),
    user(3, { secretIn: "info", description: "Vikarie" }),
  ]);
  const secret = (field: string, what: string, place: string): unknown => [
    "readers/secret-in-field",
    "notice",
    { field, what },
    place,
  ];
  const found = told(reading).filter(([code]) => code === "readers/secret-in-field");
  expect(found).toEqual([
    secret("description", "secret", "/objects/0/secretIn"),
    secret("description", "secret", "/objects/1/description"),
    secret("info", "personal-number", "/objects/1/info"),
    secret("info", "secret", "/objects/2/secretIn"),
  ]);
  expect(JSON.stringify(reading)).not.toMatch(new RegExp(`Hemligt99|${number}`));
});

test("[A11] nothing but what is needed is kept, whatever a collection holds", () => {
  const entry = user(1104, {
    description: "Lösenord: Sommar2026",
    unicodePwd: "aGVtbGln",
    displayName: "Kim Fiktiv",
    userPrincipalName: "121212-1212@example.se",
  });
  const text = JSON.stringify(readCollected([entry]));
  expect(text).not.toMatch(/Sommar2026|aGVtbGln|Kim Fiktiv|121212/);
});

const anyValue = fc.oneof(
  fc.constantFrom<Json>(null, -1, 1e300, "", "S-1-5-32-544", `CN=u1104,${base}`, "AAAA", true, 0),
  fc.string(),
  fc.array(fc.constantFrom<Json>("", 1, `CN=u1104,${base}`)),
);
const attributeNames = [...new Set(domainEntries.flatMap((entry) => Object.keys(entry)))];

test("[A12] any attributes of any form give a reading, the same each time", () => {
  const some = fc.tuple(fc.nat(domainEntries.length - 1), fc.constantFrom(...attributeNames));
  fc.assert(
    fc.property(fc.array(fc.tuple(some, anyValue), { maxLength: 12 }), (changes) => {
      const objects = domainEntries.map((entry) => ({ ...entry }));
      for (const [[at, name], value] of changes) objects[at] = { ...objects[at], [name]: value };
      const input = inputOf("ad.json", collected(objects));
      expect(read(input)).toEqual(read(input));
      expect(read(input).ok).toBe(true);
    }),
  );
});

test("[A12] repeats do not multiply: many domains with many trusts, shared descriptors", () => {
  const work = (times: number): number => {
    const objects = Array.from({ length: times }, () => domainEntries).flat();
    return readCollected(objects).work;
  };
  expect(work(100)).toBeLessThan(11 * work(10));
});
