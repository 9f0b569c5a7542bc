/**
 * A setting made ready to be played in one thread: the reduced graph, the networks with and without
 * softening, the keys of every draw that consequences take.
 */
import { betaQuantile, type DrawKey, drawKey, seeded, uniform } from "@vallgrav/kernel";
import type { Consequences, Measure } from "@vallgrav/knowledge";
import {
  type Ground,
  openLatent,
  openScene,
  prepareLayout,
  type Prepared,
  type RunNumber,
  withNames,
  withRoom,
} from "@vallgrav/mal";
import type { PreparedNetwork } from "@vallgrav/continuity";
import { networksOf, type Softening, softeningOf, softens } from "./network.ts";
import { type ConsequenceKeys, drawsBook, type RunDraws } from "./draws-of-run.ts";
import { type Excerpts, excerptsOf } from "./excerpts.ts";
import type { PackedRun } from "./packed-run.ts";
import { type Learnt, restorablePrior } from "./learnt.ts";
import type { Setting } from "./setting.ts";
import type { PutAwayTask } from "./tasks.ts";

/** Choices whose softening is kept; beyond that they are looked up anew. */
const keptChoices = 10_000;

export type Stage = Excerpts & {
  readonly setting: Setting;
  readonly consequences: Consequences;
  readonly measures: readonly Measure[];
  /** With room for runs; made when it is first asked for, for most threads never play it. */
  readonly prepared: () => Prepared;
  /** The same for many whole runs, in room of its own; likewise. */
  readonly quick: () => Prepared;
  /** Forgets both, which makes room for excerpts; the next run makes them anew. */
  readonly forgetRooms: () => void;
  /**
   * Forgets all that runs are played and excerpts are taken with, and the layout beneath it: the
   * excerpts that are kept need none of it. What needs it after all makes it anew.
   */
  readonly forgetGround: () => void;
  readonly keys: ConsequenceKeys;
  /** Objectives that count, by place in the scene. */
  readonly vital: readonly number[];
  /** Measures that soften, by index. */
  readonly softening: readonly number[];
  /** The softening of a choice and its network; kept, for there are few. */
  readonly soften: (chosen: Uint8Array) => Softened;
  /** A softening with its network; kept. */
  readonly softenedBy: (softening: Softening) => Softened;
  /**
   * Probability that a copy can be restored in an outer draw, by whether a restore was tried;
   * kept.
   */
  readonly restorable: (tried: boolean, outer: number) => number;
  /** The draws of a run that its consequences take; the last run's are kept. */
  readonly draws: (run: RunNumber) => RunDraws;
  /** Per system: its backups by index. */
  readonly backupsOf: readonly (readonly number[])[];
  /** Losses of planning scenarios by unit; see scenario-losses. */
  readonly losses: Map<string, readonly number[]>;
  /** Facts on the way with every gate open, by run; see play-dials. */
  readonly openFacts: Map<string, Float64Array>;
  /** Planning scenarios as they were played; see known-run. */
  readonly runs: Map<string, PackedRun>;
};

export type Softened = {
  /** The same for choices that soften the same. */
  readonly number: number;
  readonly softening: Softening;
  readonly network: PreparedNetwork;
};

function keysOf(setting: Setting): ConsequenceKeys {
  const key = (name: string): DrawKey => seeded(drawKey(`consequence\u0000${name}`), setting.seed);
  return {
    restorable: setting.consequences.backups.map(({ id }) => key(`restorable/${id}`)),
    restorableUntried: key("restorable-untried"),
    restorableTried: key("restorable-tried"),
    reserve: setting.consequences.services.map(({ id }) => key(`reserve/${id}`)),
    hold: key("hold"),
    work: key("work"),
    shutdown: key("shutdown"),
    strike: key("strike"),
    fine: key("fine"),
    fineSize: key("fine-size"),
  };
}

/** Draws the class probabilities of restoring, and keeps those of the latest outer draws. */
function restorableBook(keys: ConsequenceKeys, learnt: Learnt | null): Stage["restorable"] {
  const known = new Map<string, number>();
  return (tried, outer) => {
    const name = `${tried}/${outer}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const { a, b } = restorablePrior(tried, learnt);
    const u = uniform(tried ? keys.restorableTried : keys.restorableUntried, outer, 0);
    const value = betaQuantile(u, a, b);
    known.set(name, value);
    return value;
  };
}

/** Softenings by what they soften, so that choices that soften the same share one network. */
function softeningBook(
  { consequences, measures }: Setting,
  softening: readonly number[],
): Pick<Stage, "soften" | "softenedBy"> {
  const byChoice = new Map<string, Softened>();
  const byValue = new Map<string, Softened>();
  const networkUnder = networksOf(consequences);
  const softenedBy: Stage["softenedBy"] = (soft) => {
    const value = JSON.stringify(soft);
    const before = byValue.get(value);
    if (before !== undefined) return before;
    const made = { number: byValue.size, softening: soft, network: networkUnder(soft) };
    byValue.set(value, made);
    return made;
  };
  return {
    softenedBy,
    soften: (chosen) => {
      const key = softening.filter((at) => chosen[at] === 1).join();
      const before = byChoice.get(key);
      if (before !== undefined) return before;
      const made = softenedBy(softeningOf(measures, chosen));
      if (byChoice.size >= keptChoices) byChoice.clear();
      byChoice.set(key, made);
      return made;
    },
  };
}

/** Makes a setting ready. Cost: the reduction of the graph, once. */
export function openStage(setting: Setting): Stage {
  const { consequences, measures } = setting;
  const keys = keysOf(setting);
  const restorable = restorableBook(keys, setting.learnt ?? null);
  const backupAt = new Map<string, number>(consequences.backups.map(({ id }, at) => [id, at]));
  const { scene, latent } = setting.municipal;
  const laidOut = (): Ground => prepareLayout(openScene(scene), openLatent(latent));
  let known: Ground | null = laidOut();
  const ground = (): Ground => (known ??= laidOut());
  let prepared: Prepared | null = null;
  let quick: Prepared | null = null;
  const excerpts = excerptsOf(ground);
  const forgetRooms = (): void => {
    prepared = null;
    quick = null;
  };
  const softening = measures.flatMap((measure, at) => (softens(measure) ? [at] : []));
  return {
    setting,
    consequences,
    measures,
    prepared: () => (prepared ??= withRoom(ground())),
    ...excerpts,
    quick: () => (quick ??= withNames(ground())),
    forgetRooms,
    forgetGround: () => {
      forgetRooms();
      excerpts.haveTaken();
      known = null;
    },
    keys,
    restorable,
    draws: drawsBook({ consequences, restorable }, keys),
    backupsOf: consequences.systems.map(({ backups }) =>
      backups.flatMap((id) => backupAt.get(id) ?? []),
    ),
    losses: new Map(),
    runs: new Map(),
    openFacts: new Map(),
    vital: [...setting.vital].flatMap((counts, at) => (counts === 1 ? [at] : [])),
    softening,
    ...softeningBook(setting, softening),
  };
}

/** Forgets what is kept of planning scenarios, which makes room for others. */
export function forgetScenarios({ forgetExcerpts, losses, runs }: Stage): null {
  forgetExcerpts();
  losses.clear();
  runs.clear();
  return null;
}

/** Gives back what is not needed for a while; it is made anew where it is needed after all. */
export function putAway(stage: Stage, { what }: Pick<PutAwayTask, "what">): null {
  if (what === "excerpts") stage.haveTaken();
  else if (what === "runs") stage.forgetRooms();
  else stage.forgetGround();
  return null;
}
