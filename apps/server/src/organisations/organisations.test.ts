/** Several organisations behind one door: who is let to whom, and what is told of those who ask. */
import { mkdirSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request as ask } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import type { RunningServer } from "../listening.ts";
import { StartFailed } from "../start-failed.ts";
import { temporaryFolder } from "../test/house.ts";
import { readOrganisations } from "./read-organisations.ts";
import { type OrganisationsOptions, startOrganisations } from "./start-organisations.ts";

const echo = [process.execPath, fileURLToPath(new URL("test/echo-child.ts", import.meta.url))];
const running: RunningServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close(0);
});

function folderOf(settings: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, lines] of Object.entries(settings)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "organisation.env"), lines);
  }
  return folder;
}

const two = { alby: "VALLGRAV_HOSTS=alby.test\n", borg: "# ours\n\nVALLGRAV_HOSTS=borg.test\n" };

async function start(change: Partial<OrganisationsOptions> = {}): Promise<RunningServer> {
  const server = await startOrganisations({
    folder: folderOf(two),
    host: "127.0.0.1",
    port: 0,
    mayMove: false,
    isBehindProxy: false,
    program: echo,
    env: { ...process.env, VALLGRAV_SECRET: "of another", VALLGRAV_HOME: "elsewhere" },
    firstWaitMs: 50,
    log: () => undefined,
    ...change,
  });
  running.push(server);
  return server;
}

type Echoed = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly home: string;
  readonly proxy: string;
  readonly secret?: string;
};

type Asking = {
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

async function answer({ address }: RunningServer, asking: Asking = {}) {
  const { host = "alby.test", path = "/", method = "GET", headers = {}, body } = asking;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const onward = ask(address + path, { method, agent: false, headers: { host, ...headers } });
    onward.on("response", resolve).on("error", reject).end(body);
  });
  const said = await text(response);
  return { status: response.statusCode, headers: response.headers, said };
}

const echoed = async (server: RunningServer, asking: Asking = {}) =>
  JSON.parse((await answer(server, asking)).said) as Echoed;

test("[SV400] a request reaches the organisation whose name it carries, and no other", async () => {
  const server = await start();
  const homes = await Promise.all(
    ["alby.test", "ALBY.test:4600", "borg.test"].map(
      async (host) => (await echoed(server, { host })).home.split(/[\\/]/).at(-1) ?? "",
    ),
  );
  expect(homes).toEqual(["alby", "alby", "borg"]);
  for (const host of ["127.0.0.1", "localhost", "other.test", "alby.test.other.test", "a b"]) {
    const { status, said } = await answer(server, { host });
    expect([host, status, (JSON.parse(said) as { code: string }).code]).toEqual([
      host,
      421,
      "request/unknown-host",
    ]);
  }
});

test("[SV400] what is sent and answered goes through as it is", async () => {
  const server = await start();
  const body = "å".repeat(100_000);
  const told = await echoed(server, { method: "PUT", path: "/x?y=%20", body });
  expect([told.method, told.url, told.body === body]).toEqual(["PUT", "/x?y=%20", true]);
  const chunked = { "transfer-encoding": "chunked" };
  expect((await echoed(server, { method: "DELETE", headers: chunked, body: "z" })).body).toBe("z");
  const { status, headers } = await answer(server, { path: "/teapot" });
  expect([status, headers["set-cookie"]]).toEqual([418, ["a=1", "b=2"]]);
});

test("[SV401] who asks is told by the door alone, or by a proxy that is trusted", async () => {
  const claims = {
    "x-forwarded-for": "192.0.2.1",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "borg.test",
    "x-real-ip": "192.0.2.1",
    forwarded: "for=192.0.2.1",
    connection: "close, x-own",
    "x-own": "of this connection",
    "x-vallgrav": "1",
  };
  const { headers } = await echoed(await start(), { headers: claims });
  expect(headers).toMatchObject({
    host: "alby.test",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "http",
    "x-vallgrav": "1",
  });
  for (const name of ["x-forwarded-host", "x-real-ip", "forwarded", "x-own"])
    expect(headers[name]).toBeUndefined();
  const trusting = await start({ isBehindProxy: true });
  expect((await echoed(trusting, { headers: claims })).headers).toMatchObject({
    "x-forwarded-for": "192.0.2.1",
    "x-forwarded-proto": "https",
  });
});

test("[SV402] an organisation is given its own settings and none of the door's", async () => {
  const { proxy, secret, home } = await echoed(await start());
  expect([proxy, secret, home.endsWith("alby")]).toEqual(["1", undefined, true]);
});

/** What comes by one connection that sends some bytes, until it has been still for a while. */
async function spoken({ address }: RunningServer, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  let heard = "";
  socket.on("data", (piece) => (heard += String(piece)));
  socket.write(bytes);
  await new Promise((resolve) => setTimeout(resolve, 300));
  socket.destroy();
  return heard;
}

test("[SV800] no body becomes a request of its own behind the door", async () => {
  const server = await start();
  const second = "GET /second HTTP/1.1\r\nhost: alby.test\r\nx-forwarded-for: 192.0.2.9\r\n\r\n";
  for (const method of ["GET", "DELETE", "OPTIONS", "POST"]) {
    const head =
      `${method} /first HTTP/1.1\r\nhost: alby.test\r\nconnection: keep-alive, Content-Length\r\n` +
      `content-length: ${second.length}\r\n\r\n`;
    const said = await spoken(server, head + second);
    const [body = "{}"] = /\{.*\}/s.exec(said) ?? [];
    expect([method, (JSON.parse(body) as Echoed).body]).toEqual([method, second]);
    // What stood in the body is answered to nobody: not here, and not to the next who asks.
    expect([method, said.split("HTTP/1.1 200").length]).toEqual([method, 2]);
    const next = await echoed(server, { path: "/next" });
    expect([next.url, next.headers["x-forwarded-for"]]).toEqual(["/next", "127.0.0.1"]);
  }
});

test("[SV403] one that ends is started again, and the others go on", async () => {
  const events: string[] = [];
  const server = await start({ log: (_level, event) => events.push(event) });
  expect((await answer(server, { path: "/end" })).status).toBe(503);
  expect((await answer(server, { host: "borg.test" })).status).toBe(200);
  await expect
    .poll(async () => (await answer(server)).status, { timeout: 20_000, interval: 50 })
    .toBe(200);
  expect(events).toContain("organisation/ended");
});

test("[SV403] one that cannot be started keeps the others from nothing", async () => {
  const folder = folderOf({ ...two, cirkel: "VALLGRAV_HOSTS=cirkel.test" });
  const program = [process.execPath, "-e", "process.exit(9)"];
  const server = await start({ folder, program, firstWaitMs: 60_000 });
  const refused = await answer(server, { host: "cirkel.test" });
  expect([refused.status, refused.headers["retry-after"]]).toEqual([503, "5"]);
});

test("[SV404] what is no request to be handed on is refused", async () => {
  const server = await start();
  const port = Number(new URL(server.address).port);
  const raw = async (lines: string): Promise<string> => {
    const socket = connect(port, "127.0.0.1");
    socket.end(lines);
    return text(socket);
  };
  const first = async (lines: string) => (await raw(lines)).split("\r\n", 1)[0];
  expect(await first("GET / HTTP/1.1\r\n\r\n")).toBe("HTTP/1.1 400 Bad Request");
  expect(await first("nonsense\r\n\r\n")).toBe("HTTP/1.1 400 Bad Request");
  const absolute = "GET http://borg.test/ HTTP/1.1\r\nHost: alby.test\r\n\r\n";
  expect(await first(absolute)).toBe("HTTP/1.1 400 Bad Request");
  const both =
    "POST / HTTP/1.1\r\nHost: alby.test\r\nContent-Length: 3\r\n" +
    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /end HTTP/1.1\r\nHost: borg.test\r\n\r\n";
  expect(await first(both)).toBe("HTTP/1.1 400 Bad Request");
  const twoHosts = "GET / HTTP/1.1\r\nHost: alby.test\r\nHost: borg.test\r\n\r\n";
  const told = await raw(twoHosts);
  expect(told.includes("borg") && !told.startsWith("HTTP/1.1 400")).toBe(false);
});

/** The code and what it names, of settings that cannot be used. */
function refusalOf(settings: Readonly<Record<string, string>>) {
  try {
    readOrganisations(folderOf(settings));
    return null;
  } catch (error) {
    if (!(error instanceof StartFailed)) throw error;
    return [error.code.replace("server/", ""), error.args];
  }
}

test("[SV405] settings that cannot be meant are refused, with their line", () => {
  expect(readOrganisations(folderOf(two)).map(({ name, hosts }) => [name, ...hosts])).toEqual([
    ["alby", "alby.test"],
    ["borg", "borg.test"],
  ]);
  expect(refusalOf({})).toEqual(["no-organisations", {}]);
  expect(refusalOf({ a: "" })).toEqual(["organisation-without-hosts", { name: "a" }]);
  const bad = (second: string) => refusalOf({ a: `VALLGRAV_HOSTS=a.test\n${second}` });
  for (const line of ["what", "PATH=/x", "VALLGRAV_HOME=/x", "VALLGRAV_HOSTS=b.test"])
    expect(bad(line)).toEqual(["bad-organisation", { name: "a", line: 2 }]);
});

test("[SV405] two that share a name of the machine, a database or keys are refused", () => {
  const both = (a: string, b: string) =>
    refusalOf({
      a: `VALLGRAV_HOSTS=a.test${a}`,
      b: `VALLGRAV_HOSTS=b.test${b}`,
    });
  const shared = (what: string) => [
    "shared-between-organisations",
    { name: "b", named: "a", what },
  ];
  expect(both("", "")).toBeNull();
  expect(both(",c.test", ", C.test")).toEqual(shared("host"));
  const database = (user: string) => `\nVALLGRAV_DATABASE=postgres://${user}@db.test/vallgrav`;
  expect(both(database("one:x"), database("two:y"))).toEqual(shared("database"));
  const keys = "\nVALLGRAV_KEYS=/nowhere/keys";
  expect(both(keys, `${keys}/`)).toEqual(shared("keys"));
});
