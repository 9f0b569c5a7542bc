/** Order of Python packages: PEP 440, and before all of those the older free forms. */
import {
  compareNumbers,
  compareTexts,
  digitsEnd,
  end,
  isZero,
  mark,
  numberAt,
  numberKey,
  type Order,
  orderOf,
  type Part,
} from "./key.ts";
import { finished, type Form, formOf, isSeparator } from "./pep440-form.ts";
import { compareLegacy, legacyKey } from "./pep440-legacy.ts";

const standard = mark(2);
const legacy = mark(1);
const component = mark(2);
const absent = mark(1);
/** What stands behind a release that is neither early nor late. */
const final = mark(finished) + absent + mark(2) + absent;
const zeroComponent = component + numberKey("", 0, 0);

function numberOf(part: Part | null): string {
  return part === null ? numberKey("", 0, 0) : numberKey(part.text, part.from, part.to);
}

function releaseKey({ text, from, to }: Part): string {
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

/** The place after a piece of a label: at the next separator, or the end. */
function pieceEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isSeparator(text.charCodeAt(at))) at += 1;
  return at;
}

/** A label: texts before numbers, shorter before longer. */
function labelKey({ text, from }: Part): string {
  let key = mark(2);
  for (let at = from; at < text.length;) {
    const to = pieceEnd(text, at);
    const isNumber = digitsEnd(text, at) === to;
    key += isNumber ? mark(3) + numberKey(text, at, to) : mark(2) + text.slice(at, to) + end;
    at = to + 1;
  }
  return key + end;
}

function behindKey({ phase, phaseNumber, post, dev, label }: Form): string {
  if (phase === finished && post === null && dev === null && label === null) return final;
  return (
    mark(phase) +
    (phaseNumber === null ? "" : numberOf(phaseNumber)) +
    (post === null ? absent : mark(2) + numberOf(post)) +
    (dev === null ? mark(2) : mark(1) + numberOf(dev)) +
    (label === null ? absent : labelKey(label))
  );
}

/** PEP 440, and for what it does not know the order that setuptools had. Case does not count. */
export function pep440Key(text: string): string {
  const lower = text.toLowerCase();
  const form = formOf(lower);
  if (form === null) return legacy + legacyKey(lower);
  return standard + numberOf(form.epoch) + releaseKey(form.release) + behindKey(form);
}

/** Numbers by turns; what one of them lacks is zero. */
function compareReleases(a: Part, b: Part): Order {
  let [i, j] = [a.from, b.from];
  while (i < a.to || j < b.to) {
    const iTo = i < a.to ? digitsEnd(a.text, i) : i;
    const jTo = j < b.to ? digitsEnd(b.text, j) : j;
    const [x, y] = [numberAt(a.text, i, iTo), numberAt(b.text, j, jTo)];
    const isExact = x >= 0 && y >= 0;
    const order = isExact
      ? orderOf(x, y)
      : compareNumbers({ text: a.text, from: i, to: iTo }, { text: b.text, from: j, to: jTo });
    if (order !== 0) return order;
    i = iTo + 1;
    j = jTo + 1;
  }
  return 0;
}

/** A part that may be absent, by its number where both are there. */
function compareParts(a: Part | null, b: Part | null, ofAbsent: Order): Order {
  if (a !== null && b !== null) return compareNumbers(a, b);
  if (a === b) return 0;
  return orderOf(a === null ? ofAbsent : 0, b === null ? ofAbsent : 0);
}

function compareLabels(a: Part | null, b: Part | null): Order {
  if (a === null || b === null) return compareParts(a, b, -1);
  let [i, j] = [a.from, b.from];
  while (i < a.to && j < b.to) {
    const first: Part = { text: a.text, from: i, to: pieceEnd(a.text, i) };
    const second: Part = { text: b.text, from: j, to: pieceEnd(b.text, j) };
    const isNumber = digitsEnd(a.text, i) === first.to;
    if (isNumber !== (digitsEnd(b.text, j) === second.to)) return isNumber ? 1 : -1;
    const order = isNumber ? compareNumbers(first, second) : compareTexts(first, second);
    if (order !== 0) return order;
    i = first.to + 1;
    j = second.to + 1;
  }
  return orderOf(i < a.to ? 1 : 0, j < b.to ? 1 : 0);
}

const none: Part = { text: "", from: 0, to: 0 };

/**
 * The order of two versions as their keys have it, without making any: some four times as fast
 * where each text is met once.
 */
export function comparePep440(a: string, b: string): Order {
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  const x = formOf(first);
  const y = formOf(second);
  if (x === null || y === null) return x === y ? compareLegacy(first, second) : x === null ? -1 : 1;
  return (
    compareNumbers(x.epoch ?? none, y.epoch ?? none) ||
    compareReleases(x.release, y.release) ||
    orderOf(x.phase, y.phase) ||
    compareParts(x.phaseNumber, y.phaseNumber, -1) ||
    compareParts(x.post, y.post, -1) ||
    compareParts(x.dev, y.dev, 1) ||
    compareLabels(x.label, y.label)
  );
}
