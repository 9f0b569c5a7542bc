/** Two test projects: pure rooms share threads, impure ones have a process each. */
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Pure rooms share threads without isolation: they have no shared state, and this proves it. */
export default defineConfig({
  test: {
    // Many tests wait for programs and browsers that they have begun: with a file for each core, a
    // third of a machine of two had nothing to do.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: "pure",
          include: ["kernel/**/*.test.ts", "engines/**/*.test.ts", "knowledge/**/*.test.ts"],
          pool: "threads",
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "impure",
          include: [
            "platform/**/*.test.ts",
            "apps/**/*.test.ts",
            "tools/**/*.test.ts",
            "examples/**/*.test.ts",
          ],
          pool: "forks",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
