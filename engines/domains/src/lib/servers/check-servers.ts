/**
 * Checks of a domain's name servers, each asked directly. The thresholds are those of Zonemaster
 * 2025.2, whose ids stand beside each check. A server that did not answer passes nothing; where it
 * may be our own way that is at fault, as with addresses of IPv6, that is unknown.
 */
import { addressOctets4, addressOctets6 } from "../dns/addresses.ts";
import { type DnsMessage, rcodes } from "../dns/message.ts";
import { dataOf } from "../dns/record.ts";
import { domainNameText } from "../domain-name.ts";
import type { CheckResult } from "../facts/check-dns.ts";
import { messageTo, type ServerFacts, type ServersFacts } from "./server-facts.ts";
import { signedJudges } from "./check-signed.ts";
import { failed, type Found, none, passed, unknown, warning } from "./found.ts";

/** Checks, by the ids of the catalogue; those that end in a letter are parts of one. */
export const serverChecks = [
  /** The zone above names the same servers as the zone (DELEGATION07, CONSISTENCY05). */
  "DNS-01",
  /** Every server answers for the domain, over UDP and TCP (CONNECTIVITY01, DELEGATION05). */
  "DNS-03",
  /** Servers do not all stand in one network (CONNECTIVITY03, by prefix alone). */
  "DNS-04",
  /** Every server has the same zone: serial and servers (CONSISTENCY01, 04). */
  "DNS-05b",
  /** No server finds out for others (NAMESERVER01). */
  "DNS-06",
  /** No server gives the whole zone away (NAMESERVER03). */
  "DNS-07",
  /** Servers keep to EDNS (NAMESERVER02, 10–12). */
  "DNS-08",
  /** Questions for IPv6 are answered (NAMESERVER05). */
  "DNS-09",
  /** Servers do not tell what software they are (NAMESERVER15). */
  "DNS-13",
  /** Name servers with IPv6 answer there (Internet.nl). */
  "DNS-14b",
  /** Each DS names a key that is there, and one that signs the keys (DNSSEC02). */
  "SEC-03",
  /** Keys, authority and servers are signed by every algorithm of the keys (DNSSEC08, 09, 13). */
  "SEC-09",
  /** What is not there is denied in one way, signed (DNSSEC10). */
  "SEC-10",
  /** CDS and CDNSKEY agree with the keys and each other (DNSSEC15–18). */
  "SEC-11",
  /** Every server gives signatures (DNSSEC06, 07). */
  "SEC-12",
] as const;

/** One of {@link serverChecks}. */
export type ServerCheckId = (typeof serverChecks)[number];

/** What a check comes to. */
export type ServerCheck = {
  readonly id: ServerCheckId;
  readonly result: CheckResult;
  readonly about: readonly string[];
};

const textOf = ({ host, address }: ServerFacts): string => `${domainNameText(host)} ${address}`;

const isSix = ({ address }: ServerFacts): boolean => address.includes(":");

/** Whether a server answers for the domain itself: with authority, and its beginning. */
export function isServing(message: DnsMessage): boolean {
  return (
    message.rcode === rcodes.noError &&
    message.isAuthoritative &&
    dataOf(message.answers, "SOA").length > 0
  );
}

/** Servers that answer for the domain. */
export function servingOf({ servers }: ServersFacts): readonly ServerFacts[] {
  return servers.filter((server) => {
    const message = messageTo(server, "soa");
    return message !== null && isServing(message);
  });
}

function sameDelegation({ delegation, servers }: ServersFacts): Found {
  if (delegation.hosts === null) return unknown();
  const child = new Set(
    servers.flatMap((server) => {
      const message = messageTo(server, "ns");
      return message === null || !message.isAuthoritative
        ? []
        : dataOf(message.answers, "NS").map(({ target }) => domainNameText(target));
    }),
  );
  if (child.size === 0) return unknown();
  const parent = new Set(delegation.hosts.map(domainNameText));
  const extra = [...parent].filter((name) => !child.has(name));
  // Glue for servers of ours must be where they were met.
  const met = new Set(servers.map(textOf));
  const strange = delegation.glue.filter((one) => !met.has(one) && isOurs(one, servers));
  if (extra.length > 0 || strange.length > 0) return failed([...extra, ...strange]);
  const missing = [...child].filter((name) => !parent.has(name));
  return missing.length > 0 ? warning(missing) : passed;
}

function isOurs(glue: string, servers: readonly ServerFacts[]): boolean {
  const [host] = glue.split(" ");
  return servers.some((server) => domainNameText(server.host) === host);
}

/** Silent servers of a family of which not a single one answered: maybe our own way. */
function unreached(servers: readonly ServerFacts[]): readonly ServerFacts[] {
  const isSilent = (server: ServerFacts): boolean =>
    [...server.replies.values()].every(({ kind }) => kind === "silence");
  return [true, false].flatMap((six) => {
    const family = servers.filter((server) => isSix(server) === six);
    return family.every(isSilent) && servers.length > family.length ? family : [];
  });
}

function allServe(facts: ServersFacts): Found {
  const { servers } = facts;
  if (servers.length === 0) return unknown();
  const apart = new Set(unreached(servers));
  const asked = servers.filter((server) => !apart.has(server));
  const serving = new Set(servingOf(facts));
  const lame = asked.filter((server) => !serving.has(server)).map(textOf);
  if (serving.size === 0) return failed(lame);
  const noTcp = asked
    .filter((server) => serving.has(server) && messageTo(server, "soa-tcp") === null)
    .map((server) => `${textOf(server)} tcp`);
  if (lame.length + noTcp.length > 0) return warning([...lame, ...noTcp]);
  return apart.size > 0 ? unknown([...apart].map(textOf)) : passed;
}

/** The network of an address: /24 and /48, below which nothing is announced to the internet. */
function networkOf(address: string): string {
  const octets = address.includes(":")
    ? addressOctets6(address).slice(0, 6)
    : addressOctets4(address).slice(0, 3);
  return octets.join(".");
}

function spreadOut({ servers }: ServersFacts): Found {
  const byFamily = Map.groupBy(servers, isSix);
  if (servers.length === 0) return unknown();
  const alone = [...byFamily.values()].filter(
    (some) => new Set(some.map(({ address }) => networkOf(address))).size === 1,
  );
  // One address of a family is no network of servers; two checks away it is told as too few.
  const together = alone.filter((some) => some.length > 1);
  return together.length === 0 ? passed : warning(together.flatMap((some) => some.map(textOf)));
}

function sameZone(facts: ServersFacts): Found {
  const serving = servingOf(facts);
  if (serving.length === 0) return unknown();
  const serialOf = (server: ServerFacts): string =>
    String(dataOf(messageTo(server, "soa")?.answers ?? [], "SOA")[0]?.serial ?? "");
  const listOf = (server: ServerFacts): string | null => {
    const message = messageTo(server, "ns");
    if (message === null) return null;
    const names = dataOf(message.answers, "NS").map(({ target }) => domainNameText(target));
    return names.toSorted().join(" ");
  };
  const serials = new Set(serving.map(serialOf));
  if (serials.size > 1)
    return warning(serving.map((server) => `${textOf(server)} ${serialOf(server)}`));
  const lists = new Set(serving.map(listOf).filter((one) => one !== null));
  if (lists.size > 1) return failed(serving.map(textOf));
  return serving.some((server) => listOf(server) === null) ? unknown() : passed;
}

/** Over servers that were asked: those at fault, else whether all answered. */
function overAsked(
  facts: ServersFacts,
  id: "option" | "recursion" | "six" | "software" | "transfer" | "version",
  isWrong: (message: DnsMessage) => boolean,
  wrong: (about: readonly string[]) => Found,
): Found {
  // A door that is open is open, also at a server that does not serve the domain.
  const isDoor = id === "recursion" || id === "software" || id === "transfer";
  const some = isDoor ? facts.servers : servingOf(facts);
  const asked = some.filter(({ replies }) => replies.has(id));
  const faulty = asked.filter((server) => {
    const message = messageTo(server, id);
    return message !== null && isWrong(message);
  });
  if (faulty.length > 0) return wrong(faulty.map(textOf));
  const silent = asked.filter((server) => messageTo(server, id) === null);
  // Of servers that are somebody else's such things are not asked.
  const isLeft = id === "recursion" || id === "software";
  if (isLeft && asked.length === 0 && servingOf(facts).length > 0) return none;
  return asked.length === 0 || silent.length > 0 ? unknown(silent.map(textOf)) : passed;
}

/** It has an answer, or says that it finds answers and that there is none. */
function hasLookedUp({ rcode, answers, isRecursionAvailable }: DnsMessage): boolean {
  if (rcode === rcodes.noError && answers.length > 0) return true;
  return isRecursionAvailable && (rcode === rcodes.noError || rcode === rcodes.nxDomain);
}

const keepsClosed = (facts: ServersFacts): Found =>
  overAsked(facts, "recursion", hasLookedUp, failed);

/** A server that hangs up on the question refuses as well as one that says so. */
function keepsZone(facts: ServersFacts): Found {
  const open = overAsked(facts, "transfer", ({ answers }) => answers.length > 0, warning);
  if (open.result !== "unknown") return open;
  const asked = servingOf(facts).filter(({ replies }) => replies.has("transfer"));
  const isRefused = ({ replies }: ServerFacts): boolean => {
    const reply = replies.get("transfer");
    return reply?.kind === "answer" || reply?.reason === "unreachable";
  };
  return asked.length > 0 && asked.every(isRefused) ? passed : open;
}

function keepsToEdns(facts: ServersFacts): Found {
  const version = overAsked(facts, "version", ({ rcode }) => rcode !== rcodes.badVers, warning);
  const option = overAsked(
    facts,
    "option",
    ({ rcode, edns }) =>
      rcode !== rcodes.noError || (edns?.options.some(({ code }) => code === 65_001) ?? false),
    warning,
  );
  const without = servingOf(facts).filter((server) => messageTo(server, "soa")?.edns === null);
  if (without.length > 0) return warning(without.map(textOf));
  const worst = [version, option].find(({ result }) => result === "warning");
  return worst ?? [version, option].find(({ result }) => result === "unknown") ?? passed;
}

const answersSix = (facts: ServersFacts): Found => {
  const found = overAsked(facts, "six", ({ rcode }) => rcode !== rcodes.noError, failed);
  if (found.result !== "unknown" || found.about.length === 0) return found;
  // It answers for its beginning and stays silent here: the question was dropped.
  return failed(found.about);
};

const keepsQuiet = (facts: ServersFacts): Found =>
  overAsked(facts, "software", ({ answers }) => dataOf(answers, "TXT").length > 0, warning);

function sixAnswers(facts: ServersFacts): Found {
  const six = facts.servers.filter(isSix);
  if (facts.servers.length === 0) return unknown();
  if (six.length === 0) return none;
  const serving = new Set(servingOf(facts));
  const silent = six.filter((server) => !serving.has(server));
  if (silent.length === 0) return passed;
  if (unreached(facts.servers).length > 0) return unknown(silent.map(textOf));
  return silent.length < six.length ? warning(silent.map(textOf)) : failed(silent.map(textOf));
}

const judges: Readonly<Record<ServerCheckId, (facts: ServersFacts) => Found>> = {
  "DNS-01": sameDelegation,
  "DNS-03": allServe,
  "DNS-04": spreadOut,
  "DNS-05b": sameZone,
  "DNS-06": keepsClosed,
  "DNS-07": keepsZone,
  "DNS-08": keepsToEdns,
  "DNS-09": answersSix,
  "DNS-13": keepsQuiet,
  "DNS-14b": sixAnswers,
  "SEC-03": (facts) => signedJudges["SEC-03"](facts.ds, servingOf(facts)),
  "SEC-09": (facts) => signedJudges["SEC-09"](facts.ds, servingOf(facts)),
  "SEC-10": (facts) => signedJudges["SEC-10"](facts.ds, servingOf(facts)),
  "SEC-11": (facts) => signedJudges["SEC-11"](facts.ds, servingOf(facts)),
  "SEC-12": (facts) => signedJudges["SEC-12"](facts.ds, servingOf(facts)),
};

/** Every check of the servers, in the order of their ids. */
export function checkServers(facts: ServersFacts): readonly ServerCheck[] {
  return serverChecks.map((id) => {
    const { result, about } = judges[id](facts);
    return { id, result, about: [...new Set(about)].toSorted() };
  });
}
