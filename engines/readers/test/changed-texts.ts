/** Fuzzing of texts: good ones with pieces put in, repeated and taken away, read twice in time. */
import { block, drawKey, seeded } from "@vallgrav/kernel";

/** What a fuzzer answers with. */
export type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

/** How long is tried, from where, and what says how much work the process has done so far. */
type Asked = {
  readonly seconds: number;
  readonly seed: number;
  readonly spentMs: () => number;
};

/** What one file of some tens of thousands of letters may take at most. */
const mostMs = 1_000;
const mostFailures = 5;
/** Longest piece of most cases. */
const smallPiece = 100;
/** One case in so many may take longer pieces, by which what costs too much is found. */
const longEvery = 50;
/** One case in so many is read twice: it costs as much again, and seldom tells. */
const twiceEvery = 8;

/**
 * Reads changed texts for so many seconds; fails where one throws, is slow or, of every eighth,
 * reads differently twice.
 * @param pieces what may be put in; long ones are, in every fiftieth
 * @param edits a text is changed in one place at least and in so many at most
 * @param read one text, as bytes of Latin 1, to what came of it
 * @param faultOf what is wrong with that, or null
 */
export function fuzzTexts(
  { seconds, seed, spentMs }: Asked,
  given: {
    readonly name: string;
    readonly draws: string;
    readonly good: readonly string[];
    readonly pieces: readonly string[];
    readonly edits: number;
    readonly read: (bytes: Uint8Array) => string;
    readonly faultOf?: (found: string) => string | null;
  },
): Fuzzed {
  const { name, draws, good, edits, read, faultOf } = given;
  const short = given.pieces.filter((piece) => piece.length <= smallPiece);
  const key = seeded(drawKey(draws), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < mostFailures; cases += 1) {
    let text = good[next(good.length)] ?? "";
    const pieces = next(longEvery) === 0 ? given.pieces : short;
    for (let left = next(edits); left >= 0; left -= 1) {
      const at = next(text.length + 1);
      const put =
        next(3) > 0 ? (pieces[next(pieces.length)] ?? "") : text.slice(at, at + next(200));
      text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : at + next(20));
    }
    const where = `case ${cases} of seed ${seed}`;
    const bytes = new Uint8Array(Buffer.from(text, "latin1"));
    const beginMs = spentMs();
    try {
      const found = read(bytes);
      if (next(twiceEvery) === 0 && found !== read(bytes))
        failures.push(`${where}: reads differently twice`);
      const fault = faultOf?.(found) ?? null;
      if (fault !== null) failures.push(`${where}: ${fault}`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = spentMs() - beginMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name, cases, failures };
}
