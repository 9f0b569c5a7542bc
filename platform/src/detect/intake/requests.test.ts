/** Requests that are sent again are told once, and what happened twice is told twice. */
import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { StoreError } from "../../storage/index.ts";
import { failed, gone, none, sources, withToken } from "../test/ways-in.ts";

const head =
  "POST /services/collector/raw HTTP/1.1\r\nhost: x\r\nauthorization: Splunk vgs_secret\r\n";

function rawRequest(body: string): string {
  return `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Sends by a connection of an agent, and reads the answer. */
async function send(agent: Agent, port: number, body: string): Promise<number> {
  const headers = { authorization: "Splunk vgs_secret", "content-length": Buffer.byteLength(body) };
  const path = "/services/collector/raw";
  const asking = request({ agent, port, host: "127.0.0.1", method: "POST", path, headers });
  asking.end(body);
  const [answer] = (await once(asking, "response")) as [
    AsyncIterable<unknown> & { statusCode?: number },
  ];
  for await (const _ of answer);
  return answer.statusCode ?? 0;
}

test("[DT45] equal lines of a request, and equal answered requests, are several", async () => {
  const at = await withToken();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const body = `${failed(1)}\n${failed(1)}\n`;
  expect(await send(agent, at.port, body)).toBe(200);
  expect(await send(agent, at.port, body)).toBe(200);
  agent.destroy();
  await at.watch.settled();
  const counts = { kind: "http", name: "Filebeat", ...none };
  expect(await sources(at.store)).toEqual([{ ...counts, parsed: 4, matched: 4 }]);
  await at.close();
});

test("[DT45] a request whose answer nobody read is told once, however often it comes", async () => {
  const at = await withToken();
  const body = `${failed(1)}\n${failed(2)}\n`;
  for (let time = 0; time < 2; time += 1) {
    const socket = connect(at.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(rawRequest(body));
    await gone(at.watch, at.store, 3 + 2 * time);
    await pause(50);
    socket.resetAndDestroy();
    await pause(50);
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect(await send(agent, at.port, body)).toBe(200);
  await at.watch.settled();
  const counts = { kind: "http", name: "Filebeat", ...none };
  expect(await sources(at.store)).toEqual([{ ...counts, parsed: 2, repeated: 4, matched: 2 }]);
  // That answer was read: once more is another event.
  expect(await send(agent, at.port, body)).toBe(200);
  agent.destroy();
  await at.watch.settled();
  expect(await sources(at.store)).toEqual([{ ...counts, parsed: 4, repeated: 4, matched: 4 }]);
  await at.close();
});

test("[DT45] a document with a name is one document, in whatever request it comes", async () => {
  const { ask, ...at } = await withToken();
  const named = (id: string, message: string): string =>
    `{"create":{"_index":"logs","_id":"${id}"}}\n{"message":"${message}"}\n`;
  for (const body of [named("a", "x"), named("a", "x") + named("b", "x"), named("b", "y")])
    await ask("/_bulk", { method: "POST", body });
  await at.watch.settled();
  expect(await sources(at.store)).toEqual([
    { kind: "http", name: "Filebeat", ...none, parsed: 2, repeated: 2 },
  ]);
  await at.close();
});

test("[DT28] what fails on our side is 503: the sender keeps it and comes again", async () => {
  const { ask, ...at } = await withToken();
  const away = () => Promise.reject(new StoreError("storage/unavailable"));
  Object.assign(at.store.watch, { sources: away });
  expect((await ask("/_bulk", { method: "POST", body: "{}" })).status).toBe(503);
  expect(at.failures).toEqual(["watch/connection StoreError: storage/unavailable"]);
  await at.close();
});
