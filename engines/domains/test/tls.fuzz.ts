/** Fuzzes the reader of TLS answers: good flights with octets changed, cut, doubled and moved. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { readServerAnswer } from "../src/index.ts";
import { flightOf } from "./tls-answers.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const suites = [0x1301, 0xc02f, 0x0033, 0x002f, 0x008e];

/** Reads for so many seconds; fails where a reading throws, or asks for octets it already has. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("tls answers"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const suite = suites[next(suites.length)] ?? 0;
    let bytes = flightOf({
      version: suite === 0x1301 ? 0x0304 : 0x0301 + next(3),
      suite,
      compression: next(2),
      isRetry: next(2) === 0,
      group: next(2) === 0 ? 29 : null,
      scheme: next(0x10000),
      prime: new Uint8Array(next(40)),
      extensions: [next(0x10000)],
    });
    for (let edits = next(4); edits > 0; edits -= 1) {
      const at = next(bytes.length + 1);
      const end = Math.min(bytes.length, at + next(20));
      const middle = next(3) === 0 ? [] : [next(256), ...bytes.subarray(at, end)];
      bytes = Uint8Array.from([...bytes.subarray(0, at), ...middle, ...bytes.subarray(end)]);
    }
    try {
      const answer = readServerAnswer(bytes, next(2) === 0 ? "hello" : "exchange");
      if (answer.kind === "more" && answer.needed <= bytes.length)
        failures.push(`case ${cases} of seed ${seed}: ${bytes.length} octets, but needs less`);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)}`);
    }
  }
  return { name: "TLS answers", cases, failures };
}
