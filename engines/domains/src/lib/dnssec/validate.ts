/**
 * Validates answers of DNS from the trust anchors down. It asks for what it needs as it goes and
 * believes nothing that is not signed, however it came.
 */
import { budget, BudgetExceeded } from "@vallgrav/kernel";
import { type DomainName, domainNameText, isSameName, isWithin } from "../domain-name.ts";
import { type DnsMessage, type DnsQuestion, rcodes } from "../dns/message.ts";
import type { DnsRecord, SignatureData } from "../dns/record.ts";
import { recordTypes } from "../dns/record-types.ts";
import { nameOctets } from "../dns/wire-name.ts";
import { type Denials, denialsOf, provesNoData, provesNoName, provesWildcard } from "./denial.ts";
import type { Proof } from "./nsec3.ts";
import { setOf, signaturesOf } from "./sets.ts";
import type { DnssecSetting, Run, SecureZone } from "./setting.ts";
import type { Asking, DnssecReason, Failing, Validated } from "./verdict.ts";
import { countedLabels, verifySet } from "./verify-set.ts";
import { aliasAt, answerTo, failing, type KnownCuts, whole, zoneOf } from "./zones.ts";

/** Validates one question after the other; what is known of zones is kept between them. */
export type DnssecSession = {
  /** What the question comes to. Give each question it asks what came of it. */
  validate(question: DnsQuestion): Asking<Validated>;
};

/** Opens a session for one moment and one set of anchors. */
export function openDnssec(setting: DnssecSetting): DnssecSession {
  const known: KnownCuts = new Map();
  const { signatures, hashes } = setting.limits;
  return {
    validate: (question) =>
      follow(question, known, {
        setting,
        signatures: budget(signatures),
        hashes: budget(hashes),
      }),
  };
}

type Found = {
  readonly failing: Failing | null;
  readonly outcome: Validated["outcome"];
  readonly records: readonly DnsRecord[];
  readonly signatures: readonly SignatureData[];
  readonly isWildcard: boolean;
};

/** Worse first: what is worst on the way decides. */
const worst = ["bogus", "indeterminate", "insecure"] as const;

function worse(a: Failing | null, b: Failing | null): Failing | null {
  if (a === null || b === null) return a ?? b;
  return worst.indexOf(a.kind) <= worst.indexOf(b.kind) ? a : b;
}

function verdictOf(found: Found, aliases: readonly DomainName[]): Validated {
  const { failing: fault, ...rest } = found;
  return {
    status: fault?.kind ?? "secure",
    reason: fault?.reason ?? null,
    at: fault?.at ?? null,
    ...rest,
    aliases,
  };
}

const nothing = { outcome: "none", records: [], signatures: [], isWildcard: false } as const;

/**
 * Follows aliases, each asked for by itself, until data, its absence or no end.
 * @yields what is to be asked
 */
function* follow(question: DnsQuestion, known: KnownCuts, run: Run): Asking<Validated> {
  const aliases: DomainName[] = [];
  let { name } = question;
  let sofar: Failing | null = null;
  try {
    for (;;) {
      const message = yield* answerTo({ ...question, name });
      if ("kind" in message)
        return verdictOf({ ...nothing, failing: worse(sofar, message) }, aliases);
      const step = yield* stepOf({ ...question, name }, message, known, run);
      sofar = worse(sofar, step.found.failing);
      if (step.next === null || sofar?.kind === "bogus")
        return verdictOf({ ...step.found, failing: sofar }, aliases);
      aliases.push(name);
      name = step.next;
      const isRound = aliases.some((one) => isSameName(one, name));
      if (isRound || aliases.length > run.setting.limits.aliases) {
        const fault = failing("indeterminate", "alias-loop", name);
        return verdictOf({ ...nothing, failing: worse(sofar, fault) }, aliases);
      }
    }
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    const fault = failing("bogus", "too-much-work", name);
    return verdictOf({ ...nothing, failing: fault }, aliases);
  }
}

type Step = { readonly found: Found; readonly next: DomainName | null };

/**
 * What one answer says of one name: data, an alias, or absence.
 * @yields what is to be asked
 */
function* stepOf(
  { name, type }: DnsQuestion,
  message: DnsMessage,
  known: KnownCuts,
  run: Run,
): Asking<Step> {
  const data = whole(setOf(message.answers, name, type));
  if (data !== null) {
    const check = yield* checkSet(data, message, known, run);
    const { isWildcard } = check;
    const signatures = signaturesOf(message.answers, name, type);
    const rest = { outcome: "answer", records: data, signatures, isWildcard } as const;
    const found: Found = { failing: check.failing, ...rest };
    return { found, next: null };
  }
  const alias = whole(aliasAt(message, name));
  if (alias === null) return { found: yield* absence(name, type, message, known, run), next: null };
  const check = yield* checkSet(alias, message, known, run);
  const next = targetOf(alias, name);
  const made = setOf(message.answers, name, recordTypes.CNAME)[0]?.data;
  const isWrong = next === null || (made?.kind === "CNAME" && !isSameName(made.target, next));
  const fault = isWrong ? failing("bogus", "alias-wrong", name) : null;
  const found = { ...nothing, failing: worse(check.failing, fault) };
  return { found, next: isWrong ? null : next };
}

/** Where an alias leads; null where the new name would be too long (RFC 6672 §2.2). */
function targetOf(
  [{ name: owner, data }]: readonly [DnsRecord, ...unknown[]],
  name: DomainName,
): DomainName | null {
  if (data.kind === "CNAME") return data.target;
  if (data.kind !== "DNAME") return null;
  const target = [...name.slice(0, name.length - owner.length), ...data.target];
  return nameOctets(target).length > 255 ? null : target;
}

type Checked = { readonly failing: Failing | null; readonly isWildcard: boolean };

/** A set's own zone: that of a DS is the parent's. */
function homeOf(name: DomainName, type: number): DomainName {
  return type === recordTypes.DS ? name.slice(1) : name;
}

/**
 * Tries what is to be proven with the zone that signatures name, which saves asking for cuts below
 * it; and if that fails with the zone that the name truly lies in, which decides.
 * @yields what is to be asked
 */
function* prove<T>(
  given: { readonly home: DomainName; readonly signers: readonly DomainName[] },
  attempt: (zone: SecureZone) => { readonly proven: T } | { readonly fault: Failing },
  known: KnownCuts,
  run: Run,
): Asking<{ readonly proven: T } | { readonly fault: Failing }> {
  const { home, signers } = given;
  const named = signers.find((signer) => isWithin(home, signer));
  const by = named === undefined ? null : yield* zoneOf(named, known, run);
  const tried = by?.kind === "secure" ? { zone: by.zone, result: attempt(by) } : null;
  if (tried !== null && "proven" in tried.result) return tried.result;
  const state = yield* zoneOf(home, known, run);
  if (state.kind !== "secure") return { fault: state };
  return tried !== null && isSameName(tried.zone, state.zone) ? tried.result : attempt(state);
}

/**
 * Whether a set of the answer section holds, and what it grew from.
 * @yields what is to be asked
 */
function* checkSet(
  set: readonly [DnsRecord, ...DnsRecord[]],
  message: DnsMessage,
  known: KnownCuts,
  run: Run,
): Asking<Checked> {
  const [{ name, type }] = set;
  const signatures = signaturesOf(message.answers, name, type);
  const given = { home: homeOf(name, type), signers: signatures.map(({ signer }) => signer) };
  const result = yield* prove(
    given,
    (zone): { proven: Checked } | { fault: Failing } => {
      const check = verifySet(set, signatures, zone, run);
      if (!check.ok) return { fault: failing("bogus", check.fault, name) };
      if (check.labels === countedLabels(name))
        return { proven: { failing: null, isWildcard: false } };
      const denials = denialsOf(message.authority, zone, run);
      const proof = provesWildcard(denials, name, check.labels);
      const fault = faultOf(proof, "wildcard-unproven", name);
      if (fault?.kind === "bogus") return { fault };
      return { proven: { failing: fault, isWildcard: true } };
    },
    known,
    run,
  );
  return "proven" in result ? result.proven : { failing: result.fault, isWildcard: false };
}

function faultOf(proof: Proof, reason: DnssecReason, name: DomainName): Failing | null {
  if (proof === "secure") return null;
  return proof === "failed" ? failing("bogus", reason, name) : failing("insecure", proof, name);
}

/**
 * Whether the absence that an answer claims is proven.
 * @yields what is to be asked
 */
function* absence(
  name: DomainName,
  type: number,
  message: DnsMessage,
  known: KnownCuts,
  run: Run,
): Asking<Found> {
  const isNoName = message.rcode === rcodes.nxDomain;
  const outcome = isNoName ? "no-name" : "no-data";
  const signers = message.authority.flatMap(({ data }) =>
    data.kind === "RRSIG" ? [data.signer] : [],
  );
  const attempt = (zone: SecureZone): { proven: Found } | { fault: Failing } => {
    const denials = denialsOf(message.authority, zone, run);
    if (denials.fault !== null) return { fault: failing("bogus", denials.fault, name) };
    const proof = proofOf(denials, name, type, isNoName);
    const fault = faultOf(proof, "denial-missing", name);
    if (fault?.kind === "bogus") return { fault };
    return { proven: { ...nothing, outcome, failing: fault } };
  };
  const given = { home: homeOf(name, type), signers };
  const result = yield* prove(given, attempt, known, run);
  return "proven" in result ? result.proven : { ...nothing, outcome, failing: result.fault };
}

/** A name that is there and has no data is no NXDOMAIN, but as good a proof (RFC 4035 §5.4). */
function proofOf(denials: Denials, name: DomainName, type: number, isNoName: boolean): Proof {
  const noName = isNoName ? provesNoName(denials, name) : "failed";
  return noName === "failed" ? provesNoData(denials, name, type) : noName;
}

/** How a validated question reads in logs: `www.example.se secure`. */
export function validatedText({ status, reason, at }: Validated): string {
  return reason === null ? status : `${status}: ${reason} at ${domainNameText(at ?? [])}`;
}
