/**
 * Looks at domains that are cleared: facts of their DNS, validated, and checks of them; then, where
 * that is asked for, their mail, web and TLS, judged by a profile.
 */
import {
  checkDns,
  checkServers,
  type DnsCheck,
  type DnsFacts,
  dnsFactsOf,
  dnssecLimits,
  type DnssecSession,
  type DomainFacts,
  type DomainName,
  type Judged,
  judgeDomain,
  openDnssec,
  parseDomainName,
  type ProfileName,
  type ServerCheck,
  type TrustAnchor,
} from "@vallgrav/domains";
import { fail, type Result, succeed } from "@vallgrav/kernel";
import { answerFrom } from "./answer-from.ts";
import { askServers, type ServerLimits } from "./ask-servers.ts";
import type { Clearance, Clearances, HygieneProblem } from "./clearance.ts";
import { dnssecPort } from "./dnssec-port.ts";
import { mayMeet } from "./networks.ts";
import type { DnsProbe, Resolver } from "./resolver.ts";
import { seeServers } from "./see-domain.ts";
import type { SeeingSetting } from "./seeing.ts";
import { openVisits, type Visits } from "./visits.ts";

/** What was found of a domain. */
export type CheckedDomain = {
  readonly domain: DomainName;
  /** By which it was allowed. */
  readonly clearance: Clearance;
  readonly facts: DnsFacts;
  readonly checks: readonly DnsCheck[];
  /** Checks of its name servers, each asked directly; empty where servers were not to be seen. */
  readonly servers: readonly ServerCheck[];
  /** What its servers showed; null where they were not to be seen. */
  readonly seen: DomainFacts | null;
  /** By the profile, in its order; empty where servers were not to be seen. */
  readonly judged: readonly Judged[];
  /** Hosts that it leads to and that are not cleared: nothing was asked of them. */
  readonly notCleared: readonly string[];
  /** Hosts with addresses that are not out in the open: nothing was asked of them there. */
  readonly notOpen: readonly string[];
};

/** How the servers that the names lead to are seen, and by what they are judged. */
export type ServerSetting = Omit<
  SeeingSetting,
  "dnssec" | "isCleared" | "resolver" | "signal" | "visits"
> & {
  readonly profile: ProfileName;
  /** Told of each question that is put to a name server directly. */
  readonly onProbe: (probe: DnsProbe) => void;
  readonly serverLimits?: ServerLimits;
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
  /** Ends the checking soon, with its reason. */
  readonly signal?: AbortSignal;
  /** Told how many domains are done. */
  readonly onDone?: (count: number) => Promise<void>;
};

/** Domains that are looked at beside each other; the resolver and the visits hold the pace. */
const atOnce = 20;

type Seen = Pick<CheckedDomain, "judged" | "notCleared" | "notOpen" | "seen" | "servers">;
const unseen: Seen = { judged: [], notCleared: [], notOpen: [], seen: null, servers: [] };

/** Whether a host may be met at an address; those that may not are kept. */
function clearedHosts(clearances: CheckSetting["clearances"]) {
  const [notCleared, notOpen] = [new Set<string>(), new Set<string>()];
  const isCleared = async (host: string, address: string): Promise<boolean> => {
    const name = parseDomainName(host);
    const covered = name.ok ? await clearances.covering(name.value) : name;
    if (!covered.ok) {
      notCleared.add(host);
      return false;
    }
    const isOpen = mayMeet(address, covered.value.networks);
    if (!isOpen) notOpen.add(`${host} ${address}`);
    return isOpen;
  };
  return { isCleared, notCleared, notOpen };
}

type Run = { readonly session: DnssecSession; readonly visits: Visits };

async function seeOne(
  {
    domain,
    facts,
    checks,
    clearance,
  }: Pick<CheckedDomain, "checks" | "clearance" | "domain" | "facts">,
  { resolver, clearances, servers, signal }: CheckSetting,
  { session, visits }: Run,
): Promise<Seen> {
  if (servers === null) return unseen;
  const { isCleared, notCleared, notOpen } = clearedHosts(clearances);
  const asked = await askServers(facts, {
    resolver,
    visits,
    port: servers.ports.dns,
    mayMeet: (address) => mayMeet(address, clearance.networks),
    isOwn: async (host) => (await clearances.covering(host)).ok,
    now: () => servers.now,
    onProbe: servers.onProbe,
    ...(signal === undefined ? {} : { signal }),
    ...(servers.serverLimits === undefined ? {} : { limits: servers.serverLimits }),
  });
  const ofServers = checkServers(asked);
  const seen = await seeServers(domain, [...checks, ...ofServers], {
    ...servers,
    resolver,
    visits,
    isCleared,
    dnssec: session,
    ...(signal === undefined ? {} : { signal }),
  });
  return {
    seen,
    servers: ofServers,
    judged: judgeDomain(seen, servers.profile),
    notCleared: [...notCleared].toSorted(),
    notOpen: [...notOpen].toSorted(),
  };
}

/**
 * Checks domains, in their order. Where one is not cleared, nothing is asked about any of them.
 * Several are looked at beside each other, but no server is met by two of them at a time.
 * @returns the problems of all that are not cleared
 * @throws the reason of the signal
 */
export async function checkDomains(
  domains: readonly DomainName[],
  asked: CheckSetting,
): Promise<Result<readonly CheckedDomain[], readonly HygieneProblem[]>> {
  const { resolver, clearances, anchors, nowSeconds, signal } = asked;
  const cleared = await Promise.all(
    domains.map(async (domain) => ({ domain, covered: await clearances.covering(domain) })),
  );
  const problems = cleared.flatMap(({ covered }) => (covered.ok ? [] : [covered.problem]));
  if (problems.length > 0) return fail(problems);
  const setting = { anchors, nowSeconds, port: dnssecPort, limits: dnssecLimits };
  const run: Run = { session: openDnssec(setting), visits: openVisits() };
  const checked = Array.from<CheckedDomain>({ length: domains.length });
  const waiting = [...cleared.entries()];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, { domain, covered }] = next;
      if (!covered.ok) continue;
      signal?.throwIfAborted();
      const facts = await answerFrom(dnsFactsOf(domain, run.session), resolver);
      const checks = checkDns(facts, nowSeconds);
      const found = { domain, clearance: covered.value, facts, checks };
      checked[index] = { ...found, ...(await seeOne(found, asked, run)) };
      done += 1;
      await asked.onDone?.(done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return succeed(checked);
}
