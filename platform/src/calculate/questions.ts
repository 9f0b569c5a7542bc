/**
 * What can be calculated by hand: each kind is a small piece of the dials or of a plan that one
 * can also work out on paper (docs/calculations.md).
 */
import { campaignFields, runFields } from "./campaign-shape.ts";
import {
  below,
  chance,
  choice,
  type Fits,
  list,
  name,
  number,
  object,
  or,
  record,
  type Shape,
  time,
  Unfit,
  whole,
} from "./shapes.ts";

const most = 1_000;
const amount = number(0, 1e12);
const hours = number(0, 1e6);
const anyNumber = number(-1e12, 1e12);

const costs = record(amount, 20);

const measure = object({
  id: name,
  costs: or(costs, new Map<string, number>()),
  /** Gates that are there once it is chosen. */
  closes: or(list(name, most), []),
  /** Steps that take so many times as long. */
  slows: or(list(object({ step: name, factor: number(1, 1e6) }), most), []),
  requires: or(list(name, most), []),
  excludes: or(list(name, most), []),
});

const plan = {
  campaign: object(campaignFields),
  losses: list(object({ goal: name, loss: amount }), 50, 1),
  measures: list(measure, 64, 1),
  budget: costs,
  /** Plans to hold it against, each a list of measures. */
  compare: or(list(list(name, 64), 50), []),
  /** Boxes the search may look at; left out, as many as it takes up to 10 000. */
  nodes: or(whole(0, 100_000), 10_000),
};

const need = object({ on: name, toleranceHours: or(hours, 0) });
const group = object({ of: list(name, most, 1), needed: whole(1, most) });
const reserve = object({
  inPlaceAfterHours: or(hours, 0),
  coverFirst: chance,
  untilHours: hours,
  coverThen: or(chance, 0),
});

const outage = {
  systems: list(
    object({
      id: name,
      workHours: hours,
      rebuildHours: or(hours, null),
      after: or(list(name, most), []),
      tolerableHours: or(hours, null),
      /** False: no copy of it can be used, and it is built anew. */
      copy: or(choice(["usable", "lost"]), "usable"),
    }),
    most,
    1,
  ),
  services: list(
    object({
      id: name,
      needs: or(list(need, most), []),
      groups: or(list(group, most), []),
      reserve: or(reserve, null),
      reserveWorks: or(choice(["yes", "no"]), "yes"),
      /** Need in each hour of the week. */
      need: or(list(chance, 168, 168), null),
    }),
    most,
  ),
  down: list(name, most),
  holdHours: or(hours, 0),
  crews: or(whole(1, most), 1),
  strikeHourOfWeek: or(number(0, 167.999), 0),
  /** What all work is multiplied by in a run: a number or a distribution. */
  workTimes: or(time, null),
  runs: or(whole(1, 1_000_000), 1),
  seed: or(name, "1"),
};

const persons = {
  groups: list(object({ id: name, size: whole(0, 1e10) }), most, 1),
  sets: list(
    object({
      id: name,
      group: name,
      share: chance,
      level: or(whole(0, 4), 3),
      within: or(name, null),
      /** How surely it falls, whatever else does. */
      falls: or(chance, 1),
    }),
    most,
    1,
  ),
};

const costSheet = {
  units: list(
    object({
      id: name,
      staff: number(0, 1e6),
      hourlySek: amount,
      outages: list(object({ startHour: hours, endHour: hours, share: chance }), most),
    }),
    most,
  ),
  response: or(object({ fixedSek: amount, perDaySek: amount, lastDoneHours: hours }), null),
  restored: or(list(object({ id: name, count: amount, priceSek: amount }), most), []),
  ownHours: or(list(object({ id: name, hours, hourlySek: amount }), most), []),
  breach: or(
    object({
      fixedSek: amount,
      perPersonSek: amount,
      exposed: list(object({ group: name, persons: amount }), most),
    }),
    null,
  ),
  fineSek: or(amount, 0),
};

/** Losses of campaigns: as they were, outer draw by outer draw, or drawn. */
const lossFields = {
  values: or(list(list(amount, 100_000, 1), 100_000, 1), null),
  drawn: or(object({ chance, size: time, ...runFields }), null),
};

const losses: Shape<Fits<ReturnType<typeof object<typeof lossFields>>>> = (value, path) => {
  const read = object(lossFields)(value, path);
  if ((read.values === null) === (read.drawn === null)) throw new Unfit(path, "choice");
  const [first] = read.values ?? [];
  for (const [at, row] of (read.values ?? []).entries())
    if (row.length !== first?.length)
      throw new Unfit(below(below(path, "values"), at), "same-length");
  return read;
};

const year = {
  perYear: object({ median: number(1e-9, 1_000), sigma: or(number(0, 3), 0) }),
  losses,
  years: or(whole(1, 1_000_000), 100_000),
  seed: or(name, "1"),
};

const payback = {
  oneOffSek: amount,
  yearlySek: amount,
  years: number(1e-3, 100),
  lifetimeYears: number(1e-3, 100),
  interest: number(0, 1),
  savedPerCampaign: or(amount, null),
};

const evidence = {
  coverage: number(1e-9, 1 - 1e-9),
  reports: list(
    object({
      likelihoodRatio: number(1e-6, 1e6),
      ageDays: or(amount, 0),
      halfLifeDays: or(number(1e-3, 1e6), 365),
    }),
    most,
  ),
};

const learning = {
  beta: or(
    object({ a: number(1e-9, 1e9), b: number(1e-9, 1e9), successes: amount, failures: amount }),
    null,
  ),
  /** How much an observation counts. */
  weight: or(number(1e-9, 1), 1),
  gamma: or(
    object({
      events: number(1e-9, 1e9),
      days: number(1e-9, 1e9),
      seen: amount,
      exposureDays: amount,
    }),
    null,
  ),
};

const information = {
  /** A fact with so many states, and what each plan gains in each of them. */
  chances: or(list(chance, most, 1), null),
  gains: or(list(list(anyNumber, most, 1), most, 1), null),
  check: or(object({ sensitivity: chance, specificity: chance }), null),
  /** A gain that is drawn from a normal distribution, against nothing. */
  normal: or(object({ mean: anyNumber, sd: number(0, 1e12) }), null),
};

const estimate = {
  /** One list for each outer draw. */
  runs: list(list(anyNumber, 10_000, 1), 10_000, 1),
};

const shapes = {
  campaign: campaignFields,
  plan,
  outage,
  persons,
  costs: costSheet,
  losses: { of: losses },
  year,
  payback,
  evidence,
  learning,
  information,
  widening: { z: list(number(-3, 3), most) },
  estimate,
  ranks: { quantile: number(1e-9, 1 - 1e-9), runs: whole(2, 10_000_000) },
  share: { events: whole(0, 1e9), of: whole(1, 1e9) },
  score: { runs: list(anyNumber, 10_000, 2), outcome: anyNumber },
  tilted: {
    gates: list(object({ nominal: number(1e-9, 1), tilted: number(1e-9, 1) }), 16, 1),
  },
};

/** The kinds of calculation. */
export type Kind = keyof typeof shapes;

/** A calculation that fits: its name, its kind, and what that kind asks for. */
export type Question = {
  readonly [K in Kind]: Fits<ReturnType<typeof object<(typeof shapes)[K]>>> & {
    readonly name: string;
    readonly kind: K;
  };
}[Kind];

/** Every kind there is. */
export const kinds = Object.keys(shapes) as readonly Kind[];

/** Reads one calculation. */
export const question: Shape<Question> = (value, path) => {
  const kind = choice(kinds)(Reflect.get(Object(value), "kind"), below(path, "kind"));
  const fields = { name, kind: choice([kind]), ...shapes[kind] };
  return object(fields)(value, path) as Question;
};
