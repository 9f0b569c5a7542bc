/** Order of Python packages: PEP 440, and before all of those the older free forms. */
import { own } from "@vallgrav/kernel";
import { digitsEnd, end, isZero, lettersEnd, mark, numberKey } from "./key.ts";

/** After epoch and release: phase, post-release (bare or by name), development release, label. */
const tail: RegExp = new RegExp(
  [
    String.raw`^(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?`,
    String.raw`(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?`,
    String.raw`(?:\+([a-z\d]+(?:[-_.][a-z\d]+)*))?$`,
  ].join(""),
);

/** What a tail can begin with: most that PEP 440 does not know is told apart by it. */
const mayBegin = /^[-_.+abcprd]/;

const standard = mark(2);
const legacy = mark(1);
const component = mark(2);
const phases: Readonly<Record<string, number>> = { alpha: 2, a: 2, beta: 3, b: 3 };
const candidate = 4;
const [dot, exclamation] = [0x2e, 0x21];
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

/** Texts before numbers, shorter before longer; none before any. */
function localKey(local: string | undefined): string {
  if (local === undefined) return mark(1);
  const parts = local.split(/[-_.]/);
  const keys = parts.map((one) =>
    digitsEnd(one, 0) === one.length ? mark(3) + whole(one) : mark(2) + one + end,
  );
  return mark(2) + keys.join("") + end;
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

/** What stands behind a release; null for what PEP 440 does not know. */
function tailKey(text: string): string | null {
  if (!mayBegin.test(text)) return null;
  const found = tail.exec(text);
  if (found === null) return null;
  const [, phase, phaseNumber, bare, post, postNumber, dev, devNumber, local] = found;
  const isPost = bare !== undefined || post !== undefined;
  let key = mark(5);
  if (phase !== undefined) key = mark(own(phases, phase) ?? candidate) + whole(phaseNumber ?? "");
  else if (!isPost && dev !== undefined) key = mark(1);
  if (isPost) key += mark(2) + whole(bare ?? postNumber ?? "");
  if (!isPost && dev === undefined && local === undefined) return key + released;
  if (!isPost) key += mark(1);
  const developing = dev === undefined ? mark(2) : mark(1) + whole(devNumber ?? "");
  return key + developing + localKey(local);
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
  const behind = stop === lower.length ? final : tailKey(lower.slice(stop));
  if (behind === null) return legacyKey(lower);
  return standard + epoch + releaseKey(lower, from, stop) + behind;
}
