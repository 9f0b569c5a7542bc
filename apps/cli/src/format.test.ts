/** Numbers, tables, languages. */
import { expect, test } from "vitest";
import { rough, roughSek, sek, share, span, table, visible, whole } from "./format.ts";
import { speakerOf } from "./speaker.ts";
import { tell } from "./tell.ts";
import { languageOf, wordsOf } from "./words-of.ts";

test("[CL8] numbers stand as the reader writes them, with plain spaces", () => {
  expect([sek(1_200_000, "sv"), sek(1_200_000, "en")]).toEqual(["1 200 000 kr", "SEK 1,200,000"]);
  expect([whole(1_234.6, "sv"), rough(0.3846, "sv"), rough(1_234, "sv")]).toEqual([
    "1 235",
    "0,38",
    "1 200",
  ]);
  expect(roughSek(5_234_567, "sv")).toBe("5 200 000 kr");
  expect([0, 0.004, 0.5, 0.996, 1].map((value) => share(value, "sv"))).toEqual([
    "0 %",
    "< 1 %",
    "50 %",
    "> 99 %",
    "100 %",
  ]);
  expect([span(0.25, "sv"), span(3.21, "en")]).toEqual(["6 timmar", "3.2 days"]);
});

test("[CL8] what comes from files cannot move the cursor", () => {
  expect(visible("a\u001b[31mb\nc\u202Ed")).toBe("a\uFFFD[31mb\uFFFDc\uFFFDd");
});

test("[CL1240] nothing that is told steers the terminal, and documents stay the same", () => {
  const said: string[] = [];
  const out = (text: string): void => void said.push(text);
  const speaker = speakerOf({ env: {}, out, err: () => {}, isWatched: false }, "sv");
  const name = "a\u001b[31m\u009b2J\u202eb\u2066\r\tå";
  const told = { exit: 0, document: { name }, lines: [name], problems: [], object: "" } as const;
  tell(speaker, told, false);
  tell(speaker, told, true);
  const [line = "", document = ""] = said;
  expect(line).toBe("a\uFFFD[31m\uFFFD2J\uFFFDb\uFFFD\uFFFD\tå\n");
  expect(document).toMatch(/^[\n\u0020-\u007e\u00a0-\u00ff]*$/);
  expect(JSON.parse(document)).toEqual({ name });
});

test("[CL8] columns stand under their headings", () => {
  const rows = [
    ["slag", "antal"],
    ["a", "1 000"],
    ["bcdef", "7"],
  ];
  expect(table(rows, [1])).toEqual(["slag   antal", "a      1 000", "bcdef      7"]);
  expect(table([])).toEqual([]);
});

test("[CL7] Swedish unless the terminal is English; VALLGRAV_LANG rules", () => {
  expect(
    [
      {},
      { LANG: "C.UTF-8" },
      { LANG: "sv_SE.UTF-8" },
      { LANG: "en_GB.UTF-8" },
      { LANG: "en_GB.UTF-8", LC_ALL: "sv_SE" },
      { LANG: "en_GB.UTF-8", VALLGRAV_LANG: "sv" },
      { LANG: "sv_SE", VALLGRAV_LANG: "en" },
      { VALLGRAV_LANG: "", LANG: "en" },
    ].map((env) => languageOf(env)),
  ).toEqual(["sv", "sv", "sv", "en", "sv", "sv", "en", "en"]);
});

test("[CL7] both languages have the same verbs and variables in their help", () => {
  const names = (help: string): readonly string[] =>
    help.match(/--[a-z]+|VALLGRAV_[A-Z]+|^ {2}vallgrav [a-z]+/gm)?.toSorted() ?? [];
  expect(names(wordsOf("sv").help)).toEqual(names(wordsOf("en").help));
});
