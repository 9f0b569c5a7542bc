/** Fuzzes logs of text: good lines of every form with pieces changed, repeated and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { newTextLog } from "../src/index.ts";
import { changedLines } from "./change-lines.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const good = [
  '{"Channel":"Security","EventID":4688,"NewProcessName":"C:\\\\x.exe","ProcessId":"0x10"}',
  '{\n"Event": {"System": {"EventID": {"#text": 1}, "Channel": "S"}, "EventData": {"a": null}}\n}',
  '[{"_path":"dns","ts":1.5},{"category":"SignInLogs","properties":{"a":[1,{"b":2}]}}]',
  "<Events><Event><System><EventID>1</EventID></System>" +
    "<EventData><Data Name='a'>&lt;</Data></EventData></Event></Events>",
  '<34>1 2026-01-02T03:04:05Z h app 1 id [a b="c"] text',
  "Oct 11 22:14:15 h su[1]: text",
  "CEF:0|V|P|1|2|n|3|a=b c\\=d cs1Label=x cs1=y",
  "LEEF:2.0|V|P|1|2|^|a=b^c=d",
  'type=SYSCALL msg=audit(1.000:1): arch=c000003e syscall=59 pid=1 exe="/x"',
  'type=EXECVE msg=audit(1.000:1): argc=2 a0="x" a1=6162',
];

const pieces = [
  "\n",
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  "\\",
  "|",
  "=",
  "<",
  ">",
  "&",
  "<![CDATA[",
  "-->",
  "a=",
  "\u001D",
  "\0",
  "\ud800",
  "9".repeat(30),
  "x".repeat(5_000),
  "a ".repeat(2_000),
  "__proto__",
  ",",
  ":",
];

/** What one text of some tens of thousands of letters may take at most. */
const mostMs = 1_000;

/**
 * Reads changed texts for so many seconds; fails where one throws, counts wrongly or is slow.
 * @param spentMs work that the process has done so far
 */
export function fuzz(seconds: number, seed: number, spentMs: () => number): Fuzzed {
  const key = seeded(drawKey("text logs"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const text = changedLines(good, pieces, next);
    const where = `case ${cases} of seed ${seed}`;
    const beginMs = spentMs();
    try {
      let given = 0;
      const log = newTextLog("dns.log", () => (given += 1));
      for (const line of text.split("\n")) if (!log.line(line)) break;
      const { records } = log.close();
      // The audit log's lines together are given beside the lines themselves.
      if (given < records) failures.push(`${where}: ${given} given, ${records} counted`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = spentMs() - beginMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "logs of text", cases, failures };
}
