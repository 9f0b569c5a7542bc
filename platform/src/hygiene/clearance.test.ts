/** Clearances, what they let through, and where trust begins. */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DnsReply, parseDomainName } from "@vallgrav/domains";
import type { Instant } from "@vallgrav/kernel";
import { rootAnchors } from "@vallgrav/knowledge";
import { expect, test } from "vitest";
import { openStore } from "../storage/index.ts";
import { checkDomains, clearancesOf, dnssecPort, openProbeLog, parseAnchors } from "./index.ts";

function named(text: string) {
  const parsed = parseDomainName(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

async function withClearances<T>(
  work: (room: {
    clearances: ReturnType<typeof clearancesOf>;
    setDay: (day: string) => void;
  }) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-hygiene-"));
  const store = await openStore(join(folder, "a.db"));
  let day = "2026-11-30";
  const now = (): Instant => `${day}T10:00:00.000Z` as Instant;
  try {
    return await work({
      clearances: clearancesOf({ settings: store.settings, now }),
      setDay: (next) => (day = next),
    });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

test("[HY8] a clearance names the domain, who says so and the last day", () =>
  withClearances(async ({ clearances, setDay }) => {
    const record = async (domain: string, until: string, by = "Signe Exempel") => {
      const made = await clearances.record({ domain: named(domain), by, until });
      return made.ok ? made.value.domain : made.problem.code;
    };
    const covers = async (name: string) => (await clearances.covering(named(name))).ok;
    expect(await covers("example.se")).toBe(false);
    expect(await record("example.se", "2026-12-31")).toBe("example.se");
    expect(await record("b.example", "2026-11-30")).toBe("b.example");
    expect(await clearances.list()).toEqual([
      {
        domain: "b.example",
        by: "Signe Exempel",
        until: "2026-11-30",
        recordedAt: "2026-11-30T10:00:00.000Z",
        networks: [],
      },
      {
        domain: "example.se",
        by: "Signe Exempel",
        until: "2026-12-31",
        recordedAt: "2026-11-30T10:00:00.000Z",
        networks: [],
      },
    ]);
    expect(await covers("www.example.se")).toBe(true);
    expect(await covers("example.se")).toBe(true);
    expect(await covers("anexample.se")).toBe(false);
    expect(await covers("se")).toBe(false);
    expect(await covers("b.example")).toBe(true);
    setDay("2026-12-01");
    expect(await covers("b.example")).toBe(false);
    expect(await record("b.example", "2027-01-31", "Bo Exempel")).toBe("b.example");
    expect(await covers("b.example")).toBe(true);
    expect((await clearances.list()).length).toBe(2);
    expect([await clearances.end(named("b.example")), await covers("b.example")]).toEqual([
      true,
      false,
    ]);
    expect(await clearances.end(named("www.example.se"))).toBe(false);
    for (const until of ["2026-11-30", "2027-12-03", "2027-02-30", "soon", ""])
      expect(await record("example.se", until), until).toBe("hygiene/bad-until");
    expect(await record("example.se", "2027-12-02")).toBe("example.se");
    expect(await record("se", "2026-12-31")).toBe("hygiene/not-own");
    for (const by of [" ", "a\nb", "x".repeat(101)])
      expect(await record("example.se", "2026-12-31", by)).toBe("hygiene/bad-person");
    const within = async (...networks: readonly string[]) => {
      const given = { domain: named("example.se"), by: "x", until: "2026-12-31", networks };
      const made = await clearances.record(given);
      return made.ok ? made.value.networks : made.problem.code;
    };
    expect(await within(" 10.0.0.0/8", "fd00::1")).toEqual(["10.0.0.0/8", "fd00::1/128"]);
    expect((await clearances.list())[0]?.networks).toEqual(["10.0.0.0/8", "fd00::1/128"]);
    expect(await within("10.0.0.0/8", "everywhere")).toBe("hygiene/bad-network");
    const many = Array.from({ length: 21 }, (_, at) => `10.${at}.0.0/16`);
    expect(await within(...many)).toBe("hygiene/bad-network");
  }));

test("[HY9] nothing is asked before every domain is cleared", () =>
  withClearances(async ({ clearances }) => {
    const asked: string[] = [];
    const resolver = {
      ask: ({ name }: { readonly name: readonly string[] }): Promise<DnsReply> => {
        asked.push(name.join("."));
        return Promise.resolve({ kind: "silence", reason: "timeout" });
      },
    };
    const check = (...domains: readonly string[]) =>
      checkDomains(domains.map(named), {
        resolver,
        clearances,
        anchors: rootAnchors,
        nowSeconds: 1_795_998_542,
        servers: null,
      });
    await clearances.record({ domain: named("example.se"), by: "x", until: "2026-12-31" });
    const refused = await check("example.se", "example.org", "example.net");
    expect(refused).toMatchObject({
      ok: false,
      problem: [
        { code: "hygiene/not-cleared", args: { name: "example.org" } },
        { code: "hygiene/not-cleared", args: { name: "example.net" } },
      ],
    });
    expect(asked).toEqual([]);
    const made = await check("example.se", "b.example.se");
    if (!made.ok) throw new Error("refused");
    expect(made.value.map(({ domain }) => domain.join("."))).toEqual([
      "example.se",
      "b.example.se",
    ]);
    expect(made.value[0]?.clearance.by).toBe("x");
    const results = made.value.flatMap(({ checks }) => checks.map(({ result }) => result));
    expect(new Set(results)).toEqual(new Set(["unknown"]));
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !name.endsWith("example.se"))).toEqual([]);
  }));

test("[HY10] anchors are DS records as zone files have them", () => {
  const text =
    "; the root\n. IN DS 1 8 2 aa BB\n.\t172800 IN DS 2 13 2 CC ; two\n\nexample.se. DS 3 8 4 dd\n";
  expect(parseAnchors(text)).toEqual({
    ok: true,
    value: [
      {
        zone: [],
        ds: [
          { keyTag: 1, algorithm: 8, digestType: 2, digest: Uint8Array.of(0xaa, 0xbb) },
          { keyTag: 2, algorithm: 13, digestType: 2, digest: Uint8Array.of(0xcc) },
        ],
      },
      {
        zone: ["example", "se"],
        ds: [{ keyTag: 3, algorithm: 8, digestType: 4, digest: Uint8Array.of(0xdd) }],
      },
    ],
  });
  for (const [bad, line] of [
    [". IN DS 1 8 2 aa\n. IN A 192.0.2.1\n", 2],
    [". IN DS 1 8 2 a", 1],
    ["", 1],
    ["<TrustAnchor>", 1],
  ] as const)
    expect(parseAnchors(bad), bad).toMatchObject({
      problem: { code: "hygiene/bad-anchor", args: { line } },
    });
});

test("[HY11] probes stand in a file of their day, for its user alone", () => {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-probes-"));
  const log = openProbeLog(join(folder, "probes"), "2026-11-30");
  const probe = { at: "x" as Instant, to: "udp 192.0.2.1:53", asked: "a MX", came: "rcode 0" };
  for (let count = 0; count < 201; count += 1) log.write(probe);
  log.flush();
  log.flush();
  const lines = readFileSync(log.file, "utf8").trimEnd().split("\n");
  expect([lines.length, log.count(), JSON.parse(lines[200] ?? "")]).toEqual([201, 201, probe]);
  expect(log.file.endsWith("2026-11-30.jsonl")).toBe(true);
  expect(statSync(log.file).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});

test("[HY12] what is no key or signature verifies nothing, and nothing is thrown", () => {
  const octets = new Uint8Array(3);
  const tries = [1, 5, 8, 10, 13, 14, 15, 16, 200].flatMap((algorithm) =>
    [0, 1, 3, 32, 57, 64, 96, 260, 600].map((length) => {
      const key = new Uint8Array(length).fill(1);
      return dnssecPort.verify({ algorithm, key, signature: key, octets });
    }),
  );
  expect(tries.filter(Boolean)).toEqual([]);
  // RFC 8080 §6.1: the key, and a signature that is not over these octets.
  const text = "l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=";
  const key = new Uint8Array(Buffer.from(text, "base64"));
  const signature = new Uint8Array(64);
  expect(dnssecPort.verify({ algorithm: 15, key, signature, octets })).toBe(false);
});
