/** Several organisations from the terminal: real servers behind one door, and their end. */
import { mkdirSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { startCli, temporaryFolder } from "./test/run-cli.ts";

type Asking = {
  readonly host: string;
  readonly path: string;
  readonly body?: unknown;
  readonly cookie?: string;
};

/** Asks the door under the name of one of the organisations. */
async function answer(address: string, { host, path, body, cookie }: Asking) {
  const headers = {
    host,
    ...(cookie === undefined ? {} : { cookie }),
    ...(body === undefined ? {} : { "x-vallgrav": "1", "content-type": "application/json" }),
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const asked = request(address + path, { method, headers, agent: false });
    asked.on("response", resolve).on("error", reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
  const set = response.headers["set-cookie"]?.[0]?.split(";")[0];
  return { status: response.statusCode, set, said: await text(response) };
}

function isListening(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(address, { agent: false }, (response) => {
      response.resume();
      resolve(true);
    }).on("error", () => resolve(false));
  });
}

test("[CL400] two organisations behind one door: what opens one opens not the other", async () => {
  const folder = temporaryFolder();
  for (const name of ["alby", "borg"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "organisation.env"), `VALLGRAV_HOSTS=${name}.test\n`);
  }
  const door = startCli(join(folder, "none"), ["serve", "--port", "0", "--organisations", folder]);
  const lines = createInterface({ input: door.stdout });
  const address = await new Promise<string>((resolve) => lines.once("line", resolve));
  const behind: string[] = [];
  createInterface({ input: door.stderr }).on("line", (line) => {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (found !== undefined && found !== address) behind.push(found);
  });
  const first = { name: "Signe Exempel", password: "korrekt häst batteri 7" };
  const signedIn = await answer(address, {
    host: "alby.test",
    path: "/api/first-run",
    body: first,
  });
  expect(signedIn.status).toBeLessThan(300);
  const cookie = signedIn.set ?? "";
  const position = { path: "/api/status", cookie };
  expect((await answer(address, { ...position, host: "alby.test" })).status).toBe(200);
  expect((await answer(address, { ...position, host: "borg.test" })).status).toBe(401);
  const session = await answer(address, { host: "borg.test", path: "/api/session" });
  expect(JSON.parse(session.said)).toMatchObject({ state: "first-run" });
  expect((await answer(address, { ...position, host: "127.0.0.1" })).status).toBe(421);
  expect(behind.length).toBe(2);
  door.kill("SIGKILL");
  await expect
    .poll(() => Promise.all(behind.map((one) => isListening(one))), { timeout: 20_000 })
    .toEqual([false, false]);
}, 60_000);
