/** What each source has seen. */
import { expect, test } from "vitest";
import { day, end, evidence, observe, present } from "../../test/observing.ts";
import { coverageOf, unseenBy } from "./coverage.ts";
import { reconcile } from "./reconcile.ts";

test("[P6] coverage counts what each source lists, lists alone and misses", () => {
  const files = [
    evidence("a", "03-01", { reads: "directory" }),
    evidence("b", "04-01", { reads: "inventory" }),
  ];
  const model = reconcile(
    [
      observe("computer serial:k1", present, { in: "a" }),
      observe("computer serial:k1", present, { in: "b", validFrom: day("04-01") }),
      observe("computer serial:k2", present, { in: "b", validFrom: day("04-01") }),
      observe("account upn:a@example.se", present, { in: "a" }),
    ],
    files,
    end,
  );
  expect(coverageOf(model, "computer")).toEqual({
    kind: "computer",
    assets: 2,
    sources: [
      { source: "directory", listed: 1, alone: 0, missing: 1, newest: day("03-01") },
      { source: "inventory", listed: 2, alone: 1, missing: 0, newest: day("04-01") },
    ],
    pairs: [{ left: "directory", right: "inventory", both: 1, onlyLeft: 0, onlyRight: 1 }],
  });
  expect(unseenBy(model, "computer", "directory")).toEqual(["computer/serial:k2"]);
  expect(unseenBy(model, "computer", "inventory")).toEqual([]);
});
