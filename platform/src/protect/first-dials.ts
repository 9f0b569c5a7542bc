/**
 * Both dials of today before all of their runs are played: whoever waits for plans sees them from
 * the first draws on, with the wider interval that so few runs have. The runs are those of the
 * report, none is played twice, and what they come to does not depend on when it was told.
 */
import type { FirstDials } from "../api/index.ts";
import { joinColumns, lossWeights } from "./columns.ts";
import type { RunSize } from "./run-size.ts";
import type { Pool } from "./pool.ts";
import { dialsOf } from "./report.ts";
import { playRange } from "./scenario-planner.ts";
import type { Prepared } from "./setting.ts";
import type { RunColumns } from "./tasks.ts";

/**
 * Outer draws after which the dials are told, before all are played. Fixed beforehand, and whole
 * draws (dials.md §6.13): a batch that ended when its interval was narrow enough would be biased.
 */
const toldAfter: readonly number[] = [10, 20, 50];

/** Outer draws after which there are dials, the last of them all there are. */
export function batchesOf({ outer }: Pick<RunSize, "outer">): readonly number[] {
  return [...toldAfter.filter((draws) => draws < outer), outer];
}

/** The dials of the runs so far, of the first `draws` outer draws. */
export function firstDials(
  prepared: Prepared,
  size: RunSize,
  { columns, draws }: { readonly columns: RunColumns; readonly draws: number },
): FirstDials {
  const played = { ...size, outer: draws };
  return {
    dials: dialsOf(prepared, played, columns, lossWeights(columns)),
    runs: draws * size.inner,
    ofRuns: size.outer * size.inner,
    subject: prepared.profile.subject,
  };
}

/**
 * Plays the evaluation runs with nothing chosen, and tells the dials after each batch.
 * @param told left out where nobody asks
 */
export async function playToday(
  {
    prepared,
    size,
    pool,
  }: {
    readonly prepared: Prepared;
    readonly size: RunSize;
    readonly pool: Pool;
  },
  signal: AbortSignal,
  told?: (first: FirstDials) => void,
): Promise<RunColumns> {
  const none = new Uint8Array(prepared.candidates.length);
  const { outer: from, inner } = size;
  let columns: RunColumns | null = null;
  let done = 0;
  for (const draws of told === undefined ? [size.outer] : batchesOf(size)) {
    const range = { from: from + done, to: from + draws, inner };
    const part = await playRange(pool, none, range, signal);
    columns = columns === null ? part : joinColumns([columns, part]);
    told?.(firstDials(prepared, size, { columns, draws }));
    done = draws;
  }
  return columns ?? joinColumns([]);
}
