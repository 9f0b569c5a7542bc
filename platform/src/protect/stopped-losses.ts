/**
 * What a run costs in which something was stopped: the municipality's own shutdown has its length
 * too, but is never counted as worse than what it prevented (dials.md §1.6).
 */
import { shutdownOutages } from "@vallgrav/continuity";
import { type StoppedLoss, stoppedLoss } from "@vallgrav/dials";
import type { Played, RunNumber } from "@vallgrav/mal";
import { costOfRun } from "./cost-of-run.ts";
import { fallenOf, lossOf, reserveWorksOf, type RunLoss } from "./losses.ts";
import type { Softened, Stage } from "./stage.ts";

/** What the shutdown of one run costs: every system of the register, for as long. */
export function shutdownLoss(stage: Stage, softened: Softened, run: RunNumber): RunLoss {
  const { consequences } = stage;
  const { softening, network } = softened;
  const draws = stage.draws(run);
  const strikeHourOfWeek = draws.strikeHour;
  const outage = shutdownOutages(network, {
    down: new Uint8Array(consequences.systems.length).fill(1),
    hours: draws.shutdownHours,
    strikeHourOfWeek,
    reserveWorks: reserveWorksOf(draws, softening),
  });
  const sek = costOfRun(stage.setting, {
    outage,
    down: new Uint8Array(consequences.systems.length),
    strikeHourOfWeek,
    exposed: [],
    fineSek: 0,
  });
  return { hours: outage.hours, persons: 0, sek };
}

/** F and Fu of a run, by place in the scene's objectives; F is a part of Fu. */
export type StoppedSets = {
  readonly fallen: readonly number[];
  readonly unopposed: readonly number[];
};

/** F and Fu of a run where they differ, else null: nothing was stopped. */
export function stoppedIn({ times, unopposed, limit }: Played): StoppedSets | null {
  if (times === unopposed) return null;
  const fallen = fallenOf({ times, limit });
  const all = fallenOf({ times: unopposed, limit });
  return fallen.length === all.length ? null : { fallen, unopposed: all };
}

/**
 * What makes up the loss of a run in which something was stopped, per unit: hours of each service,
 * then persons, then SEK.
 */
export function stoppedUnits(
  stage: Stage,
  { fallen, unopposed }: StoppedSets,
  softened: Softened,
  run: RunNumber,
): readonly StoppedLoss[] {
  const [ofFallen, ofShutdown, ofAll] = [
    lossOf(stage, fallen, softened, run),
    shutdownLoss(stage, softened, run),
    lossOf(stage, unopposed, softened, run),
  ].map(({ hours, persons, sek }) => [...hours, persons, sek]);
  return (ofAll ?? []).map((all, unit) => ({
    fallen: fallen.length === 0 ? 0 : (ofFallen?.[unit] ?? 0),
    shutdown: ofShutdown?.[unit] ?? 0,
    unopposed: all,
  }));
}

/** The loss of a run by what fell and would have; null where nothing did. */
export function lossOfStruck(
  stage: Stage,
  sets: StoppedSets,
  softened: Softened,
  run: RunNumber,
): RunLoss | null {
  const { fallen, unopposed } = sets;
  if (unopposed.length === 0) return null;
  if (unopposed.length === fallen.length) return lossOf(stage, fallen, softened, run);
  const units = stoppedUnits(stage, sets, softened, run).map(stoppedLoss);
  const services = units.length - 2;
  return {
    hours: Float64Array.from(units.slice(0, services)),
    persons: units[services] ?? 0,
    sek: units[services + 1] ?? 0,
  };
}

/** The loss of a run under a plan; null where nothing fell or would have. */
export function lossOfRun(
  stage: Stage,
  played: Played,
  chosen: Uint8Array,
  run: RunNumber,
): RunLoss | null {
  const fallen = fallenOf(played);
  const sets = stoppedIn(played) ?? { fallen, unopposed: fallen };
  return lossOfStruck(stage, sets, stage.soften(chosen), run);
}
