/** Users and groups as SCIM tells them (RFC 7643), and what a client may know beforehand. */
import {
  type Provisioned,
  type ProvisionedRole,
  provisionedRoles,
} from "@vallgrav/platform/accounts";
import { z } from "zod";

/** Schemas of SCIM that we speak. */
export const schemas = {
  user: "urn:ietf:params:scim:schemas:core:2.0:User",
  group: "urn:ietf:params:scim:schemas:core:2.0:Group",
  list: "urn:ietf:params:scim:api:messages:2.0:ListResponse",
  patch: "urn:ietf:params:scim:api:messages:2.0:PatchOp",
  error: "urn:ietf:params:scim:api:messages:2.0:Error",
  config: "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig",
  resourceType: "urn:ietf:params:scim:schemas:core:2.0:ResourceType",
  schema: "urn:ietf:params:scim:schemas:core:2.0:Schema",
} as const;

/** Path of SCIM below /api. */
export const scimPath = "/scim/v2";
/** Most things of one page. */
export const pageLimit = 200;

const meta = z.strictObject({
  resourceType: z.enum(["User", "Group"]),
  created: z.iso.datetime().optional(),
  location: z.string(),
});
/** Without `$ref`, which RFC 7643 leaves free: tools that read OpenAPI take it for a reference. */
const member = z.strictObject({ value: z.string(), display: z.string() });

/** A user as told. */
export const userShape = z.strictObject({
  schemas: z.array(z.literal(schemas.user)),
  id: z.string(),
  externalId: z.string().optional(),
  userName: z.string(),
  displayName: z.string(),
  active: z.boolean(),
  groups: z.array(member),
  meta,
});
/** A group as told. */
export const groupShape = z.strictObject({
  schemas: z.array(z.literal(schemas.group)),
  id: z.string(),
  displayName: z.string(),
  members: z.array(member),
  meta,
});

/** A page of things of a shape. */
export function listShape(of: z.ZodType): z.ZodType {
  return z.strictObject({
    schemas: z.array(z.literal(schemas.list)),
    totalResults: z.int().min(0),
    startIndex: z.int().min(1),
    itemsPerPage: z.int().min(0),
    Resources: z.array(of),
  });
}

/** Whether a role is one of the groups. */
export function isGroup(id: string): id is ProvisionedRole {
  return provisionedRoles.some((role) => role === id);
}

/** A user. */
export function userOf(account: Provisioned, base: string): z.output<typeof userShape> {
  const { id, name, externalId, role, state, createdAt } = account;
  const group = { value: role, display: role };
  return {
    schemas: [schemas.user],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName: name,
    displayName: name,
    active: state === "active",
    groups: isGroup(role) ? [group] : [],
    meta: { resourceType: "User", created: createdAt, location: `${base}/Users/${id}` },
  };
}

/** A group: everybody whom the directory keeps in a role. */
export function groupOf(
  role: ProvisionedRole,
  accounts: readonly Provisioned[],
  base: string,
): z.output<typeof groupShape> {
  return {
    schemas: [schemas.group],
    id: role,
    displayName: role,
    members: accounts
      .filter((account) => account.role === role)
      .map(({ id, name }) => ({ value: id, display: name })),
    meta: { resourceType: "Group", location: `${base}/Groups/${role}` },
  };
}

type Mutability = "readOnly" | "readWrite" | "immutable";

function attribute(
  name: string,
  mutability: Mutability,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    name,
    type: "string",
    multiValued: false,
    required: false,
    caseExact: false,
    mutability,
    returned: "default",
    uniqueness: "none",
    ...more,
  };
}

const reference = {
  type: "complex",
  multiValued: true,
  subAttributes: [attribute("value", "immutable"), attribute("display", "readOnly")],
};

/** What we can (RFC 7643 §5), which resources there are (§6), and their attributes (§7). */
export const discovery = {
  config: {
    schemas: [schemas.config],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: pageLimit },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: false },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "Token",
        description: "A token of an administrator with the scope accounts/provision",
        primary: true,
      },
    ],
  },
  resourceTypes: [
    {
      schemas: [schemas.resourceType],
      id: "User",
      name: "User",
      endpoint: "/Users",
      schema: schemas.user,
    },
    {
      schemas: [schemas.resourceType],
      id: "Group",
      name: "Group",
      endpoint: "/Groups",
      schema: schemas.group,
    },
  ],
  schemas: [
    {
      schemas: [schemas.schema],
      id: schemas.user,
      name: "User",
      attributes: [
        attribute("userName", "immutable", { required: true, uniqueness: "server" }),
        attribute("externalId", "readWrite", { caseExact: true }),
        attribute("displayName", "readOnly"),
        attribute("active", "readWrite", { type: "boolean" }),
        attribute("groups", "readOnly", reference),
      ],
    },
    {
      schemas: [schemas.schema],
      id: schemas.group,
      name: "Group",
      attributes: [
        attribute("displayName", "readOnly", { required: true, uniqueness: "server" }),
        attribute("members", "readWrite", reference),
      ],
    },
  ],
} as const;
