/** SPF's question: may this address send for this domain? (RFC 7208 §4) */
import { unreachable } from "@vallgrav/kernel";
import { addressText6 } from "../dns/addresses.ts";
import { labelsOf, look, lookTexts } from "./asking.ts";
import type { DnsLane, Looked } from "./asking.ts";
import { isInRange, nibbles, parseIp, reverseName, undress } from "./ip.ts";
import type { IpAddress } from "./ip.ts";
import { expandDomain, expandMacros, isExplanation, needsValidated } from "./spf-macro.ts";
import type { MacroValues } from "./spf-macro.ts";
import { isSpfText, parseSpf } from "./spf-record.ts";
import type { SpfDirective, SpfRecord, SpfVerdict } from "./spf-record.ts";

/** The answer (§2.6). */
export type SpfResult = SpfVerdict | "none" | "temperror" | "permerror";

/** Who sends what, as the receiver sees it. */
export type Sending = {
  /** The address of the sending machine, as text. */
  readonly address: string;
  /** Name it gave in its greeting. */
  readonly helo: string;
  /**
   * Envelope sender; empty for a bounce, which is then `postmaster` at the name of the greeting.
   */
  readonly sender: string;
  /** Name of the receiving machine and the time in seconds, for explanations alone. */
  readonly receiver: string;
  readonly seconds: number;
};

/** What became of it, and why a refusal is explained as it is. */
export type SpfOutcome = {
  readonly result: SpfResult;
  /** The domain's own explanation of a `fail`; null where it gives none that can be used. */
  readonly explanation: string | null;
};

/** How much may be asked (§4.6.4). */
export const spfLimits = { terms: 10, voids: 2, names: 10 } as const;

/** What is spent, over all included records. */
type Purse = { terms: number; voids: number };

type Run = {
  readonly ip: IpAddress;
  readonly values: MacroValues;
  readonly purse: Purse;
};

/** Thrown here and caught at the door of this file: the whole evaluation ends so. */
class Ended extends Error {
  readonly result: "temperror" | "permerror";
  constructor(result: "temperror" | "permerror") {
    super(result);
    this.result = result;
  }
}

type Kind = "A" | "AAAA" | "MX" | "PTR";

/**
 * Records of a name; the third name without any ends the evaluation.
 * @yields the question
 */
function* find<K extends Kind>(run: Run, name: string, kind: K): DnsLane<LookedRecords<K>> {
  const looked = yield* look(labelsOf(name), kind);
  if (looked.kind === "unknown") throw new Ended("temperror");
  if (looked.records.length === 0) run.purse.voids += 1;
  if (run.purse.voids > spfLimits.voids) throw new Ended("permerror");
  return looked.records;
}

type LookedRecords<K extends Kind> = Extract<Looked<K>, { readonly kind: "found" }>["records"];

/** @yields the question for a name's addresses of our family */
function* findAddresses(run: Run, name: string): DnsLane<readonly IpAddress[]> {
  const kind = run.ip.length === 4 ? "A" : "AAAA";
  const records = yield* find(run, name, kind);
  return records.flatMap(({ address }) => parseIp(address) ?? []);
}

/**
 * Names that the address leads to and that lead back to it (§5.5); silence is no name.
 * @yields the reverse, then each name
 */
function* findValidated(run: Run): DnsLane<readonly string[]> {
  const reverse = yield* look(labelsOf(reverseName(run.ip)), "PTR");
  if (reverse.kind === "unknown") return [];
  const valid: string[] = [];
  for (const { target } of reverse.records.slice(0, spfLimits.names)) {
    const kind = run.ip.length === 4 ? "A" : "AAAA";
    const looked = yield* look(target, kind);
    const addresses = looked.kind === "unknown" ? [] : looked.records;
    if (addresses.some(({ address }) => isSame(parseIp(address), run.ip)))
      valid.push(target.join("."));
  }
  return valid;
}

const isSame = (one: IpAddress | null, other: IpAddress): boolean =>
  one !== null && isInRange(one, other, other.length * 8);

const isUnder = (name: string, domain: string): boolean =>
  name === domain || name.endsWith(`.${domain}`);

/** @yields what the macro `p` needs, where it stands in the text */
function* valuesFor(run: Run, text: string): DnsLane<MacroValues> {
  if (!needsValidated(text)) return run.values;
  const domain = (run.values["d"] ?? "").toLowerCase();
  const names = yield* findValidated(run);
  const best = names.find((one) => one === domain) ?? names.find((one) => isUnder(one, domain));
  return { ...run.values, p: best ?? names[0] ?? "unknown" };
}

/** @yields what its macros need */
function* targetOf(run: Run, directive: SpfDirective): DnsLane<string> {
  if (directive.domain === null) return run.values["d"] ?? "";
  return expandDomain(directive.domain, yield* valuesFor(run, directive.domain));
}

const spendTerm = (run: Run): void => {
  run.purse.terms += 1;
  if (run.purse.terms > spfLimits.terms) throw new Ended("permerror");
};

/** @yields what the mechanism has to ask */
function* isMatch(run: Run, directive: SpfDirective): DnsLane<boolean> {
  const { mechanism, address, bits4, bits6 } = directive;
  const bits = run.ip.length === 4 ? bits4 : bits6;
  if (mechanism === "all") return true;
  if (address !== null) return isInRange(run.ip, address, bits);
  spendTerm(run);
  const target = yield* targetOf(run, directive);
  const inRange = (one: IpAddress): boolean => isInRange(run.ip, one, bits);
  switch (mechanism) {
    case "include": {
      const { result } = yield* evaluate(run, target, false);
      if (result === "none" || result === "permerror") throw new Ended("permerror");
      if (result === "temperror") throw new Ended("temperror");
      return result === "pass";
    }
    case "a":
      return (yield* findAddresses(run, target)).some(inRange);
    case "mx": {
      const hosts = yield* find(run, target, "MX");
      if (hosts.length > spfLimits.names) throw new Ended("permerror");
      for (const { exchange } of hosts)
        if ((yield* findAddresses(run, exchange.join("."))).some(inRange)) return true;
      return false;
    }
    case "exists":
      return (yield* find(run, target, "A")).length > 0;
    case "ptr": {
      const names = yield* findValidated(run);
      return names.some((one) => isUnder(one, target.toLowerCase()));
    }
    case "ip4":
    case "ip6":
      return false;
    default:
      return unreachable(mechanism);
  }
}

/** @yields the explanation's record; null where it cannot be used (§6.2) */
function* explain(run: Run, spec: string): DnsLane<string | null> {
  const name = expandDomain(spec, yield* valuesFor(run, spec));
  const found = yield* lookTexts(labelsOf(name), () => true);
  const [text] = found?.texts ?? [];
  if (text === undefined || found?.texts.length !== 1 || !isExplanation(text)) return null;
  return expandMacros(text, yield* valuesFor(run, text));
}

/** @yields whatever the directives of a record ask, in their order */
function* evaluateRecord(run: Run, record: SpfRecord, explains: boolean): DnsLane<SpfOutcome> {
  for (const directive of record.directives) {
    if (!(yield* isMatch(run, directive))) continue;
    const { verdict } = directive;
    const spec = explains && verdict === "fail" ? record.explanation : null;
    return { result: verdict, explanation: spec === null ? null : yield* explain(run, spec) };
  }
  if (record.redirect === null) return { result: "neutral", explanation: null };
  spendTerm(run);
  const target = expandDomain(record.redirect, yield* valuesFor(run, record.redirect));
  const redirected = yield* evaluate(run, target, explains);
  if (redirected.result === "none") throw new Ended("permerror");
  return redirected;
}

/** @yields the record of a domain and what it asks */
function* evaluate(run: Run, domain: string, explains: boolean): DnsLane<SpfOutcome> {
  const none: SpfOutcome = { result: "none", explanation: null };
  const labels = labelsOf(domain);
  if (labels === null || labels.length < 2) return none;
  const found = yield* lookTexts(labels, isSpfText);
  if (found === null) throw new Ended("temperror");
  const [text, another] = found.texts;
  if (text === undefined) return none;
  if (another !== undefined) throw new Ended("permerror");
  const record = parseSpf(text);
  if ("fault" in record) throw new Ended("permerror");
  const values = { ...run.values, d: domain };
  return yield* evaluateRecord({ ...run, values }, record, explains);
}

/** The parts of an envelope sender; what has no name is the postmaster (§4.3). */
function partsOf({ sender, helo }: Sending): { readonly local: string; readonly domain: string } {
  const at = sender.lastIndexOf("@");
  const [local, domain] = at < 0 ? ["", sender] : [sender.slice(0, at), sender.slice(at + 1)];
  return { local: local === "" ? "postmaster" : local, domain: domain === "" ? helo : domain };
}

/**
 * Whether the address may send for the domain of the envelope sender (§4). An address that is none
 * is a `permerror`.
 * @yields questions of DNS, at most some 120: ten terms, ten names each
 */
export function* checkHost(sending: Sending): DnsLane<SpfOutcome> {
  const parsed = parseIp(sending.address);
  if (parsed === null) return { result: "permerror", explanation: null };
  const ip = undress(parsed);
  const { local, domain } = partsOf(sending);
  const isV4 = ip.length === 4;
  const dotted = isV4 ? [...ip].join(".") : nibbles(ip).toUpperCase();
  const values = {
    s: `${local}@${domain}`,
    l: local,
    o: domain,
    d: domain,
    i: dotted,
    v: isV4 ? "in-addr" : "ip6",
    h: sending.helo,
    c: isV4 ? dotted : addressText6(ip),
    r: sending.receiver,
    t: String(sending.seconds),
  };
  try {
    return yield* evaluate({ ip, values, purse: { terms: 0, voids: 0 } }, domain, true);
  } catch (error) {
    if (error instanceof Ended) return { result: error.result, explanation: null };
    throw error;
  }
}
