/** What is made of a model is made once. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { atOnce, inSteps, inTurns, perModel, perModelAsked, type Steps } from "./per-model.ts";

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

test("[ID722] long work is done in steps, and others have their turn between them", async () => {
  const list = Array.from({ length: 10 }, (_, at) => at);
  function* sum(): Steps<number> {
    let all = 0;
    yield* inSteps(list, (one) => (all += one), 3);
    return all;
  }
  expect(atOnce(sum())).toBe(45);
  let turns = 0;
  const others = new AbortController();
  const having = (async () => {
    while (!others.signal.aborted) {
      turns += 1;
      await nextTurn();
    }
  })();
  const seen: number[] = [];
  function* watched(): Steps<string> {
    for (let at = 0; at < 4; at += 1) {
      seen.push(turns);
      yield;
    }
    return "done";
  }
  expect(await inTurns(watched())).toBe("done");
  others.abort();
  await having;
  expect(new Set(seen).size).toBe(4);
  expect([...sum()].length).toBe(3);
});
