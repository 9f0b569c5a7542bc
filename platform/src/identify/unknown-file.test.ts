/** What is said of files that hold no list. */
import { expect, test } from "vitest";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { zipOf } from "../collect/test/zip-writer.ts";
import { whyUnknown } from "./unknown-file.ts";

function whyUnknownOf(name: string, bytes: Uint8Array | string): ReturnType<typeof whyUnknown> {
  return whyUnknown({
    name,
    bytes: typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes,
    evidence: "e" as EvidenceId,
    receivedAt: "2026-11-30T00:00:00.000Z" as Instant,
  });
}

function said(name: string, bytes: Uint8Array | string): readonly unknown[] {
  return whyUnknownOf(name, bytes).map(({ code, severity, at, args }) => [
    code,
    severity,
    at?.file,
    args,
  ]);
}

test.each([
  ["a.pdf", "%PDF-1.7 x", "pdf"],
  ["a.xls", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1", "old-office"],
  ["a.rtf", "{\\rtf1 x}", "word"],
  ["a.png", "\u0089PNG\r\n", "picture"],
  ["a.jpg", "\u00FF\u00D8\u00FF\u00E0", "picture"],
  ["a.gif", "GIF89a", "picture"],
  ["a.exe", "MZ\u0090", "program"],
  ["a", "\u007FELF", "program"],
])("[ID1133] %s is named by what it is", (name, bytes, kind) => {
  expect(said(name, bytes)).toEqual([["identify/other-kind", "warning", name, { kind }]]);
});

test("[ID1133] documents of Office are told by their parts", () => {
  for (const [part, kind] of [
    ["word/document.xml", "word"],
    ["ppt/presentation.xml", "slides"],
  ] as const)
    expect(said("a", zipOf([{ name: part, content: "<x/>" }]))).toEqual([
      ["identify/other-kind", "warning", "a", { kind }],
    ]);
});

test("[ID1133] what is broken is said, what is not known is said to be that", () => {
  expect(said("a.csv", "")).toEqual([["readers/empty-file", "warning", "a.csv", {}]]);
  const [broken] = whyUnknownOf("a.json", '{"data":[{"O');
  expect([broken?.code, broken?.severity]).toEqual(["readers/truncated-json", "warning"]);
  expect(said("a.txt", "Hej")).toEqual([["identify/unknown-format", "warning", "a.txt", {}]]);
});

test("[ID1182] a row of headings with nothing below it is said to be that", () => {
  const headings = [["identify/other-kind", "warning", "a.csv", { kind: "headings" }]];
  expect(said("a.csv", "Namn;\u00C4gare;Klass;Leverant\u00F6r\r\n\r\n")).toEqual(headings);
  expect(said("a.csv", "Namn\tKlass")).toEqual(headings);
  const unknown = [["identify/unknown-format", "warning", "a.csv", {}]];
  expect(said("a.csv", `Namn;${"x".repeat(100)}`)).toEqual(unknown);
  expect(said("a.csv", "Hej, du")).toEqual(unknown);
});
