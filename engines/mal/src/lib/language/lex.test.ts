/** Tests of reading text: tokens, numbers, strings. */
import { expect, test } from "vitest";
import { lex } from "./lex.ts";
import { defaultLanguageLimits, newReporter } from "./problems.ts";

function tokens(text: string): readonly string[] {
  return lex("a.mal", text, newReporter(defaultLanguageLimits)).tokens.map(
    ({ kind, text: value, line, column }) =>
      kind === value ? `${kind}@${line}:${column}` : `${kind} ${value}@${line}:${column}`,
  );
}

function problems(text: string): readonly string[] {
  const reporter = newReporter(defaultLanguageLimits);
  lex("a.mal", text, reporter);
  return reporter.problems.map(({ code, at }) => `${code}@${at?.place ?? ""}`);
}

function firstString(text: string): string | undefined {
  const reporter = newReporter(defaultLanguageLimits);
  const { tokens: all } = lex("a.mal", text, reporter);
  expect(reporter.problems).toEqual([]);
  return all[0]?.text;
}

test("[L1] the longest symbol is read, and places count lines and columns from 1", () => {
  expect(tokens("-->->- <--<- ..\r\n+>\\/ /\\ !E\r!Ex")).toEqual([
    "-->@1:1", "->@1:4", "-@1:6", "<--@1:8", "<-@1:11", "..@1:14",
    "+>@2:1", "\\/@2:3", "/\\@2:6", "!E@2:9", "!@3:1", "name Ex@3:2", "end @3:4",
  ]); // prettier-ignore
});

test("[L1] comments are skipped and do not nest", () => {
  expect(tokens("a // b\n/* c\n/* d */ e")).toEqual(["name a@1:1", "name e@3:9", "end @3:10"]);
});

test("[L2] what is no token is an error with its place, once for each run", () => {
  expect(problems("a $$ å\n  ?b")).toEqual([
    "mal/unexpected-character@1:3",
    "mal/unexpected-character@1:6",
    "mal/unexpected-character@2:3",
  ]);
  expect(problems("x /* y")).toEqual(["mal/unterminated-comment@1:3"]);
  expect(problems("asset 1A")).toEqual(["mal/digit-first-name@1:7"]);
});

test("[L3] numbers have digits, and a point with or without digits around it", () => {
  expect(tokens("1 1. .5 12.25 0..1 1..*")).toEqual([
    "number 1@1:1",
    "number 1.@1:3",
    "number .5@1:6",
    "number 12.25@1:9",
    "number 0@1:15",
    "..@1:16",
    "number 1@1:18",
    "number 1@1:20",
    "..@1:21",
    "*@1:23",
    "end @1:24",
  ]);
});

test("[L4] escapes are decoded, unknown ones and open strings are errors", () => {
  expect(firstString(String.raw`"a\"b\\c\n\t\r\f\b"`)).toBe('a"b\\c\n\t\r\f\b');
  expect(problems(String.raw`"a\qb"`)).toEqual(["mal/bad-escape@1:3"]);
  expect(problems('"a\nb')).toEqual(["mal/unterminated-string@1:1"]);
  expect(problems('"""\na')).toEqual(["mal/unterminated-string@1:1"]);
});

test("[L5] a block loses its common indent and the blanks at ends", () => {
  expect(firstString('"""\n    {\n      "a": 1  \n\n    }\n    """')).toBe('{\n  "a": 1\n\n}');
  expect(firstString('"""\r\n  a\r\n  b"""')).toBe("a\nb");
  expect(firstString('""')).toBe("");
  expect(problems('"""a\n"""')).toEqual(["mal/text-after-quotes@1:4"]);
  expect(tokens('"""\na\n""" b').at(1)).toBe("name b@3:5");
});

test("[L6] a byte-order mark is passed over with a warning", () => {
  expect(problems("\uFEFFa")).toEqual(["mal/byte-order-mark@1:1"]);
  expect(tokens("\uFEFFa")).toEqual(["name a@1:1", "end @1:2"]);
});
