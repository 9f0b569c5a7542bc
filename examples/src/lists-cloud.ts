/** The cloud directory: as the admin centre exports it in tables, and as the script collects it. */
import { guidOf, sidOf } from "./directory-objects.ts";
import { clientAt } from "./estate.ts";
import {
  csvFile,
  type ExampleFile,
  jsonItems,
  type JsonItem,
  type TableRow,
} from "./example-file.ts";
import { personAccount, upnOf } from "./lists-people.ts";
import { accountId, isEnabled } from "./people.ts";
import { chanceOf, numbers, sampled, type Size } from "./size.ts";

/** GUIDs by what they name. */
const userId = (n: number): string => guidOf(7, n + 1);
const guestId = (n: number): string => guidOf(8, n + 1);
const groupId = (n: number): string => guidOf(9, n + 1);

function guestUpn(n: number): string {
  return `konsult${n + 1}_leverantor.example#EXT#@kommun.onmicrosoft.example`;
}

function guestCount(size: Size): number {
  return Math.min(5 + Math.floor(size.consultants / 3), size.consultants);
}

function* users(size: Size): Generator<TableRow> {
  for (const n of numbers(size.people)) {
    const enabled = isEnabled(size, n) ? "True" : "False";
    yield {
      cells: [upnOf(n), upnOf(n), userId(n), "Member", enabled, "True"],
      about: [personAccount(n)],
    };
  }
  for (const n of numbers(guestCount(size)))
    yield {
      cells: [guestUpn(n), "", guestId(n), "Guest", "True", ""],
      about: [["account", `guest/${n + 1}`]],
    };
}

function hasSecondFactor(size: Size, n: number): boolean {
  return chanceOf(size, `mfa/${n}`) < 0.7;
}

function* methods(size: Size): Generator<TableRow> {
  for (const n of numbers(size.people)) {
    if (!isEnabled(size, n)) continue;
    const has = hasSecondFactor(size, n);
    const named = has ? "mobilePhone|microsoftAuthenticatorPush" : "";
    yield {
      cells: [userId(n), upnOf(n), "False", String(has), String(has), named],
      about: [personAccount(n)],
    };
  }
}

const groups: readonly TableRow[] = [
  [groupId(0), "Alla anställda", "Security", "Dynamic", "True", "False"],
  [groupId(1), "Molnadministratörer", "Security", "Assigned", "True", "True"],
].map((cells) => ({ cells }));

function* collectedUsers(size: Size): Generator<JsonItem> {
  for (const n of sampled(size, size.people))
    yield {
      value: {
        id: userId(n),
        userPrincipalName: upnOf(n),
        accountEnabled: isEnabled(size, n),
        userType: "Member",
        onPremisesSyncEnabled: true,
        onPremisesSecurityIdentifier: sidOf(accountId.firstPerson + n),
        createdDateTime: "2024-01-02T03:04:05Z",
      },
      about: [personAccount(n)],
    };
  for (const n of sampled(size, guestCount(size)))
    yield {
      value: {
        id: guestId(n),
        userPrincipalName: guestUpn(n),
        accountEnabled: true,
        userType: "Guest",
        onPremisesSyncEnabled: null,
      },
      about: [["account", `guest/${n + 1}`]],
    };
}

function* collectedMethods(size: Size): Generator<JsonItem> {
  for (const n of sampled(size, size.people)) {
    if (!isEnabled(size, n)) continue;
    const has = hasSecondFactor(size, n);
    yield {
      value: {
        id: userId(n),
        userPrincipalName: upnOf(n),
        isAdmin: false,
        isMfaCapable: has,
        isMfaRegistered: has,
        isPasswordlessCapable: false,
        methodsRegistered: has ? ["mobilePhone", "microsoftAuthenticatorPush"] : [],
      },
      about: [personAccount(n)],
    };
  }
}

/** The role that rules all, by the number that every tenant knows it by. */
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

/** What of the tenant is not listed one by one. */
const parts: Readonly<Record<string, unknown>> = {
  groups: [
    {
      id: groupId(1),
      displayName: "Molnadministratörer",
      securityEnabled: true,
      isAssignableToRole: true,
      onPremisesSyncEnabled: null,
    },
  ],
  groupMembers: [{ group: groupId(1), member: userId(0) }],
  roleDefinitions: [
    {
      id: globalAdministrator,
      templateId: globalAdministrator,
      displayName: "Global Administrator",
      isBuiltIn: true,
    },
  ],
  roleAssignments: [
    { principalId: groupId(1), roleDefinitionId: globalAdministrator, directoryScopeId: "/" },
  ],
  roleEligibilities: [],
  servicePrincipals: [
    {
      id: groupId(20),
      appId: groupId(21),
      displayName: "Tidrapport",
      accountEnabled: true,
      appOwnerOrganizationId: groupId(99),
    },
  ],
  applications: [
    { id: groupId(22), appId: groupId(21), secretsUntil: ["2027-01-01T00:00:00Z"], keysUntil: [] },
  ],
  permissionGrants: [
    {
      clientId: groupId(20),
      consentType: "AllPrincipals",
      resourceId: groupId(23),
      scope: "User.Read Mail.ReadWrite",
    },
  ],
  appRoleAssignments: [{ principal: groupId(20), resource: "Microsoft Graph", role: "Mail.Read" }],
  conditionalAccess: [
    {
      id: groupId(24),
      displayName: "Kräv flerfaktor utanför nätet",
      state: "enabled",
      conditions: {
        users: { includeUsers: ["All"], excludeGroups: [groupId(1)] },
        applications: { includeApplications: ["All"] },
        clientAppTypes: ["all"],
      },
      grantControls: { operator: "OR", builtInControls: ["mfa"], authenticationStrength: null },
    },
  ],
};

/** The tenant itself. */
const tenant = { id: groupId(50), displayName: "Fiktiva kommun", onPremisesSyncEnabled: true };

/** The cloud directory as any collector finds it: the tenant, its accounts, and the rest. */
export function collectedCloudParts(size: Size) {
  return { tenant, users: () => collectedUsers(size), parts };
}

/**
 * Computers as the cloud directory has them registered.
 * @yields those that inventories of it cover
 */
export function* deviceItems(size: Size): Generator<JsonItem> {
  for (const n of sampled(size, size.clients)) {
    const { is, entraId, name, operatingSystem } = clientAt(size, n);
    // The same gap as in the table of managed devices.
    if (n % 5 === 0) continue;
    yield {
      value: {
        id: guidOf(4, 1_000 + n),
        deviceId: entraId,
        displayName: name,
        accountEnabled: true,
        isCompliant: n % 11 !== 0,
        operatingSystem: "Windows",
        operatingSystemVersion: operatingSystem.includes("11") ? "10.0.26100.1" : "10.0.19045.1",
        approximateLastSignInDateTime: "2026-10-31T06:00:00Z",
      },
      about: [["computer", is]],
    };
  }
}

/** As the printed script for Entra writes it; the kept one covers a part and says so. */
function collected(size: Size): ExampleFile {
  return {
    path: "collections/vallgrav-entra-20261101090000.json",
    *pieces(note) {
      yield '{"format":"vallgrav-entra","version":1,"producedAt":"2026-11-01T09:00:00Z",';
      yield `"organization":${JSON.stringify([tenant])},\n"users":[\n`;
      yield* jsonItems(note, "/users", collectedUsers(size));
      for (const [name, list] of Object.entries(parts))
        yield `],\n"${name}":${JSON.stringify(list).slice(0, -1)}`;
      yield '],\n"registeredMethods":[\n';
      yield* jsonItems(note, "/registeredMethods", collectedMethods(size));
      const gaps = size.sample === null ? [] : [{ part: "users", reason: "failed" }];
      yield `],\n"gaps":${JSON.stringify(gaps)}}\n`;
    },
  };
}

/** Every list of the cloud directory. */
export function cloudLists(size: Size): readonly ExampleFile[] {
  return [
    csvFile(
      "lists/entra-users.csv",
      [",", "utf-8"],
      [
        ["userPrincipalName", "mail", "id", "userType", "accountEnabled", "directorySynced"],
        () => users(size),
      ],
    ),
    csvFile(
      "lists/entra-groups.csv",
      [",", "utf-8"],
      [
        [
          "id",
          "displayName",
          "groupType",
          "membershipType",
          "securityEnabled",
          "isAssignableToRole",
        ],
        () => groups,
      ],
    ),
    csvFile(
      "lists/entra-methods.csv",
      [",", "utf-8"],
      [
        [
          "id",
          "userPrincipalName",
          "isAdmin",
          "isMfaRegistered",
          "isMfaCapable",
          "methodsRegistered",
        ],
        () => methods(size),
      ],
    ),
    collected(size),
  ];
}
