/** Fuzzes short files that come back from outside: an export's list, anchors, names of entries. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { decodeName, isArchive, judgeName } from "../src/collect/entry-name.ts";
import { parseAnchors } from "../src/hygiene/anchor-file.ts";
import { parseManifest } from "../src/keeping/read-export.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const file = { sizeBytes: 12, sha256: "a".repeat(64) };
const manifest = JSON.stringify({
  format: "vallgrav-export",
  version: 1,
  tables: [{ name: "unit", file: "tables/unit.jsonl", rows: 2, ...file }],
  evidence: [{ file: `evidence/${"b".repeat(64)}`, ...file }],
});
const anchors = `. IN DS 20326 8 2 ${"E06D".repeat(16)}\nexample.se. 60 IN DS 1 13 2 AB CD ; x\n`;
const entryName = "a/b c/../users.json";
const pieces = [
  ...'{ } [ ] , : " \\ \n ; . .. / ../ \0 DS IN __proto__ null -1 1e999 å \ud800 \u202e'.split(" "),
  " ".repeat(3_000),
  "a".repeat(3_000),
  "\t",
];
const mostMs = 1_000;

/** What is taken leads nowhere but into the folder it belongs to. */
function readAll(text: string, way: number): void {
  if (way === 0) {
    const read = parseManifest(text);
    for (const one of [...(read?.tables ?? []), ...(read?.evidence ?? [])])
      if (one.file.includes("..") || !/^(?:tables|evidence)\//.test(one.file))
        throw new RangeError(`taken: ${one.file}`);
  } else if (way === 1) {
    const read = parseAnchors(text);
    if (read.ok && read.value.length === 0) throw new RangeError("anchors without any");
  } else {
    const bytes = Buffer.from(text, "latin1");
    const name = decodeName(bytes);
    isArchive(name, bytes);
    if (judgeName(name) === null && (name.startsWith("/") || /(?:^|\/)\.\.(?:\/|$)/.test(name)))
      throw new RangeError("a name that leads outside");
  }
}

/**
 * Reads for so many seconds; fails where something is thrown, taken wrongly or slow.
 * @param spentMs work that the process has done so far
 */
export function fuzz(seconds: number, seed: number, spentMs: () => number): Fuzzed {
  const key = seeded(drawKey("kept files"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    const way = next(3);
    let text = [manifest, anchors, entryName][way] ?? "";
    // One change alone would soon give the same text again.
    for (let edits = 2 + next(5); edits > 0; edits -= 1) {
      const at = next(text.length + 1);
      const end = at + next(20);
      const letter = String.fromCharCode(next(0x180));
      const other = next(3) === 0 ? letter : text.slice(at, end);
      const put = next(2) === 0 ? (pieces[next(pieces.length)] ?? "") : other;
      text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : end);
    }
    const where = `case ${cases} of seed ${seed}`;
    const beganMs = spentMs();
    try {
      readAll(text, way);
    } catch (error) {
      failures.push(`${where}: ${String(error)} in ${text.slice(0, 200)}`);
    }
    const tookMs = spentMs() - beganMs;
    if (tookMs > mostMs) failures.push(`${where}: ${tookMs} ms`);
  }
  return { name: "files that come back", cases, failures };
}
