/** Plays excerpts: one run under any choice, as `play` would play it in the whole scene. */
import { invariant } from "@vallgrav/kernel";
import { choose } from "./chance-of-run.ts";
import type { Excerpt } from "./excerpt.ts";
import { playRun } from "./play-run.ts";
import type { Prepared } from "./prepare.ts";
import { limitOf } from "./run.ts";
import type { Played } from "./witness.ts";
import { workspaceFor } from "./workspace.ts";

const never = Number.POSITIVE_INFINITY;

/** An excerpt ready to be played in this thread. */
export type OpenExcerpt = { readonly prepared: Prepared; readonly run: Excerpt["run"] };

/** Makes room for an excerpt. Linear in its steps. */
export function openExcerpt({ scene, latent, layout, run }: Excerpt): OpenExcerpt {
  const free = new Int32Array(0);
  const work = workspaceFor(layout);
  // What can be left out was left out when it was taken; and its times may be 0, which looking
  // ahead counts on not to be.
  work.firstLook = Number.POSITIVE_INFINITY;
  return { run, prepared: { scene, latent, layout, free, work } };
}

function timesOf({ objectives }: Prepared["layout"], time: Float64Array): Float64Array {
  const found = new Float64Array(objectives.length);
  for (let at = 0; at < objectives.length; at += 1) {
    const step = objectives[at] ?? -1;
    found[at] = step < 0 ? never : (time[step] ?? never);
  }
  return found;
}

/**
 * Plays the run of an excerpt under a choice. What falls within the limit of the run falls at the
 * same time as in the whole scene, to the bit, with response and without; later times are never
 * there. `hitSets` of it hold what they promise; nodes of its proofs are numbers of the excerpt.
 */
export function playExcerpt({ prepared, run }: OpenExcerpt, chosen: Uint8Array): Played {
  invariant(chosen.length === prepared.latent.length, "one byte per latent measure");
  choose(prepared, chosen);
  const { work, layout } = prepared;
  const { outer, inner } = run;
  playRun(prepared, outer, inner, { until: "fallen" });
  const times = timesOf(layout, work.time);
  const unopposed = work.isAlarmed ? timesOf(layout, work.otherTime) : times;
  const limit = limitOf(prepared);
  return { prepared, run: work.run, outer, inner, times, unopposed, limit, allGatesOpen: false };
}
