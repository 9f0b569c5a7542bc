/**
 * Many runs under one choice of measures whose ways are asked for. Times are played on the scene
 * contracted for that choice, a fraction of its steps, to the bit; a way is found in the whole
 * scene among the steps that the contracted way stands for.
 */
import { invariant } from "@vallgrav/kernel";
import { reverseRows, type Rows } from "../graph/rows.ts";
import { choose, turnToRun } from "./chance-of-run.ts";
import { contractTraced } from "./contract.ts";
import { always, useless } from "./net.ts";
import { blindTimeOf } from "./outcome.ts";
import type { Prepared, Runnable } from "./prepare.ts";
import { findMarked, headOf } from "./run.ts";
import { shortcutsOf } from "./shortcuts.ts";
import { underChoice } from "./under-choice.ts";
import {
  play,
  type PlayedTimes,
  playTimes,
  proof,
  type ProofOptions,
  type RunNumber,
  type Way,
  wayOfPass,
} from "./witness.ts";
import { addBehind, rankSteps, type Ways, waysOf } from "./ways-of-pass.ts";
import { nextLook, swapPasses, workspaceFor } from "./workspace.ts";

/** Runs of one choice in one thread. */
export type QuickRuns = {
  /** Where ways are found; other names in it are not played. */
  readonly whole: Prepared;
  readonly parents: Rows;
  /** The scene contracted for the choice. */
  readonly under: Runnable;
  readonly contractedParents: Rows;
  readonly chosen: Uint8Array;
  readonly vital: readonly number[];
  /** Per step of the whole: that of the contracted scene with its time; see `Partition`. */
  readonly classOf: Int32Array;
  /** Ways asked for, and those that only playing the whole scene found. */
  readonly told: { ways: number; whole: number };
};

/**
 * Makes ready to play runs of a choice. Cost: that of contracting the scene, some seconds for two
 * million nodes.
 * @param prepared the scene, steps that are other names among its steps
 * @param whole the same with names (`withNames`), in whose room ways are found
 * @param vital objectives by place; see `PlayOptions`
 */
export function openQuickRuns(
  prepared: Prepared,
  whole: Prepared,
  { chosen, vital }: { readonly chosen: Uint8Array; readonly vital: readonly number[] },
): QuickRuns {
  invariant(chosen.length === prepared.latent.length, "one byte per latent measure");
  const { scene, layout } = prepared;
  const { layout: short, classOf } = contractTraced(underChoice(layout, scene.parameters, chosen));
  const contracted = { ...short, shortcuts: shortcutsOf(short) };
  const under = {
    scene,
    latent: prepared.latent,
    layout: contracted,
    work: workspaceFor(contracted),
  };
  const steps = contracted.isAnd.length;
  const { childOffsets, children } = contracted;
  const parentsOf = (rows: Rows | undefined, down: Rows, count: number): Rows =>
    rows ?? reverseRows(down, count);
  return {
    whole,
    parents: parentsOf(
      whole.layout.parents,
      { offsets: whole.layout.childOffsets, values: whole.layout.children },
      whole.layout.isAnd.length,
    ),
    under,
    contractedParents: parentsOf(
      contracted.parents,
      { offsets: childOffsets, values: children },
      steps,
    ),
    chosen: chosen.slice(),
    vital,
    classOf,
    told: { ways: 0, whole: 0 },
  };
}

/** A run as it was played; valid until the next of the same runs. */
export type QuickPlayed = PlayedTimes & { readonly runs: QuickRuns };

/**
 * Plays a run for the vital objectives: times and limit are the bits of `play` with `vital`, but
 * that what falls after the limit may be told where that tells it not, or not where it does.
 */
export function playQuick(runs: QuickRuns, run: RunNumber): QuickPlayed {
  const { under, chosen, vital } = runs;
  return { ...playTimes(under, chosen, run, { vital }), runs };
}

/** Marks what the way to a step of the contracted scene stands for in the whole, step by step. */
class WayMarks {
  readonly #runs: QuickRuns;
  readonly #ways: Ways;
  readonly #number: number;
  readonly #open: number[] = [];

  constructor(runs: QuickRuns) {
    const { whole, under, contractedParents } = runs;
    this.#runs = runs;
    this.#number = nextLook(whole.work);
    rankSteps(under.work);
    this.#ways = waysOf(under, contractedParents, new Set());
  }

  mark(goal: number): void {
    const { layout } = this.#runs.whole;
    this.#see(goal);
    for (let step = this.#open.pop(); step !== undefined; step = this.#open.pop()) {
      const of = this.#runs.classOf[step] ?? useless;
      if (layout.isAnd[step] === 1) this.#follow(step, () => true);
      // What is not in the contracted scene is never later than what an AND waits for besides.
      else if (of < 0) this.#follow(step, (parent) => parent === of);
      else this.#followOr(step, of);
    }
  }

  #see(step: number): void {
    const { look } = this.#runs.whole.work;
    if (look[step] === this.#number) return;
    look[step] = this.#number;
    this.#open.push(step);
  }

  /** Sees the steps before one whose class is asked for. */
  #follow(step: number, isAsked: (of: number) => boolean): void {
    const { parents, classOf } = this.#runs;
    const end = parents.offsets[step + 1] ?? 0;
    for (let at = parents.offsets[step] ?? end; at < end; at += 1) {
      const parent = parents.values[at] ?? 0;
      if (isAsked(classOf[parent] ?? useless)) this.#see(parent);
    }
  }

  /**
   * One step before an OR will do of those that its class follows from, for all of them have one
   * time; where none is there it is a name of steps of its own class.
   */
  #followOr(step: number, of: number): void {
    const { parents, classOf } = this.#runs;
    if (!this.#ways.from.has(of)) addBehind(this.#ways, of);
    const best = this.#ways.from.get(of) ?? -1;
    const end = parents.offsets[step + 1] ?? 0;
    for (let at = parents.offsets[step] ?? end; at < end; at += 1) {
      const parent = parents.values[at] ?? 0;
      const before = classOf[parent] ?? useless;
      if (before !== always && (before !== best || best < 0)) continue;
      this.#see(parent);
      return;
    }
    this.#follow(step, (parent) => parent === of);
  }
}

/** The way in the whole scene among marked steps; null where none comes there in time. */
function markedWay({ runs, ...played }: QuickPlayed, objective: number, time: number): Way | null {
  const { whole, chosen } = runs;
  const goal = headOf(whole.work, whole.layout.objectives[objective] ?? -1);
  if (goal < 0) return null;
  choose(whole, chosen);
  turnToRun(whole, played.outer, played.inner);
  whole.work.isAlarmed = false;
  new WayMarks(runs).mark(goal);
  findMarked(whole, goal);
  if (whole.work.time[goal] !== time) return null;
  const { run } = whole.work;
  return wayOfPass({ ...played, run, prepared: whole, allGatesOpen: false }, [objective]);
}

/**
 * The time proof of an objective that fell within the limit of the run, null if it did not: that of
 * `proof`, but that of ways that are equally fast another may be told.
 */
export function quickWay(
  played: QuickPlayed,
  objective: number,
  { unopposed = false }: ProofOptions = {},
): Way | null {
  const { runs } = played;
  const { whole, under, chosen, vital, told } = runs;
  invariant(played.run === under.work.run, "a played run lasts until the next");
  const time = (unopposed ? played.unopposed : played.times)[objective] ?? Infinity;
  if (time > played.limit || time === Infinity) return null;
  const isOther = unopposed && under.work.isAlarmed;
  if (isOther) swapPasses(under.work);
  const found = markedWay(played, objective, time);
  if (isOther) swapPasses(under.work);
  told.ways += 1;
  if (found !== null) return found;
  told.whole += 1;
  const { outer, inner } = played;
  return proof(play(whole, chosen, { outer, inner }, { vital }), [objective], { unopposed });
}

/** `blindTime` of a run of these. */
export function quickBlindTime(played: QuickPlayed, objectives: readonly number[]): number {
  const { whole, under } = played.runs;
  const wayTo = (first: number): Way | null => quickWay(played, first, { unopposed: true });
  return blindTimeOf({ ...played, prepared: whole, sounds: under.work.sounds, wayTo }, objectives);
}
