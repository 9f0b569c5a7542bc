/** What DNS says of a domain: the facts that checks and profiles judge, each with its standing. */
import type { DomainName } from "../domain-name.ts";
import { questionOf } from "../dns/message.ts";
import { dataOf } from "../dns/record.ts";
import type { RecordTypeName } from "../dns/record-types.ts";
import type { DnssecSession } from "../dnssec/validate.ts";
import type { Asking, Validated } from "../dnssec/verdict.ts";

/** A host that a domain names, and what was answered about its addresses. */
export type HostFacts = {
  readonly name: DomainName;
  readonly four: Validated;
  readonly six: Validated;
};

/** What was answered about a domain. What came to nothing has the outcome `none`. */
export type DnsFacts = {
  readonly domain: DomainName;
  readonly soa: Validated;
  readonly ns: Validated;
  readonly mx: Validated;
  readonly caa: Validated;
  readonly ds: Validated;
  readonly keys: Validated;
  readonly hashing: Validated;
  /** The domain itself and its `www`. */
  readonly sites: readonly HostFacts[];
  readonly servers: readonly HostFacts[];
  /** Hosts that take mail, best first; none where the domain says that it takes none. */
  readonly mailHosts: readonly HostFacts[];
  /** Whether more servers or mail hosts are named than were looked at. */
  readonly isCut: boolean;
};

/** Servers and mail hosts that are looked at each; nobody needs more. */
export const mostHosts = 16;

/** The addresses of a host, in the order they came. */
export function addressesOf({ four, six }: HostFacts): readonly string[] {
  const all = [...dataOf(four.records, "A"), ...dataOf(six.records, "AAAA")];
  return all.map(({ address }) => address);
}

/**
 * Asks for the facts of a domain: a dozen questions, two for each host it names, and what
 * validation needs besides.
 * @yields what is to be asked
 */
export function* dnsFactsOf(domain: DomainName, session: DnssecSession): Asking<DnsFacts> {
  const look = (name: DomainName, type: RecordTypeName): Asking<Validated> =>
    session.validate(questionOf(name, type));
  const hosts = function* (names: readonly DomainName[]): Asking<HostFacts[]> {
    const all: HostFacts[] = [];
    for (const name of names.slice(0, mostHosts))
      all.push({ name, four: yield* look(name, "A"), six: yield* look(name, "AAAA") });
    return all;
  };
  const soa = yield* look(domain, "SOA");
  const ns = yield* look(domain, "NS");
  const mx = yield* look(domain, "MX");
  const servers = dataOf(ns.records, "NS").map(({ target }) => target);
  // A single dot says that no mail is taken (RFC 7505 §3).
  const takers = dataOf(mx.records, "MX")
    .toSorted((a, b) => a.preference - b.preference)
    .map(({ exchange }) => exchange)
    .filter(({ length }) => length > 0);
  return {
    domain,
    soa,
    ns,
    mx,
    caa: yield* look(domain, "CAA"),
    ds: yield* look(domain, "DS"),
    keys: yield* look(domain, "DNSKEY"),
    hashing: yield* look(domain, "NSEC3PARAM"),
    sites: yield* hosts([domain, ["www", ...domain]]),
    servers: yield* hosts(servers),
    mailHosts: yield* hosts(takers),
    isCut: servers.length > mostHosts || takers.length > mostHosts,
  };
}
