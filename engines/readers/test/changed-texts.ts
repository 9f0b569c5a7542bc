/** Fuzzing of texts: good ones with pieces put in, repeated and taken away, read twice in time. */
import { block, drawKey, seeded } from "@vallgrav/kernel";

/** What a fuzzer answers with. */
export type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

/** What one file of some tens of thousands of letters may take at most. */
const mostMs = 1_000;
const mostFailures = 5;

/**
 * Reads changed texts for so many seconds; fails where one throws, reads differently twice or is
 * slow.
 * @param edits a text is changed in one place at least and in so many at most
 * @param read one text, as bytes of Latin 1, to what came of it
 * @param faultOf what is wrong with that, or null
 */
export function fuzzTexts(
  { seconds, seed }: { readonly seconds: number; readonly seed: number },
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
  const { name, draws, good, pieces, edits, read, faultOf } = given;
  const key = seeded(drawKey(draws), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < mostFailures; cases += 1) {
    let text = good[next(good.length)] ?? "";
    for (let left = next(edits); left >= 0; left -= 1) {
      const at = next(text.length + 1);
      const put =
        next(3) > 0 ? (pieces[next(pieces.length)] ?? "") : text.slice(at, at + next(200));
      text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : at + next(20));
    }
    const where = `case ${cases} of seed ${seed}`;
    const bytes = new Uint8Array(Buffer.from(text, "latin1"));
    const beginMs = performance.now();
    try {
      const found = read(bytes);
      if (found !== read(bytes)) failures.push(`${where}: reads differently twice`);
      const fault = faultOf?.(found) ?? null;
      if (fault !== null) failures.push(`${where}: ${fault}`);
    } catch (error) {
      failures.push(`${where}: ${String(error)}`);
    }
    const tookMs = performance.now() - beginMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name, cases, failures };
}
