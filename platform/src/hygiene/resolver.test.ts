/** Questions over the loopback, to servers that answer well, badly and not at all. */
import { type DnsReply, questionOf, readMessage } from "@vallgrav/domains";
import { expect, test } from "vitest";
import { dnsServerText, parseDnsServer } from "./dns-server.ts";
import { type DnsProbe, openResolver, resolverLimits } from "./index.ts";
import { paceOf } from "./pace.ts";
import { type Answering, echoOf, loopbackServer } from "./test/loopback-server.ts";

const question = questionOf(["www", "example", "se"], "MX");
const quick = { ...resolverLimits, timeoutMs: 100 };

async function askOf(
  answering: Answering,
  limits = quick,
): Promise<{ reply: DnsReply; probes: readonly DnsProbe[] }> {
  await using server = await loopbackServer(answering);
  const probes: DnsProbe[] = [];
  const resolver = openResolver({ server, limits, onProbe: (probe) => probes.push(probe) });
  const reply = await resolver.ask(question);
  return { reply, probes };
}

const saidOf = (reply: DnsReply) =>
  reply.kind === "answer" ? `rcode ${reply.message.rcode}` : reply.reason;
const wayOf = ({ to, came }: DnsProbe) => `${to.slice(0, 3)} ${came}`;

test("[HY1] an answer repeats id and spelling; what does not is passed over", async () => {
  const queries: Buffer[] = [];
  const { reply } = await askOf((query) => {
    queries.push(query);
    const [wrongId, wrongSpelling] = [echoOf(query, 0x80, 5), echoOf(query, 0x80, 5)];
    wrongId[0] = (wrongId[0] ?? 0) ^ 1;
    wrongSpelling[14] = (wrongSpelling[14] ?? 0) ^ 0x20;
    return [wrongId, wrongSpelling, Buffer.alloc(3), echoOf(query, 0x81, 3)];
  });
  expect(saidOf(reply)).toBe("rcode 3");
  const [query] = queries.map((one) => readMessage(new Uint8Array(one)));
  expect(query).toMatchObject({
    value: {
      questions: [question],
      isRecursionDesired: true,
      isCheckingDisabled: true,
      edns: { isDnssecOk: true },
    },
  });
});

test("[HY2] what does not fit comes over a connection, at once", async () => {
  const { reply, probes } = await askOf((query, way) =>
    way === "udp" ? [echoOf(query, 0x82)] : [echoOf(query, 0x80, 2)],
  );
  expect(saidOf(reply)).toBe("rcode 2");
  expect(probes.map(wayOf)).toEqual(["udp truncated", "tcp rcode 2"]);
});

test("[HY2] silence is met by another datagram, then by a connection", async () => {
  const { reply, probes } = await askOf((query, way) => (way === "udp" ? [] : [echoOf(query)]));
  expect(saidOf(reply)).toBe("rcode 0");
  expect(probes.map(wayOf)).toEqual(["udp timeout", "udp timeout", "tcp rcode 0"]);
  const none = await askOf(() => []);
  expect(saidOf(none.reply)).toBe("timeout");
  const away = openResolver({ server: { address: "127.0.0.1", port: 1 }, limits: quick });
  expect(saidOf(await away.ask(question))).toBe("unreachable");
});

test("[HY2] what a connection answers to another question is no answer", async () => {
  const { reply } = await askOf((query, way) => {
    if (way === "udp") return [];
    const wrong = echoOf(query);
    wrong[1] = (wrong[1] ?? 0) ^ 1;
    return [wrong];
  });
  expect(saidOf(reply)).toBe("unreachable");
});

test("[HY3] a question is put once, and so many at most", async () => {
  let asked = 0;
  await using server = await loopbackServer((query) => {
    asked += 1;
    return [echoOf(query)];
  });
  const resolver = openResolver({ server, limits: { ...quick, questions: 1 } });
  const both = await Promise.all([resolver.ask(question), resolver.ask(question)]);
  expect(both.map(saidOf)).toEqual(["rcode 0", "rcode 0"]);
  expect(asked).toBe(1);
  expect(saidOf(await resolver.ask(questionOf([], "NS")))).toBe("limit");
  expect(asked).toBe(1);
});

test("[HY4] every datagram and connection stands in the log", async () => {
  const { probes } = await askOf((query, way) => (way === "udp" ? [] : [echoOf(query)]));
  expect(probes.length).toBe(3);
  expect(probes[2]).toMatchObject({
    to: expect.stringMatching(/^tcp 127\.0\.0\.1:\d+$/),
    asked: "www.example.se MX",
    came: "rcode 0",
  });
  expect(probes[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test("[HY5] work begins at a pace, and so much is under way at once", async () => {
  let nowMs = 0;
  const began: number[] = [];
  const pace = paceOf(
    { perSecond: 100, atOnce: 10 },
    { elapsedMs: () => nowMs, sleep: (ms) => Promise.resolve(void (nowMs += ms)) },
  );
  for (let index = 0; index < 5; index += 1)
    await pace(() => Promise.resolve(void began.push(nowMs)));
  expect(began).toEqual([0, 10, 20, 30, 40]);
  let [now, most] = [0, 0];
  const free = paceOf(
    { perSecond: 1e9, atOnce: 2 },
    { elapsedMs: () => 0, sleep: () => Promise.resolve() },
  );
  const work = async (): Promise<void> => {
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
  };
  await Promise.all(Array.from({ length: 9 }, () => free(work)));
  expect([now, most]).toEqual([0, 2]);
  await expect(free(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await free(work);
});

test("[HY6] a server is an address, with or without a port", () => {
  const read = (text: string) => {
    const server = parseDnsServer(text);
    return server === null ? null : dnsServerText(server);
  };
  expect(read("192.0.2.1")).toBe("192.0.2.1:53");
  expect(read("192.0.2.1:5353")).toBe("192.0.2.1:5353");
  expect(read("2001:db8::1")).toBe("[2001:db8::1]:53");
  expect(read("[2001:db8::1]:5353")).toBe("[2001:db8::1]:5353");
  for (const text of ["", "ns1.example.se", "192.0.2.1:0", "192.0.2.1:65536", "[192.0.2.1]:53"])
    expect(read(text), text).toBe(null);
});

test("[HY7] what cannot be read is silence and no failure", async () => {
  const { reply, probes } = await askOf((query) => {
    const lying = echoOf(query);
    lying[7] = 9;
    return [lying];
  });
  expect(saidOf(reply)).toBe("malformed");
  expect(probes.map(wayOf)).toEqual(["udp malformed", "udp malformed", "tcp malformed"]);
});
