/** What a PATCH of SCIM means (RFC 7644 §3.5.2), for users and for the members of a group. */
import { z } from "zod";
import { parseFilter } from "./filter.ts";
import { schemas } from "./resources.ts";

const mostOperations = 100;
const mostMembers = 1_000;

/** Body of a PATCH. Names of operations are the same whatever their case. */
export const patchShape = z.object({
  schemas: z.array(z.literal(schemas.patch)).length(1),
  Operations: z
    .array(
      z.object({
        op: z.string().regex(/^(?:add|replace|remove)$/i),
        path: z.string().max(512).optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(mostOperations),
});

type Patch = z.output<typeof patchShape>;

/** Types of errors that RFC 7644 §3.12 knows. */
export type ScimType =
  | "invalidFilter"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "invalidValue";

/** It cannot be done, and why. */
export class ScimRefused extends Error {
  override readonly name: string = "ScimRefused";
  readonly scimType: ScimType;
  constructor(scimType: ScimType) {
    super(scimType);
    this.scimType = scimType;
  }
}

/** What a user is to become; what is left out stays. */
export type UserChange = {
  readonly active?: boolean | undefined;
  readonly externalId?: string | undefined;
  readonly userName?: string | undefined;
};

/** Some directories write truth as text. */
const truth = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(?:true|false)$/i)
    .transform((text) => text.toLowerCase() === "true"),
]);

/** A user as a client sends it; attributes we do not keep are not looked at (RFC 7643 §3.1). */
export const userInput = z.object({
  schemas: z.array(z.string()).max(10).optional(),
  userName: z.string().min(1).max(256),
  externalId: z.string().min(1).max(255).optional(),
  active: truth.optional(),
});

const changed = userInput.partial();
const one = z.object({ value: z.string().min(1).max(256) });
const members = z.union([z.array(one).max(mostMembers), one.transform((single) => [single])]);

/** A group as a client sends it. */
export const groupInput = z.object({
  schemas: z.array(z.string()).max(10).optional(),
  displayName: z.string().max(256).optional(),
  members: z.array(one).max(mostMembers).optional(),
});

function readAs<S extends z.ZodType>(shape: S, value: unknown): z.output<S> {
  const read = shape.safeParse(value);
  if (!read.success) throw new ScimRefused("invalidValue");
  return read.data;
}

const kept: ReadonlyMap<string, keyof UserChange> = new Map([
  ["active", "active"],
  ["externalid", "externalId"],
  ["username", "userName"],
]);

/** The attribute of a path, with or without the schema before it. */
function attributeOf(path: string, schema: string): string {
  const prefix = `${schema}:`.toLowerCase();
  const lower = path.trim().toLowerCase();
  return lower.startsWith(prefix) ? lower.slice(prefix.length) : lower;
}

/** What the operations on a user come to, in their order. @throws {ScimRefused} */
export function userChangeOf({ Operations }: Patch): UserChange {
  let change: UserChange = {};
  for (const { op, path, value } of Operations) {
    // What we keep of a user is never without a value.
    if (op.toLowerCase() === "remove") throw new ScimRefused("mutability");
    if (path === undefined) {
      const { active, externalId, userName } = readAs(changed, value);
      change = {
        ...change,
        ...(active === undefined ? {} : { active }),
        ...(externalId === undefined ? {} : { externalId }),
        ...(userName === undefined ? {} : { userName }),
      };
      continue;
    }
    const name = kept.get(attributeOf(path, schemas.user));
    if (name === undefined) throw new ScimRefused("invalidPath");
    change = { ...change, ...readAs(changed, { [name]: value }) };
  }
  return change;
}

/** Members after a PATCH of a group. */
export type MemberChange = { readonly come: readonly string[]; readonly go: readonly string[] };

function idsIn(value: unknown): readonly string[] {
  return readAs(members, value).map((entry) => entry.value);
}

/** Who is meant to go: those named, those a filter means, or all. */
function leaving(path: string, value: unknown, now: readonly string[]): readonly string[] {
  const filtered = /^members\[(.*)\]$/is.exec(path);
  if (filtered !== null) {
    const filter = parseFilter(filtered[1] ?? "", new Set(["value"]));
    if (filter === null) throw new ScimRefused("invalidFilter");
    return now.filter((id) => filter({ value: id }));
  }
  if (attributeOf(path, schemas.group) !== "members") throw new ScimRefused("invalidPath");
  return value === undefined || value === null ? now : idsIn(value);
}

/** Who comes and goes by the operations on a group, in their order. @throws {ScimRefused} */
export function memberChangeOf({ Operations }: Patch, before: readonly string[]): MemberChange {
  let now = [...before];
  for (const { op, path, value } of Operations) {
    const kind = op.toLowerCase();
    if (kind === "remove") {
      const gone = new Set(leaving(path ?? "", value, now));
      now = now.filter((id) => !gone.has(id));
      continue;
    }
    if (path !== undefined && attributeOf(path, schemas.group) !== "members")
      throw new ScimRefused("invalidPath");
    const given = path === undefined ? readAs(groupInput, value).members : value;
    if (given === undefined) continue;
    now = kind === "add" ? [...now, ...idsIn(given)] : [...idsIn(given)];
  }
  const [was, is] = [new Set(before), new Set(now)];
  return {
    come: [...is].filter((id) => !was.has(id)),
    go: before.filter((id) => !is.has(id)),
  };
}
