/**
 * Checks domains of the signed tree from end to end, behind a resolver that checks nothing, and
 * counts how many there are a second with the pace let go.
 *
 * Needs Debian's nsd and unbound. Without them it is skipped, unless `VALLGRAV_REQUIRE` names
 * `dns`.
 */
import { succeed } from "@vallgrav/kernel";
import type { Instant, PlainDate } from "@vallgrav/kernel";
import { type CheckedDomain, checkDomains } from "../src/hygiene/index.ts";
import { openResolver, resolverLimits } from "../src/hygiene/index.ts";
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
