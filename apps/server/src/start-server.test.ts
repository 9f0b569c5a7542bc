/** The whole server as it runs: real rooms, real sockets. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import type { Job, Position, Status } from "@vallgrav/platform/api";
import { afterEach, expect, test } from "vitest";
import { openRooms } from "./compose.ts";
import { openHome } from "./home.ts";
import type { RunningServer } from "./listening.ts";
import { StartFailed } from "./start-failed.ts";
import { type ServerOptions, startServer } from "./start-server.ts";
import { ask, openHouse, password, temporaryFolder, upload } from "./test/house.ts";

const running: RunningServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close(0);
});

function optionsIn(home: string, change: Partial<ServerOptions> = {}): ServerOptions {
  return {
    home,
    host: "127.0.0.1",
    port: 0,
    mayMove: false,
    hosts: [],
    isBehindProxy: false,
    size: { outer: 4, inner: 2, seed: "1", threads: 1 },
    log: () => undefined,
    ...change,
  };
}

async function start(home: string, change: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer(optionsIn(home, change));
  running.push(server);
  return server;
}

async function codeOfStart(home: string, change: Partial<ServerOptions> = {}): Promise<string> {
  try {
    await start(home, change);
    return "started";
  } catch (error) {
    if (error instanceof StartFailed) return error.code;
    throw error;
  }
}

type Browser = <T>(method: string, path: string, init?: RequestInit) => Promise<[number, T]>;

/** A browser that is signed in as the first account. */
async function signedIn({ address }: RunningServer): Promise<Browser> {
  const change = { "x-vallgrav": "1", origin: address };
  const made = await fetch(`${address}/api/first-run`, {
    method: "POST",
    headers: { ...change, "content-type": "application/json" },
    body: JSON.stringify({ name: "Astrid Exempel", password }),
  });
  const cookie = (made.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
  return async <T>(method: string, path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${address}/api${path}`, {
      ...init,
      method,
      headers: {
        ...(method === "GET" ? {} : change),
        ...(init.headers as Record<string, string> | undefined),
        cookie,
      },
    });
    return [answer.status, (await answer.json()) as T];
  };
}

async function ended(browse: Browser, id: string): Promise<Job> {
  let last: Job | null = null;
  await expect
    .poll(
      async () => {
        [, last] = await browse<Job>("GET", `/jobs/${id}`);
        return ["done", "failed", "cancelled"].includes(last.state);
      },
      { timeout: 50_000, interval: 50 },
    )
    .toBe(true);
  if (last === null) throw new Error("polled at least once");
  return last;
}

/** A zip archive with one stored member. */
function zipOf(name: string, content: string): Buffer {
  const bytes = Buffer.from(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, Buffer.from(name), bytes]);
  const central = Buffer.concat([
    Buffer.from("PK\u0001\u0002\u0014\u0000"),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

test("[SV14] a hostile archive fails its job with its problem; the server goes on", async () => {
  const home = temporaryFolder();
  const browse = await signedIn(await start(home));
  const send = async (name: string, bytes: Uint8Array): Promise<Job> => {
    const { body, headers } = await upload([{ name, bytes }]);
    const [status, job] = await browse<Job>("POST", "/imports", {
      headers,
      body: Buffer.from(body),
    });
    expect(status).toBe(202);
    return ended(browse, job.id);
  };
  const outside = await send("export.zip", zipOf("../../evil.json", "{}"));
  expect([outside.state, outside.problems.map(({ code }) => code)]).toEqual([
    "failed",
    ["collect/path-outside"],
  ]);
  const broken = await send("export.zip", Buffer.from("PK\u0003\u0004 and nothing more"));
  expect([broken.state, broken.problems.map(({ code }) => code)]).toEqual([
    "failed",
    ["collect/not-a-zip"],
  ]);
  const [, status] = await browse<Status>("GET", "/status");
  expect([status.assets, status.evidence]).toEqual([[], []]);
  await expect.poll(() => readdirSync(join(home, "incoming"))).toEqual([]);
});

test("[SV14] the example comes in, and the position follows by itself", async () => {
  const browse = await signedIn(await start(temporaryFolder()));
  const [, empty] = await browse<Position>("GET", "/position");
  expect(empty).toEqual({ state: "empty" });
  const [, job] = await browse<Job>("POST", "/example");
  const loaded = await ended(browse, job.id);
  expect([loaded.state, loaded.problems.filter(({ severity }) => severity === "error")]).toEqual([
    "done",
    [],
  ]);
  const [, report] = await browse<{ files: readonly unknown[] }>("GET", `/imports/${job.id}`);
  expect(report.files).toHaveLength(9);
  const [, status] = await browse<Status>("GET", "/status");
  expect(status.evidence).toHaveLength(9);
  const [, position] = await browse<Position>("GET", "/position");
  if (position.state !== "computing") throw new Error(position.state);
  const computed = await ended(browse, position.job.id);
  expect([computed.kind, computed.state, computed.problems]).toEqual(["plan", "done", []]);
  const [, ready] = await browse<Position>("GET", "/position");
  if (ready.state !== "ready") throw new Error(ready.state);
  const stop = await browse("GET", `/plan?budgetSek=${ready.plan.budgetSek}`);
  expect(stop).toEqual([200, ready.plan]);
  const [ways] = await browse("GET", "/ways");
  expect(ways).toBe(200);
}, 120_000);

test("[SV18] only this machine is listened to, unless names for others are given", async () => {
  expect(await codeOfStart(temporaryFolder(), { host: "0.0.0.0" })).toBe("server/needs-host-names");
  const name = "vallgrav.kommun.example.se";
  const server = await start(temporaryFolder(), {
    host: "0.0.0.0",
    hosts: [name],
    isPlainForOthers: true,
  });
  const port = Number(new URL(server.address).port);
  expect(server.address).toBe(`http://${name}:${port}`);
  const statusAs = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      httpRequest(
        { host: "127.0.0.1", port, path: "/api/session", headers: { host } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      )
        .on("error", reject)
        .end();
    });
  expect(await statusAs(`${name}:${port}`)).toBe(200);
  expect(await statusAs("attacker.test")).toBe(421);
});

test("[SV18] a port that is taken is said, or the next one taken where that will do", async () => {
  const first = await start(temporaryFolder());
  const port = Number(new URL(first.address).port);
  expect(await codeOfStart(temporaryFolder(), { port })).toBe("server/port-taken");
  const second = await start(temporaryFolder(), { port, mayMove: true });
  const moved = Number(new URL(second.address).port) - port;
  expect(moved >= 1 && moved <= 9).toBe(true);
});

test("[SV19] the folder is for its user alone", async () => {
  const home = join(temporaryFolder(), "deep", "home");
  await start(home);
  const mode = (path: string): number => statSync(path).mode & 0o777;
  expect([mode(home), mode(join(home, "incoming"))]).toEqual([0o700, 0o700]);
  for (const name of readdirSync(home).filter((entry) => !["incoming", "keys"].includes(entry)))
    expect([name, mode(join(home, name))]).toEqual([name, 0o600]);
});

test("[SV19] one process owns the folder; a second server is refused", async () => {
  const home = temporaryFolder();
  const first = await start(home);
  expect(await codeOfStart(home)).toBe("server/home-in-use");
  expect(openHome(home, true).isOwner).toBe(false);
  await first.close();
  await start(home);
});

test("[SV19] one who works beside the owner leaves its uploads alone", async () => {
  const home = temporaryFolder();
  await start(home);
  mkdirSync(join(home, "incoming"), { recursive: true });
  writeFileSync(join(home, "incoming", "coming-in"), "");
  const beside = await openRooms({ ...optionsIn(home), work: true });
  expect([beside.isOwner, readdirSync(join(home, "incoming"))]).toEqual([false, ["coming-in"]]);
  await beside.close();
});

test("[SV19] one who only looks does not keep a server from starting", async () => {
  const home = temporaryFolder();
  const looking = await openRooms({ ...optionsIn(home), work: false });
  expect(looking.isOwner).toBe(false);
  await start(home);
  await looking.close();
});

/** What comes back for raw bytes. */
async function rawAnswer({ address }: RunningServer, sent: string): Promise<string> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.end(sent);
  return text(socket);
}

test("[SV10] what is no request at all is refused as problem JSON", async () => {
  const server = await start(temporaryFolder());
  const answer = await rawAnswer(server, "nonsense\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(answer).toContain("content-type: application/problem+json; charset=utf-8\r\n");
  expect(answer).toContain("content-security-policy: default-src 'none';");
  expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toEqual({
    type: "about:blank",
    title: "Bad Request",
    status: 400,
    code: "request/malformed",
  });
});

test("[SV3] a request that names nobody is refused by us, whatever its version", async () => {
  const server = await start(temporaryFolder());
  for (const version of ["1.0", "1.1"]) {
    const answer = await rawAnswer(server, `GET /api/session HTTP/${version}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.[01] 400 Bad Request\r\n/);
    expect(answer).toContain('"code":"request/no-host"');
  }
});

test("[SV1236] a request that names two machines, or one in its target, is refused", async () => {
  const server = await start(temporaryFolder());
  const { host } = new URL(server.address);
  const own = `Host: ${host}\r\n`;
  const ask = async (target: string, headers: string): Promise<string> => {
    const sent = `GET ${target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`;
    return (await rawAnswer(server, sent)).split("\r\n", 1)[0] ?? "";
  };
  expect([
    await ask("/api/session", own),
    await ask("/api/session", `${own}hOST: other.example\r\n`),
    await ask("/api/session", `Host: other.example\r\n${own}`),
    await ask("http://other.example/api/session", own),
    await ask(`http://${host}/api/session`, own),
  ]).toEqual(["HTTP/1.1 200 OK", ...Array.from({ length: 4 }, () => "HTTP/1.1 400 Bad Request")]);
});

/** Begins an upload and leaves it open. */
function beginUpload(address: string, cookie: string) {
  const boundary = "b";
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const open = httpRequest(`${address}/api/imports`, {
    method: "POST",
    headers: {
      cookie,
      "x-vallgrav": "1",
      "content-type": `multipart/form-data; boundary=${boundary}`,
    },
  });
  open.on("response", (answer) => {
    answer.resume();
    resolve(answer.statusCode);
  });
  open.on("error", reject);
  open.write(
    `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="a.json"\r\n\r\n{`,
  );
  return {
    answered: promise,
    finish: () => open.end(`}\r\n--${boundary}--\r\n`),
    leave: () => open.destroy(),
  };
}

async function cookieFrom({ address }: RunningServer): Promise<string> {
  const made = await fetch(`${address}/api/first-run`, {
    method: "POST",
    headers: { "x-vallgrav": "1", "content-type": "application/json" },
    body: JSON.stringify({ name: "Astrid Exempel", password }),
  });
  return (made.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
}

test("[SV10] a sender who goes away in the middle is no failure of ours", async () => {
  const home = temporaryFolder();
  const logged: string[] = [];
  const server = await start(home, { log: (_level, event) => logged.push(event) });
  const { answered, leave } = beginUpload(server.address, await cookieFrom(server));
  await expect.poll(() => readdirSync(join(home, "incoming"))).toHaveLength(1);
  leave();
  await expect(answered).rejects.toMatchObject({ code: "ECONNRESET" });
  await expect.poll(() => readdirSync(join(home, "incoming"))).toEqual([]);
  await server.close();
  expect(logged).toEqual([]);
});

test("[SV20] a request under way at the stop gets its answer; its job waits", async () => {
  const home = temporaryFolder();
  const server = await start(home);
  const { answered, finish } = beginUpload(server.address, await cookieFrom(server));
  await expect.poll(() => readdirSync(join(home, "incoming"))).toHaveLength(1);
  const closed = server.close();
  finish();
  expect(await answered).toBe(202);
  await closed;
  const rooms = await openRooms({ ...optionsIn(home), work: false });
  const [job] = await rooms.jobs.list();
  expect(job?.state).toBe("waiting");
  expect(readdirSync(join(home, "incoming"))).toHaveLength(1);
  await rooms.close();
});

test("[SV20] a request that does not end is cut off after the time of grace", async () => {
  const home = temporaryFolder();
  const server = await start(home);
  const { answered } = beginUpload(server.address, await cookieFrom(server));
  await expect.poll(() => readdirSync(join(home, "incoming"))).toHaveLength(1);
  const cut = answered.catch((error: unknown) => Reflect.get(Object(error), "code"));
  await server.close(10);
  expect(await cut).toBe("ECONNRESET");
  await expect.poll(() => readdirSync(join(home, "incoming"))).toEqual([]);
});

test("[SV20] on the way out nothing new is begun", async () => {
  const house = await openHouse();
  house.faults.stopping = true;
  for (const url of ["/", "/api/session"]) {
    const answer = await ask(house, { url });
    expect(answer.json()).toEqual({
      type: "about:blank",
      title: "Service Unavailable",
      status: 503,
      code: "server/stopping",
    });
    expect(answer.headers["connection"]).toBe("close");
  }
});
