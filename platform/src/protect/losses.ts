/**
 * What one run costs, from what fell in it: outages by the continuity engine, persons and the cost
 * sheet by the dials engine. Every draw is looked up by key and run, so a plan changes only what
 * its measures change.
 */
import { type Outages, outages } from "@vallgrav/continuity";
import { recoveryDefaults } from "@vallgrav/knowledge";
import type { Played, RunNumber } from "@vallgrav/mal";
import { costOfRun, exposedGroups } from "./cost-of-run.ts";
import type { RunDraws } from "./draws-of-run.ts";
import type { Softening } from "./network.ts";
import type { Softened, Stage } from "./stage.ts";

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

/** The earliest of the vital objectives, days; Infinity where none falls at all. */
export function firstVital(
  stage: Stage,
  played: Pick<Played, "times">,
): {
  readonly at: number;
  readonly time: number;
} {
  let best = { at: -1, time: Number.POSITIVE_INFINITY };
  for (const at of stage.vital) {
    const time = played.times[at] ?? Number.POSITIVE_INFINITY;
    if (time < best.time) best = { at, time };
  }
  return best;
}

/** Whether a backup survived and can be restored, at least with this probability. */
function isGoodCopy(
  { restorable, restorableBelow }: RunDraws,
  { destroyed }: Pick<Struck, "destroyed">,
  [backup, least]: readonly [number, number],
): boolean {
  if (destroyed[backup] === 1) return false;
  const u = restorable[backup] ?? 1;
  return u < least || u < (restorableBelow[backup] ?? 0);
}

type Struck = {
  readonly down: Uint8Array;
  readonly read: readonly number[];
  /** Per backup. */
  readonly destroyed: Uint8Array;
};

function struckBy(stage: Stage, fallen: readonly number[]): Struck {
  const { setting, consequences } = stage;
  const down = new Uint8Array(consequences.systems.length);
  const read: number[] = [];
  const destroyed = new Uint8Array(consequences.backups.length);
  for (const at of fallen) {
    const place = setting.place[at] ?? -1;
    if (place < 0) continue;
    const kind = setting.municipal.objectives[at]?.kind;
    if (kind === "deny" || kind === "alter") down[place] = 1;
    else if (kind === "read") read.push(place);
    else if (kind === "destroy") destroyed[place] = 1;
  }
  return { down, read, destroyed };
}

/** Per service: whether its reserve routine works in this run. */
export function reserveWorksOf({ reserve }: RunDraws, softening: Softening): Uint8Array {
  const works = Math.max(recoveryDefaults.reserveWorks, softening.bridge?.works ?? 0);
  return Uint8Array.from(reserve, (u) => (u < works ? 1 : 0));
}

function outagesOf(
  { consequences, backupsOf }: Stage,
  struck: Struck,
  { softening, network }: Softened,
  draws: RunDraws,
): Outages {
  // Only those of systems that are down are asked about.
  const usableCopy = new Uint8Array(consequences.systems.length);
  for (const [system, backups] of backupsOf.entries())
    if (
      struck.down[system] === 1 &&
      backups.some((backup) => isGoodCopy(draws, struck, [backup, softening.restorable]))
    )
      usableCopy[system] = 1;
  return outages(network, {
    down: struck.down,
    usableCopy,
    holdHours: draws.holdHours * softening.holdFactor,
    crews: recoveryDefaults.crews,
    workFactor: draws.workFactor * softening.workFactor,
    strikeHourOfWeek: draws.strikeHour,
    reserveWorks: reserveWorksOf(draws, softening),
  });
}

/**
 * The loss of a run in which `fallen` fell. Never rises when fewer fell or more is softened.
 * @param fallen places in the scene's objectives; empty costs nothing
 */
export function lossOf(
  stage: Stage,
  fallen: readonly number[],
  softened: Softened,
  run: RunNumber,
): RunLoss {
  const struck = struckBy(stage, fallen);
  const draws = stage.draws(run);
  const outage = outagesOf(stage, struck, softened, draws);
  const exposed = exposedGroups(stage.consequences, struck.read);
  const persons = exposed.reduce((sum, group) => sum + group.persons, 0);
  const { fineLowSek, fineHighSek, fineProbability } = stage.setting.valuations;
  const isFined = persons > 0 && draws.fine < fineProbability;
  return {
    hours: outage.hours,
    persons,
    sek: costOfRun(stage.setting, {
      outage,
      down: struck.down,
      strikeHourOfWeek: draws.strikeHour,
      exposed,
      fineSek: isFined ? fineLowSek + draws.fineSize * (fineHighSek - fineLowSek) : 0,
    }),
  };
}
