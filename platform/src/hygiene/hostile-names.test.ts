/** Whole domains behind name servers that lead round, lie, flood and fall silent. */
import { randomBytes } from "node:crypto";
import {
  classIn,
  domainNameText,
  type DnsRecord,
  dataOctets,
  type RecordData,
  recordTypes,
  recordTypeText,
} from "@vallgrav/domains";
import { type Instant, type PlainDate, succeed } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { checkDomains } from "./check-domains.ts";
import { machineClock } from "./pace.ts";
import type { Resolver } from "./resolver.ts";
import { serverLimits } from "./ask-servers.ts";

const now = "2026-11-30T10:00:00.000Z" as Instant;

/** What is said to a question: a code and records, or silence. */
type Said = { readonly rcode: number; readonly data: readonly RecordData[] } | null;

/** Looks at a domain of which everything that is asked is answered so. */
async function lookWhere(says: (name: readonly string[], type: string) => Said) {
  let asked = 0;
  const resolver: Resolver = {
    ask: ({ name, type }) => {
      asked += 1;
      const said = says(name, recordTypeText(type));
      if (said === null) return Promise.resolve({ kind: "silence", reason: "timeout" });
      const answers = said.data.map((data): DnsRecord => {
        const ofType: unknown = Reflect.get(recordTypes, data.kind);
        const rdata = dataOctets(data);
        return { name, type: Number(ofType), class: classIn, ttlSeconds: 1, rdata, data };
      });
      const flags = { isResponse: true, opcode: 0, isAuthoritative: true, isTruncated: false };
      const rights = { isRecursionDesired: true, isRecursionAvailable: true };
      const told = { isAuthenticated: true, isCheckingDisabled: true, rcode: said.rcode };
      const sections = { questions: [], answers, authority: [], additional: [], edns: null };
      const message = { id: 0, ...flags, ...rights, ...told, ...sections };
      return Promise.resolve({ kind: "answer", message });
    },
  };
  const clearance = {
    domain: "example.se",
    by: "Signe Exempel",
    until: "2027-06-30" as PlainDate,
    recordedAt: now,
    networks: [],
  };
  const checked = await checkDomains([["example", "se"]], {
    resolver,
    clearances: { covering: () => Promise.resolve(succeed(clearance)) },
    anchors: [],
    nowSeconds: 1_796_032_800,
    servers: {
      profile: "vallgrav",
      onProbe: () => undefined,
      now,
      ports: { http: 1, https: 1, smtp: 1, dns: 1 },
      roots: [],
      serverLimits: { ...serverLimits, timeoutMs: 100 },
      surroundings: {
        clock: machineClock,
        random: (sizeBytes) => randomBytes(sizeBytes),
        log: () => undefined,
      },
    },
  });
  if (!checked.ok || checked.value[0] === undefined) throw new Error("refused");
  const [{ judged, checks, servers }] = checked.value;
  const passed = [
    ...judged.filter(({ standing }) => standing === "passed").map(({ check }) => check),
    ...[...checks, ...servers].filter(({ result }) => result === "passed").map(({ id }) => id),
  ];
  const standing = (name: string) => judged.find(({ check }) => check === name)?.standing;
  return { asked, passed, standing };
}

const none = { rcode: 0, data: [] } as const;
const txt = (text: string): RecordData => ({
  kind: "TXT",
  strings: Array.from({ length: Math.ceil(text.length / 255) }, (_, at) =>
    Buffer.from(text.slice(at * 255, at * 255 + 255)),
  ),
});

/** Questions that one domain may cost at most, whatever comes. */
const mostAsked = 300;

test("[HY980] aliases that lead round, on without end or to the root pass nothing", async () => {
  const ways: readonly ((name: readonly string[]) => readonly string[])[] = [
    (name) => name,
    (name) => ["next", ...name.slice(-3)],
    (name) => [`a${name.join("").length}`, ...name].slice(0, 9),
    () => [],
  ];
  for (const way of ways) {
    // oxlint-disable-next-line no-await-in-loop
    const { asked, passed } = await lookWhere((name) => ({
      rcode: 0,
      data: [{ kind: "CNAME", target: way(name) }],
    }));
    expect([way.toString(), passed, asked < mostAsked]).toEqual([way.toString(), [], true]);
  }
});

test("[HY980] servers that refuse, fail, lie or stay silent pass nothing", async () => {
  for (const said of [null, { ...none, rcode: 5 }, { ...none, rcode: 2 }, { ...none, rcode: 4 }]) {
    // oxlint-disable-next-line no-await-in-loop
    const { asked, passed, standing } = await lookWhere(() => said);
    expect([said, passed, asked < mostAsked]).toEqual([said, [], true]);
    expect(["spf", "dmarc", "dkim", "caa"].map(standing)).toEqual(
      Array.from({ length: 4 }, () => "unknown"),
    );
  }
  // A record of another type than was asked for is no answer to it.
  const other = await lookWhere(() => ({ rcode: 0, data: [{ kind: "A", address: "192.0.2.1" }] }));
  expect(["spf", "dmarc"].map(other.standing)).toEqual(["failed", "failed"]);
});

test("[HY980] texts of 64 KB, a hundred mail servers and includes of each other end", async () => {
  const long = `v=spf1 ${"include:a.example.se ".repeat(3_000)}-all`;
  const flood = await lookWhere((name, type) => {
    if (type === "TXT") return { rcode: 0, data: [txt(long), txt(long.replace("v=spf1", "x"))] };
    const target = [`m${name.length}`, "example", "se"];
    if (type === "MX")
      return {
        rcode: 0,
        data: Array.from({ length: 100 }, (_, at) => {
          return { kind: "MX", preference: at, exchange: [`m${at}`, ...target] };
        }),
      };
    return type === "NS" ? { rcode: 0, data: [{ kind: "NS", target }] } : none;
  });
  expect(flood.asked).toBeLessThan(mostAsked);
  expect(flood.standing("spf-policy")).toBe("failed");
  expect(flood.passed.filter((check) => /spf-policy|dmarc|sts/u.test(check))).toEqual([]);
  const each = (name: readonly string[]): string =>
    `v=spf1 include:l.${name[0]} include:r.${name[0]} include:${domainNameText(name)} -all`;
  const tree = await lookWhere((name, type) =>
    type === "TXT" ? { rcode: 0, data: [txt(each(name))] } : none,
  );
  expect(tree.asked).toBeLessThan(mostAsked);
  expect(tree.standing("spf-policy")).toBe("failed");
});
