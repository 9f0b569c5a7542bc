/** Order of Python packages: PEP 440, and before all of those the older free forms. */
import { digitsEnd, end, isDigit, isLetter, isZero, lettersEnd, mark, numberKey } from "./key.ts";

const standard = mark(2);
const legacy = mark(1);
const component = mark(2);
/** Names of phases with their ranks, longer ones before those they begin with. */
const phases: readonly (readonly [name: string, rank: string])[] = [
  ["alpha", mark(2)],
  ["a", mark(2)],
  ["beta", mark(3)],
  ["b", mark(3)],
  ["preview", mark(4)],
  ["pre", mark(4)],
  ["c", mark(4)],
  ["rc", mark(4)],
];
const lateNames: readonly string[] = ["post", "rev", "r"];
const [dot, exclamation, hyphen, underscore, plus] = [0x2e, 0x21, 0x2d, 0x5f, 0x2b];
/** Signs that names of phases and of late releases begin with: most places have none of them. */
const [letterA, letterB, letterC, letterP, letterR] = [0x61, 0x62, 0x63, 0x70, 0x72];
/** What stands behind a release that is neither early nor late. */
const released = mark(1) + mark(2) + mark(1);
const final = mark(5) + released;
const zeroComponent = component + numberKey("", 0, 0);
const noEpoch = numberKey("", 0, 0);

function whole(digits: string): string {
  return numberKey(digits, 0, digits.length);
}

/** Where a release of numbers and dots ends that begins at `start`; `start` where there is none. */
function releaseEnd(text: string, start: number): number {
  let at = digitsEnd(text, start);
  while (at > start && text.charCodeAt(at) === dot) {
    const next = digitsEnd(text, at + 1);
    if (next === at + 1) return at;
    at = next;
  }
  return at;
}

function releaseKey(text: string, from: number, to: number): string {
  let key = "";
  // Zeros count where something follows them, and not at the end.
  let zeros = 0;
  for (let at = from; at < to; at += 1) {
    const stop = digitsEnd(text, at);
    if (isZero(text, at, stop)) zeros += 1;
    else {
      for (; zeros > 0; zeros -= 1) key += zeroComponent;
      key += component + numberKey(text, at, stop);
    }
    at = stop;
  }
  return key + end;
}

const noLabel = mark(1);

/**
 * A label from a place to the end: texts before numbers, shorter before longer. Null where it is
 * not letters and digits between single separators.
 */
function labelKey(text: string, start: number): string | null {
  let key = mark(2);
  for (let from = start; from <= text.length;) {
    let to = from;
    let isNumber = true;
    for (; to < text.length; to += 1) {
      const code = text.charCodeAt(to);
      if (isDigit(code)) continue;
      if (!isLetter(code)) break;
      isNumber = false;
    }
    if (to === from || (to < text.length && !isSeparator(text.charCodeAt(to)))) return null;
    key += isNumber ? mark(3) + numberKey(text, from, to) : mark(2) + text.slice(from, to) + end;
    from = to + 1;
  }
  return key + end;
}

const renamed: ReadonlyMap<string, string> = new Map([
  ["pre", "c"],
  ["preview", "c"],
  ["-", "final-"],
  ["rc", "c"],
  ["dev", "@"],
]);

/** The place after the letters that begin at a place, or after the one other sign there. */
function wordEnd(text: string, from: number): number {
  const stop = lettersEnd(text, from);
  return stop === from ? from + 1 : stop;
}

const zeroPart = mark(3) + whole("0");
const dash = `${mark(2)}final-${end}`;

/** What setuptools did before PEP 440: words before `final` are early, zeros before them vanish. */
function legacyKey(text: string): string {
  const parts: string[] = [];
  const push = (word: string): void => {
    if (word < "final") while (parts.at(-1) === dash) parts.pop();
    while (parts.at(-1) === zeroPart) parts.pop();
    parts.push(mark(2) + word + end);
  };
  for (let at = 0; at < text.length;) {
    const digits = digitsEnd(text, at);
    const stop = digits === at ? wordEnd(text, at) : digits;
    if (digits > at) parts.push(mark(3) + numberKey(text, at, digits));
    else if (text.charCodeAt(at) !== dot) {
      const found = text.slice(at, stop);
      push(renamed.get(found) ?? found);
    }
    at = stop;
  }
  push("final");
  return legacy + parts.join("");
}

const isSeparator = (code: number): boolean =>
  code === dot || code === hyphen || code === underscore;

/** The place after a separator that may stand at a place. */
const past = (text: string, at: number): number => (isSeparator(text.charCodeAt(at)) ? at + 1 : at);

/** The phase that is named at a place. */
function phaseAtPlace(text: string, at: number): (typeof phases)[number] | null {
  const first = text.charCodeAt(at);
  const mayBe =
    first === letterA ||
    first === letterB ||
    first === letterC ||
    first === letterP ||
    first === letterR;
  if (!mayBe) return null;
  for (const phase of phases) if (text.startsWith(phase[0], at)) return phase;
  return null;
}

/** The length of the name of a late release at a place; 0 where there is none. */
function lateAtPlace(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first !== letterP && first !== letterR) return 0;
  for (const name of lateNames) if (text.startsWith(name, at)) return name.length;
  return 0;
}

/**
 * What stands behind a release from a place on: phase, post-release (bare or by name), development
 * release, label; null for what PEP 440 does not know. Each is looked for once, from the left: a
 * separator that stands before nothing belongs to what is before it, so there is no way back to
 * try.
 */
function tailKey(text: string, from: number): string | null {
  let at = from;
  let key = mark(5);
  let isEarly = false;
  let isPost = false;
  let isDev = false;
  /** The number that may follow a name that ends at `stop`, as a key. */
  const numberAfter = (stop: number): string => {
    const start = past(text, stop);
    at = digitsEnd(text, start);
    return numberKey(text, start, at);
  };
  const phaseAt = past(text, at);
  const phase = phaseAtPlace(text, phaseAt);
  if (phase !== null) {
    isEarly = true;
    key = phase[1] + numberAfter(phaseAt + phase[0].length);
  }
  let postKey = "";
  const postAt = past(text, at);
  const bareEnd = text.charCodeAt(at) === hyphen ? digitsEnd(text, at + 1) : at;
  if (bareEnd > at + 1) {
    isPost = true;
    postKey = numberKey(text, at + 1, bareEnd);
    at = bareEnd;
  } else {
    const length = lateAtPlace(text, postAt);
    if (length > 0) {
      isPost = true;
      postKey = numberAfter(postAt + length);
    }
  }
  let devKey = "";
  const devAt = past(text, at);
  if (text.startsWith("dev", devAt)) {
    isDev = true;
    devKey = numberAfter(devAt + 3);
  }
  const isLabelled = text.charCodeAt(at) === plus;
  if (!isLabelled && at < text.length) return null;
  const label = isLabelled ? labelKey(text, at + 1) : noLabel;
  if (label === null) return null;
  if (!isEarly && !isPost && isDev) key = mark(1);
  if (isPost) key += mark(2) + postKey;
  if (!isPost && !isDev && !isLabelled) return key + released;
  if (!isPost) key += mark(1);
  return key + (isDev ? mark(1) + devKey : mark(2)) + label;
}

/** PEP 440, and for what it does not know the order that setuptools had. Case does not count. */
export function pep440Key(text: string): string {
  const lower = text.toLowerCase();
  const start = lower.startsWith("v") ? 1 : 0;
  let from = start;
  let stop = digitsEnd(lower, start);
  if (stop > start && lower.charCodeAt(stop) === exclamation) from = stop + 1;
  const epoch = from === start ? noEpoch : numberKey(lower, start, stop);
  stop = releaseEnd(lower, from);
  if (stop === from) return legacyKey(lower);
  const behind = stop === lower.length ? final : tailKey(lower, stop);
  if (behind === null) return legacyKey(lower);
  return standard + epoch + releaseKey(lower, from, stop) + behind;
}
