/** The ways in of today, from the runs the dials are made of. */
import type { Movers, Ways } from "../api/index.ts";
import { outerPerPiece } from "./columns.ts";
import type { RunSize } from "./run-size.ts";
import { moversOf, type OuterMeans, parameterMovers } from "./movers.ts";
import { openPool } from "./pool.ts";
import type { Prepared } from "./setting.ts";
import type { WaysTask } from "./tasks.ts";
import { type Crossing, crossingsOf } from "./way-rights.ts";
import { countWays } from "./ways.ts";

/** The ways; the rights they go over are told with the model at hand, from the crossings. */
export type ComputedWays = {
  readonly ways: Omit<Ways, "rights">;
  readonly crossings: readonly Crossing[];
  readonly movers: Movers;
};

/** Plays the evaluation runs without measures: how they went, and what would tell more. */
export async function computeWays(
  prepared: Prepared,
  size: RunSize,
  { today, signal }: { readonly today: OuterMeans | null; readonly signal: AbortSignal },
): Promise<ComputedWays> {
  const pool = openPool(prepared.setting, size.threads);
  try {
    const chosen = new Uint8Array(prepared.candidates.length);
    const tasks: WaysTask[] = [];
    for (let outer = size.outer; outer < 2 * size.outer; outer += outerPerPiece)
      tasks.push({
        kind: "ways",
        chosen,
        range: {
          outerFrom: outer,
          outerTo: Math.min(outer + outerPerPiece, 2 * size.outer),
          inner: size.inner,
        },
      });
    const found = (await pool.run(tasks, signal)).flat();
    return {
      ways: countWays(prepared, size.outer * size.inner, found),
      crossings: crossingsOf(prepared, found),
      movers:
        today === null
          ? { facts: [], parameters: [] }
          : {
              facts: moversOf(prepared, today, found),
              parameters: parameterMovers(prepared, today),
            },
    };
  } finally {
    await pool.close();
  }
}
