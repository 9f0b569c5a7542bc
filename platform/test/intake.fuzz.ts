/** Fuzzes what comes by HTTP with logs, and what is read back from the disk: changed and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { bulkAnswer, bulkLines } from "../src/detect/intake/elastic.ts";
import { collectorLines } from "../src/detect/intake/collector.ts";
import { tokenShown } from "../src/detect/intake/http.ts";
import { decodeLine, encodeLine } from "../src/detect/spool-format.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const bulk =
  '{"create":{"_index":"logs","_id":"a"}}\n{"message":"x"}\n{"delete":{"_index":"logs"}}\n' +
  '{"index":{}}\n{"a":{"b":[1,null]}}\n{"update":{"_id":7}}\n{"doc":{}}\n';
const collected =
  '{"event":"a","time":1795161601.1,"host":"h"}{"event":{"a":[1,{"b":"}"}]},"fields":{"c":"d"}}\n' +
  '{"event":"\\"{"}';
const spooled = Buffer.concat([
  encodeLine({
    source: "s1",
    receivedMs: 1.5,
    mayRepeat: true,
    key: new Uint8Array(12).fill(7),
    bytes: Buffer.from("hello"),
  }),
  encodeLine({ source: "", receivedMs: 0, mayRepeat: false, bytes: new Uint8Array(0) }),
]);
const good = [bulk, collected].map((text) => Buffer.from(text));
const tokens = ["Bearer abc", "ApiKey YTpi", "Basic YTpi", "Splunk x"];
const pieces = [
  ...'{ } [ ] , : " \\ \n \n\n \0 null 1e999 "_id" {"create":{}} {"event": __proto__ å'.split(" "),
  "[".repeat(2_000),
  "{".repeat(2_000),
  "9".repeat(30),
].map((piece) => Buffer.from(piece));

const mostMs = 1_000;

function readPosted(bytes: Uint8Array): void {
  const { actions, lines } = bulkLines(bytes, 40);
  const kept = actions.filter(({ isKept }) => isKept).length;
  if (kept !== lines.length) throw new RangeError(`${lines.length} lines of ${kept} actions`);
  if (lines.some((line) => line.bytes.length > 40)) throw new RangeError("a line is too long");
  JSON.stringify(bulkAnswer(actions));
  collectorLines("/services/collector/event", bytes);
}

/** Lines that are read are those that were written, or a checksum was met by chance. */
function readSpooled(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    const found = decodeLine(bytes, at);
    if (typeof found === "string") return;
    if (found.next <= at || found.next > bytes.length) throw new RangeError("goes nowhere");
    const again = encodeLine(found.line);
    if (Buffer.compare(again, bytes.subarray(at, found.next)) !== 0)
      throw new RangeError("written again it is another line");
    at = found.next;
  }
}

/**
 * Reads for so many seconds; fails where something throws, is slow or reads wrongly.
 * @param spentMs work that the process has done so far
 */
export function fuzz(seconds: number, seed: number, spentMs: () => number): Fuzzed {
  const key = seeded(drawKey("intake"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  const change = (from: Uint8Array): Uint8Array => {
    let bytes = Buffer.from(from);
    for (let edits = 2 + next(5); edits > 0; edits -= 1) {
      const at = next(bytes.length + 1);
      const end = at + next(20);
      const way = next(3);
      const piece =
        way === 0
          ? Buffer.of(next(256))
          : way === 1
            ? (pieces[next(pieces.length)] ?? bytes)
            : bytes.subarray(at, end);
      bytes = Buffer.concat([
        bytes.subarray(0, at),
        piece,
        bytes.subarray(next(2) === 0 ? at : end),
      ]);
    }
    return bytes;
  };
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const way = next(4);
    const where = `case ${cases} of seed ${seed}`;
    const beganMs = spentMs();
    try {
      if (way === 0) readSpooled(change(spooled));
      else if (way === 1)
        tokenShown(Buffer.from(change(Buffer.from(tokens[next(4)] ?? ""))).toString("latin1"));
      else readPosted(change(good[way - 2] ?? spooled));
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = spentMs() - beganMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "logs by HTTP and on the disk", cases, failures };
}
