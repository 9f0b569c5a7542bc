/** Alerts of Microsoft Graph, held against a fake of it: everything once, whatever goes wrong. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { instantFromMs } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { GraphGiven, Job } from "../../api/index.ts";
import { systemClock } from "../../jobs/index.ts";
import { startMs } from "../test/lines.ts";
import { graphOf } from "./graph.ts";
import { retryAfterMs } from "./graph-lists.ts";
import { microsoftAlone } from "./graph-setting.ts";
import { type FakeGraph, fakeSecret } from "./test/fake-graph.ts";
import { alert, hourMs, incident, openHouse, openSet } from "./test/graph-house.ts";

const codes = ({ problems }: Pick<Job, "problems">) => problems.map(({ code }) => code);

test("[DT70] only named machines can be asked, and the secret is not told", async () => {
  const { graph, given, fake, store } = await openHouse();
  const saved = async (change: Partial<GraphGiven>) => {
    const done = await graph.save({ ...given, ...change }, "A");
    return done.ok ? "saved" : done.problem.code;
  };
  expect([
    await saved({ graph: "https://graph.example.test" }),
    await saved({ login: "https://login.microsoftonline.com.evil.test" }),
    await saved({ login: fake.origin.replace("https", "http") }),
    await saved({ graph: `${fake.origin}/v1.0` }),
    await saved({ graph: fake.origin.replace("//", "//a:b@") }),
    await saved({ tenant: "a/../b" }),
    await saved({ client: "" }),
    await saved({ secret: "" }),
    await saved({ everyMinutes: 4 }),
    await saved({ everyMinutes: 15.5 }),
    await saved({ login: "https://login.microsoftonline.com" }),
  ]).toEqual([
    "watch/graph-host-not-named",
    "watch/graph-host-not-named",
    "watch/graph-bad-address",
    "watch/graph-bad-address",
    "watch/graph-bad-address",
    ...Array.from({ length: 3 }, () => "watch/graph-bad-name"),
    ...Array.from({ length: 2 }, () => "watch/graph-bad-minutes"),
    "saved",
  ]);
  expect(await saved({})).toBe("saved");
  // The secret that is kept goes on for the same one alone.
  expect(await saved({ secret: "", everyMinutes: 60 })).toBe("saved");
  expect(await saved({ secret: "", client: "other" })).toBe("watch/graph-bad-name");
  expect(await saved({ secret: "", login: "https://login.microsoftonline.us" })).toBe(
    "watch/graph-bad-name",
  );
  const view = await graph.view();
  expect(view).toMatchObject({ connection: { client: "program", everyMinutes: 60 }, last: null });
  expect(JSON.stringify(view)).not.toContain(fakeSecret);
  const other = graphOf({
    store,
    jobs: { register: () => {}, submit: () => Promise.reject(new Error("not asked")) },
    policy: microsoftAlone,
    now: () => systemClock.now(),
  });
  expect((await other.save(given, "A")).ok).toBe(false);
  const gone = await graph.forget();
  expect(await graph.view()).toMatchObject({ connection: null });
  expect(await graph.forget()).toBeNull();
  await gone?.undo();
  expect((await graph.view()).connection?.by).toBe("A");
});

test("[DT71] incidents and alerts are read to the last page, each alert once", async () => {
  const { collect, fake, graph, store, titles } = await openSet();
  fake.pageEntries = 3;
  const first = [1, 2, 3].map((number) => alert(number, 5));
  fake.incidents = [
    incident("1", 5, first),
    incident("2", 30, [], { status: "redirected" }),
    ...[3, 4, 5, 6, 7].map((id) => incident(String(id), 24 * id, [alert(10 + id, 24 * id)])),
  ];
  fake.alerts = [...first, ...Array.from({ length: 8 }, (_, at) => alert(30 + at, at))];
  const job = await collect();
  expect([job.state, job.counts]).toEqual(["done", { added: 16, renewed: 0, tuned: 0 }]);
  expect((await titles()).length).toBe(16);
  const [one] = await store.watch.alerts(
    { rule: "microsoftDefenderForEndpoint: " + first[0]?.title },
    5,
  );
  expect(one).toMatchObject({
    level: "medium",
    state: "new",
    body: { subject: { host: "srv-1.example.test" }, events: [{ fields: { incident: "28282" } }] },
  });
  expect(fake.asked.every((path) => !path.startsWith("POST") || path.endsWith("/token"))).toBe(
    true,
  );
  expect(fake.tokens.length).toBe(1);
  expect(await graph.view()).toMatchObject({ last: { isWhole: true, added: 16 } });
});

test("[DT71] a full page that says nothing of the rest is counted on from", async () => {
  const { collect, fake } = await openSet();
  fake.hasLinks = false;
  fake.alerts = Array.from({ length: 120 }, (_, at) => alert(at, 2));
  expect((await collect()).counts["added"]).toBe(120);
  expect(fake.asked.filter((path) => path.includes("$skip=")).length).toBe(2);
});

test("[DT71] what more alerts an incident has is read as well", async () => {
  const { collect, fake, titles } = await openSet();
  const more = `${fake.origin}/v1.0/security/incidents/1/alerts?$skiptoken=1`;
  fake.incidents = [incident("1", 2, [alert(1, 2)], { "alerts@odata.nextLink": more })];
  fake.instead = (_, response, { pathname }) => {
    if (!pathname.endsWith("/incidents/1/alerts")) return false;
    response.end(JSON.stringify({ value: [alert(2, 2)] }));
    return true;
  };
  await collect();
  expect(await titles()).toEqual(["Suspicious activity 1", "Suspicious activity 2"]);
});

test("[DT72] the next time reads what changed, and renews known alerts", async () => {
  const house = await openSet();
  const { collect, fake, store } = house;
  fake.alerts = [alert(1, 3), alert(2, 2), alert(3, 1)];
  await collect();
  const before = fake.asked.length;
  const [third] = await store.watch.alerts(
    { rule: "microsoftDefenderForEndpoint: Suspicious activity 3" },
    1,
  );
  const decided = { state: "case", note: "Vi tittar", changedBy: "Astrid Exempel" } as const;
  await store.watch.setState(third?.id ?? "", { ...decided, changedAt: instantFromMs(startMs) });
  const changed = { severity: "high", status: "resolved" };
  fake.alerts = [alert(1, 3), alert(2, -1, changed), alert(3, -1, changed), alert(4, -1)];
  house.nowMs += 2 * hourMs;
  expect((await collect()).counts).toEqual({ added: 1, renewed: 2, tuned: 0 });
  const since = new Date(startMs - hourMs - 600_000).toISOString();
  expect(fake.asked.slice(before).filter((path) => path.includes("alerts_v2"))).toEqual([
    `/v1.0/security/alerts_v2?$filter=lastUpdateDateTime ge ${since}&$top=50`,
  ]);
  const now = new Map((await store.watch.alerts({}, 9)).map((one) => [one.title.at(-1), one]));
  expect(now.get("1")).toMatchObject({ level: "medium", state: "new" });
  // Nobody has looked at the second: it is over there. What was decided of the third stays.
  expect(now.get("2")).toMatchObject({ level: "high", state: "seen", count: 1 });
  expect(now.get("3")).toMatchObject({ ...decided, id: third?.id, level: "high" });
  expect((await collect()).counts).toEqual({ added: 0, renewed: 0, tuned: 0 });
});

test("[DT1232] a change of a time to come hides none that came before it", async () => {
  const house = await openSet();
  const { collect, fake, titles } = house;
  fake.alerts = [alert(1, 1), alert(2, -72)];
  await collect();
  fake.alerts = [...fake.alerts, alert(3, -1)];
  house.nowMs += 6 * hourMs;
  expect((await collect()).counts).toMatchObject({ added: 1 });
  expect((await titles()).map((title) => title.at(-1))).toEqual(["1", "2", "3"]);
});

test("[DT1233] a large page is read in a thread of its own, as it would be in this", async () => {
  const { collect, fake, titles } = await openSet();
  let threads = 0;
  const count = (): void => void (threads += 1);
  subscribe("worker_threads", count);
  try {
    fake.alerts = [alert(1, 1)];
    await collect();
    const small = threads;
    fake.alerts = [alert(1, 1), alert(2, 1, { description: "x".repeat(300_000) })];
    expect((await collect()).counts).toMatchObject({ added: 1 });
    expect([small, threads, (await titles()).length]).toEqual([0, 1, 2]);
  } finally {
    unsubscribe("worker_threads", count);
  }
});

test("[DT73] a token that runs out is asked for anew once; a refused secret is said", async () => {
  const house = await openSet();
  const { collect, fake, graph, titles } = house;
  fake.pageEntries = 1;
  fake.alerts = [alert(1, 2), alert(2, 2), alert(3, 2)];
  let pages = 0;
  fake.instead = (_, response, { pathname }) => {
    if (!pathname.endsWith("alerts_v2") || (pages += 1) !== 32) return false;
    response.writeHead(401).end('{"error":{"code":"InvalidAuthenticationToken"}}');
    return true;
  };
  expect((await collect()).state).toBe("done");
  expect([fake.tokens.length, (await titles()).length]).toEqual([2, 3]);
  fake.instead = (_, response, { pathname }) => {
    if (pathname.endsWith("/token")) return false;
    response.writeHead(401).end();
    return true;
  };
  const shut = await collect();
  expect([shut.state, shut.problems[0]?.args]).toEqual(["failed", { reason: "401" }]);
  await graph.save({ ...house.given, secret: "gammal" }, "A");
  const job = await collect();
  expect(job).toMatchObject({
    state: "failed",
    problems: [{ code: "watch/graph-refused", args: { reason: "AADSTS7000215" } }],
  });
  expect(await graph.view()).toMatchObject({ last: { isWhole: false } });
});

test("[DT74] a plea to wait is met; after a long one the next time goes on", async () => {
  const { collect, fake, graph, titles, waits } = await openSet();
  fake.alerts = [alert(1, 2), alert(2, 50)];
  let answers = 0;
  const busy = (after: string, from: number, until: number): void => {
    answers = 0;
    fake.instead = (_, response, { pathname }) => {
      if (!pathname.endsWith("alerts_v2")) return false;
      answers += 1;
      if (answers < from || answers > until) return false;
      response.writeHead(429, { "retry-after": after }).end('{"error":{"code":"TooManyRequests"}}');
      return true;
    };
  };
  // The spans of the second and the last day: what was read before stays read.
  busy("600", 30, 99);
  const ended = await collect();
  expect([ended.state, codes(ended)]).toEqual(["done", ["watch/graph-throttled"]]);
  expect(await titles()).toEqual(["Suspicious activity 2"]);
  expect(await graph.view()).toMatchObject({ last: { isWhole: false }, wholeAt: null });
  busy("7", 1, 2);
  const done = await collect();
  expect([done.state, waits]).toEqual(["done", [7_000, 7_000]]);
  expect((await titles()).length).toBe(2);
  const said = (given: string) => retryAfterMs({ headers: { "retry-after": given } }, 0);
  expect(said("Thu, 01 Jan 1970 00:00:05 GMT")).toBe(5_000);
  expect([said("0"), said("soon"), retryAfterMs({ headers: {} }, 0)]).toEqual([0, null, null]);
});

test("[DT75] half answers are asked for again, then said; nothing is taken for read", async () => {
  const house = await openSet();
  const { collect, fake, titles } = house;
  fake.alerts = [alert(1, 2)];
  const break1 = (how: (response: Parameters<FakeGraph["instead"]>[1]) => void, times: number) => {
    let left = times;
    fake.instead = (_, response, { pathname }) => {
      if (!pathname.endsWith("alerts_v2") || (left -= 1) < 0) return false;
      how(response);
      return true;
    };
  };
  const half = '{"value":[{"id":"1","title":"Ha';
  const ways: readonly ((response: Parameters<FakeGraph["instead"]>[1]) => void)[] = [
    (response) => response.end(half),
    (response) => response.writeHead(200, { "content-length": "999" }).end(half),
    (response) => void response.socket?.destroy(),
    (response) => response.writeHead(502).end("<html>"),
  ];
  for (const way of ways) {
    break1(way, 99);
    const job = await collect();
    expect([job.state, codes(job), await titles()]).toEqual(["failed", ["watch/graph-away"], []]);
  }
  break1((response) => response.end('{"value":{}}'), 99);
  expect((await collect()).problems[0]?.args).toEqual({ reason: "no-list" });
  for (const [at, way] of ways.entries()) {
    break1(way, 2);
    expect([at, (await collect()).state]).toEqual([at, "done"]);
  }
  expect(await titles()).toEqual(["Suspicious activity 1"]);
});

test("[DT76] a next link to another machine, or out of the lists, is not followed", async () => {
  const { collect, fake } = await openSet();
  fake.alerts = [alert(1, 2)];
  for (const link of [
    "https://evil.test/v1.0/security/alerts_v2",
    `${fake.origin}/v1.0/users`,
    `${fake.origin.replace("https", "http")}/v1.0/security/alerts_v2`,
    "https://",
  ]) {
    fake.instead = (_, response, { pathname }) => {
      if (!pathname.endsWith("incidents")) return false;
      response.end(JSON.stringify({ value: [], "@odata.nextLink": link }));
      return true;
    };
    expect(codes(await collect())).toEqual(["watch/graph-elsewhere"]);
  }
  expect(fake.asked.some((path) => path.includes("users"))).toBe(false);
  // One that leads back is followed once.
  fake.instead = (_, response, { pathname, href }) => {
    if (!pathname.endsWith("incidents")) return false;
    response.end(JSON.stringify({ value: [], "@odata.nextLink": href }));
    return true;
  };
  expect((await collect()).state).toBe("done");
});

test("[DT77] a list that may not be read leaves the other, and is said", async () => {
  const { collect, fake, graph, titles } = await openSet();
  fake.alerts = [alert(1, 2)];
  fake.instead = (_, response, { pathname }) => {
    if (!pathname.endsWith("incidents")) return false;
    response.writeHead(403).end();
    return true;
  };
  const job = await collect();
  expect(job.problems).toMatchObject([
    { code: "watch/graph-forbidden", args: { what: "incidents" } },
  ]);
  expect(await titles()).toEqual(["Suspicious activity 1"]);
  expect(await graph.view()).toMatchObject({ last: { added: 1, isWhole: false } });
});

test("[DT78] it is collected when the time has come, more seldom after failures", async () => {
  const house = await openSet();
  const { fake, graph, jobs } = house;
  const due = async (): Promise<string> => {
    const job = await graph.collectDue();
    return job === null ? "rests" : ((await jobs.wait(job.id))?.state ?? "gone");
  };
  const after = async (minutes: number): Promise<string> => {
    house.nowMs += minutes * 60_000;
    return due();
  };
  expect([await due(), await due(), await after(14), await after(1)]).toEqual([
    "done",
    "rests",
    "rests",
    "done",
  ]);
  fake.instead = (_, response) => {
    response.writeHead(500).end();
    return true;
  };
  expect([await after(15), await after(29), await after(1), await after(59)]).toEqual([
    "failed",
    "rests",
    "failed",
    "rests",
  ]);
  expect(await after(600)).toBe("failed");
  // Silence of more than six hours is an alert of its own.
  const alerts = await house.store.watch.alerts({ rule: "vallgrav/source-silent" }, 9);
  expect(alerts).toMatchObject([{ body: { subject: { host: "Microsoft Graph" } } }]);
  fake.instead = () => false;
  expect([await after(360), await after(15)]).toEqual(["done", "done"]);
  for (let round = 0; round < 22; round += 1) await after(15);
  expect((await jobs.list()).length).toBeLessThanOrEqual(21);
});

test("[DT78] nothing is asked while nothing is set, and another tenant begins anew", async () => {
  const house = await openHouse();
  const { fake, given, graph } = house;
  expect(await graph.collectDue()).toBeNull();
  expect(await graph.collect()).toMatchObject({
    ok: false,
    problem: { code: "watch/graph-not-set" },
  });
  await graph.save(given, "A");
  await house.collect();
  expect(fake.asked.filter((path) => path.includes("alerts_v2")).length).toBe(30);
  await graph.save({ ...given, tenant: "annan.example.se" }, "A");
  expect(await graph.view()).toMatchObject({ last: null, wholeAt: null });
  await house.collect();
  expect(fake.asked.filter((path) => path.includes("alerts_v2")).length).toBe(60);
});
