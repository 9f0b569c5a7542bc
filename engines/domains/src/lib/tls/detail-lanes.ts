/** The second round of a scan: what can be asked once the versions and suites are known. */
import { primeOf, knownPrimes } from "./known-primes.ts";
import { ask, helloIn, isOpen, mostSuites } from "./lanes.ts";
import type { Lane, ScanSetting, VersionSupport } from "./lanes.ts";
import { earlierGroups, sha1Schemes, sha224Schemes, tls13Groups } from "./parameters.ts";
import type { TlsVersion } from "./parameters.ts";
import type { ServerHello } from "./server-answer.ts";
import { suiteTraits } from "./suites.ts";
import type { SuiteId } from "./suites.ts";
import { suitesIn } from "./tls-facts.ts";
import type { PrimeFacts, TlsDetails } from "./tls-facts.ts";

/** What one lane adds. */
export type DetailLane = Lane<Partial<TlsDetails>>;

/** Worse suites have higher ranks. */
export type SuiteRank = (suite: SuiteId) => number;

/** A version below 1.3 and what the server takes of it. */
export type Asked = {
  readonly setting: ScanSetting;
  readonly version: "ssl3" | "tls1.0" | "tls1.1" | "tls1.2";
  readonly suites: readonly SuiteId[];
};

const exchangeOf = (suite: SuiteId): string => suiteTraits(suite)?.exchange ?? "";

/**
 * Servers that follow their own order may still let a client without AES hardware have ChaCha20.
 */
const isChaCha = (suite: SuiteId): boolean =>
  (suiteTraits(suite)?.cipher ?? "").includes("CHACHA20");

const chaChaLast = (suites: readonly SuiteId[]): readonly SuiteId[] => [
  ...suites.filter((suite) => !isChaCha(suite)),
  ...suites.filter(isChaCha),
];

const byNumber = (a: SuiteId, b: SuiteId): number => a - b;

/**
 * Whether the server's order or the client's rules, and what it does with the worst put first.
 * @yields the hellos it takes
 */
export function* askOrder(asked: Asked, rank: SuiteRank): DetailLane {
  const { setting, version, suites } = asked;
  if (suites.length < 2) return {};
  const chosen: (SuiteId | null)[] = [];
  const sorted = suites.toSorted((a, b) => rank(b) - rank(a));
  const half = mostSuites / 2;
  const worst =
    sorted.length > mostSuites ? [...sorted.slice(0, half), ...sorted.slice(-half)] : sorted;
  for (const offered of [
    worst.toSorted(byNumber),
    worst.toSorted(byNumber).toReversed(),
    worst,
  ].map(chaChaLast)) {
    const outcome = yield* ask(setting, "order", "hello", { version, suites: offered });
    chosen.push(helloIn(outcome, version)?.suite ?? null);
  }
  const [forwards = null, backwards = null, worstFirst = null] = chosen;
  const isKnown = forwards !== null && backwards !== null;
  return { worstFirst, order: isKnown ? (forwards === backwards ? "server" : "client") : null };
}

/** The group a hello names. */
export const groupIn = (hello: ServerHello | null): number | null =>
  hello?.group ?? hello?.exchange?.group ?? null;

/** Suites whose keys are exchanged over curves, as many as fit into a hello. */
export function overCurves({ suites }: Pick<Asked, "suites">): readonly SuiteId[] {
  return suites.filter((suite) => exchangeOf(suite).startsWith("ECDHE")).slice(0, mostSuites);
}

/**
 * Curves below TLS 1.3, taken away one after another.
 * @yields the hellos it takes
 */
export function* askCurves(asked: Asked): DetailLane {
  const { setting, version } = asked;
  const suites = overCurves(asked);
  if (suites.length === 0 || version === "ssl3") return {};
  const chosen: number[] = [];
  for (let turn = 0; turn < 2 * earlierGroups.length; turn += 1) {
    const left = earlierGroups.filter((group) => !chosen.includes(group));
    const wish = { version, suites };
    const first = yield* ask(setting, "curves", "exchange", { ...wish, groups: left });
    let group = groupIn(helloIn(first, version));
    if (group === null && chosen.length > 0) {
      // A certificate over a curve needs that curve in the list: it follows, as the last wish.
      const groups = [...left, ...chosen];
      const again = yield* ask(setting, "curves", "exchange", { ...wish, groups });
      group = groupIn(helloIn(again, version));
    }
    if (group === null || chosen.includes(group)) {
      if (chosen.length === 0 && isOpen(first)) return {};
      break;
    }
    chosen.push(group);
  }
  return { earlierGroups: chosen };
}

/**
 * Groups of TLS 1.3: without a share the server names the group it wants.
 * @yields the hellos it takes
 */
export function* askGroups(setting: ScanSetting, suites: readonly SuiteId[]): DetailLane {
  if (suites.length === 0) return {};
  const version = "tls1.3";
  const chosen: number[] = [];
  let left = tls13Groups;
  while (left.length > 0) {
    const wish = { version, suites, groups: left, shares: [] } as const;
    const outcome = yield* ask(setting, "groups", "hello", wish);
    const group = groupIn(helloIn(outcome, version));
    if (group === null && chosen.length === 0 && isOpen(outcome)) return {};
    if (group === null || !left.includes(group)) break;
    chosen.push(group);
    left = left.filter((one) => one !== group);
  }
  return { tls13Groups: chosen };
}

function primeFacts(hello: ServerHello | null): PrimeFacts | null {
  const { prime = null, generator = null } = hello?.exchange ?? {};
  if (prime === null || generator === null) return null;
  const { hex, bits } = primeOf(prime);
  return { bits, generator: primeOf(generator).hex, group: knownPrimes().get(hex) ?? null };
}

/**
 * The prime: first as an old client sees it, then as one that names the groups of RFC 7919.
 * @yields the hellos it takes
 */
function* askPrime({ setting, version, suites }: Asked): DetailLane {
  const overPrimes = suites
    .filter((suite) => exchangeOf(suite).startsWith("DHE"))
    .slice(0, mostSuites);
  if (overPrimes.length === 0) return {};
  const ffdhe = tls13Groups.filter((group) => group >= 0x0100 && group <= 0x0104);
  for (const groups of [[], ffdhe]) {
    const wish = { version, suites: overPrimes, groups };
    const outcome = yield* ask(setting, "prime", "exchange", wish);
    const prime = primeFacts(helloIn(outcome, version));
    if (prime !== null) return { prime };
  }
  return {};
}

/**
 * Whether it signs with a hash when offered no other (RFC 5246 §7.4.1.4.1).
 * @yields the hellos it takes
 */
function* askHash(asked: Asked, hash: "sha1" | "sha224"): DetailLane {
  const { setting, version, suites } = asked;
  const signed = suites
    .filter((suite) => /^(?:EC)?DHE_(?!.*(?:anon|PSK))/u.test(exchangeOf(suite)))
    .slice(0, mostSuites);
  if (version !== "tls1.2" || signed.length === 0) return {};
  const schemes = hash === "sha1" ? sha1Schemes : sha224Schemes;
  const wish = { version, suites: signed, signatureSchemes: schemes } as const;
  const outcome = yield* ask(setting, `signature ${hash}`, "exchange", wish);
  if (isOpen(outcome)) return {};
  const scheme = helloIn(outcome, version)?.exchange?.scheme ?? null;
  const signs = scheme !== null && schemes.includes(scheme);
  return hash === "sha1" ? { signsSha1: signs } : { signsSha224: signs };
}

/**
 * What one hello shows by itself: compression, secure renegotiation, extended master secret.
 * @yields the hellos it takes
 */
function* askExtras({ setting, version, suites }: Asked): DetailLane {
  const wish = { version, suites: suites.slice(0, mostSuites), compression: [1, 0] };
  const outcome = yield* ask(setting, "extensions", "hello", wish);
  const hello = helloIn(outcome, version);
  if (hello === null) return {};
  return {
    compresses: hello.compression !== 0,
    renegotiatesSecurely: hello.extensions.includes(0xff01),
    hasExtendedMasterSecret: hello.extensions.includes(0x0017),
  };
}

const earlier = ["tls1.2", "tls1.1", "tls1.0", "ssl3"] as const;

/** Lanes that may be walked in another way. */
export type DetailWays = {
  readonly askGroups: typeof askGroups;
  readonly askCurves: typeof askCurves;
  readonly askOrder: typeof askOrder;
};

/**
 * The lanes of the second round.
 * @param versions what the first round showed
 * @param rank orders suites for the question whether the server prefers good ones
 * @param ways how some are asked; left out: in full
 */
export function detailLanes(
  setting: ScanSetting,
  versions: readonly VersionSupport[],
  rank: SuiteRank,
  ways: DetailWays = { askGroups, askCurves, askOrder },
): readonly DetailLane[] {
  const lanes = [ways.askGroups(setting, suitesIn(versions, "tls1.3"))];
  const version = earlier.find((one) => suitesIn(versions, one).length > 0);
  if (version === undefined) return lanes;
  const asked: Asked = { setting, version, suites: suitesIn(versions, version) };
  const asks: readonly DetailLane[] = [
    ways.askOrder(asked, rank),
    ways.askCurves(asked),
    askPrime(asked),
    askHash(asked, "sha1"),
    askHash(asked, "sha224"),
    askExtras(asked),
  ];
  return [...lanes, ...asks];
}

/** The version the second round asks in, below 1.3; null where the server takes none. */
export function askedVersion(versions: readonly VersionSupport[]): TlsVersion | null {
  return earlier.find((one) => suitesIn(versions, one).length > 0) ?? null;
}
