/** What an outage by hand comes to: when each system is back, and what services lack meanwhile. */
import { type Network, type On, outages, prepareNetwork } from "@vallgrav/continuity";
import { spread } from "@vallgrav/dials";
import { drawKey, type Problem, seeded, uniformAt } from "@vallgrav/kernel";
import { compileTime, timeAt } from "@vallgrav/mal";
import type { Question } from "./questions.ts";
import { below, placesOf, Unfit, unique } from "./shapes.ts";

type OutageAsked = Extract<Question, { readonly kind: "outage" }>;

/** Things times runs of one calculation. */
const mostWork = 20_000_000;

/** Hours since the strike; null: never down. With several runs, those of the first. */
export type ServiceAnswer = {
  readonly service: string;
  readonly startHours: number | null;
  readonly endHours: number;
  /** Need that nobody met: the mean over the runs. */
  readonly hours: number;
  /** 95 %; null for one run. */
  readonly hoursBetween: readonly [low: number, high: number] | null;
  readonly onReserveHours: number;
  readonly limitedHours: number;
};

/** The answer of an outage. */
export type OutageAnswer = {
  readonly systems: readonly { readonly system: string; readonly doneHours: number }[];
  readonly lastDoneHours: number;
  readonly services: readonly ServiceAnswer[];
};

/** Places of systems and services, which share their names. */
function namesOf({ systems, services }: OutageAsked, path: string): ReadonlyMap<string, On> {
  const ids = [...systems, ...services].map(({ id }) => id);
  unique(ids, below(path, "services"));
  return new Map(
    ids.map((id, at) => [
      id,
      at < systems.length ? { system: at } : { service: at - systems.length },
    ]),
  );
}

function networkOf(asked: OutageAsked, path: string): Network {
  const names = namesOf(asked, path);
  const onOf = (id: string, at: string): On => {
    const found = names.get(id);
    if (found === undefined) throw new Unfit(at, "known");
    return found;
  };
  const places = new Map(asked.systems.map(({ id }, at) => [id, at]));
  return {
    systems: asked.systems.map(({ id, workHours, rebuildHours, after, tolerableHours }, at) => ({
      id,
      restore: { workHours, rebuildHours: rebuildHours ?? workHours },
      prerequisites: placesOf(after, places, below(below(below(path, "systems"), at), "after")),
      tolerableHours: tolerableHours ?? Number.POSITIVE_INFINITY,
    })),
    services: asked.services.map(({ id, needs, groups, reserve, need }, at) => {
      const place = below(below(path, "services"), at);
      return {
        id,
        need,
        reserve,
        dependencies: needs.map(({ on, toleranceHours }, index) => ({
          on: onOf(on, below(below(below(place, "needs"), index), "on")),
          toleranceHours,
        })),
        groups: groups.map(({ of, needed }, index) => ({
          members: of.map((one, member) =>
            onOf(one, below(below(below(below(place, "groups"), index), "of"), member)),
          ),
          needed,
        })),
      };
    }),
  };
}

/** What all work is multiplied by in each run. */
function factorsOf({ workTimes, runs, seed }: OutageAsked): Float64Array {
  if (workTimes === null) return new Float64Array(runs).fill(1);
  const compiled = compileTime(workTimes);
  const key = seeded(drawKey("calculate/work"), seed);
  return Float64Array.from({ length: runs }, (_, run) => {
    const uniforms = Array.from({ length: compiled.draws }, (__, draw) =>
      uniformAt(key.high, key.low, run, draw),
    );
    return Math.min(1e6, timeAt(compiled, uniforms));
  });
}

/**
 * Works out an outage. Cost: runs times systems and services.
 * @throws {Unfit} for names of nothing and more work than is allowed
 */
export function answerOutage(
  asked: OutageAsked,
  path: string,
): OutageAnswer | { readonly problems: readonly Problem<string, object>[] } {
  const { systems, services, runs } = asked;
  if (runs * (systems.length + services.length) > mostWork)
    throw new Unfit(below(path, "runs"), "work");
  const prepared = prepareNetwork(networkOf(asked, path));
  if (!prepared.ok) return { problems: prepared.problem };
  const places = new Map(systems.map(({ id }, at) => [id, at]));
  const down = new Uint8Array(systems.length);
  for (const at of placesOf(asked.down, places, below(path, "down"))) down[at] = 1;
  const strike = {
    down,
    usableCopy: Uint8Array.from(systems, ({ copy }) => (copy === "usable" ? 1 : 0)),
    holdHours: asked.holdHours,
    crews: asked.crews,
    strikeHourOfWeek: asked.strikeHourOfWeek,
    reserveWorks: Uint8Array.from(services, ({ reserveWorks }) => (reserveWorks === "yes" ? 1 : 0)),
  };
  const factors = factorsOf(asked);
  const lacked = services.map(() => new Float64Array(runs));
  for (const [run, workFactor] of factors.entries()) {
    const { hours } = outages(prepared.value, { ...strike, workFactor });
    for (const [at, column] of lacked.entries()) column[run] = hours[at] ?? 0;
  }
  const first = outages(prepared.value, { ...strike, workFactor: factors[0] ?? 1 });
  return {
    systems: systems.map(({ id }, at) => ({ system: id, doneHours: first.doneHours[at] ?? 0 })),
    lastDoneHours: first.lastDoneHours,
    services: services.map(({ id }, at): ServiceAnswer => {
      const start = first.serviceStart[at] ?? Number.POSITIVE_INFINITY;
      const column = lacked[at] ?? new Float64Array(1);
      const figures = runs < 2 ? null : spread(column, runs, 1);
      return {
        service: id,
        startHours: start === Number.POSITIVE_INFINITY ? null : start,
        endHours: first.serviceEnd[at] ?? 0,
        hours: figures === null ? (column[0] ?? 0) : figures.mean,
        hoursBetween:
          figures === null ? null : [figures.sampling.mean.low, figures.sampling.mean.high],
        onReserveHours: first.onReserveHours[at] ?? 0,
        limitedHours: first.limitedHours[at] ?? 0,
      };
    }),
  };
}
