/** Fuzzes reports of mail: good ones with pieces changed, repeated and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { readDmarcReport, readTlsReport } from "../src/index.ts";
import { dmarcReport, tlsReport } from "./mail-report-files.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

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

/** What one file of some tens of thousands of letters may take at most. */
const mostMs = 1_000;

/** Reads changed reports for so many seconds; fails where one throws, differs twice or is slow. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("mail reports"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    let text = good[next(good.length)] ?? "";
    for (let edits = next(5); edits >= 0; edits -= 1) {
      const at = next(text.length + 1);
      const put =
        next(3) > 0 ? (pieces[next(pieces.length)] ?? "") : text.slice(at, at + next(200));
      text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : at + next(20));
    }
    const where = `case ${cases} of seed ${seed}`;
    const input = {
      name: "a",
      bytes: new Uint8Array(Buffer.from(text, "latin1")),
      evidence: "e" as EvidenceId,
      receivedAt: "2026-11-30T00:00:00.000Z" as Instant,
    };
    const beginMs = performance.now();
    try {
      const read = (): string => JSON.stringify([readDmarcReport(input), readTlsReport(input)]);
      if (read() !== read()) failures.push(`${where}: reads differently twice`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = performance.now() - beginMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "reports of mail", cases, failures };
}
