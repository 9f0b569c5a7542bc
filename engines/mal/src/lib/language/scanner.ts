/** A place in a text being read, and the moves that keep count of lines. */
import type { Where } from "@vallgrav/kernel";
import type { Reporter } from "./problems.ts";

/** What is being read. Made by {@link lex}; moved along by the functions of this file. */
export type Scanner = {
  readonly file: string;
  readonly text: string;
  readonly reporter: Reporter;
  at: number;
  line: number;
  /** Index in `text` of column 1; may lie before 0 when the text is a part of a line. */
  lineStart: number;
};

/** The place of an index on the scanner's current line. */
export function placeOf(scanner: Scanner, index: number): Where {
  return { file: scanner.file, place: `${scanner.line}:${index - scanner.lineStart + 1}` };
}

/** Index of the end of the line that `from` stands on, looked for no further than `limit`. */
export function lineEnd(text: string, from: number, limit: number = text.length): number {
  let end = from;
  while (end < limit && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return end;
}

/**
 * Moves to `to`, counting the line breaks passed. A carriage return before a line feed is part of
 * it.
 */
export function moveTo(scanner: Scanner, to: number): void {
  const { text } = scanner;
  for (let at = scanner.at; at < to; at += 1) {
    const isBreak = text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n");
    if (!isBreak) continue;
    scanner.line += 1;
    scanner.lineStart = at + 1;
  }
  scanner.at = to;
}
