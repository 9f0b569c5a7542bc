/** A fictional tenant of the cloud directory, in the form that the printed script writes. */
import type { Json } from "@vallgrav/kernel";
import { domainSid } from "./file.ts";

/** The GUID of a number, as the tests name things. */
export function numbered(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

const administrator = "62e90394-69f5-4237-9190-012177145e10";

/** A collection of the tenant, `parts` replacing some. */
export function collectedCloud(parts: { readonly [part: string]: Json } = {}): string {
  return JSON.stringify({
    format: "vallgrav-entra",
    version: 1,
    producedAt: "2026-03-01T12:00:00Z",
    organization: [{ id: numbered(1), displayName: "Fiktiva kommun", onPremisesSyncEnabled: true }],
    users: [
      {
        id: numbered(11),
        userPrincipalName: "Kim.Fiktiv@example.se",
        accountEnabled: true,
        userType: "Member",
        onPremisesSyncEnabled: true,
        onPremisesSecurityIdentifier: `${domainSid}-1103`,
        createdDateTime: "2024-01-02T03:04:05Z",
      },
      {
        id: numbered(12),
        userPrincipalName: "gast_leverantor.test#EXT#@example.onmicrosoft.test",
        accountEnabled: false,
        userType: "Guest",
        onPremisesSyncEnabled: null,
      },
    ],
    groups: [
      {
        id: numbered(21),
        displayName: "Molndrift",
        securityEnabled: true,
        isAssignableToRole: true,
        onPremisesSyncEnabled: null,
      },
    ],
    groupMembers: [{ group: numbered(21), member: numbered(11) }],
    roleDefinitions: [
      {
        id: administrator,
        templateId: administrator,
        displayName: "Global Administrator",
        isBuiltIn: true,
      },
    ],
    roleAssignments: [
      { principalId: numbered(21), roleDefinitionId: administrator, directoryScopeId: "/" },
      {
        principalId: numbered(12),
        roleDefinitionId: administrator,
        directoryScopeId: `/administrativeUnits/${numbered(5)}`,
      },
    ],
    roleEligibilities: [
      { principalId: numbered(11), roleDefinitionId: administrator, directoryScopeId: "/" },
    ],
    servicePrincipals: [
      {
        id: numbered(31),
        appId: numbered(41),
        displayName: "Tidrapport",
        accountEnabled: true,
        appOwnerOrganizationId: numbered(2),
      },
    ],
    applications: [
      {
        id: numbered(51),
        appId: numbered(41),
        secretsUntil: ["2026-01-01T00:00:00Z", "2099-12-31T00:00:00Z"],
        keysUntil: [],
      },
    ],
    permissionGrants: [
      {
        clientId: numbered(31),
        consentType: "AllPrincipals",
        resourceId: numbered(60),
        scope: " User.Read  Mail.ReadWrite User.Read",
      },
    ],
    appRoleAssignments: [
      { principal: numbered(31), resource: "Microsoft Graph", role: "Mail.ReadWrite" },
    ],
    conditionalAccess: [
      {
        id: numbered(71),
        displayName: "Kräv flerfaktor för alla",
        state: "enabled",
        conditions: {
          users: { includeUsers: ["All"], excludeGroups: [numbered(21)] },
          applications: { includeApplications: ["All"] },
          clientAppTypes: ["all"],
        },
        grantControls: { operator: "OR", builtInControls: ["mfa"], authenticationStrength: null },
      },
    ],
    registeredMethods: [
      {
        id: numbered(11),
        userPrincipalName: "kim.fiktiv@example.se",
        isAdmin: true,
        isMfaCapable: true,
        isMfaRegistered: true,
        isPasswordlessCapable: false,
        methodsRegistered: ["mobilePhone", "microsoftAuthenticatorPush"],
      },
    ],
    gaps: [],
    ...parts,
  });
}
