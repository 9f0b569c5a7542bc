/** SCIM 2.0 by the sections of RFC 7643 and RFC 7644 that it is about. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type House, openHouse, password, setUp, signInAs, ask } from "../test/house.ts";
import { scimRefusal } from "./answers.ts";
import { filterLimits, parseFilter } from "./filter.ts";

type User = {
  readonly id: string;
  readonly userName: string;
  readonly externalId?: string;
  readonly active: boolean;
  readonly groups: readonly { readonly value: string }[];
  readonly meta: { readonly location: string };
};
type Page<T> = {
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly T[];
};
type Said = User & Page<User> & { readonly scimType?: string; readonly detail?: string };

const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

let asked = 0;

/** A directory with its token, as an identity provider's provisioning would ask. */
async function directoryOf(house: House) {
  const admin = await setUp(house);
  const made = await ask(house, {
    method: "POST",
    url: "/api/own/tokens",
    token: admin,
    body: { name: "Katalogen", scopes: ["accounts/provision"], days: 365, password },
  });
  const { token } = made.json<{ token: string }>();
  const scim = async (line: string, body?: unknown) => {
    asked += 1;
    const [method = "GET", path = ""] = line.split(" ");
    const answer = await house.app.inject({
      method: method as "GET",
      url: `/api/scim/v2${path}`,
      remoteAddress: `127.3.${asked >> 8}.${asked & 255}`,
      headers: {
        host: "localhost:4600",
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/scim+json" }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const type = answer.headers["content-type"] ?? "";
    if (answer.body !== "") expect(type).toMatch(/^application\/scim\+json/);
    const said = (answer.body === "" ? {} : answer.json()) as Said;
    if (answer.statusCode >= 400) expect(scimRefusal.safeParse(said).success).toBe(true);
    return { status: answer.statusCode, said };
  };
  const add = (userName: string, more: object = {}) =>
    scim("POST /Users", { schemas: [userSchema], userName, externalId: `x-${userName}`, ...more });
  const patch = (path: string, ...Operations: object[]) =>
    scim(`PATCH ${path}`, { schemas: [patchSchema], Operations });
  return { admin, scim, add, patch };
}

test("[SV101] RFC 7644 §4, RFC 7643 §5–7: what we can is told", async () => {
  const { scim } = await directoryOf(await openHouse());
  expect((await scim("GET /ServiceProviderConfig")).said).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false },
    filter: { supported: true, maxResults: 200 },
    sort: { supported: false },
    etag: { supported: false },
    changePassword: { supported: false },
  });
  const types = (await scim("GET /ResourceTypes")).said.Resources;
  expect(types.map((one) => Reflect.get(one, "endpoint"))).toEqual(["/Users", "/Groups"]);
  const schemas = (await scim("GET /Schemas")).said;
  expect([schemas.totalResults, schemas.Resources[0]?.id]).toEqual([2, userSchema]);
});

test("[SV102] RFC 7644 §3.3, §3.4.1, §3.6: a user is made, told and closed", async () => {
  const house = await openHouse();
  const { scim, add } = await directoryOf(house);
  const made = await add("astrid@example.se", { emails: [{ value: "x@example.se" }] });
  expect(made.status).toBe(201);
  const { id } = made.said;
  expect(made.said).toEqual({
    schemas: [userSchema],
    id,
    externalId: "x-astrid@example.se",
    userName: "astrid@example.se",
    displayName: "astrid@example.se",
    active: true,
    groups: [{ value: "employee", display: "employee" }],
    meta: {
      resourceType: "User",
      created: "2026-11-24T00:00:00.000Z",
      location: `http://localhost:4600/api/scim/v2/Users/${id}`,
    },
  });
  expect((await scim(`GET /Users/${id}`)).said).toEqual(made.said);
  expect(await add("ASTRID@example.se", { externalId: "other" })).toMatchObject({
    status: 409,
    said: { scimType: "uniqueness", status: "409" },
  });
  expect(await add("bo@example.se", { externalId: "x-astrid@example.se" })).toMatchObject({
    status: 409,
    said: { scimType: "uniqueness" },
  });
  expect((await scim(`DELETE /Users/${id}`)).status).toBe(204);
  expect([
    (await scim(`DELETE /Users/${id}`)).status,
    (await scim(`GET /Users/${id}`)).status,
  ]).toEqual([404, 404]);
  expect((await scim("GET /Users")).said.totalResults).toBe(0);
  expect((await house.accounts.list()).find((one) => one.id === id)?.state).toBe("closed");
  expect((await house.audited()).filter((line) => line.includes(id))).toEqual([
    `scim/add-user done ${id}`,
    `scim/view done ${id}`,
    `scim/close-user done ${id}`,
  ]);
});

test("[SV102] RFC 7643 §3.1: without a lasting name nobody is let in", async () => {
  const { scim, patch } = await directoryOf(await openHouse());
  const made = await scim("POST /Users", { schemas: [userSchema], userName: "namnlös" });
  expect([made.status, made.said.active, made.said.externalId]).toEqual([201, false, undefined]);
  const path = `/Users/${made.said.id}`;
  expect((await patch(path, { op: "replace", path: "active", value: true })).said.active).toBe(
    false,
  );
  const named = await patch(path, { op: "add", path: "externalId", value: "x-9" });
  expect([named.said.active, named.said.externalId]).toEqual([true, "x-9"]);
});

test("[SV103] RFC 7644 §3.4.2: lists are filtered and paged", async () => {
  const { scim, add } = await directoryOf(await openHouse());
  for (const name of ["anna", "berit", "cecilia", "disa"]) await add(name);
  const found = async (query: string) => {
    const { status, said } = await scim(`GET /Users?${query}`);
    return status === 200 ? said.Resources.map(({ userName }) => userName) : said.scimType;
  };
  const by = (filter: string) => found(`filter=${encodeURIComponent(filter)}`);
  expect(await by('userName eq "ANNA"')).toEqual(["anna"]);
  expect(await by('externalId eq "x-disa"')).toEqual(["disa"]);
  expect(await by('userName sw "b" or userName ew "a" and active eq true')).toEqual([
    "anna",
    "berit",
    "cecilia",
    "disa",
  ]);
  expect(await by('(userName sw "b" or userName ew "a") and not (userName co "ann")')).toEqual([
    "berit",
    "cecilia",
    "disa",
  ]);
  expect(await by("externalId pr")).toHaveLength(4);
  expect(await by('userName ne "anna"')).toHaveLength(3);
  for (const wrong of ["userName eq", 'userName gt "a"', 'emails.type eq "work"', "(", 'a eq "b"'])
    expect([wrong, await by(wrong)]).toEqual([wrong, "invalidFilter"]);
  const second = (await scim("GET /Users?startIndex=2&count=2")).said;
  expect([second.totalResults, second.startIndex, second.itemsPerPage]).toEqual([4, 2, 2]);
  expect(second.Resources.map(({ userName }) => userName)).toEqual(["berit", "cecilia"]);
  expect(await found("startIndex=9")).toEqual([]);
  expect(await found("count=0")).toEqual([]);
  expect(await found("startIndex=-3&count=1")).toEqual(["anna"]);
  expect((await scim("GET /Users?count=x")).status).toBe(400);
});

test("[SV104] RFC 7644 §3.5.1, §3.5.2: a user is replaced and changed in parts", async () => {
  const { scim, add, patch } = await directoryOf(await openHouse());
  const { id } = (await add("anna")).said;
  const path = `/Users/${id}`;
  const active = async (...operations: object[]) => (await patch(path, ...operations)).said.active;
  expect(await active({ op: "replace", path: "active", value: false })).toBe(false);
  // As Entra ID writes it: capital letters, and truth as text.
  expect(await active({ op: "Replace", path: "active", value: "True" })).toBe(true);
  expect(await active({ op: "replace", value: { active: false, nickName: "A" } })).toBe(false);
  expect(await active({ op: "Add", path: `${userSchema}:active`, value: true })).toBe(true);
  const twice = [
    { op: "replace", path: "active", value: false },
    { op: "replace", path: "active", value: true },
  ];
  expect(await active(...twice)).toBe(true);
  const put = { schemas: [userSchema], userName: "anna", externalId: "x-2", active: false };
  expect((await scim(`PUT ${path}`, put)).said).toMatchObject({ active: false, externalId: "x-2" });
  const refused = async (operation: object) => {
    const { status, said } = await patch(path, operation);
    return [status, said.scimType];
  };
  expect(await refused({ op: "replace", path: "userName", value: "eva" })).toEqual([
    400,
    "mutability",
  ]);
  expect(await refused({ op: "remove", path: "active" })).toEqual([400, "mutability"]);
  expect(await refused({ op: "replace", path: "roles", value: "administrator" })).toEqual([
    400,
    "invalidPath",
  ]);
  expect(await refused({ op: "replace", path: "active", value: "perhaps" })).toEqual([
    400,
    "invalidValue",
  ]);
  expect(await refused({ op: "move", path: "active", value: true })).toEqual([
    400,
    "invalidSyntax",
  ]);
  expect((await scim(`PUT ${path}`, { userName: "eva" })).said.scimType).toBe("mutability");
});

test("[SV105] RFC 7643 §4.2: groups are the roles a directory may give", async () => {
  const house = await openHouse();
  const { scim, add, patch } = await directoryOf(house);
  const { id } = (await add("elsa")).said;
  const groups = (await scim("GET /Groups")).said;
  expect(groups.Resources.map((one) => one.id)).toEqual(["employee", "pupil", "consultant"]);
  const named = await scim(`GET /Groups?filter=${encodeURIComponent('displayName eq "pupil"')}`);
  expect(named.said.totalResults).toBe(1);
  const roleOf = async () => (await house.accounts.list()).find((one) => one.id === id)?.role;
  const come = { op: "add", path: "members", value: [{ value: id }] };
  expect((await patch("/Groups/pupil", come)).status).toBe(200);
  expect([await roleOf(), (await scim(`GET /Users/${id}`)).said.groups[0]?.value]).toEqual([
    "pupil",
    "pupil",
  ]);
  const go = { op: "remove", path: `members[value eq "${id}"]` };
  await patch("/Groups/pupil", go);
  expect(await roleOf()).toBe("employee");
  await scim("PUT /Groups/consultant", { displayName: "consultant", members: [{ value: id }] });
  expect(await roleOf()).toBe("consultant");
  await patch("/Groups/consultant", { op: "Remove", path: "members", value: [{ value: id }] });
  expect(await roleOf()).toBe("employee");
  for (const role of ["administrator", "security-officer", "auditor", "no-role"])
    expect([role, (await patch(`/Groups/${role}`, come)).status]).toEqual([role, 404]);
  // A role that a person gave is a person's to take.
  await house.administration.assign(id, { role: "system-owner", unit: null }, null);
  expect([(await patch("/Groups/pupil", come)).status, await roleOf()]).toEqual([
    403,
    "system-owner",
  ]);
  const stranger = { op: "add", path: "members", value: [{ value: "nobody" }] };
  expect((await patch("/Groups/pupil", stranger)).said.scimType).toBe("invalidValue");
});

test("[SV106] it touches nobody it did not make, and opens nothing a person shut", async () => {
  const house = await openHouse();
  const { scim, add, patch, admin } = await directoryOf(house);
  await signInAs(house, "auditor");
  expect((await scim("GET /Users")).said.totalResults).toBe(0);
  for (const { id } of await house.accounts.list())
    for (const line of [`GET /Users/${id}`, `DELETE /Users/${id}`])
      expect([line, (await scim(line)).status]).toEqual([line, 404]);
  const { id } = (await add("anna")).said;
  const step = async (name: string) =>
    (await ask(house, { method: "POST", url: `/api/accounts/${id}/${name}`, token: admin }))
      .statusCode;
  const open = { op: "replace", path: "active", value: true };
  expect([await step("lock"), (await patch(`/Users/${id}`, open)).status]).toEqual([200, 403]);
  expect([await step("unlock"), (await patch(`/Users/${id}`, open)).status]).toEqual([200, 200]);
  const shut = { op: "replace", path: "active", value: false };
  expect((await patch(`/Users/${id}`, shut)).said.active).toBe(false);
  expect((await patch(`/Users/${id}`, open)).said.active).toBe(true);
  expect(await step("close")).toBe(200);
  expect((await scim(`GET /Users/${id}`)).status).toBe(404);
});

test("[SV150] without its line in the audit nobody is let in by a directory", async () => {
  const house = await openHouse();
  const { scim, add, patch } = await directoryOf(house);
  const shut = { op: "replace", path: "active", value: false };
  const open = { op: "replace", path: "active", value: true };
  const { id } = (await add("anna")).said;
  await patch(`/Users/${id}`, shut);
  house.faults.audit = true;
  const change = [open, { op: "replace", path: "externalId", value: "x-other" }];
  expect((await patch(`/Users/${id}`, ...change)).status).toBe(503);
  house.faults.audit = false;
  expect((await scim(`GET /Users/${id}`)).said).toMatchObject({
    active: false,
    externalId: "x-anna",
  });
});

test("[SV150] without its line in the audit nobody has moved between groups", async () => {
  const house = await openHouse();
  const { scim, add, patch } = await directoryOf(house);
  const { id } = (await add("anna")).said;
  const join = { op: "add", path: "members", value: [{ value: id }] };
  expect((await patch("/Groups/pupil", join)).status).toBe(200);
  house.faults.audit = true;
  const leave = { op: "remove", path: `members[value eq "${id}"]` };
  expect((await patch("/Groups/pupil", leave)).status).toBe(503);
  expect((await patch("/Groups/consultant", join)).status).toBe(503);
  house.faults.audit = false;
  const { said } = await scim("GET /Groups/pupil");
  expect(JSON.stringify(said)).toContain(id);
});

test("[SV107] RFC 7644 §3.12: whatever is sent, the answer is SCIM's", async () => {
  const house = await openHouse();
  const { scim, add } = await directoryOf(house);
  const { id } = (await add("anna")).said;
  const operation = fc.record(
    {
      op: fc.constantFrom("add", "replace", "remove", "Add", "x"),
      path: fc.oneof(
        fc.constantFrom("members", "active", `members[value eq "${id}"]`),
        fc.string(),
      ),
      value: fc.jsonValue(),
    },
    { requiredKeys: ["op"] },
  );
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record({
      schemas: fc.constant([patchSchema]),
      Operations: fc.array(operation, { maxLength: 3 }),
    }),
  );
  const paths = ["/Users", "/Groups", `/Users/${id}`, "/Groups/pupil", "/Groups/employee"];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("POST", "PUT", "PATCH"),
      fc.constantFrom(...paths),
      body,
      async (method, path, sent) => {
        const { status } = await scim(`${method} ${path}`, sent ?? {});
        expect(status).not.toBe(500);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);

test("[SV103] reading a filter is total, within its limits", () => {
  const names = new Set(["a", "b"]);
  const word = fc.constantFrom("a", "b", "eq", "pr", "and", "or", "not", "(", ")", '"x"', "true");
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join(" ")),
      ),
      (text) => {
        const filter = parseFilter(text, names);
        if (filter !== null) expect(typeof filter({ a: "x" })).toBe("boolean");
      },
    ),
    { numRuns: 2_000 },
  );
  const deep = (depth: number) => `${"(".repeat(depth)}a pr${")".repeat(depth)}`;
  expect(parseFilter(deep(filterLimits.depth), names)).not.toBe(null);
  expect(parseFilter(deep(filterLimits.depth + 1), names)).toBe(null);
  expect(parseFilter(`a eq "${"x".repeat(filterLimits.characters)}"`, names)).toBe(null);
  expect(parseFilter('a eq "\\u0041"', names)?.({ a: "a" })).toBe(true);
});

test("[SV805] a change that is refused in its midst leaves nothing done", async () => {
  const house = await openHouse();
  const { admin, add, patch, scim } = await directoryOf(house);
  const { id } = (await add("astrid@example.se")).said;
  const { id: other } = (await add("bo@example.se")).said;
  const value = [{ value: id }, { value: "somebody-else" }];
  const refused = await patch("/Groups/pupil", { op: "add", path: "members", value });
  expect([refused.status, refused.said.scimType]).toEqual([400, "invalidValue"]);
  expect((await scim(`GET /Users/${id}`)).said.groups).toEqual([
    { value: "employee", display: "employee" },
  ]);
  // Locked by a person: the directory opens nothing, and names nobody anew on the way.
  const url = `/api/accounts/${other}/lock`;
  expect((await ask(house, { method: "POST", url, token: admin })).statusCode).toBe(200);
  const both = await patch(
    `/Users/${other}`,
    { op: "replace", path: "externalId", value: "x-another" },
    { op: "replace", path: "active", value: true },
  );
  expect(both.status).toBe(403);
  expect((await scim(`GET /Users/${other}`)).said.externalId).toBe("x-bo@example.se");
  const lines = (await house.audited()).filter((line) => line.startsWith("scim/change"));
  expect(lines.filter((line) => line.includes("done"))).toEqual([]);
});
