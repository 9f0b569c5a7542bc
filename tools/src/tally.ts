/** Counts of what passed, failed and was skipped, and how Vitest's JSON report becomes one. */

/** How many of what was run passed, failed, were skipped. */
export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** The empty tally. */
export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** The sum of two tallies. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** `N passed, N failed`, and `, N skipped` if any were. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function list(value: unknown, key: string): readonly unknown[] {
  const found: unknown = Reflect.get(Object(value), key);
  return Array.isArray(found) ? found : [];
}

function text(value: unknown, key: string): string {
  const found: unknown = Reflect.get(Object(value), key);
  return typeof found === "string" ? found : "";
}

/**
 * Reads Vitest's JSON report. A file that failed before its first test counts as one failure.
 * @returns the tally, failures as `file: test` with their messages, and names of skipped tests
 */
export function readVitest(
  report: unknown,
  root: string,
): { tally: Tally; failures: readonly string[]; skips: readonly string[] } {
  let passed = 0;
  const failures: string[] = [];
  const skips: string[] = [];
  for (const file of list(report, "testResults")) {
    const name = text(file, "name").replace(`${root}/`, "");
    const tests = list(file, "assertionResults");
    let failedHere = 0;
    for (const one of tests) {
      const title = `${name}: ${text(one, "fullName")}`;
      const status = text(one, "status");
      if (status === "passed") passed += 1;
      else if (status === "failed") {
        failedHere += 1;
        failures.push([title, ...list(one, "failureMessages").map(String)].join("\n"));
      } else skips.push(title);
    }
    if (text(file, "status") === "failed" && failedHere === 0)
      failures.push(`${name}: ${text(file, "message") || "did not run"}`);
  }
  return { tally: { passed, failed: failures.length, skipped: skips.length }, failures, skips };
}

/** The test files that took longest, seconds, longest first. */
export function slowestFiles(
  report: unknown,
  root: string,
  count: number,
): readonly { readonly file: string; readonly seconds: number }[] {
  const number = (value: unknown, key: string): number => Number(Reflect.get(Object(value), key));
  return list(report, "testResults")
    .map((one) => ({
      file: text(one, "name").replace(`${root}/`, ""),
      seconds: (number(one, "endTime") - number(one, "startTime")) / 1000,
    }))
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, count);
}
