/**
 * Checks domains of the signed tree from end to end, behind a resolver that checks nothing, and
 * counts how many there are a second with the pace let go.
 *
 * Needs Debian's nsd and unbound. Without them it is skipped, unless `VALLGRAV_REQUIRE` names
 * `dns`.
 */
import { checkServers, type DnsFacts, type ServerCheckId } from "@vallgrav/domains";
import { succeed } from "@vallgrav/kernel";
import type { Instant, PlainDate } from "@vallgrav/kernel";
import { type CheckedDomain, checkDomains } from "../src/hygiene/index.ts";
import { askServers, serverLimits } from "../src/hygiene/ask-servers.ts";
import { type DnsServer, openResolver, resolverLimits } from "../src/hygiene/index.ts";
import { openVisits } from "../src/hygiene/visits.ts";
import { lackingServers, startServers } from "./dnssec/servers.ts";
import { signedTree } from "./dnssec/tree.ts";

type Comparison = {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
  readonly skipped?: boolean;
};

const clearance = {
  domain: "test",
  by: "Signe Exempel",
  until: "2099-12-31" as PlainDate,
  recordedAt: "2026-11-30T00:00:00.000Z" as Instant,
  networks: [],
};

/** What a zone of the tree must come to, by its name. */
const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plain: { "SEC-01": "passed", "SEC-02": "passed", "SEC-05": "passed", "SEC-13": "passed" },
  hashed: { "SEC-01": "passed", "SEC-04": "passed", "DNS-02": "failed", "DNS-14": "failed" },
  iter150: { "SEC-01": "passed", "SEC-04": "warning" },
  sha1ds: { "SEC-01": "passed", "SEC-02": "failed" },
  rsa512: { "SEC-01": "passed", "SEC-06": "warning", "SEC-07": "passed" },
  unsigned: { "SEC-01": "failed", "SEC-02": "none", "SEC-05": "none", "SEC-08": "none" },
  signednods: { "SEC-01": "failed", "SEC-08": "warning" },
  unsignedds: { "SEC-01": "failed" },
  expired: { "SEC-01": "failed", "SEC-05": "failed" },
};

function faultsOf({ domain, checks }: CheckedDomain): readonly string[] {
  const [label = ""] = domain;
  return Object.entries(expected[label] ?? {}).flatMap(([id, wanted]) => {
    const found = checks.find((one) => one.id === id)?.result;
    return found === wanted ? [] : [`${label} ${id}: ${found}, not ${wanted}`];
  });
}

/** What a server of names, asked directly for a zone, must come to. */
const whole = ["DNS-03", "DNS-06", "DNS-07", "DNS-08", "DNS-09", "SEC-09", "SEC-10", "SEC-12"];
const asServed: Readonly<Record<string, string>> = Object.fromEntries(
  whole.map((id) => [id, "passed"]),
);
const servedZones = ["plain", "hashed", "iter150", "optout", "rsa512"];
/** A resolver that is named as a server: lame, and open to anybody. */
const asLame: Readonly<Record<string, string>> = {
  "DNS-03": "failed",
  "DNS-06": "failed",
  "DNS-05b": "unknown",
  "SEC-12": "unknown",
};

/** Asks a server directly for a zone of the tree, at the address where it stands here. */
async function faultsAt(
  server: DnsServer,
  facts: DnsFacts,
  wanted: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const [first] = facts.servers;
  const [record] = first?.four.records ?? [];
  if (first === undefined || record === undefined) return [`${facts.domain.join(".")}: no server`];
  const data = { kind: "A", address: server.address } as const;
  const here = { ...first, four: { ...first.four, records: [{ ...record, data }] } };
  const asked = await askServers(
    { ...facts, servers: [here] },
    {
      resolver: { ask: () => Promise.resolve({ kind: "silence", reason: "limit" }) },
      visits: openVisits(),
      port: server.port,
      limits: { ...serverLimits, perSecond: 5_000 },
      mayMeet: () => true,
      isOwn: () => Promise.resolve(true),
      now: () => clearance.recordedAt,
      onProbe: () => undefined,
    },
  );
  const found = new Map<string, string>(checkServers(asked).map(({ id, result }) => [id, result]));
  return Object.entries(wanted).flatMap(([id, result]) =>
    found.get(id) === result
      ? []
      : [`${facts.domain.join(".")} ${id as ServerCheckId}: ${found.get(id)}, not ${result}`],
  );
}

/** Servers asked directly: NSD for its zones, and a resolver that serves none. */
async function askedDirectly(
  checked: readonly CheckedDomain[],
  nsd: DnsServer,
  resolver: DnsServer,
): Promise<Comparison> {
  const faults: string[] = [];
  const some = checked.filter(({ domain: [label = ""] }) => servedZones.includes(label));
  for (const { facts } of some) {
    // One after another, as a server is asked by one domain at a time.
    // oxlint-disable-next-line no-await-in-loop
    faults.push(...(await faultsAt(nsd, facts, asServed)));
    // oxlint-disable-next-line no-await-in-loop
    faults.push(...(await faultsAt(resolver, facts, asLame)));
  }
  return {
    name: "domains: servers asked directly",
    passed: some.length === servedZones.length && faults.length === 0,
    detail: `${some.length} zones at NSD and at an unbound that serves none; ${faults.join("; ")}`,
  };
}

/** Compares and counts. */
export async function run(): Promise<readonly Comparison[]> {
  const lacking = lackingServers();
  const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").split(",").includes("dns");
  if (lacking !== null)
    return [{ name: "domains", passed: !isRequired, detail: lacking, skipped: !isRequired }];
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const tree = signedTree(nowSeconds);
  await using servers = await startServers(tree.zones);
  const server = await servers.startResolver(null);
  let probes = 0;
  const limits = { ...resolverLimits, perSecond: 100_000 };
  const resolver = openResolver({ server, limits, onProbe: () => (probes += 1) });
  const domains = tree.zones.map(({ zone }) => zone).filter(({ length }) => length === 2);
  const beganMs = performance.now();
  const checked = await checkDomains(domains, {
    resolver,
    clearances: { covering: () => Promise.resolve(succeed(clearance)) },
    anchors: [{ zone: [], ds: [tree.anchor] }],
    nowSeconds,
    servers: null,
  });
  const tookMs = performance.now() - beganMs;
  if (!checked.ok) return [{ name: "domains", passed: false, detail: "not cleared" }];
  const faults = checked.value.flatMap(faultsOf);
  const count = Object.values(expected).reduce((sum, one) => sum + Object.keys(one).length, 0);
  return [
    await askedDirectly(checked.value, servers.nsd, server),
    {
      name: "domains: checks of the signed tree",
      passed: faults.length === 0,
      detail: `${count - faults.length} of ${count} as they must be; ${faults.join("; ")}`,
    },
    {
      name: "domains: 300 in less than a minute",
      passed: tookMs / domains.length < 200,
      detail:
        `${domains.length} domains, ${probes} questions in ${Math.round(tookMs)} ms: ` +
        `${(domains.length / (tookMs / 1_000)).toFixed(0)} domains a second`,
    },
  ];
}
