/** Scans of servers in memory. */
import { checkPrimeSync, createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { tlsSuiteKind } from "../../../test/tls-answers.ts";
import { answerHello } from "../../../test/tls-server.ts";
import type { ServerPolicy } from "../../../test/tls-server.ts";
import { detailLanes } from "./detail-lanes.ts";
import { knownPrimes } from "./known-primes.ts";
import { versionLanes } from "./lanes.ts";
import type { Lane, ProbeOutcome, TlsProbe, VersionSupport } from "./lanes.ts";
import { tlsVersions, versionNumber } from "./parameters.ts";
import { earlierSuites, tls13Suites } from "./suites.ts";
import { noDetails } from "./tls-facts.ts";
import type { TlsDetails } from "./tls-facts.ts";

const byNumber = (a: number, b: number): number => a - b;

type Answer = (probe: TlsProbe) => ProbeOutcome;

const setting = { serverName: "www.example.se", random: new Uint8Array(64).fill(3) };
const good: ServerPolicy = {
  suites: { 0x0303: [0xc030, 0xc02f, 0xcca8, 0x009f], 0x0304: [0x1302, 0x1301] },
  order: "server",
  groups: [29, 23, 0x0101],
  certificateCurve: null,
  hashes: [8, 4],
  prime: new Uint8Array(256).fill(0xff),
  compresses: false,
  extensions: [0xff01, 0x0017],
};
const serverOf =
  (policy: ServerPolicy): Answer =>
  (probe) =>
    answerHello(policy, probe.bytes);

function walk<T>(lane: Lane<T>, answer: Answer): T {
  let step = lane.next();
  for (let count = 0; step.done !== true; count += 1) {
    expect(count).toBeLessThan(700);
    step = lane.next(answer(step.value));
  }
  return step.value;
}

const versionsOf = (answer: Answer): readonly VersionSupport[] =>
  versionLanes(setting).map((lane) => walk(lane, answer));

const detailsOf = (answer: Answer, rank = (suite: number) => suite): TlsDetails =>
  Object.assign(
    {},
    noDetails,
    ...detailLanes(setting, versionsOf(answer), rank).map((lane) => walk(lane, answer)),
  );

test("[L8] whatever a server takes is found, version by version, and nothing else", () => {
  const some = (all: readonly number[], maxLength: number) =>
    fc.option(fc.shuffledSubarray([...all], { minLength: 1, maxLength }), { nil: undefined });
  const policies = fc.record({
    ssl3: some(earlierSuites, 5),
    old: some(earlierSuites, 90),
    new: some(tls13Suites, 7),
    order: fc.constantFrom("server" as const, "client" as const),
  });
  fc.assert(
    fc.property(policies, (policy) => {
      const taken = {
        0x0300: policy.ssl3,
        0x0301: policy.old,
        0x0303: policy.old,
        0x0304: policy.new,
      };
      const suites = Object.fromEntries(
        Object.entries(taken).flatMap(([version, list]) =>
          list === undefined ? [] : [[version, list]],
        ),
      );
      const answer = serverOf({ ...good, ...policy, suites, hashes: [8, 4, 2] });
      for (const found of versionsOf(answer)) {
        const all = suites[versionNumber(found.version)] ?? [];
        // Curves are agreed on in extensions, which SSLv3 has not.
        const wanted =
          found.version === "ssl3" ? all.filter((one) => !tlsSuiteKind(one).isOverCurve) : all;
        expect(found.suites.toSorted(byNumber)).toEqual(wanted.toSorted(byNumber));
        expect(found.isOffered).toBe(wanted.length > 0);
        expect(found.isIncomplete).toBe(false);
      }
    }),
    { numRuns: 30 },
  );
});

test("[L8] within one hello, suites are found in the server's own order", () => {
  const found = versionsOf(serverOf(good)).find((one) => one.version === "tls1.3");
  expect(found?.suites).toEqual([0x1302, 0x1301]);
});

test("[L9] silence is never taken for a refusal", () => {
  const versions = versionsOf(() => ({ kind: "silent" }));
  expect(versions).toEqual(
    tlsVersions.map((version) => ({ version, isOffered: null, suites: [], isIncomplete: true })),
  );
  expect(detailLanes(setting, versions, () => 0).map((lane) => walk(lane, serverOf(good)))).toEqual(
    [{}],
  );
  const deaf: Answer = (probe) =>
    probe.purpose.includes("suites") ? serverOf(good)(probe) : { kind: "silent" };
  expect(detailsOf(deaf)).toEqual(noDetails);
});

test("[L9] a server that falls silent half-way leaves what it said, marked as incomplete", () => {
  let left = 3;
  const tired: Answer = (probe) => {
    if (!probe.purpose.startsWith("tls1.2")) return { kind: "closed" };
    left -= 1;
    return left > 0 ? serverOf(good)(probe) : { kind: "silent" };
  };
  expect(versionsOf(tired).find((one) => one.version === "tls1.2")).toMatchObject({
    isOffered: true,
    suites: [0x009f],
    isIncomplete: true,
  });
});

test("[L9] a server that refuses a version is asked once, and hanging up is a refusal", () => {
  let asked = 0;
  const refusing: Answer = () => {
    asked += 1;
    return { kind: "alert", description: 70 };
  };
  expect(versionsOf(refusing).map((one) => one.isOffered)).toEqual(tlsVersions.map(() => false));
  expect(asked).toBe(tlsVersions.length);
  expect(versionsOf(() => ({ kind: "closed" })).every((one) => one.isOffered === false)).toBe(true);
});

test("[L9] a server that chooses what was not offered does not keep us", () => {
  const lying: Answer = (probe) => {
    const outcome = serverOf(good)(probe);
    if (outcome.kind !== "hello") return outcome;
    return { kind: "hello", hello: { ...outcome.hello, suite: 0x0a0a } };
  };
  expect(versionsOf(lying).map((one) => one.suites)).toEqual(tlsVersions.map(() => []));
});

test("[L10] the second round shows order, groups, prime, hashes and habits", () => {
  expect(detailsOf(serverOf(good))).toEqual({
    ...noDetails,
    order: "server",
    worstFirst: 0xc030,
    earlierGroups: [29, 23],
    tls13Groups: [29, 23, 0x0101],
    prime: { bits: 2048, generator: "2", group: null },
    signsSha1: false,
    signsSha224: false,
    compresses: false,
    renegotiatesSecurely: true,
    hasExtendedMasterSecret: true,
  });
  const bad: ServerPolicy = {
    ...good,
    order: "client",
    hashes: [4, 2, 3],
    compresses: true,
    extensions: [],
  };
  expect(detailsOf(serverOf(bad))).toMatchObject({
    order: "client",
    worstFirst: 0xc030,
    signsSha1: true,
    signsSha224: true,
    compresses: true,
    renegotiatesSecurely: false,
    hasExtendedMasterSecret: false,
  });
});

test("[L10] ChaCha20 stands last in questions of order: servers may let a client choose it", () => {
  const offered: number[][] = [];
  const watching: Answer = (probe) => {
    if (probe.purpose === "tls1.2 order") offered.push([...probe.bytes.subarray(46, 54)]);
    return serverOf(good)(probe);
  };
  detailsOf(watching);
  expect(offered.map((bytes) => bytes.slice(-2))).toEqual([0, 1, 2].map(() => [0xcc, 0xa8]));
});

test("[L10] curves are found though the certificate needs one of them in every hello", () => {
  const curved = { ...good, groups: [23, 29, 24], certificateCurve: 23 };
  expect(detailsOf(serverOf({ ...curved, order: "server" })).earlierGroups).toEqual([23]);
  // A server that follows the client's order shows them all.
  expect(detailsOf(serverOf({ ...curved, order: "client" })).earlierGroups).toEqual([23, 24, 29]);
});

test("[L11] the primes of RFC 7919 are made by its formula, and safe", () => {
  const primes = [...knownPrimes()];
  const digest = (hex: string): string => createHash("sha256").update(hex).digest("hex");
  expect(primes.map(([hex, group]) => [hex.length * 4, group, digest(hex).slice(0, 16)])).toEqual([
    // Digests of what OpenSSL recognised as its own group of that name.
    [2048, 0x0100, "b9fd49b47ad1363e"],
    [3072, 0x0101, "c5288e890a7a8da0"],
    [4096, 0x0102, "3cb2119eb37a6453"],
    [6144, 0x0103, "0d49e72527f7d91e"],
    [8192, 0x0104, "461db4b773485242"],
  ]);
  // Larger ones would take seconds.
  const first = BigInt(`0x${primes[0]?.[0] ?? ""}`);
  for (const one of [first, first >> 1n]) expect(checkPrimeSync(one, { checks: 1 })).toBe(true);
  const prime = Uint8Array.from(Buffer.from(primes[1]?.[0] ?? "", "hex"));
  expect(detailsOf(serverOf({ ...good, prime })).prime).toEqual({
    bits: 3072,
    generator: "2",
    group: 0x0101,
  });
});
