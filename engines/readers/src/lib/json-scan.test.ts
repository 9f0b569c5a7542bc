/** The scan against JSON.parse. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { lineAndColumn, scanJson } from "./json-scan.ts";
import type { JsonRefusal } from "./json-scan.ts";

const limits = { depth: 64, stringLength: 1000 };

function scan(text: string): JsonRefusal {
  return scanJson(text, limits);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test("[S3] the scan accepts exactly what JSON.parse accepts", () => {
  const piece = fc.constantFrom(
    ...'{ } [ ] , : " \\ 0 1 - + . e E t true false null \n \u0000 "a" "\\u00e5" ""'.split(" "),
  );
  const broken = fc
    .tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.string({ maxLength: 2 }))
    .map(([text, at, extra]) => text.slice(0, at % (text.length + 1)) + extra);
  const text = fc.oneof(
    fc.json({ maxDepth: 5 }),
    broken,
    fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (given) => {
      expect(scan(given) === null).toBe(isJson(given));
    }),
    { numRuns: 5000 },
  );
});

test("[S3] every beginning of a JSON object is truncated, never bad", () => {
  const text = '{"a":[1,-2.5e+3,true,null,"x\\u00e5\\n"],"b":{"c":false}}';
  for (let end = 0; end < text.length; end += 1)
    expect(scan(text.slice(0, end))).toEqual({ fault: "truncated", at: end });
  expect(scan(text)).toBe(null);
});

test("[S3] what is wrong is told with its offset", () => {
  expect(scan("{]")).toEqual({ fault: "bad", at: 1 });
  expect(scan("[1,]")).toEqual({ fault: "bad", at: 3 });
  expect(scan("{} x")).toEqual({ fault: "bad", at: 3 });
  expect(scan("[01]")).toEqual({ fault: "bad", at: 2 });
  expect(scan('["a\nb"]')).toEqual({ fault: "bad", at: 3 });
  expect(scan('["\\x"]')).toEqual({ fault: "bad", at: 3 });
  expect(scan("[nul]")).toEqual({ fault: "bad", at: 4 });
});

test("[R4, S3] depth and length of texts have ceilings, without recursion", () => {
  expect(scan("[".repeat(64) + "]".repeat(64))).toBe(null);
  expect(scan("[".repeat(1_000_000))).toEqual({ fault: "depth", at: 64 });
  expect(scan(`"${"a".repeat(1000)}"`)).toBe(null);
  expect(scan(`["${"a".repeat(1001)}"]`)).toEqual({ fault: "stringLength", at: 1 });
});

test("[S3] line and column count from one", () => {
  expect(lineAndColumn("ab\r\ncd", 0)).toEqual({ line: 1, column: 1 });
  expect(lineAndColumn("ab\r\ncd", 5)).toEqual({ line: 2, column: 2 });
  expect(lineAndColumn("\n\n", 2)).toEqual({ line: 3, column: 1 });
});
