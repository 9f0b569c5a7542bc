/** A few grown languages and models; many more by `npm run fuzz`. */
import { expect, test } from "vitest";
import { grownFailures, missedQuotas, newTally } from "./grown-case.ts";

test("[G15] grown languages and models agree with the slow way, and are worth something", () => {
  const tally = newTally();
  const failures: string[] = [];
  for (let number = 0; number < 300; number += 1)
    for (const failure of grownFailures(15, number, tally)) failures.push(`${number}: ${failure}`);
  expect(failures).toEqual([]);
  expect(missedQuotas(tally)).toEqual([]);
});
