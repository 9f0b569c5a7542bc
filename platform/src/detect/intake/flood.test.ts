/** What costs a sender little must not cost us much: few bytes that become many objects. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openSpool } from "../spool.ts";
import { openSpoolReader } from "../spool-reader.ts";
import { temporary } from "../test/lines.ts";
import { anyPort, opened, sources, withToken } from "../test/ways-in.ts";
import type { Watch } from "../watch.ts";
import { collectorLines } from "./collector.ts";
import { limitConnections } from "./connections.ts";
import { bulkLines } from "./elastic.ts";
import { newGate } from "./gate.ts";
import { intakeLimits, TooLarge } from "./intake.ts";
import { toldSeldom } from "./seldom.ts";

/** What is answered to bytes as they are. */
async function answered(port: number, bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  socket.on("data", (piece) => (heard += String(piece)));
  socket.on("error", () => undefined);
  socket.end(bytes);
  await new Promise((resolve) => socket.once("close", resolve));
  return heard.split("\r\n", 1)[0] ?? "";
}

test("[DT800] a target that is no address is answered, and fills no log", async () => {
  const at = await withToken();
  const targets = ["//[", "//", "http://[", "*", "x:y", "/\\", "/%", "//a:b:c/"];
  for (const target of targets)
    for (const [token, status] of [
      ["wrong", 401],
      ["vgs_secret", 404],
    ] as const) {
      const head = `host: x\r\nauthorization: Bearer ${token}\r\nconnection: close`;
      const said = await answered(at.port, `GET ${target} HTTP/1.1\r\n${head}\r\n\r\n`);
      // What is no HTTP at all is refused before us.
      const expected = said.includes(" 400 ") ? 400 : status;
      expect([target, said.split(" ")[1]]).toEqual([target, String(expected)]);
    }
  expect(at.failures).toEqual([]);
  await at.close();
});

const post = (body: string, isPacked = true): RequestInit => ({
  method: "POST",
  body: isPacked ? Uint8Array.from(gzipSync(body)) : body,
  headers: isPacked ? { "content-encoding": "gzip" } : {},
});

test("[DT801] a request of endless short lines is refused, the next is read", async () => {
  const { ask, ...at } = await withToken();
  const endless = {
    "/_bulk": "1\n".repeat(30_000_000),
    "/services/collector/raw": "a\n".repeat(30_000_000),
    "/services/collector/event": `{"event":"${"a\\n".repeat(300_000)}"}`,
    "/services/collector": '{"event":"a"}'.repeat(1_000_000),
  };
  for (const [path, body] of Object.entries(endless))
    expect([path, (await ask(path, post(body))).status]).toEqual([path, 413]);
  expect((await ask("/services/collector/raw", post("a\nb\n"))).status).toBe(200);
  // Of line ends alone nothing is made, and soon.
  const begun = process.cpuUsage();
  expect((await ask("/services/collector/raw", post("\n".repeat(60_000_000)))).status).toBe(200);
  expect((await ask("/services/collector/raw", post(" \n".repeat(30_000_000)))).status).toBe(200);
  expect((await ask("/_bulk", post("\n".repeat(60_000_000)))).status).toBe(200);
  expect((await ask("/services/collector", post('{"event":""}'.repeat(5_000_000)))).status).toBe(
    413,
  );
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1_000_000).toBeLessThan(20);
  await at.watch.settled();
  const [source] = await sources(at.store);
  expect(source).toMatchObject({ refused: 2 });
  expect(at.failures).toEqual([]);
  await at.close();
});

test("[DT801] lines are counted with what they take, what is huge is not parsed", () => {
  const { requestLines, eventLength } = intakeLimits;
  const bulk = (count: number): Uint8Array => Buffer.from('{"index":{}}\n{}\n'.repeat(count));
  expect(bulkLines(bulk(3), 10, 3).lines).toHaveLength(3);
  expect(() => bulkLines(bulk(4), 10, 3)).toThrow(TooLarge);
  const raw = (text: string, most: number = requestLines) =>
    collectorLines("/raw", Buffer.from(text), most)?.map((line) => Buffer.from(line).toString());
  expect(raw("a\r\n\r\n b\n\nc\rd", 3)).toEqual(["a", " b", "c\rd"]);
  expect(() => raw("a\nb\nc\nd", 3)).toThrow(TooLarge);
  // An action that is none, and an event of which no line could be kept.
  const action = `{"index":{"_id":"${"x".repeat(70_000)}"}}\n{}\n`;
  expect(bulkLines(Buffer.from(action)).lines).toEqual([]);
  const event = `{"event":{"a":"${"x".repeat(eventLength)}"}}{"event":"b"}`;
  expect(collectorLines("/event", Buffer.from(event))?.map(({ length }) => length)).toEqual([
    0, 19,
  ]);
});

test("[DT802] what many connections bring at once is not all taken apart at once", async () => {
  let inside = 0;
  let most = 0;
  let letGo: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow = (watch: Watch): Watch => ({
    ...watch,
    take: async (lines) => {
      inside += lines.length;
      most = Math.max(most, inside);
      await all;
      inside -= lines.length;
    },
  });
  const at = await opened({ tcp: anyPort }, {}, slow);
  const held: Socket[] = [];
  for (let number = 0; number < 80; number += 1) {
    const socket = connect(at.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write("a\n".repeat(65_536));
    held.push(socket);
  }
  await pause(1_000);
  letGo();
  for (const one of held) one.destroy();
  await at.close();
  // Two bytes a line: of 80 connections no more lines than half the bytes that go in together.
  expect(most).toBeGreaterThan(10_000);
  const { takenBytes, smallBytes } = intakeLimits;
  expect(most).toBeLessThanOrEqual((takenBytes + 80 * smallBytes) / 2);
});

test("[DT802] the gate keeps order, and goes on after a failure", async () => {
  const gate = newGate(10);
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => async (): Promise<void> => {
    log.push(name);
    await new Promise<void>((resolve) => ends.push(resolve));
  };
  const [a, b, c, d] = [
    gate(6, work("a")),
    gate(6, work("b")),
    gate(99, work("c")),
    gate(1, work("d")),
  ];
  await pause(0);
  expect(log).toEqual(["a"]);
  ends.shift()?.();
  await a;
  await pause(0);
  expect(log).toEqual(["a", "b"]);
  ends.shift()?.();
  await b;
  await pause(0);
  expect(log).toEqual(["a", "b", "c"]);
  ends.shift()?.();
  await c;
  await pause(0);
  expect(log).toEqual(["a", "b", "c", "d"]);
  ends.shift()?.();
  await d;
  await expect(gate(10, () => Promise.reject(new Error("x")))).rejects.toThrow("x");
  expect(await gate(10, () => Promise.resolve(7))).toBe(7);
});

test("[DT803] a failure that anybody can cause is told once a minute", () => {
  const told: string[] = [];
  let ms = 0;
  const tell = toldSeldom({
    nowMs: () => ms,
    onFailure: (code, error) => told.push(`${code} ${String(error)}`),
  });
  for (let at = 0; at < 1_000; at += 1) tell("watch/connection", new Error("away"));
  tell("watch/not-kept", new Error("full"));
  ms = 60_000;
  tell("watch/connection", new Error("away still"));
  expect(told).toEqual([
    "watch/connection Error: away",
    "watch/not-kept Error: full",
    "watch/connection Error: and 999 before it",
  ]);
});

/** A server that may have few connections, and what it tells. */
async function limited(limits: { connections: number; connectionsOfOne: number }) {
  const told: string[] = [];
  const server = createServer((socket) => socket.on("error", () => undefined).resume());
  let ms = 0;
  const onFailure = (_code: string, error: unknown): void => void told.push(String(error));
  limitConnections(server, { nowMs: () => ms, onFailure }, limits);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const held: Socket[] = [];
  const open = async (from: string, said = ""): Promise<Socket> => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: from });
    socket.on("error", () => undefined).resume();
    held.push(socket);
    await once(socket, "connect");
    if (said !== "") await new Promise((resolve) => socket.write(said, resolve));
    await pause(10);
    return socket;
  };
  return {
    told,
    open,
    pass: (by: number) => (ms += by),
    close: () => {
      for (const one of held) one.destroy();
      server.close();
    },
  };
}

test("[DT805] a few networks that say nothing shut nobody out", async () => {
  const { open, told, close, pass } = await limited({ connections: 30, connectionsOfOne: 15 });
  const speaking = await open("127.0.0.9", "a line\n");
  const silent: Socket[] = [];
  for (let number = 0; number < 15; number += 1) {
    silent.push(await open("127.0.0.2"));
    if (number < 14) silent.push(await open("127.0.0.3"));
  }
  expect([speaking, ...silent].map(({ destroyed }) => destroyed)).not.toContain(true);
  expect(told).toEqual([]);
  // There is room for no more: who has most and says least goes for whoever comes.
  const next = await open("127.0.0.4", "another\n");
  await pause(50);
  expect([speaking.destroyed, next.destroyed]).toEqual([false, false]);
  expect(silent.filter(({ destroyed }) => destroyed)).toEqual([silent[0]]);
  expect(told).toEqual(["Error: 1 were turned away"]);
  pass(60_000);
  // One network has its share, whoever has room.
  const first = silent.find(({ destroyed }) => !destroyed);
  first?.destroy();
  await pause(50);
  for (let number = 0; number < 3; number += 1) await open("127.0.0.3");
  expect(told.length).toBe(2);
  close();
});

test("[DT805] where nobody has many, it is the newest who is turned away", async () => {
  const { open, close } = await limited({ connections: 10, connectionsOfOne: 9 });
  const held: Socket[] = [];
  for (let number = 0; number < 10; number += 1) held.push(await open(`127.0.1.${number + 1}`));
  const more = await open("127.0.2.1");
  await pause(50);
  expect([more.destroyed, held.some(({ destroyed }) => destroyed)]).toEqual([true, false]);
  close();
});

test("[DT806] large datagrams that wait for the disk are bounded by their bytes", async () => {
  let letGo: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let most = 0;
  const slow = (watch: Watch): Watch => ({
    ...watch,
    take: async (lines) => {
      const bytes = lines.reduce((sum, one) => sum + one.bytes.length, 0);
      most = Math.max(most, bytes);
      await all;
    },
  });
  const at = await opened({ udp: anyPort }, {}, slow);
  const sender = createSocket("udp4");
  const large = Buffer.alloc(60_000, 0x61);
  const send = (): Promise<void> =>
    new Promise((resolve) => sender.send(large, at.port, "127.0.0.1", () => resolve()));
  // Twice as much as may wait, no faster than it is received.
  for (let number = 0; number < 1_200; number += 1) {
    await send();
    await pause(1);
  }
  await pause(200);
  letGo();
  await pause(1_500);
  sender.close();
  await at.close();
  const [source] = await sources(at.store);
  expect(most).toBeLessThanOrEqual(33_554_432);
  expect(most).toBeGreaterThan(10_000_000);
  expect(source?.dropped).toBeGreaterThan(100);
});

test("[DT807] of long lines fewer are gone through at a time", async () => {
  const folder = temporary();
  const spool = openSpool(folder, 1);
  const bytes = Buffer.alloc(intakeLimits.lineBytes, 0x61);
  await spool.add(
    Array.from({ length: 40 }, () => ({ source: "s", receivedMs: 1, mayRepeat: false, bytes })),
  );
  const reader = openSpoolReader(folder, 1);
  const counts = [1, 2, 3].map(() => reader.read(1_000, 2_000, 32 * bytes.length).length);
  expect(counts).toEqual([32, 8, 0]);
  reader.close();
  await spool.close();
});
