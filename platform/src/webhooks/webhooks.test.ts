/** Webhooks: who may be told, how it is signed and sent, and that it is tried again. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Instant, instantFromMs } from "@vallgrav/kernel";
import { afterEach, describe, expect, test } from "vitest";
import { onEveryStore } from "../storage/test/contract.ts";
import { type DeliveryRecord, openStore, type Store } from "../storage/index.ts";
import { selfSigned } from "../tls/index.ts";
import { deliver } from "./deliver.ts";
import { hooksOf, judgeAddress, webhookLimits, type WebhookPolicy } from "./hooks.ts";
import { outboxOf, retryMinutes } from "./outbox.ts";
import { isPrivateAddress } from "./private-address.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const made = selfSigned({ names: ["hook.test"], fromMs: Date.now() - 60_000, days: 2 });

type Heard = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** A machine that is told, on this one. */
async function listener(status: number | (() => number) = 204) {
  const heard: Heard[] = [];
  const server = createServer({ cert: made.certificate, key: made.key }, (asked, answer) => {
    void text(asked).then((body) => {
      heard.push({ path: asked.url ?? "", headers: asked.headers, body });
      const code = typeof status === "number" ? status : status();
      answer.writeHead(code, { location: "https://hook.test/elsewhere" }).end("x".repeat(1_000));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const policy: WebhookPolicy = {
    hosts: [`hook.test:${port}`],
    mayBePrivate: true,
    authorities: made.certificate,
  };
  return { heard, policy, url: `https://hook.test:${port}/in?a=1` };
}

const here = () => Promise.resolve(["127.0.0.1"]);
const message = { id: "msg_1", body: '{"type":"test"}', sentMs: 1_764_000_000_500 };

test("[WH1] only machines that were named, by HTTPS, and nothing hidden in the address", () => {
  const policy = { hosts: ["a.example.se", "b.example.se:8443"], mayBePrivate: false };
  const judged = (url: string) =>
    judgeAddress(url, { ...policy, authorities: null })?.code.split("/")[1] ?? "ok";
  const cases: Readonly<Record<string, string>> = {
    "https://a.example.se/x?y=1": "ok",
    "https://A.EXAMPLE.SE:443/": "ok",
    "https://b.example.se:8443/": "ok",
    "https://b.example.se/": "host-not-named",
    "https://a.example.se:8443/": "host-not-named",
    "https://a.example.se.evil.test/": "host-not-named",
    "https://evil.test/a.example.se": "host-not-named",
    "https://127.0.0.1/": "host-not-named",
    "https://a.example.se@evil.test/": "bad-address",
    "https://x:y@a.example.se/": "bad-address",
    "https://a.example.se/#x": "bad-address",
    "http://a.example.se/": "bad-address",
    "file:///etc/passwd": "bad-address",
    "not an address": "bad-address",
    [`https://a.example.se/${"x".repeat(2_000)}`]: "bad-address",
  };
  for (const [url, word] of Object.entries(cases)) expect([url, judged(url)]).toEqual([url, word]);
});

test("[WH2] addresses that are not out in the open are known, however they are dressed", () => {
  const hidden = `127.0.0.1 127.255.0.9 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1
    169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 198.18.0.1 192.0.2.1 :: ::1
    fe80::1 fc00::1 fd12::1 ff02::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8
    ::127.0.0.1 ::7f00:1 0:0:0:0:0:ffff:7f00:1
    64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 fe80::1%eth0 x`;
  for (const one of hidden.split(/\s+/)) expect([one, isPrivateAddress(one)]).toEqual([one, true]);
  for (const one of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450::1", "193.10.0.1"])
    expect([one, isPrivateAddress(one)]).toEqual([one, false]);
});

test("[WH3] it is signed, goes to the address that was judged, and follows nothing", async () => {
  const { heard, policy, url } = await listener();
  let asked = 0;
  const lookup = () => {
    asked += 1;
    // A name that means another machine the second time gains nothing.
    return Promise.resolve([asked === 1 ? "127.0.0.1" : "192.0.2.1"]);
  };
  expect(await deliver({ url, secret }, message, policy, lookup)).toEqual({
    isDone: true,
    status: 204,
  });
  expect(asked).toBe(1);
  const [one] = heard;
  const mac = createHmac("sha256", Buffer.alloc(32, 7)).update(`msg_1.1764000000.${message.body}`);
  expect(one?.headers).toMatchObject({
    "webhook-id": "msg_1",
    "webhook-timestamp": "1764000000",
    "webhook-signature": `v1,${mac.digest("base64")}`,
    host: new URL(url).host,
  });
  expect([one?.path, one?.body]).toEqual(["/in?a=1", message.body]);
  const away = await listener(302);
  const moved = await deliver({ url: away.url, secret }, message, away.policy, here);
  expect([moved, away.heard.length]).toEqual([{ isDone: false, why: "status 302" }, 1]);
});

test("[WH4] a private address, an unknown name, a bad certificate: not told", async () => {
  const { heard, policy, url } = await listener();
  const why = async (change: Partial<WebhookPolicy>, addresses: readonly string[] | null) => {
    const lookup = () =>
      addresses === null ? Promise.reject(new Error("none")) : Promise.resolve(addresses);
    const came = await deliver({ url, secret }, message, { ...policy, ...change }, lookup);
    return came.isDone ? "told" : came.why;
  };
  expect([
    await why({ mayBePrivate: false }, ["127.0.0.1"]),
    await why({ mayBePrivate: false }, ["8.8.8.8", "10.0.0.1"]),
    await why({ mayBePrivate: false }, []),
    await why({}, null),
    await why({ authorities: null }, ["127.0.0.1"]),
    await why({ hosts: [] }, ["127.0.0.1"]),
  ]).toEqual([
    "webhooks/private-address",
    "webhooks/private-address",
    "webhooks/private-address",
    "webhooks/no-such-name",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "webhooks/host-not-named",
  ]);
  expect(heard).toEqual([]);
});

function openOn(store: Store, policy: WebhookPolicy) {
  const clock = { ms: Date.UTC(2026, 10, 24) };
  const now = (): Instant => instantFromMs(clock.ms) as Instant;
  const hooks = hooksOf(store.settings, policy, now);
  const { deliveries } = store;
  const outbox = outboxOf({ deliveries, hooks: hooks.list, policy, now, lookup: here });
  return { clock, hooks, outbox, kept: deliveries };
}

async function openedOn(policy: WebhookPolicy) {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-hooks-"));
  const store = await openStore(join(folder, "vallgrav.db"));
  closing.push(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return openOn(store, policy);
}

test("[WH5] what fails is tried again, later each time, and given up in the end", async () => {
  let code = 503;
  const { heard, policy, url } = await listener(() => code);
  const { clock, hooks, outbox, kept } = await openedOn(policy);
  await hooks.add({ url, events: ["incident/begin"] }, "Astrid");
  await outbox.happened({ event: "incident/end", object: "" });
  expect(await outbox.work()).toBe(0);
  await outbox.happened({ event: "incident/begin", object: "a1" });
  expect(JSON.parse((await kept.list(9))[0]?.body ?? "")).toEqual({
    type: "incident/begin",
    timestamp: new Date(clock.ms).toISOString(),
    data: { object: "a1" },
  });
  for (const minutes of retryMinutes) {
    expect([await outbox.work(), await outbox.work()]).toEqual([1, 0]);
    clock.ms += minutes * 60_000;
  }
  expect(await outbox.work()).toBe(1);
  const [gone] = await outbox.list(9);
  expect(gone).toMatchObject({ state: "given-up", attempts: 8, nextAt: null, last: "status 503" });
  // Every attempt of one thing bears its id, so that the other side can tell.
  expect(new Set(heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  await outbox.happened({ event: "incident/begin", object: "a2" });
  code = 200;
  await outbox.work();
  const states = (await outbox.list(9)).map(({ state }) => state).toSorted();
  expect(states).toEqual(["done", "given-up"]);
});

test("[WH6] there are twenty at most; what is for one that is gone is given up", async () => {
  const { heard, policy, url } = await listener();
  const { clock, hooks, outbox } = await openedOn(policy);
  const first = await hooks.add({ url, events: ["test"] }, "Astrid");
  for (let at = 1; at < webhookLimits.hooks; at += 1)
    expect((await hooks.add({ url, events: ["test"] }, "Astrid")).ok).toBe(true);
  expect(await hooks.add({ url, events: ["test"] }, "Astrid")).toMatchObject({
    problem: { code: "webhooks/too-many", args: { limit: 20 } },
  });
  const id = first.ok ? first.value.id : "";
  expect(await outbox.test(id)).toBe(true);
  await hooks.remove(id);
  expect(await outbox.test(id)).toBe(false);
  await outbox.work();
  expect((await outbox.list(1))[0]).toMatchObject({ last: "webhooks/unknown", state: "waiting" });
  clock.ms += 31 * 86_400_000;
  expect(heard).toEqual([]);
});

onEveryStore((stores) => {
  describe("deliveries", () => {
    test("[WH7] are kept, due by their time, and go a month after they are over", async () => {
      const { deliveries } = await stores.open();
      const at = (ms: number): Instant => instantFromMs(ms) as Instant;
      const one: DeliveryRecord = {
        id: "m1",
        hook: "h",
        event: "test",
        body: "{}",
        attempts: 0,
        last: "",
        at: at(1_000),
        nextAt: at(1_000),
        state: "waiting",
      };
      await deliveries.add([one, { ...one, id: "m2", nextAt: at(9_000) }], at(0));
      expect((await deliveries.due(at(2_000), 9)).map(({ id }) => id)).toEqual(["m1"]);
      await deliveries.update({ ...one, attempts: 1, nextAt: null, state: "done", last: "ok" });
      expect(await deliveries.due(at(2_000), 9)).toEqual([]);
      expect((await deliveries.due(at(9_000), 9)).map(({ id }) => id)).toEqual(["m2"]);
      await deliveries.add([{ ...one, id: "m3", at: at(5_000) }], at(2_000));
      expect((await deliveries.list(9)).map(({ id }) => id)).toEqual(["m3", "m2"]);
    });
  });
});
