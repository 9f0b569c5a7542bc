/** Scans of a name beside another, of servers in memory that may treat them as they please. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { answerHello } from "../../../test/tls-server.ts";
import type { ServerPolicy } from "../../../test/tls-server.ts";
import { judgeTls } from "../judge/judge-tls.ts";
import { suiteRank } from "../judge/suite-levels.ts";
import { type Beside, detailLanesLike, versionLanesLike } from "./alike-lanes.ts";
import { askedVersion, detailLanes } from "./detail-lanes.ts";
import { versionLanes } from "./lanes.ts";
import type { Lane, ProbeOutcome, TlsProbe } from "./lanes.ts";
import { noDetails } from "./tls-facts.ts";
import type { TlsFacts } from "./tls-facts.ts";

const setting = { serverName: "www.example.se", random: new Uint8Array(64).fill(3) };

type Answer = (probe: TlsProbe) => ProbeOutcome;

/** All that is found, and in how many hellos. */
function scan(answer: Answer, beside: Beside | null) {
  let hellos = 0;
  const walk = <T>(lane: Lane<T>): T => {
    let step = lane.next();
    for (; step.done !== true; hellos += 1) {
      expect(hellos).toBeLessThan(2_000);
      step = lane.next(answer(step.value));
    }
    return step.value;
  };
  const first = beside === null ? versionLanes(setting) : versionLanesLike(setting, beside);
  const versions = first.map(walk);
  const second =
    beside === null
      ? detailLanes(setting, versions, suiteRank)
      : detailLanesLike(setting, versions, suiteRank, beside);
  const details = Object.assign({}, noDetails, ...second.map(walk));
  const facts: TlsFacts = { ...details, askedIn: askedVersion(versions), versions };
  return { facts, hellos };
}

const serverOf =
  (policy: ServerPolicy): Answer =>
  ({ bytes }) =>
    answerHello(policy, bytes);

const checks = [
  "versions",
  "suites",
  "order",
  "groups",
  "signature-hash",
  "compression",
  "renegotiation",
  "extended-master-secret",
] as const;

const judgedOf = (facts: TlsFacts) =>
  checks.map((check) => {
    const seen = { host: "www.example.se", address: "192.0.2.1", facts, shaken: null };
    return { check, ...judgeTls([seen], check, 0) };
  });

const fineSuites = [0xc02b, 0xc02c, 0xc02f, 0xc030, 0xcca8, 0xcca9];
const otherSuites = [0x009e, 0x0035, 0xc027, 0x000a, 0xc0ae, 0xc013];
const fineGroups = [29, 23, 24, 30, 0x11ec];
const otherGroups = [21, 16, 19, 0x0101, 0x0100];

const some = (all: readonly number[], minLength = 0) =>
  fc.shuffledSubarray([...all], { minLength, maxLength: Math.min(all.length, 4) });
/** Mostly nothing: servers that are in order are what is shared. */
const seldom = (all: readonly number[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<number[]>([]) },
    { weight: 1, arbitrary: some(all) },
  );
const joined = (one: fc.Arbitrary<number[]>, other: fc.Arbitrary<number[]>) =>
  fc.tuple(one, other).map(([a, b]) => [...a, ...b]);

const policies: fc.Arbitrary<ServerPolicy> = fc.record({
  suites: fc
    .record({
      0x0301: seldom(otherSuites),
      0x0302: seldom(otherSuites),
      0x0303: joined(some(fineSuites), seldom(otherSuites)),
      0x0304: joined(some([0x1301, 0x1302, 0x1303, 0x1304]), seldom([0x1305])),
    })
    .map((all) =>
      Object.fromEntries(Object.entries(all).filter(([, suites]) => suites.length > 0)),
    ),
  order: fc.constantFrom("server" as const, "client" as const),
  groups: joined(some(fineGroups, 1), seldom(otherGroups)),
  certificateCurve: fc.constantFrom(null, null, 23),
  hashes: fc.constantFrom([8, 4], [4, 2], [4, 3, 2]),
  prime: fc.constant(new Uint8Array(256).fill(0xff)),
  compresses: fc.boolean(),
  extensions: some([0xff01, 0x0017]),
  reads: fc.constantFrom(64, 1_000, 1_000),
});

const good: ServerPolicy = {
  suites: { 0x0303: [0xc030, 0xc02f, 0xcca8], 0x0304: [0x1302, 0x1301, 0x1303] },
  order: "server",
  groups: [29, 23, 24, 30],
  certificateCurve: null,
  hashes: [8, 4],
  prime: new Uint8Array(256).fill(0xff),
  compresses: false,
  extensions: [0xff01, 0x0017],
};

test("[L12] a name is judged beside another as it is judged alone, whatever both are like", () => {
  let shorter = 0;
  fc.assert(
    fc.property(policies, policies, fc.boolean(), (one, drawn, isAlike) => {
      const other = isAlike ? { ...drawn, suites: one.suites, groups: one.groups } : drawn;
      const { facts } = scan(serverOf(one), null);
      const beside = { facts, curve: other.certificateCurve };
      const alone = scan(serverOf(other), null);
      const shared = scan(serverOf(other), beside);
      expect(judgedOf(shared.facts)).toEqual(judgedOf(alone.facts));
      if (shared.hellos < alone.hellos) shorter += 1;
    }),
    { numRuns: 200 },
  );
  // What is never shared cannot be shared wrongly.
  expect(shorter).toBeGreaterThan(20);
});

test("[L12] alike names take fewer hellos, also with an elliptic certificate", () => {
  const curved = { ...good, groups: [23, 29], certificateCurve: 23 };
  const primes = { ...good, groups: [29, 23, 24, 0x0100, 0x0101, 0x0102] };
  for (const policy of [good, curved, primes]) {
    const alone = scan(serverOf(policy), null);
    const beside = { facts: alone.facts, curve: policy.certificateCurve };
    const shared = scan(serverOf(policy), beside);
    expect(shared.facts.versions).toEqual(alone.facts.versions);
    expect(shared.hellos).toBeLessThan(alone.hellos * 0.5);
    expect(shared.hellos).toBeLessThanOrEqual(13);
  }
});

test("[L12] one worse suite, version or group of the second name is found", () => {
  const beside = { facts: scan(serverOf(good), null).facts, curve: null };
  const { suites } = good;
  const standing = (policy: ServerPolicy, check: (typeof checks)[number]) =>
    judgedOf(scan(serverOf(policy), beside).facts).find((one) => one.check === check)?.standing;
  for (const order of ["server", "client"] as const) {
    const worse = { ...suites, 0x0303: [...(suites[0x0303] ?? []), 0x0035] };
    expect(standing({ ...good, order, suites: worse }, "suites")).toBe("failed");
    const older = { ...suites, 0x0301: [0xc013] };
    expect(standing({ ...good, order, suites: older }, "versions")).toBe("failed");
    expect(standing({ ...good, order, groups: [29, 19] }, "groups")).toBe("failed");
    expect(standing({ ...good, order, groups: [29, 0x0100] }, "groups")).toBe("failed");
  }
});

test("[L12] a name that is not answered stays unknown beside one that is", () => {
  const beside = { facts: scan(serverOf(good), null).facts, curve: null };
  const standings = (answer: Answer) => [
    ...new Set(judgedOf(scan(answer, beside).facts).map(({ standing }) => standing)),
  ];
  expect(standings(() => ({ kind: "silent" }))).toEqual(["unknown"]);
  // It stops answering at the hello that must be refused.
  const tired: Answer = (probe) => {
    const outcome = serverOf(good)(probe);
    return outcome.kind === "alert" && !probe.purpose.startsWith("tls1.0")
      ? { kind: "silent" }
      : outcome;
  };
  const judged = judgedOf(scan(tired, beside).facts);
  expect(judged.find(({ check }) => check === "suites")?.standing).toBe("unknown");
  expect(judged.find(({ check }) => check === "versions")?.standing).toBe("unknown");
});
