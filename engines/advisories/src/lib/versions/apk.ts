/** Order of Alpine packages, as apk-tools 3 has it. */
import { digitsEnd, end, isDigit, isLetter, mark, numberKey } from "./key.ts";

const invalid = mark(2);
const done = mark(3);
const revision = mark(4);
const hash = mark(5);
const suffixNumber = mark(6);
const lateSuffix = mark(7);
const letter = mark(8);
const number = mark(9);
const withZero = mark(1);
const withoutZero = mark(2);

const early = new Map<string, number>([
  ["alpha", 1],
  ["beta", 2],
  ["pre", 3],
  ["rc", 4],
]);
const late = new Map<string, number>([
  ["cvs", 1],
  ["svn", 2],
  ["git", 3],
  ["hg", 4],
  ["p", 5],
]);
const earlySuffix = mark(1);

/** A number after the first: with a leading zero it reads as a fraction does, by its digits. */
function fractionKey(text: string, from: number, to: number): string {
  if (text.charCodeAt(from) !== 48) return withoutZero + numberKey(text, from, to);
  return withZero + text.slice(from, to) + end;
}

type Cursor = { at: number; key: string };

function readNumbers(text: string, cursor: Cursor): void {
  const first = digitsEnd(text, cursor.at);
  cursor.key += number + numberKey(text, cursor.at, first);
  cursor.at = first;
  while (text.charCodeAt(cursor.at) === 46) {
    const stop = digitsEnd(text, cursor.at + 1);
    cursor.key += number + fractionKey(text, cursor.at + 1, stop);
    cursor.at = stop;
  }
}

function readLetter(text: string, cursor: Cursor): void {
  const code = text.charCodeAt(cursor.at);
  if (!(code >= 97 && code <= 122)) return;
  cursor.key += letter + text.charAt(cursor.at);
  cursor.at += 1;
  const stop = digitsEnd(text, cursor.at);
  if (stop > cursor.at) cursor.key += number + fractionKey(text, cursor.at, stop);
  cursor.at = stop;
}

const suffix = /_([a-z]+)(\d*)/y;

function readSuffixes(text: string, cursor: Cursor): void {
  for (;;) {
    suffix.lastIndex = cursor.at;
    const [whole, name = "", digits = ""] = suffix.exec(text) ?? [];
    const before = early.get(name);
    const after = late.get(name);
    if (whole === undefined || (before === undefined && after === undefined)) return;
    cursor.key += before === undefined ? lateSuffix + mark(after ?? 0) : earlySuffix + mark(before);
    if (digits !== "") cursor.key += suffixNumber + numberKey(digits, 0, digits.length);
    cursor.at += whole.length;
  }
}

const commit = /~([\da-f]+)/y;

function readEnding(text: string, cursor: Cursor): void {
  commit.lastIndex = cursor.at;
  const found = commit.exec(text);
  if (found !== null) {
    cursor.key += hash + (found[1] ?? "") + end;
    cursor.at += found[0].length;
  }
  if (!text.startsWith("-r", cursor.at) || isLetter(text.charCodeAt(cursor.at + 2))) return;
  const stop = digitsEnd(text, cursor.at + 2);
  cursor.key += revision + numberKey(text, cursor.at + 2, stop);
  cursor.at = stop;
}

/**
 * `number{.number}[letter]{_suffix[number]}[~hash][-r number]`; what is left of a text that does
 * not hold to it counts as one thing, before the end.
 */
export function apkKey(text: string): string {
  const cursor: Cursor = { at: 0, key: "" };
  if (isDigit(text.charCodeAt(0)) || text.startsWith(".")) readNumbers(text, cursor);
  readLetter(text, cursor);
  readSuffixes(text, cursor);
  readEnding(text, cursor);
  return cursor.key + (cursor.at < text.length ? invalid : done);
}
