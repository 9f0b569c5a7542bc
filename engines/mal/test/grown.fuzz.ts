/** Grows languages and models for so many seconds; holds graphs and runs against the slow way. */
import type { Fuzzed } from "./fuzzed.ts";
import { grownFailures, missedQuotas, newTally } from "./grown-case.ts";

/** Case n of a seed is the same however long it goes on. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const tally = newTally();
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  for (let number = 0; performance.now() < untilMs && failures.length < 5; number += 1)
    try {
      for (const failure of grownFailures(seed, number, tally))
        failures.push(`case ${number} of seed ${seed}: ${failure}`);
    } catch (error) {
      failures.push(`case ${number} of seed ${seed}: ${String(error)}`);
    }
  if (tally.cases >= 200) failures.push(...missedQuotas(tally));
  const { cases, compiled, nodes, cyclic, wideAnds, goals, reached } = tally;
  const name =
    `grown languages and models (${compiled} compile, ${nodes.length} graphs, ${cyclic} with ` +
    `circles, ${wideAnds} with an AND of three, ${reached} of ${goals} goals reached)`;
  return { name, cases, failures };
}
