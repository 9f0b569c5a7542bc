/** The sampled test cases of dials.md §7 at their full size: a million runs, 4 standard errors. */
import { exactCases, failuresOf } from "../src/lib/simulation/test/exact-cases.ts";
import type { Fuzzed } from "./fuzzed.ts";

/** Plays every case once; how long it may take and the seed change nothing. */
export function fuzz(): Fuzzed {
  const failures = exactCases.flatMap(([rule, check]) =>
    failuresOf(check, 1, "1").map((failure) => `${rule}: ${failure}`),
  );
  return { name: "exact answers from a million runs", cases: exactCases.length, failures };
}
