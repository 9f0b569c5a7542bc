/** Name servers asked directly: those that answer, lie, stay silent and hang up. */
import type { DnsFacts, DnsReply, HostFacts } from "@vallgrav/domains";
import { checkServers, classIn, readMessage, recordTypes, writeMessage } from "@vallgrav/domains";
import type { DnsRecord, RecordData } from "@vallgrav/domains";
import { dataOctets } from "@vallgrav/domains";
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { askServers, type AskingSetting, serverLimits } from "./ask-servers.ts";
import type { DnsProbe } from "./resolver.ts";
import { type Answering, loopbackServer } from "./test/loopback-server.ts";
import { openVisits } from "./visits.ts";

const domain = ["example", "se"];
const soa: RecordData = {
  kind: "SOA",
  primary: ["ns1", "example", "se"],
  mailbox: ["x"],
  serial: 5,
  refreshSeconds: 1,
  retrySeconds: 1,
  expireSeconds: 1,
  minimumSeconds: 1,
};
const ns: RecordData = { kind: "NS", target: ["ns1", "example", "se"] };

function recordOf(data: RecordData): DnsRecord {
  const type = data.kind === "NS" ? recordTypes.NS : recordTypes.SOA;
  return { name: domain, type, class: classIn, ttlSeconds: 1, rdata: dataOctets(data), data };
}

/** A server that serves the domain as it should, unsigned. */
const good: Answering = (query) => {
  const read = readMessage(query);
  const question = read.ok ? read.value.questions[0] : undefined;
  if (!read.ok || question === undefined) return [];
  const isOurs = question.name.join(".").toLowerCase().endsWith("example.se");
  const isVersion = (read.value.edns?.version ?? 0) > 0;
  const isRefused = !isOurs || question.type === 252;
  const data = question.type === 6 ? [soa] : question.type === 2 ? [ns] : [];
  const message = {
    ...read.value,
    isResponse: true,
    isAuthoritative: true,
    rcode: isVersion ? 16 : isRefused ? 5 : question.name.length > 2 ? 3 : 0,
    answers: isVersion || isRefused ? [] : data.map(recordOf),
    edns: { sizeOctets: 1232, version: 0, isDnssecOk: true, options: [] },
  };
  const octets = writeMessage(message);
  // The name is repeated letter by letter, as it was spelled.
  octets.set(query.subarray(12, 12 + question.name.join(".").length + 2), 12);
  return [octets];
};

const silence: DnsReply = { kind: "silence", reason: "timeout" };
const empty = {
  status: "insecure",
  reason: null,
  at: null,
  outcome: "no-data",
  records: [],
  signatures: [],
  aliases: [],
  isWildcard: false,
} as const;

function dnsOf(...addresses: readonly string[]): DnsFacts {
  const servers = addresses.map((address, at): HostFacts => {
    const data = { kind: "A", address } as const;
    const four = { ...empty, outcome: "answer" as const, records: [{ ...recordOf(ns), data }] };
    return { name: [`ns${at + 1}`, "example", "se"], four, six: empty };
  });
  return { domain, servers, ds: empty } as unknown as DnsFacts;
}

function settingOf(port: number, change: Partial<AskingSetting> = {}) {
  const probes: DnsProbe[] = [];
  const setting: AskingSetting = {
    resolver: { ask: () => Promise.resolve(silence) },
    visits: openVisits(),
    port,
    limits: { ...serverLimits, timeoutMs: 150, perSecond: 10_000 },
    mayMeet: () => true,
    isOwn: () => Promise.resolve(true),
    now: () => "2026-11-30T00:00:00.000Z" as Instant,
    onProbe: (probe) => probes.push(probe),
    ...change,
  };
  return { probes, setting };
}

test("[HY87] a server is asked each question, and every one stands in the log", async () => {
  await using server = await loopbackServer(good);
  const { probes, setting } = settingOf(server.port);
  const facts = await askServers(dnsOf("127.0.0.1"), setting);
  expect([...(facts.servers[0]?.replies.keys() ?? [])].length).toBe(13);
  expect(probes.length).toBe(13);
  expect(probes.map(({ to }) => to.split(" ")[0]).filter((way) => way === "tcp").length).toBe(2);
  expect(probes.map(({ asked }) => asked)).toContain("example.se AXFR");
  const results = new Map(checkServers(facts).map(({ id, result }) => [id, result]));
  for (const id of ["DNS-03", "DNS-06", "DNS-07", "DNS-08", "DNS-09", "DNS-13"] as const)
    expect([id, results.get(id)]).toEqual([id, "passed"]);
  expect(results.get("SEC-12")).toBe("none");
  // Nobody above was asked: the resolver is silent.
  expect(results.get("DNS-01")).toBe("unknown");
});

test("[HY87] others are asked about the domain alone, what may not be met nothing", async () => {
  await using server = await loopbackServer(good);
  const others = settingOf(server.port, { isOwn: () => Promise.resolve(false) });
  await askServers(dnsOf("127.0.0.1"), others.setting);
  expect(others.probes.filter(({ asked }) => !asked.includes("example.se"))).toEqual([]);
  const none = settingOf(server.port, { mayMeet: () => false });
  expect((await askServers(dnsOf("127.0.0.1"), none.setting)).servers).toEqual([]);
  expect(none.probes).toEqual([]);
});

test("[HY88] who never answers is left after two questions, and passes nothing", async () => {
  await using server = await loopbackServer(() => []);
  const { probes, setting } = settingOf(server.port);
  const facts = await askServers(dnsOf("127.0.0.1"), setting);
  // Two datagrams, then a connection.
  expect(probes.map(({ to, came }) => `${to.slice(0, 3)} ${came}`)).toEqual([
    "udp timeout",
    "udp timeout",
    "tcp timeout",
  ]);
  const results = checkServers(facts);
  expect(results.find(({ id }) => id === "DNS-03")?.result).toBe("failed");
  expect(results.filter(({ result }) => result === "passed").map(({ id }) => id)).toEqual([
    "DNS-04",
  ]);
});

test("[HY88] garbage and 64 KB of it are no answer, and bounded", async () => {
  const junk: Answering = (query, way) => {
    if (way === "tcp") return [new Uint8Array(65_535).fill(0xc0)];
    const reply = Buffer.from(query);
    reply[2] = 0x84;
    reply[5] = 1;
    // Claims a thousand records that are not there.
    reply.writeUInt16BE(1_000, 6);
    return [reply, Buffer.from("no message at all")];
  };
  await using server = await loopbackServer(junk);
  const { probes, setting } = settingOf(server.port);
  const facts = await askServers(dnsOf("127.0.0.1"), setting);
  expect(probes.length).toBeLessThan(10);
  expect(checkServers(facts).find(({ id }) => id === "DNS-03")?.result).toBe("failed");
});

test("[HY981] a server is asked at one pace, however many domains ask it", async () => {
  await using server = await loopbackServer(good);
  let nowMs = 0;
  const clock = {
    elapsedMs: () => nowMs,
    sleep: (ms: number) => Promise.resolve(void (nowMs += ms)),
  };
  const begun: number[] = [];
  const { probes, setting } = settingOf(server.port, {
    visits: openVisits(clock),
    limits: { ...serverLimits, perSecond: 10 },
    onProbe: () => begun.push(nowMs),
  });
  await Promise.all([
    askServers(dnsOf("127.0.0.1"), setting),
    askServers(dnsOf("127.0.0.1"), setting),
  ]);
  // Twice thirteen questions, the first of the second right behind the last of the first.
  expect([begun.length, probes.length]).toEqual([26, 0]);
  expect(begun).toEqual(Array.from({ length: 26 }, (_, at) => at * 100));
});

test("[HY88] a signal ends the asking", async () => {
  await using server = await loopbackServer(good);
  const signal = AbortSignal.abort(new Error("cancelled"));
  const { probes, setting } = settingOf(server.port, { signal });
  await expect(askServers(dnsOf("127.0.0.1"), setting)).rejects.toThrow("cancelled");
  expect(probes).toEqual([]);
});
