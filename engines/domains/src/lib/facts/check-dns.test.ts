/** Checks over facts made by hand, and over a domain of the recorded tree. */
import { expect, test } from "vitest";
import {
  checkDns,
  dataOctets,
  type DnsCheckId,
  type DnsFacts,
  dnsFactsOf,
  type DnsRecord,
  type DnsReply,
  type HostFacts,
  mostHosts,
  type RecordData,
  recordTypes,
  type RecordTypeName,
  type SecurityStatus,
  type Validated,
} from "../../index.ts";
import {
  nowSeconds,
  recordedReply,
  rootAnchor,
  countingPort,
} from "../../../test/recorded-tree.ts";
import { dnssecLimits } from "../dnssec/setting.ts";
import { openDnssec } from "../dnssec/validate.ts";
import { isSpecialAddress } from "./special-addresses.ts";

const day = 86_400;

function record(data: RecordData): DnsRecord {
  const type = recordTypes[data.kind as RecordTypeName];
  return { name: ["example", "se"], type, class: 1, ttlSeconds: 1, rdata: dataOctets(data), data };
}

function answered(
  data: readonly RecordData[],
  status: SecurityStatus = "secure",
  more: Partial<Validated> = {},
): Validated {
  return {
    status,
    reason: status === "secure" ? null : "expired",
    at: status === "secure" ? null : ["example", "se"],
    outcome: data.length === 0 ? "no-data" : "answer",
    records: data.map(record),
    signatures: [],
    aliases: [],
    isWildcard: false,
    ...more,
  };
}

const silent = answered([], "indeterminate", { outcome: "none", reason: "no-answer" });
const lost = answered([], "secure", { outcome: "no-name" });

function host(label: string, more: Partial<HostFacts> = {}): HostFacts {
  const last = label.charCodeAt(0) - 96;
  return {
    name: [label, "example", "se"],
    four: answered([{ kind: "A", address: `198.35.26.${last}` }]),
    six: answered([{ kind: "AAAA", address: `2620:0:861::${last}` }]),
    ...more,
  };
}

const authority: RecordData = {
  kind: "SOA",
  primary: ["a", "example", "se"],
  mailbox: ["x", "example", "se"],
  serial: 1,
  refreshSeconds: 14_400,
  retrySeconds: 3_600,
  expireSeconds: 604_800,
  minimumSeconds: 300,
};
const signature = {
  covered: 6,
  algorithm: 13,
  labels: 2,
  originalTtl: 1,
  expiration: nowSeconds + 10 * day,
  inception: nowSeconds - day,
  keyTag: 1,
  signer: ["example", "se"],
  signature: new Uint8Array(),
};
const key: RecordData = {
  kind: "DNSKEY",
  flags: 257,
  protocol: 3,
  algorithm: 13,
  key: new Uint8Array(64),
};
const ds = (digestType: number): RecordData => {
  return { kind: "DS", keyTag: 1, algorithm: 13, digestType, digest: new Uint8Array(32) };
};

const good: DnsFacts = {
  domain: ["example", "se"],
  soa: answered([authority], "secure", { signatures: [signature] }),
  ns: answered([]),
  mx: answered([]),
  caa: answered([]),
  ds: answered([ds(2)]),
  keys: answered([key], "secure", { signatures: [signature] }),
  hashing: answered([
    { kind: "NSEC3PARAM", hash: 1, flags: 0, iterations: 0, salt: new Uint8Array() },
  ]),
  sites: [host("w")],
  servers: [host("a"), host("b")],
  mailHosts: [host("m")],
  isCut: false,
};

const resultOf = (id: DnsCheckId, change: Partial<DnsFacts>) => {
  const found = checkDns({ ...good, ...change }, nowSeconds).find((one) => one.id === id);
  return `${found?.result} ${found?.about.join(", ")}`.trim();
};

test("[N12] [N13] a domain in order passes every check", () => {
  const results = checkDns(good, nowSeconds).map(({ result }) => result);
  expect(new Set(results)).toEqual(new Set(["passed"]));
  expect(results.length).toBe(14);
});

test("[N11] what is silent or bogus is unknown, and never passed", () => {
  const blind: DnsFacts = {
    ...good,
    ...Object.fromEntries(
      ["soa", "ns", "mx", "caa", "ds", "keys", "hashing"].map((name) => [name, silent]),
    ),
    servers: [],
    mailHosts: [],
    sites: [host("w", { four: silent })],
  };
  const results = checkDns(blind, nowSeconds);
  expect(results.filter(({ result }) => result !== "unknown")).toEqual([]);
  const bogus = answered([], "bogus");
  for (const id of ["DNS-02", "DNS-10", "DNS-12", "DNS-14"] as const)
    expect(resultOf(id, { ns: bogus })).toBe("unknown");
  expect(resultOf("DNS-11", { servers: [host("a", { six: silent })] })).toBe(
    "unknown a.example.se",
  );
  const both = [host("a", { four: silent }), host("b", { four: lost })];
  expect(resultOf("DNS-12", { servers: both })).toBe("failed b.example.se");
});

test("[N12] servers are two, reachable, with names that are there and are no aliases", () => {
  expect(resultOf("DNS-02", { servers: [host("a")] })).toBe("failed a.example.se");
  expect(resultOf("DNS-02", { servers: [host("a"), { ...host("a"), name: ["b"] }] })).toBe(
    "passed",
  );
  const same = { four: host("a").four, six: answered([]) };
  expect(resultOf("DNS-02", { servers: [host("a", same), host("b", same)] })).toBe(
    "failed a.example.se, b.example.se",
  );
  const alias = { four: answered([], "secure", { aliases: [["m", "example", "se"]] }) };
  expect(resultOf("DNS-10", { mailHosts: [host("m", alias)] })).toBe("failed m.example.se");
  const within = { four: answered([{ kind: "A", address: "10.1.2.3" }]) };
  expect(resultOf("DNS-11", { sites: [host("w", within)] })).toBe("failed w.example.se 10.1.2.3");
  expect(resultOf("DNS-12", { mailHosts: [host("m", { four: lost })] })).toBe(
    "failed m.example.se",
  );
  expect(resultOf("DNS-12", { sites: [host("w", { four: lost })] })).toBe("passed");
  const dangling = { four: answered([], "secure", { outcome: "no-name", aliases: [["w"]] }) };
  expect(resultOf("DNS-12", { sites: [host("w", dangling)] })).toBe("failed w.example.se");
  const old = { six: answered([]) };
  expect(resultOf("DNS-14", { servers: [host("a"), host("b", old)] })).toBe("warning b.example.se");
  expect(resultOf("DNS-14", { servers: [host("b", old)] })).toBe("failed b.example.se");
  const hasty = { ...authority, refreshSeconds: 3_600, minimumSeconds: 10 } as RecordData;
  expect(resultOf("DNS-05", { soa: answered([hasty]) })).toBe(
    "warning minimum 10, refresh 3600, retry 3600",
  );
});

test("[N12] addresses that nobody on the internet reaches are known", () => {
  const special = ["10.0.0.1", "172.31.255.255", "192.0.2.9", "::1", "fd00::1", "2001:db8::5"];
  const others = ["9.255.255.255", "172.32.0.0", "192.0.3.0", "2001:db9::", "2620::1", "::2:0:0"];
  expect(
    [...special, "::ffff:8.8.8.8".replace("8.8.8.8", "808:808")].map(isSpecialAddress),
  ).toEqual(Array.from({ length: 7 }, () => true));
  expect(others.map(isSpecialAddress)).toEqual(others.map(() => false));
});

test("[N13] signatures, keys and their digests are held to the catalogue", () => {
  expect(resultOf("SEC-01", { soa: answered([authority], "bogus") })).toBe(
    "failed example.se, expired",
  );
  expect(resultOf("SEC-01", { soa: silent })).toBe("unknown example.se, no-answer");
  expect(resultOf("SEC-02", { ds: answered([ds(1), ds(2)]) })).toBe("failed SHA-1");
  expect(resultOf("SEC-02", { ds: answered([ds(4)]) })).toBe("warning 4");
  expect(resultOf("SEC-02", { ds: answered([]) })).toBe("none");
  const salt = new Uint8Array(4);
  const hashing = answered([{ kind: "NSEC3PARAM", hash: 1, flags: 0, iterations: 5, salt }]);
  expect(resultOf("SEC-04", { hashing })).toBe("warning iterations 5, salt 4");
  const lasting = (days: number) => {
    const expiration = nowSeconds + days * day;
    const signatures = [signature, { ...signature, expiration }];
    return resultOf("SEC-05", { soa: answered([authority], "secure", { signatures }) });
  };
  expect([lasting(9), lasting(0.25), lasting(-1), lasting(200)]).toEqual([
    "passed",
    "warning 6 h",
    "failed -24 h",
    "warning 4800 h",
  ]);
  const withKey = (algorithm: number, bits = 2_048) => {
    const octets = Uint8Array.of(1, 3, ...new Uint8Array(bits / 8).fill(0xff));
    return { keys: answered([{ ...key, algorithm, key: octets }]) };
  };
  expect(resultOf("SEC-06", withKey(5))).toBe("failed 5");
  expect(resultOf("SEC-06", withKey(10))).toBe("warning 10");
  expect(resultOf("SEC-07", withKey(8))).toBe("passed");
  expect(resultOf("SEC-07", withKey(8, 1_024))).toBe("warning 1024");
  expect(resultOf("SEC-07", withKey(8, 512))).toBe("failed 512");
  expect(resultOf("SEC-08", { ds: answered([]) })).toBe("warning DNSKEY");
  expect(resultOf("SEC-08", { keys: answered([]) })).toBe("failed DS");
  const unsigned = { four: answered([], "insecure") };
  expect(resultOf("SEC-13", { mailHosts: [host("m", unsigned)] })).toBe("failed m.example.se");
  expect(resultOf("SEC-13", { mailHosts: [] })).toBe("none");
});

/** Facts of a domain of the recorded tree, with a set of its records put in place of others. */
function factsWith(type: number, data: readonly RecordData[]): DnsFacts {
  const setting = { anchors: [rootAnchor], nowSeconds, port: countingPort(), limits: dnssecLimits };
  const domain = ["plain", "test"];
  const work = dnsFactsOf(domain, openDnssec(setting));
  const soa = recordedReply({ name: domain, type: recordTypes.SOA, class: 1 });
  if (soa.kind !== "answer") throw new Error("no SOA");
  const answers = data.map((one) => ({ ...record(one), name: domain }));
  const put: DnsReply = { kind: "answer", message: { ...soa.message, answers } };
  let step = work.next();
  while (step.done !== true)
    step = work.next(step.value.type === type ? put : recordedReply(step.value));
  return step.value;
}

test("[N10] facts come through validation, and hosts are so many at most", () => {
  const data = Array.from({ length: 20 }, (_, index): RecordData => {
    return { kind: "NS", target: [`ns${index}`] };
  });
  const facts = factsWith(recordTypes.NS, data);
  expect(facts.soa.status).toBe("secure");
  expect(facts.mx).toMatchObject({ status: "secure", outcome: "answer" });
  expect(facts.mailHosts.map(({ name }) => name.join("."))).toEqual(["mx.plain.test"]);
  expect(facts.ns.status).toBe("bogus");
  expect([facts.servers.length, facts.isCut]).toEqual([mostHosts, true]);
  expect(facts.caa.outcome).toBe("none");
  const none: RecordData = { kind: "MX", preference: 0, exchange: [] };
  expect(factsWith(recordTypes.MX, [none])).toMatchObject({ mailHosts: [], isCut: false });
  const two = [20, 10].map((preference): RecordData => {
    return { kind: "MX", preference, exchange: [`mx${preference}`] };
  });
  const { mailHosts } = factsWith(recordTypes.MX, two);
  expect(mailHosts.map(({ name }) => name.join("."))).toEqual(["mx10", "mx20"]);
});
