/** Ways in, over real sockets of this machine: what is acknowledged is kept, all is counted. */
import { createSocket } from "node:dgram";
import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import { connect as connectPlain } from "node:net";
import { join } from "node:path";
import { connect as connectSecure, type TLSSocket } from "node:tls";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
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
import { SpoolRefused } from "../spool.ts";
import { collectorLines } from "./collector.ts";
import { bulkAnswer, bulkLines } from "./elastic.ts";
import { newHolding } from "./http.ts";
import { parsePlace } from "./place.ts";

describe("streams", () => {
  test("[DT20] RELP answers a line when it is kept; a resent one is told once", async () => {
    const certificates = makeCertificates(temporary());
    const at = await opened({
      relp: anyPort,
      certificates: { ...certificates.server, authority: certificates.authority },
    });
    const connect = (): TLSSocket =>
      connectSecure({
        port: at.port,
        host: "127.0.0.1",
        ca: readFileSync(certificates.authority),
        cert: readFileSync(certificates.client.certificate),
        key: readFileSync(certificates.client.key),
      });
    const first = connect();
    first.write(openFrame + relpFrames(2, [failed(1), failed(2)]));
    expect(await heard(first, "3 rsp 6 200 OK")).toContain("2 rsp 6 200 OK\n3 rsp 6 200 OK\n");
    first.destroy();
    const second = connect();
    second.write(`${openFrame}${relpFrames(2, [failed(2), failed(3)])}4 close 0\n`);
    expect(await heard(second, "serverclose")).toContain("4 rsp 0\n0 serverclose 0\n");
    await at.close();
    expect(await sources(at.store)).toEqual([
      { kind: "relp", name: "srv-1.example.test", ...none, parsed: 3, repeated: 1, matched: 3 },
    ]);
    expect((await at.store.watch.alerts({}, 9)).map(({ count }) => count)).toEqual([3]);
    expect(at.failures).toEqual([]);
  });

  test("[DT21] without a certificate, and of garbage, nothing is taken", async () => {
    const certificates = makeCertificates(temporary());
    const at = await opened({
      tls: anyPort,
      certificates: { ...certificates.server, authority: certificates.authority },
    });
    const stranger = connectSecure({
      port: at.port,
      host: "127.0.0.1",
      ca: readFileSync(certificates.authority),
    });
    stranger.on("error", () => undefined);
    stranger.write(`${failed(1)}\n`);
    await new Promise((resolve) => stranger.once("close", resolve));
    const garbage = connectPlain(at.port, "127.0.0.1");
    garbage.on("error", () => undefined);
    garbage.write(Buffer.alloc(5_000, 7));
    await new Promise((resolve) => garbage.once("close", resolve));
    const good = connectSecure({
      port: at.port,
      host: "127.0.0.1",
      ca: readFileSync(certificates.authority),
      cert: readFileSync(certificates.client.certificate),
      key: readFileSync(certificates.client.key),
    });
    good.end(`${failed(1)}\n`);
    await gone(at.watch, at.store, 2);
    await at.close();
    expect(await sources(at.store)).toEqual([
      { kind: "syslog-tls", name: "srv-1.example.test", ...none, parsed: 1, matched: 1 },
    ]);
    expect(at.failures).toEqual([]);
  });

  test("[DT22] syslog over TCP in both framings; a stop takes what has been sent", async () => {
    const at = await opened({ tcp: anyPort });
    const socket = connectPlain(at.port, "127.0.0.1");
    const counted = failed(2);
    socket.write(`${failed(1)}\n${counted.length} ${counted}${"x".repeat(300_000)}\nno log\n`);
    await gone(at.watch, at.store, 5);
    socket.write(`${failed(3)}\n${failed(4)}`);
    // The stop is seen as the end of the connection, and what was sent before is kept.
    const ended = new Promise((resolve) => socket.once("end", resolve));
    const closing = at.close();
    await ended;
    socket.end();
    await closing;
    expect(await sources(at.store)).toEqual([
      { kind: "syslog-tcp", name: "127.0.0.1", ...none, parsed: 4, refused: 2, matched: 4 },
    ]);
  });

  test("[DT23] a full buffer holds a sender back, and goes on when there is room", async () => {
    const at = await opened({ tcp: anyPort }, { waitingBytes: 2_000, fileBytes: 500 });
    const socket = connectPlain(at.port, "127.0.0.1");
    const all = Array.from({ length: 200 }, (_, number) => `${failed(number)}\n`);
    for (const text of all) socket.write(text);
    socket.end();
    await gone(at.watch, at.store, 201);
    await at.close();
    expect(await sources(at.store)).toEqual([
      { kind: "syslog-tcp", name: "127.0.0.1", ...none, parsed: 200, matched: 200 },
    ]);
  });
});

describe("datagrams and files", () => {
  test("[DT24] UDP: one datagram, one line; what finds no room is counted as lost", async () => {
    const at = await opened({ udp: anyPort }, { waitingBytes: 400, fileBytes: 10_000 });
    const socket = createSocket("udp4");
    const send = (text: string): Promise<void> =>
      new Promise((resolve) => socket.send(text, at.port, "127.0.0.1", () => resolve()));
    for (let number = 0; number < 20; number += 1) {
      await send(failed(number));
      await pause(5);
    }
    for (;;) {
      await pause(100);
      const [source] = await sources(at.store);
      if ((source?.parsed ?? 0) + (source?.dropped ?? 0) === 20) break;
    }
    socket.close();
    const [source] = await sources(at.store);
    expect(source?.dropped).toBeGreaterThan(0);
    expect(source?.matched).toBe(source?.parsed);
    await at.close();
  });

  test("[DT25] a file is read on as it grows, from its beginning when replaced", async () => {
    const file = join(temporary(), "auth.log");
    writeFileSync(file, `${failed(1)}\n${failed(2)}\nhalf`);
    const at = await opened({ files: [file] });
    expect(at.names).toEqual(["file auth.log"]);
    await gone(at.watch, at.store, 3);
    appendFileSync(file, ` a line\n${failed(3)}\n`);
    await gone(at.watch, at.store, 5);
    renameSync(file, `${file}.1`);
    writeFileSync(file, `${failed(4)}\n`);
    await gone(at.watch, at.store, 6);
    await at.close();
    expect(await sources(at.store)).toEqual([
      { kind: "file", name: "auth.log", ...none, parsed: 4, refused: 1, matched: 4 },
    ]);
  });
});

const ndjson = (...values: readonly object[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");

describe("HTTP", () => {
  const event = { "@timestamp": "2026-11-30T10:00:00.000Z", message: failed(1) };

  test("[DT26] shippers find what they look for; bulk is kept before it is answered", async () => {
    const { ask, ...at } = await withToken();
    expect(await ask("/")).toMatchObject({ status: 200, body: { version: { number: "8.11.0" } } });
    expect((await ask("/_license")).status).toBe(200);
    expect(await ask("/_index_template/filebeat", { method: "PUT", body: "{}" })).toEqual({
      status: 200,
      body: { acknowledged: true },
    });
    const body = ndjson({ create: { _index: "logs" } }, event, { delete: { _index: "x" } });
    const packed = gzipSync(body);
    const sent = { method: "POST", body: packed, headers: { "content-encoding": "gzip" } };
    expect(await ask("/_bulk", sent)).toMatchObject({
      status: 200,
      body: { errors: true, items: [{ create: { status: 201 } }, { delete: { status: 400 } }] },
    });
    await ask("/logs/_bulk", sent);
    await at.watch.settled();
    expect(await sources(at.store)).toEqual([
      { kind: "http", name: "Filebeat", ...none, parsed: 2 },
    ]);
    await at.close();
  });

  test("[DT27] Splunk's collector: events, raw lines, acknowledgement", async () => {
    const { ask, ...at } = await withToken();
    const splunk = "Splunk vgs_secret";
    const events = `{"event":{"a":1},"host":"h"} {"event":"${failed(1)}"}`;
    const ok = { status: 200, body: { text: "Success", code: 0, ackId: 0 } };
    expect(
      await ask("/services/collector/event", { method: "POST", body: events }, splunk),
    ).toEqual(ok);
    const raw = `${failed(2)}\n${failed(3)}\n`;
    expect(await ask("/services/collector/raw", { method: "POST", body: raw }, splunk)).toEqual(ok);
    expect(
      await ask("/services/collector/event", { method: "POST", body: "{}" }, splunk),
    ).toMatchObject({
      status: 400,
      body: { code: 6 },
    });
    expect((await ask("/services/collector/health")).body).toMatchObject({ code: 17 });
    const acks = { method: "POST", body: '{"acks":[0]}' };
    expect((await ask("/services/collector/ack?channel=x", acks, splunk)).body).toEqual({
      acks: { "0": true },
    });
    await at.watch.settled();
    expect(await sources(at.store)).toEqual([
      { kind: "http", name: "Filebeat", ...none, parsed: 4, matched: 3 },
    ]);
    await at.close();
  });

  test("[DT28] without a token nothing is answered; what is too large is refused", async () => {
    const { ask, ...at } = await withToken();
    const key = Buffer.from("watch:vgs_secret").toString("base64");
    for (const [authorization, status] of [
      [`ApiKey ${key}`, 200],
      [`Basic ${key}`, 200],
      ["Bearer vgs_other", 401],
      ["Bearer", 401],
      ["", 401],
    ] as const)
      expect((await ask("/", {}, authorization)).status).toBe(status);
    expect((await ask("/_search", { method: "POST", body: "{}" })).status).toBe(404);
    expect((await ask("/_bulk")).status).toBe(404);
    const bomb = gzipSync(Buffer.alloc(70_000_000));
    const sent = { method: "POST", body: bomb, headers: { "content-encoding": "gzip" } };
    expect((await ask("/_bulk", sent)).status).toBe(413);
    const broken = { method: "POST", body: "no gzip", headers: { "content-encoding": "gzip" } };
    expect((await ask("/_bulk", broken)).status).toBe(400);
    expect(at.failures).toEqual([]);
    await at.close();
  });

  test("[DT28] all bodies together have a ceiling, and room again when one has gone", () => {
    const holding = newHolding(100);
    holding.hold(60);
    expect(() => holding.hold(41)).toThrow(SpoolRefused);
    holding.release(60);
    holding.hold(100);
  });

  test("[DT29] without certificates only this machine reaches tokens and receipts", async () => {
    for (const way of ["http", "relp"] as const)
      await expect(opened({ [way]: { host: "0.0.0.0", port: 0 } })).rejects.toMatchObject({
        code: "watch/needs-tls",
      });
    await expect(opened({ tls: anyPort })).rejects.toMatchObject({ code: "watch/needs-tls" });
    const at = await opened({ tcp: anyPort });
    await expect(opened({ tcp: { host: "127.0.0.1", port: at.port } })).rejects.toMatchObject({
      code: "watch/cannot-listen",
    });
    await at.close();
    expect(parsePlace("6514")).toEqual({ host: "127.0.0.1", port: 6_514 });
    expect(parsePlace("[::1]:514")).toEqual({ host: "::1", port: 514 });
    expect(parsePlace("0.0.0.0:99999")).toBeNull();
    expect(parsePlace("somewhere")).toBeNull();
  });
});

test("[DT26] a bulk request is taken apart whatever it holds", () => {
  const take = (text: string) => bulkLines(Buffer.from(text), 20);
  expect(take("")).toEqual({ lines: [], actions: [] });
  expect(take('{"index":{}}').actions).toEqual([{ action: "index", index: "", isKept: false }]);
  const long = take(`{"index":{"_index":"a"}}\n${"x".repeat(30)}\n\nnonsense\n{"delete":{}}\n`);
  expect(long.lines.map(({ bytes }) => bytes.length)).toEqual([0]);
  expect(long.actions.map(({ isKept }) => isKept)).toEqual([true, false, false]);
  expect(bulkAnswer([])).toEqual({ took: 0, errors: false, items: [] });
});

test("[DT27] events of a collector are taken apart, or the request is refused whole", () => {
  const take = (path: string, text: string) =>
    collectorLines(path, Buffer.from(text))?.map((one) => Buffer.from(one).toString()) ?? null;
  expect(take("/event", '{"event":{"host":"own","b":"}\\""},"host":"h","time":1}')).toEqual([
    '{"host":"own","time":1,"b":"}\\""}',
  ]);
  const bare = "<13>1 - - - - - - ";
  expect(take("/event", '{"event":"a"}{"event":"b\\nc"}')).toEqual(
    ["a", "b", "c"].map((line) => bare + line),
  );
  const told = '{"event":"login failed","host":"srv 1","time":"1.5","sourcetype":"app"}';
  expect(take("/event", told)).toEqual([
    "<13>1 1970-01-01T00:00:01.500Z srv_1 app - - - login failed",
  ]);
  for (const own of ["<13>Nov  3 10:00:00 h p: x", "type=SYSCALL msg=audit(1.0:1): a=1", "CEF:0|"])
    expect(take("/event", JSON.stringify({ event: own, host: "h" }))).toEqual([own]);
  expect(take("/event", '{"event":"a","time":"soon"}{"event":"b","time":-1}')).toEqual(
    ["a", "b"].map((line) => bare + line),
  );
  for (const bad of ["", "x", "{", '{"event":null}', '{"event":1}', '{"event":"a"} x'])
    expect(take("/event", bad)).toBeNull();
  expect(take("/raw", "a\r\n\nb")).toEqual(["a", "b"]);
});
