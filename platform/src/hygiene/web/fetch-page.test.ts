/** Requests to servers on the loopback, honest and otherwise. */
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { machineClock } from "../pace.ts";
import { startAnswerer } from "../test/tls-answerer.ts";
import type { ProbeEntry } from "../tls/tls-target.ts";
import { fetchPage, pageLimits } from "./fetch-page.ts";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map(async (end) => end()));
});

const entries: ProbeEntry[] = [];
const surroundings = { clock: machineClock, log: (entry: ProbeEntry) => entries.push(entry) };
const limits = { ...pageLimits, timeoutMs: 400, bodyBytes: 1_000 };

async function ask(treat: (socket: Socket) => void, scheme: "http" | "https" = "http") {
  const server = await startAnswerer(treat);
  ends.push(server.close);
  const target = { scheme, host: "www.example.se", address: "127.0.0.1", port: server.port };
  return fetchPage({ ...target, path: "/", mayCompress: false }, limits, surroundings);
}

const saying =
  (text: string): ((socket: Socket) => void) =>
  (socket) => {
    socket.on("data", () => socket.end(text));
  };

test("[HY50] a page comes with its headers line by line, its body cut at the limit", async () => {
  let asked = "";
  const reply = await ask((socket) => {
    socket.on("data", (chunk: Buffer) => {
      asked += chunk.toString();
      socket.end(
        `HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n${"x".repeat(5_000)}`,
      );
    });
  });
  expect(reply).toEqual({
    kind: "reply",
    status: 200,
    headers: [
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ],
    body: "x".repeat(1_000),
  });
  expect(asked).toMatch(/^GET \/ HTTP\/1\.1\r\nhost: www\.example\.se:\d+\r\n/u);
  expect(entries.at(-1)).toMatchObject({ purpose: "GET http://www.example.se/", outcome: "200" });
});

test("[HY51] a redirect is reported and not followed", async () => {
  const reply = await ask(saying("HTTP/1.1 301 Moved\r\nLocation: https://example.net/\r\n\r\n"));
  expect(reply).toMatchObject({ status: 301, headers: [["location", "https://example.net/"]] });
});

test("[HY52] who never answers, floods or speaks otherwise is silent", async () => {
  const silent = { kind: "silent" };
  expect(await ask(() => undefined)).toEqual(silent);
  expect(await ask(saying("220 mx.example.se ESMTP\r\n"))).toEqual(silent);
  expect(await ask((socket) => socket.destroy())).toEqual(silent);
  expect(await ask(saying("hello"), "https")).toEqual(silent);
  expect(await ask(saying(`HTTP/1.1 200 OK\r\nX: ${"y".repeat(100_000)}\r\n\r\n`))).toEqual(silent);
  const drip = await ask((socket) => {
    socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nx"));
  });
  expect(drip).toEqual(silent);
  const server = await startAnswerer(() => undefined);
  await server.close();
  const target = {
    scheme: "http",
    host: "x.example",
    address: "127.0.0.1",
    port: server.port,
  } as const;
  const closed = await fetchPage({ ...target, path: "/", mayCompress: true }, limits, surroundings);
  expect(closed).toEqual({ kind: "closed" });
});

test("[HY684] a packed page is unpacked as far as its limit, and no bomb goes off", async () => {
  const packed =
    (body: Buffer): ((socket: Socket) => void) =>
    (socket) => {
      socket.on("data", () => {
        const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n`;
        socket.write(`${head}Content-Length: ${body.length}\r\n\r\n`);
        socket.end(body);
      });
    };
  const bodyOf = async (body: Buffer): Promise<string> => {
    const reply = await ask(packed(body));
    return reply.kind === "reply" ? reply.body : reply.kind;
  };
  expect(await bodyOf(gzipSync("hej å"))).toBe("hej å");
  expect(await bodyOf(gzipSync("x".repeat(50_000_000)))).toBe("x".repeat(1_000));
  // Cut, broken, and none at all: what can be unpacked stays.
  const noise = Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 7_919) % 251));
  expect(await bodyOf(gzipSync(noise).subarray(0, 300))).not.toBe("silent");
  expect(await bodyOf(Buffer.from("hello"))).toBe("");
});
