/** Looks at domains that are cleared: facts of their DNS, validated, and checks of them. */
import {
  checkDns,
  type DnsCheck,
  type DnsFacts,
  dnsFactsOf,
  dnssecLimits,
  type DomainName,
  openDnssec,
  type TrustAnchor,
} from "@vallgrav/domains";
import { fail, type Result, succeed } from "@vallgrav/kernel";
import { answerFrom } from "./answer-from.ts";
import type { Clearance, Clearances, HygieneProblem } from "./clearance.ts";
import { dnssecPort } from "./dnssec-port.ts";
import type { Resolver } from "./resolver.ts";

/** What was found of a domain. */
export type CheckedDomain = {
  readonly domain: DomainName;
  /** By which it was allowed. */
  readonly clearance: Clearance;
  readonly facts: DnsFacts;
  readonly checks: readonly DnsCheck[];
};

/** What checking needs. */
export type CheckSetting = {
  readonly resolver: Resolver;
  readonly clearances: Pick<Clearances, "covering">;
  readonly anchors: readonly TrustAnchor[];
  /** Seconds since 1970: all domains are judged as of one moment. */
  readonly nowSeconds: number;
};

/** Domains that are looked at beside each other; the resolver holds the pace. */
const atOnce = 20;

/**
 * Checks domains, in their order. Where one is not cleared, nothing is asked about any of them.
 * @returns the problems of all that are not cleared
 */
export async function checkDomains(
  domains: readonly DomainName[],
  { resolver, clearances, anchors, nowSeconds }: CheckSetting,
): Promise<Result<readonly CheckedDomain[], readonly HygieneProblem[]>> {
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
      checked[index] = { domain, clearance: covered.value, facts, checks };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return succeed(checked);
}
