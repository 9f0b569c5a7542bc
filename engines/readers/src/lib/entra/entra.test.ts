/** The cloud directory as the printed script collects it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "@vallgrav/kernel";
import { collectedCloud, numbered } from "../../../test/collected-cloud.ts";
import { domainSid, inputOf, lines, readGood, told } from "../../../test/file.ts";
import type { Read } from "../../../test/file.ts";
import { read, recognise } from "../../index.ts";
import { entraParts } from "./entra-parts.ts";

function readCloud(parts: { readonly [part: string]: Json } = {}): Read {
  return readGood(inputOf("entra.json", collectedCloud(parts)));
}

/** Lines with the GUIDs of the fixture as their numbers. */
function short(reading: Read): readonly string[] {
  return lines(reading).map((line) =>
    line.replaceAll(/00000000-0000-4000-8000-0{6,11}(\d+)/gi, "#$1"),
  );
}

test("[E1] recognised by its content; another version is refused", () => {
  const bytes = new TextEncoder().encode(collectedCloud());
  expect(recognise("x", bytes)).toBe("entra-collection");
  expect(readCloud().producedAt).toBe("2026-03-01T12:00:00.000Z");
  expect(told(read(inputOf("x", collectedCloud({ version: 2 }))))).toEqual([
    ["readers/unsupported-version", "error", { found: "2", supported: 1 }, "/version"],
  ]);
  expect(told(read(inputOf("x", '{"format":"y","z":"vallgrav-entra"}')))).toEqual([
    ["readers/other-kind", "error", { expected: "vallgrav-entra", found: "y" }, ""],
  ]);
});

test("[E2] claims of a synchronised account are those of its origin and its own", () => {
  const found = readCloud().observations.find(
    ({ subject }) => subject.claims[0].value === `${domainSid}-1103`,
  );
  expect(found?.subject.claims).toEqual([
    { space: "sid", value: `${domainSid}-1103` },
    { space: "guid", value: numbered(11) },
    { space: "upn", value: "kim.fiktiv@example.se" },
  ]);
});

const role = `group entra-role/${numbered(1)}/62E90394-69F5-4237-9190-012177145E10`.replace(
  numbered(1),
  "#1",
);

test("[E2, E3] everything that is said of the tenant", () => {
  expect(short(readCloud())).toEqual([
    "domain #1 present",
    'domain #1 name = "Fiktiva kommun"',
    "domain #1 synced-from-directory = true",
    "account -1103 present",
    "account -1103 enabled = true",
    'account -1103 account-type = "member"',
    "account -1103 synced-from-directory = true",
    'account -1103 created = "2024-01-02T03:04:05.000Z"',
    "account #12 present",
    "account #12 enabled = false",
    'account #12 account-type = "guest"',
    "group #21 present",
    'group #21 name = "Molndrift"',
    "group #21 security-enabled = true",
    "group #21 assignable-to-role = true",
    "account -1103 member-of group #21",
    `${role} present`,
    `${role} name = "Global Administrator"`,
    `${role} built-in = true`,
    `group #21 member-of ${role}`,
    'account #12 role-over-part/62E90394-69F5-4237-9190-012177145E10 = "Global Administrator"',
    'account -1103 eligible-role/62E90394-69F5-4237-9190-012177145E10 = "Global Administrator"',
    "account #31 present",
    'account #31 name = "Tidrapport"',
    'account #31 account-type = "application"',
    "account #31 enabled = true",
    "account #31 owned-by-other-tenant = true",
    "account #31 secret-count = 2",
    'account #31 last-secret-until = "2099-12-31"',
    "account #31 key-count = 0",
    'account #31 granted-for-all/#60 = ["Mail.ReadWrite","User.Read"]',
    "account #31 granted-by-itself/Microsoft-Graph/Mail.ReadWrite = true",
    'domain #1 conditional-access/#71 = ["state:enabled","users:All","not-groups:#21",' +
      '"apps:All","clients:all","grant:mfa","grant-operator:OR"]',
    'domain #1 conditional-access/#71/name = "Kräv flerfaktor för alla"',
    "account -1103 mfa-capable = true",
    "account -1103 mfa-registered = true",
    "account -1103 passwordless-capable = false",
    "account -1103 cloud-administrator = true",
    'account -1103 sign-in-methods = ["microsoftauthenticatorpush","mobilephone"]',
  ]);
});

test("[E4] a policy of many words stops, and one of none says its state", () => {
  const users = Array.from({ length: 300 }, (_, index) => `u${index}`);
  const policies = [
    { id: numbered(71), state: "disabled", conditions: { users: { includeUsers: users } } },
    { id: numbered(72) },
  ];
  const values = readCloud({ conditionalAccess: policies }).observations.flatMap(({ says }) =>
    "property" in says && Array.isArray(says.value) && String(says.value[0]).startsWith("state:")
      ? [says.value]
      : [],
  );
  expect(values[0]?.length).toBe(201);
  expect(values[0]?.at(-1)).toBe("more");
  expect(values[1]).toEqual(["state:unknown"]);
});

test("[E5] what is missing is said, and what the list of methods cannot hold", () => {
  const gaps = [
    { part: "roleEligibilities", reason: "denied" },
    { part: "roleEligibilities", reason: "failed" },
    { part: "users", reason: "moon" },
    { part: "moon" },
    7,
  ];
  expect(told(readCloud({ gaps, users: [7] }))).toEqual([
    ["readers/object-skipped", "warning", { reason: "not-an-object" }, "/users/0"],
    [
      "readers/partial-collection",
      "warning",
      { part: "roleEligibilities", reason: "denied" },
      "/gaps",
    ],
    ["readers/partial-collection", "warning", { part: "users", reason: "failed" }, "/gaps"],
    ["readers/no-disabled-users", "notice", {}, "/registeredMethods"],
  ]);
});

test("[E6] persons' names, addresses and secrets are not kept, and nothing is complete", () => {
  const users = [
    {
      id: numbered(11),
      userPrincipalName: "121212-1212@example.se",
      displayName: "Kim Fiktiv",
      mail: "kim@example.se",
    },
  ];
  const applications = [{ appId: numbered(41), passwordCredentials: [{ secretText: "h3mlig" }] }];
  const reading = readCloud({ users, applications, registeredMethods: null });
  expect(JSON.stringify(reading)).not.toMatch(/121212|Kim Fiktiv|kim@|h3mlig/);
  expect(reading.scope).toEqual([]);
});

test("[E6] any parts of any form give a reading, the same each time", () => {
  const part = fc.constantFrom(...entraParts, "gaps");
  fc.assert(
    fc.property(fc.dictionary(part, fc.jsonValue()), (parts) => {
      const input = inputOf("x", collectedCloud(parts as { [part: string]: Json }));
      const reading = read(input);
      expect(reading).toEqual(read(input));
      expect(reading.ok).toBe(true);
    }),
  );
});
