/** Fuzzes the reader of TLS answers: good flights with octets changed, cut, doubled and moved. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { readServerAnswer } from "../src/index.ts";
import { flightOf } from "./tls-answers.ts";
import type { AnswerWish } from "./tls-answers.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const suites = [0x1301, 0xc02f, 0x0033, 0x002f, 0x008e];
/** Good flights that changed ones begin with: to write one costs more than to read it. */
const kept = 400;
/** One case in so many begins with a new flight, which takes another's place. */
const newEvery = 20;

function wishOf(next: (below: number) => number): AnswerWish {
  const suite = suites[next(suites.length)] ?? 0;
  return {
    version: suite === 0x1301 ? 0x0304 : 0x0301 + next(3),
    suite,
    compression: next(2),
    isRetry: next(2) === 0,
    group: next(2) === 0 ? 29 : null,
    scheme: next(0x10000),
    prime: new Uint8Array(next(40)),
    extensions: [next(0x10000)],
  };
}

/** The octets with a stretch taken away, or put in again behind an octet. */
function changed(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  const at = next(bytes.length + 1);
  const end = Math.min(bytes.length, at + next(20));
  if (next(3) === 0) {
    const shorter = new Uint8Array(bytes.length - (end - at));
    shorter.set(bytes.subarray(0, at));
    shorter.set(bytes.subarray(end), at);
    return shorter;
  }
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes.subarray(0, at));
  longer[at] = next(256);
  longer.set(bytes.subarray(at), at + 1);
  return longer;
}

/** Reads for so many seconds; fails where a reading throws, or asks for octets it already has. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("tls answers"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const flights = Array.from({ length: kept }, () => flightOf(wishOf(next)));
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const place = next(kept);
    const isNew = next(newEvery) === 0;
    if (isNew) flights[place] = flightOf(wishOf(next));
    let bytes = flights[place] ?? new Uint8Array();
    for (let edits = next(4) + (isNew ? 0 : 1); edits > 0; edits -= 1) bytes = changed(bytes, next);
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
