/** Fuzzes reports of mail: good ones with pieces changed, repeated and cut. */
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { readDmarcReport, readTlsReport } from "../src/index.ts";
import { type Fuzzed, fuzzTexts } from "./changed-texts.ts";
import { dmarcReport, tlsReport } from "./mail-report-files.ts";

const good = [
  dmarcReport([
    { count: 3, signed: [["example.se", "k1", "pass"]] },
    { dkim: "fail", spf: "fail" },
  ]),
  tlsReport(),
];
const pieces = [
  ...'< > </ /> & &#0; &amp; <record> </record> <dkim> ]]> <![CDATA[ { } [ ] , : " \\ \0'.split(
    " ",
  ),
  "<record>".repeat(2_000),
  "[".repeat(2_000),
  "x".repeat(70_000),
  "__proto__",
];

/**
 * Reads changed reports, each as both kinds, for so many seconds.
 * @param spentMs work that the process has done so far
 */
export function fuzz(seconds: number, seed: number, spentMs: () => number): Fuzzed {
  const rest = {
    name: "a",
    evidence: "e" as EvidenceId,
    receivedAt: "2026-11-30T00:00:00.000Z" as Instant,
  };
  return fuzzTexts(
    { seconds, seed, spentMs },
    {
      name: "reports of mail",
      draws: "mail reports",
      good,
      pieces,
      edits: 5,
      read: (bytes) =>
        JSON.stringify([readDmarcReport({ ...rest, bytes }), readTlsReport({ ...rest, bytes })]),
    },
  );
}
