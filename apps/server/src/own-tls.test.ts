/** TLS of our own: real sockets, real certificates. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { get as plainGet } from "node:http";
import { get, type RequestOptions } from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type ConnectionOptions } from "node:tls";
import { type Certified, selfSigned } from "@vallgrav/platform/tls";
import { afterEach, expect, test } from "vitest";
import { openTls, type TlsFiles } from "./own-tls.ts";
import type { RunningServer } from "./listening.ts";
import { StartFailed } from "./start-failed.ts";
import { type ServerOptions, startServer } from "./start-server.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-tls-"));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const fromMs = Date.now() - 60_000;
const certified = (name: string): Certified =>
  selfSigned({ names: [name, "localhost", "127.0.0.1"], fromMs, days: 2 });

type Files = TlsFiles;

function put(folder: string, made: Certified): Files {
  const files = { certificateFile: join(folder, "c.pem"), keyFile: join(folder, "k.pem") };
  writeFileSync(files.certificateFile, made.certificate);
  writeFileSync(files.keyFile, made.key);
  return files;
}

async function start(change: Partial<ServerOptions>): Promise<RunningServer> {
  const server = await startServer({
    home: temporaryFolder(),
    host: "127.0.0.1",
    port: 0,
    mayMove: false,
    hosts: [],
    isBehindProxy: false,
    size: { outer: 4, inner: 2, seed: "1", threads: 1 },
    log: () => undefined,
    ...change,
  });
  closing.unshift(() => server.close(0));
  return server;
}

async function codeOfStart(change: Partial<ServerOptions>): Promise<string> {
  try {
    await start(change);
    return "started";
  } catch (error) {
    if (error instanceof StartFailed) return error.code;
    throw error;
  }
}

type Answered = { readonly status: number | undefined; readonly headers: IncomingHttpHeaders };

function answer(url: string, options: RequestOptions): Promise<Answered> {
  return new Promise((resolve, reject) => {
    (url.startsWith("https:") ? get : plainGet)(url, { agent: false, ...options }, (got) => {
      got.resume();
      got.on("end", () => resolve({ status: got.statusCode, headers: got.headers }));
    }).on("error", reject);
  });
}

/** What a connection came to: version and suite, or the code of its failure. */
function handshake(port: number, options: ConnectionOptions): Promise<readonly [string, string]> {
  return new Promise((resolve) => {
    const socket = connect(
      { port, host: "127.0.0.1", rejectUnauthorized: false, ...options },
      () => {
        resolve([socket.getProtocol() ?? "", socket.getCipher().name]);
        socket.destroy();
      },
    );
    socket.on("error", (error) => resolve(["refused", String(Reflect.get(error, "code"))]));
  });
}

test("[SV280] the server speaks TLS with the certificate it is given, and says so", async () => {
  const made = certified("vallgrav.example.se");
  const tls = put(temporaryFolder(), made);
  const server = await start({ tls, hosts: ["vallgrav.example.se"] });
  expect(server.address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const { status, headers } = await answer(`${server.address}/api/session`, {
    ca: made.certificate,
  });
  expect(status).toBe(200);
  expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
  // Plain HTTP on the same port gets nothing.
  const plain = answer(server.address.replace("https", "http"), {});
  await expect(plain).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|HPE_/) });
});

test("[SV281] only TLS 1.2 and 1.3, only suites with forward secrecy and AEAD", async () => {
  const server = await start({ tls: put(temporaryFolder(), certified("a.test")) });
  const port = Number(new URL(server.address).port);
  expect(await handshake(port, {})).toEqual(["TLSv1.3", "TLS_AES_256_GCM_SHA384"]);
  expect(await handshake(port, { maxVersion: "TLSv1.2" })).toEqual([
    "TLSv1.2",
    "ECDHE-ECDSA-AES256-GCM-SHA384",
  ]);
  const old = {
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
    ciphers: "DEFAULT@SECLEVEL=0",
  } as const;
  expect((await handshake(port, old))[0]).toBe("refused");
  // Neither without forward secrecy nor with CBC; offered alone, each is refused.
  for (const ciphers of ["AES256-GCM-SHA384", "AES128-SHA", "ECDHE-ECDSA-AES256-SHA384"]) {
    const [word] = await handshake(port, { maxVersion: "TLSv1.2", ciphers });
    expect([ciphers, word]).toEqual([ciphers, "refused"]);
  }
  // The order is the server's, whatever the client would rather have.
  const ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384";
  const [, chosen] = await handshake(port, { maxVersion: "TLSv1.2", ciphers });
  expect(chosen).toBe("ECDHE-ECDSA-AES256-GCM-SHA384");
});

test("[SV282] new files take the old ones' place; what does not hold leaves them", async () => {
  const folder = temporaryFolder();
  const [first, second] = [certified("first.test"), certified("second.test")];
  const tls = put(folder, first);
  const events: string[] = [];
  const server = await start({
    tls,
    certificateCheckMs: 20,
    log: (_level, event) => events.push(event),
  });
  const holds = async ({ certificate: ca }: Certified): Promise<boolean> => {
    const got = await answer(`${server.address}/api/session`, { ca }).catch(() => null);
    return got?.status === 200;
  };
  expect([await holds(first), await holds(second)]).toEqual([true, false]);
  // Half way: the certificate is new and the key is not yet.
  writeFileSync(tls.certificateFile, second.certificate);
  await expect.poll(() => events).toEqual(["tls/kept-old-certificate"]);
  expect([await holds(first), await holds(second)]).toEqual([true, false]);
  writeFileSync(tls.keyFile, second.key);
  await expect.poll(() => events.at(-1)).toBe("tls/new-certificate");
  expect([await holds(first), await holds(second)]).toEqual([false, true]);
  rmSync(tls.keyFile);
  await expect.poll(() => events.length).toBe(3);
  expect([await holds(second), events.at(-1)]).toEqual([true, "tls/kept-old-certificate"]);
});

test("[SV283] certificate and key that are no pair are said before anything listens", async () => {
  const folder = temporaryFolder();
  const tls = put(folder, certified("a.test"));
  for (const wrong of [
    { ...tls, keyFile: join(folder, "none.pem") },
    { ...tls, keyFile: put(temporaryFolder(), certified("a.test")).keyFile },
    { ...tls, certificateFile: tls.keyFile },
    { certificateFile: "", keyFile: "" },
  ])
    expect(await codeOfStart({ tls: wrong })).toBe("server/bad-certificate");
});

test("[SV284] others are not served outside TLS unless that is asked for", async () => {
  const open = { host: "0.0.0.0", hosts: ["vallgrav.example.se"] };
  expect(await codeOfStart(open)).toBe("server/needs-tls");
  expect(await codeOfStart({ ...open, isPlainForOthers: true })).toBe("started");
  expect(await codeOfStart({ ...open, tls: "self" })).toBe("started");
});

test("[SV285] a certificate of our own is kept, and made anew for another name", async () => {
  const keys = temporaryFolder();
  const options = { tls: "self", keys } as const;
  const fingerprintOf = ({ address }: RunningServer): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(address);
      const socket = connect(
        { port: Number(port), host: "127.0.0.1", rejectUnauthorized: false },
        () => {
          resolve(socket.getPeerCertificate().fingerprint256);
          socket.destroy();
        },
      );
      socket.on("error", reject);
    });
  const one = await fingerprintOf(await start(options));
  const two = await fingerprintOf(await start(options));
  const three = await fingerprintOf(await start({ ...options, hosts: ["new.example.se"] }));
  expect([one === two, two === three]).toEqual([true, false]);
  expect(statSync(join(keys, "tls.key")).mode & 0o777).toBe(0o600);
});

test("[SV1381] a certificate that a clock made too late is made anew", () => {
  const place = { names: [], hosts: [], keyFolder: temporaryFolder(), log: () => undefined };
  const nowMs = Date.now();
  const made = (atMs: number) => openTls("self", { ...place, nowMs: atMs }).options.cert;
  const [late, right, again] = [made(nowMs + 31_536_000_000), made(nowMs), made(nowMs)];
  expect([late === right, right === again]).toEqual([false, true]);
});

test("[SV286] pages without TLS are sent on; the API and other names are not", async () => {
  const taken = await start({});
  const free = await start({});
  const redirectPort = Number(new URL(free.address).port);
  await free.close(0);
  const tls = put(temporaryFolder(), certified("a.test"));
  expect(await codeOfStart({ tls, redirectPort: Number(new URL(taken.address).port) })).toBe(
    "server/port-taken",
  );
  const server = await start({ tls, redirectPort, hosts: ["a.test"] });
  const { port } = new URL(server.address);
  const plain = (path: string, host: string): Promise<Answered> =>
    answer(`http://127.0.0.1:${redirectPort}${path}`, { headers: { host } });
  const page = await plain("/inloggning?steg=2", `A.test:${redirectPort}`);
  expect([page.status, page.headers["location"]]).toEqual([
    308,
    `https://a.test:${port}/inloggning?steg=2`,
  ]);
  expect(page.headers["x-frame-options"]).toBe("DENY");
  const refused = [
    await plain("/api/session", "a.test"),
    await plain("//evil.test/", "a.test"),
    await plain("/", "evil.test"),
  ];
  expect(refused.map(({ status, headers }) => [status, headers["location"]])).toEqual([
    [403, undefined],
    [403, undefined],
    [421, undefined],
  ]);
});
