/** Which of the public rules no source at hand can feed, and which need values: these, no more. */
import { join } from "node:path";
import { runCommand } from "../src/run-command.ts";

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

type Coverage = {
  readonly rules: number;
  readonly canFire: number;
  readonly noSource: readonly { readonly source: string }[];
  readonly waiting: readonly { readonly needs: readonly string[] }[];
  readonly never: readonly unknown[];
  readonly problems: readonly { readonly severity: string }[];
};

/** Files that are renamed, which no log tells, or made inside a box. */
const unfed: Readonly<Record<string, number>> = {
  "paloalto / file_event / globalprotect": 1,
  "windows / file_rename": 2,
};

/** Runs the comparison. */
export async function run(shared: string): Promise<readonly Comparison[]> {
  let out = "";
  const rules = join(shared, "sigma-rules.zip");
  await runCommand(["rules", "coverage", "--rules", rules, "--json"], {
    env: {},
    out: (text) => {
      out += text;
    },
    err: () => {},
    isWatched: false,
  });
  const found = JSON.parse(out) as Coverage;
  const bySource = Object.groupBy(found.noSource, ({ source }) => source);
  const counts = Object.fromEntries(
    Object.entries(bySource)
      .map(([source, list]) => [source, list?.length ?? 0] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const isWhole =
    found.rules + found.waiting.length === 3_754 &&
    found.never.length === 0 &&
    found.problems.every(({ severity }) => severity !== "error");
  return [
    {
      name: "all rules load; what no source feeds and what waits is listed, nothing else",
      passed:
        isWhole &&
        JSON.stringify(counts) === JSON.stringify(unfed) &&
        found.waiting.length === 2 &&
        found.canFire + found.noSource.length === found.rules,
      detail:
        `${found.rules + found.waiting.length} rules, ${found.canFire} can fire; ` +
        `no source: ${JSON.stringify(counts)}; waiting: ${found.waiting.length}`,
    },
  ];
}
