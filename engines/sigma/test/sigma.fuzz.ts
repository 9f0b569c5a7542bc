/** Fuzzes rules: good ones with pieces changed, repeated and cut, then run both ways. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { buildRuleSet, compileMatcher, interpret, parseSigma } from "../src/index.ts";
import { eventOf } from "./documents.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const whole = `title: Example
logsource: {product: test}
detection:
  one:
    f|contains|windash: [' -all', 'C:\\Users\\*\\x?']
    g|re|i: '^(?:ab|c+)[d-f]{2,3}\\b'
  two:
    - h.i|cidr: 10.0.0.0/8
    - g|fieldref|endswith: f
      f|base64offset|contains: åb
  other: [word, 'w*d']
  condition: (1 of one* or two) and not other
---
title: Sum
correlation: {type: event_count, rules: [x], timespan: 5m, condition: {gte: 3, lt: 9}}
`;

const head = "title: A\nlogsource: {product: test}\ndetection:\n";

/** Small rules that most cases begin with: one of every form, as a YAML reader's time is dear. */
const small = [
  `${head}  a: {f|contains|windash: [' -all', 'C:\\Users\\*\\x?']}\n  condition: a\n`,
  `${head}  a:\n    g|re|i: '^(?:ab|c+)[d-f]{2,3}\\b'\n  condition: a\n`,
  `${head}  a:\n  - h.i|cidr: 10.0.0.0/8\n  - g|fieldref|endswith: f\n  condition: not a\n`,
  `${head}  a: [word, 'w*d']\n  b: {j: w?, h.i: null}\n  condition: a or b\n`,
  `${head}  a1: {f|base64offset|contains: åb}\n  a2: {j|endswith: d}\n  condition: 1 of a*\n`,
  `${head}  a: {f|contains|all: [run, xy]}\n  b: {n|gte: 5, g|neq: c}\n  condition: a and not b\n`,
  `${head}  a: {k|exists: false}\n  b: {j|cased: wD, f|wide|base64: x}\n  condition: all of them\n`,
  `${head}  a: {f|expand: '%x%', g|re|m: c.}\n  condition: a\n`,
  "title: S\ncorrelation: {type: event_count, rules: [x], timespan: 5m, condition: {gte: 3}}\n",
  "title: F\nlogsource: {product: test}\nfilter: {rules: [x], a: {f: b}, condition: not a}\n",
  `action: global\n${head}  a: {j: wd}\n  condition: a\n---\ntitle: B\n`,
];
/** One case in so many begins with the large file. */
const wholeEvery = 40;

const pieces = [
  "\n",
  "  ",
  "- ",
  ": ",
  "|",
  "'",
  '"',
  "[",
  "]",
  "{",
  "}",
  "*",
  "?",
  "\\",
  "(",
  ")",
  "%x%",
  "not ",
  "1 of them",
  "|all",
  "|neq",
  "|expand",
  "null",
  "---\n",
  "&a ",
  "\0",
  "\ud800",
  "å",
  "{9999}",
  "(?i)",
  "(?=",
  "[^]",
  "\\w+",
  "9".repeat(30),
  "\u2028",
  "\t",
  "# ",
];

const fields = { f: "run /ALL C:\\Users\\*\\xy", g: "cccdef", "h.i": ["10.1.2.3", null], j: "wd" };

/** Reads changed rules for so many seconds; fails where one throws or the two meanings differ. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("sigma"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  const event = eventOf(fields, { text: "a word" });
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const isWhole = next(wholeEvery) === 0;
    let text = isWhole ? whole : (small[next(small.length)] ?? whole);
    // What is small is changed twice at least: once would soon give the same text again.
    for (let edits = isWhole ? 1 + next(5) : 2 + next(4); edits > 0; edits -= 1) {
      const at = next(text.length + 1);
      const end = at + next(20);
      const put = next(3) > 0 ? (pieces[next(pieces.length)] ?? "") : text.slice(at, end);
      text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : end);
    }
    try {
      const { rules } = buildRuleSet(parseSigma("x.yml", text).documents);
      const held = rules.flatMap(({ condition }, at) => (interpret(condition, event) ? [at] : []));
      const found = compileMatcher(rules).match(event);
      const isFor = rules.filter(({ rule }) => rule.logSource.product === "test");
      if (isFor.length === rules.length && found.rules.join() !== held.join())
        failures.push(`case ${cases} of seed ${seed}: ${found.rules.join()} not ${held.join()}`);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)}`);
    }
  }
  return { name: "sigma rules", cases, failures };
}
