/** Judges servers' TLS by the guideline: the worst of all servers counts. */
import { msFromInstant } from "@vallgrav/kernel";
import { groupName } from "../tls/parameters.ts";
import type { HandshakeFacts } from "../tls/certificate-facts.ts";
import type { TlsVersion } from "../tls/parameters.ts";
import { suiteName } from "../tls/suites.ts";
import { suitesIn } from "../tls/tls-facts.ts";
import type { TlsFacts } from "../tls/tls-facts.ts";
import type { SeenTls } from "./domain-facts.ts";
import type { Answer, Standing } from "./judged.ts";
import { groupStrength, keyStrength, signatureStrength, strengths } from "./suite-levels.ts";
import { suiteStrength, worstOf } from "./suite-levels.ts";
import type { Strength } from "./suite-levels.ts";

/** Checks that hellos answer. */
type HelloCheck =
  | "versions"
  | "suites"
  | "order"
  | "groups"
  | "signature-hash"
  | "compression"
  | "renegotiation"
  | "extended-master-secret";

/** Checks that need a whole handshake. */
type ShakingCheck =
  | "early-data"
  | "trust"
  | "name"
  | "key"
  | "certificate-signature"
  | "expiry"
  | "stapling"
  | "client-renegotiation";

/** Checks of TLS that web and mail share. */
export type TlsCheck = HelloCheck | ShakingCheck;

/** Worst first. What does not arise says nothing beside what does. */
const worstFirst: readonly Standing[] = [
  "failed",
  "unknown",
  "notice",
  "info",
  "passed",
  "not-applicable",
];

/** The worst of several answers, with what all that are as bad are about. */
export function worstAnswer(answers: readonly Answer[]): Answer {
  const standing = worstFirst.find((one) => answers.some((answer) => answer.standing === one));
  if (standing === undefined) return { standing: "unknown", about: [] };
  const alike = answers.filter((answer) => answer.standing === standing);
  return { standing, about: [...new Set(alike.flatMap((answer) => answer.about))] };
}

const unknown: Answer = { standing: "unknown", about: [] };
const passed: Answer = { standing: "passed", about: [] };
const notApplicable: Answer = { standing: "not-applicable", about: [] };

const levelStanding: Readonly<Record<Strength, Standing>> = {
  good: "passed",
  sufficient: "passed",
  "phase-out": "notice",
  insufficient: "failed",
};

/** By the worst level, about the things that have it. Nothing at all is not known. */
function byLevel<T>(
  things: readonly T[],
  level: (thing: T) => Strength,
  name: (thing: T) => string,
): Answer {
  const worst = worstOf(things.map(level));
  if (worst === null) return unknown;
  const standing = levelStanding[worst];
  const about = standing === "passed" ? [] : things.filter((one) => level(one) === worst).map(name);
  return { standing, about };
}

/** A yes or no that was asked; null is not known. */
const wanted = (is: boolean | null, want: boolean): Answer =>
  is === null ? unknown : is === want ? passed : { standing: "failed", about: [] };

const oldVersions: readonly TlsVersion[] = ["ssl2", "ssl3", "tls1.0", "tls1.1"];

/** Nothing before TLS 1.2 is taken, and something since; a version not known is not known. */
function judgeVersions({ versions }: TlsFacts): Answer {
  const offered = versions.filter((one) => one.isOffered === true).map((one) => one.version);
  const old = offered.filter((version) => oldVersions.includes(version));
  if (old.length > 0) return { standing: "failed", about: old };
  if (versions.some((one) => one.isOffered === null)) return unknown;
  return offered.length > 0 ? passed : { standing: "failed", about: [] };
}

function judgeSuites({ versions }: TlsFacts): Answer {
  const all = [...new Set(versions.flatMap((one) => one.suites))];
  const answer = byLevel(all, suiteStrength, suiteName);
  const isWhole = versions.every((one) => !one.isIncomplete);
  return answer.standing === "failed" || isWhole ? answer : unknown;
}

/** Where nothing below 1.3 is taken, such a question does not arise; where that is not known … */
const notBelow13 = ({ versions }: Pick<TlsFacts, "versions">): Answer =>
  versions.some((one) => one.isOffered === null) ? unknown : notApplicable;

/** No suite to be phased out is chosen while a better one is offered beside it. */
function judgeOrder(facts: TlsFacts): Answer {
  if (facts.askedIn === null) return notBelow13(facts);
  const levels = suitesIn(facts.versions, facts.askedIn).map(suiteStrength);
  const isMixed = new Set(levels.map((one) => (one === "good" ? "sufficient" : one))).size > 1;
  if (!isMixed) return passed;
  if (facts.worstFirst === null) return unknown;
  const chosen = suiteStrength(facts.worstFirst);
  const isFine = chosen === "good" || chosen === "sufficient";
  const best = strengths.find((one) => levels.includes(one));
  const hasBetter = best === "good" || best === "sufficient";
  if (isFine || !hasBetter) return passed;
  return { standing: "failed", about: [suiteName(facts.worstFirst)] };
}

function judgeGroups(facts: TlsFacts): Answer {
  const groups = [...new Set([...(facts.earlierGroups ?? []), ...(facts.tls13Groups ?? [])])];
  if (facts.earlierGroups === null && facts.tls13Groups === null && facts.prime === null)
    return unknown;
  const answers = groups.length > 0 ? [byLevel(groups, groupStrength, groupName)] : [];
  if (facts.prime !== null) {
    const { group, bits } = facts.prime;
    const level = group === null ? "insufficient" : groupStrength(group);
    const name = group === null ? `${bits} bit` : groupName(group);
    answers.push({ standing: levelStanding[level], about: level === "good" ? [] : [name] });
  }
  return worstAnswer(answers);
}

function judgeHash({ askedIn, signsSha1, signsSha224, versions }: TlsFacts): Answer {
  if (askedIn !== "tls1.2") return notBelow13({ versions });
  if (signsSha1 === true) return { standing: "failed", about: ["SHA-1"] };
  if (signsSha1 === null || signsSha224 === null) return unknown;
  return signsSha224 ? { standing: "notice", about: ["SHA-224"] } : passed;
}

/** What is asked below 1.3 does not arise where nothing below is taken. */
function below13(facts: TlsFacts, is: boolean | null, want: boolean): Answer {
  return facts.askedIn === null ? notBelow13(facts) : wanted(is, want);
}

const dayMs = 86_400_000;

/** The certificate runs out: failed once it has, notice within 30 days. */
function judgeExpiry({ shaken }: SeenTls, nowMs: number): Answer {
  const until = shaken?.chain[0]?.validUntil;
  if (until === undefined) return unknown;
  const left = Math.floor((msFromInstant(until) - nowMs) / dayMs);
  if (left >= 30) return passed;
  return { standing: left < 0 ? "failed" : "notice", about: [until.slice(0, 10)] };
}

/** Certificates that are judged: all that were sent but a root, which nobody relies on. */
function sentOf({ shaken }: SeenTls) {
  return (shaken?.chain ?? []).filter((one, at) => at === 0 || !one.isSelfSigned);
}

/** No data is taken before hands are shaken; below TLS 1.3 there is no such thing. */
function judgeEarlyData({ facts, shaken }: SeenTls): Answer {
  const bytes = shaken?.earlyDataBytes ?? null;
  if (bytes !== null) return wanted(bytes > 0, false);
  const newest = facts?.versions.find((one) => one.version === "tls1.3");
  return newest?.isOffered === false ? notApplicable : unknown;
}

const ofHello: Readonly<Record<HelloCheck, (facts: TlsFacts) => Answer>> = {
  versions: judgeVersions,
  suites: judgeSuites,
  order: judgeOrder,
  groups: judgeGroups,
  "signature-hash": judgeHash,
  compression: (facts) => below13(facts, facts.compresses, false),
  renegotiation: (facts) => below13(facts, facts.renegotiatesSecurely, true),
  "extended-master-secret": (facts) =>
    facts.askedIn === "tls1.2" || facts.askedIn === null
      ? below13(facts, facts.hasExtendedMasterSecret, true)
      : notApplicable,
};

/** The chain that was shown; null where hands were not shaken. */
const shownBy = ({ shaken }: SeenTls): HandshakeFacts | null =>
  shaken === null || shaken.chain.length === 0 ? null : shaken;

function judgeTrust(seen: SeenTls): Answer {
  const shaken = shownBy(seen);
  if (shaken === null) return unknown;
  return shaken.distrust === null ? passed : { standing: "failed", about: [shaken.distrust] };
}

/** What is as good as wanted passes; else it is worth a note. */
const mild = (is: boolean | null, want: boolean): Answer =>
  is === null ? unknown : is === want ? passed : { standing: "info", about: [] };

const isEarlier = (version: TlsVersion): boolean => version !== "tls1.3" && version !== "ssl2";

const ofShaking: Readonly<Record<ShakingCheck, (seen: SeenTls, nowMs: number) => Answer>> = {
  trust: judgeTrust,
  name: (seen) => wanted(shownBy(seen)?.isForHost ?? null, true),
  key: (seen) => byLevel(sentOf(seen), keyStrength, (one) => one.subject),
  "certificate-signature": (seen) => byLevel(sentOf(seen), signatureStrength, (one) => one.subject),
  expiry: judgeExpiry,
  "early-data": judgeEarlyData,
  stapling: ({ shaken }) =>
    shaken?.namesOcsp === false && shaken.hasStaple === false
      ? notApplicable
      : mild(shaken?.hasStaple ?? null, true),
  "client-renegotiation": (seen) =>
    seen.facts?.versions.some(({ version, isOffered }) => isEarlier(version) && isOffered !== false)
      ? mild(seen.shaken?.renegotiates ?? null, false)
      : seen.facts === null
        ? unknown
        : notApplicable,
};

const isHelloCheck = (check: TlsCheck): check is HelloCheck => check in ofHello;

function judgeOne(seen: SeenTls, check: TlsCheck, nowMs: number): Answer {
  if (!isHelloCheck(check)) return ofShaking[check](seen, nowMs);
  return seen.facts === null ? unknown : ofHello[check](seen.facts);
}

/** One check over all servers; without any it is not known. @param nowMs the moment judged at */
export function judgeTls(all: readonly SeenTls[], check: TlsCheck, nowMs: number): Answer {
  return worstAnswer(all.map((seen) => judgeOne(seen, check, nowMs)));
}
