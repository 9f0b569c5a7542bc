/**
 * Questions to one resolver: over UDP, over TCP where the answer did not fit or none came; at a
 * pace, each once and each in the log. Answers are not believed for their AD bit: signatures are
 * asked for and checked by us.
 */
import { randomBytes } from "node:crypto";
import { type DnsReply, domainNameText, readMessage, recordTypeText } from "@vallgrav/domains";
import { type DnsQuestion, writeQuery } from "@vallgrav/domains";
import { instantFromMs, invariant } from "@vallgrav/kernel";
import { type DnsServer, dnsServerText } from "./dns-server.ts";
import { type Exchanged, exchangeTcp, exchangeUdp } from "./exchange.ts";
import { machineClock, paceOf } from "./pace.ts";
import type { DnsProbe, Resolver } from "./resolver.ts";

/** How much is asked at most, and how patiently. */
export type ResolverLimits = {
  /** Patience with one datagram or connection, in milliseconds. */
  readonly timeoutMs: number;
  /** Datagrams per question before the last attempt, which is a connection. */
  readonly datagrams: number;
  /** Datagrams and connections that begin each second. */
  readonly perSecond: number;
  readonly atOnce: number;
  /** Different questions for as long as the resolver is kept; those beyond are silence. */
  readonly questions: number;
};

/** Limits that a resolver of one's own does not notice. */
export const resolverLimits: ResolverLimits = {
  timeoutMs: 3_000,
  datagrams: 2,
  perSecond: 200,
  atOnce: 50,
  questions: 50_000,
};

/** What a resolver is opened with. */
export type ResolverSetting = {
  readonly server: DnsServer;
  readonly limits?: ResolverLimits;
  /** Told of every datagram and connection, when it is over. */
  readonly onProbe?: (probe: DnsProbe) => void;
};

type Way = "udp" | "tcp";

function cameOf(way: Way, exchanged: Exchanged): DnsReply | "truncated" {
  if (typeof exchanged === "string") return { kind: "silence", reason: exchanged };
  const read = readMessage(exchanged);
  if (!read.ok) return { kind: "silence", reason: "malformed" };
  if (read.value.isTruncated && way === "udp") return "truncated";
  return { kind: "answer", message: read.value };
}

function saidOf(reply: DnsReply | "truncated"): string {
  if (reply === "truncated") return reply;
  return reply.kind === "answer" ? `rcode ${reply.message.rcode}` : reply.reason;
}

/** A resolver at an address. Nothing leaves this machine before the first question. */
export function openResolver({
  server,
  limits = resolverLimits,
  onProbe,
}: ResolverSetting): Resolver {
  const pace = paceOf(limits, machineClock);
  const asked = new Map<string, Promise<DnsReply>>();
  const attempt = async (question: DnsQuestion, way: Way): Promise<DnsReply | "truncated"> => {
    const query = writeQuery(question, {
      id: randomBytes(2).readUInt16BE(),
      isRecursionDesired: true,
      // Some servers do not repeat the spelling: over a connection nobody can guess anyway.
      spelling: way === "udp" ? randomBytes(32) : new Uint8Array(),
    });
    const exchange = way === "udp" ? exchangeUdp : exchangeTcp;
    const reply = cameOf(way, await pace(() => exchange(query, server, limits.timeoutMs)));
    const at = instantFromMs(Date.now());
    invariant(at !== null, "the clock shows a time there is");
    onProbe?.({
      at,
      to: `${way} ${dnsServerText(server)}`,
      asked: `${domainNameText(question.name)} ${recordTypeText(question.type)}`,
      came: saidOf(reply),
    });
    return reply;
  };
  const ask = async (question: DnsQuestion): Promise<DnsReply> => {
    for (let datagram = 0; datagram < limits.datagrams; datagram += 1) {
      const reply = await attempt(question, "udp");
      if (reply === "truncated") break;
      if (reply.kind === "answer") return reply;
    }
    const last = await attempt(question, "tcp");
    return last === "truncated" ? { kind: "silence", reason: "malformed" } : last;
  };
  return {
    ask(question) {
      const key = `${question.class} ${question.type} ${domainNameText(question.name)}`;
      const before = asked.get(key);
      if (before !== undefined) return before;
      if (asked.size >= limits.questions)
        return Promise.resolve({ kind: "silence", reason: "limit" });
      const reply = ask(question);
      asked.set(key, reply);
      return reply;
    },
  };
}
