/**
 * A setting made ready to be played in one thread: the reduced graph, the networks with and without
 * softening, the keys of every draw that consequences take.
 */
import { betaQuantile, type DrawKey, drawKey, seeded, uniform } from "@vallgrav/kernel";
import { type Consequences, type Measure, recoveryDefaults } from "@vallgrav/knowledge";
import { prepare, type Prepared } from "@vallgrav/mal";
import type { PreparedNetwork } from "@vallgrav/continuity";
import { networkOf, type Softening, softeningOf, softens } from "./network.ts";
import type { Setting } from "./setting.ts";

/** Keys of the draws of consequences; what shares a draw is dials.md §1.3. */
export type ConsequenceKeys = {
  /** Whether a copy can be restored at all: a fact, outer. One per backup. */
  readonly restorable: readonly DrawKey[];
  /** Class parameters of the same: untried and tried copies. */
  readonly restorableUntried: DrawKey;
  readonly restorableTried: DrawKey;
  /** Whether a reserve routine works in this campaign. One per service. */
  readonly reserve: readonly DrawKey[];
  readonly hold: DrawKey;
  readonly work: DrawKey;
  /** How long the municipality's own shutdown lasts. */
  readonly shutdown: DrawKey;
  readonly strike: DrawKey;
  readonly fine: DrawKey;
  readonly fineSize: DrawKey;
};

export type Stage = {
  readonly setting: Setting;
  readonly consequences: Consequences;
  readonly measures: readonly Measure[];
  readonly prepared: Prepared;
  readonly keys: ConsequenceKeys;
  /** Objectives that count, by place in the scene. */
  readonly vital: readonly number[];
  /** Measures that soften, by index, and all of them chosen at once. */
  readonly softening: readonly number[];
  readonly allSoft: Uint8Array;
  /** The softening of a choice and its network; kept, for there are few. */
  readonly soften: (chosen: Uint8Array) => Softened;
  /**
   * Probability that a copy can be restored in an outer draw, by whether a restore was tried;
   * kept.
   */
  readonly restorable: (tried: boolean, outer: number) => number;
  /** Losses of planning scenarios, by run, softening and what fell; plans often meet the same. */
  readonly losses: Map<string, ScenarioLoss>;
  /** What falls in a planning scenario with nothing chosen, in classes; see rows-of-scenario. */
  readonly classes: Map<number, Classes>;
};

/** Objectives in classes, each of which the same measures stand in the way of. */
export type Classes = readonly (readonly number[])[];

/** What a run costs in all, unit by unit. */
export type ScenarioLoss = {
  /** Hours without each service, added up. */
  readonly hours: number;
  readonly persons: number;
  readonly sek: number;
};

export type Softened = { readonly softening: Softening; readonly network: PreparedNetwork };

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
function restorableBook(keys: ConsequenceKeys): Stage["restorable"] {
  const known = new Map<string, number>();
  return (tried, outer) => {
    const name = `${tried}/${outer}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const { restorableTried, restorableUntried, restorableWeight: weight } = recoveryDefaults;
    const mean = tried ? restorableTried : restorableUntried;
    const u = uniform(tried ? keys.restorableTried : keys.restorableUntried, outer, 0);
    const value = betaQuantile(u, mean * weight, (1 - mean) * weight);
    known.set(name, value);
    return value;
  };
}

/** Makes a setting ready. Cost: the reduction of the graph, once. */
export function openStage(setting: Setting): Stage {
  const { consequences, measures } = setting;
  const known = new Map<string, Softened>();
  const keys = keysOf(setting);
  const softening = measures.flatMap((measure, at) => (softens(measure) ? [at] : []));
  const allSoft = new Uint8Array(measures.length);
  for (const at of softening) allSoft[at] = 1;
  return {
    setting,
    consequences,
    measures,
    prepared: prepare(setting.municipal.scene, setting.municipal.latent),
    keys,
    restorable: restorableBook(keys),
    losses: new Map(),
    classes: new Map(),
    vital: [...setting.vital].flatMap((counts, at) => (counts === 1 ? [at] : [])),
    softening,
    allSoft,
    soften: (chosen) => {
      const key = softening.filter((at) => chosen[at] === 1).join();
      const before = known.get(key);
      if (before !== undefined) return before;
      const soft = softeningOf(measures, chosen);
      const made = { softening: soft, network: networkOf(consequences, soft) };
      known.set(key, made);
      return made;
    },
  };
}
