/**
 * SCIM 2.0 (RFC 7643, RFC 7644): a directory keeps accounts. Users are those it has made; groups
 * are the roles it may give. Asked by a token with the scope `accounts/provision`.
 */
import type {
  AccountsProblem,
  Provisioned,
  ProvisionedRole,
  Provisioning,
} from "@vallgrav/platform/accounts";
import { provisionedRoles } from "@vallgrav/platform/accounts";
import { z } from "zod";
import { siteOf } from "../govern/site-of.ts";
import { parameter, parseBody, parseQuery } from "../parse.ts";
import { type Answer, type Context, having, Refusal, type Route } from "../route.ts";
import { type Attributes, type Filter, parseFilter } from "./filter.ts";
import {
  groupInput,
  memberChangeOf,
  patchShape,
  ScimRefused,
  type ScimType,
  type UserChange,
  userChangeOf,
  userInput,
} from "./patch.ts";
import { discovery, groupOf, isGroup, pageLimit, schemas, scimPath, userOf } from "./resources.ts";

/** What these routes need. */
export type ScimRooms = { readonly provisioning: Provisioning };

/** Media type of SCIM (RFC 7644 §3.1). */
export const scimType = "application/scim+json";
const rule = having("accounts/provision");
const whole = z.string().regex(/^-?\d{1,9}$/);
const asked = z.object({
  filter: z.string().optional(),
  startIndex: whole.optional(),
  count: whole.optional(),
});

function told(status: 200 | 201, body: unknown, object = ""): Answer {
  return { status, body: JSON.stringify(body), type: scimType, object };
}

function refused(status: number, type: ScimType | null, code: string): Refusal {
  return new Refusal(status, code, type === null ? {} : { scimType: type });
}

function refusalOf(problem: AccountsProblem): Refusal {
  const { code } = problem;
  if (code === "accounts/unknown") return refused(404, null, code);
  if (code === "accounts/name-taken" || code === "accounts/identity-taken")
    return refused(409, "uniqueness", code);
  if (code === "accounts/bad-name") return refused(400, "invalidValue", code);
  // What a person has decided, a program does not undo.
  return refused(403, null, code);
}

/** Does what may throw a refusal of SCIM's own. @throws {Refusal} */
function within<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ScimRefused)) throw error;
    throw refused(400, error.scimType, "scim/refused");
  }
}

type Asked = Pick<Context, "request" | "query">;

function baseOf({ request }: Asked): string {
  return `${siteOf(request).origin}/api${scimPath}`;
}

/** A page of what a filter means (RFC 7644 §3.4.2). */
function page<T>(
  context: Asked,
  all: readonly T[],
  { names, of }: { readonly names: readonly string[]; readonly of: (thing: T) => Attributes },
  render: (thing: T) => unknown,
): Answer {
  const {
    filter = "",
    startIndex = "1",
    count = String(pageLimit),
  } = parseQuery(asked, context.query);
  const lower = new Set(names.map((name) => name.toLowerCase()));
  const means: Filter | null = filter === "" ? () => true : parseFilter(filter, lower);
  if (means === null) throw refused(400, "invalidFilter", "scim/refused");
  const meant = all.filter((thing) => means(of(thing)));
  const start = Math.max(1, Number(startIndex));
  const some = meant.slice(start - 1, start - 1 + Math.min(Math.max(0, Number(count)), pageLimit));
  return told(200, {
    schemas: [schemas.list],
    totalResults: meant.length,
    startIndex: start,
    itemsPerPage: some.length,
    Resources: some.map((thing) => render(thing)),
  });
}

const userNames = ["id", "userName", "externalId", "displayName", "active"];
function userAttributes({ id, name, externalId, state }: Provisioned): Attributes {
  return {
    id,
    username: name,
    displayname: name,
    active: state === "active",
    externalid: externalId ?? undefined,
  };
}

async function userIn({ provisioning }: ScimRooms, params: unknown): Promise<Provisioned> {
  const found = await provisioning.load(parameter(params, "id"));
  if (found === null) throw refused(404, null, "accounts/unknown");
  return found;
}

async function change(
  { provisioning }: ScimRooms,
  user: Provisioned,
  { active, externalId, userName }: UserChange,
): Promise<Provisioned> {
  // A name stands in the log of what was done; another one would be somebody else there.
  if (userName !== undefined && userName.trim() !== user.name)
    throw refused(400, "mutability", "scim/refused");
  let result: Awaited<ReturnType<Provisioning["setActive"]>> = { ok: true, value: user };
  if (externalId !== undefined) result = await provisioning.setExternalId(user.id, externalId);
  const isNamed = result.ok && externalId !== undefined;
  if (result.ok && active !== undefined) result = await provisioning.setActive(user.id, active);
  if (result.ok) return result.value;
  // A refusal has no line of what was done, so nothing of it may stay.
  if (isNamed && user.externalId !== null)
    await provisioning.setExternalId(user.id, user.externalId);
  throw refusalOf(result.problem);
}

/** The answer to a change; whom it let in, or let be another, is as before without its line. */
function changed(
  { provisioning }: ScimRooms,
  [before, after]: readonly [before: Provisioned, after: Provisioned],
  base: string,
): Answer {
  const { id, externalId } = before;
  const undo = async (): Promise<void> => {
    if (before.state !== "active" && after.state === "active")
      await provisioning.setActive(id, false);
    if (externalId !== null && externalId !== after.externalId)
      await provisioning.setExternalId(id, externalId);
  };
  return { ...told(200, userOf(after, base), id), undo };
}

/** Routes that change one user who is there. */
function changingRoutes(rooms: ScimRooms): readonly Route[] {
  const { provisioning } = rooms;
  const one = `${scimPath}/Users/:id`;
  return [
    {
      method: "PUT",
      path: one,
      rule,
      action: "scim/change-user",
      takes: userInput,
      handle: async (context) => {
        const { userName, externalId, active = true } = parseBody(userInput, context.body);
        const user = await userIn(rooms, context.params);
        const wanted = { userName, active, ...(externalId === undefined ? {} : { externalId }) };
        const done = await change(rooms, user, wanted);
        return changed(rooms, [user, done], baseOf(context));
      },
    },
    {
      method: "PATCH",
      path: one,
      rule,
      action: "scim/change-user",
      takes: patchShape,
      handle: async (context) => {
        const patch = parseBody(patchShape, context.body);
        const user = await userIn(rooms, context.params);
        const done = await change(
          rooms,
          user,
          within(() => userChangeOf(patch)),
        );
        return changed(rooms, [user, done], baseOf(context));
      },
    },
    {
      method: "DELETE",
      path: one,
      rule,
      action: "scim/close-user",
      handle: async ({ params }) => {
        const closed = await provisioning.close(parameter(params, "id"));
        if (!closed.ok) throw refusalOf(closed.problem);
        return { status: 204, body: null, object: closed.value.id };
      },
    },
  ];
}

function userRoutes(rooms: ScimRooms): readonly Route[] {
  const { provisioning } = rooms;
  const one = `${scimPath}/Users/:id`;
  return [
    {
      method: "GET",
      path: `${scimPath}/Users`,
      rule,
      action: "scim/view",
      asks: asked,
      handle: async (context) => {
        const base = baseOf(context);
        const of = { names: userNames, of: userAttributes };
        return page(context, await provisioning.list(), of, (user) => userOf(user, base));
      },
    },
    {
      method: "GET",
      path: one,
      rule,
      action: "scim/view",
      handle: async (context) => {
        const user = await userIn(rooms, context.params);
        return told(200, userOf(user, baseOf(context)), user.id);
      },
    },
    {
      method: "POST",
      path: `${scimPath}/Users`,
      rule,
      action: "scim/add-user",
      takes: userInput,
      handle: async (context) => {
        const { userName, externalId = null, active = true } = parseBody(userInput, context.body);
        const person = { name: userName, externalId, isActive: active };
        const made = await provisioning.add(person);
        if (!made.ok) throw refusalOf(made.problem);
        const { id } = made.value;
        return {
          ...told(201, userOf(made.value, baseOf(context)), id),
          undo: () => provisioning.close(id),
        };
      },
    },
    ...changingRoutes(rooms),
  ];
}

/** Moves members of a group: all or none. @returns the way to take it back */
async function moveMembers(
  { provisioning }: ScimRooms,
  params: unknown,
  wanted: (before: readonly string[]) => ReturnType<typeof memberChangeOf>,
): Promise<() => Promise<unknown>> {
  const role = parameter(params, "id");
  if (!isGroup(role)) throw refused(404, null, "accounts/unknown");
  const all = await provisioning.list();
  const before = all.filter((user) => user.role === role);
  const { come, go } = within(() => wanted(before.map(({ id }) => id)));
  const undo = async (): Promise<void> => {
    for (const { id, role: was } of all)
      if ((come.includes(id) || go.includes(id)) && isGroup(was))
        await provisioning.setRole(id, was);
  };
  const move = async (id: string, to: ProvisionedRole): Promise<void> => {
    const moved = await provisioning.setRole(id, to);
    if (moved.ok) return;
    // A refusal has no line of what was done, so nothing of it may stay.
    await undo();
    // Whoever is not kept by the directory is no member it can name.
    throw moved.problem.code === "accounts/unknown" && to === role
      ? refused(400, "invalidValue", moved.problem.code)
      : refusalOf(moved.problem);
  };
  for (const id of come) await move(id, role);
  for (const id of go) await move(id, "employee");
  return undo;
}

function groupRoutes(rooms: ScimRooms): readonly Route[] {
  const { provisioning } = rooms;
  const one = `${scimPath}/Groups/:id`;
  const answer = async (context: Asked & Pick<Context, "params">): Promise<Answer> => {
    const role = parameter(context.params, "id");
    if (!isGroup(role)) throw refused(404, null, "accounts/unknown");
    return told(200, groupOf(role, await provisioning.list(), baseOf(context)), role);
  };
  return [
    {
      method: "GET",
      path: `${scimPath}/Groups`,
      rule,
      action: "scim/view",
      asks: asked,
      handle: async (context) => {
        const all = await provisioning.list();
        const of = {
          names: ["id", "displayName"],
          of: (role: string) => ({ id: role, displayname: role }),
        };
        const base = baseOf(context);
        return page(context, provisionedRoles, of, (role) => groupOf(role, all, base));
      },
    },
    { method: "GET", path: one, rule, action: "scim/view", handle: answer },
    {
      method: "PUT",
      path: one,
      rule,
      action: "scim/change-group",
      takes: groupInput,
      handle: async (context) => {
        const { members = [] } = parseBody(groupInput, context.body);
        const wanted = [...new Set(members.map(({ value }) => value))];
        const undo = await moveMembers(rooms, context.params, (before) => ({
          come: wanted.filter((id) => !before.includes(id)),
          go: before.filter((id) => !wanted.includes(id)),
        }));
        return { ...(await answer(context)), undo };
      },
    },
    {
      method: "PATCH",
      path: one,
      rule,
      action: "scim/change-group",
      takes: patchShape,
      handle: async (context) => {
        const patch = parseBody(patchShape, context.body);
        const undo = await moveMembers(rooms, context.params, (before) =>
          memberChangeOf(patch, before),
        );
        return { ...(await answer(context)), undo };
      },
    },
  ];
}

/** A list that is always whole. */
function listOf(things: readonly unknown[]): Answer {
  const length = things.length;
  return told(200, {
    schemas: [schemas.list],
    totalResults: length,
    startIndex: 1,
    itemsPerPage: length,
    Resources: things,
  });
}

/** Routes of SCIM. */
export function scimRoutes(rooms: ScimRooms): readonly Route[] {
  const about = (path: string, answer: () => Answer): Route => ({
    method: "GET",
    path: `${scimPath}/${path}`,
    rule,
    action: null,
    handle: async () => answer(),
  });
  return [
    ...userRoutes(rooms),
    ...groupRoutes(rooms),
    about("ServiceProviderConfig", () => told(200, discovery.config)),
    about("ResourceTypes", () => listOf(discovery.resourceTypes)),
    about("Schemas", () => listOf(discovery.schemas)),
  ];
}

/** A refusal as SCIM tells it (RFC 7644 §3.12); our code stands in the detail. */
export function scimError({ status, code, more }: Refusal): Readonly<Record<string, unknown>> {
  const { scimType: type } = more;
  const badBody = code === "request/bad-body" ? { scimType: "invalidSyntax" } : {};
  return {
    schemas: [schemas.error],
    status: String(status),
    ...(typeof type === "string" ? { scimType: type } : badBody),
    detail: code,
  };
}
