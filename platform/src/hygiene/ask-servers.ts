/**
 * Asks each of a domain's name servers directly, at its addresses: about the domain alone, a dozen
 * questions, at a pace. What is about other things, whether it finds out for others and what
 * software it is, is asked only of servers that are cleared themselves. Whoever does not answer is
 * given up; each datagram and connection stands in the log.
 */
import { randomBytes } from "node:crypto";
import {
  addressesOf,
  dataOf,
  delegationIn,
  type DelegationFacts,
  type DnsFacts,
  type DnsReply,
  type DomainName,
  domainNameText,
  questionOf,
  rcodes,
  readMessage,
  recordTypeText,
  type ServerFacts,
  type ServerQuestion,
  type ServerQuestionId,
  serverQuestions,
  type ServersFacts,
  writeQuery,
} from "@vallgrav/domains";
import type { Instant } from "@vallgrav/kernel";
import { dnsServerText } from "./dns-server.ts";
import { exchangeTcp, exchangeUdp } from "./exchange.ts";
import { machineClock, paceOf } from "./pace.ts";
import type { DnsProbe, Resolver } from "./resolver.ts";
import type { Visits } from "./visits.ts";

/** How gently servers are asked. */
export type ServerLimits = {
  readonly timeoutMs: number;
  /** Datagrams per question before the last attempt. */
  readonly datagrams: number;
  /** Datagrams and connections to one server each second, of all domains together. */
  readonly perSecond: number;
  /** Servers of one domain that are asked beside each other. */
  readonly atOnce: number;
  /** Questions without an answer after which a server is left. */
  readonly silencesMax: number;
};

/** Gentle enough for anybody's server. */
export const serverLimits: ServerLimits = {
  timeoutMs: 2_000,
  datagrams: 2,
  perSecond: 200,
  atOnce: 8,
  silencesMax: 3,
};

/** What asking needs. */
export type AskingSetting = {
  readonly resolver: Resolver;
  readonly visits: Visits;
  readonly port: number;
  readonly limits?: ServerLimits;
  /** Whether an address may be met at all. */
  readonly mayMeet: (address: string) => boolean;
  /** Whether a server is cleared as one's own. */
  readonly isOwn: (host: DomainName) => Promise<boolean>;
  readonly now: () => Instant;
  readonly onProbe: (probe: DnsProbe) => void;
  readonly signal?: AbortSignal;
};

/** The zones above that are asked who serves the domain. */
const mostParents = 2;
/** Labels that are climbed to the zone above. */
const mostLabels = 8;

type Asked = Pick<ServerQuestion, "option" | "question" | "version" | "wantsRecursion">;

/** One datagram or connection. */
async function attempt(
  asked: Asked,
  way: "udp" | "tcp",
  address: string,
  { port, limits = serverLimits, onProbe, now, visits }: AskingSetting,
): Promise<DnsReply | "truncated"> {
  const { question, wantsRecursion, version, option } = asked;
  const query = writeQuery(question, {
    id: randomBytes(2).readUInt16BE(),
    isRecursionDesired: wantsRecursion,
    spelling: way === "udp" ? randomBytes(32) : new Uint8Array(),
    version,
    ...(option === null ? {} : { option }),
  });
  const server = { address, port };
  const exchange = way === "udp" ? exchangeUdp : exchangeTcp;
  const pace = visits.pace(address, limits.perSecond);
  const came = await pace(() => exchange(query, server, limits.timeoutMs));
  const reply = typeof came === "string" ? came : readMessage(came);
  const said =
    typeof reply === "string" ? reply : reply.ok ? `rcode ${reply.value.rcode}` : "malformed";
  const type = question.type === 252 ? "AXFR" : recordTypeText(question.type);
  onProbe({
    at: now(),
    to: `${way} ${dnsServerText(server)}`,
    asked: `${domainNameText(question.name)} ${type}`,
    came: said,
  });
  if (typeof reply === "string") return { kind: "silence", reason: reply };
  if (!reply.ok) return { kind: "silence", reason: "malformed" };
  if (reply.value.isTruncated && way === "udp") return "truncated";
  return { kind: "answer", message: reply.value };
}

/** One question, to its end: again where a datagram was lost, over TCP where it did not fit. */
async function ask(
  asked: ServerQuestion,
  address: string,
  setting: AskingSetting,
): Promise<DnsReply> {
  const { datagrams } = setting.limits ?? serverLimits;
  let last: DnsReply = { kind: "silence", reason: "timeout" };
  for (let time = 0; asked.way === "udp" && time < datagrams; time += 1) {
    // The next only where the one before was lost.
    // oxlint-disable-next-line no-await-in-loop
    const reply = await attempt(asked, "udp", address, setting);
    if (reply === "truncated") break;
    last = reply;
    if (reply.kind === "answer" || reply.reason !== "timeout") return reply;
    if (time + 1 === datagrams) return last;
  }
  const reply = await attempt(asked, "tcp", address, setting);
  return reply === "truncated" ? last : reply;
}

/** Puts the questions to one server, one after the other, until it is left. */
async function askOne(
  server: Pick<ServerFacts, "address" | "host">,
  questions: ReadonlyMap<ServerQuestionId, ServerQuestion>,
  setting: AskingSetting,
): Promise<ServerFacts> {
  const limits = setting.limits ?? serverLimits;
  const isOwn = await setting.isOwn(server.host);
  const replies = new Map<ServerQuestionId, DnsReply>();
  let silences = 0;
  for (const [id, question] of questions) {
    if (question.isForeign && !isOwn) continue;
    if (silences >= limits.silencesMax) break;
    setting.signal?.throwIfAborted();
    // oxlint-disable-next-line no-await-in-loop
    const reply = await ask(question, server.address, setting);
    replies.set(id, reply);
    if (reply.kind === "silence" && reply.reason !== "unreachable") silences += 1;
    // Who does not answer for the domain's beginning, over UDP and TCP, answers nothing else.
    const isDead = id === "soa-tcp" && [...replies.values()].every((one) => one.kind === "silence");
    if (isDead) break;
  }
  return { ...server, replies };
}

/** Addresses of a host by the resolver, without proof: those above are asked what they say. */
async function addressOf(host: DomainName, setting: AskingSetting): Promise<string | undefined> {
  const reply = await setting.resolver.ask(questionOf(host, "A"));
  if (reply.kind === "silence") return undefined;
  const found = dataOf(reply.message.answers, "A").map(({ address }) => address);
  return found.find((address) => setting.mayMeet(address));
}

/** What the zone above says: one question to one of its servers. */
async function askAbove(domain: DomainName, setting: AskingSetting): Promise<DelegationFacts> {
  const nothing: DelegationFacts = { hosts: null, glue: [] };
  const plain = { wantsRecursion: false, version: 0, option: null, isForeign: false } as const;
  const asked = { ...plain, way: "udp", question: questionOf(domain, "NS") } as const;
  for (let up = 1; up <= Math.min(domain.length, mostLabels); up += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const reply = await setting.resolver.ask(questionOf(domain.slice(up), "NS"));
    if (reply.kind === "silence") return nothing;
    const { rcode, answers } = reply.message;
    const hosts = rcode === rcodes.noError ? dataOf(answers, "NS") : [];
    for (const { target } of hosts.slice(0, mostParents)) {
      setting.signal?.throwIfAborted();
      // oxlint-disable-next-line no-await-in-loop
      const address = await addressOf(target, setting);
      if (address === undefined) continue;
      // oxlint-disable-next-line no-await-in-loop
      const said = await setting.visits.at(`dns ${address}`, () => ask(asked, address, setting));
      const facts = delegationIn(domain, said);
      if (facts.hosts !== null) return facts;
    }
    if (hosts.length > 0) return nothing;
  }
  return nothing;
}

/** All that the servers of a domain say. A server is asked by one domain at a time. */
export async function askServers(dns: DnsFacts, setting: AskingSetting): Promise<ServersFacts> {
  const { domain } = dns;
  const limits = setting.limits ?? serverLimits;
  const questions = serverQuestions(domain);
  const places = dns.servers.flatMap((host) =>
    addressesOf(host)
      .filter((address) => setting.mayMeet(address))
      .map((address) => ({ host: host.name, address })),
  );
  const pace = paceOf({ perSecond: 1_000, atOnce: limits.atOnce }, machineClock);
  const servers = await Promise.all(
    places.map(async (server) =>
      pace(() =>
        setting.visits.at(`dns ${server.address}`, () => askOne(server, questions, setting)),
      ),
    ),
  );
  const isKnown = dns.ds.outcome !== "none" && dns.ds.status !== "bogus";
  return {
    domain,
    servers,
    delegation: servers.length === 0 ? { hosts: null, glue: [] } : await askAbove(domain, setting),
    ds: isKnown ? dataOf(dns.ds.records, "DS") : null,
  };
}
