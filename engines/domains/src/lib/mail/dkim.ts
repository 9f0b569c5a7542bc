/**
 * Keys of DKIM. Where they lie is told by nobody: a domain's selectors stand in its mail. Those
 * that common senders use are tried, and what is found is judged (RFC 6376, 8301, 8463).
 */
import type { DomainName } from "../domain-name.ts";
import { labelsOf, lookTexts } from "./asking.ts";
import type { DnsLane } from "./asking.ts";
import { parseTags, tagValue } from "./tag-list.ts";
import type { TagList } from "./tag-list.ts";

/** What is wrong with a key. */
export type DkimFlaw =
  /** No record of a key, or one that cannot be read. */
  | "unreadable-key"
  /** RSA below 1 024 bits, which nobody accepts, or below 2 048, which is advised against. */
  | "very-short-key"
  | "short-key"
  /** Only SHA-1 may be used with it. */
  | "sha-1-only"
  /** Receivers are told not to mind it. */
  | "trial-key"
  /** Several records stand at the selector. */
  | "several-records";

/** A key that was found; a selector whose key was withdrawn is no key. */
export type DkimKey = { readonly selector: string; readonly flaws: readonly DkimFlaw[] };

/**
 * Which selectors are asked for: those learnt first, each once, then the common ones where anything
 * may stand there.
 * @param hasFolder whether anything stands at `_domainkey`; null where no answer came
 */
export function selectorsToAsk(
  learnt: readonly string[],
  hasFolder: boolean | null,
): readonly string[] {
  const common = hasFolder === true ? commonSelectors : [];
  return [...new Set([...learnt.slice(0, mostLearnt), ...common])];
}

/** Keys that were found, of the selectors that were tried. */
export type DkimKeys = {
  readonly found: readonly DkimKey[];
  /** Selectors whose question went unanswered. */
  readonly unanswered: readonly string[];
};

/**
 * Selectors of Microsoft 365, Google, Mailchimp, SendGrid, Amazon's and others' advice: what their
 * instructions say to set up.
 */
export const commonSelectors: readonly string[] =
  "selector1 selector2 google default dkim mail s1 s2 k1 k2".split(" ");

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Octets of base 64 (RFC 4648 §4), spaces passed over; null where it is none. */
function octetsOf(text: string): readonly number[] | null {
  const bare = text.replaceAll(/\s/gu, "").replace(/={1,2}$/u, "");
  const octets: number[] = [];
  let [bits, held] = [0, 0];
  for (const character of bare) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    octets.push((held >> bits) & 0xff);
  }
  return octets;
}

type Part = { readonly tag: number; readonly start: number; readonly end: number };

/** The part of DER that begins at a place; null where it does not lie within. */
function partAt(octets: readonly number[], at: number, end: number): Part | null {
  const first = octets[at + 1] ?? 0x80;
  const size = first & 0x7f;
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    if (size === 0 || size > 3) return null;
    length = 0;
    for (const octet of octets.slice(start, start + size)) length = length * 256 + octet;
    start += size;
  }
  const stop = start + length;
  return stop > end ? null : { tag: octets[at] ?? 0, start, end: stop };
}

/**
 * Bits of an RSA key, as `SubjectPublicKeyInfo` or bare, as some write it; null where it is none.
 * @param mayWrap the key may lie within the first
 */
function rsaBits(octets: readonly number[], mayWrap: boolean): number | null {
  const whole = partAt(octets, 0, octets.length);
  if (whole === null || whole.tag !== 0x30) return null;
  const first = partAt(octets, whole.start, whole.end);
  if (first?.tag === 0x30 && mayWrap) {
    const bits = partAt(octets, first.end, whole.end);
    // A string of bits, none of them left over, that holds the key itself.
    if (bits?.tag !== 0x03 || octets[bits.start] !== 0) return null;
    return rsaBits(octets.slice(bits.start + 1, bits.end), false);
  }
  if (first?.tag !== 0x02) return null;
  let at = first.start;
  while (at < first.end && octets[at] === 0) at += 1;
  const top = octets[at] ?? 0;
  return at === first.end ? null : (first.end - at - 1) * 8 + (32 - Math.clz32(top));
}

/** Octets of a key of Ed25519 (RFC 8463 §4.2). */
const edwardsOctets = 32;

/** The words of a list with colons between, in lower case; null where the tag is not there. */
function wordsIn(tags: TagList, tag: string): readonly string[] | null {
  const value = tagValue(tags, tag);
  return value === null
    ? null
    : value
        .toLowerCase()
        .split(":")
        .map((one) => one.trim());
}

/** What is wrong with the key itself. */
function keyFlaws(kind: string, octets: readonly number[] | null): readonly DkimFlaw[] {
  if (octets === null) return ["unreadable-key"];
  if (kind === "ed25519") return octets.length === edwardsOctets ? [] : ["unreadable-key"];
  const bits = kind === "rsa" ? rsaBits(octets, true) : null;
  if (bits === null) return ["unreadable-key"];
  if (bits >= 2_048) return [];
  return [bits < 1_024 ? "very-short-key" : "short-key"];
}

/** Judges the text of a key's record; null where the key was withdrawn (`p=` without a key). */
export function judgeDkimKey(text: string): readonly DkimFlaw[] | null {
  const tags = parseTags(text);
  const packed = tags === null ? null : tagValue(tags, "p");
  if (tags === null || packed === null) return ["unreadable-key"];
  if (packed.trim() === "") return null;
  const kind = tagValue(tags, "k")?.toLowerCase() ?? "rsa";
  const isOldAlone = wordsIn(tags, "h")?.includes("sha256") === false;
  return [
    ...keyFlaws(kind, octetsOf(packed)),
    ...(isOldAlone ? ["sha-1-only" as const] : []),
    ...(wordsIn(tags, "t")?.includes("y") === true ? ["trial-key" as const] : []),
  ];
}

/** Whether a text is meant as a key: the version is optional (RFC 6376 §3.6.1). */
const isKey = (text: string): boolean => /(?:^|;)\s*p\s*=/u.test(text) && !/^v=spf1/iu.test(text);

/** Selectors that somebody learnt and that are asked for, at most. */
const mostLearnt = 32;

/**
 * Keys at selectors.
 * @param selectors common ones, or those that reports of the domain's mail have named
 * @yields a question for each selector
 */
export function* askKeys(
  domain: DomainName,
  selectors: readonly string[] = commonSelectors,
): DnsLane<DkimKeys> {
  const found: DkimKey[] = [];
  const unanswered: string[] = [];
  for (const selector of selectors) {
    const name = labelsOf(`${selector}._domainkey.${domain.join(".")}`);
    const looked = yield* lookTexts(name, isKey);
    if (looked === null) unanswered.push(selector);
    const [text, another] = looked?.texts ?? [];
    if (text === undefined) continue;
    const flaws = judgeDkimKey(text);
    if (another !== undefined) found.push({ selector, flaws: ["several-records"] });
    else if (flaws !== null) found.push({ selector, flaws });
  }
  return { found, unanswered };
}
