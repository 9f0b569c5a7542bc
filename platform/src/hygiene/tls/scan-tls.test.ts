/** Scans of servers on the loopback: real ones of Node's own, and ones that behave badly. */
import { randomBytes } from "node:crypto";
import { type Server, createServer } from "node:tls";
import type { AddressInfo, Socket } from "node:net";
import { suiteName } from "@vallgrav/domains";
import { afterEach, expect, test } from "vitest";
import { selfSigned } from "../../tls/index.ts";
import { startAnswerer, talkMail } from "../test/tls-answerer.ts";
import type { Answerer } from "../test/tls-answerer.ts";
import { machineClock } from "../pace.ts";
import { earlyDataIn } from "./early-data.ts";
import { scanTls } from "./scan-tls.ts";
import { shakeHands } from "./shake-hands.ts";
import { defaultProbeLimits } from "./tls-target.ts";
import type { ProbeEntry, ProbeLimits, ProbeSurroundings, TlsTarget } from "./tls-target.ts";

const { certificate: cert, key } = selfSigned({
  names: ["www.example.se"],
  fromMs: Date.now() - 60_000,
  days: 3,
});
const limits: ProbeLimits = {
  ...defaultProbeLimits,
  connectTimeoutMs: 500,
  answerTimeoutMs: 250,
  perSecond: 100_000,
};

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map(async (end) => end()));
});

function surroundingsOf(): ProbeSurroundings & { readonly entries: ProbeEntry[] } {
  const entries: ProbeEntry[] = [];
  return {
    entries,
    clock: machineClock,
    random: (sizeBytes) => randomBytes(sizeBytes),
    log: (entry) => entries.push(entry),
  };
}

const targetOf = (port: number, startTls: TlsTarget["startTls"] = null): TlsTarget => ({
  address: "127.0.0.1",
  port,
  serverName: "www.example.se",
  startTls,
});

async function secureServer(options: object): Promise<Server> {
  const server = createServer({ key, cert, ...options }, (socket) => socket.on("error", () => 0));
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  ends.push(
    async () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  );
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function answerer(treat: (socket: Socket) => void): Promise<Answerer> {
  const started = await startAnswerer(treat);
  ends.push(started.close);
  return started;
}

const patient = { ...limits, answerTimeoutMs: 5_000 };
const rank = (suite: number): number => suite;

test("[HY40] a scan finds the versions, suites and habits of a real server", async () => {
  const ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-SHA";
  const server = await secureServer({
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.3",
    ciphers: `TLS_AES_256_GCM_SHA384:${ciphers}`,
    honorCipherOrder: true,
    ecdhCurve: "X25519:prime256v1",
  });
  const surroundings = surroundingsOf();
  const facts = await scanTls(targetOf(portOf(server)), rank, patient, surroundings);
  const found = facts.versions.map((one) => [one.version, one.suites.map(suiteName).toSorted()]);
  expect(Object.fromEntries(found)).toEqual({
    ssl2: [],
    ssl3: [],
    "tls1.0": [],
    "tls1.1": [],
    "tls1.2": [
      "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
      "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
      "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    ],
    "tls1.3": ["TLS_AES_256_GCM_SHA384"],
  });
  expect(facts.versions.every((one) => !one.isIncomplete && one.isOffered !== null)).toBe(true);
  const { versions, ...details } = facts;
  expect(versions).toHaveLength(6);
  expect(details).toEqual({
    askedIn: "tls1.2",
    order: "server",
    worstFirst: 0xc02b,
    earlierGroups: [29, 23],
    tls13Groups: [29, 23],
    prime: null,
    signsSha1: false,
    signsSha224: details.signsSha224,
    compresses: false,
    renegotiatesSecurely: true,
    hasExtendedMasterSecret: true,
  });
});

test("[HY41] each connection stands in the log with its purpose and its end", async () => {
  const server = await secureServer({ minVersion: "TLSv1.3" });
  const surroundings = surroundingsOf();
  await scanTls(targetOf(portOf(server)), rank, patient, surroundings);
  const { entries } = surroundings;
  const purposes = new Set(entries.map((entry) => entry.purpose));
  expect([...purposes].toSorted()).toEqual([
    "ssl2 suites",
    "ssl3 suites",
    "tls1.0 suites",
    "tls1.1 suites",
    "tls1.2 suites",
    "tls1.3 groups",
    "tls1.3 suites",
  ]);
  expect(entries.every((entry) => entry.port === portOf(server) && entry.tookMs >= 0)).toBe(true);
  expect(new Set(entries.map((entry) => entry.outcome)).has("hello")).toBe(true);
});

test("[HY42] a server that never answers is given up, and nothing is known of it", async () => {
  const mute = await answerer(() => undefined);
  const surroundings = surroundingsOf();
  const facts = await scanTls(targetOf(mute.port), rank, limits, surroundings);
  expect(facts.versions.map((one) => one.isOffered)).toEqual(Array.from({ length: 6 }, () => null));
  // Those under way at the fourth silence are let go on; no more begin.
  expect(mute.seen.connections).toBeLessThanOrEqual(limits.silencesMax + limits.atOnce);
  expect(await shakeHands(targetOf(mute.port), limits, surroundings, null)).toBeNull();
  await mute.close();
  const nobody = await scanTls(targetOf(mute.port), rank, limits, surroundings);
  expect(nobody.versions.every((one) => one.isOffered === null)).toBe(true);
  expect(surroundings.entries.at(-1)?.outcome).toBe("refused");
});

test("[HY42] what is no TLS, and floods, are told apart from refusals", async () => {
  const plain = await answerer((socket) => {
    socket.on("data", () => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
  });
  const surroundings = surroundingsOf();
  const facts = await scanTls(targetOf(plain.port), rank, limits, surroundings);
  const offered = facts.versions.filter((one) => one.version !== "ssl2");
  expect(offered.every((one) => one.isOffered === null)).toBe(true);
  const record = Buffer.concat([Buffer.of(22, 3, 3, 0x40, 0), Buffer.alloc(16_384, 2)]);
  const flood = await answerer((socket) => {
    socket.on("data", () => {
      for (let count = 0; count < 20; count += 1) socket.write(record);
    });
  });
  const flooded = await scanTls(targetOf(flood.port), rank, limits, surroundings);
  expect(flooded.versions.find((one) => one.version === "tls1.2")?.isOffered).toBeNull();
  expect(await shakeHands(targetOf(flood.port), limits, surroundings, null)).toBeNull();
});

test("[HY43] no more connections at a time, or in a second, than the limits allow", async () => {
  let [waiting, mostWaiting] = [0, 0];
  const refusing = await answerer((socket) => {
    socket.once("data", () => {
      waiting += 1;
      mostWaiting = Math.max(mostWaiting, waiting);
      setTimeout(() => {
        waiting -= 1;
        socket.end(Buffer.of(21, 3, 3, 0, 2, 2, 40));
        // Longer than the pace lets pass between two: those that may be at once are.
      }, 20);
    });
  });
  const slow = { ...limits, atOnce: 2, perSecond: 200 };
  const startedMs = performance.now();
  await scanTls(targetOf(refusing.port), rank, slow, surroundingsOf());
  const tookMs = performance.now() - startedMs;
  expect(mostWaiting).toBe(2);
  expect(refusing.seen.connections).toBe(26);
  expect(tookMs).toBeGreaterThanOrEqual((25 * 1000) / 200 - 10);
});

const talk = {
  greeting: "220-mx.example.se\r\n220 ESMTP\r\n",
  hello: "250-mx.example.se\r\n250-SIZE 100\r\n250 STARTTLS\r\n",
  start: "220 go ahead\r\n",
};
const refuse = (socket: Socket): void => {
  socket.on("data", () => socket.end(Buffer.of(21, 3, 3, 0, 2, 2, 70)));
};

test("[HY44] a mail server is greeted and asked for TLS first", async () => {
  const mail = await answerer(talkMail(talk, refuse));
  const surroundings = surroundingsOf();
  const facts = await scanTls(targetOf(mail.port, "smtp"), rank, limits, surroundings);
  expect(facts.versions.map((one) => one.isOffered)).toEqual(
    Array.from({ length: 6 }, () => false),
  );
  expect(surroundings.entries.map((entry) => entry.outcome)).toEqual(
    Array.from({ length: 6 }, () => "alert"),
  );
});

test("[HY44] a mail server without TLS, or that says no, is known as that", async () => {
  const outcomes: string[] = [];
  for (const changed of [
    { hello: "250 mx.example.se\r\n" },
    { start: "454 not now\r\n" },
    { greeting: "554 go away\r\n" },
    { greeting: `220-${"x".repeat(20_000)}` },
    { hello: "" },
  ]) {
    // oxlint-disable-next-line no-await-in-loop
    const mail = await answerer(talkMail({ ...talk, ...changed }, refuse));
    const surroundings = surroundingsOf();
    // oxlint-disable-next-line no-await-in-loop
    const facts = await shakeHands(targetOf(mail.port, "smtp"), limits, surroundings, null);
    expect(facts).toBeNull();
    outcomes.push(surroundings.entries[0]?.outcome ?? "");
  }
  expect(outcomes).toEqual(["no-starttls", "no-starttls", "greeting", "greeting", "timeout"]);
});

test("[HY45] a handshake shows the chain, its trust and names, and what is spoken", async () => {
  const server = await secureServer({ ALPNProtocols: ["http/1.1"] });
  const surroundings = surroundingsOf();
  const shake = async (serverName: string, roots: readonly string[] | null) =>
    shakeHands({ ...targetOf(portOf(server)), serverName }, patient, surroundings, roots);
  const trusted = await shake("www.example.se", [cert]);
  expect(trusted).toMatchObject({
    distrust: null,
    isForHost: true,
    application: "http/1.1",
    hasStaple: false,
    namesOcsp: false,
    earlyDataBytes: 0,
  });
  expect(trusted?.chain).toMatchObject([
    {
      subject: "CN=www.example.se",
      issuer: "CN=www.example.se",
      names: ["www.example.se"],
      key: { kind: "ec", bits: null, curve: "prime256v1" },
      signature: "1.2.840.10045.4.3.2",
      isSelfSigned: true,
    },
  ]);
  expect(trusted?.chain[0]?.associations["1-1"]).toMatch(/^[0-9a-f]{64}$/u);
  const other = await shake("other.example.se", null);
  expect(other).toMatchObject({ distrust: "DEPTH_ZERO_SELF_SIGNED_CERT", isForHost: false });
});

test("[HY46] early data is read from the session a server hands out", () => {
  const der = (tag: number, ...body: readonly number[]): number[] => [tag, body.length, ...body];
  const session = (...parts: readonly (readonly number[])[]): Uint8Array =>
    Uint8Array.of(...Buffer.from("\0nodejs:tls:session:1\0"), ...der(0x30, ...parts.flat()));
  const version = der(2, 1);
  expect(earlyDataIn(session(version, der(0xaf, ...der(2, 0x40, 0))))).toBe(16_384);
  expect(earlyDataIn(session(version, der(0xa1, ...der(2, 9))))).toBe(0);
  expect(earlyDataIn(session(version).subarray(0, -1))).toBeNull();
  expect(earlyDataIn(session(version, [0xaf, 0x84, 0xff, 0xff, 0xff, 0xff]))).toBeNull();
  expect(earlyDataIn(new Uint8Array(0))).toBeNull();
});
