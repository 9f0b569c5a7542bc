/** The parts in which the cloud directory is collected. */

/** Parts, in the order in which they are read: what gives names before what uses them. */
export const entraParts = [
  "organization",
  "users",
  "groups",
  "groupMembers",
  "roleDefinitions",
  "roleAssignments",
  "roleEligibilities",
  "servicePrincipals",
  "applications",
  "permissionGrants",
  "appRoleAssignments",
  "conditionalAccess",
  "registeredMethods",
] as const;

/** One part of the cloud directory. */
export type EntraPart = (typeof entraParts)[number];
