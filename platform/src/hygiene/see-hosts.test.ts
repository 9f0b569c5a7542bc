/** Several names at one address of the loopback: what they share, and what they do not. */
import { randomBytes } from "node:crypto";
import { connect, createServer as createDoor } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { createServer } from "node:tls";
import { afterEach, expect, test } from "vitest";
import { judgeDomain, suiteName } from "@vallgrav/domains";
import type { DomainFacts, SeenTls } from "@vallgrav/domains";
import type { Instant } from "@vallgrav/kernel";
import { selfSigned } from "../tls/index.ts";
import { machineClock } from "./pace.ts";
import { fetchAllAt, seeTls } from "./see-hosts.ts";
import { type SeeingSetting, usualPorts } from "./seeing.ts";
import { startAnswerer, talkMail } from "./test/tls-answerer.ts";
import { defaultProbeLimits, type ProbeEntry } from "./tls/tls-target.ts";
import { openVisits } from "./visits.ts";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map(async (end) => end()));
});

function settingOf(ports: Partial<SeeingSetting["ports"]>) {
  const entries: ProbeEntry[] = [];
  const setting: SeeingSetting = {
    resolver: { ask: () => Promise.resolve({ kind: "silence", reason: "limit" }) },
    dnssec: null,
    now: "2026-11-30T00:00:00.000Z" as Instant,
    ports: { ...usualPorts, ...ports },
    surroundings: {
      clock: machineClock,
      random: (sizeBytes) => randomBytes(sizeBytes),
      log: (entry) => entries.push(entry),
    },
    visits: openVisits(),
    isCleared: () => true,
    roots: null,
    probeLimits: { ...defaultProbeLimits, perSecond: 100_000 },
    pageLimits: { timeoutMs: 2_000, bodyBytes: 1_000, headerBytes: 16_384 },
  };
  return { setting, entries };
}

const names = ["a.example.se", "b.example.se", "bad.example.se"];
const certificateOf = (own: readonly string[]) =>
  selfSigned({ names: [...own], fromMs: Date.now() - 60_000, days: 30 });

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  ends.push(async () => new Promise((resolve) => void server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

async function startTls(own: readonly string[], ciphers: string): Promise<number> {
  const { key, certificate } = certificateOf(own);
  const ecdhCurve = "X25519:prime256v1:secp384r1";
  const setting = { key, cert: certificate, ciphers, minVersion: "TLSv1.2", ecdhCurve } as const;
  const server = createServer(setting, (socket) => socket.on("error", () => undefined));
  server.on("tlsClientError", () => undefined);
  return listen(server);
}

/** One door for all names, as load balancers are: one of them has worse TLS behind it. */
async function startNames(): Promise<number> {
  const ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384";
  const usual = await startTls(names.slice(0, 2), ciphers);
  const worse = await startTls(names.slice(2), `${ciphers}:ECDHE-ECDSA-AES128-SHA`);
  const door = createDoor((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (hello: Buffer) => {
      const isBad = hello.toString("latin1").includes("bad.example.se");
      const behind = connect({ host: "127.0.0.1", port: isBad ? worse : usual });
      behind.on("error", () => socket.destroy());
      behind.write(hello);
      socket.pipe(behind).pipe(socket);
      socket.on("close", () => behind.destroy());
    });
  });
  return listen(door);
}

const suitesOf = ({ facts }: SeenTls): readonly string[] =>
  (facts?.versions.find(({ version }) => version === "tls1.2")?.suites ?? []).map(suiteName);

test("[HY680] names at one address share what is alike, and nothing else", async () => {
  const { setting, entries } = settingOf({ https: await startNames() });
  const seen: SeenTls[] = [];
  const counts: number[] = [];
  for (const host of names) {
    entries.splice(0);
    // oxlint-disable-next-line no-await-in-loop
    seen.push(await seeTls({ host, address: "127.0.0.1", startTls: null }, setting));
    counts.push(entries.length);
    expect(entries.filter(({ purpose }) => purpose === "handshake")).toHaveLength(1);
    expect(entries.filter(({ purpose }) => purpose === "renegotiation")).toHaveLength(1);
  }
  const [first = 0, second = 0] = counts;
  expect(second).toBeLessThan(first * 0.6);
  expect(seen.map(({ shaken }) => shaken?.isForHost)).toEqual([true, true, true]);
  expect(seen.slice(0, 2).map((one) => suitesOf(one).length)).toEqual([2, 2]);
  expect(seen.slice(2).flatMap(suitesOf)).toContain("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA");
  const standing = (one: SeenTls | undefined) => {
    const facts = { webTls: [one], mailTls: [], mail: null, hasWeb: true, now: setting.now };
    const judged = judgeDomain(facts as unknown as DomainFacts, "ncsc-tls");
    return judged.find(({ check }) => check === "web-suites")?.standing;
  };
  expect(seen.map(standing)).toEqual(["passed", "passed", "failed"]);
});

const page = (body: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** A server of pages that keeps a connection for so many requests. */
async function startPages(requests: number) {
  const server = await startAnswerer((socket: Socket) => {
    let left = requests;
    socket.on("data", (chunk: Buffer) => {
      const path = /^GET (\S+)/u.exec(chunk.toString())?.[1] ?? "?";
      left -= 1;
      if (left >= 0) socket.write(page(path));
      // Without a word, as servers do whose patience has run out.
      else socket.destroy();
    });
  });
  ends.push(server.close);
  return server;
}

test("[HY681] pages share a connection while it is kept, and are asked anew after", async () => {
  for (const [requests, connections] of [
    [9, 1],
    [1, 2],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const server = await startPages(requests);
    const { setting, entries } = settingOf({ http: server.port });
    const place = { scheme: "http", host: "www.example.se" } as const;
    // oxlint-disable-next-line no-await-in-loop
    const replies = await fetchAllAt(place, ["/", "/two"], "127.0.0.1", setting);
    expect(replies.map((one) => (one.kind === "reply" ? one.body : one.kind))).toEqual([
      "/",
      "/two",
    ]);
    expect(server.seen.connections).toBe(connections);
    expect(entries.map(({ purpose, outcome }) => `${purpose} ${outcome}`)).toEqual([
      "GET http://www.example.se/ 200",
      "GET http://www.example.se/two 200",
    ]);
  }
  const { setting } = settingOf({});
  const nowhere = await fetchAllAt({ scheme: "http", host: "x.example" }, ["/"], null, setting);
  expect(nowhere).toEqual([{ kind: "silent" }]);
});

test("[HY686] a mail server is met by one connection at a time", async () => {
  let [open, most] = [0, 0];
  const talk = { greeting: "220 mx\r\n", hello: "250 STARTTLS\r\n", start: "220 go\r\n" };
  const speak = talkMail(talk, (socket) => {
    // It takes no version at all.
    socket.on("data", () => socket.end(Buffer.of(21, 3, 3, 0, 2, 2, 70)));
  });
  const server = await startAnswerer((socket) => {
    open += 1;
    most = Math.max(most, open);
    socket.on("close", () => (open -= 1));
    speak(socket);
  });
  ends.push(server.close);
  const { setting } = settingOf({ smtp: server.port });
  const place = { host: "mx.example.se", address: "127.0.0.1", startTls: "smtp" } as const;
  const { facts } = await seeTls(place, setting);
  expect(facts?.versions.map(({ isOffered }) => isOffered)).toEqual(
    Array.from({ length: 6 }, () => false),
  );
  expect(server.seen.connections).toBe(7);
  // The next may be there a moment before the end of the one before is heard of.
  expect(most).toBeLessThanOrEqual(2);
});
