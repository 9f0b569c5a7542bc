/**
 * Reads what networks are allowed to announce (ROAs, as validated payloads): the JSON that
 * `rpki-client -j` and Routinator (`json`, `jsonext`) write. Such a file is 80 MB, so it is read as
 * it comes, and nothing of it is held but the ranges.
 */
import { msFromInstant, parseInstant, type Result, succeed } from "@vallgrav/kernel";
import { type DomainsProblem, refuse } from "../domains-problem.ts";
import { parseAsn, parsePrefix, type PrefixTable, prefixTable } from "./prefixes.ts";

/** What a file of ROAs is read into. */
export type RoaTable = {
  readonly ranges: PrefixTable;
  /** When it was made, in seconds since 1970, as it says itself; null where it does not. */
  readonly madeAtSeconds: number | null;
};

/** How much is read. */
export type RoaLimits = {
  /** There were about 800 000 in 2026, so far fewer than this. */
  readonly entries: number;
  /** Characters of one entry, sources and all. */
  readonly entryLength: number;
};

/** Limits that honest files keep. */
export const roaLimits: RoaLimits = { entries: 4_000_000, entryLength: 100_000 };

/** Reads a file part by part. */
export type RoaReader = {
  /** The next part of the text; a problem refuses the whole file. */
  add(text: string): DomainsProblem | null;
  /** What was read; a file that is not whole is refused. */
  end(): Result<RoaTable, DomainsProblem>;
};

const [quote, backslash] = [0x22, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Deepest nesting; sources of entries go four deep. */
const deepest = 16;

/** Where a whole object that matters ends up: entries, and what the file says of itself. */
type Take = (name: string, text: string) => boolean;

/**
 * Goes through the text once, following strings and brackets alone, and hands on each object in the
 * list `roas`, and the object `metadata`, for JSON's own parser to read.
 */
function scannerOf(take: Take, longest: number) {
  let [held, at, start, depth] = ["", 0, -1, 0];
  let [isString, isEscaped, isBegun] = [false, false, false];
  const fate = { isBad: false };
  let [stringStart, name] = [0, ""];
  const brackets: number[] = [];
  /** The member of the outermost object that is being read. */
  const isWanted = (): boolean =>
    (name === "roas" && depth === 2 && brackets[1] === openBracket) ||
    (name === "metadata" && depth === 1);
  const open = (code: number): void => {
    if (depth === 0 && (isBegun || code !== openBrace)) fate.isBad = true;
    isBegun = true;
    if (code === openBrace && start < 0 && isWanted()) start = at;
    brackets[depth] = code;
    depth += 1;
    if (depth > deepest) fate.isBad = true;
  };
  const close = (code: number): void => {
    depth -= 1;
    const opened = code === closeBrace ? openBrace : openBracket;
    if (depth < 0 || brackets[depth] !== opened) fate.isBad = true;
    else if (start >= 0 && isWanted()) {
      if (!take(name, held.slice(start, at + 1))) fate.isBad = true;
      start = -1;
    }
  };
  const inString = (code: number): void => {
    if (isEscaped) isEscaped = false;
    else if (code === backslash) isEscaped = true;
    else if (code === quote) {
      isString = false;
      if (depth === 1 && at - stringStart < 20) name = held.slice(stringStart, at);
    }
  };
  const outside = (code: number): void => {
    if (code === quote) {
      isString = true;
      stringStart = at + 1;
    } else if (code === openBrace || code === openBracket) open(code);
    else if (code === closeBrace || code === closeBracket) close(code);
    // What follows the whole must be empty.
    else if (depth === 0 && code > 0x20 && code !== 0xfeff) fate.isBad = true;
  };
  return {
    /** Whether all is well so far. */
    add(text: string): boolean {
      held += text;
      for (; at < held.length && !fate.isBad; at += 1) {
        const code = held.charCodeAt(at);
        if (isString) inString(code);
        else outside(code);
      }
      // What is before an object that is still open is no longer needed.
      const kept = start >= 0 ? start : isString ? stringStart : at;
      held = held.slice(kept);
      at -= kept;
      stringStart -= kept;
      if (start >= 0) start = 0;
      if (held.length > longest) fate.isBad = true;
      return !fate.isBad;
    },
    isWhole: (): boolean => isBegun && depth === 0 && !isString && !fate.isBad,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const wordIn = (value: unknown, name: string): unknown =>
  Object.hasOwn(Object(value), name) ? Reflect.get(Object(value), name) : undefined;

/** `generated` of Routinator is seconds; `buildtime` of rpki-client is a text of UTC. */
function madeAt(metadata: unknown): number | null {
  const generated = wordIn(metadata, "generated");
  if (typeof generated === "number" && Number.isFinite(generated)) return generated;
  const text = wordIn(metadata, "buildtime");
  const instant = typeof text === "string" ? parseInstant(text) : null;
  return instant === null ? null : Math.floor(msFromInstant(instant) / 1_000);
}

/**
 * A reader of one file. An entry that cannot be read refuses all: without it a route would seem to
 * be unknown, or wrong.
 * @param nowSeconds entries that say that they have expired by then are left out
 */
export function roaReader(nowSeconds: number, limits: RoaLimits = roaLimits): RoaReader {
  const ranges = prefixTable();
  let madeAtSeconds: number | null = null;
  let [count, hasList] = [0, false];
  let problem: DomainsProblem | null = null;
  const stop = (failed: { readonly problem: DomainsProblem }): boolean => {
    problem ??= failed.problem;
    return false;
  };
  const takeEntry = (text: string): boolean => {
    count += 1;
    if (count > limits.entries)
      return stop(refuse("domains/too-many-prefixes", { limit: limits.entries }));
    const entry = jsonIn(text);
    const prefix = parsePrefix(String(wordIn(entry, "prefix")));
    const asn = parseAsn(wordIn(entry, "asn"));
    const most = (prefix?.octets.length ?? 0) * 8;
    const maxBits: unknown = wordIn(entry, "maxLength") ?? prefix?.bits;
    const isRange = typeof maxBits === "number" && Number.isInteger(maxBits);
    if (prefix === null || asn === null || !isRange || maxBits < prefix.bits || maxBits > most)
      return stop(refuse("domains/bad-roas", { entry: count }));
    const expires = wordIn(entry, "expires");
    if (typeof expires !== "number" || expires > nowSeconds) ranges.add(prefix, asn, maxBits);
    return true;
  };
  const scanner = scannerOf((name, text) => {
    if (name === "metadata") {
      madeAtSeconds = madeAt(jsonIn(text));
      return true;
    }
    hasList = true;
    return takeEntry(text);
  }, limits.entryLength);
  const bad = (): DomainsProblem => problem ?? refuse("domains/bad-roas", { entry: count }).problem;
  return {
    add: (text) => (problem === null && scanner.add(text) ? null : bad()),
    end: () => {
      // A list without entries would make every route unknown: no honest file is that.
      if (problem !== null || !scanner.isWhole() || !hasList) return { ok: false, problem: bad() };
      return succeed({ ranges, madeAtSeconds });
    },
  };
}
