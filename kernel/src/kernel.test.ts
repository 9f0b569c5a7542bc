/** The kernel against published vectors, known values and its own laws. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  betaCdf,
  betaQuantile,
  block,
  BudgetExceeded,
  budget,
  canonicalJson,
  csvText,
  drawKey,
  exp,
  instantFromMs,
  ln,
  normalCdf,
  normalQuantile,
  own,
  parseInstant,
  seeded,
  spend,
  studentQuantile,
  uniform,
} from "./index.ts";

test("[K1] the generator gives the published vectors of Threefry-2x32-20", () => {
  const cases = [
    [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xc4923a9c, 0x483df7a0],
  ] as const;
  for (const [high, low, c0, c1, outHigh, outLow] of cases)
    expect(block({ high, low }, c0, c1)).toEqual({ high: outHigh, low: outLow });
});

test("[K2] uniforms are inside (0, 1), even, and unlike under another seed", () => {
  const key = drawKey("ttc\u0000asset:step");
  let sum = 0;
  let squares = 0;
  for (let sample = 0; sample < 20_000; sample += 1) {
    const u = uniform(key, sample, 0);
    expect(u > 0 && u < 1).toBe(true);
    sum += u;
    squares += u * u;
  }
  expect(Math.abs(sum / 20_000 - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(squares / 20_000 - 1 / 3)).toBeLessThan(0.01);
  expect(seeded(key, "1")).not.toEqual(seeded(key, "2"));
});

test("[K3] 200 000 similar names get 200 000 keys", () => {
  const seen = new Set<string>();
  for (let n = 0; n < 200_000; n += 1) {
    const key = drawKey(`asset-${n}:step`);
    seen.add(`${key.high}:${key.low}`);
  }
  expect(seen.size).toBe(200_000);
});

test("[K4] exp and ln agree with the platform's to 1e-14 and undo each other", () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-14);
      const y = Math.exp(x);
      expect(Math.abs(ln(y) - x)).toBeLessThan(1e-13 * Math.max(1, Math.abs(x)));
    }),
  );
  expect([exp(0), exp(-800), exp(800), ln(1), ln(0), ln(-1)]).toEqual([
    1,
    0,
    Number.POSITIVE_INFINITY,
    0,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
  ]);
});

test("[K5] the normal functions give known values and undo each other", () => {
  expect(normalCdf(1.959_963_984_540_054)).toBeCloseTo(0.975, 14);
  expect(normalCdf(-3)).toBeCloseTo(0.001_349_898_031_630_094_6, 15);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959_963_984_540_054, 14);
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.361_340_902_404_056, 12);
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
      expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-14);
    }),
  );
});

test("[K6] beta and Student quantiles give known values", () => {
  expect(betaCdf(0.5, 2, 3)).toBeCloseTo(0.6875, 11);
  expect(betaQuantile(0.5, 1, 1)).toBeCloseTo(0.5, 11);
  // Beta(2, 998): 1 − (1 − x)^999 − 999·x·(1 − x)^998
  const exact = 1 - 0.998 ** 999 - 999 * 0.002 * 0.998 ** 998;
  expect(betaCdf(0.002, 2, 998)).toBeCloseTo(exact, 10);
  expect(studentQuantile(0.975, 99)).toBeCloseTo(1.984_216_951_5, 8);
  expect(studentQuantile(0.975, 2)).toBeCloseTo(4.302_652_729_7, 8);
  expect(studentQuantile(0.025, 5)).toBeCloseTo(-2.570_581_835_6, 8);
});

test("[K7] canonical JSON is one text per value", () => {
  expect(canonicalJson({ b: [1, "å"], a: null, c: undefined })).toBe('{"a":null,"b":[1,"å"]}');
  expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }),
  );
});

test("[K8] instants are parsed only when they state their offset", () => {
  expect(parseInstant("2026-11-24T17:00:00+01:00")).toBe("2026-11-24T16:00:00.000Z");
  expect(parseInstant("2026-11-24")).toBeNull();
  expect(parseInstant("2026-13-24T17:00:00Z")).toBeNull();
  expect(instantFromMs(Number.NaN)).toBeNull();
});

test("[K9] a budget is refused when it is overspent", () => {
  const purse = budget(2);
  spend(purse, 2);
  expect(() => spend(purse, 1)).toThrow(BudgetExceeded);
});

test("[K480] a table has its own words and none of every object's", () => {
  const table: Readonly<Record<string, number>> = { one: 1, toString: 2 };
  const hostile = ["__proto__", "constructor", "hasOwnProperty", "valueOf", ""];
  expect(hostile.map((word) => own(table, word))).toEqual(hostile.map(() => undefined));
  expect([own(table, "one"), own(table, "toString")]).toEqual([1, 2]);
  expect(own(JSON.parse('{"__proto__":3}') as typeof table, "__proto__")).toBe(3);
});

test("[K660] a file set apart by commas keeps its cells, and none is run", () => {
  const rows = [
    ["a", "b"],
    ["=1+1", 'x,"y"'],
    ["two\r\nlines", "-2"],
  ];
  const text = `a,b\r\n'=1+1,"x,""y"""\r\ntwo lines,'-2\r\n`;
  expect([csvText(rows), csvText([])]).toEqual([text, ""]);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (cell) => {
      const [line, ...rest] = csvText([[cell]]).split("\r\n");
      expect(rest).toEqual([""]);
      expect(line).not.toMatch(/^"?[=+\-@]/);
    }),
  );
});

test("[K1241] nothing in a file set apart by commas steers the terminal it is shown in", () => {
  expect(csvText([["a\u001b[2J\u009b31m\u007fb", "c\td"]])).toBe("a [2J 31m b,c d\r\n");
});

test("[K800] no spreadsheet begins a formula in a cell, whatever sets its cells apart", () => {
  const cells: Readonly<Record<string, string>> = {
    "a; =HYPERLINK(1)": `"a;' =HYPERLINK(1)"`,
    "\r=1": "' =1",
    "\u2028@x": "' @x",
    "\uff1d1": "'\uff1d1",
    "a-b;c": `"a-b;c"`,
    "12:00 = noon": "12:00 = noon",
  };
  for (const [text, cell] of Object.entries(cells))
    expect([text, csvText([[text]])]).toEqual([text, `${cell}\r\n`]);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (row) => {
      const text = csvText([row]).replace(/\r\n$/, "");
      expect(text).not.toMatch(/[\0\t\n\v\f\r\u0085\u2028\u2029]/);
      // As a program reads it that knows semicolons alone.
      for (const cell of text.split(";")) expect(cell).not.toMatch(/^[\s"]*[=+\-@]/);
    }),
  );
});
