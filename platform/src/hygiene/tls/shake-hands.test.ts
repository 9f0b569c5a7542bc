/** Handshakes with servers whose certificates are none. */
import { X509Certificate } from "node:crypto";
import type { Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { selfSigned } from "../../tls/index.ts";
import { machineClock } from "../pace.ts";
import { startAnswerer } from "../test/tls-answerer.ts";
import { shakeHands } from "./shake-hands.ts";
import { defaultProbeLimits, type ProbeEntry } from "./tls-target.ts";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map(async (end) => end()));
});

const limits = { ...defaultProbeLimits, connectTimeoutMs: 500, answerTimeoutMs: 400 };

const number = (value: number, octets: number): Buffer => {
  const written = Buffer.alloc(octets);
  written.writeUIntBE(value, 0, octets);
  return written;
};
const framed = (octets: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([number(body.length, octets), body]);
};

/** A message of the handshake, cut into records. */
function recordsOf(type: number, body: Uint8Array): Buffer {
  const message = Buffer.concat([Buffer.of(type), framed(3, body)]);
  const parts: Buffer[] = [];
  for (let at = 0; at < message.length; at += 16_000)
    parts.push(Buffer.of(22, 3, 3), framed(2, message.subarray(at, at + 16_000)));
  return Buffer.concat(parts);
}

/** Chooses TLS 1.2 and a suite that every client knows (RFC 5246 §7.4.1.3). */
const hello = recordsOf(
  2,
  Buffer.concat([
    Buffer.of(3, 3),
    Buffer.alloc(32, 7),
    Buffer.of(0, 0xc0, 0x2b, 0),
    framed(2, Buffer.of(0xff, 1, 0, 1, 0)),
  ]),
);

const { certificate } = selfSigned({
  names: ["www.example.se"],
  fromMs: Date.now() - 60_000,
  days: 3,
});
const good = new X509Certificate(certificate).raw;

/** What comes of a handshake with a server that sends this after its hello. */
async function shakeWith(sent: Uint8Array) {
  const server = await startAnswerer((socket: Socket) => {
    socket.once("data", () => socket.write(Buffer.concat([hello, sent])));
  });
  ends.push(server.close);
  const entries: ProbeEntry[] = [];
  const target = { address: "127.0.0.1", port: server.port, startTls: null };
  const facts = await shakeHands(
    { ...target, serverName: "www.example.se" },
    limits,
    {
      clock: machineClock,
      random: (size) => new Uint8Array(size),
      log: (one) => entries.push(one),
    },
    null,
  );
  return { facts, outcome: entries[0]?.outcome, tookMs: entries[0]?.tookMs ?? Infinity };
}

const listOf = (...chain: readonly Uint8Array[]): Buffer =>
  recordsOf(11, framed(3, ...chain.map((one) => framed(3, one))));

test("[HY683] a chain of garbage is no handshake, and ends in time", async () => {
  const noise = Buffer.from(Array.from({ length: 900 }, (_, at) => (at * 7_919) % 251));
  const cases: Readonly<Record<string, Uint8Array>> = {
    noise: listOf(noise),
    "noise behind a good one": listOf(good, noise),
    "a good one cut": listOf(good.subarray(0, -20)),
    nothing: listOf(),
    "an empty one": listOf(Buffer.alloc(0)),
    "half a megabyte of good ones": listOf(...Array.from({ length: 1_300 }, () => good)),
    "a length that lies": recordsOf(11, Buffer.concat([number(0xffffff, 3), good])),
    "a promise of more": recordsOf(11, listOf(good)).subarray(0, 60),
  };
  for (const [name, sent] of Object.entries(cases)) {
    // oxlint-disable-next-line no-await-in-loop
    const { facts, outcome, tookMs } = await shakeWith(sent);
    expect([name, facts, outcome]).toEqual([name, null, "failed"]);
    expect(tookMs).toBeLessThan(limits.answerTimeoutMs * 4);
  }
});
