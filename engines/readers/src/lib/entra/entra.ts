/** Reads the cloud directory (Microsoft Entra ID) as the printed script collects it; see SPEC. */
import type { Claim, Subject, Value } from "@vallgrav/kernel";
import { CeilingPassed, clipped, observe, refused, report, withinLimits } from "../gathering.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import {
  beginFile,
  count,
  endFile,
  identifierOf,
  keptText,
  momentOf,
  say,
} from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { openJson } from "../opening/json-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { policyWords } from "./conditional-access.ts";
import { entraParts } from "./entra-parts.ts";
import type { EntraPart } from "./entra-parts.ts";
import { accountIn, claimIn, groupIn, roleSubject } from "./entra-subjects.ts";

/** What the member `format` says. */
const entraFormat = "vallgrav-entra";
const entraVersion = 1;

/** A role, and the GUID of what it is made after. */
type Role = { readonly subject: Subject; readonly template: string; readonly name: string };

/** What has been learnt of the tenant on the way. */
type Tenant = {
  readonly file: MachineFile;
  /** GUID of the tenant, upper-case; null where it does not say. */
  readonly claim: Claim | null;
  /** Users, groups and apps by their GUIDs, upper-case. */
  readonly principals: Map<string, Subject>;
  /** Apps by the identifier that their registration shares. */
  readonly apps: Map<string, Subject>;
  /** Roles by the id of their definition. */
  readonly roles: Map<string, Role>;
};

/** One entry of a part with its place. */
type Told = { readonly object: JsonObject; readonly place: string };

function yesNo(object: JsonObject, key: string): boolean | null {
  const value = member(object, key);
  return typeof value === "boolean" ? value : null;
}

function sayAll(
  { file }: Tenant,
  [subject, place]: readonly [subject: Subject, place: string],
  said: readonly (readonly [property: string, value: Value | null])[],
): void {
  for (const [property, value] of said) say(file, [subject, place], [property, value]);
}

function relateTo(
  { file }: Tenant,
  place: string,
  [from, to]: readonly [from: Subject, to: Subject],
): void {
  observe(file.into, place, from, { relation: "member-of", to });
}

/** Whom an identifier names: what was listed, else an account of that number. */
function principalOf({ principals }: Tenant, object: JsonObject, key: string): Subject | null {
  const claim = claimIn(object, key);
  if (claim === null) return null;
  return principals.get(claim.value) ?? { kind: "account", claims: [claim] };
}

function nameIn({ file }: Tenant, { object, place }: Told): string {
  return keptText(file, ["displayName", place], textOf(member(object, "displayName")) ?? "");
}

function tellUser(tenant: Tenant, { object, place }: Told): void {
  const account = accountIn(object);
  const own = claimIn(object, "id");
  if (account === null || own === null) return;
  tenant.principals.set(own.value, account);
  count(tenant.file, "cloud-users", own.value);
  observe(tenant.file.into, place, account, { is: "present" });
  const type = textOf(member(object, "userType"))?.toLowerCase() ?? "";
  const made = momentOf(
    textOf(member(object, "createdDateTime")) ?? "",
    tenant.file.into.input.receivedAt,
  );
  sayAll(
    tenant,
    [account, place],
    [
      ["enabled", yesNo(object, "accountEnabled")],
      ["account-type", type === "guest" || type === "member" ? type : null],
      ["synced-from-directory", yesNo(object, "onPremisesSyncEnabled")],
      ["created", made],
    ],
  );
}

function tellGroup(tenant: Tenant, told: Told): void {
  const { object, place } = told;
  const group = groupIn(object);
  const own = claimIn(object, "id");
  if (group === null || own === null) return;
  tenant.principals.set(own.value, group);
  count(tenant.file, "cloud-groups", own.value);
  observe(tenant.file.into, place, group, { is: "present" });
  sayAll(
    tenant,
    [group, place],
    [
      ["name", nameIn(tenant, told)],
      ["security-enabled", yesNo(object, "securityEnabled")],
      ["assignable-to-role", yesNo(object, "isAssignableToRole")],
      ["synced-from-directory", yesNo(object, "onPremisesSyncEnabled")],
    ],
  );
}

function tellMember(tenant: Tenant, { object, place }: Told): void {
  const group = claimIn(object, "group");
  const from = principalOf(tenant, object, "member");
  if (group === null || from === null) return;
  const to = tenant.principals.get(group.value) ?? { kind: "group", claims: [group] };
  relateTo(tenant, place, [from, to]);
}

function tellRole(tenant: Tenant, told: Told): void {
  const { object, place } = told;
  const id = textOf(member(object, "id")) ?? "";
  const template = claimIn(object, "templateId") ?? claimIn(object, "id");
  if (template === null || id === "") return;
  const subject = roleSubject(tenant.claim?.value ?? "?", template.value);
  const name = nameIn(tenant, told);
  tenant.roles.set(id, { subject, template: template.value, name });
  count(tenant.file, "cloud-roles", template.value);
  observe(tenant.file.into, place, subject, { is: "present" });
  sayAll(
    tenant,
    [subject, place],
    [
      ["name", name],
      ["built-in", yesNo(object, "isBuiltIn")],
    ],
  );
}

function tellAssignment(tenant: Tenant, { object, place }: Told): void {
  const role = tenant.roles.get(textOf(member(object, "roleDefinitionId")) ?? "");
  const holder = principalOf(tenant, object, "principalId");
  if (role === undefined || holder === null) return;
  const part = textOf(member(object, "directoryScopeId")) ?? "/";
  // A role over a part of the directory is not the role: it is told, but not as membership.
  if (part === "/") relateTo(tenant, place, [holder, role.subject]);
  else say(tenant.file, [holder, place], [`role-over-part/${role.template}`, role.name]);
}

function tellEligibility(tenant: Tenant, { object, place }: Told): void {
  const role = tenant.roles.get(textOf(member(object, "roleDefinitionId")) ?? "");
  const holder = principalOf(tenant, object, "principalId");
  if (role !== undefined && holder !== null)
    say(tenant.file, [holder, place], [`eligible-role/${role.template}`, role.name]);
}

function tellApp(tenant: Tenant, told: Told): void {
  const { object, place } = told;
  const own = claimIn(object, "id");
  if (own === null) return;
  const subject: Subject = { kind: "account", claims: [own] };
  tenant.principals.set(own.value, subject);
  const shared = textOf(member(object, "appId"))?.toUpperCase() ?? "";
  if (shared !== "") tenant.apps.set(shared, subject);
  count(tenant.file, "cloud-apps", own.value);
  observe(tenant.file.into, place, subject, { is: "present" });
  const owner = claimIn(object, "appOwnerOrganizationId");
  const isForeign =
    owner === null || tenant.claim === null ? null : owner.value !== tenant.claim.value;
  sayAll(
    tenant,
    [subject, place],
    [
      ["name", nameIn(tenant, told)],
      ["account-type", "application"],
      ["enabled", yesNo(object, "accountEnabled")],
      ["owned-by-other-tenant", isForeign],
    ],
  );
}

/** When the last secret or key of an app runs out; a moment far ahead is one that never does. */
function tellSecrets(tenant: Tenant, { object, place }: Told): void {
  const app = tenant.apps.get(textOf(member(object, "appId"))?.toUpperCase() ?? "");
  if (app === undefined) return;
  for (const [key, property] of [
    ["secretsUntil", "secret"],
    ["keysUntil", "key"],
  ] as const) {
    const ends = (listOf(member(object, key)) ?? []).flatMap((one) => textOf(one) ?? []);
    say(tenant.file, [app, place], [`${property}-count`, ends.length]);
    const last = ends
      .filter((end) => /^\d{4}-\d\d-\d\d/.test(end))
      .toSorted()
      .at(-1);
    if (last !== undefined)
      say(tenant.file, [app, place], [`last-${property}-until`, last.slice(0, 10)]);
  }
}

/** What an app may do in somebody's name; for all users once an administrator has agreed. */
function tellGrant(tenant: Tenant, { object, place }: Told): void {
  const app = principalOf(tenant, object, "clientId");
  const resource = claimIn(object, "resourceId");
  if (app === null || resource === null) return;
  const isForAll = textOf(member(object, "consentType")) === "AllPrincipals";
  const scopes = (textOf(member(object, "scope")) ?? "").split(/\s+/).filter((one) => one !== "");
  const names = [...new Set(scopes.slice(0, 500).map(identifierOf))].sort();
  const kind = isForAll ? "granted-for-all" : "granted-for-one";
  say(tenant.file, [app, place], [`${kind}/${resource.value}`, names]);
}

/** What an app may do by itself. */
function tellAppRole(tenant: Tenant, { object, place }: Told): void {
  const app = principalOf(tenant, object, "principal");
  const role = identifierOf(textOf(member(object, "role")) ?? "");
  const resource = identifierOf(textOf(member(object, "resource")) ?? "");
  if (app !== null && role !== "")
    say(tenant.file, [app, place], [`granted-by-itself/${resource}/${role}`, true]);
}

function tellPolicy(tenant: Tenant, told: Told): void {
  const { object, place } = told;
  const own = claimIn(object, "id");
  if (own === null || tenant.claim === null) return;
  const subject: Subject = { kind: "domain", claims: [tenant.claim] };
  count(tenant.file, "conditional-access", own.value);
  sayAll(
    tenant,
    [subject, place],
    [
      [`conditional-access/${own.value}`, policyWords(object)],
      [`conditional-access/${own.value}/name`, nameIn(tenant, told)],
    ],
  );
}

function methodsIn(object: JsonObject): readonly string[] | null {
  const methods = listOf(member(object, "methodsRegistered"));
  if (methods === null) return null;
  const names = methods.flatMap((one) => textOf(one) ?? []).slice(0, 50);
  return [...new Set(names.map((name) => identifierOf(name).toLowerCase()))].sort();
}

function tellMethods(tenant: Tenant, { object, place }: Told): void {
  const own = claimIn(object, "id");
  const known = own === null ? undefined : tenant.principals.get(own.value);
  const account = known ?? accountIn(object);
  if (account === null) return;
  count(tenant.file, "sign-in-methods", account.claims[0].value);
  sayAll(
    tenant,
    [account, place],
    [
      ["mfa-capable", yesNo(object, "isMfaCapable")],
      ["mfa-registered", yesNo(object, "isMfaRegistered")],
      ["passwordless-capable", yesNo(object, "isPasswordlessCapable")],
      ["cloud-administrator", yesNo(object, "isAdmin")],
      ["sign-in-methods", methodsIn(object)],
    ],
  );
}

function tellTenant(tenant: Tenant, told: Told): void {
  const { claim, file } = tenant;
  if (claim === null) return;
  const subject: Subject = { kind: "domain", claims: [claim] };
  count(file, "tenants", claim.value);
  observe(file.into, told.place, subject, { is: "present" });
  sayAll(
    tenant,
    [subject, told.place],
    [
      ["name", nameIn(tenant, told)],
      ["synced-from-directory", yesNo(told.object, "onPremisesSyncEnabled")],
    ],
  );
}

const tellers: Readonly<Record<EntraPart, (tenant: Tenant, told: Told) => void>> = {
  organization: tellTenant,
  users: tellUser,
  groups: tellGroup,
  groupMembers: tellMember,
  roleDefinitions: tellRole,
  roleAssignments: tellAssignment,
  roleEligibilities: tellEligibility,
  servicePrincipals: tellApp,
  applications: tellSecrets,
  permissionGrants: tellGrant,
  appRoleAssignments: tellAppRole,
  conditionalAccess: tellPolicy,
  registeredMethods: tellMethods,
};

/** Reads the entries of one part. @throws {CeilingPassed} beyond the ceiling of rows */
function readPart(tenant: Tenant, root: JsonObject, part: EntraPart): void {
  const { into } = tenant.file;
  const entries = listOf(member(root, part)) ?? [];
  if (entries.length > into.limits.rows) throw new CeilingPassed("rows", into.limits.rows);
  for (const [index, value] of entries.entries()) {
    into.work += 1;
    const object = objectOf(value);
    const place = `/${part}/${index}`;
    if (object === null)
      report(into, "warning", ["readers/object-skipped", { reason: "not-an-object" }, place]);
    else tellers[part](tenant, { object, place });
  }
}

function reportGaps(file: MachineFile, root: JsonObject): void {
  const told = new Set<string>();
  for (const value of listOf(member(root, "gaps")) ?? []) {
    const gap = objectOf(value);
    const said = gap === null ? "" : (textOf(member(gap, "part")) ?? "");
    const part = entraParts.find((one) => one === said);
    if (gap === null || part === undefined || told.has(part)) continue;
    told.add(part);
    const reason = textOf(member(gap, "reason")) === "denied" ? "denied" : "failed";
    report(file.into, "warning", ["readers/partial-collection", { part, reason }, "/gaps"]);
  }
}

/**
 * Reads the parts of a collected cloud directory, and ends the file.
 * @throws {CeilingPassed} beyond the ceiling of rows
 */
export function readEntraParts(root: JsonObject, file: MachineFile): Reading {
  const [organization] = listOf(member(root, "organization")) ?? [];
  const first: JsonObject | null = objectOf(organization);
  const tenant: Tenant = {
    file,
    claim: first === null ? null : claimIn(first, "id"),
    principals: new Map(),
    apps: new Map(),
    roles: new Map(),
  };
  for (const part of entraParts) readPart(tenant, root, part);
  reportGaps(file, root);
  // The report of methods lists enabled users only: silence about the others means nothing.
  if (listOf(member(root, "registeredMethods")) !== null)
    report(file.into, "notice", ["readers/no-disabled-users", {}, "/registeredMethods"]);
  return endFile(file);
}

/** Whether the beginning and end of a file look like such a collection. */
export function looksLikeEntra(text: string): boolean {
  return /^\s{0,64}\{/.test(text) && text.includes(`"${entraFormat}"`);
}

/** Reads a file as a collected cloud directory, whatever it looks like. Linear in its size. */
export function readEntra(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const root: JsonObject | null = objectOf(opened.value);
    const format = root === null ? null : textOf(member(root, "format"));
    if (root === null || format !== entraFormat) {
      const args = { expected: entraFormat, found: clipped(format ?? "") };
      return refused(input, "readers/other-kind", args);
    }
    const version = member(root, "version");
    if (version !== entraVersion) {
      const found = typeof version === "number" ? String(version) : "";
      const args = { found, supported: entraVersion };
      return refused(input, "readers/unsupported-version", args, "/version");
    }
    const made = textOf(member(root, "producedAt")) ?? "";
    const { decodedAs, work } = opened;
    const beginning = { made, report: "configuration", decodedAs } as const;
    const file = beginFile(input, { reader: "entra-collection", ...beginning });
    file.into.work += work;
    return readEntraParts(root, file);
  });
}
