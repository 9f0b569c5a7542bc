/** Every problem has its words, in both languages, whatever its arguments. */
import type { Problem } from "@vallgrav/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { knownCodes, placeText, platformCodes, problemText } from "./index.ts";
import { countEn, countSv, numberEn, numberSv, sizeEn, sizeSv } from "./numbers.ts";
import { shownText } from "./shown.ts";

const languages = ["sv", "en"] as const;
const badly = /undefined|null|NaN|\[object|[ \n]{2}|\s[.,;:]|\.\./;

/** Every argument that any words use. */
const names = (
  "action asset assets association attempts both by cells character code column " +
  "columns count day days declared defence detector encoding entry escape example expected fault field " +
  "first found heading how id ids index job key kind label least left length limit line method " +
  "list maker max member min more most multiplicity name named names needed node nodes number octets of origin other otherThings " +
  "parameter part path rate read reason resource right risk second seconds size start step supported " +
  "things type " +
  "variable version was what years"
).split(" ");

/** A problem that answers every argument with the same value, as no real one does. */
function problemWith(code: string, value: string | number): Problem {
  const args = Object.fromEntries(names.map((name) => [name, value]));
  return { code, severity: "error", at: null, args };
}

test("[W10] every code says something in both languages, in sentences", () => {
  expect(knownCodes.length).toBeGreaterThan(150);
  const faults = knownCodes.flatMap((code) =>
    ["Ordet", 1, 2, 1_234_567, 0.25].flatMap((value) => {
      const [sv, en] = languages.map((language) => problemText(problemWith(code, value), language));
      if (sv === undefined || en === undefined || sv === en) return [`${code}: ${sv}`];
      return [sv, en].filter(
        (text) =>
          !/^[\p{Lu}\d”“#&|−E!]/u.test(text) ||
          !text.endsWith(".") ||
          text.includes("?") ||
          badly.test(text.replaceAll("0..1", "")),
      );
    }),
  );
  expect(faults).toEqual([]);
});

test("[W1300] what a terminal is told too tells nobody to load a page", () => {
  // These are told to pages and by the server alone.
  const ofPages = new Set([
    "jobs/unknown",
    "opinions/unknown",
    "protect/no-such-check",
    "webhooks/unknown",
  ]);
  const told = knownCodes
    .filter((code) => !/^(?:request|session)\//.test(code) && !ofPages.has(code))
    .flatMap((code) => languages.map((one) => problemText(problemWith(code, "Ordet"), one)))
    .filter((text) => /\b(?:om|hämta) sidan\b|\breload\b|\bthe page\b/i.test(text));
  expect(told).toEqual([]);
});

test("[W10] no code stands twice, and rooms have the names they have", () => {
  const rooms = [...new Set(knownCodes.map((code) => code.replace(/\/.*/, "")))];
  expect(rooms).toEqual([
    "accounts",
    "advisories",
    "asking",
    "audit",
    "calculate",
    "collect",
    "continuity",
    "domains",
    "eventlogs",
    "facts",
    "findings",
    "hygiene",
    "identify",
    "jobs",
    "mal",
    "opinions",
    "place",
    "planning",
    "protect",
    "readers",
    "registers",
    "releases",
    "request",
    "server",
    "session",
    "sigma",
    "storage",
    "transparency",
    "watch",
    "webhooks",
  ]);
  expect(knownCodes).toEqual([...new Set(knownCodes)].toSorted());
  expect(knownCodes.filter((code) => (platformCodes as readonly string[]).includes(code))).toEqual(
    platformCodes,
  );
});

test("[W10] words are the reader's own: names of lists, of kinds, numbers", () => {
  const at = null;
  const cell: Problem = {
    code: "readers/bad-cell",
    severity: "warning",
    at,
    args: { column: "RTO", expected: "hours" },
  };
  expect(problemText(cell, "sv")).toBe(
    "Cellen under RTO ska vara ett antal timmar och lämnades tom.",
  );
  const known = { ...cell, args: { column: "servers", expected: "hours" } };
  expect(problemText(known, "sv")).toMatch(/^Cellen under servrar ska/u);
  const nodes: Problem = {
    code: "mal/too-many-nodes",
    severity: "error",
    at,
    args: { limit: 30_000_000 },
  };
  expect(problemText(nodes, "sv")).toBe(
    "Grafen får fler än 30\u00A0000\u00A0000 noder. Dela modellen eller höj gränsen.",
  );
  expect(problemText(nodes, "en")).toBe(
    "The graph gets more than 30,000,000 nodes. Divide the model or raise the limit.",
  );
  const end: Problem = {
    code: "mal/unexpected",
    severity: "error",
    at,
    args: { found: "end", expected: "name" },
  };
  expect(problemText(end, "sv")).toBe("Texten tar slut där det ska stå ett namn. Skriv klart den.");
});

test("[W10] a code without words gives itself and its place", () => {
  const strange: Problem = {
    code: "elsewhere/new",
    severity: "error",
    at: { file: "a.json", place: "3:4" },
    args: {},
  };
  expect(problemText(strange, "sv")).toBe("[elsewhere/new] a.json, rad 3, tecken 4");
  expect(problemText({ ...strange, at: null }, "en")).toBe("[elsewhere/new]");
  for (const code of ["constructor", "__proto__", "toString", ""])
    expect(problemText({ ...strange, code, at: null }, "sv")).toBe(`[${code}]`);
});

test("[W10] arguments that are missing or hostile are shown harmlessly", () => {
  const problem: Problem = { code: "accounts/name-taken", severity: "error", at: null, args: {} };
  expect(problemText(problem, "en")).toBe("The name “?” is taken. Choose another.");
  expect(problemText({ ...problem, args: { name: "a\u202Eb\nc" } }, "en")).toBe(
    "The name “a�b�c” is taken. Choose another.",
  );
  expect(shownText("x".repeat(300))).toBe(`${"x".repeat(199)}…`);
  const budget: Problem = {
    code: "planning/bad-limit",
    severity: "error",
    at: null,
    args: Object.freeze({ resource: Number.NaN }),
  };
  expect(problemText(budget, "sv")).toBe(
    "Gränsen för ”?” går inte att räkna med. Ange noll eller mer.",
  );
});

test("[W10] places read as people say them", () => {
  expect(placeText(null, "sv")).toBe("");
  const text = { file: "export.zip/users.json", place: "12:7" };
  expect(placeText(text, "sv")).toBe("export.zip/users.json, rad 12, tecken 7");
  expect(placeText(text, "en")).toBe("export.zip/users.json, line 12, column 7");
  const table = { file: "register.CSV", place: "12:7" };
  expect(placeText(table, "sv")).toBe("register.CSV, rad 12, kolumn 7");
  expect(placeText(table, "en")).toBe("register.CSV, row 12, column 7");
  expect(placeText({ ...text, place: "/data/3/Properties" }, "sv")).toBe(
    "export.zip/users.json, /data/3/Properties",
  );
  expect(placeText({ ...text, place: "byte 1200" }, "en")).toBe("export.zip/users.json, byte 1200");
  expect(placeText({ ...text, place: "" }, "sv")).toBe("export.zip/users.json");
});

test("[W10] numbers are grouped by threes and keep their value", () => {
  const written = [0, 999, 1_000, -1_234.5, 1e21, Infinity].map(numberSv);
  expect(written.join("; ")).toBe("0; 999; 1\u00A0000; −1\u00A0234,5; 1e+21; Infinity");
  expect([1_000, 0.05].map(numberEn)).toEqual(["1,000", "0.05"]);
  expect([countSv(1, "länk", "länkar"), countSv(0, "länk", "länkar")]).toEqual([
    "1\u00A0länk",
    "0\u00A0länkar",
  ]);
  expect([1_073_741_824, 268_435_456, 999].map(sizeSv).join("; ")).toBe(
    "1,07\u00A0GB; 268,43\u00A0MB; 999\u00A0byte",
  );
  expect([5_000_000_000, 1].map(sizeEn).join("; ")).toBe("5\u00A0GB; 1\u00A0bytes");
  expect(countEn(1_200, "link", "links")).toBe("1,200 links");
  fc.assert(
    fc.property(fc.integer({ min: 0 }), (value) => {
      expect(Number(numberSv(value).replaceAll("\u00A0", ""))).toBe(value);
      expect(Number(numberEn(value).replaceAll(",", ""))).toBe(value);
    }),
  );
});

test("[W10] any problem at all gives one line of text", () => {
  const argument = fc.oneof(fc.string({ unit: "binary" }), fc.double(), fc.anything());
  const problems = fc.record({
    code: fc.oneof(fc.constantFrom(...knownCodes), fc.string({ unit: "binary" })),
    severity: fc.constantFrom("error", "warning", "notice"),
    at: fc.option(fc.record({ file: fc.string({ unit: "binary" }), place: fc.string() })),
    args: fc.oneof(
      fc.dictionary(fc.string(), argument),
      fc
        .constantFrom("count", "limit", "name", "field", "what", "list")
        .chain((name) => argument.map((value) => ({ [name]: value }))),
    ),
  });
  fc.assert(
    fc.property(problems, fc.constantFrom(...languages), (problem, language) => {
      const text = problemText(problem as Problem, language);
      expect(text).not.toBe("");
      expect(text).not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
    }),
  );
});
