/** All that is known of a domain when it is judged. */
import type { Instant } from "@vallgrav/kernel";
import type { DnsCheck } from "../facts/check-dns.ts";
import type { Tlsa } from "../mail/dane.ts";
import type { MailFacts } from "../mail/mail-facts.ts";
import type { StsFault, StsPolicy } from "../mail/mta-sts.ts";
import type { HandshakeFacts } from "../tls/certificate-facts.ts";
import type { TlsFacts } from "../tls/tls-facts.ts";
import type { ServerCheck } from "../servers/check-servers.ts";
import type { AddressRouting } from "../routing/validity.ts";
import type { CaaFacts } from "../web/caa.ts";
import type { WebFacts } from "../web/web-facts.ts";

/** One server's TLS, asked at one address. */
export type SeenTls = {
  readonly host: string;
  readonly address: string;
  /** Null where the server was not asked or did not answer. */
  readonly facts: TlsFacts | null;
  readonly shaken: HandshakeFacts | null;
};

/** How a service is met over IPv6; null stands for "not known". */
export type SixFacts = {
  readonly hasAddress: boolean | null;
  /** What answers over IPv4 answers over IPv6 too; null also where this machine has no IPv6. */
  readonly isReached: boolean | null;
};

/** The ways to a domain's servers, address by address; null where their addresses are not known. */
export type RoutingFacts = {
  readonly web: readonly AddressRouting[] | null;
  readonly nameServers: readonly AddressRouting[] | null;
  readonly mail: readonly AddressRouting[] | null;
  /** Name servers of the zones that the mail servers' names stand in. */
  readonly mailNameServers: readonly AddressRouting[] | null;
};

/** The facts; what was not asked, or not answered, is null. */
export type DomainFacts = {
  readonly name: string;
  readonly now: Instant;
  /** Checks of its DNS, as they came out. */
  readonly dns: readonly (DnsCheck | ServerCheck)[] | null;
  readonly mail: MailFacts | null;
  /** The policy of MTA-STS as fetched; a word where it is none. */
  readonly stsPolicy: StsPolicy | StsFault | "unreachable" | null;
  readonly web: WebFacts | null;
  /** Whether the name has an address at all: without one there is no web to judge. */
  readonly hasWeb: boolean | null;
  /** Its web over IPv6, and whether the same page is shown there. */
  readonly sixWeb: (SixFacts & { readonly isSame: boolean | null }) | null;
  /** TLSA records of the web's port 443; null where no answer came. */
  readonly webTlsa: { readonly records: readonly Tlsa[]; readonly isProved: boolean } | null;
  /** Each mail server over IPv6. */
  readonly sixMail: ReadonlyMap<string, SixFacts>;
  readonly caa: CaaFacts | null;
  /** The web server at each of its addresses. */
  readonly webTls: readonly SeenTls[];
  /** Each mail server. */
  readonly mailTls: readonly SeenTls[];
  /** Mail servers whose TLSA answers are proved by DNSSEC; others prove nothing. */
  readonly provedTlsa: ReadonlySet<string>;
  /** Null where nothing was told of the internet's routes; a word where that could not be read. */
  readonly routing: RoutingFacts | "unreadable" | null;
};
