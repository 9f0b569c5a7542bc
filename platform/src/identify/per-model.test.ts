/** What is made of a model is made once. */
import { expect, test } from "vitest";
import { perModel, perModelAsked } from "./per-model.ts";

test("[ID280] a view of a model is made once; of many, the latest asked for are kept", () => {
  let made = 0;
  const counted = perModel((of: { readonly n: number }) => {
    made += 1;
    return of.n;
  });
  const [one, other] = [{ n: 1 }, { n: 2 }];
  expect([counted(one), counted(one), counted(other), made]).toEqual([1, 1, 2, 2]);
  const asked: string[] = [];
  const view = perModelAsked(2, (of: { readonly n: number }, what) => {
    asked.push(`${of.n} ${what}`);
    return what.length;
  });
  for (const what of ["a", "bb", "a", "ccc", "a", "bb"]) view(one, what);
  view(other, "a");
  expect(asked).toEqual(["1 a", "1 bb", "1 ccc", "1 bb", "2 a"]);
});
