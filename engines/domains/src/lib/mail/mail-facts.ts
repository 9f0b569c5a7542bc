/**
 * What DNS says of a domain's mail: where it goes, who may send, what receivers are asked to do.
 */
import { domainNameText } from "../domain-name.ts";
import type { DomainName } from "../domain-name.ts";
import { labelsOf, look, lookTexts } from "./asking.ts";
import type { DnsLane } from "./asking.ts";
import { auditSpf } from "./audit-spf.ts";
import type { SpfAudit } from "./audit-spf.ts";
import { askKeys, selectorsToAsk } from "./dkim.ts";
import type { DkimKeys } from "./dkim.ts";
import { askDmarc } from "./dmarc.ts";
import type { DmarcFacts } from "./dmarc.ts";
import type { Tlsa } from "./dane.ts";
import { reportAddresses, stsRecordId } from "./mta-sts.ts";

/** Where mail for the domain goes. */
export type MailHosts = {
  /** Names in order of preference, at most ten; null where no answer came. */
  readonly hosts: readonly string[] | null;
  /** A single record that says the domain takes no mail (RFC 7505). */
  readonly takesNone: boolean;
  /** Such a record beside others, which is a contradiction. */
  readonly isContradictory: boolean;
};

/** One record that either stands there once and right, or not. */
export type OneRecord = "right" | "missing" | "wrong" | "unknown";

/** All of it. */
export type MailFacts = {
  readonly mx: MailHosts;
  readonly spf: SpfAudit;
  readonly dmarc: DmarcFacts;
  /** Something stands at `_domainkey`; null where no answer came. A hint at keys, no proof. */
  readonly hasKeyFolder: boolean | null;
  /** Keys of DKIM at selectors learnt and common; null where there was none to ask for. */
  readonly keys: DkimKeys | null;
  readonly sts: OneRecord;
  readonly tlsReports: OneRecord;
  /** TLSA records of each mail server's port 25; null where no answer came. */
  readonly tlsa: ReadonlyMap<string, readonly Tlsa[] | null>;
};

/** Most mail servers that are looked at. */
const mostHosts = 10;

/** @yields the question for MX */
function* askHosts(domain: DomainName): DnsLane<MailHosts> {
  const looked = yield* look(domain, "MX");
  if (looked.kind === "unknown") return { hosts: null, takesNone: false, isContradictory: false };
  const sorted = looked.records.toSorted((a, b) => a.preference - b.preference);
  const named = sorted.filter(({ exchange }) => exchange.length > 0);
  const hasNull = named.length < sorted.length;
  return {
    hosts: [...new Set(named.map(({ exchange }) => domainNameText(exchange)))].slice(0, mostHosts),
    takesNone: hasNull && sorted.length === 1,
    isContradictory: hasNull && sorted.length > 1,
  };
}

/** @yields the question for one text record that must be alone and right */
function* askOne(
  name: string,
  begins: RegExp,
  isRight: (text: string) => boolean,
): DnsLane<OneRecord> {
  const looked = yield* lookTexts(labelsOf(name), (text) => begins.test(text));
  if (looked === null) return "unknown";
  const [text, another] = looked.texts;
  if (text === undefined) return "missing";
  return another === undefined && isRight(text) ? "right" : "wrong";
}

/** @yields the question for each mail server's TLSA records */
function* askTlsa(hosts: readonly string[]): DnsLane<MailFacts["tlsa"]> {
  const found = new Map<string, readonly Tlsa[] | null>();
  for (const host of hosts) {
    const looked = yield* look(labelsOf(`_25._tcp.${host}`), "TLSA");
    found.set(host, looked.kind === "unknown" ? null : looked.records);
  }
  return found;
}

/**
 * What DNS says of a domain's mail.
 * @param selectors of its keys of DKIM, as reports of its mail have named them
 * @yields its questions: some fifteen for an ordinary domain, ten more where it has keys of DKIM
 */
export function* askMail(
  domain: DomainName,
  selectors: readonly string[] = [],
): DnsLane<MailFacts> {
  const text = domain.join(".");
  const mx = yield* askHosts(domain);
  const spf = yield* auditSpf(text);
  const dmarc = yield* askDmarc(domain);
  const folder = yield* look(labelsOf(`_domainkey.${text}`), "TXT");
  const sts = yield* askOne(`_mta-sts.${text}`, /^v=STSv1/u, (one) => stsRecordId(one) !== null);
  const tlsReports = yield* askOne(
    `_smtp._tls.${text}`,
    /^v=TLSRPTv1/u,
    (one) => reportAddresses(one) !== null,
  );
  const hasKeyFolder = folder.kind === "unknown" ? null : folder.exists;
  // Where the folder is not there, nothing below it is (RFC 8020), unless the server errs: what
  // mail has been signed with is asked for all the same.
  const asked = selectorsToAsk(selectors, hasKeyFolder);
  const keys = asked.length > 0 ? yield* askKeys(domain, asked) : null;
  const tlsa = yield* askTlsa(mx.hosts ?? []);
  return { mx, spf, dmarc, hasKeyFolder, keys, sts, tlsReports, tlsa };
}
