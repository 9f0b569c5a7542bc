/** Checks of name servers over replies made by hand: in order, lame, lying, silent. */
import { expect, test } from "vitest";
import type { DnsMessage, DnsReply } from "../dns/message.ts";
import type { DataOf, DnsRecord, RecordData } from "../dns/record.ts";
import { type RecordTypeName, recordTypes } from "../dns/record-types.ts";
import { keyTagOf } from "../dnssec/verify-set.ts";
import { checkServers, type ServerCheckId, serverChecks } from "./check-servers.ts";
import {
  delegationIn,
  type ServerFacts,
  type ServerQuestionId,
  serverQuestions,
  type ServersFacts,
} from "./server-facts.ts";

const domain = ["example", "se"];
const nsData = (host: string): RecordData => ({ kind: "NS", target: host.split(".") });

function record(data: RecordData, name: readonly string[] = domain): DnsRecord {
  const type = data.kind === "other" ? 0 : recordTypes[data.kind as RecordTypeName];
  return { name, type, class: 1, ttlSeconds: 1, rdata: new Uint8Array(), data };
}

function answer(data: readonly RecordData[], more: Partial<DnsMessage> = {}): DnsReply {
  const message: DnsMessage = {
    id: 1,
    isResponse: true,
    opcode: 0,
    isAuthoritative: true,
    isTruncated: false,
    isRecursionDesired: false,
    isRecursionAvailable: false,
    isAuthenticated: false,
    isCheckingDisabled: true,
    rcode: 0,
    questions: [],
    answers: data.map((one) => record(one)),
    authority: [],
    additional: [],
    edns: { sizeOctets: 1232, version: 0, isDnssecOk: true, options: [] },
    ...more,
  };
  return { kind: "answer", message };
}

const silence: DnsReply = { kind: "silence", reason: "timeout" };
const authority = (serial: number): RecordData => {
  const names = { primary: ["a"], mailbox: ["b"] };
  const times = { refreshSeconds: 1, retrySeconds: 1, expireSeconds: 1, minimumSeconds: 1 };
  return { kind: "SOA", ...names, serial, ...times };
};
const key: DataOf<"DNSKEY"> = {
  kind: "DNSKEY",
  flags: 257,
  protocol: 3,
  algorithm: 13,
  key: Uint8Array.of(1, 2, 3, 4),
};
const tag = keyTagOf(key);
const signature = (covered: RecordTypeName, algorithm = 13): RecordData => ({
  kind: "RRSIG",
  covered: recordTypes[covered],
  algorithm,
  labels: 2,
  originalTtl: 1,
  expiration: 2,
  inception: 1,
  keyTag: tag,
  signer: domain,
  signature: new Uint8Array(),
});
const delegation = { keyTag: tag, algorithm: 13, digestType: 2, digest: new Uint8Array() };
const nsec: RecordData = { kind: "NSEC", next: domain, types: [] };
const denied = (...data: readonly RecordData[]): DnsReply =>
  answer([], { rcode: 3, authority: [authority(1), ...data].map((one) => record(one)) });
const names = [nsData("ns1.example.se"), nsData("ns2.example.org")];

type Replies = Partial<Record<ServerQuestionId, DnsReply | null>>;

function server(host: string, address: string, change: Replies = {}): ServerFacts {
  const good: Record<ServerQuestionId, DnsReply> = {
    soa: answer([authority(7), signature("SOA")]),
    "soa-tcp": answer([authority(7), signature("SOA")]),
    ns: answer([...names, signature("NS")]),
    keys: answer([key, signature("DNSKEY")]),
    denial: denied(nsec, signature("NSEC")),
    six: answer([]),
    cds: answer([{ kind: "CDS", ...delegation }, signature("CDS")]),
    cdnskey: answer([{ ...key, kind: "CDNSKEY" }, signature("CDNSKEY")]),
    version: answer([], { rcode: 16 }),
    option: answer([authority(7)]),
    transfer: answer([], { rcode: 5 }),
    recursion: answer([], { rcode: 5 }),
    software: answer([], { rcode: 5 }),
  };
  const changed = Object.entries({ ...good, ...change }) as [ServerQuestionId, DnsReply | null][];
  const replies = new Map(changed.flatMap(([id, one]) => (one === null ? [] : [[id, one]])));
  return { host: host.split("."), address, replies };
}

const facts = (
  one: Replies,
  two: Replies = one,
  more: Partial<ServersFacts> = {},
): ServersFacts => ({
  domain,
  servers: [
    server("ns1.example.se", "198.35.26.96", one),
    server("ns2.example.org", "185.15.58.224", two),
  ],
  delegation: {
    hosts: [
      ["ns1", "example", "se"],
      ["ns2", "example", "org"],
    ],
    glue: [],
  },
  ds: [{ kind: "DS", ...delegation }],
  ...more,
});

const of = (given: ServersFacts, id: ServerCheckId): string => {
  const found = checkServers(given).find((one) => one.id === id);
  return [found?.result, ...(found?.about ?? [])].join(" | ");
};

test("[N40] servers in order pass every check; where nobody was asked nothing passes", () => {
  const results = checkServers(facts({})).map(({ id, result }) => `${id} ${result}`);
  expect(results).toEqual(
    serverChecks.map((id) => `${id} ${id === "DNS-14b" ? "none" : "passed"}`),
  );
  const nobody = checkServers({ ...facts({}), servers: [] });
  expect(nobody.filter(({ result }) => result === "passed")).toEqual([]);
});

test("[N41] lame and silent servers are told, and silence of a whole family is unknown", () => {
  const lame = { soa: answer([], { rcode: 5 }) };
  const cached = { soa: answer([authority(7)], { isAuthoritative: false }) };
  expect(of(facts({}, lame), "DNS-03")).toBe("warning | ns2.example.org 185.15.58.224");
  expect(of(facts({}, cached), "DNS-03")).toBe("warning | ns2.example.org 185.15.58.224");
  expect(of(facts(lame, lame), "DNS-03")).toMatch(/^failed/u);
  expect(of(facts({}, { "soa-tcp": silence }), "DNS-03")).toBe(
    "warning | ns2.example.org 185.15.58.224 tcp",
  );
  const dead = { ...server("ns2.example.org", "2620:0:860:ed1a::1") };
  const dumb = { ...dead, replies: new Map([["soa", silence] as const]) };
  const servers = [...facts({}).servers, dumb];
  // The only one of its family: it may be this machine that has no way there.
  expect(of(facts({}, {}, { servers }), "DNS-03")).toBe(
    "unknown | ns2.example.org 2620:0:860:ed1a::1",
  );
  expect(of(facts({}, {}, { servers }), "DNS-14b")).toMatch(/^unknown/u);
  const six = [...facts({}).servers, dead];
  expect(of(facts({}, {}, { servers: six }), "DNS-14b")).toBe("passed");
});

test("[N42] the zone above and the servers must say the same", () => {
  const above = (...hosts: readonly string[]) =>
    facts({}, {}, { delegation: { hosts: hosts.map((one) => one.split(".")), glue: [] } });
  expect(of(above("ns1.example.se", "old.example.se"), "DNS-01")).toBe("failed | old.example.se");
  expect(of(above("ns1.example.se"), "DNS-01")).toBe("warning | ns2.example.org");
  const glue = {
    hosts: [
      ["ns1", "example", "se"],
      ["ns2", "example", "org"],
    ],
  };
  const stale = { ...glue, glue: ["ns1.example.se 192.0.2.9", "other.example 192.0.2.1"] };
  expect(of(facts({}, {}, { delegation: stale }), "DNS-01")).toBe(
    "failed | ns1.example.se 192.0.2.9",
  );
  expect(of(facts({}, {}, { delegation: { hosts: null, glue: [] } }), "DNS-01")).toBe("unknown");
  const referral = answer([], {
    authority: names.map((one) => record(one)),
    additional: [record({ kind: "A", address: "198.35.26.96" }, ["ns1", "example", "se"])],
  });
  expect(delegationIn(domain, referral)).toEqual({
    hosts: [
      ["ns1", "example", "se"],
      ["ns2", "example", "org"],
    ],
    glue: ["ns1.example.se 198.35.26.96"],
  });
  expect(delegationIn(["other"], referral).hosts).toBeNull();
  expect(delegationIn(domain, silence).hosts).toBeNull();
});

test("[N43] different zones, one network, open doors and broken EDNS are told", () => {
  const two = "ns2.example.org 185.15.58.224";
  const later = { soa: answer([authority(8), signature("SOA")]) };
  expect(of(facts({}, later), "DNS-05b")).toBe(
    `warning | ns1.example.se 198.35.26.96 7 | ${two} 8`,
  );
  const fewer = { ns: answer([names[0] ?? nsData("x"), signature("NS")]) };
  expect(of(facts({}, fewer), "DNS-05b")).toMatch(/^failed/u);
  const near = [server("a.example", "192.0.2.1"), server("b.example", "192.0.2.200")];
  expect(of(facts({}, {}, { servers: near }), "DNS-04")).toMatch(/^warning/u);
  const open = { recursion: answer([{ kind: "A", address: "192.0.2.1" }]) };
  expect(of(facts({}, open), "DNS-06")).toBe(`failed | ${two}`);
  const finds = { recursion: answer([], { rcode: 3, isRecursionAvailable: true }) };
  expect(of(facts({}, finds), "DNS-06")).toBe(`failed | ${two}`);
  const rooted = { recursion: answer([], { rcode: 3 }) };
  expect(of(facts({}, rooted), "DNS-06")).toBe("passed");
  const stranger = { ...open, soa: answer([authority(7)], { isAuthoritative: false }) };
  expect(of(facts({}, stranger), "DNS-06")).toBe(`failed | ${two}`);
  const transfer = { transfer: answer([authority(7)]) };
  expect(of(facts({}, transfer), "DNS-07")).toBe(`warning | ${two}`);
  const hangsUp: DnsReply = { kind: "silence", reason: "unreachable" };
  expect(of(facts({}, { transfer: hangsUp }), "DNS-07")).toBe("passed");
  expect(of(facts({}, { transfer: silence }), "DNS-07")).toBe(`unknown | ${two}`);
  expect(of(facts({}, { version: answer([]) }), "DNS-08")).toBe(`warning | ${two}`);
  expect(of(facts({}, { soa: answer([authority(7)], { edns: null }) }), "DNS-08")).toMatch(
    /^warning/u,
  );
  expect(of(facts({}, { six: silence }), "DNS-09")).toBe(`failed | ${two}`);
  const told = { software: answer([{ kind: "TXT", strings: [Uint8Array.of(57)] }]) };
  expect(of(facts({}, told), "DNS-13")).toBe(`warning | ${two}`);
  const others = { recursion: null, software: null };
  expect([of(facts(others), "DNS-06"), of(facts(others), "DNS-13")]).toEqual(["none", "none"]);
});

test("[N44] what a signed zone must have is asked of every server", () => {
  const two = "ns2.example.org 185.15.58.224";
  const bare = { soa: answer([authority(7)]), ns: answer(names) };
  expect(of(facts({}, bare), "SEC-12")).toBe(`failed | ${two} ns | ${two} soa`);
  const other = { ...delegation, keyTag: (tag + 1) & 0xffff };
  const ds = (...all: readonly (typeof delegation)[]) =>
    facts({}, {}, { ds: all.map((one) => ({ kind: "DS" as const, ...one })) });
  expect(of(ds(delegation, other), "SEC-03")).toBe(`warning | DS ${other.keyTag}`);
  expect(of(ds(other), "SEC-03")).toBe(`failed | DS ${other.keyTag}`);
  expect(of(ds(), "SEC-03")).toBe("none");
  const second: RecordData = { ...key, algorithm: 8 };
  const both = { keys: answer([key, second, signature("DNSKEY")]) };
  expect(of(facts({}, both), "SEC-09")).toBe(
    `failed | ${["keys", "ns", "soa"].map((set) => `${two} ${set} 8`).join(" | ")}`,
  );
  const nsec3 = { kind: "NSEC3", hash: 1, flags: 0, iterations: 0, types: [] } as const;
  const hashed: RecordData = { ...nsec3, salt: new Uint8Array(), next: new Uint8Array() };
  expect(of(facts({}, { denial: denied(nsec) }), "SEC-10")).toBe(`failed | ${two}`);
  expect(of(facts({}, { denial: denied(nsec, hashed, signature("NSEC")) }), "SEC-10")).toBe(
    `failed | ${two}`,
  );
  expect(of(facts({}, { denial: denied(hashed, signature("NSEC3")) }), "SEC-10")).toBe(
    `failed | ns1.example.se 198.35.26.96 nsec | ${two} nsec3`,
  );
  const gone: RecordData = {
    kind: "CDS",
    keyTag: 0,
    algorithm: 0,
    digestType: 0,
    digest: new Uint8Array(1),
  };
  const mixed = { cds: answer([{ kind: "CDS", ...delegation }, gone, signature("CDS")]) };
  expect(of(facts({}, mixed), "SEC-11")).toBe(`failed | ${two} delete`);
  const unsigned = { cds: answer([]), cdnskey: answer([]) };
  expect(of(facts(unsigned), "SEC-11")).toBe("none");
  const plain = facts({ keys: answer([]) });
  for (const id of serverChecks.filter((one) => one.startsWith("SEC")))
    expect([id, of(plain, id)]).toEqual([id, "none"]);
  for (const id of serverChecks.filter((one) => one.startsWith("SEC")))
    expect([id, of(facts({ keys: silence }), id)]).toEqual([id, "unknown"]);
});

test("[N45] the questions are about the domain, but for two", () => {
  const questions = [...serverQuestions(domain)];
  const foreign = questions.filter(([, { isForeign }]) => isForeign).map(([id]) => id);
  expect(foreign).toEqual(["recursion", "software"]);
  for (const [id, { question, isForeign }] of questions)
    if (!isForeign) expect([id, question.name.slice(-2)]).toEqual([id, domain]);
  expect(questions.length).toBe(13);
});
