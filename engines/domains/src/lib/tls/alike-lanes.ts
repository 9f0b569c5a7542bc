/**
 * Asks for one name what is known of another at the same address, in about a third of the hellos.
 *
 * A server may treat each name as it pleases, so nothing is taken over unasked. Where all that the
 * other name takes is good enough, two hellos hold the rest of what is judged: one that offers all
 * that must not be taken, which must be refused, and one that ends with what may, which must be
 * chosen. All else, and whatever comes out otherwise, is asked in full.
 */
import { groupStrength, suiteStrength, worstOf } from "../judge/suite-levels.ts";
import type { Strength } from "../judge/suite-levels.ts";
import {
  askCurves,
  askGroups,
  askOrder,
  detailLanes,
  groupIn,
  overCurves,
} from "./detail-lanes.ts";
import type { Asked, DetailLane, SuiteRank } from "./detail-lanes.ts";
import { ask, helloIn, isOpen, offerable, versionLane } from "./lanes.ts";
import type { Lane, ProbeOutcome, ScanSetting, VersionSupport } from "./lanes.ts";
import { earlierGroups, tls13Groups, tlsVersions } from "./parameters.ts";
import type { TlsVersion } from "./parameters.ts";
import type { SuiteId } from "./suites.ts";
import type { TlsFacts } from "./tls-facts.ts";

/** What is known beside a name. */
export type Beside = {
  /** Of another name at the same address and port. */
  readonly facts: TlsFacts;
  /** The number of the curve of this name's own certificate; null where it is over none. */
  readonly curve: number | null;
};

const passes = (strength: Strength): boolean => strength === "good" || strength === "sufficient";

const isRefused = (outcome: ProbeOutcome, version: TlsVersion): boolean =>
  !isOpen(outcome) && helloIn(outcome, version) === null;

/**
 * Whether of all suites the server takes none but some of `known`. All stand in one hello: that the
 * last is chosen shows that it was read to its end, so that a refusal of the others is about all.
 * @yields the hellos it takes
 */
function* takesNoOther(
  setting: ScanSetting,
  version: Exclude<TlsVersion, "ssl2">,
  known: readonly SuiteId[],
): Lane<boolean> {
  const others = offerable(version).filter((suite) => !known.includes(suite));
  const last = known.slice(0, 1);
  const whole = yield* ask(setting, "suites", "hello", { version, suites: [...others, ...last] });
  if (helloIn(whole, version)?.suite !== last[0]) return false;
  if (others.length === 0) return true;
  const rest = yield* ask(setting, "suites", "hello", { version, suites: others });
  return isRefused(rest, version);
}

function* versionLike(
  setting: ScanSetting,
  version: TlsVersion,
  known: VersionSupport | undefined,
): Lane<VersionSupport> {
  // Those know no extensions, and so no names: the answer is the same for all.
  const isNameless = version === "ssl2" || version === "ssl3";
  if (isNameless && known !== undefined && known.isOffered !== null && !known.isIncomplete)
    return known;
  const isGood =
    known?.isOffered === true &&
    !known.isIncomplete &&
    known.suites.every((suite) => passes(suiteStrength(suite)));
  if (version !== "ssl2" && isGood && (yield* takesNoOther(setting, version, known.suites)))
    return known;
  return yield* versionLane(setting, version);
}

/**
 * {@link versionLanes} for a name beside another. What comes out is judged as if asked in full; of
 * suites that pass, those of the other name are told, of which one was chosen.
 */
export function versionLanesLike(
  setting: ScanSetting,
  { facts: { versions } }: Beside,
): readonly Lane<VersionSupport>[] {
  return tlsVersions.map((version) =>
    versionLike(
      setting,
      version,
      versions.find((one) => one.version === version),
    ),
  );
}

const allPass = (groups: readonly number[] | null): groups is readonly number[] =>
  groups !== null && groups.length > 0 && groups.every((group) => passes(groupStrength(group)));

const without = (all: readonly number[], some: readonly number[]): readonly number[] =>
  all.filter((one) => !some.includes(one));

/**
 * Groups of TLS 1.3: those of the worst level are all taken, one after another, or where all pass
 * one of them, and besides the known none. What is judged, and named, is the worst.
 * @yields the hellos it takes
 */
function* groupsLike(
  setting: ScanSetting,
  suites: readonly SuiteId[],
  known: readonly number[] | null,
): DetailLane {
  const version = "tls1.3";
  const wish = { version, suites, shares: [] } as const;
  const chosenOf = function* (groups: readonly number[]): Lane<number | null> {
    return groupIn(helloIn(yield* ask(setting, "groups", "hello", { ...wish, groups }), version));
  };
  const worst = known === null ? null : worstOf(known.map(groupStrength));
  if (suites.length > 0 && known !== null && worst !== null) {
    let left: readonly number[] = known.filter(
      (group) => passes(worst) || groupStrength(group) === worst,
    );
    while (left.length > 0) {
      const chosen = yield* chosenOf(left);
      if (chosen === null || !left.includes(chosen)) return yield* askGroups(setting, suites);
      left = passes(worst) ? [] : without(left, [chosen]);
    }
    const groups = without(tls13Groups, known);
    if (isRefused(yield* ask(setting, "groups", "hello", { ...wish, groups }), version))
      return { tls13Groups: known };
  }
  return yield* askGroups(setting, suites);
}

/**
 * Curves below TLS 1.3: of all others none. A certificate over a curve needs that curve offered,
 * whether keys may be exchanged over it or not; so it stands last beside the others.
 * @yields the hellos it takes
 */
function* curvesLike(asked: Asked, { facts, curve }: Beside): DetailLane {
  const { setting, version } = asked;
  const suites = overCurves(asked);
  const known = facts.earlierGroups;
  if (suites.length > 0 && version !== "ssl3" && allPass(known)) {
    const needed = curve === null ? [] : [curve];
    const groups = [...without(earlierGroups, [...known, ...needed]), ...needed];
    const one = yield* ask(setting, "curves", "exchange", { version, suites, groups });
    const chosen = groupIn(helloIn(one, version));
    if (chosen !== null && chosen === curve && known.includes(chosen))
      return { earlierGroups: known };
    if (isRefused(one, version)) {
      const wish = { version, suites, groups: [...known, ...needed] };
      const all = yield* ask(setting, "curves", "exchange", wish);
      const group = groupIn(helloIn(all, version));
      if (group !== null && known.includes(group)) return { earlierGroups: known };
    }
  }
  return yield* askCurves(asked);
}

/**
 * Order matters only between what passes and what does not.
 * @yields the hellos it takes
 */
function* orderLike(asked: Asked, rank: SuiteRank): DetailLane {
  if (asked.suites.every((suite) => passes(suiteStrength(suite)))) return {};
  return yield* askOrder(asked, rank);
}

/**
 * {@link detailLanes} for a name beside another. Prime, hashes and habits are asked in full, the
 * order of suites only where it is judged.
 * @param versions what the first round showed for this name
 */
export function detailLanesLike(
  setting: ScanSetting,
  versions: readonly VersionSupport[],
  rank: SuiteRank,
  beside: Beside,
): readonly DetailLane[] {
  return detailLanes(setting, versions, rank, {
    askGroups: (_, suites) => groupsLike(setting, suites, beside.facts.tls13Groups),
    askCurves: (asked) => curvesLike(asked, beside),
    askOrder: orderLike,
  });
}
