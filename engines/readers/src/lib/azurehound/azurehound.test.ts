/** AzureHound's list, held against the same directory as the printed script collects it. */
import { expect, test } from "vitest";
import type { Json } from "@vallgrav/kernel";
import { collectedCloud, numbered } from "../../../test/collected-cloud.ts";
import { domainSid, inputOf, lines, readGood, told } from "../../../test/file.ts";
import { read, recognise } from "../read.ts";

function listed(entries: readonly Json[], meta: { readonly [key: string]: Json } = {}): string {
  const header = { type: "azure", version: 5, count: entries.length, ...meta };
  return JSON.stringify({ data: entries, meta: header });
}

const role = "62E90394-69F5-4237-9190-012177145E10";
const assigned = (principalId: string, directoryScopeId: string): Json => ({
  principalId,
  directoryScopeId,
  roleDefinitionId: role,
});

/** The tenant of the other fixture, without what AzureHound does not collect. */
const tenant: readonly Json[] = [
  { kind: "AZTenant", data: { tenantId: numbered(1), displayName: "Fiktiva kommun" } },
  {
    kind: "AZUser",
    data: {
      id: numbered(11),
      userPrincipalName: "Kim.Fiktiv@example.se",
      accountEnabled: true,
      userType: "Member",
      onPremisesSyncEnabled: true,
      onPremisesSecurityIdentifier: `${domainSid}-1103`,
      createdDateTime: "2024-01-02T03:04:05Z",
    },
  },
  { kind: "AZUser", data: { id: numbered(12), userType: "Guest" } },
  {
    kind: "AZGroup",
    data: {
      id: numbered(21),
      displayName: "Molndrift",
      securityEnabled: true,
      isAssignableToRole: true,
    },
  },
  {
    kind: "AZGroupMember",
    data: { groupId: numbered(21), members: [{ member: { id: numbered(11) } }] },
  },
  {
    kind: "AZRole",
    data: { id: role, templateId: role, displayName: "Global Administrator", isBuiltIn: true },
  },
  {
    kind: "AZRoleAssignment",
    data: {
      roleDefinitionId: role,
      roleAssignments: [
        assigned(numbered(21), "/"),
        assigned(numbered(12), `/ADMINISTRATIVEUNITS/${numbered(5)}`),
      ],
    },
  },
  { kind: "AZRoleEligibilityScheduleInstance", data: assigned(numbered(11), "/") },
  {
    kind: "AZServicePrincipal",
    data: {
      id: numbered(31),
      appId: numbered(41),
      displayName: "Tidrapport",
      accountEnabled: true,
      appOwnerOrganizationId: numbered(2),
    },
  },
  {
    kind: "AZServicePrincipal",
    data: {
      id: numbered(32),
      appId: numbered(42),
      displayName: "Microsoft Graph",
      appRoles: [{ id: numbered(90), value: "Mail.ReadWrite" }],
    },
  },
  {
    kind: "AZApp",
    data: {
      id: numbered(51),
      appId: numbered(41),
      passwordCredentials: [
        { endDateTime: "2026-01-01T00:00:00Z" },
        { endDateTime: "2099-12-31T00:00:00Z", secretText: "h3mlig" },
      ],
    },
  },
  {
    kind: "AZAppRoleAssignment",
    data: {
      principalId: numbered(31),
      resourceId: numbered(32),
      resourceDisplayName: "Microsoft Graph",
      appRoleId: numbered(90),
    },
  },
];

test("[S47] the same tenant as the script collects gives the same statements", () => {
  const found = readGood(inputOf("x", listed(tenant)));
  expect(recognise("x", inputOf("x", listed(tenant)).bytes)).toBe("azurehound");
  const wanted = readGood(inputOf("x", collectedCloud({ users: usersOfScript() })));
  // What the other collects alone, and what silence means here.
  const others =
    /granted-for-all|conditional-access|mfa-|passwordless|cloud-administrator|sign-in-methods/;
  const said = new Set(lines(found));
  const missing = lines(wanted).filter((line) => !others.test(line) && !said.has(line));
  expect(missing).toEqual([`domain ${numbered(1)} synced-from-directory = true`]);
  const extra = lines(found).filter((line) => !lines(wanted).includes(line));
  expect(extra.filter((line) => !line.includes(numbered(32)))).toEqual([
    `account ${numbered(12)} synced-from-directory = false`,
    `group ${numbered(21)} synced-from-directory = false`,
  ]);
  expect(found.observations[0]?.at.place).toBe("/data/0/data");
  expect(JSON.stringify(found)).not.toContain("h3mlig");
});

/** The users of the script's collection, whose guest has a sign-in name that this list lacks. */
function usersOfScript(): Json {
  const { users } = JSON.parse(collectedCloud()) as { users: readonly { id: string }[] };
  return users.map((user): Json => {
    const { userPrincipalName, ...rest } = user as { id: string; userPrincipalName?: string };
    return user.id === numbered(12)
      ? rest
      : { ...rest, userPrincipalName: userPrincipalName ?? "" };
  });
}

test("[S47] devices are computers, resources are counted, other headers are refused", () => {
  const device = {
    deviceId: numbered(61),
    displayName: "PC-0001",
    operatingSystem: "Windows",
    isCompliant: true,
  };
  const reading = readGood(
    inputOf(
      "x",
      listed([
        { kind: "AZDevice", data: device },
        { kind: "AZDevice", data: {} },
        { kind: "AZVM", data: {} },
        { kind: "AZVM", data: {} },
        7,
      ]),
    ),
  );
  expect(lines(reading)).toEqual([
    `computer ${numbered(61)} present`,
    `computer ${numbered(61)} operatingsystem = "Windows"`,
    `computer ${numbered(61)} enabled = false`,
    `computer ${numbered(61)} compliant = "yes"`,
  ]);
  expect(told(reading)).toEqual([
    ["readers/object-skipped", "warning", { reason: "not-an-object" }, "/data/4"],
    ["readers/unnamed", "warning", { count: 1 }, ""],
    ["readers/left-out", "notice", { what: "kind", name: "AZVM", count: 2 }, ""],
  ]);
  const entries = reading.counts.find(({ kind }) => kind === "entries");
  expect([entries?.declared, entries?.read]).toEqual([null, 2]);
  expect(told(read(inputOf("x", listed(tenant, { version: 4 }))))).toEqual([
    ["readers/unsupported-version", "error", { found: "4", supported: 5 }, "/meta/version"],
  ]);
  expect(told(read(inputOf("x", listed(tenant, { type: "moon" }))))).toEqual([
    ["readers/other-kind", "error", { expected: "azure", found: "moon" }, ""],
  ]);
});
