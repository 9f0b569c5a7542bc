/** Languages as JSON, in and out. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileLanguage } from "../language/compile-language.ts";
import { readLangspec } from "./read-langspec.ts";
import { langspecText } from "./write-langspec.ts";

const source = `#id: "t" #version: "1.0.0"
category K user info: "a \\"b\\"" {
  abstract asset A { let v = f \\/ f[B]*
    | s @x {C, A} [HardAndCertain + 2 * Bernoulli(0.5)] -> f.s, v().t
    & effect t ! log.it (f.s, t me) kind [tpr: 0.9]
    # d [Enabled] -> s
    E e <- f - f -> s
    !E n <- (f /\\ f).f -> s }
  asset B extends A { | s {} [] +> t } }
category L { asset C {} }
associations { A [g] 0..1 <-- X --> 1..* [f] A user info: "x" }`;

function written(text: string): string {
  const compiled = compileLanguage({ main: "a.mal", read: () => text });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return langspecText(compiled.syntax);
}

function problemsOf(text: string): readonly string[] {
  return readLangspec({ file: "l.json", text }).problems.map(
    ({ code, at, args }) => `${code} ${at?.place ?? ""} ${Object.values(args).join(" ")}`,
  );
}

test("[F1] a language goes out and in as the same language and the same bytes", () => {
  const json = written(source);
  const read = readLangspec({ file: "l.json", text: json });
  const direct = compileLanguage({ main: "a.mal", read: () => source });
  if (!read.ok || !direct.ok) throw new Error(JSON.stringify(read.problems));
  expect(langspecText(read.syntax)).toBe(json);
  const labelled = JSON.stringify(direct.language);
  expect(JSON.stringify(read.language)).toBe(labelled);
  const { assets } = JSON.parse(json) as {
    readonly assets: readonly { readonly attackSteps: readonly object[] }[];
  };
  expect(assets[1]?.attackSteps).toEqual([
    {
      name: "s",
      meta: {},
      type: "or",
      tags: [],
      risk: { isConfidentiality: false, isIntegrity: false, isAvailability: false },
      ttc: { type: "function", name: "Zero", arguments: [] },
      requires: null,
      reaches: { overrides: false, stepExpressions: [{ type: "attackStep", name: "t" }] },
    },
  ]);
});

test("[F2] all faults of the form are named at once, with their places", () => {
  const json = written(
    '#id: "t" #version: "1.0.0" category K { asset A { | s [Exponential(1)] } }',
  );
  const wrong = json
    .replace('"formatVersion": "1.0.0"', '"formatVersion": "2.0.0"')
    .replace('"isAbstract": false', '"isAbstract": "no", "color": 1')
    .replace("1.0\n", "-1.0\n")
    .replace('"requires": null,', "")
    .replace('"name": "s"', '"name": "1s"');
  expect(problemsOf(wrong)).toEqual([
    "mal/document-expected 2:3 formatVersion known-word",
    "mal/document-unknown 20:27 color",
    "mal/document-expected 20:21 isAbstract boolean",
    "mal/document-missing 25:9 requires",
    "mal/document-name 26:19 1s",
    "mal/document-number 37:15 -1.0",
  ]);
});

test("[F3] JSON is read strictly: members twice, text behind, depth, size, values", () => {
  expect(problemsOf('{"assets": [], "assets": []}')[0]).toBe("mal/document-duplicate 1:16 assets");
  expect(problemsOf("{} x")).toEqual(["mal/document-syntax 1:4 x"]);
  expect(problemsOf("")).toEqual(["mal/document-syntax 1:1 "]);
  expect(problemsOf("[".repeat(100_000))).toEqual(["mal/document-limit 1:802 depth 800"]);
  const small = { file: "l", text: "[1, 2, 3]", limits: { values: 2 } };
  expect(readLangspec(small).problems.map(({ code }) => code)).toEqual(["mal/document-limit"]);
  const short = { file: "l", text: "[1, 2, 3]", limits: { characters: 2 } };
  expect(readLangspec(short).problems.map(({ code }) => code)).toEqual(["mal/document-limit"]);
});

test("[F4] no text makes the reader of languages throw", () => {
  const json = written(source);
  const pieces = fc.constantFrom(...'{ } [ ] , : null -1 1e999 "x" "type" "field" \\'.split(" "));
  fc.assert(
    fc.property(fc.nat(json.length), fc.nat(60), pieces, (at, length, piece) => {
      const text = json.slice(0, at) + piece + json.slice(at + length);
      const read = readLangspec({ file: "l", text });
      expect(read.ok).toBe(!read.problems.some(({ severity }) => severity === "error"));
    }),
    { numRuns: 300 },
  );
});

test("[F5] expressions of the wrong kind, and cycles of inheritance, are refused", () => {
  const json = written(source);
  expect(problemsOf(json.replace('"type": "attackStep"', '"type": "field"'))[0]).toMatch(
    /^mal\/document-expected \d+:\d+ type known-word$/,
  );
  const cyclic = json.replace('"superAsset": null', '"superAsset": "B"');
  expect(problemsOf(cyclic)).toContain("mal/inheritance-cycle 22:15 A");
});
