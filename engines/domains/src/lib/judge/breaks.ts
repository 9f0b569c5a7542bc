/** What will stop working, and when, unless somebody sees to it. */
import { type Instant, instantFromMs, msFromInstant } from "@vallgrav/kernel";
import type { DnsFacts } from "../facts/dns-facts.ts";
import { secondsLeft } from "../facts/check-dns.ts";
import { permitsIssuer } from "../web/caa.ts";
import type { DomainFacts, SeenTls } from "./domain-facts.ts";

/**
 * `certificate` runs out; `issuer`: it does, and CAA lets its issuer make no new one; `dane`: it
 * does, and no second TLSA record stands ready for the next; `sts`: it does, and senders that keep
 * to MTA-STS no longer deliver; `signature`: those of DNSSEC, made anew as long as whoever signs is
 * at work.
 */
export type BreakKind = "certificate" | "issuer" | "dane" | "sts" | "signature";

/** One thing that breaks. */
export type Break = {
  readonly what: BreakKind;
  readonly where: "web" | "mail" | "dns";
  /** The server, or the domain itself. */
  readonly host: string;
  /** When it no longer works. */
  readonly at: Instant;
};

/** A TLSA record of usage 3 that names the whole certificate: every renewal needs a new one. */
const namesWhole = ({ usage, selector }: { readonly usage: number; readonly selector: number }) =>
  usage === 3 && selector === 0;

function ofServer(
  { host, shaken }: SeenTls,
  where: "web" | "mail",
  { caa, mail, webTlsa, stsPolicy }: DomainFacts,
): readonly Break[] {
  const [own] = shaken?.chain ?? [];
  if (own === undefined) return [];
  const at = own.validUntil;
  const found: Break[] = [{ what: "certificate", where, host, at }];
  if (where === "web" && caa !== null && permitsIssuer(caa, own.issuer) === false)
    found.push({ what: "issuer", where, host, at });
  const records = (where === "mail" ? mail?.tlsa.get(host) : webTlsa?.records) ?? [];
  if (records.length === 1 && records.every(namesWhole))
    found.push({ what: "dane", where, host, at });
  const isEnforced = typeof stsPolicy === "object" && stsPolicy?.mode === "enforce";
  if (where === "mail" && isEnforced) found.push({ what: "sts", where, host, at });
  return found;
}

/** When the first of a zone's signatures ends; null without any. */
function signaturesEnd({ soa, keys }: DnsFacts, now: Instant): Instant | null {
  const nowSeconds = Math.floor(msFromInstant(now) / 1_000);
  const lefts = [...soa.signatures, ...keys.signatures].map(({ expiration }) =>
    secondsLeft(expiration, nowSeconds),
  );
  return lefts.length === 0 ? null : instantFromMs((nowSeconds + Math.min(...lefts)) * 1_000);
}

/** All of it, the soonest first; each once, however many addresses a server has. */
export function breaksOf(facts: DomainFacts, dns: DnsFacts | null): readonly Break[] {
  const all = [
    ...facts.webTls.flatMap((seen) => ofServer(seen, "web", facts)),
    ...facts.mailTls.flatMap((seen) => ofServer(seen, "mail", facts)),
  ];
  const end = dns === null ? null : signaturesEnd(dns, facts.now);
  if (end !== null) all.push({ what: "signature", where: "dns", host: facts.name, at: end });
  const each = new Map(all.map((one) => [`${one.what} ${one.where} ${one.host} ${one.at}`, one]));
  return [...each.values()].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
