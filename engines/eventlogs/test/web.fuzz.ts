/** Fuzzes logs of web servers, proxies and devices: good lines with pieces changed and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { newLineEvents } from "../src/index.ts";
import { changedLines } from "./change-lines.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const good = [
  "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query cs(User-Agent) sc-status",
  "2026-11-20 08:00:01 203.0.113.9 GET /a.aspx b=1 Mozilla/5.0+(X11) 200",
  'a.example:443 192.0.2.9 - an [20/Nov/2026:09:00:01 +0100] "GET /a?b=%27 HTTP/1.1" 404 1 ' +
    '"-" "c"',
  "1795161601.123 31 10.1.1.1 TCP_MISS/200 512 GET http://a.example/b.exe c " +
    "HIER_DIRECT/192.0.2.1 d/e",
  "[Fri Nov 20 08:00:00.123 2026] [core:error] [pid 1] AH00126: Invalid URI",
  "2026/11/20 08:00:00 [crit] 12#12: *1 failed",
  "<189>45: rt1: Nov 20 08:00:00.1: %PARSER-5-CFGLOG_LOGGEDCMD: User:bo logged command:more",
  "<188>Nov 20 08:00:00 rt2 %%01BGP/3/STATE_CHG_UPDOWN(l): changed",
  '<189>date=2026-11-20 time=08:00:00 devname="fw1" type="traffic" dstport=23 action="accept"',
  '{"event_type":9,"process":{"executable":{"path":"/a"}},"event":{"exec":{"args":["b"]}}}',
];

const pieces = [
  ...'# : = " \\ [ ] % %% / ? - + { } ( ) \n \t \0 \ud800 __proto__= devname= :// HTTP/1.1'.split(
    " ",
  ),
  "a ".repeat(2_000),
  '"'.repeat(2_000),
  "\\".repeat(5_000),
  ' a="'.repeat(1_000),
  "9".repeat(30),
];

/** What lines of some tens of thousands of letters may take at most. */
const mostMs = 1_000;

/**
 * Reads changed lines for so many seconds; fails where one throws, differs twice or is slow.
 * @param spentMs work that the process has done so far
 */
export function fuzz(seconds: number, seed: number, spentMs: () => number): Fuzzed {
  const key = seeded(drawKey("web logs"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  const read = (text: string): string => {
    const lines = newLineEvents();
    return JSON.stringify([...text.split("\n").map((line) => lines.line(line)), lines.close()]);
  };
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const text = changedLines(good, pieces, next);
    const where = `case ${cases} of seed ${seed}`;
    const beginMs = spentMs();
    try {
      if (read(text) !== read(text)) failures.push(`${where}: reads differently twice`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = spentMs() - beginMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "web logs", cases, failures };
}
