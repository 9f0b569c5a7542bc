/** Where the parts of a Python version stand in its text (PEP 440, appendix B). */
import { digitsEnd, isDigit, isLetter, type Part } from "./key.ts";

/** Parts of a version in lower case; null where a part is not there. */
export type Form = {
  readonly text: string;
  readonly epoch: Part | null;
  /** Numbers between dots. */
  readonly release: Part;
  /** 1: a development release of nothing else, 2: alpha, 3: beta, 4: candidate, 5: none. */
  readonly phase: number;
  readonly phaseNumber: Part | null;
  readonly post: Part | null;
  readonly dev: Part | null;
  /** All that follows a `+`. */
  readonly label: Part | null;
};

/** The phase of a version that has none. */
export const finished = 5;
const onlyDeveloped = 1;

/** Names of phases with their ranks, longer ones before those they begin with. */
const phases: readonly (readonly [name: string, rank: number])[] = [
  ["alpha", 2],
  ["a", 2],
  ["beta", 3],
  ["b", 3],
  ["preview", 4],
  ["pre", 4],
  ["c", 4],
  ["rc", 4],
];
const lateNames: readonly string[] = ["post", "rev", "r"];
const [dot, exclamation, hyphen, underscore, plus] = [0x2e, 0x21, 0x2d, 0x5f, 0x2b];
/** Signs that names of phases and of late releases begin with: most places have none of them. */
const [letterA, letterB, letterC, letterP, letterR] = [0x61, 0x62, 0x63, 0x70, 0x72];

/** True for the signs that may stand between parts. */
export const isSeparator = (code: number): boolean =>
  code === dot || code === hyphen || code === underscore;

/** The place after a separator that may stand at a place. */
const past = (text: string, at: number): number => (isSeparator(text.charCodeAt(at)) ? at + 1 : at);

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

/** Whether a text is letters and digits between single separators, from a place to its end. */
function isLabel(text: string, start: number): boolean {
  let isPiece = false;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isDigit(code) || isLetter(code)) isPiece = true;
    else if (isPiece && isSeparator(code)) isPiece = false;
    else return false;
  }
  return isPiece;
}

/** The number that may follow a name that ends at a place, behind a separator. */
function numberBehind(text: string, nameEnd: number): Part {
  const from = past(text, nameEnd);
  return { text, from, to: digitsEnd(text, from) };
}

/** A late release at a place: bare behind a hyphen, or by name. */
function lateAt(text: string, at: number): Part | null {
  const bareEnd = text.charCodeAt(at) === hyphen ? digitsEnd(text, at + 1) : at;
  if (bareEnd > at + 1) return { text, from: at + 1, to: bareEnd };
  const from = past(text, at);
  const length = lateAtPlace(text, from);
  return length > 0 ? numberBehind(text, from + length) : null;
}

type Tail = Omit<Form, "epoch" | "release" | "text">;

const noTail: Tail = { phase: finished, phaseNumber: null, post: null, dev: null, label: null };

/**
 * What stands behind a release from a place on: phase, post-release, development release, label;
 * null for what PEP 440 does not know. Each is looked for once, from the left: a separator that
 * stands before nothing belongs to what is before it, so there is no way back to try.
 */
function tailAt(text: string, from: number): Tail | null {
  let at = from;
  const phaseAt = past(text, at);
  const phase = phaseAtPlace(text, phaseAt);
  const phaseNumber = phase === null ? null : numberBehind(text, phaseAt + phase[0].length);
  if (phaseNumber !== null) at = phaseNumber.to;
  const post = lateAt(text, at);
  if (post !== null) at = post.to;
  const devAt = past(text, at);
  const dev = text.startsWith("dev", devAt) ? numberBehind(text, devAt + 3) : null;
  if (dev !== null) at = dev.to;
  const isLabelled = text.charCodeAt(at) === plus;
  if (isLabelled ? !isLabel(text, at + 1) : at < text.length) return null;
  const label = isLabelled ? { text, from: at + 1, to: text.length } : null;
  const isEarly = dev !== null && post === null;
  const rank = phase?.[1] ?? (isEarly ? onlyDeveloped : finished);
  return { phase: rank, phaseNumber, post, dev, label };
}

/** The parts of a version in lower case; null for what PEP 440 does not know. */
export function formOf(text: string): Form | null {
  const start = text.charCodeAt(0) === 0x76 ? 1 : 0;
  let from = start;
  const epochEnd = digitsEnd(text, start);
  if (epochEnd > start && text.charCodeAt(epochEnd) === exclamation) from = epochEnd + 1;
  const to = releaseEnd(text, from);
  if (to === from) return null;
  const tail = to === text.length ? noTail : tailAt(text, to);
  if (tail === null) return null;
  const epoch = from === start ? null : { text, from: start, to: epochEnd };
  const { phase, phaseNumber, post, dev, label } = tail;
  return { text, epoch, release: { text, from, to }, phase, phaseNumber, post, dev, label };
}
