/** Fuzzes the reader of checkpoints: a good one with pieces changed, repeated and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { checkpointText, openCheckpoint, signNote } from "../src/index.ts";
import { signerOf, verifyEd25519 } from "./ports.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const pieces = ["\n", "\n\n", "\u2014 ", "=", "+", "0", "-1", "9".repeat(20), "\0", "\ud800", "å"];
const origin = "log.example.se/audit";

/** Reads changed notes for so many seconds; fails where a reading throws or takes a changed one. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("transparency"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const signer = signerOf(origin, 1);
  const trusted = [{ key: signer.key, verify: verifyEd25519 }];
  const root = new Uint8Array(32).fill(9);
  const good = signNote(checkpointText({ origin, size: 5, root, extensions: ["x"] }), signer);
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    let text = good;
    // One change alone would soon give the same text again.
    for (let edits = 2 + next(4); edits > 0; edits -= 1) {
      const at = next(text.length + 1);
      const end = at + next(30);
      const letter = String.fromCharCode(next(0x180));
      const other = next(3) === 0 ? letter : text.slice(at, end);
      const put = next(2) === 0 ? (pieces[next(pieces.length)] ?? "") : other;
      text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : end);
    }
    try {
      if (openCheckpoint(text, trusted, origin).ok && text !== good)
        failures.push(`case ${cases} of seed ${seed}: taken though changed`);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)}`);
    }
  }
  return { name: "checkpoints", cases, failures };
}
