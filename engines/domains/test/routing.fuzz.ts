/** Fuzzes the readers of ROAs and routes: good files with pieces changed, moved and cut. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { addressRouting, roaReader, routeReader } from "../src/index.ts";
import { changedText } from "./change-text.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const roas =
  '{"metadata":{"buildtime":"2026-11-30T06:00:00Z"},"roas":[{"asn":64500,' +
  '"prefix":"192.0.2.0/24","maxLength":24,"expires":1800000001},{"asn":"AS64502",' +
  '"prefix":"2001:db8::/32","maxLength":48,"source":[{"uri":"a\\"{"}]}]}';
const routes = "% x\n64500\t192.0.2.0/24\t3\n{1,2}\t198.51.100.0/24\t3\n64502\t2001:db8::/32\t9\n";
const pieces = [
  "{",
  "}",
  "[",
  "]",
  '"',
  "\\",
  ":",
  ",",
  "\t",
  "\n",
  "/",
  "-1",
  "9".repeat(20),
  "å",
];

/** Reads for so many seconds; fails where something throws. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("routing"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const changes = { next, pieces, edits: 4, span: 12 };
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    try {
      const [text, lines] = [changedText(roas, changes), changedText(routes, changes)];
      const [roaFile, routeFile] = [roaReader(1_800_000_000), routeReader()];
      const cut = next(text.length + 1);
      roaFile.add(text.slice(0, cut));
      roaFile.add(text.slice(cut));
      routeFile.add(lines);
      const [signed, known] = [roaFile.end(), routeFile.end()];
      if (!signed.ok) continue;
      const table = known.ok ? known.value : null;
      for (const address of ["192.0.2.1", "2001:db8::1", "198.51.100.1"])
        addressRouting(address, { roas: signed.value, routes: table });
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)}`);
    }
  }
  return { name: "routing", cases, failures };
}
