/**
 * What was said of each hit beside the one a case was recorded for, after looking at its event and
 * its rule (hunt-reviewed.json): `attack`, it names what the sample shows; `same`, the event of the
 * case by a rule near by; `trace`, what went with it; `ordinary`, what any computer does: a false
 * alarm where the rule is used; `other`, the right alarm by the wrong name.
 */
import { readFileSync } from "node:fs";

/** Hits by file and rule. */
export type Matrix = Readonly<Record<string, Readonly<Record<string, number>>>>;

const words = ["attack", "same", "trace", "ordinary", "other"] as const;

/** Every hit has its judgement, and no judgement is of a hit that is not there. */
export function reviewed(matrix: Matrix, recorded: ReadonlySet<string>) {
  const text = readFileSync(new URL("hunt-reviewed.json", import.meta.url), "utf8");
  const said = JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const pairs = (of: Readonly<Record<string, object>>): readonly string[] =>
    Object.entries(of).flatMap(([file, row]) => Object.keys(row).map((rule) => `${file} ${rule}`));
  const extra = new Set(pairs(matrix).filter((pair) => !recorded.has(pair)));
  const judged = new Set(pairs(said));
  const open = [...extra.symmetricDifference(judged)];
  const verdicts = Object.values(said).flatMap((row) =>
    Object.values(row).map((one) => one.split(":", 1)[0]),
  );
  const counts = words.map((word) => `${verdicts.filter((one) => one === word).length} ${word}`);
  const unknown = verdicts.filter((one) => !words.some((word) => word === one));
  return {
    name: "each extra hit of the matrix was looked at with its event and its rule",
    passed: extra.size > 250 && open.length === 0 && unknown.length === 0,
    detail: `${extra.size} extra hits: ${counts.join(", ")}; open: ${open.join("; ")}`,
  };
}
