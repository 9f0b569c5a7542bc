/** The chain of trust: which zone a name lies in, and whether its keys can be believed. */
import { unreachable } from "@vallgrav/kernel";
import { type DomainName, domainNameText, isSameName, isWithin } from "../domain-name.ts";
import type { DnsMessage } from "../dns/message.ts";
import { questionOf, rcodes } from "../dns/message.ts";
import { compareOctets, joined } from "../dns/octets.ts";
import type { DnsQuestion } from "../dns/message.ts";
import { dataOf, type DelegationData, type DnsRecord } from "../dns/record.ts";
import { recordTypes } from "../dns/record-types.ts";
import { nameOctets } from "../dns/wire-name.ts";
import { dataOctets } from "../dns/write-data.ts";
import { cutAt, denialsOf } from "./denial.ts";
import { setOf, signaturesOf } from "./sets.ts";
import {
  checkedAlgorithms,
  checkedDigests,
  deprecatedAlgorithms,
  type DnssecPort,
  type Run,
  type SecureZone,
} from "./setting.ts";
import type { Asking, DnssecReason, Failing } from "./verdict.ts";
import { countedLabels, keyTagOf, verifySet } from "./verify-set.ts";

/** A zone, or why there is none that can be believed. */
export type ZoneState = SecureZone | Failing;

/** What lies at a name on the way down: no cut, nothing from here on, or another zone. */
type Cut =
  | { readonly kind: "same" }
  | { readonly kind: "end" }
  | { readonly kind: "zone"; readonly state: ZoneState };

/** Cuts that are known, by the names they lie at; filled as questions are answered. */
export type KnownCuts = Map<string, Cut>;

/** A failure of a kind. */
export function failing(kind: Failing["kind"], reason: DnssecReason, at: DomainName): Failing {
  return { kind, reason, at };
}

/**
 * Asks, and takes nothing for an answer but data and its absence.
 * @yields what is to be asked
 */
export function* answerTo(question: DnsQuestion): Asking<DnsMessage | Failing> {
  const reply = yield question;
  if (reply.kind === "silence") return failing("indeterminate", "no-answer", question.name);
  const { rcode } = reply.message;
  const isAnswer = rcode === rcodes.noError || rcode === rcodes.nxDomain;
  return isAnswer ? reply.message : failing("indeterminate", "server-failure", question.name);
}

/** A set that is not empty. */
export function whole(set: readonly DnsRecord[]): readonly [DnsRecord, ...DnsRecord[]] | null {
  const [first, ...more] = set;
  return first === undefined ? null : [first, ...more];
}

/**
 * The DS records that count: of algorithms and digests that are checked, and among them of the
 * strongest digest alone (RFC 4509 §3); else why none does.
 */
function countingDs(all: readonly DelegationData[]): readonly DelegationData[] | DnssecReason {
  const known = all.filter(({ algorithm }) => checkedAlgorithms.has(algorithm));
  if (known.length === 0) {
    const isOld = all.some(({ algorithm }) => deprecatedAlgorithms.has(algorithm));
    return isOld ? "deprecated-algorithm" : "unsupported-algorithm";
  }
  const usable = known.filter(({ digestType }) => checkedDigests.has(digestType));
  if (usable.length === 0) return "unsupported-digest";
  const best = Math.max(...usable.map(({ digestType }) => digestType));
  return usable.filter(({ digestType }) => digestType === best);
}

/** The digest of a key under the name of its zone (RFC 4034 §5.1.4); null for unknown types. */
export function keyDigest(
  zone: DomainName,
  key: Parameters<typeof keyTagOf>[0],
  digestType: number,
  port: DnssecPort,
): Uint8Array | null {
  const name = checkedDigests.get(digestType);
  if (name === undefined) return null;
  return port.digest(name, joined([nameOctets(zone), dataOctets({ kind: "DNSKEY", ...key })]));
}

/**
 * The keys of a zone whose DS are believed.
 * @yields what is to be asked
 */
function* keysBehind(
  zone: DomainName,
  all: readonly DelegationData[],
  run: Run,
): Asking<ZoneState> {
  const ds = countingDs(all);
  if (typeof ds === "string") return failing("insecure", ds, zone);
  const message = yield* answerTo(questionOf(zone, "DNSKEY"));
  if ("kind" in message) return message;
  const set = whole(setOf(message.answers, zone, recordTypes.DNSKEY));
  if (set === null) return failing("bogus", "keys-missing", zone);
  const keys = dataOf(set, "DNSKEY").map((key) => ({ ...key, tag: keyTagOf(key) }));
  const trusted = keys.filter((key) =>
    ds.some((one) => {
      if (one.keyTag !== key.tag || one.algorithm !== key.algorithm) return false;
      const digest = keyDigest(zone, key, one.digestType, run.setting.port);
      return digest !== null && compareOctets(digest, one.digest) === 0;
    }),
  );
  if (trusted.length === 0) return failing("bogus", "no-key-for-ds", zone);
  const signatures = signaturesOf(message.answers, zone, recordTypes.DNSKEY);
  const check = verifySet(set, signatures, { kind: "secure", zone, keys: trusted }, run);
  return check.ok ? { kind: "secure", zone, keys } : failing("bogus", check.fault, zone);
}

/** An alias at a name, or one above it that renames all below. */
export function aliasAt(message: DnsMessage, name: DomainName): readonly DnsRecord[] {
  const renaming = message.answers.find(
    (one) =>
      one.type === recordTypes.DNAME && isWithin(name, one.name) && !isSameName(name, one.name),
  );
  if (renaming !== undefined) return setOf(message.answers, renaming.name, recordTypes.DNAME);
  return setOf(message.answers, name, recordTypes.CNAME);
}

function* lookForCut(name: DomainName, parent: SecureZone, run: Run): Asking<Cut> {
  const message = yield* answerTo(questionOf(name, "DS"));
  if ("kind" in message) return { kind: "zone", state: message };
  const bogus = (reason: DnssecReason): Cut => {
    return { kind: "zone", state: failing("bogus", reason, name) };
  };
  const { answers } = message;
  const set = whole(setOf(answers, name, recordTypes.DS));
  if (set !== null) {
    const check = verifySet(set, signaturesOf(answers, name, recordTypes.DS), parent, run);
    if (!check.ok) return bogus(check.fault);
    // A delegation cannot grow from a wildcard (RFC 4592 §4.2).
    if (check.labels !== countedLabels(name)) return bogus("wildcard-unproven");
    return { kind: "zone", state: yield* keysBehind(name, dataOf(set, "DS"), run) };
  }
  const alias = whole(aliasAt(message, name));
  if (alias !== null) {
    const [{ name: owner, type }] = alias;
    const check = verifySet(alias, signaturesOf(answers, owner, type), parent, run);
    if (!check.ok) return bogus(check.fault);
    const isOwn = isSameName(owner, name) && check.labels === countedLabels(name);
    return { kind: isOwn ? "same" : "end" };
  }
  const denials = denialsOf(message.authority, parent, run);
  const found = cutAt(denials, name);
  switch (found) {
    case "name":
      return { kind: "same" };
    case "gone":
      return { kind: "end" };
    case "delegation":
      return { kind: "zone", state: failing("insecure", "unsigned-delegation", name) };
    case "opt-out":
      return { kind: "zone", state: failing("insecure", "opt-out", name) };
    case "too-many-iterations":
      return { kind: "zone", state: failing("insecure", "too-many-iterations", name) };
    case "failed":
      return bogus(denials.fault ?? "denial-missing");
    default:
      return unreachable(found);
  }
}

function anchorOf(name: DomainName, { setting }: Run): DnssecAnchor | null {
  const above = setting.anchors.filter(({ zone }) => isWithin(name, zone));
  return above.toSorted((a, b) => b.zone.length - a.zone.length)[0] ?? null;
}

/** How a zone with an anchor looks behind a resolver that knows nothing of DNSSEC. */
const stripped: ReadonlySet<DnssecReason> = new Set(["keys-missing", "signatures-missing"]);

type DnssecAnchor = Run["setting"]["anchors"][number];

/**
 * The zone that a name lies in, by the chain from the nearest anchor above it: one question for DS
 * a label, those known apart.
 * @yields what is to be asked
 */
export function* zoneOf(name: DomainName, known: KnownCuts, run: Run): Asking<ZoneState> {
  const anchor = anchorOf(name, run);
  if (anchor === null) return failing("indeterminate", "no-anchor", name);
  const keep = function* (key: string, find: () => Asking<Cut>): Asking<Cut> {
    const before = known.get(key);
    if (before !== undefined) return before;
    const cut = yield* find();
    known.set(key, cut);
    return cut;
  };
  const first = yield* keep(domainNameText(anchor.zone), function* (): Asking<Cut> {
    const found = yield* keysBehind(anchor.zone, anchor.ds, run);
    const isBare = found.kind === "bogus" && stripped.has(found.reason);
    // What is trusted is signed: where no signature comes, it is the resolver that has none.
    const blind = failing("indeterminate", "resolver-strips", anchor.zone);
    return { kind: "zone", state: isBare ? blind : found };
  });
  let state: ZoneState =
    first.kind === "zone" ? first.state : failing("bogus", "keys-missing", anchor.zone);
  for (let depth = anchor.zone.length + 1; depth <= name.length; depth += 1) {
    if (state.kind !== "secure") return state;
    const child = name.slice(name.length - depth);
    const parent = state;
    const cut: Cut = yield* keep(domainNameText(child), () => lookForCut(child, parent, run));
    if (cut.kind === "end") return state;
    if (cut.kind === "zone") state = cut.state;
  }
  return state;
}
