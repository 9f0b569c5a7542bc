/** Order of Semantic Versioning 2.0.0 §11, also for the looser forms that registries hold. */
import { digitsEnd, end, isZero, mark, numberKey } from "./key.ts";

const component = mark(2);
const numeric = mark(2);
const textual = mark(3);
const hasPrerelease = mark(1);
const hasNoPrerelease = mark(2);

/** Dot-separated identifiers: numbers by value and before texts, fewer before more. */
function identifiersKey(text: string, from: number, to: number): string {
  let key = "";
  let at = from;
  while (at <= to) {
    const dot = text.indexOf(".", at);
    const stop = dot < 0 || dot > to ? to : dot;
    const isNumber = stop > at && digitsEnd(text, at) >= stop;
    key += isNumber ? numeric + numberKey(text, at, stop) : textual + text.slice(at, stop) + end;
    at = stop + 1;
  }
  return key + end;
}

type Parts = { readonly release: string; readonly prerelease: string; readonly build: string };

/**
 * Numbers between dots, trailing zeros aside; then what follows a hyphen; then what follows `+`.
 */
function partsOf(text: string): Parts | null {
  const first = text.charCodeAt(0) | 32;
  let at = first === 118 ? 1 : 0;
  let release = "";
  let zeros = "";
  for (;;) {
    const stop = digitsEnd(text, at);
    if (stop === at) break;
    const piece = component + numberKey(text, at, stop);
    if (isZero(text, at, stop)) zeros += piece;
    else {
      release += zeros + piece;
      zeros = "";
    }
    at = stop;
    if (text.charCodeAt(at) !== 46) break;
    at += 1;
  }
  if (release === "" && zeros === "") return null;
  const plus = text.indexOf("+", at);
  const to = plus < 0 ? text.length : plus;
  if (text.charCodeAt(at) === 45) at += 1;
  const prerelease = at < to ? hasPrerelease + identifiersKey(text, at, to) : hasNoPrerelease;
  const build = plus < 0 ? end : mark(2) + identifiersKey(text, plus + 1, text.length);
  return { release: release + end, prerelease, build };
}

/**
 * SemVer 2.0: build metadata does not count. A leading `v`, one to many numbers, and a prerelease
 * without its hyphen are taken; missing numbers are zero. Null for a text that begins with none.
 */
export function semverKey(text: string): string | null {
  const parts = partsOf(text);
  return parts === null ? null : parts.release + parts.prerelease;
}

/** NuGet: up to four numbers, and a prerelease regardless of case. */
export function nugetKey(text: string): string | null {
  return semverKey(text.toLowerCase());
}

/** Dart's pub: as SemVer, but build metadata is ordered too, and none comes before any. */
export function pubKey(text: string): string | null {
  const parts = partsOf(text);
  return parts === null ? null : parts.release + parts.prerelease + parts.build;
}
