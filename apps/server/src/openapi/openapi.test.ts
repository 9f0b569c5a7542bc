/** The description of the API against the API: every route, real answers, all kinds of bodies. */
import { Validator } from "@seriousme/openapi-schema-validator";
import { createDetect, dutyOf } from "@vallgrav/platform/detect";
import { expect, test } from "vitest";
import { z } from "zod";
import { buildApp } from "../app.ts";
import { openIdleRooms } from "../compose.ts";
import type { Route } from "../route.ts";
import { allRoutes } from "../routes.ts";
import { shownCode } from "../test/authenticator.ts";
import {
  ask,
  type House,
  openHouse,
  password,
  setUp,
  temporaryFolder,
  tokenOf,
} from "../test/house.ts";
import { answers } from "./answers.ts";
import { keyOf, openApiOf } from "./document.ts";

type Method = "GET" | "POST" | "DELETE";

test("[SV97] every route stands in the document, which is OpenAPI 3.1", async () => {
  const house = await openHouse();
  const served = (await ask(house, { url: "/api/openapi" })).json<Record<string, object>>();
  expect(served).toEqual(JSON.parse(JSON.stringify(openApiOf(house.routes, "0.1.0"))));
  const validator = new Validator();
  expect(await validator.validate(structuredClone(served))).toMatchObject({ valid: true });
  expect(validator.version).toBe("3.1");
  const written = Object.entries(served["paths"] ?? {}).flatMap(([path, methods]) =>
    Object.keys(Object(methods)).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const real = house.routes.map(
    ({ method, path }) => `${method} /api${path.replaceAll(/:(\w+)/g, "{$1}")}`,
  );
  expect(written.sort()).toEqual(real.sort());
  // A route whose answer is described nowhere is added in answers.ts beside this file.
  expect(Object.keys(answers).sort()).toEqual(house.routes.map((route) => keyOf(route)).sort());
  process.stdout.write(`openapi: ${real.length} routes\n`);
});

/** Asks as a page would, and holds the answer against its shape. */
async function told(house: Pick<House, "app">, token: string | null, line: string, body?: unknown) {
  const [method = "GET", url = ""] = line.split(" ");
  const request = { method: method as Method, url: `/api${url}`, token };
  const answer = await ask(house, body === undefined ? request : { ...request, body });
  if (answer.statusCode >= 400) throw new Error(`${line}: ${answer.statusCode} ${answer.body}`);
  return answer;
}

test("[SV98] real answers about people are what the document says, and nothing more", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const json = async <T>(line: string, body?: unknown) =>
    (await told(house, token, line, body)).json<T>();
  const unit = await json<{ id: string }>("POST /units", { name: "Skolan", parent: null });
  const bo = { name: "Bo Exempel", role: "pupil", unit: unit.id };
  const { account, token: link } = await json<{ account: { id: string }; token: string }>(
    "POST /accounts",
    bo,
  );
  const of = `/accounts/${account.id}`;
  await told(house, null, "POST /invitation", { token: link });
  await told(house, null, "POST /invitation/confirm", { token: link, password });
  for (const step of ["activate", "lock", "unlock"]) await told(house, token, `POST ${of}/${step}`);
  await told(house, token, `POST ${of}/assign`, { role: "employee", unit: null });
  await told(house, token, `DELETE ${of}/sessions`);
  await told(house, token, `DELETE ${of}/second-factor`);
  await told(house, token, `POST ${of}/reset`);
  await told(house, token, `POST ${of}/close`);
  for (const line of [
    "/accounts",
    "/units",
    "/own/sessions",
    "/own/passkeys",
    "/access",
    "/alerts",
  ])
    await told(house, token, `GET ${line}`);
  await told(house, token, `DELETE /units/${unit.id}`);
  await told(house, token, "POST /access", { secondFactor: [] });
  await told(house, token, "POST /access/incident", { admitted: [] });
  await told(house, token, "DELETE /access/incident");
  await told(house, token, "POST /alerts/seen", { upTo: 1 });
  await told(house, token, "GET /own/second-factor");
  const { secret } = await json<{ secret: string }>("POST /own/second-factor", { password });
  const code = shownCode(secret, house.clock.ms);
  await told(house, token, "POST /own/second-factor/confirm", { code });
  house.clock.ms += 30_000;
  const again = { password, code: shownCode(secret, house.clock.ms) };
  await told(house, token, "POST /own/second-factor/remove", again);
  await told(house, token, "POST /own/passkeys/options", { password });
  await told(house, null, "POST /session/passkey/options");
  const wanted = { name: "Export", scopes: ["ways/view"], days: 3, password };
  const made = await json<{ id: string }>("POST /own/tokens", wanted);
  await told(house, token, "GET /own/tokens");
  await told(house, token, `DELETE /own/tokens/${made.id}`);
  await told(house, token, "GET /audit?what=account");
  await told(house, null, "GET /session");
  const signed = await told(house, null, "POST /session", { name: "Astrid Exempel", password });
  const other = tokenOf(signed);
  const sessions = (await told(house, other, "GET /own/sessions")).json<
    { id: string; isThis: boolean }[]
  >();
  const mine = sessions.find(({ isThis }) => isThis)?.id ?? "";
  const changed = await told(house, token, "POST /own/password", {
    password,
    newPassword: "en helt annan fras",
  });
  expect([mine.length, tokenOf(changed).length]).toEqual([64, 43]);
  await told(house, tokenOf(changed), "DELETE /session");
});

test("[SV98] real answers about the example are what the document says", async () => {
  const rooms = await openIdleRooms(
    {
      home: temporaryFolder(),
      size: { outer: 4, inner: 2, seed: "1", threads: 1 },
      log: () => undefined,
    },
    true,
  );
  const detect = createDetect({ ...rooms, watching: () => null });
  const app = await buildApp({
    ...rooms,
    routes: allRoutes({ ...rooms, detect, duty: dutyOf(rooms) }),
    ownNames: new Set(["localhost"]),
    webFolder: temporaryFolder(),
    isBehindProxy: false,
    isStopping: () => false,
  });
  try {
    rooms.jobs.start();
    const token = await setUp({ app } as House);
    const told2 = (line: string, body?: unknown) => told({ app }, token, line, body);
    await told2("GET /position");
    const job = (await told2("POST /example")).json<{ id: string }>();
    await rooms.jobs.wait(job.id);
    await told2(`GET /imports/${job.id}`);
    await told2(`GET /jobs/${job.id}`);
    const first = (await told2("GET /position")).json<{ state: string; job: { id: string } }>();
    expect(first.state).toBe("computing");
    await rooms.jobs.wait(first.job.id);
    const ready = (await told2("GET /position")).json<{
      state: string;
      curve: { budgetSek: number }[];
    }>();
    expect(ready.state).toBe("ready");
    await told2(`GET /plan?budgetSek=${ready.curve[1]?.budgetSek}`);
    const budgetSek = 1_200_000;
    const changed = { budgetSek, with: ["admin-keys"], without: ["number-matching"] };
    const asked = (await told2("POST /what-if", changed)).json<{ job: { id: string } }>();
    await rooms.jobs.wait(asked.job.id);
    const played = (await told2("POST /what-if", changed)).json<{ state: string }>();
    expect(played.state).toBe("ready");
    const dates = { from: null, until: "2030-12" };
    const limited = { yearlySek: null, hoursByRole: null, objective: "mean", dates };
    const onTerms = { budgetSek, terms: { ...limited, yearlyPayer: "Kommunstyrelsen" } };
    const planning = (await told2("POST /plan", onTerms)).json<{ job: { id: string } }>();
    await rooms.jobs.wait(planning.job.id);
    expect((await told2("POST /plan", onTerms)).json()).toMatchObject({ state: "ready" });
    const terms = { yearlySek: null, hoursByRole: null, objective: "worst" };
    const looked = {
      budgetSek,
      terms,
      worlds: 2,
      frequency: { low: 0.02, high: 2, source: "antagande" },
    };
    const waited = (await told2("POST /survey", looked)).json<{ job: { id: string } }>();
    await rooms.jobs.wait(waited.job.id);
    const surveyed = (await told2("POST /survey", looked)).json<{ state: string }>();
    expect(surveyed.state).toBe("ready");
    await told2("POST /yearly", { revision: 0, low: 0.1, high: 1, source: "antagande" });
    for (const path of [
      "/ways",
      "/attackers?budgetSek=1200000",
      "/findings/csv",
      "/ladder",
      "/collection-script?source=ad",
      "/measures",
      "/jobs",
      "/status",
      "/contradictions",
      "/map",
      "/coverage?kind=computer",
      "/coverage/unseen?kind=computer&source=sharphound",
      "/reality",
      "/yearly?budgetSek=1200000",
    ])
      await told2(`GET ${path}`);
    const computing = (await told2("GET /findings")).json<{
      impacts: { job: { id: string } };
      findings: { id: string }[];
    }>();
    await rooms.jobs.wait(computing.impacts.job.id);
    await told2("POST /affected", { text: "Windows Server 2012 R2 Standard, CVE-2026-990003" });
    await told2("GET /findings?state=all");
    const finding = computing.findings[0]?.id ?? "";
    await told2(`GET /finding?id=${finding}`);
    await told2("POST /finding", { id: finding, owner: "Drift 1" });
    for (const path of ["/questions", "/identities", "/health", "/ready", "/metrics", "/openapi"])
      await told2(`GET ${path}`);
    await told2("GET /cost-sheet");
    const own = { value: 400, source: "Personalkontoret" };
    const costs = { revision: 0, change: { kind: "factor", id: "hourSek", own } };
    const { revision } = (await told2("POST /cost-sheet", costs)).json<{ revision: number }>();
    await told2("POST /cost-sheet/approve", { revision, note: "KS 2026-11-30" });
    await told2("GET /cost-sheet");
    const answered = await told2("POST /answers", { answers: { employees: 900 } }).catch(
      () => null,
    );
    const id = answered?.json<{ id: string }>().id ?? job.id;
    await told2(`POST /jobs/${id}/cancel`);
  } finally {
    await app.close();
    await rooms.close();
  }
}, 120_000);

/** Texts of which one has the form that a schema asks for. */
const texts = ["abc", "2027-01", "2027-01-31", "a".repeat(64)];

/** Values that fit a schema as zod tells it in JSON. */
function fitting(schema: Readonly<Record<string, unknown>>): unknown {
  const any: unknown = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(any)) return fitting(any[0] as typeof schema);
  if (schema["const"] !== undefined) return schema["const"];
  if (Array.isArray(schema["enum"])) return (schema["enum"] as unknown[])[0];
  switch (schema["type"]) {
    case "string":
      return texts.find((text) =>
        new RegExp(typeof schema["pattern"] === "string" ? schema["pattern"] : "", "u").test(text),
      );
    case "integer":
    case "number":
      return Math.max(1, Number(schema["minimum"] ?? 1));
    case "boolean":
      return true;
    case "null":
      return null;
    case "array":
      return [fitting(schema["items"] as typeof schema)];
    default: {
      const properties = Object.entries(
        Object(schema["properties"]) as Record<string, typeof schema>,
      );
      return Object.fromEntries(properties.map(([name, of]) => [name, fitting(of)]));
    }
  }
}

/** What a directory asks is told in SCIM's own form: see scim.test.ts. */
const isScim = (path: string): boolean => path.startsWith("/scim/");

let asked = 0;
function nextAddress(): string {
  asked += 1;
  return `127.2.${(asked >> 8) & 255}.${asked & 255}`;
}

test("[SV99] a body is taken as its shape says, or refused by its places", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  // What a body of these does would keep the others from being read at all.
  const last = ["/access/incident", "/access"];
  const bodies = house.routes
    .filter(
      ({ takes, rule, path }) => takes !== undefined && rule.kind !== "first-run" && !isScim(path),
    )
    .sort((one, other) => last.indexOf(one.path) - last.indexOf(other.path));
  const codeOf = async ({ method, path }: Route, body: unknown) => {
    const url = `/api${path.replaceAll(/:\w+/g, "some-id")}`;
    const answer = await ask(house, { method, url, token, body, from: nextAddress() });
    return answer.statusCode < 300 ? "" : answer.json<{ code: string }>().code;
  };
  let refused = 0;
  for (const route of bodies) {
    const fits = Object(fitting(z.toJSONSchema(route.takes ?? z.never(), { io: "input" })));
    const bent = { ...fits, [Object.keys(fits)[0] ?? "x"]: { a: 1 } };
    for (const wrong of [[], "x", 7, null, bent, { ...fits, "": 0, another: 1 }]) {
      if (route.takes?.safeParse(wrong).success === true) continue;
      const code = await codeOf(route, wrong);
      expect([route.path, wrong, code]).toEqual([route.path, wrong, "request/bad-body"]);
      refused += 1;
    }
  }
  const unread = ["request/bad-body", "session/none", "session/needs-factor"];
  const unmade: string[] = [];
  for (const route of bodies) {
    const fits = fitting(z.toJSONSchema(route.takes ?? z.never(), { io: "input" }));
    if (route.takes?.safeParse(fits).success !== true) unmade.push(route.path);
    else
      expect([route.path, unread.includes(await codeOf(route, fits))]).toEqual([route.path, false]);
  }
  // A thing of the model is read by its own parser: its shape tells only that there is one.
  expect(unmade).toEqual(["/identities"]);
  process.stdout.write(`bodies: ${bodies.length} fit, ${refused} refused\n`);
  expect([bodies.length > 15, refused > 80]).toEqual([true, true]);
}, 60_000);
