/**
 * Looks at domains that are cleared: facts of their DNS, validated, and checks of them; then, where
 * that is asked for, their mail, web and TLS, judged by a profile.
 */
import {
  checkDns,
  type DnsCheck,
  type DnsFacts,
  dnsFactsOf,
  dnssecLimits,
  type DnssecSession,
  type DomainName,
  type Judged,
  judgeDomain,
  openDnssec,
  parseDomainName,
  type ProfileName,
  type TrustAnchor,
} from "@vallgrav/domains";
import { fail, type Result, succeed } from "@vallgrav/kernel";
import { answerFrom } from "./answer-from.ts";
import type { Clearance, Clearances, HygieneProblem } from "./clearance.ts";
import { dnssecPort } from "./dnssec-port.ts";
import type { Resolver } from "./resolver.ts";
import { type SeeingSetting, seeServers } from "./see-domain.ts";

/** What was found of a domain. */
export type CheckedDomain = {
  readonly domain: DomainName;
  /** By which it was allowed. */
  readonly clearance: Clearance;
  readonly facts: DnsFacts;
  readonly checks: readonly DnsCheck[];
  /** By the profile, in its order; empty where servers were not to be seen. */
  readonly judged: readonly Judged[];
  /** Hosts that it leads to and that are not cleared: nothing was asked of them. */
  readonly notCleared: readonly string[];
};

/** How the servers that the names lead to are seen, and by what they are judged. */
export type ServerSetting = Omit<SeeingSetting, "resolver" | "dnssec" | "isCleared"> & {
  readonly profile: ProfileName;
};

/** What checking needs. */
export type CheckSetting = {
  readonly resolver: Resolver;
  readonly clearances: Pick<Clearances, "covering">;
  readonly anchors: readonly TrustAnchor[];
  /** Seconds since 1970: all domains are judged as of one moment. */
  readonly nowSeconds: number;
  /** Null: DNS alone is looked at, and no server is spoken to but the resolver. */
  readonly servers: ServerSetting | null;
};

/** Domains that are looked at beside each other; the resolver holds the pace. */
const atOnce = 20;

type Seen = Pick<CheckedDomain, "judged" | "notCleared">;

/** Whether a host is cleared; those that are not are kept. */
function clearedHosts(clearances: CheckSetting["clearances"]) {
  const notCleared = new Set<string>();
  const isCleared = async (host: string): Promise<boolean> => {
    const name = parseDomainName(host);
    const covered = name.ok && (await clearances.covering(name.value)).ok;
    if (!covered) notCleared.add(host);
    return covered;
  };
  return { isCleared, notCleared };
}

async function seeOne(
  { domain, checks }: CheckedDomain,
  { resolver, clearances, servers }: CheckSetting,
  dnssec: DnssecSession,
): Promise<Seen> {
  if (servers === null) return { judged: [], notCleared: [] };
  const { isCleared, notCleared } = clearedHosts(clearances);
  const seen = await seeServers(domain, checks, { ...servers, resolver, dnssec, isCleared });
  const judged = judgeDomain(seen, servers.profile);
  return { judged, notCleared: [...notCleared].toSorted() };
}

/**
 * Checks domains, in their order. Where one is not cleared, nothing is asked about any of them.
 * @returns the problems of all that are not cleared
 */
export async function checkDomains(
  domains: readonly DomainName[],
  asked: CheckSetting,
): Promise<Result<readonly CheckedDomain[], readonly HygieneProblem[]>> {
  const { resolver, clearances, anchors, nowSeconds } = asked;
  const cleared = await Promise.all(
    domains.map(async (domain) => ({ domain, covered: await clearances.covering(domain) })),
  );
  const problems = cleared.flatMap(({ covered }) => (covered.ok ? [] : [covered.problem]));
  if (problems.length > 0) return fail(problems);
  const setting = { anchors, nowSeconds, port: dnssecPort, limits: dnssecLimits };
  const session = openDnssec(setting);
  const checked = Array.from<CheckedDomain>({ length: domains.length });
  const waiting = [...cleared.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, { domain, covered }] = next;
      if (!covered.ok) continue;
      const facts = await answerFrom(dnsFactsOf(domain, session), resolver);
      const checks = checkDns(facts, nowSeconds);
      const seen: Seen = { judged: [], notCleared: [] };
      checked[index] = { domain, clearance: covered.value, facts, checks, ...seen };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const all: CheckedDomain[] = [];
  // One domain after another: those of one municipality often stand on the same servers.
  // oxlint-disable-next-line no-await-in-loop
  for (const one of checked) all.push({ ...one, ...(await seeOne(one, asked, session)) });
  return succeed(all);
}
