/** What a domain's own name servers answered, each asked directly. */
import type { DomainName } from "../domain-name.ts";
import { type DnsMessage, type DnsQuestion, type DnsReply, questionOf } from "../dns/message.ts";
import type { DataOf } from "../dns/record.ts";
import { type RecordTypeName, recordTypes } from "../dns/record-types.ts";

/** How a question is put to a server. */
export type ServerQuestion = {
  readonly question: DnsQuestion;
  readonly way: "udp" | "tcp";
  /** Asks the server to find out for others, which one for a domain should not. */
  readonly wantsRecursion: boolean;
  /** Version of EDNS that is claimed. */
  readonly version: number;
  /** Code of an option that nobody knows; null: none is sent. */
  readonly option: number | null;
  /** Whether it is of another thing than the domain: then only own servers are asked. */
  readonly isForeign: boolean;
};

/** Questions by their names; each server is asked all that it may be. */
export type ServerQuestionId =
  | "soa"
  | "soa-tcp"
  | "ns"
  | "keys"
  | "denial"
  | "six"
  | "cds"
  | "cdnskey"
  | "version"
  | "option"
  | "transfer"
  | "recursion"
  | "software";

/** The type of a zone transfer (RFC 5936), which is no type of records. */
const typeTransfer = 252;
/** The class by which servers tell of themselves. */
const classChaos = 3;
/** An option of those that are for local use (RFC 6891 §9). */
const unknownOption = 65_001;

/** A name that nobody else would ask for below the domain. */
const missingLabel = "vallgrav-finns-inte";

/** A name of everybody's, to see whether a server answers for others. */
const everybodys: DomainName = ["example", "com"];

/** The questions for a domain. */
export function serverQuestions(domain: DomainName): ReadonlyMap<ServerQuestionId, ServerQuestion> {
  const plain = { wantsRecursion: false, version: 0, option: null, isForeign: false } as const;
  const of = (type: RecordTypeName, more: Partial<ServerQuestion> = {}): ServerQuestion => {
    return { ...plain, way: "udp", question: questionOf(domain, type), ...more };
  };
  const transfer = { name: domain, type: typeTransfer, class: 1 };
  const software = { name: ["version", "bind"], type: recordTypes.TXT, class: classChaos };
  const foreign = { isForeign: true, wantsRecursion: true };
  return new Map<ServerQuestionId, ServerQuestion>([
    ["soa", of("SOA")],
    ["soa-tcp", of("SOA", { way: "tcp" })],
    ["ns", of("NS")],
    ["keys", of("DNSKEY")],
    ["denial", of("A", { question: questionOf([missingLabel, ...domain], "A") })],
    ["six", of("AAAA")],
    ["cds", of("CDS")],
    ["cdnskey", of("CDNSKEY")],
    ["version", of("SOA", { version: 1 })],
    ["option", of("SOA", { option: unknownOption })],
    ["transfer", of("SOA", { way: "tcp", question: transfer })],
    ["recursion", of("A", { question: questionOf(everybodys, "A"), ...foreign })],
    ["software", of("TXT", { question: software, isForeign: true })],
  ]);
}

/** One server at one address, and what came of each question; those not put are missing. */
export type ServerFacts = {
  readonly host: DomainName;
  readonly address: string;
  readonly replies: ReadonlyMap<ServerQuestionId, DnsReply>;
};

/** What the zone above says of who serves the domain. */
export type DelegationFacts = {
  /** Names of servers; null where nobody above was asked or answered. */
  readonly hosts: readonly DomainName[] | null;
  /** Addresses that it gives for them, as `host address`. */
  readonly glue: readonly string[];
};

/** All of it. */
export type ServersFacts = {
  readonly domain: DomainName;
  readonly servers: readonly ServerFacts[];
  readonly delegation: DelegationFacts;
  /** Digests that stand above; null where that is not known. */
  readonly ds: readonly DataOf<"DS">[] | null;
};

/** The message that answered a question; null where none came or it was not put. */
export function messageTo({ replies }: ServerFacts, id: ServerQuestionId): DnsMessage | null {
  const reply = replies.get(id);
  return reply?.kind === "answer" ? reply.message : null;
}

/** What a referral or an answer says of who serves the domain. */
export function delegationIn(domain: DomainName, reply: DnsReply): DelegationFacts {
  if (reply.kind === "silence") return { hosts: null, glue: [] };
  const { answers, authority, additional } = reply.message;
  const named = [...authority, ...answers].flatMap(({ name, data }) =>
    data.kind === "NS" && name.join(".") === domain.join(".") ? [data.target] : [],
  );
  if (named.length === 0) return { hosts: null, glue: [] };
  const glue = additional.flatMap(({ name, data }) =>
    data.kind === "A" || data.kind === "AAAA" ? [`${name.join(".")} ${data.address}`] : [],
  );
  return { hosts: named, glue };
}
