/**
 * What to ask a server to learn all it accepts, one hello after another. A lane is a row of hellos
 * of which each depends on the answer before; lanes know nothing of each other, so that a collector
 * may walk several at once. Source of the method: offer at most 64 suites, note the one chosen,
 * take
 * it away and ask again until the server refuses.
 */
import { writeClientHello, writeSsl2Hello } from "./client-hello.ts";
import type { ClientHello } from "./client-hello.ts";
import { earlierGroups, signatureSchemes, tls13Groups, tlsVersions } from "./parameters.ts";
import type { TlsVersion } from "./parameters.ts";
import type { AnswerDepth, ServerAnswer, ServerHello } from "./server-answer.ts";
import { earlierSuites, ssl2Suites, tls13Suites } from "./suites.ts";
import type { SuiteId } from "./suites.ts";

/** One hello to send on a connection of its own, and how far to read what comes back. */
export type TlsProbe = {
  /** What it is for, for the log of probes. */
  readonly purpose: string;
  readonly bytes: Uint8Array;
  readonly depth: AnswerDepth;
};

/** What came back, or why nothing did. */
export type ProbeOutcome =
  | Exclude<ServerAnswer, { readonly kind: "more" }>
  /** The server hung up without a word, as some do to refuse. */
  | { readonly kind: "closed" }
  /**
   * Nothing came in time, or no connection was made: it says nothing of what the server accepts.
   */
  | { readonly kind: "silent" };

/** Hellos, each waiting for its outcome, and what they showed in the end. */
export type Lane<T> = Generator<TlsProbe, T, ProbeOutcome>;

/** What every hello of a scan has in common. */
export type ScanSetting = {
  readonly serverName: string | null;
  /** 64 octets: 32 that stand as the client's random number, 32 as its share over x25519. */
  readonly random: Uint8Array;
};

/** What a server takes of one version. */
export type VersionSupport = {
  readonly version: TlsVersion;
  /** Null where the server never said: every question went unanswered. */
  readonly isOffered: boolean | null;
  /** Suites it accepted, in the order it chose them within each 64 offered. */
  readonly suites: readonly SuiteId[];
  /** A question of this version went unanswered, so there may be more. */
  readonly isIncomplete: boolean;
};

/** Most suites in one hello: some servers read no further. */
export const mostSuites = 64;

/** Numbers alerts have (RFC 8446 §6.2). */
const alertProtocolVersion = 70;

/** x25519's number, the one group a share is sent of unasked. */
const x25519 = 29;

type Wish = Partial<ClientHello> & Pick<ClientHello, "version" | "suites">;

/** A hello that asks for `wish` and is otherwise like any client's. */
export function helloOf(setting: ScanSetting, wish: Wish): ClientHello {
  const isNew = wish.version === "tls1.3";
  return {
    random: setting.random.subarray(0, 32),
    serverName: setting.serverName,
    groups: isNew ? tls13Groups : earlierGroups,
    signatureSchemes,
    compression: [0],
    shares: isNew ? [{ group: x25519, key: setting.random.subarray(32, 64) }] : [],
    ...wish,
  };
}

/**
 * Asks once.
 * @yields the hellos it takes
 */
export function* ask(
  setting: ScanSetting,
  purpose: string,
  depth: AnswerDepth,
  wish: Wish,
): Lane<ProbeOutcome> {
  const bytes = writeClientHello(helloOf(setting, wish));
  return yield { purpose: `${wish.version} ${purpose}`, bytes, depth };
}

/** The hello in an outcome that is one of the version asked for, else null. */
export function helloIn(outcome: ProbeOutcome, version: TlsVersion): ServerHello | null {
  return outcome.kind === "hello" && outcome.hello.version === version ? outcome.hello : null;
}

/** Whether the outcome leaves the question open. */
export function isOpen(outcome: ProbeOutcome): boolean {
  return outcome.kind === "silent" || outcome.kind === "broken";
}

/** The server speaks an older version instead, or says that it does not speak this one. */
function refusesVersion(outcome: ProbeOutcome, version: TlsVersion): boolean {
  if (outcome.kind === "alert") return outcome.description === alertProtocolVersion;
  return outcome.kind === "hello" && outcome.hello.version !== version;
}

/** Suites that can be offered in a version. */
export function offerable(version: ClientHello["version"]): readonly SuiteId[] {
  return version === "tls1.3" ? tls13Suites : earlierSuites;
}

function* askAll(setting: ScanSetting, version: ClientHello["version"]): Lane<VersionSupport> {
  const all = offerable(version);
  const suites: SuiteId[] = [];
  let isIncomplete = false;
  let answers = 0;
  for (let first = 0; first < all.length; first += mostSuites) {
    let offered = all.slice(first, first + mostSuites);
    while (offered.length > 0) {
      const outcome = yield* ask(setting, "suites", "hello", { version, suites: offered });
      const chosen = helloIn(outcome, version)?.suite;
      if (isOpen(outcome)) isIncomplete = true;
      else answers += 1;
      if (refusesVersion(outcome, version)) first = all.length;
      // A suite that was not offered breaks the protocol; to ask on would never end.
      if (chosen === undefined || !offered.includes(chosen)) break;
      suites.push(chosen);
      offered = offered.filter((suite) => suite !== chosen);
    }
    if (isIncomplete && answers === 0) break;
  }
  const isOffered = suites.length > 0 ? true : isIncomplete ? null : false;
  return { version, isOffered, suites, isIncomplete };
}

function* askSsl2(setting: ScanSetting): Lane<VersionSupport> {
  const bytes = writeSsl2Hello(ssl2Suites, setting.random);
  const outcome = yield { purpose: "ssl2 suites", bytes, depth: "hello" };
  const isOffered = outcome.kind === "ssl2" ? true : outcome.kind === "silent" ? null : false;
  const suites = outcome.kind === "ssl2" ? outcome.suites : [];
  return { version: "ssl2", isOffered, suites, isIncomplete: isOffered === null };
}

/** Every suite the server takes of one version. */
export function versionLane(setting: ScanSetting, version: TlsVersion): Lane<VersionSupport> {
  return version === "ssl2" ? askSsl2(setting) : askAll(setting, version);
}

/** One lane a version. */
export function versionLanes(setting: ScanSetting): readonly Lane<VersionSupport>[] {
  return tlsVersions.map((version) => versionLane(setting, version));
}
