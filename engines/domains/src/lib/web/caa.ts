/** CAA: who may issue certificates for a name (RFC 8659), and whether the present issuer may. */
import type { DomainName } from "../domain-name.ts";
import { look } from "../mail/asking.ts";
import type { DnsLane } from "../mail/asking.ts";

/** What is known of a name's CAA. */
export type CaaFacts = {
  /** The name whose records rule; null where none stands on the way up. */
  readonly at: string | null;
  /** Domains of issuers that may issue, lower case; empty with records that allow none. */
  readonly issuers: readonly string[];
  /** Records that cannot be read, as they stand. */
  readonly flaws: readonly string[];
  /** A question went unanswered, so that other records may rule. */
  readonly isIncomplete: boolean;
};

const tags = new Set(
  "issue issuewild issuevmc issuemail iodef contactemail contactphone".split(" "),
);

/** Most names that are climbed. */
const mostLabels = 20;

/** The issuer in an `issue` value: a domain or nothing, then parameters (RFC 8659 §4.2). */
function issuerOf(value: string): string | null {
  const pattern = /^\s*(?<domain>[A-Za-z0-9.-]*)\s*(?:;[ -~\t]*)?$/u;
  const domain = pattern.exec(value)?.groups?.["domain"];
  return domain === undefined ? null : domain.toLowerCase();
}

function isRight(tag: string, flags: number, value: string): boolean {
  if ((flags !== 0 && flags !== 128) || !tags.has(tag)) return false;
  if (tag.startsWith("issue")) return issuerOf(value) !== null;
  return tag !== "iodef" || /^(?:mailto:|https?:\/\/)\S+$/iu.test(value);
}

/**
 * The records that rule a name: the first set met on the way up (RFC 8659 §3).
 * @yields one question for each label at most
 */
export function* askCaa(name: DomainName): DnsLane<CaaFacts> {
  let isIncomplete = false;
  for (let up = 0; up < Math.min(name.length, mostLabels); up += 1) {
    const at = name.slice(up);
    const looked = yield* look(at, "CAA");
    if (looked.kind === "unknown") isIncomplete = true;
    if (looked.kind === "unknown" || looked.records.length === 0) continue;
    const records = looked.records.map(({ flags, tag, value }) => ({
      flags,
      tag,
      value: Array.from(value, (octet) => String.fromCharCode(octet)).join(""),
    }));
    const issuing = records
      .filter(({ tag }) => tag === "issue")
      .map(({ value }) => issuerOf(value));
    return {
      at: at.join("."),
      issuers: issuing.filter((one): one is string => one !== null && one !== ""),
      flaws: records
        .filter(({ tag, flags, value }) => !isRight(tag, flags, value))
        .map(({ tag, flags, value }) => `${flags} ${tag} "${value}"`),
      isIncomplete,
    };
  }
  return { at: null, issuers: [], flaws: [], isIncomplete };
}

/**
 * Domains by which issuers know themselves in CAA, by a word of their certificates' organisation.
 * Source: the issuers' own practice statements, from general knowledge; unchecked, so that an
 * issuer that is not here is not judged.
 */
const issuerDomains: readonly (readonly [word: string, domains: readonly string[]])[] = [
  ["let's encrypt", ["letsencrypt.org"]],
  ["digicert", ["digicert.com", "symantec.com", "thawte.com", "geotrust.com", "rapidssl.com"]],
  ["sectigo", ["sectigo.com", "comodoca.com", "comodo.com", "usertrust.com"]],
  ["globalsign", ["globalsign.com"]],
  ["google trust services", ["pki.goog", "google.com"]],
  ["amazon", ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"]],
  ["buypass", ["buypass.com", "buypass.no"]],
  ["entrust", ["entrust.net", "affirmtrust.com"]],
  ["godaddy", ["godaddy.com", "starfieldtech.com"]],
  ["actalis", ["actalis.it"]],
  ["harica", ["harica.gr"]],
  ["telia", ["telia.com", "telia.fi", "telia.se", "trust.telia.com"]],
  ["zerossl", ["sectigo.com", "zerossl.com"]],
];

/**
 * Whether the present issuer would be let issue again; null where it is not known: no records, or
 * an
 * issuer that is not in the table.
 */
export function permitsIssuer(facts: CaaFacts, issuer: string): boolean | null {
  if (facts.at === null || facts.isIncomplete) return null;
  const lower = issuer.toLowerCase();
  const domains = issuerDomains.find(([word]) => lower.includes(word))?.[1];
  return domains === undefined ? null : facts.issuers.some((one) => domains.includes(one));
}
