/** Bodies that come a byte now and then. */
import { readdirSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { anyone, found, type Route } from "./route.ts";
import { openHouse, type HouseChoices, setUp } from "./test/house.ts";

const form = "multipart/form-data; boundary=b";
const pace = { graceMs: 300, bytesPerSecond: 1_000, lookEveryMs: 50 };

const open: Socket[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.destroy();
});

/** A house that listens, and a way to send it a body so many bytes at a time. */
async function listening(choices: HouseChoices = {}) {
  const house = await openHouse({ pace, ...choices });
  const token = await setUp(house);
  const { port } = new URL(await house.app.listen({ host: "127.0.0.1", port: 0 }));
  const begin = (path: string, type: string, length: number, by = token): Socket => {
    const socket = connect(Number(port), "127.0.0.1");
    open.push(socket);
    socket.on("error", () => undefined);
    const head = [
      `POST /api${path} HTTP/1.1`,
      "host: localhost",
      "x-vallgrav: 1",
      `cookie: vallgrav=${by}`,
      `content-type: ${type}`,
      `content-length: ${length}`,
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    return socket;
  };
  return { house, begin };
}

/** Sends on in small pieces until the other side is gone or everything is sent. */
async function trickle(socket: Socket, bytes: string, atOnce: number): Promise<void> {
  for (let at = 0; at < bytes.length && socket.writable; at += atOnce) {
    socket.write(bytes.slice(at, at + atOnce));
    await pause(50);
  }
}

/** Everything that is answered until the connection ends, and how long that took. */
async function answered(socket: Socket): Promise<{ readonly said: string; readonly ms: number }> {
  const began = performance.now();
  const said: Buffer[] = [];
  socket.on("data", (bytes: Buffer) => said.push(bytes));
  // A sender who goes on after the end is told so by a reset, which is no fault here.
  await new Promise((resolve) => socket.once("close", resolve));
  return { said: Buffer.concat(said).toString(), ms: performance.now() - began };
}

const part = '--b\r\ncontent-disposition: form-data; name="files"; filename="a.csv"\r\n\r\n';

test("[SV1090] an upload that comes too slowly is refused, and nothing of it is left", async () => {
  const { house, begin } = await listening();
  const socket = begin("/imports", form, 100_000);
  socket.write(part);
  const [{ said, ms }] = await Promise.all([answered(socket), trickle(socket, "x".repeat(200), 1)]);
  expect(said).toMatch(/^HTTP\/1\.1 408 /);
  expect(said).toContain('"code":"request/too-slow"');
  expect(said.toLowerCase()).toContain("connection: close");
  expect(ms).toBeLessThan(5_000);
  await expect.poll(() => readdirSync(house.incoming)).toEqual([]);
  expect([house.imported, house.logged]).toEqual([[], []]);
});

test("[SV1090] a small body that does not come is refused likewise", async () => {
  const { begin } = await listening();
  const { said } = await answered(begin("/session", "application/json", 500));
  expect(said).toMatch(/^HTTP\/1\.1 408 /);
});

test("[SV1090] what is answered already and still comes loses its connection", async () => {
  const { begin } = await listening();
  const socket = begin("/imports", form, 100_000, "nobody");
  const [{ said, ms }] = await Promise.all([answered(socket), trickle(socket, "x".repeat(400), 1)]);
  expect(said).toMatch(/^HTTP\/1\.1 401 /);
  expect(ms).toBeLessThan(5_000);
});

test("[SV1090] who sends fast enough, for longer than the grace, is answered as ever", async () => {
  const { begin } = await listening();
  const body = JSON.stringify({ name: "x", password: "x".repeat(1_800) });
  const socket = begin("/session", "application/json", body.length);
  // Four times the least pace, for three times the grace.
  const said = new Promise<string>((resolve) => {
    socket.once("data", (bytes: Buffer) => resolve(bytes.toString()));
  });
  await trickle(socket, body, 100);
  expect(await said).toMatch(/^HTTP\/1\.1 401 /);
});

test("[SV1090] time in which it is we who do not read counts against nobody", async () => {
  const late: Route = {
    method: "POST",
    path: "/late",
    rule: anyone,
    action: null,
    handle: async ({ request }) => {
      await pause(1_000);
      const [one] = await request.raw.setEncoding("latin1").toArray();
      return found({ began: String(one).length > 0 });
    },
  };
  // With this pace it would have to be all here after the grace.
  const { begin } = await listening({ extra: [late], pace: { ...pace, bytesPerSecond: 1e9 } });
  const body = "x".repeat(1_000_000);
  const socket = begin("/late", form, body.length);
  const said = new Promise<string>((resolve) => {
    socket.once("data", (bytes: Buffer) => resolve(bytes.toString()));
  });
  socket.write(body);
  expect(await said).toMatch(/^HTTP\/1\.1 200 /);
});
