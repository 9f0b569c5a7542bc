/** Connections without end, from one address. */
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { limitVisitors } from "./visitors.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function visited(isBehindProxy: boolean) {
  const logged: string[] = [];
  const server = createServer((_request, response) => response.end("here"));
  const few = { connections: 20, connectionsOfOne: 10 };
  const log = (_level: string, event: string): void => void logged.push(event);
  limitVisitors(server, { isBehindProxy, log, nowMs: () => 0 }, few);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const held: Socket[] = [];
  closing.push(() => {
    for (const one of held) one.destroy();
    server.closeAllConnections();
    server.close();
  });
  const open = async (from: string): Promise<Socket> => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: from });
    socket.on("error", () => undefined);
    held.push(socket);
    await once(socket, "connect");
    return socket;
  };
  return { logged, held, open };
}

const ask = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

test("[SV810] who opens connections without end has a share, and others are answered", async () => {
  const { logged, held, open } = await visited(false);
  for (let number = 0; number < 15; number += 1) (await open("127.0.0.2")).resume();
  await pause(50);
  expect(held.filter(({ destroyed }) => destroyed)).toHaveLength(5);
  const other = await open("127.0.0.3");
  other.end(ask);
  expect(await text(other)).toContain("here");
  expect(logged).toEqual(["server/too-many-connections"]);
});

test("[SV810] behind a proxy all come from it, and none is turned away", async () => {
  const { logged, held, open } = await visited(true);
  for (let number = 0; number < 25; number += 1) (await open("127.0.0.1")).resume();
  await pause(50);
  expect(held.filter(({ destroyed }) => destroyed)).toHaveLength(0);
  expect(logged).toEqual([]);
});
