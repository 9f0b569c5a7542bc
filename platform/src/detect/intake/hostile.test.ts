/** What comes in is hostile, broken or too much: counted, bounded, and the ways in stay up. */
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectSecure } from "node:tls";
import { expect, test } from "vitest";
import { makeCertificates } from "../test/certificates.ts";
import { temporary } from "../test/lines.ts";
import {
  anyPort,
  failed,
  gone,
  heard,
  none,
  openFrame,
  opened,
  relpFrames,
  sources,
  withToken,
} from "../test/ways-in.ts";
import { intakeLimits } from "./intake.ts";
import type { Watch } from "../watch.ts";

test("[DT44] what comes while the disk is written to shares the next write", async () => {
  const { server, client, authority } = makeCertificates(temporary());
  const takes: number[] = [];
  let letGo: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow = (watch: Watch): Watch => ({
    ...watch,
    take: async (lines) => {
      takes.push(lines.length);
      await all;
      return watch.take(lines);
    },
  });
  const certificates = { ...server, authority };
  const at = await opened({ relp: anyPort, certificates }, {}, slow);
  const socket = connectSecure({
    port: at.port,
    host: "127.0.0.1",
    ca: readFileSync(authority),
    cert: readFileSync(client.certificate),
    key: readFileSync(client.key),
  });
  const write = (text: string): Promise<void> =>
    new Promise((resolve) => socket.write(text, () => resolve()));
  await write(openFrame);
  await heard(socket, "commands=syslog");
  // One record of TLS each, as rsyslog writes them.
  for (let number = 0; number < 100; number += 1)
    await write(relpFrames(2 + number, [failed(number)]));
  await pause(200);
  letGo();
  await heard(socket, "101 rsp 6 200 OK");
  socket.destroy();
  await at.close();
  expect(takes.length).toBeLessThan(10);
  expect(takes.reduce((sum, one) => sum + one, 0)).toBe(100);
});

const megabyte = "x".repeat(1_000_000);

async function write(socket: Socket, piece: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
}

test("[DT47] a line of 100 MB is refused and counted, what follows is read", async () => {
  const at = await opened({ tcp: anyPort });
  const socket = connectPlain(at.port, "127.0.0.1");
  const before = process.memoryUsage().rss;
  for (let part = 0; part < 100; part += 1) await write(socket, megabyte);
  await write(socket, `\n${failed(1)}\n`);
  await gone(at.watch, at.store, 3);
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  socket.destroy();
  await at.close();
  const [source] = await sources(at.store);
  expect(source).toEqual({
    kind: "syslog-tcp",
    name: "127.0.0.1",
    ...none,
    parsed: 1,
    refused: 1,
    matched: 1,
  });
});

test("[DT47] a message of 100 MB by RELP is refused, answered and counted", async () => {
  const at = await opened({ relp: anyPort });
  const socket = connectPlain(at.port, "127.0.0.1");
  await write(socket, `${openFrame}2 syslog 100000000 `);
  for (let part = 0; part < 100; part += 1) await write(socket, megabyte);
  await write(socket, `\n${relpFrames(3, [failed(1)])}`);
  expect(await heard(socket, "3 rsp 6 200 OK")).toContain("2 rsp 6 200 OK\n");
  socket.destroy();
  await at.close();
  const [source] = await sources(at.store);
  expect(source).toMatchObject({ parsed: 1, refused: 1, matched: 1 });
});

test("[DT47] bytes that are no UTF-8, and JSON nested without end, line by line", async () => {
  const { ask, ...at } = await withToken();
  const deep = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>) =>
    ask(path, { method: "POST", body });
  const bad = Buffer.concat([
    Buffer.from(failed(1)),
    Buffer.from([0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80]),
  ]);
  expect((await post("/services/collector/raw", Uint8Array.from(bad))).status).toBe(200);
  expect((await post("/services/collector/event", `{"event":${deep}}`)).status).toBe(200);
  const bulk = `{"index":{}}\n${deep}\n{"index":{}}\n{"a":1}\n`;
  expect((await post("/_bulk", bulk)).status).toBe(200);
  expect((await post("/services/collector/raw", `${deep}\n${failed(2)}`)).status).toBe(200);
  const actions = `{"index":${"[".repeat(50_000)}\n{"a":1}\n`;
  expect((await post("/_bulk", actions)).status).toBe(200);
  await at.watch.settled();
  const [source] = await sources(at.store);
  expect(source).toMatchObject({ parsed: 3, refused: 3, matched: 2 });
  expect(at.failures).toEqual([]);
  await at.close();
});

test("[DT48] half a message and a silent connection hold nobody up", async () => {
  const at = await opened({ relp: anyPort });
  const silent = connectPlain(at.port, "127.0.0.1");
  const half = connectPlain(at.port, "127.0.0.1");
  await write(half, `${openFrame}2 syslog 500 <38>1 half`);
  const good = connectPlain(at.port, "127.0.0.1");
  await write(good, openFrame + relpFrames(2, [failed(1)]));
  await heard(good, "2 rsp 6 200 OK");
  const begunMs = performance.now();
  await at.close();
  // The stop gives them their time, and no more.
  expect(performance.now() - begunMs).toBeLessThan(6_000);
  for (const one of [silent, half, good]) one.destroy();
  const [source] = await sources(at.store);
  expect(source).toMatchObject({ parsed: 1, refused: 0, matched: 1 });
});

test("[DT48] an address has so many connections and no more, those it has go on", async () => {
  const at = await opened({ tcp: anyPort });
  const { connectionsOfOne } = intakeLimits;
  const held: Socket[] = [];
  for (let count = 0; count < connectionsOfOne; count += 1) {
    const socket = connectPlain(at.port, "127.0.0.1");
    held.push(socket);
    await new Promise((resolve) => socket.once("connect", resolve));
  }
  const more = connectPlain(at.port, "127.0.0.1");
  more.on("error", () => undefined);
  await new Promise((resolve) => more.once("close", resolve));
  held[0]?.end(`${failed(1)}\n`);
  await gone(at.watch, at.store, 2);
  await pause(20);
  // Where one has gone there is room.
  const next = connectPlain(at.port, "127.0.0.1");
  next.end(`${failed(2)}\n`);
  await gone(at.watch, at.store, 3);
  for (const one of held) one.destroy();
  await at.close();
  const [source] = await sources(at.store);
  expect(source).toMatchObject({ parsed: 2, matched: 2 });
  expect(at.failures).toEqual(["watch/too-many-connections Error: 1 were turned away"]);
});
