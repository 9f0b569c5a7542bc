/**
 * Plays what planning scenarios cost today: no facts, outcomes or ways, so that a plan can begin
 * soon. Each run is played once, as plans ask about it: it stays for those that follow.
 */
import { knownRun } from "./known-run.ts";
import type { Stage } from "./stage.ts";
import { lossOfStruck } from "./stopped-losses.ts";
import type { LossColumns, LossesTask } from "./tasks.ts";

/** Plays scenarios with nothing chosen. Cost: each run once, and its excerpt where none is kept. */
export function playLosses(stage: Stage, { scenarios, inner }: LossesTask): LossColumns {
  stage.readyExcerpts();
  const services = stage.consequences.services.length;
  const none = new Uint8Array(stage.measures.length);
  const columns: LossColumns = {
    first: new Float64Array(scenarios.length),
    hours: new Float64Array(scenarios.length * services),
    persons: new Float64Array(scenarios.length),
    sek: new Float64Array(scenarios.length),
  };
  for (const [slot, scenario] of scenarios.entries()) {
    const run = { outer: Math.floor(scenario / inner), inner: scenario % inner };
    const known = knownRun(stage, none, run);
    columns.first[slot] = known.first;
    const loss = lossOfStruck(stage, known, stage.soften(none), run);
    if (loss === null) continue;
    columns.hours.set(loss.hours, slot * services);
    columns.persons[slot] = loss.persons;
    columns.sek[slot] = loss.sek;
  }
  return columns;
}
