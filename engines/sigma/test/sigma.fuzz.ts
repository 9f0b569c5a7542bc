/** Fuzzes rules: good ones with pieces changed, repeated and cut, then run both ways. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { buildRuleSet, compileMatcher, interpret, parseSigma } from "../src/index.ts";
import { eventOf } from "./documents.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const good = `title: Example
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
    let text = good;
    for (let edits = next(5); edits >= 0; edits -= 1) {
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
