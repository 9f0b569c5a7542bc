/** Two test projects: pure rooms share threads, impure ones have a process each. */
import { defineConfig } from "vitest/config";

/** Pure rooms share threads without isolation: they have no shared state, and this proves it. */
export default defineConfig({
  test: {
    // The default leaves one core for somebody who watches: half of a machine with two.
    maxWorkers: "100%",
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
