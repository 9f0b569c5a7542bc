/**
 * Excerpts: what one run needs of a scene, whatever is chosen. Measures bring no time forward, so
 * what is not reached with none of them is reached under none; and the draws of a run are settled,
 * so gates that the same measures shut in it are one, and what no measure shuts is open. What is
 * left is folded to a scene of its own, a small part of the whole, in which every draw is a number.
 * A planner asks hundreds of questions of each run, and plays the whole scene but once for it.
 */
import { reverseRows } from "../graph/rows.ts";
import { choose, turnToRun } from "./chance-of-run.ts";
import { contractUnfolded } from "./contract.ts";
import { foldExcerpt } from "./excerpt-fold.ts";
import { excerptLayout } from "./excerpt-layout.ts";
import { type ExcerptBook, excerptNet } from "./excerpt-net.ts";
import type { Layout } from "./layout.ts";
import type { Ground, Prepared } from "./prepare.ts";
import { findTimes } from "./run.ts";
import type { RunNumber } from "./witness.ts";
import { workspaceFor } from "./workspace.ts";

/** A run's part of a scene, played by `playExcerpt`. Its nodes and steps have their own numbers. */
export type Excerpt = {
  readonly run: RunNumber;
  readonly scene: Prepared["scene"];
  readonly latent: Prepared["latent"];
  readonly layout: Layout;
};

/**
 * Makes ready to take excerpts, of the contracted layout: it has the times of the whole to the bit,
 * in every run and under every choice, and fewer steps. Not folded: excerpts are, and see more that
 * is one. Linear in the steps and edges of the layout but for the logarithms of searching.
 */
export function openExcerpts({ scene, latent, layout: whole }: Ground): ExcerptBook {
  const layout = contractUnfolded(whole);
  const steps = layout.isAnd.length;
  const isStart = new Uint8Array(steps);
  for (const step of layout.starts) isStart[step] = 1;
  return {
    whole: { scene, latent, layout, work: workspaceFor(layout) },
    parents:
      layout.parents ??
      reverseRows({ offsets: layout.childOffsets, values: layout.children }, steps),
    isStart,
    numberOf: new Int32Array(steps).fill(-1),
    labelOf: new Int32Array(layout.gates.count),
  };
}

/**
 * Takes the excerpt of a run. Cost: the run with nothing chosen, to its end, and folding what it
 * reached.
 */
export function takeExcerpt(book: ExcerptBook, run: RunNumber): Excerpt {
  const { whole } = book;
  choose(whole, new Uint8Array(whole.latent.length));
  turnToRun(whole, run.outer, run.inner);
  whole.work.isAlarmed = false;
  findTimes(whole, { until: "end" });
  const net = excerptNet(book);
  const { layout, graph } = excerptLayout(whole, net, foldExcerpt(net));
  const { scene, latent } = whole;
  const { campaign } = scene;
  return {
    run,
    latent,
    layout,
    // Every draw is a number of the layout by now: skill and stealth are in it.
    scene: {
      ...scene,
      graph,
      campaign: { ...campaign, skillOnTime: 0, skillLoading: 0, stealth: 1 },
      parameters: [{ id: "certain", prior: { kind: "fixed", value: 1 } }],
      objectives: [...layout.objectives].map((step) =>
        step < 0 ? -1 : (layout.nodes[step] ?? -1),
      ),
    },
  };
}
