/** Fuzzes the readers of advisories and names: good ones with pieces changed, repeated and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import {
  judge,
  parseCpe,
  parsePurl,
  readCsaf,
  readCve,
  readEpss,
  readEuvd,
  readKev,
  readNvd,
  readOsv,
  versionKey,
  versionSchemes,
} from "../src/index.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const date = "2026-01-01T00:00:00Z";
const ranges = [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "1.2" }] }];
const osv = {
  id: "X",
  modified: date,
  affected: [{ package: { ecosystem: "npm", name: "a" }, ranges, versions: ["1.0"] }],
};
const versions = [{ version: "1", lessThan: "2", status: "affected" }];
const cve = {
  cveMetadata: { cveId: "CVE-2026-1", dateUpdated: date },
  containers: { cna: { affected: [{ vendor: "a", product: "b", versions }] } },
};
const csaf = {
  document: { tracking: { id: "X", current_release_date: date } },
  product_tree: { branches: [{ category: "vendor", name: "a", product: { product_id: "A" } }] },
  vulnerabilities: [{ product_status: { known_affected: ["A"] } }],
};
const good: readonly string[] = [
  ...[osv, cve, csaf].map((one) => JSON.stringify(one)),
  "cpe:2.3:a:example:thing:1.0:*:*:*:*:windows:x64:*",
  "pkg:deb/debian/curl@1.0-1?arch=amd64#a/b",
  "#model_version:v1,score_date:2026-01-02\nCVE-2026-0001,0.5,0.9\n",
];
const pieces: readonly string[] = [
  ...'{ } [ ] , : " null 1e999 __proto__ * ? \\ % %00 ~ | vers: >= \n'.split(" "),
  "\0",
  "\ud800",
  "9".repeat(300),
];

function readAll(text: string): void {
  parseCpe(text);
  parsePurl(text);
  readEpss(text);
  for (const scheme of versionSchemes) versionKey(scheme, text.slice(0, 40));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return;
  }
  readKev(value);
  readEuvd(value);
  const made = [readOsv(value), readCve(value)].flatMap((one) => (one.ok ? [one.value] : []));
  const collected = readCsaf(value);
  const answer = readNvd(value);
  const several = [collected.ok ? collected.value : [], answer.ok ? answer.value.advisories : []];
  const all = [...made, ...several.flat()];
  for (const { statements } of all) for (const one of statements) judge(one, "1.0");
}

/** Reads changed texts for so many seconds; fails where a reader throws. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("advisories"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    let text = good[next(good.length)] ?? "";
    // One change alone would soon give the same text again.
    for (let edits = 2 + next(5); edits > 0; edits -= 1) {
      const at = next(text.length + 1);
      const end = at + next(20);
      const letter = String.fromCharCode(next(0x180));
      const other = next(3) === 0 ? letter : text.slice(at, end);
      const put = next(2) === 0 ? (pieces[next(pieces.length)] ?? "") : other;
      text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : end);
    }
    try {
      readAll(text);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)} in ${text.slice(0, 200)}`);
    }
  }
  return { name: "advisories", cases, failures };
}
