/** What answers questions of DNS, whoever stands behind it. */
import type { DnsQuestion, DnsReply } from "@vallgrav/domains";
import type { Instant } from "@vallgrav/kernel";

/** Something that answers questions: a resolver out there, or a made one in tests. */
export type Resolver = {
  /**
   * What came of a question; silence is an answer of its own kind, nothing is thrown. The same
   * question is put once for as long as the resolver is kept.
   */
  ask(question: DnsQuestion): Promise<DnsReply>;
};

/** One datagram or connection that left this machine, as it stands in the log. */
export type DnsProbe = {
  readonly at: Instant;
  /** `udp 192.0.2.1:53` or `tcp …`. */
  readonly to: string;
  /** `example.se MX`, or what a connection was for. */
  readonly asked: string;
  /** `rcode 0`, `truncated`, or why nothing came; of a connection how it ended, in a word. */
  readonly came: string;
  /** Of connections to the servers that are looked at: how long it took, in milliseconds. */
  readonly tookMs?: number;
};
