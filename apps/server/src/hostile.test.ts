/** What somebody tries who wants to fill, to read or to be told what is not theirs. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { z } from "zod";
import { saidIn, secretNames } from "./once.ts";
import { answers } from "./openapi/answers.ts";
import {
  ask,
  type House,
  openHouse,
  password,
  setUp,
  signInAs,
  upload,
  temporaryFolder,
} from "./test/house.ts";

/** Asks as a page of nobody's would: without the header that only our pages send. */
async function foreign(house: House, url: string, from: string, origin?: string): Promise<string> {
  const answer = await house.app.inject({
    method: "POST",
    url,
    remoteAddress: from,
    headers: {
      host: "localhost:4600",
      "content-type": "application/json",
      ...(origin === undefined ? {} : { "x-vallgrav": "1", origin }),
    },
    payload: "{}",
  });
  return answer.json<{ code: string }>().code;
}

test("[SV801] what does not come from our pages fills no audit", async () => {
  const house = await openHouse();
  for (let at = 0; at < 200; at += 1) {
    expect(await foreign(house, "/api/plan", "192.0.2.7")).toBe("request/not-from-page");
    const other = await foreign(house, "/api/plan", "192.0.2.7", "https://evil.test");
    expect(other).toBe("request/other-origin");
  }
  expect(await house.audited()).toEqual(["plan/ask refused", "plan/ask refused"]);
  // One line in a home has more addresses than there are seconds.
  for (let at = 0; at < 200; at += 1)
    await foreign(house, "/api/plan", `2001:db8:1:2::${at.toString(16)}`);
  expect(await house.audited()).toHaveLength(3);
  await foreign(house, "/api/plan", "2001:db8:1:3::1");
  expect(await house.audited()).toHaveLength(4);
  house.clock.ms += 60_000;
  await foreign(house, "/api/plan", "192.0.2.7");
  expect(await house.audited()).toHaveLength(5);
});

test("[SV801] nor does whoever asks for every route in turn, from some networks", async () => {
  const house = await openHouse();
  const changing = house.routes.filter(({ method }) => method === "POST");
  const round = async (): Promise<number> => {
    for (const { path } of changing)
      for (const network of ["192.0.2.1", "192.0.2.2", "2001:db8::1"])
        for (const origin of [undefined, "https://evil.test"])
          await foreign(house, `/api${path.replaceAll(/:\w+/g, "x")}`, network, origin);
    return (await house.store.audit.rows(1, 10_000)).length;
  };
  const first = await round();
  expect(first).toBeGreaterThan(300);
  expect(await round()).toBe(first);
});

/** Names of what must be told once, wherever they stand in the shape of an answer. */
const toldOnce = /"(?:token|secret|recoveryCodes|password)":/;

test("[SV802] every route that answers with a secret says that it tells it once", async () => {
  const house = await openHouse();
  const secret = house.routes.filter(({ method, path, rule }) => {
    const shape = answers[`${method} ${path}`] ?? null;
    if (shape === null || method !== "POST" || rule.kind === "anyone") return false;
    return toldOnce.test(JSON.stringify(z.toJSONSchema(shape, { unrepresentable: "any" })));
  });
  expect(secret.length).toBeGreaterThanOrEqual(7);
  expect(secret.filter(({ tellsOnce }) => tellsOnce !== true).map(({ path }) => path)).toEqual([]);
});

test("[SV802] the token of a source of logs is kept under no key", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const make = () =>
    ask(house, {
      method: "POST",
      url: "/api/watch/sources",
      token,
      body: { name: "Filebeat" },
      headers: { "idempotency-key": "k" },
    });
  expect((await make()).json<{ token: string }>().token).toMatch(/^vgs_/);
  const again = await make();
  expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([
    409,
    "request/told-once",
  ]);
});

test("[SV802] nobody is told again what lies behind a wall by now", async () => {
  const told = "what lies with others";
  const house = await openHouse({
    findings: { affected: async () => ({ cves: [], names: [told], affected: [] }) as never },
  });
  await setUp(house);
  const unit = await house.units.add({ name: "Nämnden", parent: null });
  if (!unit.ok) throw new Error(unit.problem.code);
  const token = await signInAs(house, "it-operations", unit.value.id);
  const asked = async (): Promise<string> => {
    const answer = await house.app.inject({
      method: "POST",
      url: "/api/affected",
      headers: {
        host: "localhost:4600",
        "x-vallgrav": "1",
        "idempotency-key": "k",
        cookie: `vallgrav=${token}`,
      },
      payload: { text: "all" },
    });
    return answer.body;
  };
  expect(await asked()).toContain(told);
  expect(await asked()).toContain(told);
  await house.units.wall(unit.value.id, { authority: "committee", also: [] });
  const after = await asked();
  expect([after.includes(told), after.includes("request/key-of-another")]).toEqual([false, true]);
});

test("[SV803] how far work is names no files and things to most", async () => {
  const problem = { code: "readers/limit", severity: "error", at: null, args: {} } as const;
  const house = await openHouse({
    importing: ({ problem: tell }) => {
      tell({ ...problem, args: { name: "srv-hemlig" } });
      return Promise.resolve(null);
    },
  });
  const token = await setUp(house);
  const files = await upload([{ name: "srv-hemlig.json", bytes: "{}" }]);
  const queued = await ask(house, { method: "POST", url: "/api/imports", token, ...files });
  const { id } = queued.json<{ id: string }>();
  await house.jobs.wait(id);
  const told = async (as: string): Promise<readonly boolean[]> => {
    const bodies: boolean[] = [];
    for (const url of ["/api/jobs", `/api/jobs/${id}`]) {
      const answer = await ask(house, { url, token: as });
      expect(answer.statusCode).toBe(200);
      bodies.push(answer.body.includes("hemlig"));
    }
    return bodies;
  };
  for (const role of ["system-owner", "auditor"] as const)
    expect([role, await told(await signInAs(house, role))]).toEqual([role, [true, true]]);
  for (const role of ["head-of-service", "board-reader"] as const)
    expect([role, await told(await signInAs(house, role))]).toEqual([role, [false, false]]);
});

test("[SV803] why there are no dials is not read without a line in the audit", async () => {
  const secret = { code: "protect/no-way-in", severity: "error", at: null, args: {} } as const;
  let problems: readonly object[] = [secret];
  const house = await openHouse({
    protect: { position: async () => ({ state: "refused", problems }) as never },
  });
  const token = await setUp(house);
  house.faults.audit = true;
  expect((await ask(house, { url: "/api/position", token })).statusCode).toBe(503);
  house.faults.audit = false;
  await ask(house, { url: "/api/position", token });
  expect((await house.audited()).filter((line) => line.startsWith("position"))).toHaveLength(1);
  problems = [];
  await ask(house, { url: "/api/position", token });
  expect((await house.audited()).filter((line) => line.startsWith("position"))).toHaveLength(1);
});

/** Names of what a body may hold that nobody may guess from what is kept. */
const secretLike = /pass(?:word|phrase)|secret|token|^code$/i;

/** Names of properties in a JSON schema, at any depth. */
function namesIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties } = schema as { readonly properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(namesIn)];
}

test("[SV804] what knows a request again tells no password", async () => {
  const house = await openHouse();
  const token = await setUp(house);
  const body = { password, newPassword: "Ny korrekt häst batteri 8" };
  const url = "/api/own/password";
  const sent = JSON.stringify(body);
  const headers = { "idempotency-key": "k", "content-length": String(Buffer.byteLength(sent)) };
  const changed = await ask(house, { method: "POST", url, body, token, headers });
  expect(changed.statusCode).toBe(204);
  const [account] = await house.accounts.list();
  const hash = (...parts: readonly string[]): string =>
    parts
      .reduce((sum, part) => sum.update(`${part.length} ${part}\n`), createHash("sha256"))
      .digest("hex");
  const key = hash(account?.id ?? "", "POST", "/own/password", "k");
  const at = new Date(house.clock.ms).toISOString() as never;
  const kept = await house.store.repeats.begin({ key, print: "", at }, at);
  expect(kept?.print).toMatch(/^[\da-f]{64}$/);
  // Whoever has the disk knows the address, the length, and guesses the rest.
  const guesses = ["", "all", headers["content-length"]].flatMap((one) =>
    ["", "all", headers["content-length"]].map((two) => hash(url, sent, one, two)),
  );
  expect([...guesses, hash(url, sent, headers["content-length"])]).not.toContain(kept?.print);
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  expect(saidIn(body, one)).toEqual(saidIn(body, one));
  expect(saidIn(body, one)).not.toEqual(saidIn(body, other));
  expect(saidIn({ name: "a" }, one)).toEqual(saidIn({ name: "a" }, other));
  expect(JSON.stringify(saidIn({ deep: [{ code: "123456" }] }, one))).not.toContain("123456");
});

test("[SV804] every secret is taken under a name that is known as one", async () => {
  const { routes } = await openHouse();
  const taken = routes.flatMap(({ method, takes }) =>
    method !== "POST" || takes === undefined
      ? []
      : namesIn(z.toJSONSchema(takes, { io: "input", unrepresentable: "any" })),
  );
  const secret = new Set(taken.filter((name) => secretLike.test(name)));
  expect(secret.size).toBeGreaterThanOrEqual(5);
  expect([...secret].filter((name) => !secretNames.has(name))).toEqual([]);
});

/** What is no request, or hardly one: lines before the empty one, and a body. */
const hardly: readonly (readonly [lines: readonly string[], body?: string])[] = [
  ...[
    "//[",
    "//",
    "/api//[",
    "/api/%",
    "/api/%c0%af",
    "/api/asset?id=%",
    "/\\..\\x",
    "*",
    "/api?[",
  ].map((target) => [[`GET ${target} HTTP/1.1`]] as const),
  ...[
    "http://[/",
    "http://other.test/api/session",
    "x:y",
    "//localhost:4600/api",
    "/api/a:b@c",
  ].map((target) => [[`GET ${target} HTTP/1.1`]] as const),
  [[`GET /api/jobs/${"a".repeat(5_000)} HTTP/1.1`]],
  [[`GET /api/assets?text=${"%f0".repeat(2_000)} HTTP/1.1`]],
  [["GET /api/status HTTP/1.1", `cookie: vallgrav=%; ${"=;".repeat(500)}`]],
  [["GET /api/status HTTP/1.1", "authorization: Bearer"]],
  [["GET /api/status HTTP/1.1", "connection: upgrade", "upgrade: websocket"]],
  [["GET /api/status HTTP/1.1", "expect: the-unexpected"]],
  [["CONNECT localhost:22 HTTP/1.1"]],
  [["PRI * HTTP/2.0", "", "SM"]],
  [["TRACE /api/status HTTP/1.1"]],
  [["POST /api/session HTTP/1.1", "x-vallgrav: 1", "content-length: 2"], "{"],
  [["POST /api/session HTTP/1.1", "x-vallgrav: 1", "content-length: x"], "{}"],
  [["POST /api/session HTTP/1.1", "x-vallgrav: 1", "transfer-encoding: gzip"], "{}"],
  [["POST /api/session HTTP/1.1", "x-vallgrav: 1", "transfer-encoding: chunked"], "zz\r\n"],
  ...[
    "application/json; charset=utf-7",
    "application/json;;=",
    "x",
    "multipart/form-data",
    "text/",
  ].map(
    (type) =>
      [
        [
          "POST /api/session HTTP/1.1",
          "x-vallgrav: 1",
          `content-type: ${type}`,
          "content-length: 2",
        ],
        "{}",
      ] as const,
  ),
  ...[
    '{"__proto__":{}}',
    '{"constructor":{"prototype":{}}}',
    "[[[[",
    "\ufeff{}",
    "\0",
    '"\\ud800"',
  ].map(
    (body) =>
      [
        [
          "POST /api/session HTTP/1.1",
          "x-vallgrav: 1",
          "content-type: application/json",
          `content-length: ${Buffer.byteLength(body)}`,
        ],
        body,
      ] as const,
  ),
];

test("[SV808] whatever a stranger sends is no failure of ours, and nothing is logged", async () => {
  const webFolder = temporaryFolder();
  writeFileSync(join(webFolder, "index.html"), "<!doctype html>");
  const house = await openHouse({ webFolder });
  await setUp(house);
  const { port } = new URL(await house.app.listen({ host: "127.0.0.1", port: 0 }));
  const status = async (lines: readonly string[], body = ""): Promise<number> => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => undefined);
    const [first = "", ...rest] = lines;
    const head = [first, "host: localhost", "connection: close", ...rest].join("\r\n");
    socket.end(`${head}\r\n\r\n${body}`);
    const said = await text(socket).catch(() => "");
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0);
  };
  for (const [lines, body] of hardly) {
    const code = await status(lines, body);
    expect([lines[0]?.slice(0, 60), lines.at(-1), code >= 500]).toEqual([
      lines[0]?.slice(0, 60),
      lines.at(-1),
      false,
    ]);
  }
  expect(house.logged).toEqual([]);
  expect(await status(["GET /api/health HTTP/1.1"])).toBe(200);
});
