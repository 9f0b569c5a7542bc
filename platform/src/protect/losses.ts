/**
 * What one run costs, from what fell in it: outages by the continuity engine, persons and the cost
 * sheet by the dials engine. Every draw is looked up by key and run, so a plan changes only what
 * its measures change.
 */
import { type Outages, outages } from "@vallgrav/continuity";
import { type DrawKey, exp, normalQuantile, uniform } from "@vallgrav/kernel";
import { recoveryDefaults, valuations } from "@vallgrav/knowledge";
import type { Played, RunNumber } from "@vallgrav/mal";
import { costOfRun, exposedGroups } from "./cost-of-run.ts";
import type { Softening } from "./network.ts";
import type { Stage } from "./stage.ts";

export type RunLoss = {
  /** Hours without each service. */
  readonly hours: Float64Array;
  readonly persons: number;
  readonly sek: number;
};

/** Objectives that fell, by place in the scene: time within the limit of the run. */
export function fallenOf({ times, limit }: Pick<Played, "times" | "limit">): readonly number[] {
  const fallen: number[] = [];
  for (let at = 0; at < times.length; at += 1)
    if ((times[at] ?? Number.POSITIVE_INFINITY) <= limit) fallen.push(at);
  return fallen;
}

/** A log-normal value of one run. */
export function logNormal(median: number, spread: number, key: DrawKey, run: RunNumber): number {
  return median * exp(spread * normalQuantile(uniform(key, run.outer, run.inner)));
}

/** Per backup: whether it survived and can be restored. */
function goodCopies(
  stage: Stage,
  destroyed: ReadonlySet<number>,
  least: number,
  run: RunNumber,
): Uint8Array {
  return Uint8Array.from(stage.consequences.backups, (backup, at) => {
    const key = stage.keys.restorable[at];
    if (destroyed.has(at) || key === undefined) return 0;
    const u = uniform(key, run.outer, 0);
    // The class's probability is only asked for where the measures do not already settle it.
    if (u < least) return 1;
    return u < stage.restorable(backup.tried === true, run.outer) ? 1 : 0;
  });
}

type Struck = {
  readonly down: Uint8Array;
  readonly read: readonly number[];
  readonly destroyed: ReadonlySet<number>;
};

function struckBy(stage: Stage, fallen: readonly number[]): Struck {
  const { setting, consequences } = stage;
  const down = new Uint8Array(consequences.systems.length);
  const read: number[] = [];
  const destroyed = new Set<number>();
  for (const at of fallen) {
    const place = setting.place[at] ?? -1;
    if (place < 0) continue;
    const kind = setting.municipal.objectives[at]?.kind;
    if (kind === "deny" || kind === "alter") down[place] = 1;
    else if (kind === "read") read.push(place);
    else if (kind === "destroy") destroyed.add(place);
  }
  return { down, read, destroyed };
}

/** Where in the week it strikes: whole hours. */
export function strikeHour(stage: Stage, run: RunNumber): number {
  return Math.floor(uniform(stage.keys.strike, run.outer, run.inner) * 168);
}

/** Per service: whether its reserve routine works in this run. */
export function reserveWorksOf(stage: Stage, softening: Softening, run: RunNumber): Uint8Array {
  const works = Math.max(recoveryDefaults.reserveWorks, softening.bridge?.works ?? 0);
  return Uint8Array.from(stage.keys.reserve, (key) =>
    uniform(key, run.outer, run.inner) < works ? 1 : 0,
  );
}

function outagesOf(stage: Stage, struck: Struck, chosen: Uint8Array, run: RunNumber): Outages {
  const { consequences, keys } = stage;
  const { softening, network } = stage.soften(chosen);
  const { holdMedianHours, holdSpread, workSpread, crews } = recoveryDefaults;
  const copies = goodCopies(stage, struck.destroyed, softening.restorable, run);
  const at = new Map<string, number>(consequences.backups.map(({ id }, index) => [id, index]));
  return outages(network, {
    down: struck.down,
    usableCopy: Uint8Array.from(consequences.systems, (system) =>
      system.backups.some((id) => copies[at.get(id) ?? -1] === 1) ? 1 : 0,
    ),
    holdHours: logNormal(holdMedianHours, holdSpread, keys.hold, run) * softening.holdFactor,
    crews,
    workFactor: logNormal(1, workSpread, keys.work, run) * softening.workFactor,
    strikeHourOfWeek: strikeHour(stage, run),
    reserveWorks: reserveWorksOf(stage, softening, run),
  });
}

/**
 * The loss of a run in which `fallen` fell. Never rises when fewer fell or a measure is added.
 * @param fallen places in the scene's objectives; empty costs nothing
 */
export function lossOf(
  stage: Stage,
  fallen: readonly number[],
  chosen: Uint8Array,
  run: RunNumber,
): RunLoss {
  const struck = struckBy(stage, fallen);
  const outage = outagesOf(stage, struck, chosen, run);
  const exposed = exposedGroups(stage.consequences, struck.read);
  const persons = exposed.reduce((sum, group) => sum + group.persons, 0);
  const fined =
    persons > 0 && uniform(stage.keys.fine, run.outer, run.inner) < valuations.fineProbability;
  const size = uniform(stage.keys.fineSize, run.outer, run.inner);
  return {
    hours: outage.hours,
    persons,
    sek: costOfRun(stage.consequences, {
      outage,
      down: struck.down,
      strikeHourOfWeek: strikeHour(stage, run),
      exposed,
      fineSek: fined
        ? valuations.fineLowSek + size * (valuations.fineHighSek - valuations.fineLowSek)
        : 0,
    }),
  };
}
